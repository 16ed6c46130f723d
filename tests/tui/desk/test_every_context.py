"""In every context there is: what is pasted, a blank screen, the lock, and the way back by Esc."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.tui.desk.test_locking import CLIENTS, WORDS
from tests.tui.desk.test_pasting import PASTE, PLACES, TYPED, at_place, charts
from tests.tui.desk.vaulted import PASSPHRASE, vaulted
from tests.tui.desk.writing import keep
from tests.tui.seat import Seat

from plantui.keys.context import Context
from plantui.tui.desk.reopening import reopen

Place = tuple[Context, tuple[str, ...]]

MORE: dict[str, Place] = {
    "a note being read": (Context.NOTE, ("n", "one", "esc")),
    "the steps of a new plan": (Context.STEPS, ("j", "a t", "panic", "enter", "My nights", "enter")),
    "the evidence of a review": (Context.NORMAL, ("r", "enter")),
    "versions": (Context.NORMAL, ("H",)),
    "the trend": (Context.NORMAL, ("t",)),
    "the list of notes": (Context.NORMAL, ("g n",)),
    "the library": (Context.NORMAL, ("g l",)),
    "what is unsigned": (Context.NORMAL, ("g u",)),
    "the caseload in numbers": (Context.NORMAL, ("g s",)),
    "a letter panel": (Context.JUMP, ("n", "f3")),
    "a comment": (Context.SIGN_COMMENT, ("2 e", "; -> 5", "enter", "S y")),
    "the initials": (Context.SIGN_INITIALS, ("2 e", "; -> 5", "enter", "S y", "enter")),
    "a text that another types": (Context.HELD, ("held",)),
}
"""Places where no text is pasted, beside those of the paste's own tests."""

TAKING: dict[str, Place] = {
    "a remark": (Context.LINE, ("r", "i")),
    "a blank": (Context.LINE, ("2 k i", "sle", "enter")),
    "the day of a measure": (Context.LINE, ("m", "d")),
    "an event": (Context.LINE, ("a e",)),
    "a reason": (Context.LINE, ("2 s x",)),
    "the picker": (Context.PICK, ("2 k i",)),
    "a measure to follow": (Context.PICK, ("a m",)),
    "the header of a note": (Context.LINE, ("n", "shift+tab")),
    "the range of an export": (Context.LINE, ("x n",)),
    "words in help": (Context.PICK, ("?", "n")),
}
"""Places where text is typed."""

ALL: dict[str, Place] = {**PLACES, **MORE, **TYPED, **TAKING}
LOCKED = {Context.LOCK, Context.LOCK_LEFT, Context.BLANK}


def go(at: Seat, keys: tuple[str, ...]) -> Seat:
    if keys == ("held",):
        keep(at.again(), "two", "pts/3").press("2 e").type("; -> 9")
        keep(at).press("2 e")
        return at
    return at_place(at, keys)


def test_every_context_is_here() -> None:
    assert {context for context, _ in ALL.values()} | LOCKED == set(Context) - {Context.ANY}


@pytest.mark.parametrize("place", MORE)
def test_pasted_text_is_refused(demo: Seat, place: str) -> None:
    context, keys = MORE[place]
    go(demo, keys)
    assert demo.desk.context() is context, demo.screen()
    before, screen = charts(demo), demo.screen().splitlines()[1:-2]
    demo.desk.paste(PASTE)
    assert demo.said.startswith("Pasted text ignored here.")
    assert demo.screen().splitlines()[1:-2] == screen
    assert charts(demo) == before


@pytest.mark.parametrize("place", TAKING)
def test_pasted_text_is_typed_and_nothing_else_happens(demo: Seat, place: str) -> None:
    context, keys = TAKING[place]
    go(demo, keys)
    assert demo.desk.context() is context, demo.screen()
    before, scenes = charts(demo), list(demo.desk.state.scenes)
    demo.desk.paste(PASTE)
    assert charts(demo) == before
    assert demo.desk.state.scenes == scenes
    assert not demo.desk.done


@pytest.mark.parametrize("place", ALL)
def test_the_blank_screen_shows_nothing_and_one_comes_back(demo: Seat, place: str) -> None:
    context, keys = ALL[place]
    go(demo, keys)
    if context is Context.BLANK:
        demo.press("ctrl+l")
        context = demo.desk.context()
    demo.desk.machine.drop()
    before = demo.screen().splitlines()[1:-2]
    demo.press("f9")
    for size in ((120, 40), (80, 24), (60, 20)):
        assert demo.screen(*size).split() == ["ctrl+l", "or", "Enter"]
    demo.type("dd").press("enter")
    assert demo.desk.context() is context
    assert demo.screen().splitlines()[1:-2] == before


TROUBLE = {"a failed save", "a conflict", "a text that another types"}
"""Made by another terminal or a full disk: tests of their own lock them."""
CLOSED = {
    *("a question", "jump labels", "a letter panel", "a blank screen", "a pending prefix"),
    *("the shelf", "the log", "the evidence of a review"),
}
"""What the lock drops: single questions, labels, prefixes, what the run remembers, a look behind a line."""
SHORT = {
    *("the palette", "the picker", "a measure to follow"),
    *("the range of an export", "a setting", "the header of a note", "the day of a measure"),
}
"""Searches, dates and numbers: typed again sooner than found, so the lock closes their field."""
PUT_IN = {"a blank"}
"""What the lock puts into the plan: a line with the blanks that were filled."""


@pytest.mark.parametrize("place", [each for each in ALL if each not in TROUBLE])
def test_the_lock_shows_nothing_and_one_comes_back(sealed_store: Path, tmp_path: Path, place: str) -> None:
    seat, _ = vaulted(sealed_store, tmp_path / "store", sealed=True)
    context, keys = ALL[place]
    go(seat, keys)
    seat.room.practice.save()
    typed, client = typed_in(seat), seat.desk.state.client
    before = seat.screen().splitlines()[1:-2]
    seat.desk.locking.lock(seat.desk)
    for size in ((120, 40), (80, 24), (60, 20)):
        assert WORDS.search(seat.screen(*size)) is None
    seat.type(PASSPHRASE).press("enter")
    assert seat.desk.state.client == client
    if place not in CLOSED | SHORT | PUT_IN:
        assert seat.desk.context() is context, seat.screen()
        assert typed_in(seat) == typed
        assert seat.screen().splitlines()[1:-2] == before


PROSE: dict[str, tuple[str, ...]] = {
    "a new line": ("2 a o",),
    "an old line": ("2 e",),
    "a client": ("a c",),
    "a reason": ("2 s x",),
    "a comment": ("2 e", "; -> 5", "enter", "S y"),
    "why not yet": ("2 e", "; -> 5", "enter", "S n"),
    "an event": ("a e",),
    "a remark": ("r", "i"),
    "their words": ("j", "a t", "panic", "enter"),
    "own words": ("j", "a t", "panic", "enter", "My nights", "enter", "i"),
    "a note": ("n",),
    "an addendum": ("g n", "a x"),
    "a review date": ("w",),
    "a blank": ("2 k i", "sle", "enter"),
}


@pytest.mark.parametrize("place", PROSE)
def test_words_that_were_being_typed_stand_there_after_the_lock(sealed_store: Path, tmp_path: Path, place: str) -> None:
    seat, _ = vaulted(sealed_store, tmp_path / "store", sealed=True)
    go(seat, PROSE[place]).type("walked twicf").press("backspace").type("e")
    context = seat.desk.context()
    seat.desk.locking.lock(seat.desk)
    assert "walked" not in seat.screen()
    seat.type(PASSPHRASE).press("enter")
    assert "walked twice" in seat.screen(), seat.screen()
    if place not in PUT_IN:
        assert seat.desk.context() is context
        seat.type("!")
        assert "walked twice!" in seat.screen()


@pytest.mark.parametrize("place", ["an event", "their words", "own words"])
def test_words_that_were_being_typed_are_there_after_a_hang_up(demo: Seat, place: str) -> None:
    go(keep(demo), PROSE[place])
    demo.room.practice.save()
    demo.type("walked twice").desk.drafts.leave()
    fresh = keep(demo.again(), "two")
    (found,) = fresh.desk.drafts.texts.abandoned()
    assert found.text == "walked twice"
    reopen(fresh.desk, found)
    assert "walked twice" in fresh.screen(), fresh.screen()
    assert fresh.desk.context() is Context.LINE


def typed_in(at: Seat) -> str:
    """What stands in the field or the body that letters go to."""
    state = at.desk.state
    scene = at.desk.scene_with_keys()
    if scene is not None:
        field = scene.field() or getattr(scene, "body", None)
        return f"{field.text} {field.cursor}" if field is not None else ""
    field = state.line.field if state.line is not None else state.sign.field if state.sign is not None else None
    return f"{field.text} {field.cursor}" if field is not None else ""


@pytest.mark.parametrize("place", ALL)
def test_ten_esc_lead_home(demo: Seat, place: str) -> None:
    go(demo, ALL[place][1])
    demo.open_up()
    for _ in range(10):
        demo.press("esc")
        assert not demo.desk.done
    if place not in ("a failed save", "a conflict"):
        assert demo.desk.context() is Context.NORMAL, demo.screen()
    assert demo.desk.state.scenes == []
    assert demo.desk.state.on_main


def test_there_are_clients_to_look_for() -> None:
    assert len(CLIENTS) > 100
