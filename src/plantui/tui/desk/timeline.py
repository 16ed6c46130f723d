"""Reading one entry of a chart's timeline: a note, a review, a version, an event, the scores of a day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from plantui.clinical.timeline import Moment, MomentKind
from plantui.tui.desk.scene import Leaf

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Desk


@dataclass(eq=False)
class EntryPage(Leaf):
    """One entry as a page to be read: which client, what kind, the id of the document and its day (ISO)."""

    chart: str = ""
    kind: MomentKind = MomentKind.VISIT
    ref: str = ""
    day: str = ""
    label: str = ""
    top: int = 0

    def focus(self) -> str:
        """Its footer and help."""
        return "entry"

    def stow(self, desk: Desk) -> Callable[[Desk], None] | None:
        """The page comes back where it was; ids say what it showed."""
        chart, kind, ref, day, top = self.chart, self.kind, self.ref, self.day, self.top
        return lambda desk: desk.open(EntryPage(chart, kind, ref, day, top=top))


def open_moment(desk: Desk, moment: Moment) -> None:
    """Open what a row of the timeline tells of."""
    chart = desk.chart()
    if moment.kind is MomentKind.PLAN:
        from plantui.tui.desk.history import VersionPage

        desk.open(VersionPage(chart.id, moment.ref))
        return
    desk.open(EntryPage(chart.id, moment.kind, moment.ref, moment.day.isoformat(), moment.label))
