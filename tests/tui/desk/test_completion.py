"""The library under a line being typed: down into it, Enter takes one, the grey word."""

from __future__ import annotations

from pathlib import Path

from tests.tui.seat import Seat, copied, seat

from plantui.keys.action import Registry
from plantui.keys.keymap import Keymap
from plantui.keys.parse import parse_keymap
from plantui.tui.desk.actions import ACTIONS
from plantui.tui.desk.blanks import BlanksPage
from plantui.tui.desk.completion import matches


def shown(seat: Seat) -> list[str]:
    entry = seat.desk.state.line
    assert entry is not None
    return [each.id for each in matches(seat.desk, entry)]


def test_words_that_come_near_are_offered_this_problem_first(demo: Seat) -> None:
    demo.press("2 G a o").type('Call one friend a week "calls/wk" 0 -> 1 by +8w')
    assert shown(demo)[:2] == ["depression.o25", "depression.o12"]
    assert len(shown(demo)) == 5
    assert "Library (down to choose)" in demo.screen()


def test_down_goes_in_and_up_comes_back(demo: Seat) -> None:
    demo.press("2 G a o").type("Call one friend")
    demo.press("down down")
    assert demo.desk.state.line.match == 1
    assert "> Have [3] conversations" in demo.screen()
    demo.press("up up up")
    assert demo.desk.state.line.match == -1
    demo.press("down down down down down down down")
    assert demo.desk.state.line.match == 4


def test_typing_goes_back_to_the_line(demo: Seat) -> None:
    demo.press("2 G a o").type("Call one friend").press("down").type("s")
    assert demo.desk.state.line.match == -1
    assert demo.desk.state.line.field.text == "Call one friends"


def test_esc_leaves_the_matches_and_then_the_line(demo: Seat) -> None:
    demo.press("2 G a o").type("Call one friend").press("down esc")
    assert demo.desk.state.line.match == -1
    demo.press("esc")
    assert demo.desk.state.line is None


def test_enter_takes_the_match_its_blanks_follow_and_the_line_goes_on(demo: Seat) -> None:
    demo.press("2 G a o").type("Call one friend").press("down down enter")
    assert isinstance(demo.desk.state.scene, BlanksPage)
    demo.press("tab tab", "4", "enter")
    assert demo.said == "g2.3 added   u undo"
    assert demo.desk.state.line is not None
    assert "new objective g2.4" in demo.screen()
    assert "conversations/wk ? -> 4" in demo.screen()
    demo.type("Walk daily").press("enter enter")
    plan = demo.desk.shown.plan()
    assert plan is not None
    assert [each.code for each in plan.problems[1].goals[0].objectives] == ["g2.1", "g2.2", "g2.3", "g2.4"]


def test_a_match_goes_where_the_line_stood(demo: Seat) -> None:
    demo.press("2 o").type("sleep diary").press("down enter enter enter")
    plan = demo.desk.shown.plan()
    assert plan is not None
    assert [each.code for each in plan.problems[0].goals[0].objectives] == ["g1.1", "g1.3", "g1.2"]


def test_enter_never_takes_a_suggestion_and_right_does(demo: Seat) -> None:
    demo.press("2 G a o").type("Call one fri")
    assert demo.desk.state.line.field.suggestion == "ends"
    assert "Call one fri_(ends)" in demo.screen()
    demo.press("right")
    assert demo.desk.state.line.field.text == "Call one friends"
    assert demo.desk.state.line.field.suggestion == ""
    demo.press("backspace").type(" con").press("ctrl+e")
    assert demo.desk.state.line.field.text.startswith("Call one friend con")
    demo.press("esc a o").type("Call one fri").press("enter")
    assert "g2.3 new Call one fri" in demo.screen()


def test_the_key_that_takes_it_can_be_another(invented_store: Path, tmp_path: Path) -> None:
    keymap = parse_keymap('[keys]\n"line.accept" = "ctrl+t"\n', Registry.of(ACTIONS))
    assert isinstance(keymap, Keymap)
    at = seat(copied(invented_store, tmp_path / "store"), keymap=keymap)
    at.press("2 G a o").type("Call one fri").press("right")
    assert at.desk.state.line.field.text == "Call one fri"
    at.press("ctrl+t")
    assert at.desk.state.line.field.text == "Call one friends"


def test_a_client_line_and_an_edited_line_have_no_matches(demo: Seat) -> None:
    demo.press("a c").type("Sleep, Ann")
    assert shown(demo) == []
    demo.press("esc 2 e")
    assert shown(demo) == []


def test_down_behind_an_older_line_shows_the_newer_one(demo: Seat) -> None:
    demo.press("2 a o").type("Walk").press("esc a o").type("Sit").press("up down")
    assert demo.desk.state.line.field.text == "Sit"
    assert demo.desk.state.line.match == -1
