"""The page of a note: its text with the caret, what was read from it, and the list of objectives while linking."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from plantui.keys.body import row_of
from plantui.keys.context import Context
from plantui.keys.edge import edge
from plantui.model.note import NoteFormat
from plantui.model.plan import Intervention, Objective
from plantui.model.tree import find
from plantui.practice.notes import days_late, note_in, visit_number
from plantui.practice.notes_format import HEADINGS
from plantui.practice.notes_header import header_reading, header_words
from plantui.quickentry import LineFault
from plantui.quickentry.blanks import parse_blanks
from plantui.tui.desk.moving import go_to_client
from plantui.tui.desk.naming import full_name, short_name
from plantui.tui.desk.note import NotePage
from plantui.tui.desk.note_keeping import attend
from plantui.tui.desk.note_links import linkable
from plantui.tui.desk.note_room import WIDE, NoteRoom
from plantui.tui.desk.outline import numbers
from plantui.tui.frame import Block, Box, Line, beside, crop, line, line_width, over, scrolled, stack
from plantui.tui.frame.line import fit_line, tint
from plantui.tui.paint.field import faulty_field, field_lines
from plantui.tui.paint.note_side import plan_below, plan_beside
from plantui.tui.paint.note_understood import understood
from plantui.tui.paint.painter import Painter
from plantui.tui.paint.words import hints, year_day
from plantui.tui.text import cells, shorten, visible, wrap

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Desk

LIST_WIDTH = 35
"""Columns of the list of objectives, its border included."""
LIST_ROWS = 8
"""Objectives that the list shows at once."""


def note_page(desk: Desk, page: NotePage, width: int, height: int) -> Block:
    """The page, its own first row included."""
    room = page.room(desk)
    text = _text_box(desk, page, room)
    if room.beside:
        body = beside(text, plan_beside(desk, page, room.side_width, room.side_height))
    elif room.side_height:
        body = stack(text, plan_below(desk, page, room.side_width, room.side_height))
    else:
        body = text
    body = (_head(desk, page, width), *body)
    found = page.offered(desk) if page.mode == "text" else []
    if found:
        body = _with_list(desk, page, room, body)
    if page.mode == "header":
        body = over(body, _header_panel(desk, page, min(width, 76)), 1, 2)
    return body


def follow_note(desk: Desk, page: NotePage) -> None:
    """Keep the caret, or while reading the row under the cursor, in view; take in marks from the tree."""
    attend(desk, page)
    if desk.state.scene is page and desk.state.client != page.chart:
        go_to_client(desk, page.chart)
    rows, room = page.rows(desk), page.room(desk)
    if page.mode == "reading":
        page.row = max(0, min(page.row, len(rows) - 1))
    at = page.row if page.mode == "reading" else row_of(rows, page.body.cursor)
    page.top = scrolled(page.top, at, len(rows) + len(_addenda(desk, page, room.width)), room.rows)


def _head(desk: Desk, page: NotePage, width: int) -> Line:
    summary = desk.practice.summary(page.chart)
    chart = desk.practice.chart(page.chart)
    note, now = note_in(chart, page.note), desk.now()
    wide = width >= WIDE
    name = (full_name if wide else short_name)(summary, desk.state.names) if summary is not None else ""
    who = chart.code if name == chart.code else f"{name}{'  ' if wide else ' '}{chart.code}"
    gap = "   " if wide else " "
    visit = f"{gap}visit {visit_number(chart, note)}" if page.header.kind not in ("missed", "cancelled") else ""
    left = f" NOTE{gap}{who}{visit}"
    if note is not None and note.signatures:
        state = f"signed {year_day(note.signatures[0].at.date())}"
    else:
        saved = _saved(desk, page)
        state = f"draft{', ' if wide else ' '}saved {saved}" if saved else "draft"
    if note is not None and note.filed_from:
        state = f"filed from a group visit{', ' if wide else ' '}{state}"
    late = days_late(note) if note is not None else max(0, (now.date() - (page.header.date or now.date())).days)
    if late:
        state = f"late entry, {late} d{'   ' if wide else '  '}{state}"
    if desk.rehearsal and wide:
        state = f"REHEARSAL   {state}"
    right = f"{state}   {now:%a} {now.day} {now:%b %Y %H:%M} " if wide else f"{state} "
    left = shorten(left, max(10, width - cells(right) - 1))
    space = " " * max(1, width - cells(left) - cells(right))
    return fit_line(line((left + space, "bar"), (right, "bar")), width, "bar")


def _saved(desk: Desk, page: NotePage) -> str:
    """When the text was kept last: with its last letter where drafts are kept, else when it came into the chart."""
    if desk.drafts.texts is not None and page.typed_at is not None:
        return f"{page.typed_at:%H:%M:%S}"
    if page.kept and page.kept.rstrip() == page.body.text.rstrip() and desk.saved_at is not None:
        return f"{desk.saved_at:%H:%M}"
    return ""


def _text_box(desk: Desk, page: NotePage, room: NoteRoom) -> Block:
    today = desk.now().date()
    words = header_words(page.header, today)
    if page.header.date is not None and page.header.date != today:
        words = words.replace(f"{page.header.date:%Y-%m-%d}", f"{page.header.date:%a} {year_day(page.header.date)}", 1)
    form = str(page.form)
    title = f"{words.removesuffix(form).strip()}   {form}" if words.endswith(form) else words
    foot = ""
    if page.mode != "reading":
        wide = room.beside
        foot = hints(edge("note", room.box_width - 6, desk.keymap, wide=wide), wide=wide)
    box = Box(room.box_width, room.box_height, title=title, foot=foot, focus=True)
    lines = _text_lines(desk, page, room)
    if room.understood:
        lines = [*lines, *understood(desk, page, room.width, room.understood)]
    here = page.row - page.top if page.mode == "reading" else -1
    return box.draw([line(">" if number == here else " ", *spans) for number, spans in enumerate(lines)])


def _text_lines(desk: Desk, page: NotePage, room: NoteRoom) -> list[Line]:
    """The rows of the text that show, filled up with blanks."""
    rows, text, cursor = page.rows(desk), page.body.text, page.body.cursor
    writing = page.mode == "text"
    at = row_of(rows, cursor)
    places = _places(desk, page)
    names = HEADINGS[NoteFormat(page.form)]
    shown: list[Line] = []
    for number in range(page.top, min(len(rows), page.top + room.rows)):
        start, end = rows[number]
        row = text[start:end]
        heading = row.strip() in names
        spans = line((row, "head")) if heading else _marked(text, places, start, end)
        if writing and number == at:
            spans = _with_caret(spans, row, cursor - start)
        if page.mode == "reading" and number == page.row:
            spans = tint(fit_line(spans, room.width), "cursor")
        shown.append(spans)
    if len(shown) < room.rows:
        added = _addenda(desk, page, room.width)
        first = max(0, page.top - len(rows))
        shown += added[first : first + room.rows - len(shown)]
    return shown + [()] * (room.rows - len(shown))


def _places(desk: Desk, page: NotePage) -> list[tuple[int, int, str]]:
    """What is set off in the text, in order: links and scores, what is wrong with them, blanks."""
    reading, text = page.reading(desk), page.body.text

    def make() -> tuple[object, list[tuple[int, int, str]]]:
        places = [(link.start, link.end, "code") for link in reading.links]
        places += [(score.start, score.end, "code") for score in reading.scores]
        places += [(fault.start, fault.end, "must") for fault in reading.faults]
        places += [(notice.start, notice.end, "ask") for notice in reading.notices]
        if "{" in text:
            places += [(blank.start, blank.end, "suggestion") for blank in parse_blanks(text).blanks]
        return reading, sorted(places)

    kept: tuple[object, list[tuple[int, int, str]]] = desk.shown.keep("note places", id(reading), make)
    return kept[1]


def _marked(text: str, places: list[tuple[int, int, str]], start: int, end: int) -> Line:
    """A row of the text, with what was read in it set off."""
    first = max(0, bisect_left(places, (start, 0, "")) - 1)
    at = start
    spans: list[tuple[str, str]] = []
    for begin, finish, style in places[first:]:
        if begin >= end:
            break
        if finish <= at:
            continue
        begin = max(begin, at)
        if begin > at:
            spans.append((text[at:begin], ""))
        spans.append((text[begin : min(finish, end)], style))
        at = min(finish, end)
    if at < end:
        spans.append((text[at:end], ""))
    return line(*spans)


def _with_caret(spans: Line, row: str, at: int) -> Line:
    """The row with the caret: `_` at its end, inside it the character under it."""
    if at >= len(row):
        return (*spans, ("_", "caret"))
    if not row[at:].strip():
        return (*crop(spans, 0, cells(row[:at])), ("_", "caret"))
    end = at + 1
    while end < len(row) and not cells(f"a{row[end]}") - 1:
        end += 1
    under = visible(row[at:end])
    before, after = cells(row[:at]), cells(row[:end])
    return (*crop(spans, 0, before), (under or "_", "caret"), *crop(spans, after, line_width(spans)))


def _addenda(desk: Desk, page: NotePage, width: int) -> list[Line]:
    """Addenda under the original, never over it."""
    note = note_in(desk.practice.chart(page.chart), page.note)
    found: list[Line] = []
    for each in note.addenda if note is not None else ():
        by = each.signatures[0] if each.signatures else None
        who = f"{by.name}, {by.credential}".rstrip(", ") if by is not None else "not signed"
        found += [line(""), line((f"ADDENDUM  {each.at.day} {each.at:%b %Y %H:%M}  {who}", "head"))]
        found += [line(part) for part in wrap(each.text, width)]
    return found


def _with_list(desk: Desk, page: NotePage, room: NoteRoom, body: Block) -> Block:
    """The list of objectives below the row that is being typed, or above it where there is no room."""
    found, begun = page.offered(desk), page.begun()
    assert begun is not None
    inner = LIST_WIDTH - 4
    choice = min(page.choice, len(found) - 1)
    top = max(0, min(choice - LIST_ROWS + 2, len(found) - LIST_ROWS))
    rows: list[Line] = []
    width = max(len(match.rest) for match in found) + 2
    for number, match in enumerate(found[top : top + LIST_ROWS], top):
        left = inner - 4 - width - cells(match.code)
        mark = ">" if number == choice else " "
        spans = line(f"{mark} {match.rest:<{width}}", f"g{match.code} {_words(desk, page, match.node, left)}")
        rows.append(tint(fit_line(spans, inner), "selected") if number == choice else spans)
    rows += [line(""), line("after it:  + better  = same"), line("           - worse   space none")]
    foot = hints(edge("link", LIST_WIDTH - 4, desk.keymap, wide=False), wide=False)
    box = Box(LIST_WIDTH, len(rows) + 2, title=f"#{begun.typed}", foot=foot, focus=True)
    block = box.draw([line(" ", *spans) for spans in rows])
    at = row_of(page.rows(desk), page.body.cursor) - page.top + 2
    y = at + 1 if at + 1 + len(block) <= len(body) else max(1, at - len(block))
    return over(body, block, max(0, room.box_width - 1 - LIST_WIDTH), y)


def _words(desk: Desk, page: NotePage, node: str, width: int) -> str:
    """A line of the plan in a few words: its numbers only where they fit whole."""
    plan = linkable(desk.practice.chart(page.chart))[0]
    place = find(plan, node) if plan is not None else None
    if place is None:
        return ""
    if isinstance(place.node, Objective):
        figures, steps = numbers(place.node, desk.library.measures)
        whole = f"{figures} {steps}"
        if figures:
            return whole if cells(whole) <= width else shorten(figures, width)
    return shorten(place.node.text if isinstance(place.node, Objective | Intervention) else "", width)


def _header_panel(desk: Desk, page: NotePage, width: int) -> Block:
    inner = width - 4
    if page.fault is not None:
        body = faulty_field(page.line, page.fault, inner, 4)
    else:
        body = field_lines(page.line, inner, 2)[0]
        body += [line((part, "preview")) for part in _header_words(desk, page, inner)]
    keys = f"{desk.key('line.commit', Context.LINE)} keep   {desk.key('ui.cancel', Context.LINE)} as it was"
    box = Box(width, len(body) + 2, title="visit", foot=keys, focus=True)
    return box.draw([line(" ", *spans) for spans in body])


def _header_words(desk: Desk, page: NotePage, width: int) -> list[str]:
    """What the header that is typed will be, each part whole on a row; dots while it does not read."""
    try:
        typed, usual = page.typed_header(desk)
    except LineFault:
        return ["= ..."]
    first, *parts = header_reading(typed, usual, desk.now().date())
    rows = [f"= {first}"]
    for part in parts:
        whole = f"{rows[-1]}   {part}"
        rows[-1:] = [whole] if cells(whole) <= width else [rows[-1], f"  {part}"]
    return rows


PAINTERS: dict[str, Painter] = {
    "NotePage": Painter(note_page, follow_note),
}
"""Kind of scene -> its painter."""
