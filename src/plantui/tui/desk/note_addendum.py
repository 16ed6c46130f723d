"""An addendum being typed: the original above it, never over it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from plantui.keys import body as bodies
from plantui.keys.body import TextBody
from plantui.keys.context import Context
from plantui.model.note import Addendum
from plantui.practice.commands.notes import KeepAddendum, open_to_addenda
from plantui.practice.refusal import Refused
from plantui.practice.texts import Spot
from plantui.tui.desk import held
from plantui.tui.desk.keeping import Typed
from plantui.tui.desk.moving import go_to_client
from plantui.tui.desk.note_room import prose
from plantui.tui.desk.note_sign import open_addendum_strip
from plantui.tui.desk.scene import Scene
from plantui.tui.text import breaks

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Action, Desk


@dataclass(eq=False)
class AddendumPage(Scene):
    """An addendum to one document; ``addendum`` is the id of the unsigned one that is written on, if there is one."""

    holds: ClassVar[bool] = True
    acts: ClassVar[dict[str, Action]] = {}
    chart: str
    document: str
    addendum: str = ""
    body: TextBody = field(default_factory=bodies.opened)
    kept: str = ""
    top: int = 0

    def context(self) -> Context:
        """Text."""
        return Context.TEXT

    def focus(self) -> str:
        """Its footer."""
        return "addendum"

    def typing(self) -> bool:
        """Letters are always typed here."""
        return True

    def type(self, desk: Desk, text: str) -> None:
        """Letters go into the text."""
        self.body = bodies.insert(self.body, text)

    def edit(self, desk: Desk, key: str) -> None:
        """Editing keys."""
        width = prose(desk.state.width)
        self.body = bodies.apply(self.body, key, lambda text: breaks(text, width), 8)

    def closed(self, desk: Desk) -> None:
        """What was typed stays in the chart, unsigned."""
        if self.body.text.strip() and self.body.text.strip() != self.kept and not desk.state.read_only:
            step = desk.practice.perform(self.chart, KeepAddendum(self.document, self.body.text, self.addendum))
            desk.say(desk.told(step))

    def about(self, desk: Desk) -> str:
        """The chart it belongs to."""
        return self.chart

    def stands(self) -> object:
        """The text and the cursor."""
        return self.body.text, self.body.cursor

    def draft(self) -> Typed | None:
        """The text as it is typed."""
        return Typed(self.chart, f"addendum-{self.document}", self.body.text, self.kept)

    def taken(self, desk: Desk, who: str) -> None:
        """Another terminal took the text over: nothing of it comes into the chart from here."""
        self.kept = self.body.text.strip()
        super().taken(desk, who)

    def title_of_text(self) -> str:
        """What the text is."""
        return "addendum"

    def stow(self, desk: Desk) -> Callable[[Desk], None] | None:
        """The page comes back with its draft."""
        chart, document, cursor = self.chart, self.document, self.body.cursor

        def back(desk: Desk) -> None:
            go_to_client(desk, chart)
            typed = desk.drafts.text_of(Spot(chart, f"addendum-{document}"))
            page = page_for(desk, chart, document)
            if typed is not None:
                page.body = bodies.opened(typed)
            page.body = bodies.move(page.body, cursor)
            desk.open(page)

        return back


def page_for(desk: Desk, chart: str, document: str) -> AddendumPage:
    """The page of an addendum; an unsigned one of this document goes on.

    Raises:
        Refused: nothing can be added to the document.
    """
    found = open_to_addenda(desk.practice.chart(chart), document, desk.practice.acting())
    begun: Addendum | None = next((each for each in found.addenda if not each.signatures), None)
    if begun is None:
        return AddendumPage(chart, document)
    return AddendumPage(chart, document, begun.id, bodies.opened(begun.text), begun.text)


def open_addendum(desk: Desk, chart: str, document: str) -> None:
    """Type an addendum.

    Raises:
        Refused: nothing can be added to the document, or nothing may be changed.
    """
    page = page_for(desk, chart, document)
    if not held.hold(desk, Spot(chart, f"addendum-{document}")):
        desk.open(page)


def reopen_addendum(desk: Desk, chart: str, target: str, text: str) -> None:
    """Go on with an addendum that was being typed when the terminal went away.

    Raises:
        Refused: nothing can be added to the document any more.
    """
    go_to_client(desk, chart)
    page = page_for(desk, chart, target.partition("-")[2])
    page.body = bodies.opened(text)
    desk.open(page)


def _page(desk: Desk) -> AddendumPage:
    page = desk.state.scene
    if not isinstance(page, AddendumPage):
        raise Refused("That works in an addendum.")
    return page


def done(desk: Desk) -> None:
    """Keep the addendum and open the sign strip; without words it goes away."""
    page = _page(desk)
    if not page.body.text.strip():
        desk.close(page)
        desk.say("Nothing was written, so nothing was added.")
        return
    if page.body.text.strip() != page.kept:
        step = desk.do(KeepAddendum(page.document, page.body.text, page.addendum), page.chart)
        page.addendum, page.kept = step.focus, page.body.text.strip()
    open_addendum_strip(desk, page.chart, page.document, page.addendum, page)


def _turned(operation: Callable[[TextBody], TextBody]) -> Action:
    def turn(desk: Desk) -> None:
        page = _page(desk)
        page.body = operation(page.body)

    return turn


AddendumPage.acts = {
    "text.done": done,
    "text.undo": _turned(bodies.undo),
    "text.redo": _turned(bodies.redo),
    "text.date": lambda desk: _page(desk).type(desk, f"{desk.now().day} {desk.now():%b %Y}"),
    "text.time": lambda desk: _page(desk).type(desk, f"{desk.now():%H:%M}"),
}
