"""What happens in the course of treatment: notes, scores, reviews, events, assessments."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import msgspec

from plantui.model.assessment import Assessment, Diagnosis, Screening
from plantui.model.chart import Chart
from plantui.model.consent import Authorization, Consent
from plantui.model.event import ClinicalEvent
from plantui.model.note import Note
from plantui.model.review import Review
from plantui.model.score import Score
from plantui.practice.acting import Acting
from plantui.practice.command import Command, Done
from plantui.practice.refusal import Refused

Entry = Note | Score | Review | ClinicalEvent | Assessment | Screening | Diagnosis | Consent | Authorization
"""A document of the chart that a person adds."""

_TABLES: dict[type, tuple[str, str]] = {
    Note: ("notes", "Note"),
    Score: ("measures", "Score"),
    Review: ("reviews", "Review"),
    ClinicalEvent: ("events", "Event"),
    Assessment: ("assessments", "Assessment"),
    Screening: ("screenings", "Screening"),
    Diagnosis: ("diagnoses", "Diagnosis"),
    Consent: ("consents", "Consent"),
    Authorization: ("authorizations", "Authorization"),
}


@dataclass(frozen=True)
class File(Command):
    """Put a document into the chart, or a changed one in its place. A signed note or review is never replaced."""

    act: ClassVar[str] = "chart.file"
    entry: Entry
    message: str = ""

    def do(self, chart: Chart, acting: Acting) -> Done:
        """See Command."""
        table, noun = _TABLES[type(self.entry)]
        rows: tuple[Entry, ...] = getattr(chart, table)
        old = next((row for row in rows if row.id == self.entry.id), None)
        if isinstance(old, Note | Review) and old.signatures:
            raise Refused(f"This {noun.lower()} is signed and cannot change. An addendum adds to it.")
        rest = tuple(self.entry if row.id == self.entry.id else row for row in rows)
        rows = rest if old is not None else (*rest, self.entry)
        return Done(msgspec.structs.replace(chart, **{table: rows}), self.message or f"{noun} filed")
