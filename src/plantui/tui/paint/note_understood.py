"""What was read from a note so far: links, scores, lines, and what was not understood."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantui.clinical.answers import AnswerFault
from plantui.clinical.scoring import score
from plantui.clinical.trend import show
from plantui.model.chart import Chart
from plantui.model.event import EventKind
from plantui.model.note import Note, VisitKind
from plantui.practice.group_notes import missing, parts_for, together, told
from plantui.practice.notes import note_in
from plantui.practice.refusal import Refused
from plantui.quickentry.mark import print_mark
from plantui.quickentry.score import Score
from plantui.tui.desk.note import NotePage
from plantui.tui.desk.note_links import linkable
from plantui.tui.desk.note_typing import latest
from plantui.tui.frame import Line, line, rule
from plantui.tui.paint.words import short_day
from plantui.tui.text import shorten, wrap

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Desk


def total_of(desk: Desk, typed: Score) -> str:
    """The total of a score as it was typed; answers are added up by the measure's own rules."""
    if typed.total is not None:
        return show(typed.total)
    measure = desk.library.measures.get(typed.measure)
    try:
        total = score(measure, typed.items).total if measure is not None else None
    except AnswerFault:
        total = None
    return show(total) if total is not None else f"{len(typed.items)} answers"


def said_so_far(desk: Desk, page: NotePage, chart: Chart) -> tuple[str, str]:
    """The marks and scores read so far, and the lines found."""
    reading = page.reading(desk)
    facts: list[str] = []
    for link in reading.links:
        mark = "" if link.mark is None else f"  {print_mark(link.mark)}"
        facts.append(f"{link.code}{mark}{' (replaced)' if link.replaced else ''}")
    day = page.header.date
    for typed in reading.scores:
        known = desk.library.measures.get(typed.measure)
        total = total_of(desk, typed)
        last = latest(tuple(each for each in chart.measures if each.note != page.note), typed.measure)
        was = (
            f" (was {show(last.total)} on {short_day(last.date)})"
            if last is not None and last.total is not None
            else ""
        )
        on = f" on {short_day(day)}" if day is not None else ""
        facts.append(f"{known.short if known is not None else typed.measure} {total}{on}{was}")
    return "     ".join(dict.fromkeys(facts)), reading.lines_found


def brief_words(desk: Desk, page: NotePage) -> str:
    """The same in one row: g1.1 +1, g1.2 0, PHQ-9 12, homework, next, risk."""
    reading = page.reading(desk)
    facts = [
        link.code if link.mark is None else f"{link.code} {print_mark(link.mark)}"
        for link in reading.links
        if not link.replaced
    ]
    for typed in reading.scores:
        known = desk.library.measures.get(typed.measure)
        total = total_of(desk, typed)
        facts.append(f"{known.short if known is not None else typed.measure} {total}")
    return ", ".join(dict.fromkeys([*facts, *(short for _, short in reading.lines)]))


def filing_words(desk: Desk, page: NotePage, chart: Chart) -> str:
    """Where the note of a couple or group is filed, or will be: "Files in C-014; missed: C-016"; empty for others."""
    note = note_in(chart, page.note)
    if note is not None and note.filed_from:
        return "Filed from a group visit"
    if not together(chart):
        return ""
    if note is not None and note.signatures:
        left = (desk.practice.summary(each) for each in missing(desk.practice, chart, note))
        if codes := ", ".join(summary.code for summary in left if summary is not None):
            return f"Not yet filed in {codes}: {desk.key('sign.open')} files it there"
        return f"Filed in {len(note.filed_to)} charts" if note.filed_to else "Filed in no other chart"
    return _will_file(desk, page, chart)


def _will_file(desk: Desk, page: NotePage, chart: Chart) -> str:
    key = (page.body.text, page.header.kind, id(chart), desk.practice.version)

    def make() -> tuple[Chart, str]:
        kind = VisitKind(page.header.kind) if page.header.kind else VisitKind.INDIVIDUAL
        note = Note(id=page.note, date=desk.now().date(), kind=kind, text=page.body.text, written=desk.now())
        try:
            said = told(parts_for(desk.practice, chart, note))
        except Refused as refused:
            return chart, refused.sentence
        if not said:
            return chart, "Filed in no other chart: with: names who was there"
        return chart, f"Signing files it {said}"

    kept: tuple[Chart, str] = desk.shown.keep("note filing", key, make)
    return kept[1]


def understood(desk: Desk, page: NotePage, width: int, height: int) -> list[Line]:
    """Everything that was read from the text, so that nothing is linked by surprise."""
    chart = desk.practice.chart(page.chart)
    facts, found = said_so_far(desk, page, chart)
    reading = page.reading(desk)
    rows: list[Line] = [line(f"  {part}") for part in wrap(facts, width - 2)[:2]] if facts else []
    rows += [line(f"  {found}")] if found else []
    wrong = [f"{each.code} {each.message}" for each in reading.faults]
    wrong += [f"{each.code} {each.message}" for each in reading.notices]
    rows += [line((f"  {shorten(said, width - 2)}", "must")) for said in wrong[:3]]
    needed = missing_risk(page, chart, desk)
    rows += [line((f"  {needed}", "must"))] if needed else []
    filing = filing_words(desk, page, chart)
    rows += [line(f"  {part}") for part in wrap(filing, width - 2)[:2]] if filing else []
    linked = {link.node for link in reading.links}
    open_ones = [each.code for each in linkable(chart)[1] if each.id not in linked]
    if open_ones and not page.locked:
        rows.append(line(f"  Not linked yet: {', '.join(open_ones)}"))
    if not rows:
        rows = [line("  nothing yet. #1.2+ links an objective and marks it")]
    lines = [rule(width), line("Read from the text" if page.locked else "Understood so far"), *rows]
    return (lines + [()] * height)[:height]


def missing_risk(page: NotePage, chart: Chart, desk: Desk) -> str:
    """What to say while an alert item is open and the note has no ``risk:`` line."""
    if page.reading(desk).risk or page.header.kind in ("missed", "cancelled"):
        return ""
    day = page.header.date
    waiting = [
        event.text
        for event in chart.events
        if event.kind is EventKind.RISK_ITEM and event.answered in ("", page.note) and day and event.date <= day
    ]
    waiting += [words for words in _typed_risk(desk, page) if words not in waiting]
    return f"A risk: line is needed: {', '.join(waiting)} is open" if waiting else ""


def _typed_risk(desk: Desk, page: NotePage) -> list[str]:
    """The answers typed in this note that will ask for a risk line once it is kept: "PHQ-9 item 9"."""
    found = []
    for typed in page.reading(desk).scores:
        measure = desk.library.measures.get(typed.measure)
        if measure is None or not measure.risk_rules or not typed.items:
            continue
        try:
            items = score(measure, typed.items).alert.items
        except AnswerFault:
            continue
        if items:
            found.append(f"{measure.short} item {', '.join(map(str, items))}")
    return found
