"""A line: one row of cells, as spans of text and style."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from plantui.tui.text import CUT, cells, take, visible

Span: TypeAlias = tuple[str, str]
"""A piece of text on one row, already visible, and its style words."""

Line: TypeAlias = tuple[Span, ...]
"""One row of cells."""


def line(*parts: str | Span) -> Line:
    """Build a line from strings (ordinary text) and (text, style) pairs.

    The text is made visible: no control character survives.
    """
    return tuple(
        (visible(part), "") if isinstance(part, str) else (visible(part[0]), part[1])
        for part in parts
        if (part if isinstance(part, str) else part[0])
    )


def line_width(spans: Line) -> int:
    """Return the width of a line in cells."""
    return sum(cells(text) for text, _ in spans)


def plain(spans: Line) -> str:
    """Return a line's text without styles."""
    return "".join(text for text, _ in spans)


def crop(spans: Line, start: int, end: int) -> Line:
    """Return the cells `start` to `end` (exclusive). Half a wide character becomes a space."""
    if end <= start:
        return ()
    kept: list[Span] = []
    at = 0
    for text, style in spans:
        width = cells(text)
        if at + width > start and at < end:
            kept.append((_cut(text, width, max(0, start - at), min(width, end - at)), style))
        at += width
        if at >= end:
            break
    return tuple(kept)


def _cut(text: str, width: int, start: int, end: int) -> str:
    """Return the cells `start` to `end` of a text of `width` cells."""
    if start == 0 and end == width:
        return text
    if len(text) == width and text.isascii():
        return text[start:end]
    before = take(text, start)
    missing = start - cells(before)
    rest = text[len(before) + (1 if missing else 0) :]
    if not missing and before != text:
        # Marks that belong to the last character before the cut stay with it.
        while rest and not _cells_of_first(rest):
            rest = rest[1:]
    room = end - start - missing
    inside = take(rest, room)
    return " " * missing + inside + " " * (room - cells(inside))


def _cells_of_first(text: str) -> int:
    """Return the width of the first character as it stands inside a text (0 for a combining mark)."""
    return cells("a" + text[0]) - 1


def fit_line(spans: Line, width: int, style: str = "", cut: str = "") -> Line:
    """Return a line of exactly `width` cells: padded in `style`, or cropped with `cut` at its end."""
    if width <= 0:
        return ()
    have = line_width(spans)
    if have < width:
        return (*spans, (" " * (width - have), style))
    if have == width:
        return spans
    if not cut:
        return crop(spans, 0, width)
    kept = crop(spans, 0, width - cells(cut))
    return (*kept, (cut, kept[-1][1] if kept else style))


def shorten_line(spans: Line, width: int) -> Line:
    """Return a line of exactly `width` cells, cut with `~` where it is too long."""
    return fit_line(spans, width, cut=CUT)


def tint(spans: Line, style: str) -> Line:
    """Return a line with the words of `style` added to every span."""
    if not style:
        return spans
    return tuple((text, f"{own} {style}" if own else style) for text, own in spans)


def put(spans: Line, at: int, other: Line) -> Line:
    """Return `spans` with the cells from `at` on replaced by `other`; the width stays the same."""
    width = line_width(spans)
    if at < 0:
        other, at = crop(other, -at, line_width(other)), 0
    over = line_width(other)
    if at >= width or not over:
        return spans
    if at + over > width:
        other, over = crop(other, 0, width - at), width - at
    return (*crop(spans, 0, at), *other, *crop(spans, at + over, width))


def joined(lines: Iterable[Line]) -> Line:
    """Return lines side by side as one line; neighbours of one style become one span."""
    spans: list[Span] = []
    for part in lines:
        for text, style in part:
            if spans and spans[-1][1] == style:
                spans[-1] = (spans[-1][0] + text, style)
            else:
                spans.append((text, style))
    return tuple(spans)
