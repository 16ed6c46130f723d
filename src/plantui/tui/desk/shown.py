"""What the plan pane shows, computed from the chart and the state, and kept until either changes."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING, Any

from plantui.clinical import filters
from plantui.clinical.standing import current, resolve
from plantui.model.chart import Chart
from plantui.model.fault import ChartFaults
from plantui.model.plan import Goal, Node, Plan
from plantui.model.tree import Place, children, find, insert, replace_node, walk
from plantui.practice.lexicon import lexicon
from plantui.practice.refusal import Refused
from plantui.quickentry import Lexicon
from plantui.tui.desk.lists import Lists
from plantui.tui.desk.outline import TreeRow, rows
from plantui.tui.desk.state import MovePanel, Pane
from plantui.vault.faults import VaultFault

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Desk

MOST_KEPT = 1000
"""Rows that are kept painted."""


class Shown:
    """The chosen client's chart and plan as they stand on the screen; ``lists`` are the two left panes."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._kept: dict[str, tuple[Hashable, Any]] = {}
        self.lists = Lists(desk)

    def keep(self, name: str, key: Hashable, make: Callable[[], Any]) -> Any:  # noqa: ANN401
        """What ``make`` gave for this key the last time, or what it gives now."""
        known = self._kept.get(name)
        if known is not None and known[0] == key:
            return known[1]
        value = make()
        self._kept[name] = (key, value)
        return value

    def kept(self, name: str) -> Any:  # noqa: ANN401
        """What is kept under a name, whatever its key; None when nothing is."""
        known = self._kept.get(name)
        return known[1] if known is not None else None

    def memory(self, name: str, key: Hashable) -> dict[str, Any]:
        """A place to keep what was built for single rows; empty again when the key changes, and when it grows large."""
        found: dict[str, Any] = self.keep(name, key, dict)
        if len(found) > MOST_KEPT:
            found.clear()
        return found

    def keys(self, pane: Pane) -> list[str]:
        """Keys of the rows that a pane's cursor can stand on, top to bottom."""
        if pane is Pane.CASELOAD:
            return self.lists.caseload().keys()
        if pane is Pane.QUEUE:
            return self.lists.queue().keys()
        return list(dict.fromkeys(row.node for row in self.tree_rows()))

    # the chart

    def chart(self) -> Chart | None:
        """The chart of the chosen client; None when there is none, or it cannot be read (see ``damage``)."""
        chart = self._chart()
        return chart if isinstance(chart, Chart) else None

    def damage(self) -> str:
        """Why the chosen client's chart cannot be shown; empty when it can."""
        chart = self._chart()
        return chart if isinstance(chart, str) else ""

    def forget_damage(self) -> None:
        """Look at the chart again: it was put back."""
        self._kept.pop("unread", None)

    def _chart(self) -> Chart | str | None:
        desk = self._desk
        client = desk.state.client
        if not client:
            return None
        unread = self._kept.get("unread")
        if unread is not None and unread[0] == (client, desk.practice.version):
            said: str = unread[1]
            return said
        try:
            return desk.practice.chart(client)
        except Refused:
            return None
        except VaultFault as fault:
            sentence = f"{fault.code} {fault}"
        except ChartFaults as faults:
            sentence = f"E304 This chart does not read: {faults.faults[0]} plantui verify lists everything."
        self._kept["unread"] = ((client, desk.practice.version), sentence)
        return sentence

    def plan(self) -> Plan | None:
        """The chosen client's plan as it stands: the draft, else the version in force; statuses folded in."""
        chart = self.chart()
        if chart is None:
            return None

        def make() -> tuple[Chart, Plan | None]:
            # The chart is kept beside its plan: while it lives, no other chart can have its identity.
            found = current(chart)
            return chart, resolve(chart, found) if found is not None else None

        kept: tuple[Chart, Plan | None] = self.keep("plan", id(chart), make)
        return kept[1]

    def plan_drawn(self) -> Plan | None:
        """The plan as it is drawn: while a line is grabbed, with that line where it would be dropped."""
        plan, panel = self.plan(), self._desk.state.move
        return moved(plan, panel) if plan is not None and panel is not None else plan

    def tree_rows(self) -> tuple[TreeRow, ...]:
        """The visible rows of the plan pane."""
        chart, plan = self.chart(), self.plan_drawn()
        if chart is None or plan is None:
            return ()
        desk = self._desk
        state, move = desk.state.tree, desk.state.move
        today = desk.now().date()
        typed = desk.state.filter_of(Pane.PLAN)
        place = (move.parent, move.index) if move is not None else None
        key = (id(chart), frozenset(state.folded), state.hide_done, typed, today, place)

        def make() -> tuple[Chart, tuple[TreeRow, ...]]:
            kept = _matches(plan, typed) if typed.strip() else None
            return chart, rows(chart, plan, desk.library.measures, today, state.folded, state.hide_done, kept)

        found: tuple[Chart, tuple[TreeRow, ...]] = self.keep("tree", key, make)
        return found[1]

    def place(self) -> Place | None:
        """Where the line under the tree's cursor stands in the resolved plan."""
        plan = self.plan()
        return find(plan, self._desk.state.tree.cursor) if plan is not None else None

    def place_of(self, node: str) -> Place | None:
        """Where a line stands in the resolved plan."""
        plan = self.plan()
        return find(plan, node) if plan is not None and node else None

    def siblings(self, place: Place) -> tuple[Node, ...]:
        """The lines on the same level under the same parent, in order."""
        plan = self.plan()
        if place.parent is not None:
            return children(place.parent)
        return plan.problems if plan is not None else ()

    def lexicon(self) -> Lexicon:
        """What a typed line can mean for the chosen client today."""
        chart, acting = self.chart(), self._desk.practice.acting()
        key = (id(chart), acting.now.replace(second=0, microsecond=0), acting.date_order)
        kept: tuple[Chart | None, Lexicon] = self.keep("lexicon", key, lambda: (chart, lexicon(chart, acting)))
        return kept[1]


def moved(plan: Plan, panel: MovePanel) -> Plan:
    """The plan with the grabbed line at the place where it would be dropped."""
    place = find(plan, panel.node)
    if place is None:
        return plan
    without = replace_node(plan, panel.node, lambda _: None)
    if panel.parent and find(without, panel.parent) is None:
        return plan
    return insert(without, place.node, panel.parent or None, panel.index)


def _matches(plan: Plan, typed: str) -> set[str]:
    """The lines that hold every word of a filter, with their ancestors."""
    wanted = filters.fold(typed).split()
    kept: set[str] = set()
    for place in walk(plan):
        node = place.node
        words = node.title if isinstance(node, Goal) else node.text
        if all(word in filters.fold(f"{node.code} {words}") for word in wanted):
            kept |= {node.id, *(parent.id for parent in place.parents)}
    return kept
