"""When a change cannot be stored: the boxes of a failed save and of a conflict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantui.keys.context import Context
from plantui.keys.edge import edge
from plantui.tui.desk.moved import MovedDraft
from plantui.tui.desk.storing import room_left
from plantui.tui.frame import Block, Box, Line, line
from plantui.tui.paint.layout import WIDE
from plantui.tui.paint.painter import Painter
from plantui.tui.paint.words import count, hints
from plantui.tui.text import wrap
from plantui.vault.faults import StoreFull, VaultFault

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Desk


def failure_panel(desk: Desk, width: int, height: int) -> Block:
    """A save that failed: what happened, what is safe, what to do."""
    failure = desk.practice.writer.failure
    waiting = desk.practice.writer.waiting
    happened = failure.sentence if isinstance(failure, VaultFault) else f"The store said no ({type(failure).__name__})."
    if isinstance(failure, StoreFull) and (room := room_left(desk)):
        happened = f"The disk is full ({room} free on the data disk)."
    step = failure.next_step if isinstance(failure, VaultFault) else ""
    code = failure.code if isinstance(failure, VaultFault) else "E304"
    retry = desk.key("store.retry", Context.SAVEFAIL)
    kept = desk.drafts.recovery
    where = "in memory and in the recovery file, not the store" if kept and kept.path else "in memory, not in the store"
    said = [
        happened,
        f"Your last {count(waiting, 'change')} {'is' if waiting == 1 else 'are'} {where}.",
        f"Do not close this terminal. {step}",
        f"{retry} tries again; every 10 s it is tried by itself.",
        "",
    ]
    if desk.drafts.recovery_fault:
        said.insert(2, f"The recovery file could not be written: {desk.drafts.recovery_fault}")
    said.append(f"{code}  plantui verify checks the store afterwards")
    return _box(desk, "CANNOT SAVE", said, "savefail", width, height)


def damage_lines(desk: Desk, width: int) -> list[Line]:
    """A chart that cannot be read, in the plan pane: what is wrong, and the way on."""
    open_key = desk.key("item.open")
    said = [
        desk.shown.damage(),
        "The other charts are not touched by this: the rest of the caseload works.",
        f"{open_key} puts the last good version back, from a snapshot or the version before.",
    ]
    styles = ("must", "", "")
    body = [
        line(" ", (part, style)) for text, style in zip(said, styles, strict=True) for part in wrap(text, width - 4)
    ]
    return list(Box(width, len(body) + 2, title="CANNOT READ THIS CHART").draw(body))


def moved_panel(desk: Desk, panel: MovedDraft, width: int, height: int) -> Block:
    """A draft beside what its line was and what it is now."""
    said = [
        f"{panel.code}  was changed after this draft was begun.".strip(),
        "",
        f"before   {panel.before}",
        f"theirs   {panel.theirs}",
        f"mine     {panel.found.text}",
        "",
    ]
    keys = [
        (desk.key("conflict.mine", Context.CONFLICT), "go on with mine; Enter then puts it in the place of theirs"),
        (desk.key("conflict.theirs", Context.CONFLICT), "take theirs; mine waits in history (up)"),
        (desk.key("conflict.later", Context.CONFLICT), "later: the draft is kept"),
    ]
    said += [f"{key}  {words}" for key, words in keys if key]
    return _box(desk, "THE LINE OF YOUR DRAFT MOVED ON", said, "", width, height)


def _box(desk: Desk, title: str, said: list[str], place: str, width: int, height: int) -> Block:
    body = [line(part) for text in said for part in (wrap(text, width - 4) or ("",))][: max(1, height - 2)]
    wide = desk.state.width >= WIDE
    foot = hints(edge(place, width - 4, desk.keymap, wide=wide), wide=wide) if place else "nothing is lost"
    return Box(width, len(body) + 2, title=title, foot=foot, focus=True).draw([line(" ", *each) for each in body])


PAINTERS: dict[str, Painter] = {
    "MovedDraft": Painter(moved_panel),
}
"""Kind of scene -> its painter."""
