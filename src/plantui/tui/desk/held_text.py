"""A text that another terminal types, to be read: as it stands there, or as it stood here when it was taken over."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from plantui.keys.context import Context
from plantui.practice.texts import Spot
from plantui.tui.desk.scene import Leaf

if TYPE_CHECKING:
    from plantui.keys.hint import Shown
    from plantui.tui.desk.desk import Desk
    from plantui.vault.founddraft import FoundDraft

_MOVES = "nav.down nav.up nav.top nav.bottom nav.page_down nav.page_up"
_OUT = "ui.cancel ui.back ui.quit_hint ui.saved_hint app.lock app.quit privacy.blank palette.open help.here"
READS = frozenset(f"{_MOVES} {_OUT}".split())
"""What a text may be read with; nothing else runs over it."""
_FREE = "Nobody else types this text any more. Your words wait under up in its field."


@dataclass(eq=False)
class HeldText(Leaf):
    """The text and who types it.

    ``struck`` says that it was being typed here when it was taken over: the text stays as it was, and letters that
    were on their way into it go nowhere. They go nowhere either once nobody types it any more (``free``): whoever types
    without looking would otherwise change what lies behind.
    """

    panel: ClassVar[bool] = True
    spot: Spot
    title: str
    text: str = field(repr=False)
    who: str
    struck: bool = False
    free: bool = False
    top: int = 0

    def context(self) -> Context:
        """A page to be read."""
        return Context.NORMAL

    def focus(self) -> str:
        """Its footer."""
        return "held"

    def held_spot(self) -> Spot | None:
        """The text, while it is typed there."""
        return None if self.free else self.spot

    def held_by(self) -> str:
        """Who types it."""
        return self.who

    def raw(self, desk: Desk, key: str) -> bool:
        """Only reading keys mean anything; all others are answered with who holds the text."""
        if not (self.struck and swallows(key)):
            if desk.machine.prefix:
                return False
            binding = desk.keymap.table(Context.NORMAL).get((key,))
            if binding is not None and binding.action in READS:
                return False
        if self.free:
            desk.warn(f"{_FREE} {desk.key('ui.cancel')} closes them.")
            return True
        return answer(desk, self.who)

    def told(self, desk: Desk) -> dict[str, Shown]:
        """How to leave: by a letter only where letters mean something."""
        return way_out(desk) if self.struck else {}

    def show_held(self, desk: Desk, found: FoundDraft, who: str) -> bool:
        """As it stands there now; one's own words stay."""
        before = (self.text, self.who)
        self.text, self.who = self.text if self.struck else found.text, who
        return (self.text, self.who) != before

    def let_go(self, desk: Desk) -> None:
        """Nobody types it any more: there is nothing to be read only for. What stands on it is not taken away."""
        if self.struck:
            self.free = True
            desk.say(_FREE)
        elif desk.state.scene is self:
            desk.close(self)
            desk.say("Nobody else types this text any more.")


def way_out(desk: Desk) -> dict[str, Shown]:
    """What leaves a text while its letters go nowhere."""
    return {"ui.back": (desk.key("ui.cancel"), "")}


def swallows(key: str) -> bool:
    """Whether a key would have been a letter of the text that was taken over; `:` leads to the commands."""
    return key == "space" or (len(key) == 1 and key != ":")


def answer(desk: Desk, who: str) -> bool:
    """Say who holds the text; the key was dealt with."""
    from plantui.tui.desk.held import sentence

    desk.warn(sentence(who))
    return True
