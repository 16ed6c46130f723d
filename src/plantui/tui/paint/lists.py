"""The two left panes: caseload and review queue. Only rows that show are built."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from plantui.clinical.schedule import earlier
from plantui.keys.edge import edge
from plantui.tui.desk.listing import Listing
from plantui.tui.desk.lists import SORTS, chart_of
from plantui.tui.desk.naming import full_name, short_name
from plantui.tui.desk.state import Pane
from plantui.tui.desk.ticking import in_range
from plantui.tui.frame import Block, Box, Line, line
from plantui.tui.frame.line import fit_line, tint
from plantui.tui.paint.labels import labelled
from plantui.tui.paint.layout import WIDE, WIDE_LIST, Size
from plantui.tui.paint.words import first_fitting, hints, is_late, two_columns
from plantui.tui.text import cells, fit, take, wrap

if TYPE_CHECKING:
    from plantui.clinical.caseload import CaseRow
    from plantui.clinical.due import DueRow
    from plantui.model.summary import Summary
    from plantui.tui.desk.desk import Desk

WIDE_COLUMNS = 16
"""The columns next and review side by side, and the space between them, where the list is wide."""
NARROW_COLUMNS = 13
"""The same in a narrow list: 14:00 or 17Mar, and no plan or 11 late."""
DUE_COLUMNS = 19
"""What is due and when, in a list of the left column; alone on the screen there is more room."""
KIND_WORDS = {
    "date past": "past",
    "risk item": "risk",
    "worsening": "worse",
    "life event": "event",
    "missed visits": "missed",
}
"""Shorter words for what is due, where the day beside them needs the room."""


def caseload_pane(desk: Desk, size: Size) -> Block:
    """CASELOAD: clients by their next appointment, or as they are sorted."""
    state = desk.state
    rows = desk.shown.lists.caseload()
    typed = state.filter_of(Pane.CASELOAD)
    of = f" of {desk.shown.lists.in_care()}" if typed else ""
    title = f"1 CASELOAD  /{typed} ({rows.count}{of})" if typed else "1 CASELOAD"
    wide = size.inner.width > WIDE_LIST
    foot = f"{rows.count} shown, sorted by {SORTS[state.caseload.sort]}" if wide else f"{rows.count}{of}"
    if not wide and state.caseload.sort != "next":
        foot += f" by {state.caseload.sort}"
    foot = _ticked(desk, Pane.CASELOAD, rows) or (foot if rows.count or typed else "")
    box = Box(*size, title=title, foot=foot, focus=state.pane is Pane.CASELOAD)
    if not desk.shown.lists.anybody():
        return box.draw(_no_clients(desk, size.inner))
    if not rows.count:
        said = f"Nothing matches /{typed}." if typed else "No client is in care."
        return box.draw(_nothing(said, desk, bool(typed), size.inner.width))
    return box.draw(_rows(desk, Pane.CASELOAD, rows, size.inner))


def queue_pane(desk: Desk, size: Size) -> Block:
    """REVIEW DUE: what is due, by group."""
    state = desk.state
    rows = desk.shown.lists.queue()
    typed = state.filter_of(Pane.QUEUE)
    title = f"3 REVIEW DUE  /{typed}" if typed else "3 REVIEW DUE"
    late = desk.shown.lists.late_count()
    run = hints(edge("queue", size.width - 6, desk.keymap, wide=state.width >= WIDE), wide=state.width >= WIDE)
    foot = _ticked(desk, Pane.QUEUE, rows) or (run if rows.count else "") or (f"{late} late" if late else "")
    box = Box(*size, title=title, foot=foot, focus=state.pane is Pane.QUEUE)
    if not rows.count:
        nothing = _nothing(f"Nothing matches /{typed}.", desk, True, size.inner.width)
        return box.draw(nothing if typed else _nothing_due(size.inner))
    return box.draw(_rows(desk, Pane.QUEUE, rows, size.inner))


def _ticked(desk: Desk, pane: Pane, rows: Listing[Any]) -> str:
    """`3 ticked (1 hidden)`."""
    ticks = desk.state.ticked(pane).ticks
    begun = in_range(desk, pane)
    if not ticks and not begun:
        return ""
    hidden = sum(rows.find(key) is None for key in ticks)
    return f"{len(ticks.union(begun))} ticked{f' ({hidden} hidden)' if hidden else ''}"


def _rows(desk: Desk, pane: Pane, rows: Listing[Any], size: Size) -> list[Line]:
    state = desk.state
    listed = state.listed(pane)
    focus = state.pane is pane
    found = rows.find(listed.cursor, listed.at) if listed.cursor else None
    # In a pane without focus the cursor shows only where it is the client whose plan is shown.
    stands = found is not None and (focus or chart_of(listed.cursor) == state.client)
    cursor = rows.line_of(found) if found is not None and stands else -1
    ticks = listed.ticks.union(in_range(desk, pane)) if listed.ticks or listed.range_from else frozenset[str]()
    painted: list[Line] = []
    for at in range(listed.top, min(rows.lines, listed.top + size.height)):
        title, number = rows.at_line(at)
        if number is None:
            spans = _head(pane, title, size.width - 1, first=at == 0)
            painted.append(fit_line(((" ", ""), *spans), size.width))
            continue
        row, key = rows.row(number), rows.name_at(number)
        spans = _case(desk, row, size.width - 2) if pane is Pane.CASELOAD else _due(desk, row, size.width - 2)
        mark = ">" if at == cursor else "*" if key in ticks else " "
        second = "*" if at == cursor and key in ticks else " "
        # The columns of a row are fitted when it is built: there is nothing left to measure.
        spans = ((mark + second, ""), *spans)
        if key in ticks:
            spans = tint(spans, "ticked")
        if at == cursor:
            spans = tint(spans, "cursor" if focus else "here")
        painted.append(labelled(desk, pane, key, spans))
    return painted


def _head(pane: Pane, title: str, width: int, *, first: bool) -> Line:
    """A heading; the first one of the caseload names the columns."""
    if pane is Pane.QUEUE or not first:
        return line((title, "head"))
    room = WIDE_COLUMNS if width >= WIDE_LIST else NARROW_COLUMNS
    # Where nobody has a time, the title needs the room of that column.
    columns = two_columns("next" if cells(title) < width - room else "", "review", room)
    return line((fit(title, width - len(columns)), "head"), (columns, "head"))


def _case(desk: Desk, row: CaseRow, width: int) -> Line:
    """A client: name, next appointment, review. Kept while nothing of it changes."""
    names = desk.state.names
    memory = desk.shown.memory("case rows", (names, width, row.now.date()))
    kept = memory.get(row.summary.chart)
    if kept is not None and kept[0] is row.summary:
        found: Line = kept[1]
        return found
    wide = width >= WIDE_LIST
    room = WIDE_COLUMNS if wide else NARROW_COLUMNS
    left = width - room - 1
    name = _name(row.summary, names, left) if wide else _narrow_name(row.summary, names, left)
    review = row.review
    late = "overdue" if is_late(review) else ""
    spans = line(name, " ", (_columns(row.next, _reviews(row, review, wide=wide), room, wide=wide), late))
    memory[row.summary.chart] = (row.summary, spans)
    return spans


def _columns(when: str, reviews: list[str], room: int, *, wide: bool) -> str:
    """Appointment and review, each in its own column with a space between; words shrink before a number is lost."""
    visits = [when] if wide else []
    if when[:3].isalpha():
        brief = f"{when[:2]}{when[3:]}"
        visits += [brief, brief.partition(":")[0]]
    elif not wide:
        visits.append(when if cells(when) < 6 else when.replace(" ", ""))
    for visit in visits:
        left = room - cells(visit) - 1 if visit else room
        for review in reviews:
            if cells(review) <= left:
                return visit + fit(review, room - cells(visit), align=">")
    return visits[-1] + fit("late", room - cells(visits[-1]), align=">")


def _reviews(row: CaseRow, said: str, *, wide: bool) -> list[str]:
    """The review column from its longest words to its shortest: 120 d late, 120d late, 120 late, 4m late."""
    first = earlier(row.summary.review_due, row.summary.formal_due)
    if first is None or not said or said in ("no plan", "unsigned", "today"):
        return [said] if wide else [said.replace("unsigned", "unsign")]
    days = (first[0] - row.now.date()).days
    if days >= 0:
        return [said] if wide else [f"{days} d", f"{days}d"]
    late = [f"{-days}d late", f"{-days} late", f"{-days // 30}m late", f"{-days // 365}y late"]
    return [said, *late] if wide else late


def _name(summary: Summary, names: str, width: int) -> str:
    """The full name where it fits, else the short one."""
    name = full_name(summary, names)
    return fit(name if cells(name) <= width else short_name(summary, names), width)


def _narrow_name(summary: Summary, names: str, width: int) -> str:
    """Reyes, M; without its comma where that makes it fit, else the family name is cut and the initial stays."""
    name = short_name(summary, names)
    if cells(name) <= width or names != "full" or not summary.given:
        return fit(name, width)
    initial = f" {summary.given[0]}"
    family = width - cells(initial)
    cut = summary.family if cells(summary.family) <= family else f"{take(summary.family, family - 1)}~"
    return fit(cut + initial, width)


def _due(desk: Desk, row: DueRow, width: int) -> Line:
    """A row of the queue: name, what is due, when."""
    names = desk.state.names
    late = "overdue" if row.group in ("now", "overdue") else "soon" if row.group == "this_week" else ""
    if width >= WIDE_LIST:
        room = DUE_COLUMNS if width < 2 * DUE_COLUMNS else DUE_COLUMNS + 13
        when = first_fitting((row.text, _counted(row.text)), room - 1 - cells(row.kind))
        what = first_fitting((row.kind, KIND_WORDS.get(row.kind, row.kind)), room - 1 - cells(when))
        return line(_name(row.summary, names, width - room - 1), " ", (two_columns(what, when, room), late))
    text = row.text if row.kind == "review" else row.kind
    return line(fit(short_name(row.summary, names), width - 12), " ", (fit(text, 11, align=">"), late))


def _counted(text: str) -> str:
    """`3 d ago +1` for `3 d ago, 1 more`."""
    day, comma, more = text.partition(", ")
    return f"{day} +{more.removesuffix(' more')}" if comma else text


def _nothing(said: str, desk: Desk, filtered: bool, width: int) -> list[Line]:
    hint = f" {desk.key('ui.cancel')} clears it." if filtered else ""
    return [line(""), *(line(f" {part}") for part in wrap(f"{said}{hint}", width - 2))]


def _no_clients(desk: Desk, size: Size) -> list[Line]:
    add = desk.key("add.client")
    if size.width < WIDE_LIST:
        said = ["", "No clients yet.", "", f"{add}   add one", "      Last, First", ""]
        said += ["plantui import x.csv", "plantui demo", f"{desk.key('palette.open')}tour  ten tasks"]
    else:
        said = [
            "",
            "No clients yet.",
            "",
            f"{add}   add one",
            "",
            "      Last, First; dob 1991-04-02;",
            "      dx F41.1; slot tue 14:00",
            "",
            "Only the name is required.",
            "",
            "Or leave and run",
            "      plantui import people.csv",
            "      plantui demo",
            "",
            f"{desk.key('palette.open')}tour   ten tasks, invented people",
        ]
    return [line(f" {text}") for text in said]


def _nothing_due(size: Size) -> list[Line]:
    said = ["", "Nothing is due."]
    if size.width >= WIDE_LIST:
        said += ["", "Plans appear here 30 days", "before their review date,", "and stay until reviewed."]
    return [line(f" {text}") for text in said]
