"""The queue of what is due over a whole practice, from summaries alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from operator import itemgetter
from typing import Final, Literal, NamedTuple, TypeAlias

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
    loose = _Loose()
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
    return (
        *(_event_row(summary, today) for summary in events),
        *(_review_row(day, clock, summary, today) for day, _, clock, summary in reviews),
        *loose.rows(),
    )


class _Loose:
    """Loose ends under their kind and day, so that ten thousand of them are sorted by code in small heaps only.

    Many clients share a date, so its words are made once.
    """

    def __init__(self) -> None:
        self._heaps: dict[tuple[int, date], list[_LooseEnd]] = {}
        self._words: dict[tuple[str, date], str] = {}

    def add(self, summary: Summary, kind: str, due: date | None, text: str, days_late: int = 0) -> None:
        """Take a row."""
        entry = (summary.code, summary, kind, due, days_late, text)
        place = (_KIND_PLACES[kind], due or date.max)
        heap = self._heaps.get(place)
        if heap is None:
            self._heaps[place] = [entry]
        else:
            heap.append(entry)

    def dated(self, word: str, day: date) -> str:
        """A word and a day: g1.2 5 Mar."""
        text = self._words.get((word, day))
        if text is None:
            self._words[word, day] = text = f"{word} {short_day(day)}"
        return text

    def rows(self) -> Iterator[DueRow]:
        """All rows: by kind, then day, then client."""
        for place in sorted(self._heaps):
            for code, summary, kind, due, days_late, text in sorted(self._heaps[place], key=_first):
                yield DueRow(
                    "loose_ends",
                    code,
                    summary.chart,
                    kind,
                    due,
                    "",
                    days_late,
                    text,
                    summary.objectives,
                    summary.with_evidence,
                    summary,
                )


_KIND_PLACES = {kind: place for place, kind in enumerate(LOOSE_KINDS)}
_first = itemgetter(0)
_LooseEnd: TypeAlias = tuple[str, Summary, str, date | None, int, str]
"""The client's code to sort by, the summary, the kind, the day, the days late and the words."""


def _event_row(summary: Summary, today: date) -> DueRow:
    event = summary.events[0]
    kind = event.kind.replace("-", " ")
    more = f", {len(summary.events) - 1} more" if len(summary.events) > 1 else ""
    return _row(summary, "now", kind, event.day, ago(event.day, today) + more)


def _review_row(day: date, clock: Clock, summary: Summary, today: date) -> DueRow:
    days = (day - today).days
    group: Group = "overdue" if days < 0 else "this_week" if days <= WEEK_DAYS else "next_30"
    return _row(summary, group, "review", day, distance(day, today), clock=clock, days_late=max(0, -days))


def _unsigned(summary: Summary, limit: datetime, loose: _Loose) -> None:
    """Drafts begun before the limit; also of clients who have left."""
    if summary.draft_since is not None and summary.draft_since < limit:
        loose.add(summary, "unsigned", summary.draft_since.date(), f"plan v{summary.plan_number}")
    for name, parts in (("note", summary.unsigned_notes), ("review", summary.unsigned_reviews)):
        for day, written in parts:
            if written < limit:
                loose.add(summary, "unsigned", day, loose.dated(name, day))


def _follow_up(summary: Summary, today: date, loose: _Loose) -> None:
    """Everything that is loose but a signature."""
    if summary.signed_on is None and summary.visits_kept >= VISITS_WITHOUT_PLAN and _needs_plan(summary):
        loose.add(summary, "no plan", None, f"{summary.visits_kept} visits")
    if summary.drift >= LIMIT:
        loose.add(summary, "drift", None, f"{summary.drift} notes")
    if summary.blanks and summary.draft_since is not None:
        loose.add(summary, "blanks", None, f"{summary.blanks} to fill")
    if summary.status == ClientStatus.HOLD:
        return
    for objective in summary.open_objectives:
        due = objective.due
        if due < today:
            loose.add(summary, "date past", due, loose.dated(objective.code, due), (today - due).days)
    for measure in summary.measures_due:
        if measure.day < today:
            late = (today - measure.day).days
            if late > MEASURE_GRACE_DAYS:
                loose.add(summary, "measure", measure.day, f"{measure.short} {late} d late", late)


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
