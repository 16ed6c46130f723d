"""Stores that fail on demand, and another terminal that was faster."""

from __future__ import annotations

import threading

from tests.practice.rooms import open_room
from tests.tui.seat import Seat

from plantui.practice.commands.nodes import EditNode
from plantui.practice.commands.review_signing import SignReviewed
from plantui.practice.commands.reviews import AcceptAll, Rate, Remark
from plantui.practice.lexicon import lexicon
from plantui.practice.lines import line_of
from plantui.practice.store import StoredCharts
from plantui.quickentry.change import parse_change
from plantui.vault.faults import StoreFull

PATIENCE = 30.0


class Full:
    """Charts on a disk that is full until `room` is set; while `gate` is shut a save takes as long as it takes."""

    def __init__(self, charts: StoredCharts) -> None:
        self._charts = charts
        self.room = False
        self.gate = threading.Event()
        self.gate.set()

    def __getattr__(self, name: str) -> object:
        return getattr(self._charts, name)

    def save(self, *given: object) -> int:
        assert self.gate.wait(PATIENCE)
        if not self.room:
            raise StoreFull("The disk is full (while saving).", "Free some space, then try again.")
        return self._charts.save(*given)  # type: ignore[arg-type]


class Bell:
    """Rings when the writer reports."""

    def __init__(self) -> None:
        self._rung = threading.Event()

    def __call__(self) -> None:
        self._rung.set()

    def wait(self) -> None:
        assert self._rung.wait(PATIENCE), "the writer did not report"
        self._rung.clear()


def slow(seat: Seat) -> Full:
    """A disk with room that takes nothing before its gate opens."""
    disk = Full(seat.room.practice.charts)
    disk.room = True
    disk.gate.clear()
    seat.room.practice.charts = disk  # type: ignore[assignment]
    return disk


def fail(seat: Seat) -> Full:
    """Make a change that cannot be stored: g1.1 of Reyes is marked on a full disk."""
    full = Full(seat.room.practice.charts)
    seat.room.practice.charts = full  # type: ignore[assignment]
    bell = Bell()
    seat.room.practice.writer.start(bell)
    seat.press("2 +")
    bell.wait()
    assert seat.room.practice.writer.failure is not None
    return full


def clash(seat: Seat) -> None:
    """Let another terminal aim g1.1 at 6, then aim it at 5 here."""
    chart_id = seat.desk.state.client
    code = "g1.1"
    node = seat.room.node(chart_id, code)
    other = open_room(seat.room.folder, seat.room.clock)
    place = other.chart(chart_id)
    from plantui.model.tree import find
    from plantui.practice.drafts import plan_at_hand

    found = find(plan_at_hand(place), node)
    assert found is not None
    words = lexicon(place, other.practice.acting())
    seat.press("2")
    # Both start from the same draft, so that the same field of the same line is at stake.
    seat.press("e", "; every 3w", "enter")
    seat.room.practice.save()
    other = open_room(seat.room.folder, seat.room.clock)
    found = find(plan_at_hand(other.chart(chart_id)), node)
    assert found is not None
    change = parse_change("objective", "; -> 6", line_of(found.node), words)
    other.do(chart_id, EditNode(node, change.line, change.difference))  # type: ignore[arg-type]
    other.practice.save()
    bell = Bell()
    seat.room.practice.writer.start(bell)
    seat.press("e", "; -> 5", "enter")
    bell.wait()
    assert seat.room.practice.writer.failure is not None


def clash_in_review(seat: Seat, sign: bool = False) -> None:
    """Let another terminal rate g1.1 in the review of Reyes, and sign it with ``sign``; here it is rated worse."""
    seat.press("c", "rey", "enter", "r")
    chart_id = seat.desk.state.client
    node = seat.room.node(chart_id, "g1.1")
    other = open_room(seat.room.folder, seat.room.clock)
    other.do(chart_id, Rate(node=node, mark=1))
    if sign:
        other.practice.save()
        seat.room.practice.refresh()
        other.do(chart_id, AcceptAll())
        other.do(chart_id, Rate(node=other.node(chart_id, "g2.2"), mark=0))
        other.do(chart_id, SignReviewed(initials="dw"))
    other.practice.save()
    bell = Bell()
    seat.room.practice.writer.start(bell)
    if sign:
        seat.room.do(chart_id, Remark(node=node, text="Sleeps at last"))
    else:
        seat.press("-")
    bell.wait()
    assert seat.room.practice.writer.failure is not None
