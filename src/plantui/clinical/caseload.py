"""The caseload by next appointment, from summaries alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from operator import itemgetter
from typing import NamedTuple, TypeAlias

from plantui.clinical.phrase import due_words, visit_words
from plantui.clinical.schedule import earlier
from plantui.clinical.visits import slot_ordinal, slot_time
from plantui.model.status import ClientStatus
from plantui.model.summary import Summary

TITLES = ("TODAY", "THIS WEEK", "LATER", "NO TIME SET")
"""Headings of the groups, in order; the last holds clients without an appointment slot."""


class CaseRow(NamedTuple):
    """A client in the caseload with the day of the appointment to show; its columns are worded when they are asked for.

    Of ten thousand rows a screen shows thirty.
    """

    summary: Summary
    day: date | None
    now: datetime

    @property
    def visit(self) -> datetime | None:
        """The appointment: today's even when it has begun or is over, else the next one."""
        slot = self.summary.slot
        if slot is None or self.day is None:
            return None
        return datetime.combine(self.day, slot_time(slot), tzinfo=self.now.tzinfo)

    @property
    def next(self) -> str:
        """The appointment in its column: 14:00, Wed 10 or 17 Mar; empty without one."""
        visit = self.visit
        return visit_words(visit, self.now) if visit is not None else ""

    @property
    def review(self) -> str:
        """The review column."""
        return review_words(self.summary, self.now.date())


_Entry: TypeAlias = tuple[str, str, CaseRow]
"""The family name in small letters and the code, to sort by, and the row."""


class CaseGroup(NamedTuple):
    """A heading with its rows."""

    title: str
    rows: tuple[CaseRow, ...]


def caseload(summaries: Iterable[Summary], now: datetime) -> tuple[CaseGroup, ...]:
    """The groups that have rows: today's visits (also those that are over), this week's, later ones, no slot.

    Each is in order of the appointment, then of the name.
    """
    today = now.date().toordinal()
    end_of_week = today + 6 - now.weekday()
    coming = [_day(today + (weekday + 1 - today) % 7) for weekday in range(7)]
    settled = date.fromordinal(max(1, today - 7))
    # Ten thousand clients share some hundred appointments: only within one of them are names compared.
    slots: dict[tuple[date, str], list[_Entry]] = {}
    without: list[_Entry] = []
    for summary in summaries:
        slot = summary.slot
        if slot is None:
            without.append((summary.family.casefold(), summary.code, CaseRow(summary, None, now)))
            continue
        weekly = slot.every_weeks == 1 and (slot.first is None or slot.first < settled)
        day = coming[slot.weekday] if weekly else date.fromordinal(slot_ordinal(slot, today))
        entry = (summary.family.casefold(), summary.code, CaseRow(summary, day, now))
        there = slots.get((day, slot.time))
        if there is None:
            slots[day, slot.time] = [entry]
        else:
            there.append(entry)
    groups: tuple[list[CaseRow], ...] = ([], [], [], [])
    for day, clock in sorted(slots):
        ordinal = day.toordinal()
        groups[0 if ordinal == today else 1 if ordinal <= end_of_week else 2].extend(_in_order(slots[day, clock]))
    groups[3].extend(_in_order(without))
    return tuple(CaseGroup(title, tuple(rows)) for title, rows in zip(TITLES, groups, strict=True) if rows)


def _day(ordinal: int) -> date:
    return date.fromordinal(min(ordinal, date.max.toordinal()))


def _in_order(entries: list[_Entry]) -> Iterator[CaseRow]:
    entries.sort(key=_place)
    return map(_row, entries)


_place = itemgetter(0, 1)
_row = itemgetter(2)


def review_words(summary: Summary, today: date) -> str:
    """The review column: 4 d late, no plan, unsigned, today, in 9 d or 12 Jun; empty when none of these says anything.

    A late review comes first; then a missing plan, then anything waiting for a signature.
    """
    first = earlier(summary.review_due, summary.formal_due)
    if first is not None and first[0] < today:
        return due_words(first[0], today)
    if not summary.plan:
        return "" if summary.status == ClientStatus.NO_PLAN_NEEDED else "no plan"
    if summary.draft_since is not None or summary.unsigned_notes or summary.unsigned_reviews:
        return "unsigned"
    return due_words(first[0], today) if first is not None else ""
