"""A note that another terminal types: read only here, as it stands there or as it stood here when it was taken over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from plantui.practice.texts import Spot
from plantui.tui.desk.held import sentence
from plantui.tui.desk.held_text import answer, swallows, way_out
from plantui.tui.desk.scene import Scene

if TYPE_CHECKING:
    from plantui.keys.hint import Shown
    from plantui.tui.desk.desk import Desk
    from plantui.vault.founddraft import FoundDraft

Mode = Literal["text", "header", "reading"]


class HeldNote(Scene):
    """What a page of a note does while another terminal types it."""

    if TYPE_CHECKING:
        chart: str
        note: str
        mode: Mode
        locked: str
        holder: str
        struck: bool
        mine: bool

        def whole(self) -> str:
            """Header and text in one."""

        def put_whole(self, desk: Desk, text: str) -> None:
            """Show header and text of a draft."""

        def free(self, desk: Desk) -> None:
            """As the chart has it, to be written on."""

    def held_spot(self) -> Spot | None:
        """The note, while another terminal types it."""
        return Spot(self.chart, f"note-{self.note}") if self.holder else None

    def held_by(self) -> str:
        """Who types it."""
        return self.holder

    def taken(self, desk: Desk, who: str) -> None:
        """Another terminal took the text over: it stays as it is here, read only."""
        self.hold_by(who)
        self.struck = self.mine = True

    def hold_by(self, who: str) -> None:
        """It is typed by ``who`` in another terminal: read only here."""
        self.holder, self.locked, self.mode = who, sentence(who), "reading"

    def show_held(self, desk: Desk, found: FoundDraft, who: str) -> bool:
        """As it stands there now; one's own words stay."""
        before = (self.holder, self.whole())
        self.hold_by(who)
        if not self.mine:
            self.put_whole(desk, found.text)
        return (self.holder, self.whole()) != before

    def let_go(self, desk: Desk) -> None:
        """Nobody types it any more: what the chart has is shown, and can be written on.

        Not before Esc has answered that it was taken over: letters on their way into it would become verbs.
        """
        if not self.struck:
            self.free(desk)

    def told(self, desk: Desk) -> dict[str, Shown]:
        """How to leave the text that was taken over."""
        return way_out(desk) if self.struck else {}

    def raw(self, desk: Desk, key: str) -> bool:
        """Letters on their way into a text that was taken over go nowhere."""
        return self.struck and swallows(key) and answer(desk, self.holder)
