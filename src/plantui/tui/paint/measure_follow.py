"""The panel that follows a measure: the search, and the measures that fit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantui.keys.context import Context
from plantui.practice.commands.measures import FORTNIGHT, days_words
from plantui.tui.desk.measure_follow import FollowPanel, every_days, matches
from plantui.tui.frame import Block, Box, Line, line, scrolled
from plantui.tui.paint.field import field_lines
from plantui.tui.paint.measure import choice_lines
from plantui.tui.paint.painter import Painter
from plantui.tui.text import wrap

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Desk

MOST_ROWS = 14


def _room(height: int) -> int:
    return max(1, min(MOST_ROWS, height - 6))


def follow_panel(desk: Desk, panel: FollowPanel, width: int, height: int) -> Block:
    """The panel over what is behind."""
    wide = min(width, 80)
    inner, room = wide - 4, _room(height)
    found = matches(desk, panel)
    body: list[Line] = [*field_lines(panel.typed, inner, 1)[0]]
    body.append(line((wrap(_said(desk, panel), inner)[0], "preview")))
    body += choice_lines(found, panel.cursor, panel.top, room, inner)
    foot = f"{desk.key('pick.accept', Context.PICK)} follow   {desk.key('ui.cancel')} close"
    box = Box(wide, min(height, room + 4), "FOLLOW A MEASURE", "", foot, f"{len(found)} found", focus=True)
    return box.draw([line(" ", *spans) for spans in body])


def scroll_follow(desk: Desk, panel: FollowPanel) -> None:
    """Keep the chosen match in view."""
    count = len(matches(desk, panel))
    panel.cursor = max(0, min(panel.cursor, count - 1))
    panel.top = scrolled(panel.top, panel.cursor, count, _room(desk.state.height - 3))


def _said(desk: Desk, panel: FollowPanel) -> str:
    """What Enter would do."""
    found = matches(desk, panel)
    if not found:
        return "phq9 every 2w"
    measure = found[min(panel.cursor, len(found) - 1)].measure
    days = every_days(panel.typed.text)[1]
    followed = {each.measure: each.every_days for each in desk.practice.chart(panel.chart).client.follows}
    if measure.id in followed and days in (None, followed[measure.id]):
        stops = ": Enter stops following it" if panel.typed.text.strip() else ""
        return f"= {measure.short} is followed every {days_words(followed[measure.id])}{stops}"
    default = "" if days is not None else " (default)"
    return f"= {measure.short}, every {days_words(days or measure.due_days or FORTNIGHT)}{default}"


PAINTERS: dict[str, Painter] = {
    "FollowPanel": Painter(follow_panel, scroll_follow),
}
"""Kind of scene -> its painter."""
