"""The queue of what is due over a whole practice, from summaries alone."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from operator import itemgetter
from typing import Final, Literal, NamedTuple

from plantui.clinical.drift import LIMIT
from plantui.clinical.phrase import ago, distance, short_day
from plantui.clinical.schedule import Clock, earlier
from plantui.model.status import ClientStatus
from plantui.model.summary import Summary

Group = Literal["now", "overdue", "this_week", "next_30", "loose_ends"]
GROUPS: Final[tuple[Group, ...]] = ("now", "overdue", "this_week", "next_30", "loose_ends")
"""The groups in queue order."""

TITLES: Final = {
    "now": "NOW",
    "overdue": "OVERDUE",
    "this_week": "THIS WEEK",
    "next_30": "NEXT 30 DAYS",
    "loose_ends": "LOOSE ENDS",
}
"""Group -> its heading."""

LOOSE_KINDS: Final = ("no plan", "unsigned", "drift", "date past", "measure", "blanks")
"""Kinds of loose ends in the order of the queue."""

WEEK_DAYS = 7
DRAFT_AGE = timedelta(hours=24)
MEASURE_GRACE_DAYS = 3
VISITS_WITHOUT_PLAN = 3


class DueRow(NamedTuple):
    """One row of the queue.

    ``kind`` is "review", what happened ("crisis", "goal met"), or a kind of loose end. ``due`` is the day it is about,
    None where there is no day; ``clock`` is "interim" or "formal" for a review, else empty. ``days_late`` is 0 when
    nothing is late. ``text`` is the column of the list: 11 d late, in 5 d, 3 visits, note 5 Mar.
    """

    group: Group
    client: str
    chart: str
    kind: str
    due: date | None
    clock: str
    days_late: int
    text: str
    objectives: int
    with_evidence: int
    summary: Summary


def queue(summaries: Iterable[Summary], today: date, now: datetime, window_days: int = 30) -> tuple[DueRow, ...]:
    """Everything due, in queue order; reviews up to ``window_days`` ahead."""
    reviews: list[tuple[date, str, Clock, Summary]] = []
    events: list[Summary] = []
    loose: list[DueRow] = []
    horizon = today + timedelta(days=min(window_days, (date.max - today).days))
    draft_limit = now - DRAFT_AGE
    for summary in summaries:
        closed = summary.status == ClientStatus.DISCHARGED
        if not closed:
            if summary.events:
                events.append(summary)
            if summary.review_due is not None or summary.formal_due is not None:
                first = earlier(summary.review_due, summary.formal_due)
                if first is not None and first[0] <= horizon:
                    reviews.append((first[0], summary.code, first[1], summary))
            _follow_up(summary, today, loose)
        if summary.draft_since is not None or summary.unsigned_notes or summary.unsigned_reviews:
            _unsigned(summary, draft_limit, loose)
    events.sort(key=lambda summary: (-summary.events[0].day.toordinal(), summary.code))
    reviews.sort(key=itemgetter(0, 1, 2))
    loose.sort(key=lambda row: (LOOSE_KINDS.index(row.kind), row.due or date.max, row.client))
    return (
        *(_event_row(summary, today) for summary in events),
        *(_review_row(day, clock, summary, today) for day, _, clock, summary in reviews),
        *loose,
    )


def _event_row(summary: Summary, today: date) -> DueRow:
    event = summary.events[0]
    kind = event.kind.replace("-", " ")
    more = f", {len(summary.events) - 1} more" if len(summary.events) > 1 else ""
    return _row(summary, "now", kind, event.day, ago(event.day, today) + more)


def _review_row(day: date, clock: Clock, summary: Summary, today: date) -> DueRow:
    days = (day - today).days
    group: Group = "overdue" if days < 0 else "this_week" if days <= WEEK_DAYS else "next_30"
    return _row(summary, group, "review", day, distance(day, today), clock=clock, days_late=max(0, -days))


def _unsigned(summary: Summary, limit: datetime, rows: list[DueRow]) -> None:
    """Drafts begun before the limit; also of clients who have left."""
    if summary.draft_since is not None and summary.draft_since < limit:
        rows.append(_row(summary, "loose_ends", "unsigned", summary.draft_since.date(), f"plan v{summary.plan_number}"))
    for name, parts in (("note", summary.unsigned_notes), ("review", summary.unsigned_reviews)):
        for day, written in parts:
            if written < limit:
                rows.append(_row(summary, "loose_ends", "unsigned", day, f"{name} {short_day(day)}"))


def _follow_up(summary: Summary, today: date, rows: list[DueRow]) -> None:
    """Everything that is loose but a signature."""
    if summary.signed_on is None and summary.visits_kept >= VISITS_WITHOUT_PLAN and _needs_plan(summary):
        rows.append(_row(summary, "loose_ends", "no plan", None, f"{summary.visits_kept} visits"))
    if summary.drift >= LIMIT:
        rows.append(_row(summary, "loose_ends", "drift", None, f"{summary.drift} notes"))
    if summary.blanks and summary.draft_since is not None:
        rows.append(_row(summary, "loose_ends", "blanks", None, f"{summary.blanks} to fill"))
    if summary.status == ClientStatus.HOLD:
        return
    for objective in summary.open_objectives:
        if objective.due < today:
            text = f"{objective.code} {short_day(objective.due)}"
            late = (today - objective.due).days
            rows.append(_row(summary, "loose_ends", "date past", objective.due, text, days_late=late))
    for measure in summary.measures_due:
        if measure.day < today:
            late = (today - measure.day).days
            if late > MEASURE_GRACE_DAYS:
                text = f"{measure.short} {late} d late"
                rows.append(_row(summary, "loose_ends", "measure", measure.day, text, days_late=late))


def _needs_plan(summary: Summary) -> bool:
    return summary.status != ClientStatus.NO_PLAN_NEEDED


def _row(
    summary: Summary, group: Group, kind: str, due: date | None, text: str, *, clock: str = "", days_late: int = 0
) -> DueRow:
    return DueRow(
        group,
        summary.code,
        summary.chart,
        kind,
        due,
        clock,
        days_late,
        text,
        summary.objectives,
        summary.with_evidence,
        summary,
    )
