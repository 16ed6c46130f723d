"""A plot of scores in characters that every terminal has: stars, a goal line, a cut line, names of bands."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date

from plantui.clinical.phrase import short_day
from plantui.clinical.trend import show
from plantui.model.base import Number
from plantui.tui.desk.trend_series import Point, Series
from plantui.tui.frame import Line, line
from plantui.tui.text import cells, shorten

LEFT = 6
"""Columns of the scale at the left."""

RIGHT = 16
"""Columns at the right of the newest score, where the goal and the cut are named."""

BAND_ROOM = 18
"""Columns for the names of bands at the right, where there is room for them."""


def plot(series: Series, marks: Sequence[tuple[date, str]], width: int, rows: int) -> list[Line]:
    """``rows`` lines of plot, then the axis, the days and the scores under it; all of them ``width`` wide at most."""
    bottom, top = bounds(series)
    # Two bands only say which side of the cut a score lies on: the cut line says that, and they are no severity.
    banded = len(series.bands) > 2 and width >= 60
    room = max(8, width - LEFT - (BAND_ROOM if banded else 0) - 1)
    grid = [[(" ", "")] * room for _ in range(rows)]
    places = columns([point.day for point in series.points], room - RIGHT)
    for place, (dash, label) in _lines(series, bottom, top, rows).items():
        _across(grid[place], dash, label)
    for point, column in zip(series.points, places, strict=True):
        grid[row_of(point.total, bottom, top, rows)][column] = ("*", "strong")
    scale = _scale(series, bottom, top, rows)
    names = _names(series, bottom, top, rows) if banded else {}
    lines = []
    for number, cells_of_row in enumerate(grid):
        spans = [(f"{scale.get(number, ''):>{LEFT - 2}} |", ""), *_joined(cells_of_row)]
        if number in names:
            spans.append((f" {shorten(names[number], BAND_ROOM - 1)}", "note"))
        lines.append(line(*spans))
    lines.append(line(f"{scale.get(rows, ''):>{LEFT - 2}} +", _axis(series.points, marks, room)))
    days, totals = _under([(short_day(point.day), show(point.total)) for point in series.points], places, room)
    return [*lines, line(" " * LEFT, days), line(" " * LEFT, (totals, "strong"))]


def bounds(series: Series) -> tuple[float, float]:
    """The lowest and highest value of the scale: those of the measure, else of what is shown."""
    values: list[Number] = [point.total for point in series.points]
    values += [value for value in (series.goal, series.baseline) if value is not None]
    low = series.low if series.low is not None else min([0, *values])
    high = series.high if series.high is not None else max([1, *values])
    low, high = min([low, *values]), max([high, *values])
    if series.high is None and high < 10:
        high += 1
    return float(low), float(high) if high > low else float(low) + 1


def row_of(value: Number, bottom: float, top: float, rows: int) -> int:
    """The row of a value, 0 at the top; the axis itself lies under the last one."""
    share = (value - bottom) / (top - bottom)
    return max(0, min(rows - 1, rows - 1 - math.floor(share * (rows - 1) + 0.5)))


def columns(days: Sequence[date], room: int) -> list[int]:
    """The column of each day: in proportion to time."""
    if not days:
        return []
    first, span = days[0].toordinal(), max(1, (days[-1] - days[0]).days)
    return [1 + round((day.toordinal() - first) * max(1, room - 1) / span) for day in days]


def _lines(series: Series, bottom: float, top: float, rows: int) -> dict[int, tuple[str, str]]:
    """Row -> the line that goes across it and its name; on one row the goal's line names the cut as well."""
    found: dict[int, tuple[str, str]] = {}
    named = [(". ", "cut", series.cut.value if series.cut is not None else None), ("- ", "goal", series.goal)]
    for dash, name, value in named:
        if value is not None and bottom <= value <= top:
            place = row_of(value, bottom, top, rows)
            label = f"{name} {show(value)}"
            found[place] = (dash, f"{found[place][1]}, {label}" if place in found else label)
    return found


def _across(row: list[tuple[str, str]], dash: str, name: str) -> None:
    label = f" {name}"
    start = len(row) - len(label)
    for at in range(len(row)):
        row[at] = (label[at - start] if at >= start > 4 else dash[at % len(dash)], "note")


def _joined(row: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    spans: list[tuple[str, str]] = []
    for char, style in row:
        if spans and spans[-1][1] == style:
            spans[-1] = (spans[-1][0] + char, style)
        else:
            spans.append((char, style))
    return spans


def _scale(series: Series, bottom: float, top: float, rows: int) -> dict[int, str]:
    """Row -> the number that stands at its left: the ends, the bands' beginnings, else even steps."""
    wanted: list[Number] = [band.min for band in series.bands if bottom < band.min < top]
    if not wanted:
        step = max(1, math.ceil((top - bottom) / 4))
        wanted = [math.ceil(bottom) + step * part for part in (1, 2, 3) if bottom + step * part < top]
    found: dict[int, str] = {0: show(top), rows - 1: show(bottom)}
    for value in wanted:
        place = row_of(value, bottom, top, rows)
        found.setdefault(place, show(round(value, 1)))
    return found


def _names(series: Series, bottom: float, top: float, rows: int) -> dict[int, str]:
    """Row -> the band that begins there."""
    found: dict[int, str] = {}
    for band in series.bands:
        if bottom <= band.min <= top:
            found[row_of(band.min, bottom, top, rows)] = band.label
    return found


def _axis(points: Sequence[Point], marks: Sequence[tuple[date, str]], room: int) -> str:
    axis = ["-"] * room
    if points:
        first, last = points[0].day, points[-1].day
        span = max(1, (last - first).days)
        for day, mark in marks:
            at = 1 + round((day - first).days * max(1, room - RIGHT - 1) / span)
            if first <= day and 0 <= at < room:
                axis[at] = mark if axis[at] in ("-", mark) else "+"
    return "".join(axis)


def _under(words: Sequence[tuple[str, str]], places: Sequence[int], room: int) -> tuple[str, str]:
    """Days and totals under their columns: the newest always, the others where there is room."""
    chosen: list[int] = []
    for number in sorted(range(len(words)), key=lambda number: (number != len(words) - 1, number)):
        begin, end = places[number] - 1, places[number] - 1 + max(map(cells, words[number]))
        if end > room:
            begin, end = room - (end - begin), room
        if all(
            end < places[other] - 1 or begin > places[other] - 1 + max(map(cells, words[other])) for other in chosen
        ):
            chosen.append(number)
    lines = [[" "] * room, [" "] * room]
    for number in chosen:
        for row, word in zip(lines, words[number], strict=True):
            begin = max(0, min(places[number] - 1, room - len(word)))
            row[begin : begin + len(word)] = list(word)
    return "".join(lines[0]).rstrip(), "".join(lines[1]).rstrip()
