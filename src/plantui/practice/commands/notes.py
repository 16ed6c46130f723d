"""Notes as commands: kept as drafts, thrown away while nobody signed, added to once they are sealed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

import msgspec

from plantui.clinical.binding import addendum_digest
from plantui.clinical.standing import sealed
from plantui.model.canonical import clean_text
from plantui.model.chart import Chart
from plantui.model.event import ClinicalEvent, EventKind
from plantui.model.note import Addendum, Note
from plantui.model.review import Review
from plantui.model.score import Score
from plantui.practice.acting import Acting
from plantui.practice.command import Command, Done
from plantui.practice.commands.measures import with_worsening
from plantui.practice.commands.signing import make_signature
from plantui.practice.group_text import shared_text
from plantui.practice.lexicon import lexicon
from plantui.practice.measure_offer import objectives_of
from plantui.practice.notes import make_note, note_in
from plantui.practice.refusal import Refused
from plantui.practice.scores import score_of_answers, score_of_total
from plantui.quickentry.header import NoteHeader
from plantui.quickentry.note import NoteReading, parse_note


def _day(day: date) -> str:
    return f"{day.day} {day:%b %Y}"


@dataclass(frozen=True)
class KeepNote(Command):
    """A note as it was written, new or in the place of its draft, with the scores typed in it.

    ``note`` is the id of the draft, or the id that a new note will have; empty gives it one.

    Its ``risk:`` line closes the risk items open on its day. A score that is in the chart already for that day is not
    written twice, and one that was typed over goes with the words that named it.
    """

    act: ClassVar[str] = "note.write"
    text: str
    header: NoteHeader
    note: str = ""

    def do(self, chart: Chart, acting: Acting) -> Done:
        """See Command."""
        old = note_in(chart, self.note) if self.note else None
        if old is not None and old.signatures:
            raise Refused(f"The note of {_day(old.date)} is signed and cannot change. a x adds an addendum.")
        words = lexicon(chart, acting)
        reading = parse_note(shared_text(self.text, chart), words)
        note = make_note(self.text, self.header, words, acting, of=old, reading=reading)
        if old is None and self.note:
            note = msgspec.structs.replace(note, id=self.note)
        if note.date > acting.today:
            raise Refused("A note tells of a visit that was: its date cannot lie ahead.")
        notes = tuple(note if each.id == note.id else each for each in chart.notes)
        if old is None:
            notes = (*notes, note)
        chart = msgspec.structs.replace(chart, notes=notes)
        chart = with_risk(with_scores(chart, note, typed_scores(chart, reading, note, acting), acting), note)
        return Done(chart, f"Note of {_day(note.date)} kept as a draft", note.id)


def typed_scores(chart: Chart, reading: NoteReading, note: Note, acting: Acting) -> list[Score]:
    """The scores typed in a note, the last of each measure; one the form does not have is left out.

    A rating of one goal is of the objective that is measured by it: the only one, or the only one that the note links.
    """
    found: dict[str, Score] = {}
    for typed in reading.scores:
        measure = acting.library.measures.get(typed.measure)
        if measure is None:
            continue
        try:
            if typed.total is None:
                found[measure.id] = score_of_answers(measure, typed.items, note.date, acting, note.id)
            else:
                found[measure.id] = score_of_total(measure, typed.total, note.date, acting, note.id)
        except Refused:
            continue
        if measure.per_objective:
            mine = [each.id for each in objectives_of(chart) if each.measure == measure.id]
            linked = [link.node for link in note.links if link.node in mine]
            rated = mine if len(mine) == 1 else linked
            if len(rated) == 1:
                found[measure.id] = msgspec.structs.replace(found[measure.id], objective=rated[0])
    return list(found.values())


def _same(one: Score, other: Score) -> bool:
    same_answers = not other.answers or one.answers == other.answers
    same = (one.measure, one.objective, one.date, one.total) == (
        other.measure,
        other.objective,
        other.date,
        other.total,
    )
    return same and same_answers


def with_scores(chart: Chart, note: Note, typed: list[Score], acting: Acting) -> Chart:
    """The chart with exactly these scores from this note, and the events that they call for.

    A risk rule that is met opens a risk line; an objective that becomes reliably worse asks for a review. Events of
    scores that were typed over go with them, unless somebody answered them.
    """
    own = [score for score in chart.measures if score.note == note.id]
    kept = [score for score in own if any(_same(score, each) for each in typed)]
    gone = [score for score in own if score not in kept]
    there = [score for score in chart.measures if score not in gone]
    new = [score for score in typed if not any(_same(each, score) for each in there)]
    chart = msgspec.structs.replace(
        chart, measures=tuple(there), events=tuple(event for event in chart.events if not _of(event, gone, acting))
    )
    for score in new:
        before = chart
        chart = msgspec.structs.replace(chart, measures=(*chart.measures, score))
        if score.risk_items:
            event = ClinicalEvent(
                id=acting.new_id(),
                date=score.date,
                at=score.at,
                by=acting.user.id,
                kind=EventKind.RISK_ITEM,
                text=_risk_text(score, acting),
            )
            chart = msgspec.structs.replace(chart, events=(*chart.events, event))
        chart, _ = with_worsening(before, chart, score, _name(score, acting), acting)
    return chart


def _of(event: ClinicalEvent, scores: list[Score], acting: Acting) -> bool:
    """Whether an event was opened by one of these scores."""
    if event.kind is EventKind.WORSENING:
        named = [_name(score, acting) for score in scores if score.at == event.at]
        return not event.answered and any(event.text.startswith(f"{name}: ") for name in named)
    met = {(score.at, _risk_text(score, acting)) for score in scores if score.risk_items}
    return event.kind is EventKind.RISK_ITEM and (event.at, event.text) in met


def _name(score: Score, acting: Acting) -> str:
    measure = acting.library.measures.get(score.measure)
    return measure.short if measure is not None else score.measure


def _risk_text(score: Score, acting: Acting) -> str:
    return f"{_name(score, acting)} item {', '.join(map(str, score.risk_items))}"


def with_risk(chart: Chart, note: Note) -> Chart:
    """The chart with the risk items that this note's ``risk:`` line answers, and no others, answered by it."""

    def settle(event: ClinicalEvent) -> ClinicalEvent:
        if event.kind is not EventKind.RISK_ITEM or event.answered not in ("", note.id):
            return event
        answers = note.id if note.risk and event.date <= note.date else ""
        return event if event.answered == answers else msgspec.structs.replace(event, answered=answers)

    return msgspec.structs.replace(chart, events=tuple(map(settle, chart.events)))


@dataclass(frozen=True)
class DropNote(Command):
    """Throw a draft away, with the scores typed in it. A signed note stays for ever."""

    act: ClassVar[str] = "note.drop"
    note: str

    def do(self, chart: Chart, acting: Acting) -> Done:
        """See Command."""
        old = note_in(chart, self.note)
        if old is None:
            raise Refused("That note is not in this chart.")
        if old.signatures:
            raise Refused(f"The note of {_day(old.date)} is signed: it stays. a x adds an addendum.")
        emptied = msgspec.structs.replace(old, risk=())
        chart = with_risk(with_scores(chart, old, [], acting), emptied)
        notes = tuple(note for note in chart.notes if note.id != old.id)
        return Done(msgspec.structs.replace(chart, notes=notes), f"Draft of {_day(old.date)} removed")


Signed = Note | Review
"""A document that addenda can be added to."""


def open_to_addenda(chart: Chart, document: str, acting: Acting) -> Signed:
    """The note or review with this id, when an addendum can be added to it.

    Raises:
        Refused: it is a draft, or its signature can still be taken back.
    """
    rows: tuple[Signed, ...] = (*chart.notes, *chart.reviews)
    found = next((row for row in rows if row.id == document), None)
    if found is None:
        raise Refused("That note is not in this chart.")
    if not found.signatures:
        raise Refused("This is a draft: write on in it. An addendum adds to what is signed.")
    if not sealed(found.signatures[0], acting.now):
        raise Refused("Signed a moment ago: u takes the signature back. An addendum adds to what is sealed.")
    return found


def _put(chart: Chart, document: Signed) -> Chart:
    if isinstance(document, Note):
        return msgspec.structs.replace(
            chart, notes=tuple(document if each.id == document.id else each for each in chart.notes)
        )
    return msgspec.structs.replace(
        chart, reviews=tuple(document if each.id == document.id else each for each in chart.reviews)
    )


@dataclass(frozen=True)
class KeepAddendum(Command):
    """Text added to a sealed note or review, kept unsigned; the original stays as it was."""

    act: ClassVar[str] = "note.add"
    document: str
    text: str
    addendum: str = ""

    def do(self, chart: Chart, acting: Acting) -> Done:
        """See Command."""
        found = open_to_addenda(chart, self.document, acting)
        text = clean_text(self.text).strip()
        if not text:
            raise Refused("An addendum needs words.")
        old = next((each for each in found.addenda if each.id == self.addendum), None)
        if old is not None and old.signatures:
            raise Refused("That addendum is signed. Another one can be added.")
        made = Addendum(
            id=old.id if old is not None else acting.new_id(),
            at=old.at if old is not None else acting.now,
            by=acting.user.id,
            text=text,
        )
        rest = tuple(each for each in found.addenda if each.id != made.id)
        after = _put(chart, msgspec.structs.replace(found, addenda=(*rest, made)))
        return Done(after, f"Addendum to {_named(found)} kept unsigned", made.id)


def _named(document: Signed) -> str:
    noun = "note" if isinstance(document, Note) else "review"
    return f"the {noun} of {_day(document.date)}"


@dataclass(frozen=True)
class SignAddendum(Command):
    """Sign an addendum: with name, credential and moment it stands under the original for good."""

    act: ClassVar[str] = "note.add.sign"
    document: str
    addendum: str
    initials: str

    def do(self, chart: Chart, acting: Acting) -> Done:
        """See Command."""
        found = open_to_addenda(chart, self.document, acting)
        old = next((each for each in found.addenda if each.id == self.addendum), None)
        if old is None:
            raise Refused("That addendum is no longer there.")
        if old.signatures:
            raise Refused("That addendum is signed already.")
        signature = make_signature(acting, self.initials, addendum_digest(old))
        made = msgspec.structs.replace(old, signatures=(signature,))
        addenda = tuple(made if each.id == made.id else each for each in found.addenda)
        after = _put(chart, msgspec.structs.replace(found, addenda=addenda))
        return Done(after, f"Addendum to {_named(found)} signed")
