"""The catalogue against the key tables, and the rules every keymap obeys."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from plantui.keys import token
from plantui.keys.action import Registry
from plantui.keys.context import Context, chain, inserts
from plantui.keys.keymap import PROTECTED, default_keymap
from plantui.quickentry.palette import VERBS

ROWS = Path(__file__).with_name("keymap_rows.md")
FIXED = {"ui.quit_hint": "ctrl+q", "ui.saved_hint": "ctrl+s"}
HEADINGS = {
    "**Everywhere (ANY)**": Context.ANY,
    "**NORMAL**": Context.NORMAL,
    "**Clinical record**": Context.NORMAL,
    "**REVIEW**": Context.REVIEW,
    "**NOTE, reading**": Context.NOTE,
    "**STEPS**": Context.STEPS,
    "**TEXT**": Context.TEXT,
    "**LINE**": Context.LINE,
    "**PICK**": Context.PICK,
    "MEASURE": Context.MEASURE,
    "SIGN": Context.SIGN,
    "CONFIRM": Context.CONFIRM,
    "MOVE": Context.MOVE,
    "CONFLICT": Context.CONFLICT,
    "SAVEFAIL": Context.SAVEFAIL,
}


def parsed_rows() -> list[tuple[Context, str, str, bool]]:
    """Every row as (context, one sequence, action id, listed in the palette)."""
    rows = []
    context = None
    for line in ROWS.read_text(encoding="utf-8").splitlines():
        for heading, named in HEADINGS.items():
            if re.match(re.escape(heading) + r"(?![A-Za-z])", line):
                context = named
        cells = [cell.strip() for cell in line.split(" | ")]
        if not line.startswith("| `") or context is None:
            continue
        keys = re.findall(r"`([^`]+)`", cells[0])
        if "`0` to `9`" in cells[0]:
            keys = [str(digit) for digit in range(10)]
        action = re.findall(r"`([^`]+)`", cells[1])[0]
        rows += [(context, key, action, "·" not in cells[1]) for key in keys]
    return rows


def test_the_rows_are_all_read():
    rows = parsed_rows()
    lines = [line for line in ROWS.read_text(encoding="utf-8").splitlines() if line.startswith("| `")]
    assert len(lines) == 193
    assert {action for _, _, action, _ in rows} == {re.findall("`([^`]+)`", line.split(" | ")[1])[0] for line in lines}
    assert {context for context, *_ in rows} == set(HEADINGS.values())


@pytest.mark.parametrize(("context", "key", "action", "listed"), parsed_rows())
def test_every_row_is_in_the_catalogue(context, key, action, listed):
    known = Registry.full().get(action)
    assert known is not None
    assert key in known.keys[context]
    assert not listed or known.palette


def test_the_palette_lists_what_the_tables_list():
    listed = {action for _, _, action, dot_free in parsed_rows() if dot_free}
    unlisted = {action for _, _, action, _ in parsed_rows()} - listed
    full = Registry.full()
    assert not {action for action in unlisted if full[action].palette}


def test_the_order_of_the_keys_is_the_order_of_the_rows():
    told: dict[tuple[Context, str], list[str]] = {}
    for context, key, action, _ in parsed_rows():
        told.setdefault((context, action), []).append(key)
    for (context, action), keys in told.items():
        assert list(Registry.full()[action].keys[context]) == keys


def test_ids_are_unique():
    from plantui.keys.catalogue import CATALOGUE

    assert [i for i, count in Counter(action.id for action in CATALOGUE).items() if count > 1] == []


@pytest.mark.parametrize("context", list(Context))
def test_no_key_is_bound_twice_and_no_prefix_is_a_command(context):
    sequences = [binding.sequence for binding in default_keymap(Registry.full()).own(context)]
    assert [keys for keys, count in Counter(sequences).items() if count > 1] == []
    for one in sequences:
        for other in sequences:
            assert one == other or one != other[: len(one)], f"{one} and {other}"


@pytest.mark.parametrize("context", list(Context))
def test_no_reserved_key_is_bound(context):
    for binding in default_keymap(Registry.full()).own(context):
        if FIXED.get(binding.action) == binding.keys:
            continue
        for one in binding.sequence:
            assert token.fault(one) == "", f"{binding.keys}: {one}"


def test_the_two_flow_control_keys_carry_their_hints_only():
    keymap = default_keymap(Registry.full())
    for action, key in FIXED.items():
        assert keymap.keys_for(action, Context.NORMAL) == (key,)


def test_letters_are_typed_where_text_is_typed():
    keymap = default_keymap(Registry.full())
    allowed = {(Context.HELP, "?"), (Context.HELP, "q"), (Context.SIGN_INITIALS, "!")}
    for context in Context:
        if inserts(context):
            bound = {(context, keys) for keys in keymap.bindings(context) if token.is_printable(keys.split()[0])}
            assert bound <= allowed


def test_promised_and_unbound_letters_stay_free():
    keymap = default_keymap(Registry.full())
    for key in "ADFINTVWXYZC0456789bCDTVWXYZ":
        assert keymap.table(Context.NORMAL).get((key,)) is None
        assert not keymap.table(Context.NORMAL).is_prefix((key,))


def test_every_action_is_described():
    for action in Registry.full():
        assert action.title
        assert action.help
        assert re.fullmatch(r"[a-z_]+(\.[a-z_]+)+", action.id)
        assert not (action.undo or action.repeatable) or action.changes
        assert action.keys or action.palette
    for action in Registry.full():
        if action.id.startswith("command."):
            assert action.verb


def test_protected_actions_have_keys():
    keymap = default_keymap(Registry.full())
    for action in PROTECTED:
        assert keymap.keys_for(action, Context.NORMAL)


@pytest.mark.parametrize("context", list(Context))
def test_any_comes_last(context):
    assert chain(context)[0] is context
    assert chain(context)[-1] is Context.ANY


def test_the_most_specific_binding_wins():
    keymap = default_keymap(Registry.full())
    assert keymap.table(Context.REVIEW).get(("enter",)).action == "review.evidence"
    assert keymap.table(Context.NORMAL).get(("enter",)).action == "item.open"
    assert keymap.table(Context.NOTE).get(("e",)).action == "note.edit"
    assert keymap.table(Context.TEXT).get(("ctrl+o",)) is None
    assert keymap.table(Context.TEXT).is_prefix(("ctrl+o",))
    assert keymap.keys_for("palette.open", Context.TEXT) == ("ctrl+o :", "f2")
    assert keymap.keys_for("palette.open", Context.NORMAL) == (":", "ctrl+o", "f2")


def test_blank_and_locked_screens_keep_almost_nothing():
    keymap = default_keymap(Registry.full())
    assert set(keymap.bindings(Context.BLANK)) == {"ctrl+l", "f9", "enter"}
    assert set(keymap.bindings(Context.LOCK)) == {"ctrl+l", "f9", "f1", "esc", "ctrl+g", "ctrl+c", "enter"}
    assert keymap.table(Context.LOCK_LEFT).get(("q",)).action == "app.quit"


def test_an_unregistered_action_does_not_exist():
    keymap = default_keymap(Registry.of({"help.here", "nav.down", "client.today"}))
    assert set(keymap.bindings(Context.NORMAL)) == {"?", "f1", "j", "down", "g t"}
    assert keymap.keys_for("nav.up", Context.NORMAL) == ()
    assert keymap.keys_text("nav.up", Context.NORMAL) == ""


def test_a_prefix_without_actions_is_not_a_prefix():
    keymap = default_keymap(Registry.of({"palette.open", "nav.down"}))
    assert keymap.table(Context.TEXT).get(("ctrl+o", ":")).action == "palette.open"
    without = default_keymap(Registry.of({"nav.down"}))
    assert not without.table(Context.NORMAL).is_prefix(("g",))


def test_a_misspelt_id_is_named():
    with pytest.raises(ValueError, match=r"nav\.donw"):
        Registry.of({"nav.donw"})


def test_every_verb_is_one_the_palette_line_knows():
    verbs = {action.verb for action in Registry.full() if action.verb}
    assert verbs <= VERBS
    assert {"when", "note", "export", "theme", "keys test"} <= verbs
