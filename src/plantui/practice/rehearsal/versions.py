"""A version of a plan written as the whole outline: each line edits the one at its place, further ones are added."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

import msgspec

from plantui.clinical.standing import draft, resolve
from plantui.model.chart import Chart
from plantui.model.plan import Node
from plantui.model.tree import children, find, rebuild
from plantui.practice.acting import Acting
from plantui.practice.command import Command, Done
from plantui.practice.commands.nodes import AddNode, EditNode
from plantui.practice.commands.outlines import apart_from_tree
from plantui.practice.commands.plan import AddCriterion, AddOutcome, StartDraft
from plantui.practice.drafts import open_draft, put_plan
from plantui.practice.lexicon import lexicon
from plantui.practice.lines import Line
from plantui.quickentry.outline import parse_outline
from plantui.quickentry.plan_level import parse_service


@dataclass(frozen=True)
class Revise(Command):
    """The draft brought to an outline that repeats every line of the version before and adds new ones last.

    ``sources`` tells by code which statement of the library a line began as.
    """

    act: ClassVar[str] = "plan.revise"
    lines: str
    service: str = ""
    discharge: tuple[str, ...] = ()
    outcome: tuple[str, ...] = ()
    reason: str = ""
    sources: Mapping[str, str] = field(default_factory=dict)

    def do(self, chart: Chart, acting: Acting) -> Done:
        """See Command."""
        chart = StartDraft(self.reason).do(chart, acting).chart
        if self.service:
            command = apart_from_tree(parse_service(self.service))
            assert command is not None
            chart = command.do(chart, acting).chart
        chart = self._texts(chart, acting)
        taken: dict[str, int] = {}
        above: list[str] = []
        for line in parse_outline(self.lines, lexicon(chart, acting)):
            assert isinstance(line.value, Line)
            parent = above[line.level - 1] if line.level else ""
            place = taken.get(parent, 0)
            taken[parent] = place + 1
            node = _child(chart, parent, place)
            if node is None:
                done = AddNode(line.value, parent).do(chart, acting)
            else:
                done = EditNode(node.id, _without_known_status(line.value, node)).do(chart, acting)
            chart = done.chart
            above[line.level :] = [done.focus]
        plan = draft(chart)
        if plan is not None and self.sources:
            chart = put_plan(chart, rebuild(plan, self._from_library))
        return Done(chart, "Draft revised")

    def _from_library(self, node: Node) -> Node:
        return msgspec.structs.replace(node, source=self.sources.get(node.code, node.source))

    def _texts(self, chart: Chart, acting: Acting) -> Chart:
        chart, plan = open_draft(chart, acting)
        if self.discharge:
            chart = put_plan(chart, msgspec.structs.replace(plan, discharge=()))
        for text in self.discharge:
            chart = AddCriterion(text).do(chart, acting).chart
        if self.outcome:
            chart, plan = open_draft(chart, acting)
            chart = put_plan(chart, msgspec.structs.replace(plan, outcomes=()))
        for text in self.outcome:
            chart = AddOutcome(text).do(chart, acting).chart
        return chart


def _child(chart: Chart, parent: str, place: int) -> Node | None:
    plan = draft(chart)
    if plan is None:
        return None
    plan = resolve(chart, plan)
    holder = find(plan, parent) if parent else None
    inside = children(holder.node) if holder is not None else plan.problems
    return inside[place] if place < len(inside) else None


def _without_known_status(line: Line, node: Node) -> Line:
    """The line without a status clause that only repeats where the node stands."""
    status = getattr(line, "status", None)
    if status and node.status is not None and (status == node.status.word or not node.status.open):
        return msgspec.structs.replace(line, status=None)
    return line
