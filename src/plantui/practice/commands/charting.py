"""What happens in the course of treatment: notes, scores, reviews, events, assessments."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import msgspec

from plantui.model.assessment import Assessment, Diagnosis, Screening
from plantui.model.chart import Chart
from plantui.model.consent import Authorization, Consent
from plantui.model.event import ClinicalEvent, EventKind
from plantui.model.note import Note
from plantui.model.review import Review
from plantui.model.score import Score
from plantui.practice.acting import Acting
from plantui.practice.command import Command, Done
from plantui.practice.commands.measures import with_worsening
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


@dataclass(frozen=True)
class RecordScore(Command):
    """A score.

    An answer that meets one of the measure's risk rules opens an event until a note deals with it; an objective that
    becomes reliably worse opens one until a review does.
    """

    act: ClassVar[str] = "score.add"
    score: Score
    name: str

    def do(self, chart: Chart, acting: Acting) -> Done:
        """See Command."""
        after = msgspec.structs.replace(chart, measures=(*chart.measures, self.score))
        total = self.score.total if self.score.total is not None else "no total"
        day = f"{self.score.date.day} {self.score.date:%b %Y}"
        message = f"{self.name} {total} on {day}"
        if self.score.risk_items:
            items = ", ".join(str(item) for item in self.score.risk_items)
            event = ClinicalEvent(
                id=acting.new_id(),
                date=self.score.date,
                at=acting.now,
                by=acting.user.id,
                kind=EventKind.RISK_ITEM,
                text=f"{self.name} item {items}",
            )
            after = msgspec.structs.replace(after, events=(*after.events, event))
            message += f". Item {items} opens a risk line"
        after, _ = with_worsening(chart, after, self.score, self.name, acting)
        return Done(after, message)


@dataclass(frozen=True)
class WriteNote(Command):
    """A note, new or in the place of its draft. Its ``risk:`` line closes the risk items open on its day."""

    act: ClassVar[str] = "note.write"
    note: Note

    def do(self, chart: Chart, acting: Acting) -> Done:
        """See Command."""
        day = f"{self.note.date.day} {self.note.date:%b %Y}"
        chart = File(self.note).do(chart, acting).chart
        if self.note.risk:
            events = tuple(
                msgspec.structs.replace(event, answered=self.note.id)
                if event.kind is EventKind.RISK_ITEM and not event.answered and event.date <= self.note.date
                else event
                for event in chart.events
            )
            chart = msgspec.structs.replace(chart, events=events)
        return Done(chart, f"Note of {day} kept as a draft")
