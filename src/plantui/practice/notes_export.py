"""Notes as a file: which visits, under what name, and an audit event."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from plantui.clinical.schedule import last_review
from plantui.model.chart import Chart
from plantui.model.note import Note
from plantui.practice.exporting import write_private
from plantui.practice.practice import Practice
from plantui.practice.refusal import NothingThere
from plantui.quickentry import LineFault, parse_date
from plantui.quickentry.lexicon import Lexicon


class Span(NamedTuple):
    """Days from and to, both included; None where there is no limit."""

    start: date | None = None
    end: date | None = None

    def holds(self, day: date) -> bool:
        """Whether a day lies in it."""
        return (self.start is None or day >= self.start) and (self.end is None or day <= self.end)


ALL = Span()


def parse_span(text: str, lexicon: Lexicon, chart: Chart) -> Span:
    """A range as it is typed: ``all`` or nothing, ``review`` (since the last one), ``1 jan``, ``1 jan to 10 mar``.

    Raises:
        LineFault: a part of it is not a date, or it ends before it begins.
    """
    typed = text.strip()
    if typed.casefold() in ("", "all"):
        return ALL
    if typed.casefold() in ("review", "since review"):
        latest = last_review(chart)
        return Span(latest.date + timedelta(days=1) if latest is not None else None)
    for between in (" to ", " - ", ".."):
        first, found, last = typed.partition(between)
        if found:
            start = parse_date(first, lexicon, "past")
            end = parse_date(last, lexicon, "past", len(first) + len(between))
            if end < start:
                raise LineFault("D5", "It ends before it begins", 0, len(text))
            return Span(start, end)
    return Span(parse_date(typed.removeprefix("since "), lexicon, "past"))


def notes_in(chart: Chart, span: Span) -> list[Note]:
    """The signed notes of a range, oldest first."""
    found = [note for note in chart.notes if span.holds(note.date) and note.signatures]
    return sorted(found, key=lambda note: (note.date, note.start or "", note.written, note.id))


def notes_to_export(chart: Chart, span: Span) -> list[Note]:
    """The same, where there are some.

    Raises:
        NothingThere: there are none.
    """
    notes = notes_in(chart, span)
    if not notes:
        also = " Drafts are not exported: sign them first." if _drafts(chart, span) else ""
        raise NothingThere(f"{chart.code} has no signed note in this range.{also}")
    return notes


def _drafts(chart: Chart, span: Span) -> int:
    return sum(1 for note in chart.notes if span.holds(note.date) and not note.signatures)


def notes_text(chart: Chart, practice: Practice, span: Span) -> str:
    """The signed notes of a range as Markdown.

    Raises:
        NothingThere: there are none.
    """
    from plantui.documents.notes_markdown import notes_markdown

    acting, notes, drafts = practice.acting(), notes_to_export(chart, span), _drafts(chart, span)
    return notes_markdown(chart, notes, acting.library, acting.today, rehearsal=acting.rehearsal, left_out=drafts)


def notes_file_name(chart: Chart, practice: Practice) -> str:
    """The file name: the code and the day, never a name."""
    return f"{chart.code}_notes_{practice.acting().today.isoformat()}.md"


def export_notes(practice: Practice, chart_id: str, span: Span, folder: Path, *, force: bool = False) -> Path:
    """Write the signed notes of a range into the export folder and log it.

    Raises:
        Refused: there are none, or the folder can be read by everybody.
        OSError: it cannot be written.
    """
    chart = practice.chart(chart_id)
    text = notes_text(chart, practice, span)
    target = folder / notes_file_name(chart, practice)
    practice.charts.log([("export.notes", chart_id)], practice.acting())
    write_private(target, text, force=force)
    return target
