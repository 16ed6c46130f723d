"""The visible part of a list of any length: only rows that show are asked for."""

from __future__ import annotations

from collections.abc import Callable, Container

from plantui.tui.frame.block import Block
from plantui.tui.frame.line import Line, fit_line, tint


def scrolled(top: int, cursor: int, count: int, height: int, margin: int = 1) -> int:
    """Return the first row to show so that the cursor, with `margin` rows around it, is in view.

    `top` is what was shown last: the list moves no further than it must. An empty list or a height
    of zero gives 0.
    """
    if height <= 0 or count <= height:
        return 0
    margin = min(margin, (height - 1) // 2)
    top = min(top, cursor - margin)
    top = max(top, cursor + margin - height + 1)
    return max(0, min(top, count - height))


def paint(
    width: int,
    height: int,
    *,
    count: int,
    row: Callable[[int], Line],
    top: int = 0,
    cursor: int | None = None,
    focus: bool = True,
    ticked: Container[int] = frozenset(),
) -> Block:
    """Return `height` rows of `width` cells, showing the list from row `top` on.

    `row(index)` returns a row without its first cell, which belongs to the marks: `>` is the
    cursor, `*` a tick. On the cursor's row the tick stands in the second cell if that is free.
    The cursor's row is drawn in `cursor`, or `here` when the pane has no focus.
    """
    lines: list[Line] = []
    for index in range(top, min(count, top + height)):
        spans = row(index)
        at, tick = index == cursor, index in ticked
        if at and tick and spans and spans[0][0].startswith(" "):
            spans = (("*" + spans[0][0][1:], spans[0][1]), *spans[1:])
        mark = ">" if at else "*" if tick else " "
        spans = fit_line(((mark, ""), *spans), width)
        if tick:
            spans = tint(spans, "ticked")
        if at:
            spans = tint(spans, "cursor" if focus else "here")
        lines.append(spans)
    empty: Line = ((" " * width, ""),) if width > 0 else ()
    return tuple(lines) + (empty,) * (height - len(lines))
