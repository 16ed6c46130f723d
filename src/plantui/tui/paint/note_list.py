"""The list of a client's notes with the one under the cursor beside it, an addendum being typed, what is unsigned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantui.clinical.trend import show_mark
from plantui.keys.body import row_of
from plantui.keys.edge import edge
from plantui.model.chart import Chart
from plantui.model.note import Note
from plantui.model.tree import walk
from plantui.practice.notes import days_late, note_in
from plantui.tui.desk.naming import full_name, short_name
from plantui.tui.desk.note_addendum import AddendumPage
from plantui.tui.desk.note_list import NoteList
from plantui.tui.desk.note_room import PROSE, prose
from plantui.tui.desk.unsigned import UnsignedPage
from plantui.tui.frame import Block, Box, Line, beside, line, paint_rows, scrolled, stack
from plantui.tui.frame.line import fit_line
from plantui.tui.paint.field import field_lines
from plantui.tui.paint.layout import WIDE
from plantui.tui.paint.painter import Painter
from plantui.tui.paint.words import count, hints, short_day, year_day
from plantui.tui.text import breaks, cells, fit, shorten, wrap

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Desk

LIST = 52
"""Columns of the list beside the note, its border included."""


def _head(desk: Desk, what: str, chart: str, right: str, width: int) -> Line:
    summary = desk.practice.summary(chart) if chart else None
    name = (full_name if width >= WIDE else short_name)(summary, desk.state.names) if summary is not None else ""
    code = summary.code if summary is not None else ""
    who = name if name == code else f"{name}  {code}"
    left = f" {what}   {who}".rstrip()
    right = f"{'REHEARSAL   ' if desk.rehearsal and width >= WIDE else ''}{right} "
    space = " " * max(1, width - cells(left) - cells(right))
    return fit_line(line((left + space + right, "bar")), width, "bar")


# the list of notes


def notes_page(desk: Desk, page: NoteList, width: int, height: int) -> Block:
    """The list and the note under its cursor."""
    chart = desk.shown.chart()
    if chart is None:
        return (_head(desk, "NOTES", desk.state.client, "", width), *Box(width, height - 1, focus=True).draw([]))
    found, here = page.notes(desk), page.here(desk)
    head = _head(desk, "NOTES", chart.id, f"{len(found)} of {count(len(chart.notes), 'note')}", width)
    if width >= WIDE:
        left = max(LIST, min(width - PROSE - 4, 88))
        sizes = ((left, height - 1), (width - left, height - 1))
    else:
        low = max(5, (height - 1) * 2 // 5)
        sizes = ((width, height - 1 - low), (width, low))
    listed = _listed(desk, page, chart, found, here, *sizes[0])
    shown = _shown(desk, chart, here, *sizes[1], f"{desk.key('item.open')} shows all of it")
    return (head, *(beside(listed, shown) if width >= WIDE else stack(listed, shown)))


def follow_notes(desk: Desk, page: NoteList) -> None:
    """Keep the note under the cursor in view."""
    found, here = page.notes(desk), page.here(desk)
    at = next((at for at, note in enumerate(found) if here is not None and note.id == here.id), 0)
    if here is not None:
        page.cursor = here.id
    height = desk.state.height - 3
    wide = desk.state.width >= WIDE
    room = (height if wide else height - max(5, height * 2 // 5)) - 2 - (1 if page.filtering else 0)
    page.top = scrolled(page.top, at, len(found), room)


def _listed(
    desk: Desk, page: NoteList, chart: Chart, found: list[Note], here: Note | None, width: int, height: int
) -> Block:
    filtered = f"  /{page.line.text}" if page.line.text and not page.filtering else ""
    keys = f"{desk.key('item.open')} read  {desk.key('edit.line')} write on  {desk.key('sign.open')} sign"
    box = Box(width, height, title=f"NOTES{filtered}", foot=keys, focus=True)
    at = next((number for number, note in enumerate(found) if here is not None and note.id == here.id), None)
    rows = height - 2 - (1 if page.filtering else 0)
    codes = _codes(chart)
    body = list(
        paint_rows(
            width - 2,
            max(0, rows),
            count=len(found),
            row=lambda number: _note_row(found[number], codes, width - 3),
            top=page.top,
            cursor=at,
        )
    )
    if not found:
        body[0:1] = [line("  No note fits. Esc clears the filter.")]
    if page.filtering:
        body.append(line("/", *field_lines(page.line, width - 4, 1)[0][0]))
    return box.draw(body)


def _codes(chart: Chart) -> dict[str, str]:
    found: dict[str, str] = {}
    for plan in chart.plans:
        found |= {place.node.id: place.node.code for place in walk(plan)}
    return found


def _note_row(note: Note, codes: dict[str, str], width: int) -> Line:
    state = "" if note.signatures else "draft"
    if any(not each.signatures for each in note.addenda):
        state = "addendum"
    links = ", ".join(
        f"{codes.get(link.node, '?').removeprefix('g')}{'' if link.mark is None else f' {show_mark(link.mark)}'}"
        for link in note.links
    )
    kind = note.kind.value if note.kind.value != "individual" else ""
    late = f"{days_late(note)} d late" if days_late(note) else ""
    links = links or ("filed" if note.filed_from else "not linked" if note.kind.kept else "")
    left = f" {note.date.day:>2} {note.date:%b %Y} {note.start or '':<5}  "
    room = max(0, width - cells(left) - cells(state) - 1)
    more = len(note.addenda)
    added = f"{more} addend{'um' if more == 1 else 'a'}" if more and state != "addendum" else ""
    said = "  ".join(part for part in (links, kind, late, added) if part)
    return line(left, fit(said, room), " ", (state, "overdue" if state else ""))


def _shown(desk: Desk, chart: Chart, note: Note | None, width: int, height: int, more: str = "") -> Block:
    """The note under the cursor, as much as fits; ``more`` says how to see the rest."""
    if note is None:
        return Box(width, height).draw([])
    inner = prose(width)
    lines = [line(part) for part in wrap(note.text, inner)]
    for added in note.addenda:
        by = added.signatures[0].name if added.signatures else "not signed"
        lines += [line(""), line((f"ADDENDUM  {year_day(added.at.date())} {added.at:%H:%M}  {by}", "head"))]
        lines += [line(part) for part in wrap(added.text, inner)]
    if len(lines) > height - 2:
        lines = [*lines[: height - 3], line((f"... {more}".rstrip(), "note"))]
    by = f"signed {year_day(note.signatures[0].at.date())}" if note.signatures else "draft"
    late = f"late entry, {days_late(note)} d   " if days_late(note) else ""
    by = f"filed from a group visit, {by}" if note.filed_from else by
    minutes = f"  {note.minutes} min" if note.minutes else ""
    title = (
        f"{note.date:%a} {year_day(note.date)}  {note.start or ''}{minutes}  {note.kind}  {note.place or ''}".rstrip()
    )
    return Box(width, height, title=title, right=f"{late}{by}").draw([line(" ", *spans) for spans in lines])


# an addendum


def addendum_page(desk: Desk, page: AddendumPage, width: int, height: int) -> Block:
    """The original above, what is added below."""
    chart = desk.practice.chart(page.chart)
    note = note_in(chart, page.document)
    head = _head(desk, "ADDENDUM", page.chart, "the original stays as it is", width)
    low = max(6, (height - 1) // 2)
    above = _shown(desk, chart, note, width, height - 1 - low)
    inner = prose(width)
    rows = breaks(page.body.text, inner)
    at = row_of(rows, page.body.cursor)
    room = low - 2
    page.top = scrolled(page.top, at, len(rows), room)
    lines: list[Line] = []
    for number in range(page.top, min(len(rows), page.top + room)):
        start, end = rows[number]
        row = page.body.text[start:end]
        if number == at:
            inside = page.body.cursor - start
            under = row[inside : inside + 1] or "_"
            lines.append(line(row[:inside], (under, "caret"), row[inside + 1 :]))
        else:
            lines.append(line(row))
    foot = hints(edge("note", width - 6, desk.keymap, wide=width >= WIDE)[:1], wide=width >= WIDE)
    today = desk.now()
    box = Box(width, low, title=f"added {today.day} {today:%b %Y %H:%M}", foot=foot, focus=True)
    return (head, *stack(above, box.draw([line(" ", *spans) for spans in lines])))


# everything unsigned


def unsigned_page(desk: Desk, page: UnsignedPage, width: int, height: int) -> Block:
    """One row for each document that waits."""
    rows, here = page.rows(desk), page.here(desk)
    today = desk.now().date()
    head = _head(desk, "UNSIGNED", "", f"{len(rows)} waiting, oldest first", width)
    wide = width >= WIDE

    def row(number: int) -> Line:
        each = rows[number]
        summary = desk.practice.summary(each.chart)
        name = short_name(summary, desk.state.names) if summary is not None else ""
        code = summary.code if summary is not None else ""
        who = code if name == code else f"{name}  {code}"
        days = (today - each.day).days
        age = "today" if days == 0 else f"{days} d"
        left = f"{fit(who, 24 if wide else 20)} {each.kind:<9} {short_day(each.day):>6} {age:>6}  "
        return line(left, shorten(" ".join(each.words.split()), max(4, width - 4 - cells(left))))

    keys = f"{desk.key('sign.open')} sign   {desk.key('item.open')} open   {desk.key('ui.back')} back"
    at = rows.index(here) if here is not None else None
    box = Box(width, height - 1, title="plans, notes, reviews", foot=keys, focus=True)
    inside = paint_rows(width - 2, height - 3, count=len(rows), row=row, top=page.top, cursor=at)
    if not rows:
        inside = (line("  Everything is signed."),)
    return (head, *box.draw(inside))


def follow_unsigned(desk: Desk, page: UnsignedPage) -> None:
    """Keep the row under the cursor in view."""
    rows, here = page.rows(desk), page.here(desk)
    at = rows.index(here) if here is not None else 0
    page.top = scrolled(page.top, at, len(rows), desk.state.height - 5)


PAINTERS: dict[str, Painter] = {
    "NoteList": Painter(notes_page, follow_notes),
    "AddendumPage": Painter(addendum_page),
    "UnsignedPage": Painter(unsigned_page, follow_unsigned),
}
"""Kind of scene -> its painter."""
