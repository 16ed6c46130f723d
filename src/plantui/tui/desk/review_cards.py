"""The cards of a review, one due plan at a time: which plan is shown, where the cursor stands, what was signed here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from plantui.clinical.review import Weighed
from plantui.keys.context import Context
from plantui.model.chart import Chart
from plantui.model.review import ReviewKind
from plantui.practice.command import Step
from plantui.practice.commands.reviews import ReviewCommand
from plantui.practice.refusal import Refused
from plantui.practice.reviewing import Card, Place, card
from plantui.tui.desk.mercy import Signed, seal
from plantui.tui.desk.moving import choose
from plantui.tui.desk.scene import Scene

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Desk


class Stop(NamedTuple):
    """A plan on the way: its chart, the group of the queue it comes from, and the kind of review it gets."""

    chart: str
    place: Place
    kind: ReviewKind


@dataclass(eq=False)
class ReviewCards(Scene):
    """A run through plans to review.

    ``stops`` are the plans in their order and ``at`` the one that is shown, ``cursor`` the index of the objective under
    the cursor: behind the last one it stands on the part about the next review and the signature. ``due`` is what was
    due when it began, the coming week included. ``only`` is set when one plan was asked for and not everything due.
    ``over`` shows the last page. ``origin`` is the client to go back to, ``seen`` the draft of the plan as it stood
    when this card was opened, ``done_here`` what was signed on this screen.
    """

    holds = True
    stops: list[Stop] = field(default_factory=list)
    due: list[Stop] = field(default_factory=list)
    at: int = 0
    cursor: int = 0
    top: int = 0
    only: bool = False
    over: bool = False
    done_here: list[Signed] = field(default_factory=list)
    origin: str = ""
    seen: object = None

    def context(self) -> Context:
        """The keys of a review; on the last page those of any page."""
        return Context.NORMAL if self.over else Context.REVIEW

    def focus(self) -> str:
        """The last page has a footer of its own."""
        return "reviewed" if self.over else ""

    @property
    def stop(self) -> Stop:
        """The plan that is shown."""
        return self.stops[self.at]

    # what is shown

    def chart(self, desk: Desk) -> Chart:
        """The chart of the card."""
        return desk.practice.chart(self.stop.chart)

    def card(self, desk: Desk) -> Card:
        """The card as the chart stands now.

        Raises:
            Refused: its plan is gone.
        """
        chart, stop = self.chart(desk), self.stop
        key = (id(chart), stop.kind, desk.now().date())

        def make() -> tuple[Chart, Card]:
            return chart, card(chart, desk.practice.acting(), stop.kind)

        kept: tuple[Chart, Card] = desk.shown.keep("review card", key, make)
        return kept[1]

    def here(self, desk: Desk, verb: str) -> Weighed:
        """The objective under the cursor; ``verb`` says what was to be done with it.

        Raises:
            Refused: the cursor stands behind the last objective.
        """
        lines = self.card(desk).lines
        if not 0 <= self.cursor < len(lines):
            raise Refused(f"{verb} an objective. {desk.key('nav.up')} goes back to them.")
        return lines[self.cursor]

    def open_stops(self) -> list[int]:
        """Indexes of the plans not signed on this screen."""
        done = {each.chart for each in self.done_here}
        return [at for at, stop in enumerate(self.stops) if stop.chart not in done]

    # going on

    def show(self, desk: Desk, at: int) -> None:
        """Show another plan of the run, with the cursor where its review goes on."""
        self.at, self.over, self.top = at, False, 0
        choose(desk, self.stop.chart)
        self.cursor = self.card(desk).start
        self.seen = draft_of(self.chart(desk))

    def settle(self, desk: Desk) -> None:
        """After a visit elsewhere: the client of the card is the one that verbs act on."""
        if desk.state.scene is self and not self.over and desk.state.client != self.stop.chart:
            choose(desk, self.stop.chart)
        if not self.over:
            try:
                self.cursor = max(0, min(self.cursor, len(self.card(desk).lines)))
            except Refused:
                self.over = True

    def go_on(self, desk: Desk) -> None:
        """After a signature: the next plan that is still due, or the last page."""
        later = [at for at in self.open_stops() if at > self.at]
        if self.only or not later:
            self.over = True
        else:
            self.show(desk, later[0])

    def step(self, desk: Desk, by: int) -> None:
        """Move the cursor over the objectives and, behind the last one, to the signature."""
        if not self.over:
            self.cursor = max(0, min(self.cursor + by, len(self.card(desk).lines)))

    def stands(self) -> object:
        """The card and the objective under the cursor."""
        return self.at, self.cursor, self.over

    # changing

    def do(self, desk: Desk, command: ReviewCommand) -> Step:
        """Do a command on the review of this card."""
        return desk.do(command, self.stop.chart)

    def closed(self, desk: Desk) -> None:
        """Leaving seals what was signed here, and goes back to where one was."""
        self._seal(desk)
        if self.origin and desk.practice.summary(self.origin) is not None:
            choose(desk, self.origin)

    def _seal(self, desk: Desk) -> None:
        """Seal what was signed on this screen."""
        for each in self.done_here:
            seal(desk, each)
        self.done_here = []

    def stow(self, desk: Desk) -> Callable[[Desk], None] | None:
        """The card comes back with its cursor; what was signed is sealed by the lock."""
        kind = type(self)
        done = {each.chart for each in self.done_here}
        at = self.at - sum(1 for stop in self.stops[: self.at] if stop.chart in done)
        stops = [stop for stop in self.stops if stop.chart not in done]
        due = [stop for stop in self.due if stop.chart not in done]
        cursor, only, origin, over = self.cursor, self.only, self.origin, self.over or not stops
        self._seal(desk)

        def back(desk: Desk) -> None:
            here = [stop for stop in stops if desk.practice.summary(stop.chart) is not None]
            if over or len(here) != len(stops):
                return
            page = kind(stops=here, due=due, at=min(at, len(here) - 1), cursor=cursor, only=only, origin=origin)
            choose(desk, page.stop.chart)
            page.seen = draft_of(page.chart(desk))
            desk.open(page)

        return back


def draft_of(chart: Chart) -> object:
    """The draft of the plan as it stands, to tell later whether it was changed."""
    from plantui.clinical.standing import draft

    return draft(chart)
