"""What the rules find in the chosen client's plan."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from plantui.clinical.lint import lint
from plantui.clinical.lint.finding import Finding
from plantui.clinical.reference import profile_of
from plantui.clinical.standing import draft
from plantui.practice.commands.statements import ConfirmWords
from plantui.practice.refusal import Refused
from plantui.tui.desk.moving import focus_on
from plantui.tui.desk.scene import Scene
from plantui.tui.desk.state import Pane

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Action, Desk


RAW = "TP037"
"""Words of the library that nobody has made the client's own: they may be confirmed as they are."""

BLANK_LEFT = "TP110"
"""A blank left open: what stops every signature."""


_FOLLOWS = frozenset({"TP020", "TP021", "TP022", "TP023", RAW})
"""Findings that an open blank in the same line brings with it: the blank says it once."""


def gate(desk: Desk) -> str:
    """The payer profile under which every must stops a signature; empty where none does."""
    chart = desk.shown.chart()
    profile = profile_of(chart, desk.library) if chart is not None else None
    return profile.title if profile is not None and profile.gates else ""


def meanings(desk: Desk) -> tuple[str, ...]:
    """What the words of the check mean, and which of them stop a signature."""
    if gate(desk):
        return "must settle it: it stops signing", "ask think it over", "note know it"
    return "must settle it", "ask think it over", "note know it", "only blanks stop signing"


def findings(desk: Desk) -> tuple[Finding, ...]:
    """The findings on the version being worked on, weightiest first; what an open blank brings is said by the blank."""
    chart = desk.shown.chart()
    if chart is None:
        return ()
    today = desk.now().date()

    def make() -> tuple[object, tuple[Finding, ...]]:
        profile = profile_of(chart, desk.library)
        every = lint(chart, desk.library, today, profile, desk.practice.reached())
        open_lines = {each.ref for each in every if each.id == BLANK_LEFT}
        return chart, tuple(each for each in every if each.id not in _FOLLOWS or each.ref not in open_lines)

    kept: tuple[object, tuple[Finding, ...]] = desk.shown.keep("findings", (id(chart), today), make)
    return kept[1]


def open_findings(desk: Desk) -> None:
    """The findings as a page.

    Raises:
        Refused: there is no plan.
    """
    chart = desk.chart()
    if desk.shown.plan() is None:
        raise Refused(f"{chart.code} has no plan to check yet. {desk.key('add.plan')} starts one.")
    if not isinstance(desk.state.page, FindingsPage):
        desk.open(FindingsPage())


def go_to_finding(desk: Desk) -> None:
    """From a finding to the line it is about.

    Raises:
        Refused: it is about the plan or the chart as a whole.
    """
    found, page = findings(desk), desk.state.page
    if not found or not isinstance(page, FindingsPage):
        desk.to_main()
        return
    chosen = found[min(page.cursor, len(found) - 1)]
    place = desk.shown.place_of(chosen.ref)
    if place is None:
        raise Refused("This is about the plan as a whole, not about one line.")
    tree = desk.state.tree
    tree.folded -= {parent.id for parent in place.parents}
    if place.node.id not in desk.shown.keys(Pane.PLAN):
        tree.filter, tree.hide_done = "", False
    focus_on(desk, Pane.PLAN)
    tree.cursor = place.node.id


def confirm(desk: Desk) -> None:
    """The library's words of the line are right for this client as they are.

    Raises:
        Refused: the finding is about something else, or the plan is signed.
    """
    found, page = findings(desk), desk.state.page
    chosen = found[min(page.cursor, len(found) - 1)] if found and isinstance(page, FindingsPage) else None
    if chosen is None or chosen.id != RAW:
        raise Refused(f"Only the library's words are confirmed here. {desk.key('item.open')} goes to the line.")
    if draft(desk.chart()) is None:
        raise Refused("This version is signed: its words stand. Changing a line starts the next version.")
    desk.do(ConfirmWords(chosen.ref))


@dataclass(eq=False)
class FindingsPage(Scene):
    """The findings as a page: the finding under the cursor and the first line shown."""

    follows = True
    acts: ClassVar[dict[str, Action]] = {"item.open": go_to_finding, "item.tick": confirm}
    cursor: int = 0
    top: int = 0

    def focus(self) -> str:
        """Its footer and help."""
        return "lint"

    def step(self, desk: Desk, by: int) -> None:
        """Another finding."""
        self.cursor = max(0, min(self.cursor + by, len(findings(desk)) - 1))

    def client_changed(self, desk: Desk) -> None:
        """Begin at the top."""
        self.cursor = self.top = 0

    def stands(self) -> object:
        """The finding under the cursor."""
        return self.cursor

    def stow(self, desk: Desk) -> Callable[[Desk], None] | None:
        """The page comes back where it was."""
        cursor = self.cursor
        return lambda desk: desk.open(FindingsPage(cursor))


ACTIONS: dict[str, Action] = {"plan.lint": open_findings}
"""Action id -> what runs."""
