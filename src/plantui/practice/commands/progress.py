"""Progress marks and status: dated rows that need no new version of the plan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Final

import msgspec

from plantui.clinical.standing import resolve
from plantui.model.chart import Chart
from plantui.model.note import Link, Note
from plantui.model.plan import Intervention, Objective
from plantui.model.progress import Progress
from plantui.model.status import STATUS_MEANINGS, Status
from plantui.model.tree import find, kind_of
from plantui.practice.acting import Acting
from plantui.practice.command import Command, Done
from plantui.practice.drafts import plan_at_hand
from plantui.practice.lexicon import lexicon
from plantui.practice.notes import with_mark
from plantui.practice.refusal import NeedsReason, Refused

SIGNS: Final = {"+": 1, "-": -1, "=": 0}


def mark_text(mark: int) -> str:
    """+2, +1, 0, -1 or -2."""
    return f"{mark:+d}" if mark else "0"


@dataclass(frozen=True)
class MarkProgress(Command):
    """A progress mark on an objective.

    ``mark`` is -2 to +2, or one of the signs + = -: from nothing they give +1, 0 and -1, and + or - pressed again
    raises to 2. A note in draft of the same day takes the mark; else it is a quick mark, one per objective and day.
    """

    act: ClassVar[str] = "progress.mark"
    repeatable: ClassVar[bool] = True
    node: str
    mark: int | str
    day: date | None = None

    def do(self, chart: Chart, acting: Acting) -> Done:
        """See Command."""
        place = find(plan_at_hand(chart), self.node)
        if place is None:
            raise Refused("That line is no longer in the plan.")
        if not isinstance(place.node, Objective):
            sign = self.mark if isinstance(self.mark, str) else "A mark"
            raise Refused(f"{sign} marks an objective; this is {_a(kind_of(place.node))}. l goes in.")
        day = self.day or acting.today
        if day > acting.today:
            raise Refused("A mark says what happened: its date cannot lie ahead.")
        note = _draft_note(chart, day)
        old = _mark_on(chart, note, self.node, day)
        mark = self._value(old)
        after = (
            _into_note(chart, note, place.node, mark, acting) if note else _quick(chart, self.node, mark, day, acting)
        )
        where = (
            f" in the note of {day.day} {day:%b}" if note else "" if day == acting.today else f" on {day.day} {day:%b}"
        )
        return Done(after, f"{place.node.code} marked {mark_text(mark)}{where}", self.node)

    def _value(self, old: int | None) -> int:
        if isinstance(self.mark, int):
            return self.mark
        sign = SIGNS[self.mark]
        if sign and old is not None and old * sign > 0:
            return 2 * sign
        return sign


def _a(noun: str) -> str:
    return f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"


def _draft_note(chart: Chart, day: date) -> Note | None:
    drafts = [note for note in chart.notes if note.date == day and not note.signatures and note.kind.kept]
    return drafts[-1] if drafts else None


def _mark_on(chart: Chart, note: Note | None, node: str, day: date) -> int | None:
    if note is not None:
        return next((link.mark for link in note.links if link.node == node), None)
    rows = [row.mark for row in chart.progress if row.node == node and row.date == day and row.mark is not None]
    return rows[-1] if rows else None


def _into_note(chart: Chart, note: Note, objective: Objective, mark: int, acting: Acting) -> Chart:
    links = (*(link for link in note.links if link.node != objective.id), Link(node=objective.id, mark=mark))
    text = with_mark(note.text, objective.code, mark, lexicon(chart, acting))
    renewed = msgspec.structs.replace(note, links=links, text=text)
    notes = tuple(renewed if each.id == note.id else each for each in chart.notes)
    return msgspec.structs.replace(chart, notes=notes)


def _quick(chart: Chart, node: str, mark: int, day: date, acting: Acting) -> Chart:
    kept = tuple(row for row in chart.progress if not (row.node == node and row.date == day and row.mark is not None))
    row = Progress(id=acting.new_id(), node=node, date=day, at=acting.now, by=acting.user.id, mark=mark)
    return msgspec.structs.replace(chart, progress=(*kept, row))


@dataclass(frozen=True)
class SetStatus(Command):
    """A status of a node from a day on. ``met`` keeps the day as the actual date; ``dis`` needs a reason."""

    act: ClassVar[str] = "progress.status"
    repeatable: ClassVar[bool] = True
    node: str
    status: Status
    day: date | None = None
    reason: str = ""

    def do(self, chart: Chart, acting: Acting) -> Done:
        """See Command."""
        place = find(resolve(chart, plan_at_hand(chart)), self.node)
        if place is None:
            raise Refused("That line is no longer in the plan.")
        node, day = place.node, self.day or acting.today
        if isinstance(node, Intervention) and self.status not in (Status.ACTIVE, Status.STOPPED):
            raise Refused(f"{node.code} is an intervention: it is act or dis.")
        if day > acting.today:
            raise Refused("A status says what happened: its date cannot lie ahead.")
        if self.status is Status.STOPPED and not self.reason.strip():
            raise NeedsReason(f"Why is {node.code} discontinued?")
        row = Progress(
            id=acting.new_id(),
            node=self.node,
            date=day,
            at=acting.now,
            by=acting.user.id,
            status=self.status,
            reason=self.reason.strip(),
        )
        after = msgspec.structs.replace(chart, progress=(*chart.progress, row))
        old = node.status.word if node.status else "none"
        on = f" on {day.day} {day:%b}" if day != acting.today else ""
        return Done(after, f"{node.code} {old} -> {self.status.word} ({STATUS_MEANINGS[self.status]}){on}", self.node)
