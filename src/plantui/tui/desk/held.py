"""A text that another terminal is typing: read only, take it over, or back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from plantui.keys.context import Context
from plantui.practice.refusal import Refused
from plantui.practice.texts import Spot
from plantui.tui.desk.scene import Scene
from plantui.vault.founddraft import FoundDraft, Owner

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Action, Desk


@dataclass(eq=False)
class HeldPanel(Scene):
    """Who types the text, and since when; ``read`` opens it for reading, where it can be read at all."""

    panel: ClassVar[bool] = True
    found: FoundDraft
    read: Action | None = None

    def context(self) -> Context:
        """Its own three keys."""
        return Context.HELD


def _closed(desk: Desk) -> HeldPanel:
    """The panel, taken away."""
    panel = desk.state.scene
    if not isinstance(panel, HeldPanel):
        raise Refused("That works in the box of a text that another terminal types.")
    desk.close(panel)
    return panel


def read_only(desk: Desk) -> None:
    """Leave the text to the other terminal, and read it where it can be read."""
    panel = _closed(desk)
    if panel.read is not None:
        panel.read(desk)
    desk.warn(f"Read only: held by {holder(desk, panel.found)}.")


def take_over(desk: Desk) -> None:
    """Go on with the text as it stands there; the other terminal is told and keeps its own."""
    from plantui.tui.desk.reopening import reopen

    found = desk.drafts.latest(_closed(desk).found)
    desk.drafts.taking(Spot(found.chart, found.field))
    reopen(desk, found)
    desk.say(f"Taken over from {holder(desk, found)}. What was typed there is kept.")


def back(desk: Desk) -> None:
    """Leave it."""
    _closed(desk)


def hold(desk: Desk, spot: Spot, read: Callable[[Desk], None] | None = None) -> bool:
    """Whether another terminal types this text now; the panel that asks what to do is on the screen then."""
    found = desk.drafts.holder(spot)
    if found is None:
        return False
    desk.open(HeldPanel(found, read))
    return True


def holder(desk: Desk, found: FoundDraft) -> str:
    """Who types it, where, and since when: DW on pts/3 since 13:41."""
    place = f" on {found.owner.place}" if found.owner.place else ""
    return f"{initials(desk, found.owner)}{place} since {found.since.astimezone():%H:%M}"


def initials(desk: Desk, owner: Owner) -> str:
    """The initials of who types; their id where they are not known here."""
    return desk.drafts.people.get(owner.who, owner.who) or "somebody"


def also(desk: Desk, found: FoundDraft) -> None:
    """Another terminal was a moment faster: typing goes on, and what is kept may have to be compared."""
    desk.warn(f"{holder(desk, found)} types this text too. Yours is not kept as a draft; Enter compares them.")


def taken(desk: Desk, spot: Spot, owner: Owner) -> None:
    """Another terminal took a text over that is being typed here: it closes, and the words wait in history."""
    place = f" on {owner.place}" if owner.place else ""
    who = f"{initials(desk, owner)}{place}"
    from plantui.tui.desk.entry import history_name

    state = desk.state
    entry = desk.drafts.line_at(spot)
    if entry is not None and state.line is entry:
        desk.remember(history_name(entry), entry.field.text)
        state.line = None
        desk.warn(f"{who} took this line over. Read only here; your words wait under up.")
        return
    for scene in state.scenes:
        typed = scene.draft()
        if typed is not None and typed.spot == spot:
            scene.taken(desk, who)
            desk.warn(f"{who} took this text over. Read only here; your text is kept.")
            return


ACTIONS: dict[str, Action] = {"held.read": read_only, "held.take_over": take_over, "held.back": back}
"""Action id -> what runs."""
