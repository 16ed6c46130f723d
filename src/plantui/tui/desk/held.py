"""A text that another terminal types: read only, take it over, or back. And the other side: it was taken over here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from plantui.keys.context import Context
from plantui.practice.refusal import Refused
from plantui.practice.texts import Spot
from plantui.tui.desk.held_text import HeldText
from plantui.tui.desk.scene import Scene
from plantui.vault.founddraft import FoundDraft, Owner

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Action, Desk
    from plantui.tui.desk.state import LineEntry

Read = Callable[["Desk", FoundDraft], None]
"""Opens a held text where it can be read."""
FREE = "Nobody types this any more. It can be changed here again."
"""What is said when the other terminal is done with a text."""


@dataclass(eq=False)
class HeldPanel(Scene):
    """Who types the text, and since when; ``read`` shows it read only on a page of its own, where there is one."""

    panel: ClassVar[bool] = True
    found: FoundDraft
    read: Read | None = None

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
    """Leave the text to the other terminal, and read it as it stands there."""
    panel = _closed(desk)
    found = _latest(desk, panel)
    if found is None:
        return
    if panel.read is not None:
        panel.read(desk, found)
    else:
        desk.open(HeldText(Spot(found.chart, found.field), _title(desk, found), found.text, holder(desk, found)))
    desk.warn(sentence(holder(desk, found)))


def take_over(desk: Desk) -> None:
    """Go on with the text as it stands there; the other terminal is told and keeps its own."""
    found = _latest(desk, _closed(desk))
    if found is not None:
        _take(desk, found)


def _latest(desk: Desk, panel: HeldPanel) -> FoundDraft | None:
    """The text as it stands there now; None, which is said, when the other terminal is done with it.

    What the box was opened with is older than what came into the store since: it never goes on from there.
    """
    found = desk.drafts.holder(Spot(panel.found.chart, panel.found.field))
    if found is None:
        desk.say(FREE)
    return found


def take_over_again(desk: Desk) -> None:
    """The same from where the text is read.

    Raises:
        Refused: nothing here is read only because somebody types it.
    """
    scene = held_scene(desk)
    if scene is None:
        raise Refused("Nothing here is typed in another terminal, so there is nothing to take over.")
    spot = scene.held_spot()
    found = desk.drafts.holder(spot) if spot is not None else None
    if found is None:
        scene.struck = False
        scene.let_go(desk)
        desk.say(FREE)
        return
    _take(desk, found)


def _take(desk: Desk, found: FoundDraft) -> None:
    from plantui.tui.desk.reopening import reopen

    spot = Spot(found.chart, found.field)
    desk.drafts.taking(spot)
    for scene in tuple(desk.state.scenes):
        if scene.held_spot() == spot:
            desk.close(scene)
    if reopen(desk, found):
        desk.say(f"Taken over from {holder(desk, found)}. What was typed there is kept.")
    else:
        desk.drafts.not_taking(spot)


def back(desk: Desk) -> None:
    """Leave it."""
    _closed(desk)


def hold(desk: Desk, spot: Spot, read: Read | None = None) -> bool:
    """Whether another terminal types this text now; the panel that asks what to do is on the screen then."""
    found = desk.drafts.holder(spot)
    if found is None:
        return False
    desk.open(HeldPanel(found, read))
    return True


# words


def holder(desk: Desk, found: FoundDraft) -> str:
    """Who types it, where, and since when: DW on pts/3 since 13:41."""
    place = f" on {found.owner.place}" if found.owner.place else ""
    return f"{initials(desk, found.owner)}{place} since {found.since.astimezone(desk.now().tzinfo):%H:%M}"


def initials(desk: Desk, owner: Owner) -> str:
    """The initials of who types; their id where they are not known here."""
    return desk.drafts.people.get(owner.who, owner.who) or "somebody"


def sentence(who: str) -> str:
    """What a changing verb is answered: Read only: held by DW on pts/3 since 13:41. :takeover."""
    return f"Read only: held by {who}. :takeover"


def _title(desk: Desk, found: FoundDraft) -> str:
    """What a held text is, for its box."""
    kind, _, rest = found.field.partition("-")
    node = rest.rpartition("-")[2]
    place = desk.shown.place_of(node) if node else None
    code = place.node.code if place is not None else ""
    if kind == "review":
        asked = rest.partition("-")[0]
        return f"{asked} on {code}" if code else asked
    return code or {"outline": "plan as text"}.get(kind, kind)


# where something is read only


def held_scene(desk: Desk) -> Scene | None:
    """The page or panel whose text another terminal types: the one on top, panels over it left aside."""
    for scene in reversed(desk.state.scenes):
        if scene.held_spot() is not None:
            return scene
        if not scene.panel:
            return None
    return None


def barred(desk: Desk) -> str:
    """Why nothing may be changed where one is; empty where another terminal types nothing of it."""
    scene = held_scene(desk)
    return sentence(scene.held_by()) if scene is not None else ""


def look(desk: Desk) -> bool:
    """Look at every text that is read only here: as it stands there now, or free again; whether anything changed."""
    changed = False
    for scene in tuple(desk.state.scenes):
        spot = scene.held_spot()
        if spot is None:
            continue
        found = desk.drafts.holder(spot)
        if found is None:
            scene.let_go(desk)
            changed = True
        else:
            changed = scene.show_held(desk, found, holder(desk, found)) or changed
    return changed


# what came from the other terminal


def also(desk: Desk, spot: Spot, found: FoundDraft) -> None:
    """Another terminal began to type this text a moment earlier: it is read only here, and what was typed is kept."""
    if not _strike(desk, spot, holder(desk, found)):
        desk.warn(f"{holder(desk, found)} types this text too. Yours is not kept as a draft; Enter compares them.")


def taken(desk: Desk, spot: Spot, owner: Owner) -> None:
    """Another terminal took a text over that is being typed here: it becomes read only, with its words kept."""
    place = f" on {owner.place}" if owner.place else ""
    who = f"{initials(desk, owner)}{place}"
    line = desk.drafts.line_at(spot) is not None
    if _strike(desk, spot, f"{who} since {desk.now():%H:%M}"):
        what = "line" if line else "text"
        desk.warn(f"{who} took this {what} over. Read only; your words are kept. :takeover")


def _strike(desk: Desk, spot: Spot, who: str) -> bool:
    """Make a text that is typed here read only; letters on their way into it go nowhere. Whether it is typed here."""
    from plantui.tui.desk.entry import history_name

    state = desk.state
    entry: LineEntry | None = desk.drafts.line_at(spot)
    if entry is not None and state.line is entry:
        desk.remember(history_name(entry), entry.field.text)
        state.line = None
        place = desk.shown.place_of(entry.node) if entry.node else None
        title = place.node.code if place is not None else entry.title
        desk.open(HeldText(spot, title, entry.field.text, who, struck=True))
        return True
    for scene in tuple(state.scenes):
        typed = scene.draft()
        if typed is not None and typed.spot == spot:
            scene.taken(desk, who)
            return True
    return False


ACTIONS: dict[str, Action] = {
    "held.read": read_only,
    "held.take_over": take_over,
    "held.back": back,
    "command.takeover": take_over_again,
}
"""Action id -> what runs."""
