"""From the text of a note to the note: links, homework and the other lines are read when it is saved."""

from __future__ import annotations

from datetime import date

import msgspec

from plantui.model.canonical import clean_text
from plantui.model.chart import Chart
from plantui.model.note import Link, Note, NoteFormat, Place, VisitKind
from plantui.practice.acting import Acting
from plantui.quickentry import Lexicon
from plantui.quickentry.header import NoteHeader
from plantui.quickentry.link import Links, find_links, print_link
from plantui.quickentry.note import NoteReading, parse_note


def make_note(
    text: str,
    header: NoteHeader,
    lexicon: Lexicon,
    acting: Acting,
    day: date | None = None,
    of: Note | None = None,
    reading: NoteReading | None = None,
) -> Note:
    """The note that a text and its header make, unsigned.

    Args:
        text: what was written.
        header: when, how long, what kind of visit.
        lexicon: what links and scores can mean for the client.
        acting: who writes.
        day: the day of the visit where the header has none; today without it.
        of: the draft that this replaces: id, author and the moment of its beginning stay.
        reading: what was understood in the text, where it has been read already.
    """
    found = reading or parse_note(text, lexicon)
    links: dict[str, int | None] = {}
    for link in found.links:
        if link.node is not None and not link.replaced:
            mark = link.mark if link.mark is not None else links.get(link.node)
            links[link.node] = mark
    return Note(
        id=of.id if of is not None else acting.new_id(),
        date=header.date or day or acting.today,
        start=f"{header.start:%H:%M}" if header.start is not None else None,
        minutes=header.minutes,
        kind=VisitKind(header.kind) if header.kind else VisitKind.INDIVIDUAL,
        place=Place(header.place) if header.place else None,
        cpt=of.cpt if of is not None else "",
        format=NoteFormat(header.format) if header.format else NoteFormat.FREE,
        text=clean_text(text),
        links=tuple(Link(node=node, mark=mark) for node, mark in links.items()),
        homework=_clean(found.homework),
        next=_clean(found.next),
        risk=_clean(found.risk),
        off=_clean(found.off),
        present=_clean(found.with_),
        feedback=_clean(found.feedback),
        written=of.written if of is not None else acting.now,
        by=of.by if of is not None else acting.user.id,
        addenda=of.addenda if of is not None else (),
        extra=of.extra if of is not None else {},
    )


def _clean(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(clean_text(text) for text in texts)


def note_in(chart: Chart, note_id: str) -> Note | None:
    """The note with this id; None when the chart has none."""
    return next((note for note in chart.notes if note.id == note_id), None)


def draft_of(chart: Chart, day: date, user: str) -> Note | None:
    """The newest unsigned note of this user about a kept visit of a day."""
    drafts = [note for note in unsigned(chart) if note.date == day and note.by in ("", user) and note.kind.kept]
    return drafts[-1] if drafts else None


def unsigned(chart: Chart) -> list[Note]:
    """The notes that nobody has signed, oldest visit first."""
    waiting = (note for note in chart.notes if not note.signatures)
    return sorted(waiting, key=lambda note: (note.date, note.start or "", note.written, note.id))


def visit_number(chart: Chart, note: Note | None) -> int:
    """Which visit of this client a note is about, counted from 1; for None the next one."""
    visits = [each for each in chart.notes if each.kind.kept and (note is None or each.id != note.id)]
    if note is None:
        return len(visits) + 1
    key = (note.date, note.start or "", note.written)
    return sum((each.date, each.start or "", each.written) < key for each in visits) + 1


def days_late(note: Note) -> int:
    """How many days after the visit the note was signed, or for a draft written down; 0 when on its day.

    A note that was not made on the day of the visit is a late entry (Medicare Program Integrity Manual 3.3.2.5).
    """
    made = note.signatures[0].at if note.signatures else note.written
    return max(0, (made.date() - note.date).days)


def with_mark(text: str, code: str, mark: int, lexicon: Lexicon) -> str:
    """The text of a note with a mark for a line of the plan.

    The mark that counts is changed where it stands; a link without a mark gets it; else a link is added at the end.
    """
    links: Links = find_links(text, lexicon)
    node = lexicon.codes.get(code) if lexicon.codes else None
    here = [link for link in links.links if link.code == code or (node is not None and link.node == node)]
    chosen = next((link for link in reversed(here) if link.mark is not None), here[-1] if here else None)
    if chosen is not None:
        written = print_link(msgspec.structs.replace(chosen, mark=mark))
        return text[: chosen.start] + _signed(written, mark) + text[chosen.end :]
    added = f"#{code.removeprefix('g') if '.' in code else code}{'=' if mark == 0 else f'{mark:+d}'}"
    return f"{text.rstrip()}\n{added}".lstrip()


def _signed(written: str, mark: int) -> str:
    """The link with its sign; a zero is written as ``=``."""
    return written if mark else written.rstrip("=0") + "="
