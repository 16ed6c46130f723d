"""The caseload by next appointment, from summaries alone."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import NamedTuple

from plantui.clinical.phrase import due_words, visit_words
from plantui.clinical.schedule import earlier
from plantui.clinical.visits import visit_of
from plantui.model.status import ClientStatus
from plantui.model.summary import Summary

TITLES = ("TODAY", "THIS WEEK", "LATER", "NO TIME SET")
"""Headings of the groups, in order; the last holds clients without an appointment slot."""


class CaseRow(NamedTuple):
    """A client in the caseload: the appointment to show and its two columns."""

    summary: Summary
    visit: datetime | None
    next: str
    review: str


class CaseGroup(NamedTuple):
    """A heading with its rows."""

    title: str
    rows: tuple[CaseRow, ...]


def caseload(summaries: Iterable[Summary], now: datetime) -> tuple[CaseGroup, ...]:
    """The groups that have rows: today's visits (also those that are over), this week's, later ones, no slot.

    Each is in order of the appointment, then of the name.
    """
    today = now.date()
    end_of_week = today + timedelta(days=6 - today.weekday())
    groups: tuple[list[tuple[str, str, str, CaseRow]], ...] = ([], [], [], [])
    for summary in summaries:
        visit = visit_of(summary.slot, now)
        row = CaseRow(
            summary, visit, visit_words(visit, now) if visit is not None else "", review_words(summary, today)
        )
        at = f"{visit:%Y%m%d%H%M}" if visit is not None else ""
        groups[_group(visit, today, end_of_week)].append((at, summary.family.casefold(), summary.code, row))
    return tuple(
        CaseGroup(title, tuple(entry[3] for entry in sorted(rows, key=lambda entry: entry[:3])))
        for title, rows in zip(TITLES, groups, strict=True)
        if rows
    )


def _group(visit: datetime | None, today: date, end_of_week: date) -> int:
    if visit is None:
        return 3
    day = visit.date()
    return 0 if day == today else 1 if day <= end_of_week else 2


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
