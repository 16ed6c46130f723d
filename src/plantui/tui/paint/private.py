"""The panel of private notes: the passphrase as stars, the notes, or the one being typed."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from plantui.keys.body import row_of
from plantui.keys.context import Context
from plantui.practice.private import AT_THE_START
from plantui.tui.desk.private import PANEL, PrivatePanel
from plantui.tui.frame import Block, Box, Line, line, scrolled
from plantui.tui.frame.line import fit_line, tint
from plantui.tui.paint.painter import Painter
from plantui.tui.text import breaks, wrap

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Desk
    from plantui.vault.private import PrivateNote

ROOM = 24
"""Letters of a passphrase that are shown, as stars."""

APART = "Yours alone: in no export, no search, no page. They open with your passphrase only."


def private_panel(desk: Desk, panel: PrivatePanel, width: int, height: int) -> Block:
    """The panel in the middle of the screen."""
    panel.width = wide = min(width, PANEL)
    inner = wide - 4
    if panel.book is None:
        return _asking(desk, panel, wide, inner)
    if panel.writing is not None:
        return _writing(desk, panel, wide, height)
    return _reading(desk, panel, wide, height)


def _asking(desk: Desk, panel: PrivatePanel, wide: int, inner: int) -> Block:
    stars = ("*" * min(len(panel.word.text), ROOM - 1) + "_").ljust(ROOM)
    body: list[Line] = [line((part, "preview")) for part in wrap(APART, inner)]
    body += [line(""), line("Your passphrase  [", (stars, "field"), "]")]
    if panel.wrong:
        body += [line(""), line((f"That was not it ({panel.wrong}).", "must"))]
    foot = f"{desk.key('line.commit', Context.LINE)} open   {desk.key('ui.cancel', Context.LINE)} close"
    return _box(panel, wide, body, foot)


def _reading(desk: Desk, panel: PrivatePanel, wide: int, height: int) -> Block:
    inner = wide - 4
    keys = [("note.new", "write"), ("item.remove", "remove"), ("ui.back", "close")]
    foot = "   ".join(f"{desk.key(key)} {word}" for key, word in keys if panel.page.notes or key != "item.remove")
    if not panel.page.notes:
        start = [line((part, "preview")) for part in wrap(AT_THE_START, inner)]
        return _box(panel, wide, [line("Nothing yet."), line(""), *start], foot)
    rows: list[Line] = []
    first, last = 0, 0
    for number, note in enumerate(panel.page.notes):
        drawn = _note(note, inner, chosen=number == panel.cursor)
        if number == panel.cursor:
            first, last = len(rows), len(rows) + len(drawn) - 1
        rows += drawn
    room = max(1, height - 4)
    # The whole of the note under the cursor where it fits, else its beginning.
    panel.top = scrolled(scrolled(panel.top, last, len(rows), room), first, len(rows), room)
    return _box(panel, wide, rows[panel.top : panel.top + room], foot, f"{panel.cursor + 1} of {len(panel.page.notes)}")


def _note(note: PrivateNote, inner: int, *, chosen: bool) -> list[Line]:
    head = fit_line(line("> " if chosen else "  ", (_when(note.at), "code")), inner)
    rows = [tint(head, "selected") if chosen else head]
    for paragraph in note.text.split("\n"):
        rows += [line("  ", part) for part in wrap(paragraph, inner - 2)] or [line("")]
    return [*rows, line("")]


def _writing(desk: Desk, panel: PrivatePanel, wide: int, height: int) -> Block:
    body = panel.writing
    assert body is not None
    rows = breaks(body.text, wide - 4)
    at = row_of(rows, body.cursor)
    room = max(1, min(max(8, len(rows)), height - 4))
    panel.top = scrolled(panel.top, at, len(rows), room)
    lines: list[Line] = []
    for number in range(panel.top, min(len(rows), panel.top + room)):
        start, end = rows[number]
        row = body.text[start:end]
        if number == at:
            inside = body.cursor - start
            lines.append(line(row[:inside], (row[inside : inside + 1] or "_", "caret"), row[inside + 1 :]))
        else:
            lines.append(line(row))
    lines += [line("")] * (room - len(lines))
    keys = f"{desk.key('text.done', Context.TEXT)} keep   {desk.key('ui.cancel', Context.TEXT)} keep and read"
    return _box(panel, wide, lines, f"{keys}   no draft of it is kept", _when(desk.now()))


def _box(panel: PrivatePanel, wide: int, body: list[Line], foot: str, right: str = "") -> Block:
    box = Box(wide, len(body) + 2, title=f"PRIVATE NOTES about {panel.code}", right=right, foot=foot, focus=True)
    return box.draw([line(" ", *spans) for spans in body])


def _when(moment: datetime) -> str:
    local = moment.astimezone()
    return f"{local:%a} {local.day} {local:%b %Y %H:%M}"


PAINTERS: dict[str, Painter] = {
    "PrivatePanel": Painter(private_panel),
}
"""Kind of scene -> its painter."""
