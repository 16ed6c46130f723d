"""Ten kilobytes pasted into every context: typed where text goes, refused elsewhere, never read as keys."""

from __future__ import annotations

import pytest
from tests.tui.desk.trouble import clash, fail
from tests.tui.seat import Seat

from plantui.keys.context import Context

PASTE = "dd\r\ny\nS\n\x1bq" * 900 + "\x1b[201~ZZ\n:q\n"
"""Ten kilobytes of what would be verbs and answers."""
assert len(PASTE) > 8000

PLACES: dict[str, tuple[Context, tuple[str, ...]]] = {
    "the caseload": (Context.NORMAL, ()),
    "the plan": (Context.NORMAL, ("2",)),
    "the queue": (Context.NORMAL, ("3",)),
    "a pending prefix": (Context.NORMAL, ("2 s",)),
    "the glance page": (Context.NORMAL, ("enter",)),
    "findings": (Context.NORMAL, ("g p",)),
    "settings": (Context.NORMAL, (",",)),
    "the shelf": (Context.NORMAL, ("2 y :", "shelf", "enter")),
    "the log": (Context.NORMAL, (":", "log", "enter")),
    "a question": (Context.CONFIRM, ("q",)),
    "a grabbed line": (Context.MOVE, ("2 M",)),
    "jump labels": (Context.JUMP, ("f",)),
    "the first field of a signature": (Context.SIGN, ("2 e", "; -> 5", "enter S")),
    "a blank screen": (Context.BLANK, ("ctrl+l",)),
    "a failed save": (Context.SAVEFAIL, ("fail",)),
    "a conflict": (Context.CONFLICT, ("clash",)),
    "a measure": (Context.MEASURE, ("m", "phq9", "enter")),
    "a review": (Context.REVIEW, ("r",)),
}

TYPED: dict[str, tuple[Context, tuple[str, ...]]] = {
    "a new line": (Context.LINE, ("2 a o",)),
    "an old line": (Context.LINE, ("2 e",)),
    "a filter": (Context.LINE, ("/",)),
    "a review date": (Context.LINE, ("w",)),
    "a code": (Context.LINE, ("#",)),
    "the palette": (Context.PICK, (":",)),
    "the client finder": (Context.PICK, ("c",)),
    "help": (Context.HELP, ("?",)),
    "a setting": (Context.LINE, (",", "j", "enter")),
    "a note": (Context.TEXT, ("n",)),
}


def at_place(at: Seat, keys: tuple[str, ...]) -> Seat:
    if keys[:1] == ("fail",):
        fail(at)
        keys = keys[1:]
    elif keys[:1] == ("clash",):
        clash(at)
        keys = keys[1:]
    for key in keys:
        at.press(key)
    return at


def charts(at: Seat) -> dict[str, object]:
    return {summary.chart: at.room.chart(summary.chart) for summary in at.room.practice.summaries()}


@pytest.mark.parametrize("place", PLACES)
def test_where_no_text_goes_nothing_happens(demo: Seat, place: str) -> None:
    context, keys = PLACES[place]
    at_place(demo, keys)
    assert demo.desk.context() is context, demo.screen()
    before, scenes = charts(demo), list(demo.desk.state.scenes)
    demo.desk.paste(PASTE)
    demo.screen(80, 24)
    assert demo.desk.context() is context
    assert charts(demo) == before
    assert demo.desk.state.scenes == scenes
    assert not demo.desk.done
    if context is not Context.BLANK:
        assert demo.said.startswith("Pasted text ignored here.")


@pytest.mark.parametrize("place", TYPED)
def test_where_text_goes_it_is_typed_and_nothing_else_happens(demo: Seat, place: str) -> None:
    context, keys = TYPED[place]
    at_place(demo, keys)
    assert demo.desk.context() is context, demo.screen()
    before = charts(demo)
    demo.desk.paste(PASTE)
    demo.screen(80, 24)
    demo.screen(120, 40)
    assert charts(demo) == before
    assert not demo.desk.done
    assert demo.desk.context() in (context, Context.PICK)
    for _ in range(10):
        demo.press("esc")
    assert demo.desk.context() is Context.NORMAL
    assert demo.desk.state.scenes == []


def test_line_ends_become_spaces_in_a_line_and_end_a_search(demo: Seat) -> None:
    demo.press("2 a o").desk.paste("one\r\ntwo\nthree")
    assert demo.desk.state.line.field.text == "one two three"
    demo.press("esc :").desk.paste("names codes\nundo")
    assert demo.desk.state.scene.typed.text == "names codes"
    assert demo.desk.state.names == "full"


def test_a_pasted_line_in_the_palette_waits_for_enter(demo: Seat) -> None:
    demo.press(":").desk.paste("theme light\n")
    assert demo.desk.state.theme == "dark"
    demo.press("enter")
    assert demo.desk.state.theme == "light"
