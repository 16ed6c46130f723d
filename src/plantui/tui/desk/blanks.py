"""Filling the blanks of statements: one field after another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from plantui.clinical.blanks import blanks as holes
from plantui.clinical.standing import draft
from plantui.keys import field as fields
from plantui.keys.context import Context
from plantui.keys.field import LineField, opened
from plantui.practice.commands.statements import Taken
from plantui.practice.refusal import Refused
from plantui.quickentry import Blank, LineFault
from plantui.tui.desk.filling import Fill, safely
from plantui.tui.desk.scene import RETYPED, Scene
from plantui.tui.desk.state import MessageKind

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Action, Desk
    from plantui.tui.desk.steps import StepsPage

Then = Callable[["Desk", list[Taken]], None]
"""What happens with the filled lines, in order."""


@dataclass(eq=False)
class BlanksPage(Scene):
    """The blanks of several statements, one after another.

    ``at`` is the statement, ``place`` the blank in it. ``fresh`` tells that the first letter replaces what stands
    there. ``then`` gets the lines once, however the page is left: blanks without a value stay as marked holes. ``back``
    is where one goes from before the first blank, ``steps`` the new plan that the blanks belong to. ``elsewhere``
    counts the blanks in other lines of the draft.
    """

    holds: ClassVar[bool] = False
    fills: list[Fill] = field(default_factory=list)
    then: Then = lambda desk, taken: None
    back: Action | None = None
    steps: StepsPage | None = None
    at: int = 0
    place: int = 0
    typed: LineField = field(default_factory=opened)
    fresh: bool = True
    problem: str = ""
    finished: bool = False
    elsewhere: int = 0

    @property
    def fill(self) -> Fill:
        """The statement being filled."""
        return self.fills[self.at]

    @property
    def blank(self) -> Blank:
        """The blank being filled."""
        return self.fill.blanks[self.place]

    def context(self) -> Context:
        """A one-line field."""
        return Context.LINE

    def focus(self) -> str:
        """Its footer and help: a blank with choices names the key that goes through them."""
        return "choices" if self.fills and self.blank.options else "blanks"

    def field(self) -> LineField | None:
        """The blank."""
        return self.typed

    def put(self, desk: Desk, field: LineField) -> None:
        """Keep what stands in the blank."""
        changed = field.text != self.typed.text
        self.typed = field
        self.problem = ""
        if changed:
            self.fill.values[self.blank.name] = field.text

    def type(self, desk: Desk, text: str) -> None:
        """The first letter replaces what stands there."""
        field = opened("") if self.fresh else self.typed
        self.fresh = False
        self.put(desk, fields.insert(field, text))
        self.fill.values[self.blank.name] = self.typed.text

    def edit(self, desk: Desk, key: str) -> None:
        """Editing keys; deleting at once empties the blank."""
        if self.fresh and key in ("backspace", "delete"):
            self.fresh = False
            self.put(desk, opened(""))
            self.fill.values[self.blank.name] = ""
            return
        self.fresh = False
        super().edit(desk, key)

    def said(self, desk: Desk) -> str:
        """How many blanks leaving now would keep open, as the check counts them, and what becomes of values shown."""
        here = sum(len(fill.left(desk)) for fill in self.fills)
        shown = sum(len(fill.offered(desk)) for fill in self.fills)
        if not here:
            return f"No blanks left here, {self.elsewhere} in the plan." if self.elsewhere else "No blanks left."
        said = f"Blanks left: {here}{f' here, {here + self.elsewhere} in the plan' if self.elsewhere else ''}."
        if not shown:
            return f"{said} You can leave them; the check lists them."
        enter, esc = desk.key("line.commit", Context.LINE), desk.key("ui.cancel", Context.LINE)
        takes = f"{enter} takes {'the value' if shown == 1 else f'the {shown} values'} shown"
        if self.elsewhere:
            return f"{said} {takes}."
        return f"{said} {takes}, {esc} leaves {'it' if here == 1 else 'them'} open."

    def stands(self) -> object:
        """The blank being filled."""
        return self.at, self.place, self.typed

    def cancel(self, desk: Desk) -> bool:
        """Leave the rest for later: what was not reached stays a marked hole."""
        self._finish(desk, only_seen=True)
        return True

    def closed(self, desk: Desk) -> None:
        """Whatever takes the page away keeps the lines, with holes."""
        if not self.finished:
            self._finish(desk, only_seen=True)

    def show(self, desk: Desk) -> None:
        """Open the field of the blank at hand."""
        name = self.blank.name
        standing = self.fill.values.get(name, self.fill.known(desk)[name].value)
        self.typed = opened(standing, self.blank.options)
        self.fresh = True
        self.problem = ""

    def move(self, desk: Desk, by: int) -> None:
        """To the next blank or the one before, across statements.

        Raises:
            Refused: what was typed does not fit the blank.
        """
        wrong = self.fill.fault(desk, self.blank)
        if wrong and by > 0:
            self.problem = wrong
            return
        self.fill.seen.add(self.blank.name)
        spots = [(at, place) for at, fill in enumerate(self.fills) for place in range(len(fill.blanks))]
        here = spots.index((self.at, self.place)) + by
        if here < 0 and self.back is not None:
            self._finish(desk, only_seen=True)
            self.back(desk)
            return
        self.at, self.place = spots[max(0, min(here, len(spots) - 1))]
        self.show(desk)

    def done(self, desk: Desk) -> None:
        """All done: defaults stand where nothing was typed; a value that does not fit is gone back to."""
        for at, fill in enumerate(self.fills):
            for place, blank in enumerate(fill.blanks):
                wrong = fill.fault(desk, blank)
                if wrong:
                    self._back_to(desk, at, place, wrong)
                    return
            try:
                fill.taken(desk, fill.held(desk))
            except LineFault as fault:
                place = next((each for each, blank in enumerate(fill.blanks) if blank.name == "target"), 0)
                self._back_to(desk, at, place, f"{fault.code} {fault.message}")
                return
        self._finish(desk, only_seen=False)

    def _back_to(self, desk: Desk, at: int, place: int, wrong: str) -> None:
        if (at, place) != (self.at, self.place):
            self.at, self.place = at, place
            self.show(desk)
        self.problem = wrong

    def _finish(self, desk: Desk, *, only_seen: bool) -> None:
        self.finished = True
        # First of all, so that a chart that is gone does not hold anybody here.
        if self in desk.state.scenes:
            desk.close(self)
        try:
            self.then(desk, [safely(desk, fill, fill.held(desk, only_seen=only_seen)) for fill in self.fills])
        except Refused as refused:
            desk.warn(refused.sentence)
            return
        if only_seen:
            _say_left(desk)


def _say_left(desk: Desk) -> None:
    """After what was done, how many blanks the draft has now."""
    message, plan = desk.state.message, draft(desk.chart())
    left = len(holes(plan)) if plan is not None else 0
    if not left or message.kind is not MessageKind.DONE:
        return
    done, gap, undo = message.text.partition("   ")
    desk.say(f"{done}. Blanks left: {left}.{gap}{undo}" if gap else f"Blanks left: {left}. The check lists them.")


def _others(desk: Desk, fills: list[Fill]) -> int:
    """Blanks of the draft that are not asked for here."""
    chart = desk.shown.chart()
    plan = draft(chart) if chart is not None else None
    asked_here = {(fill.node, blank.name) for fill in fills if fill.node for blank in fill.blanks}
    return sum((each.ref, each.name) not in asked_here for each in (holes(plan) if plan is not None else ()))


def open_blanks(desk: Desk, page: BlanksPage) -> None:
    """Ask for the blanks of some statements; without any, go on at once."""
    page.at = next((at for at, fill in enumerate(page.fills) if fill.blanks), -1)
    if page.at < 0:
        page.finished = True
        page.then(desk, [safely(desk, fill, fill.held(desk)) for fill in page.fills])
        return
    page.elsewhere = _others(desk, page.fills)
    desk.open(page)
    page.show(desk)


def _page(desk: Desk) -> BlanksPage:
    scene = desk.state.scene
    assert isinstance(scene, BlanksPage)
    return scene


def _choose(by: int) -> Action:
    def turn(desk: Desk) -> None:
        page = _page(desk)
        options = page.blank.options
        if not options:
            raise Refused(f"{page.blank.name} has no choices to go through.")
        at = options.index(page.typed.text) + by if page.typed.text in options else 0
        page.put(desk, opened(options[at % len(options)], options))
        page.fresh = True

    return turn


BlanksPage.acts = {
    "line.deeper": lambda desk: _page(desk).move(desk, 1),
    "line.shallower": lambda desk: _page(desk).move(desk, -1),
    "line.commit": lambda desk: _page(desk).done(desk),
    "line.done": lambda desk: _page(desk).done(desk),
    "line.next_match": _choose(1),
    "line.prev_match": _choose(-1),
    **RETYPED,
}
