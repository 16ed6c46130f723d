"""The seam for pages and panels: what lies over the three panes, and what keys mean there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, ClassVar

from plantui.keys.context import Context
from plantui.keys.field import LineField, apply, insert, newer, older, redo, undo
from plantui.practice.refusal import Refused

if TYPE_CHECKING:
    from plantui.keys.hint import Shown
    from plantui.practice.texts import Spot
    from plantui.tui.desk.desk import Action, Desk
    from plantui.tui.desk.keeping import Typed
    from plantui.vault.founddraft import FoundDraft


class Scene:
    """A page that fills the screen, or a panel over what is behind.

    Scenes stand on each other in ``DeskState.scenes``; the last one is on top. What a scene shows is plain state that
    a painter of ``tui.paint.scenes`` draws. Subclasses are dataclasses and override what is different for them.
    """

    panel: ClassVar[bool] = False
    """Whether it lies over what is behind, instead of filling the screen."""
    main: ClassVar[bool] = False
    """Whether the three panes are what is seen."""
    holds: ClassVar[bool] = False
    """Whether it holds work in progress: a change of the tree is then a visit from here, and one comes back."""
    signs: ClassVar[bool] = False
    """Whether it draws the signature of a plan itself, as a part of the page."""
    follows: ClassVar[bool] = False
    """Whether it shows whichever client is chosen."""
    acts: ClassVar[Mapping[str, Action]] = {}
    """Action id -> what it does here; looked up before the desk's own actions."""
    acts_in: ClassVar[str] = ""
    """The module of the desk that gives it its ``acts``, where that is not its own: it is loaded with the page."""
    on_top: bool = False
    """Whether it was opened over something that had the keys: a line being typed, a signature."""
    struck: bool = False
    """Whether its text was being typed here when another terminal took it over: letters still go nowhere."""

    def context(self) -> Context:
        """The keys that hold here."""
        return Context.NORMAL

    def focus(self) -> str:
        """The name under which footer and help know the place; empty for any page."""
        return ""

    def field(self) -> LineField | None:
        """The one-line field that letters go to; None where letters are verbs."""
        return None

    def put(self, desk: Desk, field: LineField) -> None:
        """Take the changed field back."""

    def typing(self) -> bool:
        """Whether letters are typed here at this moment."""
        return self.field() is not None

    def raw(self, desk: Desk, key: str) -> bool:
        """Take a key before it means anything; False lets it mean what it does."""
        return False

    def type(self, desk: Desk, text: str) -> None:
        """Put a text where the cursor is."""
        field = self.field()
        if field is not None:
            self.put(desk, insert(field, text))

    def rested(self, desk: Desk) -> None:
        """Nothing was typed for a moment: what is wrong with the field may be said now."""

    def edit(self, desk: Desk, key: str) -> None:
        """Let an editing key change what is typed."""
        field = self.field()
        if field is not None:
            self.put(desk, apply(field, key))

    def answer(self, desk: Desk, char: str) -> None:
        """Take a single answer: a digit of a questionnaire, a label's letter."""

    def step(self, desk: Desk, by: int) -> None:
        """Move the cursor by so many rows, or turn the page where there is none; far beyond the end means the end."""

    def client_changed(self, desk: Desk) -> None:
        """Another client was chosen while this page follows: begin at the top."""

    def cancel(self, desk: Desk) -> bool:
        """Undo the innermost thing inside; False where there is nothing to undo and the scene itself may close."""
        return False

    def closed(self, desk: Desk) -> None:
        """Keep what was typed: the scene has been taken away."""

    def signed(self, desk: Desk) -> None:
        """The plan was signed while this was open."""

    def bars(self, desk: Desk, action: str) -> str:
        """Why an action of what is behind does not run while this is open; empty where it may."""
        return ""

    def said(self, desk: Desk) -> str:
        """What the message line says while nothing was said."""
        return ""

    def about(self, desk: Desk) -> str:
        """The id of the chart it shows, so that undo may happen here; empty where it shows several."""
        return desk.state.client

    def told(self, desk: Desk) -> dict[str, Shown]:
        """Keys and words of the footer that depend on the moment, by action id."""
        return {}

    def stands(self) -> object:
        """Where its cursor stands: a warning stays until this changes."""
        return None

    def draft(self) -> Typed | None:
        """The text that is being typed here, to be kept with every key; None while there is none (see `keeping`)."""
        return None

    def taken(self, desk: Desk, who: str) -> None:
        """Another terminal took the text over that is being typed here: it closes, and its words can be read.

        ``who`` is who has it now, where and since when.
        """
        typed = self.draft()
        desk.close(self)
        if typed is not None:
            from plantui.tui.desk.held_text import HeldText

            desk.open(HeldText(typed.spot, self.title_of_text(), typed.text, who, struck=True))

    def title_of_text(self) -> str:
        """What the text that is typed here is called, for a box of its own."""
        return ""

    # a text of another terminal

    def held_spot(self) -> Spot | None:
        """The text that is shown here and typed in another terminal, so that it is read only; None where none is."""
        return None

    def held_by(self) -> str:
        """Who types it, where, and since when."""
        return ""

    def show_held(self, desk: Desk, found: FoundDraft, who: str) -> bool:
        """Show it as it stands there now, typed by ``who``; whether that is another text than before."""
        return False

    def let_go(self, desk: Desk) -> None:
        """Nobody types it any more."""

    def stow(self, desk: Desk) -> Callable[[Desk], None] | None:
        """How to come back after a lock, from ids and positions alone; None where the lock closes it.

        What is returned may hold no word of a client.
        """
        return None


class Visit(Scene):
    """The three panes, visited from a page: going back returns to it."""

    main = True

    def stow(self, desk: Desk) -> Callable[[Desk], None] | None:
        """The visit goes on."""
        return lambda desk: desk.open(Visit())


class Leaf(Scene):
    """A page or panel to be read that has no cursor: `j` and `k` turn it, and its painter stops at the end."""

    top: int
    """The first line shown."""

    def step(self, desk: Desk, by: int) -> None:
        """Turn the page."""
        self.top = max(0, self.top + by)

    def stands(self) -> object:
        """The first line shown."""
        return self.top


def only_here(place: str) -> Action:
    """The action of a key that means something on one page alone, when it is asked for elsewhere.

    ``place`` reads after "works in": "a review".
    """

    def refuse(desk: Desk) -> None:
        raise Refused(f"That works in {place}.")

    return refuse


def in_field(operation: Callable[[LineField], LineField]) -> Action:
    """The action that does this to the one-line field of the page or panel that has the keys."""

    def turn(desk: Desk) -> None:
        scene = desk.scene_with_keys()
        field = scene.field() if scene is not None else None
        if scene is not None and field is not None:
            scene.put(desk, operation(field))

    return turn


RETYPED: Mapping[str, Action] = {"text.undo": in_field(undo), "text.redo": in_field(redo)}
"""Typing in a field taken back and typed again, for the ``acts`` of a scene that has one."""
RECALLED: Mapping[str, Action] = {"line.prev_match": in_field(older), "line.next_match": in_field(newer), **RETYPED}
"""The same for a field with a history: its earlier lines too."""
