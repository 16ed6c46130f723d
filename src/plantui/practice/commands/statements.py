"""Lines taken from the statement library: put in, filled, confirmed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

import msgspec

from plantui.model.chart import Chart
from plantui.model.plan import Goal, Intervention, Node, Plan
from plantui.model.tree import replace_node
from plantui.practice.acting import Acting
from plantui.practice.command import Command, Done
from plantui.practice.commands.nodes import AddNode, placed
from plantui.practice.drafts import open_draft, put_plan, was_signed
from plantui.practice.lines import Line, apply_line
from plantui.practice.refusal import Refused


@dataclass(frozen=True)
class Taken:
    """A line ready to go into a plan.

    ``source`` is the statement it came from (empty for own words), ``evidence`` what stands behind an intervention,
    ``raw`` whether nothing in it was put by hand.
    """

    line: Line
    source: str = ""
    evidence: str = ""
    raw: bool = False

    def mark(self, node: Node) -> Node:
        """The line of the plan with where it came from."""
        marked = msgspec.structs.replace(node, source=self.source or node.source, raw=self.raw)
        if isinstance(marked, Intervention) and self.evidence:
            marked = msgspec.structs.replace(marked, evidence=self.evidence)
        return marked


def _changed(chart: Chart, plan_id: str, node: str, change: Callable[[Node], Node]) -> Chart:
    plan = next(each for each in chart.plans if each.id == plan_id)
    return put_plan(chart, replace_node(plan, node, change))


def _with(plan: Plan, node: Node) -> Plan:
    return replace_node(plan, node.id, lambda _: node)


@dataclass(frozen=True)
class InsertLines(Command):
    """Several lines of one kind put under ``parent`` at ``index`` (last when None), one intention."""

    act: ClassVar[str] = "plan.insert"
    repeatable: ClassVar[bool] = True
    taken: tuple[Taken, ...]
    parent: str = ""
    index: int | None = None

    def do(self, chart: Chart, acting: Acting) -> Done:
        """See Command."""
        if not self.taken:
            raise Refused("Nothing was taken.")
        codes: list[str] = []
        focus = ""
        chart, plan = open_draft(chart, acting)
        for at, each in enumerate(self.taken):
            index = None if self.index is None else self.index + at
            done = AddNode(each.line, self.parent, index).do(chart, acting)
            chart = _changed(done.chart, plan.id, done.focus, each.mark)
            codes.append(done.message.removesuffix(" added"))
            focus = focus or done.focus
        return Done(chart, f"{', '.join(codes)} added", focus)


@dataclass(frozen=True)
class FillLines(Command):
    """Lines of the draft written anew with their blanks filled: each node's id and what it becomes."""

    act: ClassVar[str] = "plan.fill"
    lines: tuple[tuple[str, Taken], ...]

    def do(self, chart: Chart, acting: Acting) -> Done:
        """See Command."""
        before = chart
        chart, plan = open_draft(chart, acting)
        codes: list[str] = []
        for node, each in self.lines:
            old = placed(plan, node).node
            new = each.mark(apply_line(old, each.line, promised=was_signed(before, node)))
            if isinstance(new, Goal) and isinstance(old, Goal):
                new = msgspec.structs.replace(new, words=new.words or old.words)
            if new != old:
                codes.append(old.code)
                plan = _with(plan, new)
        if not codes:
            return Done(before, "Nothing was filled in")
        return Done(put_plan(chart, plan), f"{', '.join(codes)} filled in", self.lines[0][0])


@dataclass(frozen=True)
class ConfirmWords(Command):
    """The library's words of a line are right for this client as they are."""

    act: ClassVar[str] = "plan.confirm"
    node: str

    def do(self, chart: Chart, acting: Acting) -> Done:
        """See Command."""
        before = chart
        chart, plan = open_draft(chart, acting)
        old = placed(plan, self.node).node
        if not old.raw:
            return Done(before, f"{old.code} is this client's own already", self.node)
        plan = replace_node(plan, self.node, lambda node: msgspec.structs.replace(node, raw=False))
        return Done(put_plan(chart, plan), f"{old.code} confirmed as it is", self.node)
