"""Help is a list: typing narrows it, Enter runs the line on the thing behind it."""

from __future__ import annotations

import pytest
from tests.tui.seat import Seat

from plantui.keys.action import Registry
from plantui.tui.desk.actions import ACTIONS
from plantui.tui.desk.helping import parts, rows


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


@pytest.mark.parametrize("place", ["2 ?", "1 ?", "3 ?", "enter ?", "2 a o f1", "a c f1", "c f1", "? ?"])
def test_nothing_is_promised_that_is_not_there(demo: Seat, place: str) -> None:
    demo.press(place)
    missing = [action for action in Registry.full() if action.id not in ACTIONS]
    screen = demo.screen().lower()
    assert parts(demo.desk)
    for word in ("editor", "versions", "record a measure", "library", "template", " lock", "shelf", "trend"):
        assert word not in screen, word
    assert missing


def test_the_person_s_own_keys_are_shown(demo: Seat) -> None:
    from plantui.keys.parse import keymap_or_default

    keymap, problems = keymap_or_default('[keys]\n"node.grab" = ["Y"]\n', Registry.of(ACTIONS))
    assert not problems
    demo.desk.machine.keymap = keymap
    demo.press("2 ?")
    assert "J K Y" in demo.screen()
