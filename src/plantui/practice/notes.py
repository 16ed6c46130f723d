"""From the text of a note to the note: links, homework and the other lines are read when it is saved."""

from __future__ import annotations

from datetime import date

from plantui.model.canonical import clean_text
from plantui.model.note import Link, Note, NoteFormat, Place, VisitKind
from plantui.practice.acting import Acting
from plantui.quickentry import Lexicon
from plantui.quickentry.header import NoteHeader
from plantui.quickentry.note import parse_note


def make_note(text: str, header: NoteHeader, lexicon: Lexicon, acting: Acting, day: date | None = None) -> Note:
    """The note that a text and its header make, unsigned."""
    reading = parse_note(text, lexicon)
    links: dict[str, int | None] = {}
    for link in reading.links:
        if link.node is not None and not link.replaced:
            mark = link.mark if link.mark is not None else links.get(link.node)
            links[link.node] = mark
    return Note(
        id=acting.new_id(),
        date=header.date or day or acting.today,
        start=f"{header.start:%H:%M}" if header.start is not None else None,
        minutes=header.minutes,
        kind=VisitKind(header.kind) if header.kind else VisitKind.INDIVIDUAL,
        place=Place(header.place) if header.place else None,
        format=NoteFormat(header.format) if header.format else NoteFormat.FREE,
        text=clean_text(text),
        links=tuple(Link(node=node, mark=mark) for node, mark in links.items()),
        homework=_clean(reading.homework),
        next=_clean(reading.next),
        risk=_clean(reading.risk),
        off=_clean(reading.off),
        present=_clean(reading.with_),
        written=acting.now,
        by=acting.user.id,
    )


def _clean(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(clean_text(text) for text in texts)
