"""A measure being keyed: its rows, and what they come to so far."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantui.keys.context import Context
from plantui.practice.measure_form import MeasureForm
from plantui.practice.measure_rows import Answers, Row
from plantui.tui.desk.measure import MeasurePage, matches
from plantui.tui.desk.measure_choice import Choice
from plantui.tui.desk.naming import full_name, short_name
from plantui.tui.frame import Block, Box, Line, block, line, scrolled, stack
from plantui.tui.frame.line import fit_line, tint
from plantui.tui.paint.field import field_lines
from plantui.tui.paint.layout import WIDE
from plantui.tui.paint.measure_summary import last_keyed, so_far
from plantui.tui.paint.painter import Painter
from plantui.tui.paint.words import year_day
from plantui.tui.text import cells, fit, shorten

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Desk

SUMMARY_ROWS = 6
MOST_LABEL = 56
"""Columns of a row's cue at most: beyond them the eye loses the answer."""


def measure_page(desk: Desk, page: MeasurePage, width: int, height: int) -> Block:
    """The page, its own first row included."""
    chart = desk.practice.chart(page.chart)
    head = _head(desk, page, width)
    low = min(SUMMARY_ROWS, max(4, height - 8))
    if page.asking == "other":
        return (head, *_search(desk, page, width, height - 1))
    form = page.form
    assert form is not None
    body = _rows_box(desk, page, form, width, height - 1 - low)
    return (head, *stack(body, so_far(desk, page, form, chart, width, low)))


def follow_measure(desk: Desk, page: MeasurePage) -> None:
    """Keep the row under the cursor in view."""
    height = desk.state.height - 2
    if page.asking == "other":
        count = len(matches(desk, page))
        page.cursor = max(0, min(page.cursor, count - 1))
        page.top = scrolled(page.top, page.cursor, count, height - 5)
        return
    form = page.form
    if form is None:
        return
    room = height - 1 - min(SUMMARY_ROWS, max(4, height - 8)) - 2
    lines = _placed(form)
    at = next((n for n, row in enumerate(lines) if row is not None and row == form.at), len(lines) - 1)
    page.top = scrolled(page.top, at, len(lines), room)


def _head(desk: Desk, page: MeasurePage, width: int) -> Line:
    summary = desk.practice.summary(page.chart)
    wide = width >= WIDE
    named = (full_name if wide else short_name)(summary, desk.state.names) if summary is not None else ""
    code = summary.code if summary is not None else ""
    who = named if named == code else f"{named} {code}"
    form = page.form
    title = form.asked.title if form is not None and page.asking != "other" else "MEASURES"
    today = desk.now().date()
    day = page.day or today
    when = "today" if day == today else year_day(day)
    row = form.row if form is not None and not page.asking else None
    rights = []
    if row is not None and row.single:
        rights.append(f"{row.range_words} answer")
    if form is not None and form.asked.measure is not None and form.asked.measure.entry == "items":
        key = desk.key("measure.total", Context.MEASURE)
        rights.append(f"{key} the items" if form.total_only else f"{key} total only")
    right = "   ".join(rights) if page.asking == "" else ""
    left = shorten(f" {title}   {who}   {when}", width - cells(right) - 2)
    return fit_line(line((left + " " * max(1, width - cells(left) - cells(right) - 1) + right, "bar")), width, "bar")


# the rows


def _placed(form: MeasureForm) -> list[int | None]:
    """What stands in each line of the box: the place of a row, None for an empty line."""
    placed: list[int | None] = []
    rows = form.rows
    for place, row in enumerate(rows):
        if row.optional and place and not rows[place - 1].optional:
            placed.append(None)
        placed.append(place)
    return placed


def _rows_box(desk: Desk, page: MeasurePage, form: MeasureForm, width: int, height: int) -> Block:
    rows, last = form.rows, last_keyed(desk.practice.chart(page.chart), form)
    skipped = form.skipped
    placed = _placed(form)
    room = height - 2
    lead = [None] if len(placed) < room else []
    lines: list[Line] = []
    for place in [*lead, *placed][page.top : page.top + room]:
        lines.append(line("") if place is None else _row(form, rows[place], place, skipped, last, width - 2))
    measure = form.asked.measure
    recall = str(measure.facts.get("recall", "")) if measure is not None else ""
    title = f"{form.asked.title}, {recall}" if recall else form.asked.title
    if form.total_only and measure is not None:
        title = f"{measure.short}, total only"
    hidden = len(placed) - room
    right = f"{form.at + 1 if form.at < len(rows) else len(rows)} of {len(rows)}" if hidden > 0 else ""
    return Box(width, height, title=title, right=right, foot=_foot(form), focus=True).draw(lines)


def _foot(form: MeasureForm) -> str:
    row = form.row or (form.rows[-1] if form.rows else None)
    if row is None:
        return ""
    if not row.low_cue and not row.high_cue:
        return "key in what the client's own form says" if form.asked.measure is not None else "their own count"
    low, high = (row.values[0], row.values[-1]) if row.values else (row.low, row.high)
    if row.shifted:
        return f"0 is {low} {row.low_cue}, {len(row.values) - 1} is +{high} {row.high_cue}"
    ends = f"{low} {row.low_cue}, {high} {row.high_cue}"
    declined = ", 9 would not answer" if row.declinable else ""
    return f"key in the answers from the client's own form: {ends}{declined}"


def _row(form: MeasureForm, row: Row, place: int, skipped: Answers, last: dict[str, str], width: int) -> Line:
    here = place == form.at
    given = form.answers.get(row.key)
    if here and form.typed:
        said = f"{form.typed}_"
    elif given is not None:
        said = "no answer" if given == "declined" else f"{given:+}" if row.shifted else f"{given}"
    elif row.key in skipped:
        said = f"({skipped[row.key]} left out)"
    else:
        said = "_" if here else ""
    label = f"{row.label} (Enter skips)" if row.optional else row.label
    before = f"last {last[row.key]}" if row.key in last else ""
    right = 15 if width >= 60 else 9
    room = max(4, min(MOST_LABEL, width - 8 - right - 10))
    spans = line(
        f"{'>' if here else ' '} {row.number:>2}  ",
        (fit(shorten(label, room), room), "ask" if row.risk else ""),
        (f"{said:>9}", "strong"),
        f"   {before:<{right - 3}}",
    )
    spans = fit_line(spans, width)
    return tint(spans, "cursor") if here else spans


# looking for another measure


def _search(desk: Desk, page: MeasurePage, width: int, height: int) -> Block:
    found = matches(desk, page)
    inner = width - 4
    room = height - 4
    top = page.top
    body: list[Line] = [*field_lines(page.line, inner, 1)[0], line("")]
    body += choice_lines(found, page.cursor, top, room, inner)
    accept, close = desk.key("pick.accept", Context.PICK), desk.key("ui.cancel")
    foot = f"{accept} key it   {close} back"
    box = Box(width, height, title="A MEASURE", foot=foot, foot_right=f"{len(found)} found", focus=True)
    return box.draw([line(" ", *spans) for spans in block(body, inner, height - 2)])


def choice_lines(found: list[Choice], cursor: int, top: int, room: int, width: int) -> list[Line]:
    """Measures in a list: short name, what it measures, what it is to this client."""
    lines: list[Line] = []
    shown = found[top : top + room]
    remark = min(max((cells(choice.remark) for choice in shown), default=0), max(0, width - 40))
    for place, choice in enumerate(found[top : top + room], top):
        measure = choice.measure
        spans = line(
            f"{'>' if place == cursor else ' '} ",
            (fit(shorten(measure.short, 16), 17), "strong"),
            fit(shorten(measure.construct, max(4, width - 20 - remark)), max(4, width - 19 - remark)),
            fit(shorten(choice.remark, remark), remark),
        )
        lines.append(tint(fit_line(spans, width), "selected") if place == cursor else spans)
    return lines or [line("  No measure fits.")]


PAINTERS: dict[str, Painter] = {
    "MeasurePage": Painter(measure_page, follow_measure),
}
"""Kind of scene -> its painter."""
