"""A text that the editor still had when the program was killed: it becomes a draft at the next start."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantui.settings.leftover import Leftover, belongs, find, places, take_up
from plantui.vault.faults import VaultFault

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Desk
    from plantui.vault.founddraft import FoundDraft


def take_up_left(desk: Desk) -> tuple[FoundDraft, Leftover] | None:
    """Keep every text of whoever works here as a draft, and remove its folder; the latest one that says anything new.

    What could not be kept stays where it is, and is said.
    """
    texts = desk.drafts.texts
    store = desk.locking.premises.store if desk.locking.premises is not None else None
    if texts is None or store is None or desk.paths is None or desk.state.read_only:
        return None
    latest: Leftover | None = None
    who = desk.practice.acting().user.id
    for left in find(places(desk.paths.runtime)):
        if not belongs(left, store.vault.id, who):
            continue
        try:
            if take_up(left, texts):
                latest = left
        except VaultFault as fault:
            desk.warn(f"{fault.code} The text that an editor left in {left.folder} cannot be kept. {fault}")
    whence = latest.whence if latest is not None else None
    if latest is None or whence is None:
        return None
    spot = (whence.chart, whence.target)
    draft = next((each for each in texts.abandoned(whence.chart) if (each.chart, each.field) == spot), None)
    return None if draft is None else (draft, latest)
