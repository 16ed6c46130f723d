"""The glance page of the chosen client."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from plantui.clinical.visits import next_visit
from plantui.practice.refusal import Refused
from plantui.tui.desk.moving import go_to_client
from plantui.tui.desk.scene import Leaf
from plantui.tui.desk.state import Pane

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Action, Desk


def to_plan(desk: Desk) -> None:
    """From the glance page into the plan."""
    desk.to_main()
    desk.state.pane = Pane.PLAN


@dataclass(eq=False)
class GlancePage(Leaf):
    """Everything about the next visit; ``top`` is the first line shown."""

    follows = True
    acts: ClassVar[dict[str, Action]] = {"item.open": to_plan}
    top: int = 0

    def focus(self) -> str:
        """Its footer and help."""
        return "glance"

    def client_changed(self, desk: Desk) -> None:
        """Begin at the top."""
        self.top = 0

    def stow(self, desk: Desk) -> Callable[[Desk], None] | None:
        """The page comes back where it was."""
        top = self.top
        return lambda desk: desk.open(GlancePage(top))


def glance(desk: Desk) -> None:
    """The glance page of the chosen client."""
    desk.chart()
    if not isinstance(desk.state.page, GlancePage):
        desk.open(GlancePage())


def glance_next(desk: Desk) -> None:
    """The glance page of the client with the next appointment.

    Raises:
        Refused: nobody has an appointment.
    """
    now = desk.now()
    coming = [
        (visit, row.summary.chart)
        for row in desk.shown.lists.caseload()
        if (visit := next_visit(row.summary.slot, now)) is not None
    ]
    if not coming:
        raise Refused("No appointment ahead. Slots are part of the client line: slot tue 14:00")
    go_to_client(desk, min(coming)[1])
    glance(desk)


ACTIONS: dict[str, Action] = {"client.today": glance_next}
"""Action id -> what runs."""
