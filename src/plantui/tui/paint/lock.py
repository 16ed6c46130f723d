"""The locked screen: no client, no count, no title of a draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantui.tui.desk.locking import LockPage, Phase
from plantui.tui.frame import Block, Line, line
from plantui.tui.frame.block import block
from plantui.tui.frame.line import line_width
from plantui.tui.paint.painter import Painter
from plantui.tui.text import wrap

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Desk

ROOM = 12
"""Letters of a passphrase that are shown, as stars."""
TITLE = "PlanTUI is locked"


def lock_page(desk: Desk, page: LockPage, width: int, height: int) -> Block:
    """The five lines, in the middle."""
    rows: list[Line] = [line((TITLE, "title")), line("")]
    if page.sealed:
        typed = min(len(page.field_.text), ROOM - 1)
        caret = "" if page.left or page.phase is Phase.OPENING else "_"
        shown = ("*" * typed + caret).ljust(ROOM)
        rows += [line("Passphrase  [", (shown, "field"), "]"), line("")]
    rows += [line(f"{page.who}   {desk.now():%H:%M}".strip()), line(""), line("")]
    start = max(0, (width - line_width(rows[0])) // 2 - 1)
    said = [line((part, style)) for text, style in _told(desk, page) for part in wrap(text, min(width - 2, 72))]
    wide = max((line_width(each) for each in said), default=0)
    beside = max(0, min(start - 12, width - wide - 1))
    body = [line(" " * start, *each) for each in rows] + [line(" " * beside, *each) for each in said]
    above = max(0, (height - len(rows) - 1) // 2 + 1)
    return block([*[line("")] * min(above, max(0, height - len(body))), *body], width, height)


def _told(desk: Desk, page: LockPage) -> list[tuple[str, str]]:
    """What is safe, what went wrong, and what is being done."""
    told: list[tuple[str, str]] = []
    if page.phase is Phase.OPENING:
        told.append(("Unlocking. What you type now waits for it.", "message"))
    elif page.problem:
        told.append((page.problem, "must"))
        if page.armed:
            told.append(("Enter was pressed: the next try is made by itself.", "message"))
    elif page.safe:
        told.append((f"{page.safe} It is in memory only: do not close this terminal.", "must"))
    elif not page.sealed:
        told.append(("This store has no passphrase: Enter comes back to where you left it.", "message"))
    elif page.started:
        told.append(("Your draft is safe. It comes back where you left it.", "message"))
    else:
        told.append(("Your passphrase opens the store; so does the recovery key.", "message"))
    if desk.practice.writer.failure is not None:
        told.append(("Changes wait to be stored. Do not close this terminal.", "must"))
    return told


PAINTERS: dict[str, Painter] = {
    "LockPage": Painter(lock_page),
}
"""Kind of scene -> its painter."""
