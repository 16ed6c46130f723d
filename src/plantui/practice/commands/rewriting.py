"""A plan written anew as an outline: what changed in the text becomes edits, moves, new lines and removals."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import ClassVar

import msgspec

from plantui.documents.outline import line_of
from plantui.model.chart import Chart
from plantui.model.plan import Criterion, Outcome, Plan
from plantui.model.tree import Place, find, find_code, walk
from plantui.practice.acting import Acting
from plantui.practice.command import Command, Done
from plantui.practice.commands.nodes import AddNode, EditNode, MoveNode, RemoveNode
from plantui.practice.commands.plan import SetService
from plantui.practice.drafts import open_draft, plan_at_hand, put_plan
from plantui.practice.lexicon import lexicon
from plantui.practice.lines import Line, to_service
from plantui.practice.refusal import NeedsConfirming, Refused
from plantui.quickentry import DischargeLine, OutcomeLine, ServiceLine, print_line
from plantui.quickentry.outline import OutlineLine

GONE = "taken out of the outline"
"""The reason kept with a line of a signed version that is no longer in the text."""


@dataclass(frozen=True)
class RewritePlan(Command):
    """The plan as an outline says it, one intention and one undo.

    A line with a code is that line of the plan: it is edited where its words differ, moved where it stands elsewhere.
    A line without one is new. ``codes`` are the codes that the text began with; those that are missing are removed from
    a draft, and discontinued where a signed version holds them.
    """

    act: ClassVar[str] = "plan.rewrite"
    lines: tuple[OutlineLine, ...]
    codes: Collection[str]

    def do(self, chart: Chart, acting: Acting) -> Done:
        """See Command."""
        work = _Work(chart, acting)
        kept = [line.code for line in self.lines if line.code]
        twice = next((code for code in kept if kept.count(code) > 1), None)
        if twice is not None:
            raise Refused(f"{twice} stands in the text twice. Take the code off the line that is new.")
        work.tree(self.lines)
        work.remove(set(self.codes) - {code.lower() for code in kept})
        work.own_lines(self.lines)
        if not work.said:
            return Done(chart, "The plan is unchanged")
        count = len(work.said)
        told = ", ".join(work.said[:4]) + (", ..." if count > 4 else "")
        return Done(work.chart, told if count == 1 else f"{count} changes of the plan: {told}", work.focus)


@dataclass
class _Work:
    chart: Chart
    acting: Acting
    said: list[str] = field(default_factory=list)
    focus: str = ""

    def plan(self) -> Plan:
        return plan_at_hand(self.chart)

    def take(self, command: Command) -> str:
        done = command.do(self.chart, self.acting)
        if done.chart is not self.chart:
            self.chart = done.chart
            self.said.append(done.message)
            self.focus = done.focus or self.focus
        return done.focus

    def tree(self, lines: tuple[OutlineLine, ...]) -> None:
        """Edit, move and add, from the top down."""
        words = lexicon(self.chart, self.acting)
        above: list[str] = []
        counts: dict[str, int] = {}
        # Codes change with a move: what a code means is looked up before anything moves.
        ids = {place.node.code: place.node.id for place in walk(self.plan())} if self.chart.plans else {}
        for line in lines:
            if not isinstance(line.value, Line):
                continue
            parent = above[line.level - 1] if line.level else ""
            index = counts.get(parent, 0)
            if line.code:
                node = ids.get(line.code.lower(), "")
                if not node:
                    raise Refused(f"There is no {line.code} in this plan. A new line has no code.")
                self.edit(node, line.value, print_line(line.value, words))
                self.place(node, parent, index)
            else:
                node = self.take(AddNode(line.value, parent, index))
            above[line.level :] = [node]
            counts[parent] = index + 1

    def edit(self, node: str, value: Line, typed: str) -> None:
        place = find(self.plan(), node)
        assert place is not None
        if print_line(line_of(place.node), lexicon(self.chart, self.acting)) != typed:
            self.take(EditNode(node, value))

    def place(self, node: str, parent: str, index: int) -> None:
        plan = self.plan()
        place = find(plan, node)
        assert place is not None
        siblings = [other.node.id for other in walk(plan) if _parent(other) == _parent(place)]
        if _parent(place) != parent or siblings.index(node) != index:
            self.take(MoveNode(node, parent, index))

    def remove(self, codes: set[str]) -> None:
        """Take out what is no longer in the text, the outermost lines first."""
        ids = [place.node.id for code in sorted(codes) if (place := find_code(self.plan(), code)) is not None]
        for node in ids:
            place = find(self.plan(), node)
            if place is None or any(parent.id in ids for parent in place.parents):
                continue
            try:
                self.take(RemoveNode(node, GONE))
            except NeedsConfirming:
                code = place.node.code
                raise Refused(f"Notes or scores link to {code}, so it stays. d discontinues it.") from None

    def own_lines(self, lines: tuple[OutlineLine, ...]) -> None:
        """Service, discharge criteria and expected outcomes, as they stand in the text."""
        plan = self.plan()
        service = next((line.value for line in lines if isinstance(line.value, ServiceLine)), None)
        if service is not None and to_service(service) != plan.service:
            wanted = to_service(service)
            if plan.service is None or msgspec.structs.replace(plan.service, modality="", level_of_care="") != wanted:
                self.take(SetService(wanted))
        plan = self.plan()
        discharge = tuple(line.value.text for line in lines if isinstance(line.value, DischargeLine))
        outcomes = tuple(line.value.text for line in lines if isinstance(line.value, OutcomeLine))
        if discharge == tuple(each.text for each in plan.discharge) and outcomes == tuple(
            each.text for each in plan.outcomes
        ):
            return
        self.chart, plan = open_draft(self.chart, self.acting)
        criteria = {each.text: each for each in plan.discharge}
        expected = {each.text: each for each in plan.outcomes}
        plan = msgspec.structs.replace(
            plan,
            discharge=tuple(criteria.get(text) or Criterion(id=self.acting.new_id(), text=text) for text in discharge),
            outcomes=tuple(expected.get(text) or Outcome(id=self.acting.new_id(), text=text) for text in outcomes),
        )
        self.chart = put_plan(self.chart, plan)
        self.said.append("discharge and outcome lines changed")


def _parent(place: Place) -> str:
    return place.parent.id if place.parent is not None else ""
