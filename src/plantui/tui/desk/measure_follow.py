"""Following measures for a client: which are asked, and how often."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from plantui.keys.field import opened
from plantui.practice.commands.measures import FollowMeasure, StopFollowing
from plantui.practice.refusal import Refused
from plantui.tui.desk.measure_choice import Choice, choices
from plantui.tui.desk.scene import RETYPED
from plantui.tui.desk.searching import SearchPanel

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Action, Desk

HISTORY = "add.measure"
_EVERY = re.compile(
    r"[\s;,]*\bevery\s+(?:(?P<count>\d{1,4})\s*)?(?P<unit>d(?:ays?)?|w(?:eeks?)?|m(?:onths?)?)\s*$", re.I
)
_DAYS = {"d": 1, "w": 7, "m": 30}


@dataclass(eq=False)
class FollowPanel(SearchPanel):
    """A measure being looked for, to be followed; ``every 2w`` behind the words says how often."""

    history: ClassVar[str] = HISTORY
    acts: ClassVar[dict[str, Action]] = {}
    chart: str = ""

    def focus(self) -> str:
        """Its footer and help."""
        return "follow"

    def count(self, desk: Desk) -> int:
        """How many measures fit."""
        return len(matches(desk, self))


def every_days(text: str) -> tuple[str, int | None]:
    """What is looked for, and how often in days: `phq every 2w` is phq and 14; None where the line does not say."""
    found = _EVERY.search(text)
    if found is None:
        return text.strip(), None
    days = int(found["count"] or 1) * _DAYS[found["unit"][0].lower()]
    return text[: found.start()].strip(), days


def matches(desk: Desk, panel: FollowPanel) -> list[Choice]:
    """The measures that fit what is typed."""
    chart, today = desk.practice.chart(panel.chart), desk.now().date()
    words = every_days(panel.typed.text)[0]

    def make() -> tuple[object, list[Choice]]:
        return chart, choices(chart, desk.library.measures, words, today)

    kept: tuple[object, list[Choice]] = desk.shown.keep("follow", (id(chart), words, today), make)
    return kept[1]


def follow(desk: Desk) -> None:
    """Open the panel for the chosen client."""
    desk.open(FollowPanel(chart=desk.chart().id, typed=opened("", desk.history(HISTORY))))


def take(desk: Desk) -> None:
    """Enter: follow the measure; one that is followed and given no other rhythm is followed no longer.

    Raises:
        Refused: nothing fits, or the rhythm is out of range.
    """
    panel = desk.scene_with_keys()
    if not isinstance(panel, FollowPanel):
        return
    found = matches(desk, panel)
    if not found:
        raise Refused("No measure fits. Backspace takes a letter back.")
    measure = found[min(panel.cursor, len(found) - 1)].measure
    days = every_days(panel.typed.text)[1]
    followed = {each.measure: each.every_days for each in desk.practice.chart(panel.chart).client.follows}
    if measure.id in followed and days in (None, followed[measure.id]):
        if not panel.typed.text.strip():
            raise Refused(f"{measure.short} is followed already. Type its name: then Enter stops following it.")
        desk.do(StopFollowing(measure.id), panel.chart)
    else:
        desk.do(FollowMeasure(measure.id, days), panel.chart)
    said = desk.state.message
    desk.close(panel)
    desk.state.message = said


FollowPanel.acts = {
    "pick.accept": take,
    **RETYPED,
}

ACTIONS: dict[str, Action] = {"add.measure": follow}
"""Action id -> what runs."""
