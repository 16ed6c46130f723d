"""Whose chart was on the screen stands in the audit trail."""

from __future__ import annotations

from tests.tui.seat import Seat

from plantui.vault.seam import AuditQuery


def viewed(at: Seat) -> list[str]:
    return [line.chart for line in at.room.store.audit(AuditQuery()) if line.act == "chart.view"]


def look(at: Seat) -> None:
    at.screen()
    at.desk.views.saw(at.desk)


def test_a_chart_that_was_seen_is_told_once(demo: Seat) -> None:
    look(demo)
    first = demo.chart.id
    look(demo.press("j"))
    second = demo.chart.id
    look(demo.press("k"))
    demo.desk.views.write(demo.desk)
    demo.desk.views.write(demo.desk)
    assert viewed(demo) == [first, second]


def test_a_blank_screen_shows_nobody(demo: Seat) -> None:
    look(demo.press("ctrl+l"))
    demo.desk.views.write(demo.desk)
    assert viewed(demo) == []


def test_after_a_lock_it_is_told_again(demo: Seat) -> None:
    look(demo)
    demo.desk.views.write(demo.desk)
    demo.desk.views.forget()
    look(demo)
    demo.desk.views.write(demo.desk)
    assert viewed(demo) == [demo.chart.id] * 2


def test_a_trail_that_cannot_be_written_is_said_and_stops_nobody(demo: Seat) -> None:
    def full(*_: object) -> None:
        raise OSError("no space left")

    look(demo)
    demo.desk.practice.charts.log = full  # type: ignore[method-assign]
    demo.desk.views.write(demo.desk)
    assert demo.said == "The audit trail cannot be written: no space left. What is looked at is not recorded."
    del demo.desk.practice.charts.log
    demo.desk.views.write(demo.desk)
    assert viewed(demo) == [demo.chart.id]
