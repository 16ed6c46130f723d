"""The chart: everything kept about one client, one file each."""

from __future__ import annotations

import msgspec

from plantui.model.assessment import Assessment, Diagnosis, Screening
from plantui.model.base import Id, Moment, Part, Positive
from plantui.model.client import Client
from plantui.model.consent import Authorization, Consent, Disclosure
from plantui.model.event import ClinicalEvent
from plantui.model.note import Note
from plantui.model.plan import Plan
from plantui.model.progress import Progress, ReviewDate
from plantui.model.review import Review
from plantui.model.score import Score

SCHEMA = 1
"""Number of the chart schema this program writes; older ones are migrated when read."""


class Chart(Part, frozen=True, kw_only=True):
    """One client's chart.

    ``code`` is the practice's label (C-014). ``counters`` holds the highest code ever given under each parent, so
    that codes are never used twice; ``aliases`` maps codes that a node once had to its id. ``rehearsal`` marks a chart
    of an invented person. ``schema`` is always written, also when it is the newest: a later program must know.
    """

    schema: Positive = msgspec.field(default_factory=lambda: SCHEMA)
    id: Id
    code: str
    made: Moment
    rehearsal: bool = False
    counters: dict[str, int] = msgspec.field(default_factory=dict)
    aliases: dict[str, str] = msgspec.field(default_factory=dict)
    client: Client
    screenings: tuple[Screening, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    diagnoses: tuple[Diagnosis, ...] = ()
    plans: tuple[Plan, ...] = ()
    progress: tuple[Progress, ...] = ()
    schedule: tuple[ReviewDate, ...] = ()
    notes: tuple[Note, ...] = ()
    measures: tuple[Score, ...] = ()
    reviews: tuple[Review, ...] = ()
    events: tuple[ClinicalEvent, ...] = ()
    authorizations: tuple[Authorization, ...] = ()
    consents: tuple[Consent, ...] = ()
    disclosures: tuple[Disclosure, ...] = ()


TABLES = (
    "screenings",
    "assessments",
    "diagnoses",
    "plans",
    "progress",
    "schedule",
    "notes",
    "measures",
    "reviews",
    "events",
    "authorizations",
    "consents",
    "disclosures",
)
"""The tables of a chart whose documents carry ids; beside them stand ``chart`` and ``client``."""
