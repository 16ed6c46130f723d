"""Blocks: rectangles of lines, put side by side, on top of each other, and one over another."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from typing import TypeAlias

from plantui.tui.frame.line import Line, fit_line, joined, line_width, put

Block: TypeAlias = tuple[Line, ...]
"""A rectangle: all lines have the same width in cells."""


def blank(width: int, height: int, style: str = "") -> Block:
    """Return an empty rectangle."""
    return (((" " * width, style),),) * height if width > 0 else ((),) * height


def block(lines: Sequence[Line], width: int, height: int) -> Block:
    """Return `lines` as a rectangle of exactly that size: padded with blanks, or cropped."""
    shown = tuple(fit_line(spans, width) for spans in lines[: max(0, height)])
    return shown + blank(width, height - len(shown))


def size(rectangle: Block) -> tuple[int, int]:
    """Return width and height in cells."""
    return (line_width(rectangle[0]) if rectangle else 0), len(rectangle)


def beside(*blocks: Block) -> Block:
    """Return blocks side by side; shorter ones are filled up with blank rows."""
    columns = [part for part in blocks if part]
    widths = [line_width(part[0]) for part in columns]
    return tuple(
        joined(part if part is not None else ((" " * width, ""),) for part, width in zip(row, widths, strict=True))
        for row in zip_longest(*columns)
    )


def stack(*blocks: Block) -> Block:
    """Return blocks one below the other. They should have one width."""
    return tuple(spans for part in blocks for spans in part)


def over(base: Block, top: Block, x: int, y: int) -> Block:
    """Return `base` with `top` laid over it at column `x`, row `y`; what sticks out is cut off."""
    lines = list(base)
    for row, spans in enumerate(top, y):
        if 0 <= row < len(lines):
            lines[row] = joined((put(lines[row], x, spans),))
    return tuple(lines)


def centre(base: Block, top: Block) -> Block:
    """Return `base` with `top` laid over its middle."""
    width, height = size(base)
    top_width, top_height = size(top)
    return over(base, top, max(0, (width - top_width) // 2), max(0, (height - top_height) // 2))
