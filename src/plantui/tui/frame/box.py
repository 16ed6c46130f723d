"""Boxes: a border with a title and a foot, single or, with focus, double."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from plantui.tui.frame.block import Block, block
from plantui.tui.frame.line import Line, fit_line, line_width
from plantui.tui.text import cells, shorten

_SINGLE = ("┌", "─", "┐", "│", "└", "┘")
_DOUBLE = ("╔", "═", "╗", "║", "╚", "╝")


class Box(NamedTuple):
    """A pane or panel: `┌─ 1 CASELOAD ─┐`, with focus `╔═ 2 PLAN ══ v3 signed ╗`.

    Sizes are in cells, the border included; a box is at least two by two. Titles that do not fit
    are cut at a word; the words at the right are dropped first when nothing would remain of the title.
    """

    width: int
    height: int
    title: str = ""
    right: str = ""
    foot: str = ""
    foot_right: str = ""
    focus: bool = False

    @property
    def inner_width(self) -> int:
        """Columns inside the border."""
        return max(0, self.width - 2)

    @property
    def inner_height(self) -> int:
        """Rows inside the border."""
        return max(0, self.height - 2)

    def draw(self, body: Sequence[Line]) -> Block:
        """Return the box with `body` inside; the body is padded or cropped to the inner size."""
        left_top, flat, right_top, side, left_bottom, right_bottom = _DOUBLE if self.focus else _SINGLE
        style = "focus" if self.focus else "border"
        edge = ((side, style),)
        inside = block(body, self.inner_width, self.inner_height)
        return (
            _edge(self.inner_width, (left_top, flat, right_top), self.title, self.right, style, "title"),
            *((*edge, *spans, *edge) for spans in inside),
            _edge(self.inner_width, (left_bottom, flat, right_bottom), self.foot, self.foot_right, style, "foot"),
        )


_LEAST_TITLE = 8


def _edge(width: int, pieces: tuple[str, str, str], left: str, right: str, style: str, words: str) -> Line:
    """Return an upper or lower border of `width` cells between its corners."""
    begin, flat, end = pieces
    if right and left and width - cells(right) - 5 < min(cells(left), _LEAST_TITLE):
        right = ""
    tail = f" {shorten(right, width - 3)} " if right and width > 3 else ""
    room = width - 3 - cells(tail)
    spans: list[tuple[str, str]] = [(begin, style)]
    used = cells(tail)
    if left and room > 0:
        text = shorten(left, room)
        spans = [(begin + flat + " ", style), (text, words), (" ", style)]
        used += 3 + cells(text)
    spans.append((flat * max(0, width - used), style))
    if tail:
        spans.append((tail, words))
    spans.append((end, style))
    return tuple(span for span in spans if span[0])


def rule(width: int, title: str = "", lead: int = 3, focus: bool = False) -> Line:
    """Return a line across a box: `─── g1.1 under the cursor ───────`, without title a plain one."""
    style = "focus" if focus else "border"
    if not title:
        return (("─" * width, style),)
    text = shorten(title, width - lead - 2)
    spans = (("─" * lead + " ", style), (text, "title"), (" ", style))
    return fit_line((*spans, ("─" * max(0, width - line_width(spans)), style)), width)
