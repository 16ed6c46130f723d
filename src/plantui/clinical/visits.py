"""Visits: the next appointment from the client's slot, and the visits that notes tell of.

Slots are wall-clock times: the arithmetic is on dates, so a change to summer time moves nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from plantui.model.chart import Chart
from plantui.model.note import Note
from plantui.model.period import Slot

_EPOCH_MONDAY = date(1970, 1, 5).toordinal()
_LAST_DAY = date.max.toordinal()


def slot_time(slot: Slot) -> time:
    """The slot's time of day."""
    return time(int(slot.time[:2]), int(slot.time[3:]))


def slot_day(slot: Slot, day: date) -> date:
    """The first appointment day on or after ``day``.

    Weeks are counted from the first appointment; without one, a slot of several weeks counts from Mon 5 Jan 1970, so
    that every reader finds the same weeks.
    """
    return date.fromordinal(slot_ordinal(slot, day.toordinal()))


def slot_ordinal(slot: Slot, day: int) -> int:
    """``slot_day`` on ordinals, for lists of thousands; at most the last day of the calendar."""
    start = slot.first.toordinal() if slot.first is not None else _EPOCH_MONDAY
    anchor = start + (slot.weekday + 1 - start) % 7
    if slot.first is not None and day <= anchor:
        return min(anchor, _LAST_DAY)
    return min(day + (anchor - day) % (7 * slot.every_weeks), _LAST_DAY)


def next_visit(slot: Slot | None, now: datetime) -> datetime | None:
    """The next appointment that has not begun yet, in the time zone of ``now``; None without a slot."""
    if slot is None:
        return None
    day = slot_day(slot, now.date())
    begins = slot_time(slot)
    if day == now.date() and begins < now.time():
        day = slot_day(slot, day + timedelta(days=1))
    return datetime.combine(day, begins, tzinfo=now.tzinfo)


def visit_of(slot: Slot | None, now: datetime) -> datetime | None:
    """The appointment to show: today's even when it has begun or is over, else the next one."""
    if slot is None:
        return None
    return datetime.combine(slot_day(slot, now.date()), slot_time(slot), tzinfo=now.tzinfo)


def kept(chart: Chart) -> tuple[Note, ...]:
    """Notes of visits that took place, oldest first."""
    return _in_order(note for note in chart.notes if note.kind.kept)


def missed(chart: Chart) -> tuple[Note, ...]:
    """Notes of visits that were missed or cancelled, oldest first."""
    return _in_order(note for note in chart.notes if not note.kind.kept)


def last_visit(chart: Chart) -> Note | None:
    """The note of the latest visit that took place, or None."""
    notes = kept(chart)
    return notes[-1] if notes else None


def _in_order(notes: Iterable[Note]) -> tuple[Note, ...]:
    return tuple(sorted(notes, key=lambda note: (note.date, note.start or "", note.written, note.id)))
