"""The trend page: one measure at a time as a plot and in words, and the timeline of the chart under it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from plantui.clinical.timeline import Moment, MomentKind, timeline
from plantui.practice.histories import Version, versions
from plantui.practice.refusal import Refused
from plantui.tui.desk.scene import Scene
from plantui.tui.desk.timeline import open_moment
from plantui.tui.desk.trend_series import Series, all_series

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Action, Desk

BESIDE: Final = 116
"""From this width the words stand beside the plot and need no view of their own."""

VIEWS: Final = ("plot", "words", "timeline")
"""What fills the page: the plot, the scores in words, the timeline alone; ``t`` goes on to the next."""


@dataclass(eq=False)
class TrendPage(Scene):
    """The chosen client's measures and timeline: which measure, which row of the timeline, what fills the page."""

    follows = True
    acts: ClassVar[dict[str, Action]] = {}
    measure: str = ""
    cursor: int = 0
    top: int = 0
    view: str = "plot"

    def focus(self) -> str:
        """Its footer and help."""
        return "trend"

    def step(self, desk: Desk, by: int) -> None:
        """Another row of the timeline."""
        self.cursor = max(0, min(self.cursor + by, len(moments(desk)) - 1))

    def client_changed(self, desk: Desk) -> None:
        """Begin with the first measure and the newest row."""
        self.measure, self.cursor, self.top = "", 0, 0

    def stands(self) -> object:
        """The measure and the row."""
        return self.measure, self.cursor, self.view

    def stow(self, desk: Desk) -> Callable[[Desk], None] | None:
        """The page comes back where it was."""
        measure, cursor, view = self.measure, self.cursor, self.view
        return lambda desk: desk.open(TrendPage(measure, cursor, view=view))


def series(desk: Desk) -> tuple[Series, ...]:
    """What there is to show of the chosen client."""
    chart, today = desk.shown.chart(), desk.now().date()
    if chart is None:
        return ()
    kept: tuple[object, tuple[Series, ...]] = desk.shown.keep(
        "series", (id(chart), today), lambda: (chart, all_series(chart, desk.library.measures, today))
    )
    return kept[1]


def shown_series(desk: Desk, page: TrendPage) -> tuple[int, Series | None]:
    """The measure on the page with its place; the first one that has scores where none was chosen."""
    there = series(desk)
    if not there:
        return 0, None
    chosen = next((place for place, each in enumerate(there) if each.key == page.measure), None)
    if chosen is None:
        chosen = next((place for place, each in enumerate(there) if each.points), 0)
    return chosen, there[chosen]


def moments(desk: Desk) -> tuple[Moment, ...]:
    """The chosen client's timeline; rows of versions say what each changed."""
    chart = desk.shown.chart()
    if chart is None:
        return ()

    def make() -> tuple[object, tuple[Moment, ...]]:
        told = {version.plan.id: version for version in versions(chart, desk.shown.lexicon())}
        rows = timeline(chart, desk.library.measures)
        return chart, tuple(_with_changes(row, told) if row.kind is MomentKind.PLAN else row for row in rows)

    kept: tuple[object, tuple[Moment, ...]] = desk.shown.keep("timeline", id(chart), make)
    return kept[1]


def _with_changes(row: Moment, told: dict[str, Version]) -> Moment:
    version = told.get(row.ref)
    if version is None or not version.changes:
        return row
    return row._replace(words=(f"{row.words[0]}: {'; '.join(change.said for change in version.changes)}",))


def open_trend(desk: Desk) -> None:
    """The trend page; on it, the next view of it."""
    desk.chart()
    page = desk.state.page
    if isinstance(page, TrendPage):
        views = [view for view in VIEWS if view != "words" or desk.state.width < BESIDE]
        page.view = views[(views.index(page.view) + 1) % len(views)] if page.view in views else "plot"
        return
    desk.open(TrendPage())


def _measure(by: int) -> Action:
    def turn(desk: Desk) -> None:
        page, there = desk.state.page, series(desk)
        if not isinstance(page, TrendPage):
            return
        if len(there) < 2:
            raise Refused("There is no other measure here. m records one.")
        place, _ = shown_series(desk, page)
        page.measure = there[(place + by) % len(there)].key

    return turn


def open_row(desk: Desk) -> None:
    """Enter: what the row of the timeline tells of, to be read.

    Raises:
        Refused: the timeline is empty.
    """
    page, rows = desk.state.page, moments(desk)
    if not isinstance(page, TrendPage) or not rows:
        raise Refused("Nothing has happened yet. n writes a note, m records a measure.")
    open_moment(desk, rows[min(page.cursor, len(rows) - 1)])


TrendPage.acts = {"pane.next": _measure(1), "pane.prev": _measure(-1), "item.open": open_row}

ACTIONS: dict[str, Action] = {"trend.open": open_trend}
"""Action id -> what runs."""
