"""Drift: how many recent visits left the plan, how many notes touched it, and what they spoke of instead."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from plantui.clinical.schedule import last_review
from plantui.clinical.standing import effective_day, signed
from plantui.clinical.visits import kept
from plantui.model.chart import Chart
from plantui.model.note import Note

LIMIT = 3
"""Notes without a link, of the last five, that make drift."""

LAST = 5
"""Notes that drift looks at."""


class Coverage(NamedTuple):
    """Notes that touch the plan, of all notes of kept visits in the period."""

    touching: int
    notes: int


def notes_since(chart: Chart, since: date | None) -> tuple[Note, ...]:
    """Notes of kept visits after a day, oldest first; all of them for None."""
    return tuple(note for note in kept(chart) if since is None or note.date > since)


def coverage(chart: Chart) -> Coverage:
    """Notes with at least one link, of all notes since the last review (since the plan began when there was none)."""
    notes = notes_of_period(chart)
    return Coverage(sum(1 for note in notes if note.links), len(notes))


def notes_of_period(chart: Chart) -> tuple[Note, ...]:
    """Notes of kept visits since the last review (since the plan began when there was none), oldest first.

    Without those filed from a group visit that touch nothing of this plan.
    """
    review = last_review(chart)
    return of_plan(notes_since(chart, review.date)) if review is not None else _under_plan(chart)


def _under_plan(chart: Chart) -> tuple[Note, ...]:
    """Notes of kept visits since a plan was first signed: before that there was nothing to link to."""
    starts = [day for plan in chart.plans if signed(plan) and (day := effective_day(plan)) is not None]
    if not starts:
        return ()
    first = min(starts)
    return of_plan(note for note in kept(chart) if note.date >= first)


def of_plan(notes: Iterable[Note]) -> tuple[Note, ...]:
    """The notes that can touch the plan: one filed from a group visit without a link follows the plan of the group."""
    return tuple(note for note in notes if note.links or not note.filed_from)


def drift(chart: Chart) -> int:
    """How many of the last five notes have no link; ``LIMIT`` or more is drift. 0 before a plan is signed."""
    return sum(1 for note in _under_plan(chart)[-LAST:] if not note.links)


def off_plan_topics(chart: Chart) -> tuple[tuple[str, int], ...]:
    """Topics of ``off:`` lines since the last review with the number of notes, most frequent first."""
    counts = Counter(topic for note in notes_of_period(chart) for topic in dict.fromkeys(note.off))
    return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))
