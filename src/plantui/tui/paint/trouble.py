"""When a change cannot be stored: the boxes of a failed save and of a conflict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantui.keys.context import Context
from plantui.keys.edge import edge
from plantui.tui.frame import Block, Box, line
from plantui.tui.paint.layout import WIDE
from plantui.tui.paint.words import count, hints
from plantui.tui.text import wrap
from plantui.vault.faults import VaultFault

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Desk


def failure_panel(desk: Desk, width: int, height: int) -> Block:
    """A save that failed: what happened, what is safe, what to do."""
    failure = desk.practice.writer.failure
    waiting = desk.practice.writer.waiting
    happened = failure.sentence if isinstance(failure, VaultFault) else f"The store said no ({type(failure).__name__})."
    step = failure.next_step if isinstance(failure, VaultFault) else ""
    code = failure.code if isinstance(failure, VaultFault) else "E304"
    retry = desk.key("store.retry", Context.SAVEFAIL)
    said = [
        happened,
        f"Your last {count(waiting, 'change')} {'is' if waiting == 1 else 'are'} in memory, not in the store.",
        f"Do not close this terminal. {step}",
        f"{retry} tries again; every 10 s it is tried by itself.",
        "",
        f"{code}  plantui verify checks the store afterwards",
    ]
    return _box(desk, "CANNOT SAVE", said, "savefail", width, height)


def _box(desk: Desk, title: str, said: list[str], place: str, width: int, height: int) -> Block:
    body = [line(part) for text in said for part in (wrap(text, width - 4) or ("",))][: max(1, height - 2)]
    wide = desk.state.width >= WIDE
    foot = hints(edge(place, width - 4, desk.keymap, wide=wide), wide=wide) if place else "nothing is lost"
    return Box(width, len(body) + 2, title=title, foot=foot, focus=True).draw([line(" ", *each) for each in body])
