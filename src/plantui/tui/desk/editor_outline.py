"""A plan as it came back from the editor and did not read: to be put right here, or in the editor again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from plantui.keys import body as bodies
from plantui.keys.body import TextBody
from plantui.keys.context import Context
from plantui.model.tree import walk
from plantui.practice.commands.rewriting import RewritePlan
from plantui.practice.drafts import plan_at_hand
from plantui.practice.refusal import Refused
from plantui.practice.texts import Spot
from plantui.quickentry import LineFault
from plantui.quickentry.outline import OutlineFault, parse_outline
from plantui.tui.desk.keeping import Typed
from plantui.tui.desk.moving import go_to_client
from plantui.tui.desk.scene import Scene
from plantui.tui.text import breaks

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Action, Desk

TARGET = "outline"


@dataclass(eq=False)
class OutlinePage(Scene):
    """The text of a plan, what is wrong with it, and the codes it began with."""

    holds: ClassVar[bool] = True
    acts: ClassVar[dict[str, Action]] = {}
    chart: str
    codes: frozenset[str]
    body: TextBody
    faults: tuple[LineFault, ...] = ()
    refused: str = ""
    top: int = 0

    def context(self) -> Context:
        """Text."""
        return Context.TEXT

    def focus(self) -> str:
        """Its footer."""
        return "outline"

    def typing(self) -> bool:
        """Letters are always typed here."""
        return True

    def type(self, desk: Desk, text: str) -> None:
        """Letters go into the text."""
        self.body = bodies.insert(self.body, text)

    def edit(self, desk: Desk, key: str) -> None:
        """Editing keys."""
        self.body = bodies.apply(self.body, key, lambda text: breaks(text, self.width(desk)), 10)

    def width(self, desk: Desk) -> int:
        """Columns for the text."""
        return desk.state.width - 4

    def closed(self, desk: Desk) -> None:
        """The text waits for the next time."""
        if self.body.text:
            desk.state.outlines[self.chart] = self.body.text

    def about(self, desk: Desk) -> str:
        """The chart it belongs to."""
        return self.chart

    def stands(self) -> object:
        """The text and the cursor."""
        return self.body.text, self.body.cursor

    def draft(self) -> Typed | None:
        """The text, to be kept with every key."""
        return Typed(self.chart, TARGET, self.body.text, "")

    def title_of_text(self) -> str:
        """What the text is."""
        return "plan as text"

    def stow(self, desk: Desk) -> Callable[[Desk], None] | None:
        """The page comes back with its draft."""
        chart = self.chart
        return lambda desk: _come_back(desk, chart)


def _come_back(desk: Desk, chart: str) -> None:
    text = desk.drafts.text_of(Spot(chart, TARGET))
    if text is not None:
        reopen_outline(desk, chart, TARGET, text)


def reopen_outline(desk: Desk, chart: str, target: str, text: str) -> None:
    """Go on with a text that was left.

    Raises:
        Refused: there is no plan any more.
    """
    go_to_client(desk, chart)
    page = OutlinePage(chart, codes_of(desk, chart), bodies.opened(text, 0))
    _check(desk, page)
    desk.open(page)


def codes_of(desk: Desk, chart: str) -> frozenset[str]:
    """The codes of the plan being worked on."""
    return frozenset(place.node.code for place in walk(plan_at_hand(desk.practice.chart(chart))))


def rewrite(desk: Desk, chart: str, codes: frozenset[str], text: str) -> OutlinePage | None:
    """Make the plan what a text says; the page with what is wrong where it does not read, None when all went well."""
    try:
        step = desk.do(RewritePlan(parse_outline(text, desk.shown.lexicon()), codes), chart)
    except OutlineFault as fault:
        return _faulty(OutlinePage(chart, codes, bodies.opened(text, 0), fault.faults))
    except Refused as refused:
        return OutlinePage(chart, codes, bodies.opened(text, 0), refused=refused.sentence)
    desk.state.outlines.pop(chart, None)
    if step.focus:
        desk.state.tree.cursor = step.focus
    return None


def _faulty(page: OutlinePage) -> OutlinePage:
    """The page with its cursor at the first fault."""
    first = page.faults[0]
    lines = page.body.text.split("\n")
    number = max(1, min(first.line or 1, len(lines)))
    start = sum(len(line) + 1 for line in lines[: number - 1])
    page.body = bodies.move(page.body, start + min(first.start, len(lines[number - 1])))
    return page


def _check(desk: Desk, page: OutlinePage) -> None:
    page.faults, page.refused = (), ""
    try:
        parse_outline(page.body.text, desk.shown.lexicon())
    except OutlineFault as fault:
        page.faults = fault.faults
        _faulty(page)


def _page(desk: Desk) -> OutlinePage:
    page = desk.state.scene
    if not isinstance(page, OutlinePage):
        raise Refused("That works in the text of a plan.")
    return page


def done(desk: Desk) -> None:
    """Take the text, when it reads."""
    page = _page(desk)
    again = rewrite(desk, page.chart, page.codes, page.body.text)
    if again is None:
        said = desk.state.message
        page.body = bodies.opened("")
        desk.close(page)
        desk.state.message = said
    else:
        page.faults, page.refused = again.faults, again.refused
        page.body = bodies.move(page.body, again.body.cursor) if page.faults else page.body


def _turned(operation: Callable[[TextBody], TextBody]) -> Action:
    def turn(desk: Desk) -> None:
        page = _page(desk)
        page.body = operation(page.body)

    return turn


OutlinePage.acts = {
    "text.done": done,
    "text.undo": _turned(bodies.undo),
    "text.redo": _turned(bodies.redo),
}
