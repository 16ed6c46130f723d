"""Clinical events: what calls for a review at once, and what answered it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

import msgspec

from plantui.clinical.phrase import short_day
from plantui.model.canonical import clean_text
from plantui.model.chart import Chart
from plantui.model.event import ClinicalEvent, EventKind
from plantui.practice.acting import Acting
from plantui.practice.command import Command, Done
from plantui.practice.refusal import Refused


def event_words(kind: EventKind) -> str:
    """The kind in words: hospital stay, life event, risk item."""
    return "hospital stay" if kind is EventKind.HOSPITAL else kind.value.replace("-", " ")


@dataclass(frozen=True)
class RecordEvent(Command):
    """An event. The client stands at the top of the queue until a review answers it."""

    act: ClassVar[str] = "event.add"
    kind: EventKind
    day: date | None = None
    text: str = ""

    def do(self, chart: Chart, acting: Acting) -> Done:
        """See Command."""
        day = self.day or acting.today
        if day > acting.today:
            raise Refused("An event has happened: its date cannot lie ahead.")
        event = ClinicalEvent(
            id=acting.new_id(),
            date=day,
            at=acting.now,
            by=acting.user.id,
            kind=self.kind,
            text=clean_text(self.text).strip(),
        )
        words = event_words(self.kind)
        said = f"{words[0].upper()}{words[1:]} on {short_day(day)} recorded: {chart.code} is due for a review now"
        return Done(msgspec.structs.replace(chart, events=(*chart.events, event)), said)
