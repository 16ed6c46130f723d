"""What the panes show, computed from the charts and the state, and kept until either changes."""

from __future__ import annotations

from collections.abc import Hashable
from typing import TYPE_CHECKING, Any

from plantui.clinical import filters
from plantui.clinical.caseload import CaseGroup, caseload
from plantui.clinical.due import DueRow, queue
from plantui.clinical.standing import current, resolve
from plantui.model.chart import Chart
from plantui.model.plan import Goal, Node, Plan
from plantui.model.status import ClientStatus
from plantui.model.summary import Summary
from plantui.model.tree import Place, children, find, walk
from plantui.practice.lexicon import lexicon
from plantui.practice.refusal import Refused
from plantui.quickentry import Filter, Lexicon, LineFault, parse_filter
from plantui.tui.desk.outline import TreeRow, rows
from plantui.tui.desk.state import Pane

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Desk


class Shown:
    """Rows of the panes and the plan under the cursor. Everything is a function of the practice and the state."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._kept: dict[str, tuple[Hashable, Any]] = {}

    def _keep(self, name: str, key: Hashable, make: Any) -> Any:  # noqa: ANN401
        known = self._kept.get(name)
        if known is not None and known[0] == key:
            return known[1]
        value = make()
        self._kept[name] = (key, value)
        return value

    # caseload and queue

    def summaries(self) -> list[Summary]:
        """Summaries of the clients in care; closed cases only when the filter asks for them."""
        closed = "closed" in self._desk.state.caseload.filter.split()
        return [
            summary
            for summary in self._desk.practice.summaries()
            if closed or summary.status != ClientStatus.DISCHARGED
        ]

    def caseload(self) -> tuple[CaseGroup, ...]:
        """The groups of the caseload that the filter leaves."""
        desk = self._desk
        now, typed = desk.now(), desk.state.caseload.filter
        key = (desk.practice.version, typed, now.replace(second=0, microsecond=0), frozenset(desk.state.caseload.ticks))
        groups: tuple[CaseGroup, ...] = self._keep("caseload", key, lambda: caseload(self._filtered(), now))
        return groups

    def _filtered(self) -> list[Summary]:
        state = self._desk.state.caseload
        return [each for each in self.summaries() if self._matches(each, parsed_filter(state.filter), state.ticks)]

    def _matches(self, summary: Summary, wanted: Filter | None, ticks: set[str]) -> bool:
        if wanted is None:
            return True
        now = self._desk.now()
        for term in wanted.terms:
            if term.flag:
                fits = filters.flag(summary, term.flag, now, ticks)
            elif term.key:
                fits = filters.matches(summary, term.key, term.op, term.value, now.date())
            else:
                fits = filters.word(summary, term.word)
            if fits == term.negated:
                return False
        return True

    def caseload_keys(self) -> list[str]:
        """Chart ids of the caseload, top to bottom."""
        return [row.summary.chart for group in self.caseload() for row in group.rows]

    def queue(self) -> tuple[DueRow, ...]:
        """The rows of the queue that its filter leaves."""
        desk = self._desk
        now, typed = desk.now(), desk.state.queue.filter
        key = (desk.practice.version, typed, now.replace(second=0, microsecond=0))
        window = desk.settings.review_window

        def make() -> tuple[DueRow, ...]:
            wanted = parsed_filter(typed)
            found = queue(desk.practice.summaries(), now.date(), now, window)
            return tuple(row for row in found if self._matches(row.summary, wanted, set()))

        found: tuple[DueRow, ...] = self._keep("queue", key, make)
        return found

    def queue_keys(self) -> list[str]:
        """Keys of the queue's rows: chart, kind and what the row says."""
        return [queue_key(row) for row in self.queue()]

    def queue_client(self, key: str) -> str:
        """The chart id of a row of the queue."""
        return key.split(" ", 1)[0]

    def due_count(self) -> int:
        """How many rows of the queue are due within a week, late or for today."""
        return sum(1 for row in self._all_due() if row.group in ("now", "overdue", "this_week", "next_30"))

    def unsigned_count(self) -> int:
        """How many notes, reviews and plans wait for a signature."""
        return sum(1 for row in self._all_due() if row.kind == "unsigned")

    def _all_due(self) -> tuple[DueRow, ...]:
        desk = self._desk
        now = desk.now()
        key = (desk.practice.version, now.replace(second=0, microsecond=0))
        window = desk.settings.review_window
        found: tuple[DueRow, ...] = self._keep(
            "due", key, lambda: queue(desk.practice.summaries(), now.date(), now, window)
        )
        return found

    # the plan

    def chart(self) -> Chart | None:
        """The chart of the chosen client, or None when there is none."""
        client = self._desk.state.client
        if not client:
            return None
        try:
            return self._desk.practice.chart(client)
        except Refused:
            return None

    def plan(self) -> Plan | None:
        """The chosen client's plan as it stands: the draft, else the version in force; statuses folded in."""
        chart = self.chart()
        if chart is None:
            return None

        def make() -> Plan | None:
            found = current(chart)
            return resolve(chart, found) if found is not None else None

        plan: Plan | None = self._keep("plan", (chart.id, id(chart)), make)
        return plan

    def tree_rows(self) -> tuple[TreeRow, ...]:
        """The visible rows of the plan pane."""
        chart, plan = self.chart(), self.plan()
        if chart is None or plan is None:
            return ()
        desk = self._desk
        state = desk.state.tree
        today = desk.now().date()
        key = (chart.id, id(chart), frozenset(state.folded), state.hide_done, state.filter, today)

        def make() -> tuple[TreeRow, ...]:
            kept = self._tree_matches(plan) if state.filter.strip() else None
            return rows(chart, plan, desk.library.measures, today, state.folded, state.hide_done, kept)

        found: tuple[TreeRow, ...] = self._keep("tree", key, make)
        return found

    def _tree_matches(self, plan: Plan) -> set[str]:
        wanted = filters.fold(self._desk.state.tree.filter).split()
        kept: set[str] = set()
        for place in walk(plan):
            node = place.node
            words = node.title if isinstance(node, Goal) else node.text
            if all(word in filters.fold(f"{node.code} {words}") for word in wanted):
                kept |= {node.id, *(parent.id for parent in place.parents)}
        return kept

    def place(self) -> Place | None:
        """Where the line under the tree's cursor stands in the resolved plan."""
        plan = self.plan()
        return find(plan, self._desk.state.tree.cursor) if plan is not None else None

    def has_inside(self, node: Node) -> bool:
        """Whether a line has lines inside it."""
        return bool(children(node))

    def first_inside(self, node: Node) -> str:
        """The id of the first line inside; empty when there is none."""
        inside = children(node)
        return inside[0].id if inside else ""

    def part_keys(self) -> list[str]:
        """Where { and } stop: goals in the tree, the first row of each group in a list."""
        pane = self._desk.state.pane
        if pane is Pane.PLAN:
            return [row.node for row in self.tree_rows() if row.depth == 1]
        if pane is Pane.CASELOAD:
            return [group.rows[0].summary.chart for group in self.caseload() if group.rows]
        heads: dict[str, str] = {}
        for row in self.queue():
            heads.setdefault(row.group, queue_key(row))
        return list(heads.values())

    def page_rows(self) -> int:
        """About how many rows the focused pane shows."""
        state = self._desk.state
        if state.height < 24 or state.zoomed or state.pane is Pane.PLAN:
            return max(1, state.height - 6)
        below = 15 if state.height >= 36 else 9
        return below - 2 if state.pane is Pane.QUEUE else max(1, state.height - 5 - below)

    def lexicon(self) -> Lexicon:
        """What a typed line can mean for the chosen client today."""
        return lexicon(self.chart(), self._desk.practice.acting())


def queue_key(row: DueRow) -> str:
    """The key of a row of the queue."""
    return (
        f"{row.chart} {row.kind} {row.due.isoformat() if row.due else ''} {row.text if row.kind == 'measure' else ''}"
    )


def parsed_filter(typed: str) -> Filter | None:
    """The filter that was typed; None when it is empty or not yet whole, which leaves everything."""
    if not typed.strip():
        return None
    try:
        return parse_filter(typed)
    except LineFault:
        return None
