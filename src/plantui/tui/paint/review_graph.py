"""The scores of an objective as a small graph of characters: time from left to right, the goal as a dashed line."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from plantui.clinical.trend import show
from plantui.model.base import Number

ROWS = 5
"""Rows of the graph, at most; one more where whole numbers then have a row each."""


def graph(points: Sequence[tuple[date, Number]], goal: Number | None, start: date, end: date, width: int) -> list[str]:
    """Rows of at most ``width`` cells: an axis with values, ``*`` for scores, ``- -`` for the goal, months below.

    Nothing is drawn for fewer than one point or a width below 16.
    """
    if not points or width < 16:
        return []
    values = [value for _, value in points] + ([goal] if goal is not None else [])
    steps = _steps(min(values), max(values))
    label = max(len(show(value)) for value in steps)
    room = width - label - 2
    days = max(1, (end - start).days)
    rows = {row: [" "] * room for row in range(len(steps))}
    if goal is not None:
        rows[_nearest(goal, steps)] = list(("- " * room)[:room])
    for day, value in points:
        at = round((min(max(day, start), end) - start).days / days * (room - 1))
        rows[_nearest(value, steps)][at] = "*"
    drawn = [f"{show(value):>{label}} |{''.join(rows[row]).rstrip()}" for row, value in enumerate(steps)]
    return [*drawn, f"{'':>{label}} +{'-' * room}", f"{'':>{label}}  {_months(start, end, room)}"]


def _steps(low: Number, high: Number) -> list[Number]:
    """The values of the rows, highest first."""
    if high == low:
        return [high]
    span = high - low
    if isinstance(low, int) and isinstance(high, int) and span <= ROWS:
        return list(range(high, low - 1, -1))
    digits = 0 if span >= 2 * ROWS else 1
    made: list[Number] = [round(high - span * row / (ROWS - 1), digits) for row in range(ROWS)]
    return [int(value) if value == int(value) else value for value in made]


def _nearest(value: Number, steps: Sequence[Number]) -> int:
    return min(range(len(steps)), key=lambda row: abs(steps[row] - value))


def _months(start: date, end: date, room: int) -> str:
    """The names of the months where they begin."""
    days = max(1, (end - start).days)
    text = f"{start:%b}"
    year, month = start.year, start.month
    while (year, month) < (end.year, end.month):
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
        at = round((date(year, month, 1) - start).days / days * (room - 1))
        if at > len(text) and at + 3 <= room:
            text = f"{text:<{at}}{date(year, month, 1):%b}"
    return text
