"""The history of a chart: versions with signatures, who did what, and what was kept aside."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final, Literal, NamedTuple

from plantui.model.chart import Chart
from plantui.model.codec import from_tables
from plantui.model.fault import ChartFaults
from plantui.practice.histories import Act, KeptAside, Trail, Version, versions
from plantui.practice.refusal import Refused
from plantui.tui.desk.scene import Leaf, Scene
from plantui.vault.faults import VaultFault

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Action, Desk

Part = Literal["versions", "acts", "aside"]
PARTS: Final[tuple[Part, ...]] = ("versions", "acts", "aside")
"""The parts of the page, in the order of Tab."""


class Past(NamedTuple):
    """Everything the page shows; ``fault`` says why the trail could not be read."""

    versions: tuple[Version, ...]
    acts: tuple[Act, ...]
    aside: tuple[KeptAside, ...]
    fault: str = ""

    def count(self, part: Part) -> int:
        """Rows of a part."""
        return len({"versions": self.versions, "acts": self.acts, "aside": self.aside}[part])


@dataclass(eq=False)
class HistoryPage(Scene):
    """The history of the chosen client: the part that has the keys, and the row under the cursor of each."""

    follows = True
    acts: ClassVar[dict[str, Action]] = {}
    part: Part = "versions"
    cursor: int = 0
    top: int = 0

    def focus(self) -> str:
        """Its footer and help."""
        return "history"

    def step(self, desk: Desk, by: int) -> None:
        """Another row."""
        self.cursor = max(0, min(self.cursor + by, past(desk).count(self.part) - 1))

    def client_changed(self, desk: Desk) -> None:
        """Begin with the newest version."""
        self.part, self.cursor, self.top = "versions", 0, 0

    def stands(self) -> object:
        """The part and the row."""
        return self.part, self.cursor

    def stow(self, desk: Desk) -> Callable[[Desk], None] | None:
        """The page comes back where it was."""
        part, cursor = self.part, self.cursor
        return lambda desk: desk.open(HistoryPage(part, cursor))


@dataclass(eq=False)
class VersionPage(Leaf):
    """One version of a plan, to be read: from the chart as it is, or as it was at a revision (``rev``)."""

    chart: str = ""
    plan: str = ""
    rev: int = 0
    top: int = 0

    def focus(self) -> str:
        """Its footer and help."""
        return "version"

    def stow(self, desk: Desk) -> Callable[[Desk], None] | None:
        """The page comes back where it was."""
        chart, plan, rev, top = self.chart, self.plan, self.rev, self.top
        return lambda desk: desk.open(VersionPage(chart, plan, rev, top))


def past(desk: Desk) -> Past:
    """The history of the chosen client, read once for each change of the chart."""
    chart = desk.shown.chart()
    if chart is None:
        return Past((), (), ())

    def make() -> tuple[object, Past]:
        told = versions(chart, desk.shown.lexicon())
        charts = desk.practice.charts
        if not isinstance(charts, Trail):
            return chart, Past(told, (), ())
        try:
            return chart, Past(told, tuple(charts.acts(chart.id)), tuple(charts.kept_aside(chart.id)))
        except VaultFault as fault:
            return chart, Past(told, (), (), f"{fault.code} {fault}")

    kept: tuple[object, Past] = desk.shown.keep("history", (id(chart), desk.saved_at), make)
    return kept[1]


def as_it_was(desk: Desk, page: VersionPage) -> Chart:
    """The chart that a version is read from.

    Raises:
        Refused: that revision does not read.
        VaultFault: it is kept nowhere.
    """
    if not page.rev:
        return desk.practice.chart(page.chart)

    def make() -> Chart:
        charts = desk.practice.charts
        if not isinstance(charts, Trail):
            raise Refused("Older revisions are not kept here.")
        try:
            return from_tables(charts.older(page.chart, page.rev))
        except ChartFaults as faults:
            raise Refused(f"That revision does not read: {faults.faults[0]}") from faults

    older: Chart = desk.shown.keep("older", (page.chart, page.rev), make)
    return older


def open_history(desk: Desk) -> None:
    """The history of the chosen client."""
    desk.chart()
    if not isinstance(desk.state.page, HistoryPage):
        desk.open(HistoryPage())


def _turn(by: int) -> Action:
    def turn(desk: Desk) -> None:
        page, there = desk.state.page, past(desk)
        if not isinstance(page, HistoryPage):
            return
        parts = [part for part in PARTS if there.count(part)] or ["versions"]
        at = parts.index(page.part) if page.part in parts else 0
        page.part, page.cursor, page.top = parts[(at + by) % len(parts)], 0, 0

    return turn


def open_row(desk: Desk) -> None:
    """Enter: the version under the cursor, to be read.

    Raises:
        Refused: there is none, or the row is an act.
    """
    page, there = desk.state.page, past(desk)
    if not isinstance(page, HistoryPage):
        return
    chart = desk.chart()
    if page.part == "versions" and there.versions:
        desk.open(VersionPage(chart.id, there.versions[min(page.cursor, len(there.versions) - 1)].plan.id))
    elif page.part == "aside" and there.aside:
        row = there.aside[min(page.cursor, len(there.aside) - 1)]
        opened = VersionPage(chart.id, "", row.rev)
        as_it_was(desk, opened)
        desk.open(opened)
    elif page.part == "acts":
        raise Refused("The trail says who did what and when; it holds no content. Tab goes to the versions.")
    else:
        raise Refused(f"{chart.code} has no plan yet, so there is no version of it.")


HistoryPage.acts = {"pane.next": _turn(1), "pane.prev": _turn(-1), "item.open": open_row}

ACTIONS: dict[str, Action] = {"history.open": open_history}
"""Action id -> what runs."""
