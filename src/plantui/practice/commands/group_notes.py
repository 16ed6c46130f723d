"""The note of a couple, family or group in a member's chart: a signed note of its own, without the others."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import ClassVar

import msgspec

from plantui.clinical.binding import addendum_digest, note_digest
from plantui.model.chart import Chart
from plantui.model.ids import ALPHABET
from plantui.model.note import Addendum, Note, NoteFormat, VisitKind
from plantui.practice.acting import Acting
from plantui.practice.command import Command, Done
from plantui.practice.commands.notes import typed_scores, with_risk, with_scores
from plantui.practice.commands.signing import make_signature
from plantui.practice.group_text import Part
from plantui.practice.lexicon import lexicon
from plantui.practice.notes import make_note, note_in
from plantui.practice.notes_header import header_of
from plantui.quickentry.note import parse_note


def filed_id(source: str, chart: str) -> str:
    """The id that a note or addendum has in a member's chart: always the same, so that filing twice files once."""
    digest = hashlib.sha256(f"{source} {chart}".encode()).digest()
    return source[:10] + "".join(ALPHABET[byte & 31] for byte in digest[:16])


@dataclass(frozen=True)
class FileGroupNote(Command):
    """Put what a signed note of a couple or group says to a member into the member's chart, signed.

    Links, scores and ``risk:`` lines count where they stand in the member's own lines. What is there already is left
    as it is, so that filing can be done again after a failure. ``addenda`` are those to file, by id, with their words.
    """

    act: ClassVar[str] = "note.file"
    source: Note
    part: Part
    initials: str
    addenda: tuple[tuple[str, str], ...] = ()

    def do(self, chart: Chart, acting: Acting) -> Done:
        """See Command."""
        day = f"{self.source.date.day} {self.source.date:%b %Y}"
        note = note_in(chart, filed_id(self.source.id, chart.id))
        after = chart
        if note is None:
            after, note = self._filed(chart, acting)
        there = {each.id for each in note.addenda}
        new = [
            self._addendum(source, text, chart, acting)
            for source, text in self.addenda
            if filed_id(source, chart.id) not in there
        ]
        if new:
            added = msgspec.structs.replace(note, addenda=(*note.addenda, *new))
            notes = tuple(added if each.id == note.id else each for each in after.notes)
            after = msgspec.structs.replace(after, notes=notes)
        if after is chart:
            return Done(chart, f"{chart.code} has the note of {day} already")
        return Done(after, f"Note of {day} filed in {chart.code}", note.id)

    def _filed(self, chart: Chart, acting: Acting) -> tuple[Chart, Note]:
        words = lexicon(chart, acting)
        reading = parse_note(self.part.text, words)
        made = make_note(self.part.text, header_of(self.source), words, acting, reading=reading)
        came = self.part.came
        note = msgspec.structs.replace(
            made,
            id=filed_id(self.source.id, chart.id),
            kind=self.source.kind if came else VisitKind.MISSED,
            minutes=self.source.minutes if came else None,
            format=self.source.format if came else NoteFormat.FREE,
            cpt=self.source.cpt if came else "",
            written=self.source.written,
            by=self.source.by,
            filed_from=self.source.id,
        )
        signature = make_signature(acting, self.initials, note_digest(note))
        note = msgspec.structs.replace(note, signatures=(signature,))
        after = msgspec.structs.replace(chart, notes=(*chart.notes, note))
        after = with_scores(after, note, typed_scores(chart, reading, note, acting), acting)
        return (with_risk(after, note) if self.part.own_risk else after), note

    def _addendum(self, source: str, text: str, chart: Chart, acting: Acting) -> Addendum:
        made = Addendum(id=filed_id(source, chart.id), at=acting.now, by=acting.user.id, text=text)
        signature = make_signature(acting, self.initials, addendum_digest(made))
        return msgspec.structs.replace(made, signatures=(signature,))
