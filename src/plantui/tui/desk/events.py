"""An event in one line: what happened and when; the client then stands at the top of the queue."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from plantui.keys.context import Context
from plantui.keys.field import LineField, opened
from plantui.model.event import EventKind
from plantui.practice.commands.events import RecordEvent
from plantui.practice.texts import Spot
from plantui.quickentry import LineFault
from plantui.quickentry.event import parse_event
from plantui.tui.desk.keeping import Typed
from plantui.tui.desk.moving import go_to_client
from plantui.tui.desk.scene import RECALLED, Scene

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Action, Desk

HISTORY = "event"


@dataclass(eq=False)
class EventPanel(Scene):
    """The line being typed, about one client; ``scolded`` shows what is wrong with it."""

    panel: ClassVar[bool] = True
    acts: ClassVar[dict[str, Action]] = {}
    chart: str = ""
    line: LineField = field(default_factory=opened)
    scolded: bool = False

    def context(self) -> Context:
        """Letters are typed."""
        return Context.LINE

    def focus(self) -> str:
        """Its footer and help."""
        return "event"

    def field(self) -> LineField | None:
        """The line."""
        return self.line

    def put(self, desk: Desk, field: LineField) -> None:
        """Take the changed line."""
        self.line, self.scolded = field, False

    def rested(self, desk: Desk) -> None:
        """What is wrong with the line is said after a rest."""
        self.scolded = True

    def draft(self) -> Typed | None:
        """The line, to be kept with every key."""
        return Typed(self.chart, HISTORY, self.line.text)

    def title_of_text(self) -> str:
        """What the text is."""
        return "event"

    def stow(self, desk: Desk) -> Callable[[Desk], None] | None:
        """The line comes back from its draft."""
        chart = self.chart
        return lambda desk: desk.open(_panel(desk, chart, desk.drafts.text_of(Spot(chart, HISTORY)) or ""))

    def closed(self, desk: Desk) -> None:
        """Keep the line: `up` brings it back."""
        desk.remember(HISTORY, self.line.text)

    def stands(self) -> object:
        """What is typed."""
        return self.line


def add(desk: Desk) -> None:
    """Open the line for the chosen client."""
    desk.open(_panel(desk, desk.chart().id, ""))


def _panel(desk: Desk, chart: str, text: str) -> EventPanel:
    return EventPanel(chart, opened(text, desk.history(HISTORY)))


def reopen_event(desk: Desk, chart: str, _target: str, text: str) -> None:
    """Go on with an event that was being typed when the terminal went away."""
    desk.to_main()
    go_to_client(desk, chart)
    desk.open(_panel(desk, chart, text))


def commit(desk: Desk) -> None:
    """Enter: record the event; an empty line records nothing."""
    panel = desk.scene_with_keys()
    if not isinstance(panel, EventPanel):
        return
    if not panel.line.text.strip():
        desk.close(panel)
        return
    try:
        line = parse_event(panel.line.text, desk.shown.lexicon())
    except LineFault:
        panel.scolded = True
        return
    desk.do(RecordEvent(EventKind(line.kind), line.day, line.text), panel.chart)
    said = desk.state.message
    desk.close(panel)
    desk.state.message = said


EventPanel.acts = {
    "line.commit": commit,
    "line.done": commit,
    **RECALLED,
}

ACTIONS: dict[str, Action] = {"event.add": add}
"""Action id -> what runs."""
