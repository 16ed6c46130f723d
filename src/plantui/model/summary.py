"""The summary of a chart: what lists and the review queue need without opening it."""

from __future__ import annotations

from datetime import date, datetime

import msgspec

from plantui.model.base import Number
from plantui.model.period import Slot


class OpenEvent(msgspec.Struct, frozen=True, gc=False):
    """An event not yet answered by a review."""

    day: date
    kind: str


class MeasureDue(msgspec.Struct, frozen=True, gc=False):
    """The day on which a followed measure is asked again."""

    measure: str
    short: str
    day: date


class PastObjective(msgspec.Struct, frozen=True, gc=False):
    """An objective still open, with its date."""

    code: str
    due: date


class FiledNote(msgspec.Struct, frozen=True, gc=False):
    """A signed note of a couple or group, and the charts that it belongs in besides."""

    note: str
    day: date
    charts: tuple[str, ...]


class UsedStatement(msgspec.Struct, frozen=True, gc=False):
    """A statement of the library that a line of the plan came from.

    ``day`` is when the version that brought it was begun, ``reached`` whether the line was met.
    """

    statement: str
    day: date
    reached: bool = False


class Summary(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Names, appointment and everything the queue is computed from; a pure function of the chart.

    ``plan`` is empty, "draft v1", "v3" or "v4 draft" (a draft over a version in force). ``review_due`` is the interim
    clock, ``formal_due`` the payer's. ``draft_since`` is when the oldest unsigned draft of the plan was begun,
    ``unsigned_notes`` and ``unsigned_reviews`` the days of unsigned notes and reviews with the moment each was written.
    ``signed_on`` is the day the newest signed version was signed, ``drift`` how many of the last five notes have no
    link, ``reviewed_on`` the day of the last signed review. ``objectives`` counts those still open, ``with_evidence``
    those of them that have a suggested mark.
    ``achieved`` holds, for every objective that was met, its measure and the change towards the target, ``statements``
    the library's statements that lines of the plan came from. ``filed_to`` are the signed notes of a couple or group
    that belong in members' charts, ``filed_from`` the notes that were filed here from such charts.
    """

    chart: str
    code: str
    family: str
    given: str = ""
    called: str = ""
    initials: str = ""
    status: str = "active"
    tags: tuple[str, ...] = ()
    dx: tuple[str, ...] = ()
    payer: str = ""
    slot: Slot | None = None
    plan: str = ""
    plan_number: int = 0
    signed_on: date | None = None
    review_due: date | None = None
    formal_due: date | None = None
    draft_since: datetime | None = None
    unsigned_notes: tuple[tuple[date, datetime], ...] = ()
    unsigned_reviews: tuple[tuple[date, datetime], ...] = ()
    visits_kept: int = 0
    drift: int = 0
    reviewed_on: date | None = None
    blanks: int = 0
    events: tuple[OpenEvent, ...] = ()
    measures_due: tuple[MeasureDue, ...] = ()
    open_objectives: tuple[PastObjective, ...] = ()
    objectives: int = 0
    with_evidence: int = 0
    last_scores: dict[str, Number] = msgspec.field(default_factory=dict)
    measures: tuple[str, ...] = ()
    achieved: tuple[tuple[str, Number], ...] = ()
    statements: tuple[UsedStatement, ...] = ()
    filed_to: tuple[FiledNote, ...] = ()
    filed_from: tuple[str, ...] = ()
