"""The settings as a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantui.settings.known import KNOWN, Setting, Settings
from plantui.tui.desk.settings_page import SettingsPage, choices
from plantui.tui.frame import Block, Box, Line, line, rule, scrolled
from plantui.tui.frame.line import fit_line, tint
from plantui.tui.paint.field import field_lines
from plantui.tui.paint.painter import Painter
from plantui.tui.paint.titled import title_row
from plantui.tui.text import fit, shorten, wrap

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Desk

DETAIL = 5
"""Rows under the list: what the setting is, what it can be, what is typed."""


def settings_page(desk: Desk, page: SettingsPage, width: int, height: int) -> Block:
    """The list, and under it the setting under the cursor."""
    inner = width - 4
    room = max(1, height - 3 - DETAIL)
    rows = [_row(desk, page, number, setting, inner) for number, setting in enumerate(KNOWN)]
    body = rows[page.top : page.top + room]
    body += [line("")] * (room - len(body))
    body += [rule(inner), *_detail(desk, page, inner)][:DETAIL]
    box = Box(width, height - 1, title="SETTINGS", right=f"{len(KNOWN)}", focus=True)
    return (title_row(desk, "Settings", width), *box.draw([line(" ", *spans) for spans in body]))


def _row(desk: Desk, page: SettingsPage, number: int, setting: Setting, width: int) -> Line:
    here = number == page.cursor
    value = setting.shown(desk.settings)
    own = "" if value == setting.shown(Settings()) else "*"
    name = 25 if width >= 70 else 22
    room = 18 if width >= 70 else 12
    shown = (fit(shorten(value or '""', room - 1), room), "strong" if own else "")
    said = shorten(setting.help, width - 4 - name - room)
    spans = line("> " if here else "  ", fit(own, 2), fit(setting.name, name), shown, said)
    spans = fit_line(spans, width)
    return tint(spans, "cursor") if here else spans


def _detail(desk: Desk, page: SettingsPage, width: int) -> list[Line]:
    setting = page.setting
    can = choices(setting)
    default = setting.shown(Settings()) or '""'
    said = f"{setting.help}. Default: {default}." + (f" One of {', '.join(can)}." if can else "")
    lines = [line(part) for part in wrap(said, width)][:2]
    if page.typed is not None:
        typed = field_lines(page.typed, max(4, width - len(setting.name) - 3), 1)[0][0]
        lines.append(line((f"{setting.name} ", "key"), *typed))
        lines += [line((part, "must")) for part in wrap(page.problem, width)][:1] if page.problem else []
    elif can:
        lines.append(line(f"{desk.key('item.open')} takes the next one   {desk.key('item.remove')} the default"))
    else:
        lines.append(line(f"{desk.key('item.open')} changes it   {desk.key('item.remove')} takes the default"))
    return lines


def follow_settings(desk: Desk, page: SettingsPage) -> None:
    """Keep the setting under the cursor in view."""
    room = max(1, desk.state.height - 5 - DETAIL)
    page.top = scrolled(page.top, page.cursor, len(KNOWN), room)


PAINTERS: dict[str, Painter] = {
    "SettingsPage": Painter(settings_page, follow_settings),
}
"""Kind of scene -> its painter."""
