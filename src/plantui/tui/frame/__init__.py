"""Screens as plain data: lines of styled text, without Textual.

    Span   (text, style)        style is words of `styles.STYLES`, "" is ordinary text
    Line   tuple of spans       one row of cells                         `line.py`
    Block  tuple of lines       a rectangle; every line has one width    `block.py`
    Box    draws a block into a titled border                            `box.py`
    rows   draws the visible part of a list, of any length               `rows.py`
    Frame  the whole screen, with the caret                              `frame.py`

A screen is a pure function of the state to a `Frame`:

    def paint(state, width, height):
        left = Box(38, height - 3, title="1 CASELOAD", foot="34 shown", focus=True)
        inside = rows.paint(left.inner_width, left.inner_height, count=34, top=0, cursor=4,
                            row=lambda index: line(fit(names[index], 20), ("4 d late", "overdue")))
        right = Box(width - 38, height - 3, title="2 PLAN  Reyes, Maria", right="v3 signed 12 Dec 2025")
        main = beside(left.draw(inside), right.draw(plan_lines))
        screen = stack(block([line((" PlanTUI", "bar"))], width, 1), main, footer)
        return Frame(width, height, over(screen, panel, 10, 5))

`Frame.text()` is the snapshot for tests, `frame.in_ascii` the form for `--ascii`. The canvas
(`tui.terminal.canvas`) puts a frame on the terminal. Text from people enters a line through
`line()`, which makes it visible and harmless (`tui.text`).
"""

from plantui.tui.frame.block import Block, beside, blank, block, centre, over, stack
from plantui.tui.frame.box import Box, rule
from plantui.tui.frame.frame import Caret, Frame, in_ascii
from plantui.tui.frame.line import Line, Span, crop, fit_line, line, line_width, plain, put, tint
from plantui.tui.frame.rows import paint as paint_rows
from plantui.tui.frame.rows import scrolled

__all__ = [
    "Block",
    "Box",
    "Caret",
    "Frame",
    "Line",
    "Span",
    "beside",
    "blank",
    "block",
    "centre",
    "crop",
    "fit_line",
    "in_ascii",
    "line",
    "line_width",
    "over",
    "paint_rows",
    "plain",
    "put",
    "rule",
    "scrolled",
    "stack",
    "tint",
]
