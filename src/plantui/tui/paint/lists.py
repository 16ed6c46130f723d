"""The two left panes: caseload and review queue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantui.clinical.due import GROUPS, TITLES, DueRow
from plantui.tui.desk.shown import queue_key
from plantui.tui.desk.state import Pane
from plantui.tui.frame import Block, Box, Line, line, paint_rows, scrolled
from plantui.tui.paint.words import full_name, is_late, short_name, two_columns
from plantui.tui.text import cells, fit

if TYPE_CHECKING:
    from plantui.clinical.caseload import CaseRow
    from plantui.tui.desk.desk import Desk

WIDE_LIST = 34
"""From this inner width a list shows full names and both columns at ease."""

Row = tuple[str, Line]
"""The key of a row (empty for a heading) and its line without the mark cell."""


def caseload_pane(desk: Desk, width: int, height: int) -> Block:
    """CASELOAD: clients by their next appointment."""
    state = desk.state
    rows: list[Row] = []
    for group in desk.shown.caseload():
        rows.append(("", _caseload_head(group.title, width - 3, first=not rows)))
        rows += [(row.summary.chart, _case_line(row, width - 3, state.names)) for row in group.rows]
    shown = sum(1 for key, _ in rows if key)
    title = "1 CASELOAD"
    if state.caseload.filter:
        title = f"1 CASELOAD  /{state.caseload.filter} ({shown} of {len(desk.shown.summaries())})"
    foot = f"{shown} shown, sorted by next time" if width > WIDE_LIST else f"{shown}"
    if state.caseload.ticks:
        foot = f"{len(state.caseload.ticks)} ticked"
    box = Box(width, height, title=title, foot=foot, focus=state.pane is Pane.CASELOAD)
    if not desk.practice.summaries():
        return box.draw(_no_clients(width - 2))
    if not shown:
        return box.draw([line(""), line(f" Nothing matches /{state.caseload.filter}. Esc clears it.")])
    state.caseload.top, body = _list(
        rows, box, state.caseload.cursor, state.caseload.top, state.pane is Pane.CASELOAD, state.caseload.ticks
    )
    return box.draw(body)


def _list(
    rows: list[Row],
    box: Box,
    cursor: str,
    top: int,
    focus: bool,
    ticks: set[str] = frozenset(),  # type: ignore[assignment]
) -> tuple[int, Block]:
    at = next((index for index, (key, _) in enumerate(rows) if key and key == cursor), None)
    if at is not None:
        # A heading stays in view with the first row under it.
        anchor = at - 1 if at and not rows[at - 1][0] else at
        top = scrolled(top, anchor, len(rows), box.inner_height, margin=0)
        top = scrolled(top, at, len(rows), box.inner_height)
    ticked = {index for index, (key, _) in enumerate(rows) if key in ticks}
    body = paint_rows(
        box.inner_width,
        box.inner_height,
        count=len(rows),
        row=lambda index: rows[index][1],
        top=top,
        cursor=at,
        focus=focus,
        ticked=ticked,
    )
    return top, body


def _caseload_head(title: str, width: int, *, first: bool) -> Line:
    if not first:
        return line((title, "head"))
    columns = two_columns("next", "review", 16) if width >= WIDE_LIST else two_columns("next", "review", 13)
    return line((fit(title, width - len(columns)), "head"), (columns, "head"))


def _case_line(row: CaseRow, width: int, names: str) -> Line:
    late = "overdue" if is_late(row.review) else ""
    if width >= WIDE_LIST:
        columns = two_columns(row.next, row.review, 16)
        return line(" ", fit(full_name(row.summary, names), width - 18), " ", (columns, late))
    review = row.review.replace(" d late", "d late").replace("unsigned", "unsign")
    when = row.next
    if " " in when and when[:3].isalpha():
        day, hour = when.split(" ", 1)
        when = f"{day[:2]} {hour.split(':')[0]}"
    room = max(13, cells(when) + cells(review) + 1)
    columns = two_columns(when, review, room)
    return line(" ", fit(short_name(row.summary, names), width - 2 - room), " ", (columns, late))


def queue_pane(desk: Desk, width: int, height: int) -> Block:
    """REVIEW DUE: what is due, by group."""
    state = desk.state
    found = desk.shown.queue()
    rows: list[Row] = []
    for group in GROUPS:
        inside = [row for row in found if row.group == group]
        if inside:
            rows.append(("", line((f"{TITLES[group]} {len(inside)}", "head"))))
            rows += [(queue_key(row), _due_line(row, width - 3, state.names)) for row in inside]
    title = f"3 REVIEW DUE  /{state.queue.filter}" if state.queue.filter else "3 REVIEW DUE"
    box = Box(width, height, title=title, foot=_queue_foot(found), focus=state.pane is Pane.QUEUE)
    if not rows:
        return box.draw(_nothing_due(width - 2, bool(state.queue.filter)))
    state.queue.top, body = _list(rows, box, state.queue.cursor, state.queue.top, state.pane is Pane.QUEUE)
    return box.draw(body)


def _queue_foot(rows: tuple[DueRow, ...]) -> str:
    late = sum(1 for row in rows if row.group in ("now", "overdue"))
    return f"{late} late" if late else ""


def _due_line(row: DueRow, width: int, names: str) -> Line:
    late = "overdue" if row.group in ("now", "overdue") else "soon" if row.group == "this_week" else ""
    if width >= WIDE_LIST:
        return line(
            " ", fit(full_name(row.summary, names), width - 21), " ", (two_columns(row.kind, row.text, 19), late)
        )
    text = row.text if row.kind == "review" else row.kind
    return line(" ", fit(short_name(row.summary, names), width - 12), (fit(text, 11, align=">"), late))


def _no_clients(width: int) -> list[Line]:
    if width < WIDE_LIST:
        said = [
            "",
            "No clients yet.",
            "",
            "a c   add one",
            "      Last, First",
            "",
            "plantui import x.json",
            "plantui demo",
        ]
    else:
        said = [
            "",
            "No clients yet.",
            "",
            "a c   add one",
            "",
            "      Last, First; dob 1991-04-02;",
            "      dx F41.1; slot tue 14:00",
            "",
            "Only the name is required.",
            "",
            "Or leave and run",
            "      plantui import chart.json",
            "      plantui demo",
        ]
    return [line(f" {text}") for text in said]


def _nothing_due(width: int, filtered: bool) -> list[Line]:
    if filtered:
        return [line(""), line(" Nothing matches. Esc clears it.")]
    said = ["", "Nothing is due."]
    if width >= WIDE_LIST:
        said += ["", "Plans appear here 30 days", "before their review date,", "and stay until reviewed."]
    return [line(f" {text}") for text in said]
