"""A chart that goes away while a page about it is open: taken back here or elsewhere, or disposed of."""

from __future__ import annotations

import pytest
from tests.tui.desk.writing import keep, left
from tests.tui.seat import Seat

from plantui.vault.disposal import dispose
from plantui.vault.seam import Event

KEYS = ("i", "down", "tab", "j", "enter", "esc", "S", "esc", "esc", "q", "u", *(["esc"] * 6))


def added(seat: Seat) -> Seat:
    """A client that was just added, chosen."""
    seat.press("a c").type("Moss, Ida; dob 1990-01-02").press("enter", "esc")
    seat.room.practice.save()
    return seat


def still_stands(seat: Seat) -> None:
    """The screen is drawn in both sizes, and every way out of the page is open."""
    for key in ("", *KEYS):
        if key:
            seat.press(key)
        seat.screen()
        seat.screen(80, 24)
    assert seat.desk.state.on_main


@pytest.mark.parametrize("keys", ["n", "a t", "m", "a m", "a e", "g n", "t", "H", "i"])
def test_a_page_of_a_client_who_was_taken_back_elsewhere_stands(demo: Seat, keys: str) -> None:
    added(keep(demo))
    other = keep(demo.again(), "two").press("c").type("moss").press("enter", keys)
    demo.press("u")
    demo.room.practice.save()
    other.room.practice.refresh()
    still_stands(other)


def test_a_note_of_a_client_who_is_taken_back_from_it_stands(demo: Seat) -> None:
    added(keep(demo)).press("n").type("Slept").press("esc", "u", "u")
    assert all(summary.code != "C-100" for summary in demo.room.practice.summaries())
    still_stands(demo)


def test_words_about_a_client_who_is_gone_stay_a_draft(demo: Seat) -> None:
    added(keep(demo))
    other = keep(demo.again(), "two").press("c").type("moss").press("enter", "n").type("Slept")
    demo.press("u")
    demo.room.practice.save()
    other.room.practice.refresh()
    other.press("esc", "q")
    assert other.said == "This client's chart is no longer there. What was typed stays a draft."
    other.press("j")
    other.desk.drafts.leave()
    (draft,) = [each for each in left(other) if each.field.startswith("note-")]
    assert "Slept" in draft.text


@pytest.mark.parametrize(
    "keys",
    [
        ("n",),
        ("n", "esc", "S"),
        ("r",),
        ("r", "i"),
        ("r", "S"),
        ("m",),
        ("g n",),
        ("g n", "a x"),
        ("2 e",),
        ("2 a o",),
        ("2 d",),
        ("2 k i",),
        ("2 e", "; -> 5", "enter", "S"),
        ("H", "enter"),
        ("t", "enter"),
        ("E",),
        ("x n",),
    ],
    ids=" ".join,
)
def test_a_page_of_a_chart_that_was_disposed_of_stands(demo: Seat, keys: tuple[str, ...]) -> None:
    demo.press(*keys)
    practice, chart = demo.room.practice, demo.desk.state.client
    practice.save()
    other = demo.again().room
    dispose(
        other.store.parts, chart, practice.revision(chart), Event(act="x", who="dw", at=demo.desk.now(), session="s")
    )
    practice.refresh()
    still_stands(demo)
