"""The caseload in numbers: groups of figures, each with a bar as long as its share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantui.tui.desk.caseload_picture import PicturePage, figures
from plantui.tui.frame import Block, Box, Line, line
from plantui.tui.paint.painter import Painter
from plantui.tui.paint.timeline import head
from plantui.tui.text import fit, shorten

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Desk


def picture_page(desk: Desk, page: PicturePage, width: int, height: int) -> Block:
    """The page, its own first row included."""
    lines = _lines(desk, width - 4)
    room = height - 3
    more = f"{page.top + 1}-{min(len(lines), page.top + room)} of {len(lines)}" if len(lines) > room else ""
    box = Box(width, height - 1, "THE CASELOAD IN NUMBERS", "no names", "counts of clients unless it says", more, True)
    return (head(desk, "CASELOAD PICTURE", "", width), *box.draw(lines[page.top :]))


def follow_picture(desk: Desk, page: PicturePage) -> None:
    """Stop at the last line."""
    page.top = max(0, min(page.top, len(_lines(desk, desk.state.width - 4)) - (desk.state.height - 5)))


def _lines(desk: Desk, width: int) -> list[Line]:
    lines: list[Line] = []
    there = figures(desk)
    most = max((each.number for each in there), default=1) or 1
    bar = max(0, width - 44)
    for place, each in enumerate(there):
        new = not place or there[place - 1].group != each.group
        if new and place:
            lines.append(line(""))
        length = round(each.number / most * bar)
        lines.append(
            line(
                " ",
                (f"{each.group if new else '':<12}", "head"),
                fit(shorten(each.what, 24), 24),
                f"{each.number:>5}  ",
                ("#" * (length or (1 if each.number and bar else 0)), "note"),
            )
        )
    return lines


PAINTERS: dict[str, Painter] = {
    "PicturePage": Painter(picture_page, follow_picture),
}
"""Kind of scene -> its painter."""
