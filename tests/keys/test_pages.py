"""Help, palette search and the printed key table."""

from __future__ import annotations

import pytest

from plantui.keys.action import Registry
from plantui.keys.context import Context, chain
from plantui.keys.helppage import every_key, help_page
from plantui.keys.keymap import default_keymap
from plantui.keys.markdown import to_markdown
from plantui.keys.palette import folded, search
from plantui.keys.parse import parse_keymap

FULL = Registry.full()
KEYMAP = default_keymap(FULL)


def found(query, recent=()):
    return [action.id for action in search(query, FULL.listed(), recent)]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("undo", "edit.undo"),
        ("rev", "review.this"),
        ("review", "review.this"),
        ("note", "note.new"),
        ("exp rev", "export.review"),
        ("blnk scr", "privacy.blank"),
        ("dx", "diagnosis.add"),
        ("template save", "command.template.save"),
        ("PHQ", "measure.record"),
        ("cónsent", "consent.add"),
        ("history.open", "history.open"),
        ("score", "measure.record"),
        ("late", "review.run"),
        ("boss", "privacy.blank"),
    ],
)
def test_words_find_actions(query, first):
    assert found(query)[0] == first


def test_undo_finds_the_action_by_its_synonym():
    assert "edit.undo" in [action.id for action in search("take back", FULL)]


def test_every_word_must_fit():
    assert found("review zzz") == []


def test_without_words_recent_actions_come_first():
    assert found("", ["trend.open", "client.find"])[:2] == ["trend.open", "client.find"]
    assert len(found("")) == len(FULL.listed())


def test_among_equal_fits_recent_actions_come_first():
    assert found("show")[0] != "fold.goals"
    assert found("show", ["trend.open", "fold.goals"])[0] == "fold.goals"


def test_accents_do_not_matter():
    assert folded("Müller É") == "muller e"


@pytest.mark.parametrize("action", FULL.listed(), ids=lambda action: action.id)
def test_every_listed_action_is_found_by_its_title(action):
    assert action.id in found(action.title)


def test_the_plan_has_a_help_page_of_its_own():
    parts = help_page(Context.NORMAL, "plan", KEYMAP)
    assert [part.title for part in parts] == ["MOVE", "ADD", "CHANGE", "PROGRESS", "PLAN AND CLIENT", "SAFE"]
    rows = {row.words: row for part in parts for row in part.rows}
    assert rows["better, same, worse"].keys == "+ = -"
    assert rows["better, same, worse"].actions[0] == "progress.up"
    assert rows["blank the screen, lock"].keys == "ctrl+l L"


@pytest.mark.parametrize("context", list(Context))
def test_every_place_has_help_with_all_its_keys(context):
    parts = help_page(context, "", KEYMAP)
    named = {one for part in parts if part.title != "COMMANDS" for row in part.rows for one in row.actions}
    assert named == {binding.action for binding in KEYMAP.table(context)}


@pytest.mark.parametrize("context", list(Context))
def test_commands_without_a_key_are_listed_where_letters_are_verbs(context):
    parts = [part for part in help_page(context, "", KEYMAP) if part.title == "COMMANDS"]
    rows = {row.keys: row.actions for part in parts for row in part.rows}
    verbs = Context.NORMAL in chain(context)
    assert rows == {f":{each.verb}": (each.id,) for each in FULL if not each.keys and verbs}


def test_help_shows_the_users_keys_and_nothing_unregistered():
    keymap = parse_keymap('[keys]\n"progress.up" = "f6"\n[user]\n"b" = "when +12w"\n', FULL)
    assert any(row.keys == "F6 = -" for part in help_page(Context.NORMAL, "plan", keymap) for row in part.rows)
    own = help_page(Context.NORMAL, "queue", keymap)[-2]
    assert (own.title, own.rows[0].keys, own.rows[0].words) == ("YOUR OWN", "b", "when +12w")
    assert ("b", "when +12w") in [(row.keys, row.words) for part in every_key(keymap) for row in part.rows]
    few = default_keymap(Registry.of({"nav.down"}))
    assert [row.actions for part in help_page(Context.NORMAL, "plan", few) for row in part.rows] == [("nav.down",)]


def test_every_key_lists_every_binding():
    named = {(part.title, one) for part in every_key(KEYMAP) for row in part.rows for one in row.actions}
    for context in Context:
        for binding in KEYMAP.own(context):
            assert (context.name.replace("_", " "), binding.action) in named


def test_the_printed_table_names_every_binding():
    text = to_markdown(KEYMAP)
    for action in FULL:
        assert f"`{action.id}`" in text
    assert "| `ctrl+l` or `f9` | `privacy.blank` | Blank the screen now" in text
    assert "| `g t` | `client.today` |" in text
    assert "| `:backup` | `command.backup` |" in text


def test_the_printed_table_shows_the_users_own_keys():
    keymap = parse_keymap("[user]\n\"V |\" = 'a | b'\n\"`\" = 'lint'\n", FULL)
    text = to_markdown(keymap)
    assert "| `V \\|` |  | Your own: `a \\| b` |" in text
    assert "| `` ` `` |  | Your own: `lint` |" in text
