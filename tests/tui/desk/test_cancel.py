"""Esc undoes one layer at a time, never quits, and never loses what was typed."""

from __future__ import annotations

import pytest
from tests.tui.desk.trouble import clash, fail
from tests.tui.seat import Seat

STATES = {
    "a pending prefix": ("g",),
    "a new line": ("2 a o", "Walk daily"),
    "a faulty line": ("2 a o", "PHQ-9 18 -> 9 by frday", "enter"),
    "an edited line": ("2 e", "; -> 5"),
    "a client": ("a c", "Vega, Luz"),
    "a filter": ("/", "overdue"),
    "a review date": ("w", "+6w"),
    "a reason": ("2 s x", "moved away"),
    "a day": ("2 s m", "3 mar"),
    "a code": ("#", "2.1"),
    "the signature": ("2 e", "; -> 5", "enter S"),
    "why not yet": ("2 e", "; -> 5", "enter S n", "ill"),
    "the comment": ("2 e", "; -> 5", "enter S y", "slowly"),
    "the initials": ("2 e", "; -> 5", "enter S y enter", "d"),
    "the finder": ("c", "rey"),
    "help": ("?",),
    "help while typing": ("2 a o", "Walk", "f1"),
    "help searched": ("?", "undo"),
    "every key": ("? ?",),
    "jump labels": ("2 f",),
    "a jump label half typed": ("f", "q"),
    "a grabbed line": ("2 M l",),
    "a range": ("3 v j",),
    "ticks": ("3 space space",),
    "a filter and ticks and a range": ("/", "rey", "enter space v j"),
    "the glance page": ("enter",),
    "findings": ("g p",),
    "help on the glance page": ("enter ?",),
    "a question": ("q",),
    "a question about many": ("* w", "+6w", "enter"),
    "a zoomed pane": ("z z",),
}


@pytest.mark.parametrize("state", STATES)
def test_ten_presses_reach_the_main_screen(demo: Seat, state: str) -> None:
    demo.press(*STATES[state])
    for _ in range(10):
        demo.press("esc")
        assert not demo.desk.done
    desk = demo.desk.state
    panels = (desk.line, desk.sign, desk.confirm, desk.move, desk.finder, desk.help, desk.jump)
    assert panels == (None,) * len(panels)
    assert (desk.on_main, desk.zoomed, demo.desk.machine.prefix) == (True, False, "")
    assert not desk.ticked(desk.pane).ticks
    assert not desk.ticked(desk.pane).range_from
    assert not desk.filter_of(desk.pane)
    assert demo.said == "q leaves."


TYPED = {
    "a new line": (("2 a o",), "Walk daily"),
    "an edited line": (("2 e",), "; -> 5"),
    "a client": (("a c",), "Vega, Luz"),
    "a filter": (("/",), "overdue"),
    "a review date": (("w",), "+6w cancelled"),
    "a reason": (("2 s x",), "moved away"),
    "a day": (("2 s m",), "3 mar"),
    "a code": (("#",), "2.1"),
}


@pytest.mark.parametrize("field", TYPED)
@pytest.mark.parametrize("cancel", ["esc", "ctrl+g", "ctrl+c"])
def test_typed_text_waits_under_up(demo: Seat, field: str, cancel: str) -> None:
    keys, text = TYPED[field]
    demo.press(*keys).type(text)
    typed = demo.desk.state.line.field.text
    demo.press(cancel)
    assert demo.desk.state.line is None
    demo.press(*keys, "up")
    assert demo.desk.state.line.field.text == typed


@pytest.mark.parametrize(("keys", "text"), [("S y", "slowly"), ("S n", "on holiday")])
def test_words_of_a_signature_wait_too(demo: Seat, keys: str, text: str) -> None:
    demo.press("2 e", "; -> 5", "enter", keys).type(text).press("esc")
    assert demo.said == "Left unsigned. Your words wait under up."
    assert text in demo.press(keys, "up").screen()


def test_one_layer_at_a_time(demo: Seat) -> None:
    demo.press("/", "rey", "enter space v j", "esc")
    state = demo.desk.state.caseload
    assert (state.range_from, bool(state.ticks), state.filter) == ("", True, "rey")
    demo.press("esc")
    assert (state.ticks, state.filter) == (set(), "rey")
    demo.press("esc")
    assert state.filter == ""


def test_a_dropped_filter_is_as_it_was_before(demo: Seat) -> None:
    demo.press("/", "overdue", "enter /", " rey", "esc")
    assert demo.desk.state.caseload.filter == "overdue"
    assert demo.desk.shown.lists.caseload().count == 3


def test_a_grabbed_line_goes_back(demo: Seat) -> None:
    before = demo.screen()
    demo.press("2 M l j", "esc")
    assert demo.said == "Put back."
    demo.press("1")
    demo.room.clock.forward(seconds=3)
    demo.press("1")
    assert demo.screen() == before


def test_help_over_a_line_gives_the_line_back(demo: Seat) -> None:
    demo.press("2 a o", "Walk", "f1", "esc")
    assert demo.desk.state.line.field.text == "Walk"
    demo.type(" daily")
    assert demo.desk.state.line.field.text == "Walk daily"


def test_a_failed_save_can_be_put_aside_and_nothing_changes_meanwhile(demo: Seat) -> None:
    fail(demo)
    assert "CANNOT SAVE" in demo.screen()
    demo.press("esc")
    screen = demo.screen()
    assert "CANNOT SAVE" not in screen
    assert "NOT SAVED" in screen
    before = demo.chart
    demo.press("j", "e")
    assert "CANNOT SAVE" in demo.screen()
    assert demo.said == "Nothing can be changed while changes wait to be saved."
    assert demo.chart is before


def test_leaving_names_what_would_be_lost(demo: Seat) -> None:
    fail(demo)
    demo.press("esc", "q")
    assert "not stored and would be lost: g1.1 marked +1." in demo.desk.state.confirm.question
    demo.press("enter", "esc")
    assert not demo.desk.done
    demo.press("Q")
    assert not demo.desk.done
    assert demo.press("y").desk.done


def test_a_conflict_can_be_put_aside_too(demo: Seat) -> None:
    clash(demo)
    assert "SOMETHING CHANGED OUTSIDE" in demo.screen()
    demo.press("esc")
    assert "SOMETHING CHANGED OUTSIDE" not in demo.screen()
    demo.press("+")
    assert "SOMETHING CHANGED OUTSIDE" in demo.screen()


def test_a_blank_screen_takes_nothing_but_its_own_keys(demo: Seat) -> None:
    demo.press("2 a o", "Wal", "ctrl+l")
    demo.press("x", "esc", "q", "y", "1")
    assert demo.screen().strip() == "ctrl+l or Enter"
    demo.press("ctrl+l").type("k")
    assert demo.desk.state.line.field.text == "Walk"
