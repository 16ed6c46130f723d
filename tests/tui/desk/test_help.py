"""Help is a list: typing narrows it, Enter runs the line on the thing behind it."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from tests.tui.seat import Seat

from plantui.keys.action import Registry
from plantui.keys.context import Context, inserts
from plantui.keys.field import opened
from plantui.tui.desk.actions import ACTIONS
from plantui.tui.desk.helping import rows
from plantui.tui.paint import examples


def test_enter_runs_the_line_on_what_is_behind(demo: Seat) -> None:
    demo.press("2 ?").type("undo").press("esc", "2 + ?").type("undo").press("enter")
    assert demo.said == "Undone: g1.1 marked +1 (Reyes, M)   U redo"
    assert demo.desk.state.help is None


def test_arrows_choose_and_enter_runs(demo: Seat) -> None:
    demo.press("2 ? down down enter")
    assert demo.desk.shown.place().node.code == "g1.1"
    assert demo.desk.state.tree.folded


def test_nothing_chosen_runs_nothing(demo: Seat) -> None:
    demo.press("? enter")
    assert demo.said == "Type a word, or down to a line; then Enter runs it."
    assert demo.desk.state.help is not None


def test_nothing_found(demo: Seat) -> None:
    demo.press("?").type("zzzz").press("enter")
    assert demo.said == "Nothing fits what was typed."
    assert "Nothing fits. Esc takes you back." in demo.screen()


def test_a_key_of_another_place_says_so(demo: Seat) -> None:
    demo.press("? ?").type("keep mine").press("enter")
    assert demo.said == "m works in another place: Keep mine."


def test_in_help_letters_search_and_q_goes_back(demo: Seat) -> None:
    demo.press("? q")
    assert demo.desk.state.help is None
    demo.press("?", "u", "q")
    assert demo.desk.state.help.field.text == "uq"


def test_over_a_line_its_own_keys_are_listed(demo: Seat) -> None:
    demo.press("2 a o f1")
    assert {row.actions[0] for row in rows(demo.desk)} >= {"line.commit", "line.deeper"}
    demo.type("deeper").press("enter")
    assert demo.desk.state.line.kind == "intervention"


def test_every_key_lists_every_action(demo: Seat) -> None:
    demo.press("? ?")
    listed = {action for row in rows(demo.desk) for action in row.actions}
    assert listed == set(ACTIONS)


def test_a_command_without_a_key_is_listed_as_it_is_typed_and_runs(demo: Seat) -> None:
    demo.press("2 ? ?").type(":about")
    assert [row.keys for row in rows(demo.desk)] == [":about"]
    demo.press("enter")
    assert "MIT licence" in demo.screen()


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("n", "note.new"),
        ("R", "review.run"),
        ("r", "review.this"),
        ("gu", "work.unsigned"),
        ("g u", "work.unsigned"),
        ("+", "progress.up"),
        ("ctrl+l", "privacy.blank"),
        ("G", "nav.bottom"),
        ("tab", "pane.next"),
    ],
)
@pytest.mark.parametrize("opened_by", ["2 ?", "1 ?", "? ?"])
def test_a_key_that_is_typed_finds_what_it_does_first(demo: Seat, opened_by: str, typed: str, first: str) -> None:
    demo.press(opened_by).type(typed)
    found = rows(demo.desk)
    assert found[0].actions == (first,)
    assert f"KEY {typed}" in demo.screen()
    if not demo.desk.state.help.every:
        assert len({(row.keys, row.words) for row in found}) == len(found)


def test_a_prefix_that_is_typed_finds_its_family_first(demo: Seat) -> None:
    demo.press("2 ?").type("s")
    found = [row.actions[0] for row in rows(demo.desk)]
    family = ["status.new", "status.active", "status.met", "status.hold", "status.stopped"]
    assert found[:5] == family
    assert found[5] == "sign.open"


def test_one_letter_finds_words_that_begin_with_it(demo: Seat) -> None:
    demo.press("2 ?").type("n")
    found = rows(demo.desk)
    assert found[0].actions == ("note.new",)
    assert len(found) < 30
    assert all(any(word.lower().startswith("n") for word in f"{row.keys} {row.words}".split()) for row in found)


def test_a_key_that_is_typed_runs_with_enter(demo: Seat) -> None:
    demo.press("2 ?").type("z").press("enter")
    assert demo.desk.state.help is None
    demo.press("2 ?").type("+").press("enter")
    assert demo.said == "g1.1 marked +1   u undo"


@pytest.mark.parametrize(
    "keys", ["2 ?", "1 ?", "enter ?", "r ?", "g n ?", "t ?", "g l ?", "c f1", "2 a o f1", "/ f1", "n esc ?"]
)
def test_no_key_is_named_by_itself(sized: Callable[[int, int], Seat], keys: str) -> None:
    """`k up up`: a word that is the name of the key beside it says nothing."""
    shown = sized(80, 24).press(keys).screen(80, 24)
    named = re.compile(
        r"(?<![\w+])(down|up|left|right|home|end|tab|esc|enter|space)( [\w+]+)? \1(?![\w+])", re.IGNORECASE
    )
    assert not named.search(shown), shown


PLACES = {
    "? ": "the caseload",
    "2 ?": "the plan tree",
    "3 ?": "what is due",
    "enter ?": "the glance page",
    "2 a o f1": "a new line of the plan",
    "2 e f1": "an old line of the plan",
    "a c f1": "a new client",
    "c f1": "finding a client",
    "/ f1": "a filter",
    "2 / f1": "a filter",
    "w f1": "a review date",
    "2 s x f1": "a reason",
    "2 s m f1": "a day",
    "# f1": "going to a code",
    "r ?": "a review",
    "r enter ?": "what is behind a line",
    "r i f1": "a remark",
    "r w f1": "the next review date",
    "r e f1": "an old line of the plan",
    "n f1": "a note",
    "n esc ?": "a note",
    "n f3 f1": "linking objectives",
    "g n ?": "the notes of a client",
    "g n / f1": "a filter",
    "g n a x f1": "an addendum",
    "g u ?": "everything unsigned",
    "x n f1": "exporting notes",
    "m f1": "keying a measure",
    "m d f1": "the day of a score",
    "t ?": "trend and timeline",
    "H ?": "the history",
    "H enter ?": "reading a version",
    "a e f1": "an event",
    "a m f1": "following a measure",
    "j a t enter enter f1": "a new plan",
    ": f1": "the palette",
    "2 k i f1": "the statement picker",
    "g l ?": "the statement library",
    "g l / f1": "a filter",
    ", ?": "the settings",
    ", enter f1": "the settings",
    "L f1": "the locked screen",
    "2 M f1": "a line that was grabbed",
    "2 f f1": "the letters on the rows",
    "g p ?": "the findings",
    "g s ?": "reading a page",
    "q f1": "a question",
}


PLAN_PAGE = ("the caseload", "the plan tree", "what is due")
"""The panes share a page of chosen lines; what it leaves out is found by typing."""


@pytest.mark.parametrize("keys", PLACES)
def test_help_is_true_in_every_place(demo: Seat, keys: str) -> None:
    """Nothing that holds here is missing, nothing that does not exist is named, and the place has a name."""
    demo.press(keys.strip())
    panel, keymap = demo.desk.state.help, demo.desk.keymap
    assert panel is not None
    assert demo.screen().startswith(f" HELP for {PLACES[keys]} ")
    holds = {binding.action for binding in keymap.table(panel.context) if binding.action}
    keyless = {each.id for each in keymap.registry if not any(keymap.keys_for(each.id, one) for one in Context)}
    shown = {action for row in rows(demo.desk) for action in row.actions}
    assert shown <= (holds | keyless) & set(ACTIONS)
    if PLACES[keys] not in PLAN_PAGE:
        assert holds <= shown
    screen = demo.screen().lower()
    for action in Registry.full():
        if action.id not in ACTIONS:
            assert action.title.lower() not in screen, action.id


@pytest.mark.parametrize("keys", ["?", "2 ?", "3 ?", "r ?", "n esc ?"])
def test_a_search_finds_whatever_holds_here(demo: Seat, keys: str) -> None:
    demo.press(keys)
    panel, keymap = demo.desk.state.help, demo.desk.keymap
    assert panel is not None
    for action in {binding.action for binding in keymap.table(panel.context) if binding.action}:
        panel.field = opened(keymap.registry[action].title)
        assert action in {each for row in rows(demo.desk) for each in row.actions}, action


def test_the_plan_s_page_stands_whole_on_both_sizes(sized: Callable[[int, int], Seat]) -> None:
    for size in ((120, 40), (80, 24)):
        screen = sized(*size).press("2 ?").screen(*size)
        heads = ("MOVE", "ADD", "CHANGE", "PROGRESS", "PLAN AND CLIENT", "SAFE")
        for word in (*heads, "undo, redo", "Dates", "hld on hold"):
            assert word in screen, (size, word)


@pytest.mark.parametrize("example", [shape for shape, meaning in examples.PLAN])
def test_what_can_be_typed_in_the_tree_reads(demo: Seat, example: str) -> None:
    shape = re.split(r" {4,}", example)[0]
    demo.press("2 j j j e" if shape.startswith(";") else "2 a i" if shape.startswith("CBT") else "2 a o").type(shape)
    before = demo.chart
    demo.press("enter")
    assert demo.chart != before, demo.screen()


@pytest.mark.parametrize(
    ("keys", "shapes"),
    [
        ("w", ("+6w", "eoq", "30 apr", "every 8w", "+7d cancelled twice")),
        ("3 space space w", ("spread 2/d from mon",)),
        ("r w", ("+6w", "eoq", "30 apr", "every 8w")),
        ("/", ("overdue   unsigned   noplan   drift   today", "dx:F41   due<14d   payer:aetna   measure:phq9")),
        ("2 /", ("sleep diary",)),
        ("a c", ("Last, First; dob 1991-04-02; dx F41.1; slot tue 14:00",)),
        ("a e", ("crisis", "relapse", "loss", "life event", "goal met", "hospital stay 2 mar; two nights")),
        ("2 s m", ("3 mar", "yesterday", "-2d")),
    ],
)
def test_what_can_be_typed_in_a_prompt_reads(demo: Seat, keys: str, shapes: tuple[str, ...]) -> None:
    shown = demo.press(keys, "f1").screen()
    demo.press("esc esc esc esc g h 1")
    for shape in shapes:
        assert shape in shown, shape
        demo.press(keys).type(shape).press("enter")
        assert not inserts(demo.desk.context()), (shape, demo.screen())
        demo.press("esc esc esc g h 1")


def test_the_person_s_own_keys_are_shown(demo: Seat) -> None:
    from plantui.keys.parse import keymap_or_default

    keymap, problems = keymap_or_default('[keys]\n"node.grab" = ["Y"]\n', Registry.of(ACTIONS))
    assert not problems
    demo.desk.machine.keymap = keymap
    demo.press("2 ?")
    assert "J K Y" in demo.screen()
