"""The screens of a review as text: layout, words and keys as drawn, numbers from the rules."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import msgspec
import pytest
from tests.practice.rooms import NOW
from tests.snapshots import Snapshots
from tests.tui.paint.test_snapshots import SIZES, named
from tests.tui.seat import Seat

from plantui.model.note import Note
from plantui.practice.commands.charting import File
from plantui.tui.paint.review_graph import graph

REYES = ("c", "rey", "enter", "r")


def keys(*words: str) -> Callable[[Seat], object]:
    return lambda seat: seat.press(*words)


def drifted(seat: Seat) -> None:
    """Three visits that left the plan."""
    for day in range(1, 4):
        when = date(2026, 3, 3 + day)
        note = Note(id=f"off{day}", date=when, written=NOW, off=("work deadlines",), text="Deadlines.")
        seat.desk.practice.perform(seat.desk.chart().id, File(note))
    seat.press(*REYES)


def formal(seat: Seat) -> None:
    """A payer whose formal date has passed."""
    chart = seat.desk.chart()
    client = msgspec.structs.replace(chart.client, profile="commercial-180")
    seat.desk.practice._open[chart.id].chart = msgspec.structs.replace(chart, client=client)
    seat.press("R", "]")


SCREENS: dict[str, Callable[[Seat], object]] = {
    "review": keys(*REYES, "space"),
    "review-first": keys("R"),
    "review-gap": keys(*REYES, "*"),
    "review-drift": drifted,
    "review-refocus": keys(*REYES, "*", "=", "F"),
    "review-two-clocks": formal,
    "review-event": keys("3", "g", "g", "enter"),
    "review-remark": keys(*REYES, "i", "three nights in a row"),
    "review-edit": keys(*REYES, "e", *"; -> 5"),
    "review-edit-fault": keys(*REYES, "e", *"; by february 30", "enter"),
    "review-edited": keys(*REYES, "e", *"; -> 5", "enter"),
    "review-when": keys(*REYES, "w", *"+6w"),
    "review-met": keys(*REYES, "s", "m", "3 mar"),
    "review-evidence": keys(*REYES, "enter"),
    "review-decided": keys(*REYES, "*", "=", "i", "weekly visits stay", "enter", "i", "with: client", "enter"),
    "review-sign": keys(*REYES, "*", "=", "F", "S"),
    "review-sign-wrong": keys(*REYES, "*", "=", "S", "xy", "enter"),
    "review-next": keys("R", "*", "S", "dw", "enter"),
    "review-over": keys(*REYES, "*", "=", "S", "dw", "enter"),
    "review-adjust": keys(*REYES, "A"),
    "review-codes": keys("z", "p", "z", "p", *REYES),
}


@pytest.mark.parametrize("size", SIZES, ids=named)
@pytest.mark.parametrize("screen", SCREENS)
def test_screen(sized: Callable[[int, int], Seat], snapshot: Snapshots, screen: str, size: tuple[int, int]) -> None:
    at = sized(*size)
    SCREENS[screen](at)
    snapshot(at.screen(*size), f"{screen}-{named(size)}")


@pytest.mark.parametrize("size", [(79, 23), (60, 20), (200, 60), (40, 12)], ids=named)
def test_a_card_elsewhere(sized: Callable[[int, int], Seat], snapshot: Snapshots, size: tuple[int, int]) -> None:
    snapshot(sized(*size).press(*REYES, "j").screen(*size), f"review-{named(size)}")


def test_many_objectives_scroll_with_the_cursor(sized: Callable[[int, int], Seat]) -> None:
    at = sized(80, 24).press("R")
    for line in range(12):
        at.press("a", "o", f"Walk {line} by +8w", "enter", "enter", "q")
    at.press("*", "S", "dw", "enter", "[")
    for size in ((80, 24), (60, 20)):
        screen = at.screen(*size)
        assert len(screen.splitlines()) == size[1]


def test_a_graph_of_scores() -> None:
    start, end = date(2025, 12, 12), date(2026, 3, 10)
    points = [(date(2025, 12, 12), 3), (date(2026, 1, 20), 3), (date(2026, 2, 10), 4), (date(2026, 3, 3), 4)]
    assert graph(points, 5, start, end, 36) == [
        "5 |- - - - - - - - - - - - - - - - -",
        "4 |                      *      *",
        "3 |*             *",
        "  +---------------------------------",
        "   Dec    Jan         Feb       Mar",
    ]
    assert graph([], 5, start, end, 36) == []
    assert graph(points, 5, start, end, 10) == []
    assert graph([(start, 4)], 4, start, start, 20)[0].startswith("4 |* -")
    tall = graph([(start, 0), (end, 63)], None, start, end, 30)
    assert [row.split("|")[0].strip() for row in tall[:5]] == ["63", "47", "32", "16", "0"]
