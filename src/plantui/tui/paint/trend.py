"""The trend page: a plot and the same in words, the timeline under it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantui.clinical.phrase import short_day
from plantui.clinical.trend import show
from plantui.model.chart import Chart
from plantui.tui.desk.trend import BESIDE, TrendPage, moments, series, shown_series
from plantui.tui.desk.trend_series import Series, milestones, summary
from plantui.tui.frame import Block, Box, Line, beside, line, scrolled, stack
from plantui.tui.paint.layout import WIDE
from plantui.tui.paint.painter import Painter
from plantui.tui.paint.timeline import head, timeline_lines, who
from plantui.tui.paint.trend_plot import plot
from plantui.tui.text import cells, fit, shorten, wrap

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Desk

WORDS_WIDTH = 54
TIMELINE_ROWS = 8
"""Height of the timeline's box on a small screen; a larger one shares."""


def trend_page(desk: Desk, page: TrendPage, width: int, height: int) -> Block:
    """The page, its own first row included."""
    chart = desk.shown.chart()
    wide = width >= WIDE
    name = who(desk, desk.state.client, wide=wide)
    first = head(desk, f"TREND {name}", f"{desk.key('pane.next')} next measure", width)
    place, chosen = shown_series(desk, page)
    upper = _upper_height(page, height - 1)
    if chart is None:
        return (first, *Box(width, height - 1).draw([line(f" {desk.shown.damage()}")]))
    boxes = []
    if upper:
        boxes.append(_measure_boxes(desk, page, chart, place, chosen, width, upper))
    boxes.append(_timeline_box(desk, page, width, height - 1 - upper))
    return (first, *stack(*boxes))


def follow_trend(desk: Desk, page: TrendPage) -> None:
    """Keep the timeline's row in view."""
    count = len(moments(desk))
    page.cursor = max(0, min(page.cursor, count - 1))
    height = desk.state.height - 3
    page.top = scrolled(page.top, page.cursor, count, height - _upper_height(page, height) - 2)


def _upper_height(page: TrendPage, room: int) -> int:
    """Rows of the measure's box; 0 when the timeline has the page."""
    if page.view == "timeline":
        return 0
    return max(5, room - max(4, min(room * 2 // 5, TIMELINE_ROWS + max(0, room - 21) // 2)))


def _measure_boxes(
    desk: Desk, page: TrendPage, chart: Chart, place: int, chosen: Series | None, width: int, height: int
) -> Block:
    if chosen is None:
        key = desk.key("measure.record")
        return Box(width, height, title="NO MEASURE", focus=True).draw(
            [line(""), line(f"  Nothing has been measured yet. {key} records a measure.")]
        )
    if page.view == "words":
        return _words_box(desk, chart, chosen, width, height, focus=True)
    words = WORDS_WIDTH if width >= BESIDE else 0
    plotted = _plot_box(desk, chart, place, chosen, width - words, height, words=not words)
    if not words:
        return plotted
    return beside(plotted, _words_box(desk, chart, chosen, words, height))


def _title(chosen: Series) -> str:
    goal = f"goal {show(chosen.goal)}" if chosen.goal is not None else ""
    if goal and chosen.due is not None:
        goal += f" by {short_day(chosen.due)}"
    return "   ".join(part for part in (chosen.title, goal, chosen.better) if part)


def _plot_box(desk: Desk, chart: Chart, place: int, chosen: Series, width: int, height: int, *, words: bool) -> Block:
    inner = height - 2
    said: list[Line] = []
    if words and inner >= 9:
        told = next((text for label, text in summary(chosen, chart, desk.now().date()) if label == "Trend"), "")
        said = [line(f" {shorten(told, width - 4)}")] if told else []
    rows = inner - 3 - len(said)
    if not chosen.points:
        body = [line(""), line(f"  No score yet. {desk.key('measure.record')} records one.")]
    elif rows < 3:
        totals = "  ".join(f"{short_day(point.day)} {show(point.total)}" for point in chosen.points)
        body = [line(f" {part}") for part in wrap(totals, width - 4)]
    else:
        body = plot(chosen, milestones(chart), width - 4, rows)
    count = len(series(desk))
    right = f"{place + 1} of {count}" if count > 1 else ""
    foot = "R review   P plan signed" if chosen.points else ""
    more = f"{desk.key('trend.open')} in words" if words else f"{desk.key('trend.open')} timeline"
    box = Box(width, height, title=_title(chosen), right=right, foot=foot, foot_right=more, focus=True)
    return box.draw([*body, *said])


def _words_box(desk: Desk, chart: Chart, chosen: Series, width: int, height: int, *, focus: bool = False) -> Block:
    """What the plot says, as sentences and as a table; the newest score first."""
    inner, room = width - 4, height - 2
    lines: list[Line] = []
    for label, text in summary(chosen, chart, desk.now().date()):
        for number, part in enumerate(wrap(text, inner - 7)):
            lines.append(line(" ", (f"{label if not number else '':<7}", "head"), part))
    lines.append(line(""))
    lines += [_point(chosen, place, inner) for place in range(len(chosen.points) - 1, -1, -1)]
    title = f"{chosen.title} in words" if focus else "in words"
    hidden = len(lines) - room
    foot = f"{hidden} earlier not shown" if hidden > 0 else ""
    right = f"{desk.key('trend.open')} timeline" if focus else ""
    box = Box(width, height, title=title, foot=foot, foot_right=right, focus=focus)
    return box.draw(lines[:room])


def _point(chosen: Series, place: int, width: int) -> Line:
    """`3 Mar 2026    12  Moderate             better by 3`."""
    point = chosen.points[place]
    step = chosen.step(place)
    total = f"{show(point.total)}{' prorated' if point.prorated else ''}"
    start = f" {short_day(point.day):>6} {point.day.year}  {total:>4}  "
    room = max(0, min(24, width - cells(start) - 14))
    style = "better" if step.startswith("better") else "worse" if step.startswith("worse") else ""
    return line(start, fit(shorten(point.band, room), room), " ", (step, style))


def _timeline_box(desk: Desk, page: TrendPage, width: int, height: int) -> Block:
    rows = moments(desk)
    body = timeline_lines(rows, page.cursor, page.top, height - 2, width - 2)
    if not rows:
        body = [line(" Nothing has happened yet. n writes a note, m records a measure.")]
    hidden = len(rows) > height - 2
    right = f"{min(page.cursor + 1, len(rows))} of {len(rows)}" if hidden else ""
    foot = f"{desk.key('item.open')} opens"
    view = "" if page.view != "timeline" else f"{desk.key('trend.open')} plot"
    return Box(width, height, "TIMELINE", right, foot, view, focus=page.view == "timeline").draw(body)


PAINTERS: dict[str, Painter] = {
    "TrendPage": Painter(trend_page, follow_trend),
}
"""Kind of scene -> its painter."""
