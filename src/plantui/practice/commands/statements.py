"""Lines taken from the statement library: put in, filled, confirmed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import ClassVar, Final

import msgspec

from plantui.model.canonical import clean_text
from plantui.model.chart import Chart
from plantui.model.codes import next_code, series
from plantui.model.plan import Goal, Intervention, Node, Objective, Plan
from plantui.model.tree import children, replace_node
from plantui.practice.acting import Acting
from plantui.practice.command import Command, Done
from plantui.practice.commands.nodes import AddNode, RemoveNode, placed
from plantui.practice.drafts import open_draft, put_plan, was_signed
from plantui.practice.lines import Line, apply_line
from plantui.practice.refusal import Refused
from plantui.quickentry import GoalLine, parse_blanks


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
            new = each.mark(_with_rest(old, apply_line(old, each.line, promised=was_signed(before, node))))
            if isinstance(new, Goal) and isinstance(old, Goal):
                new = msgspec.structs.replace(new, words=new.words or old.words)
            if new != old:
                codes.append(old.code)
                plan = _with(plan, new)
        if not codes:
            return Done(before, "Nothing was filled in")
        return Done(put_plan(chart, plan), f"{', '.join(codes)} filled in", self.lines[0][0])


_REST: Final[Mapping[type[Node], tuple[str, ...]]] = {
    Objective: ("unit", "due", "initial_due", "every", "horizon", "who", "client_does", "clinician_does"),
    Intervention: ("frequency", "minutes", "who", "due"),
}
"""What a statement has no blank for, or leaves unsaid: it stays as it was typed."""


def _with_rest(old: Node, new: Node) -> Node:
    """The filled line with what its statement says nothing of; what was itself a blank goes."""
    rest = {name: getattr(old, name) for name in _REST.get(type(old), ()) if not getattr(new, name)}
    kept = {name: value for name, value in rest.items() if not (isinstance(value, str) and parse_blanks(value).names)}
    return msgspec.structs.replace(new, **kept) if kept else new


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


@dataclass(frozen=True)
class WordGoal(Command):
    """What the client wants, in their own words: the goal of a problem that holds them, or a new one.

    ``goal`` is the goal to word anew; empty adds one.
    """

    act: ClassVar[str] = "plan.words"
    problem: str
    words: str
    goal: str = ""

    def do(self, chart: Chart, acting: Acting) -> Done:
        """See Command."""
        said = " ".join(clean_text(self.words).split())
        if not said:
            raise Refused("What do they want? A few words of theirs.")
        if not self.goal:
            line = GoalLine(words=said, text="")
            return InsertLines((Taken(line),), self.problem).do(chart, acting)
        chart, plan = open_draft(chart, acting)
        old = placed(plan, self.goal).node
        plan = replace_node(plan, self.goal, lambda node: msgspec.structs.replace(node, words=said))
        return Done(put_plan(chart, plan), f"{old.code} worded anew", self.goal)


@dataclass(frozen=True)
class TickGoal(Command):
    """A goal of the library for a problem: it joins the client's words where these stand alone, else it is added."""

    act: ClassVar[str] = "plan.insert"
    problem: str
    taken: Taken

    def do(self, chart: Chart, acting: Acting) -> Done:
        """See Command."""
        begun, plan = open_draft(chart, acting)
        problem = placed(plan, self.problem).node
        alone = [goal for goal in children(problem) if isinstance(goal, Goal) and goal.words and not goal.text]
        line = self.taken.line
        if not alone or not isinstance(line, GoalLine) or line.words:
            return InsertLines((self.taken,), self.problem).do(chart, acting)
        goal = alone[0]
        plan = replace_node(
            plan,
            goal.id,
            lambda node: msgspec.structs.replace(node, text=clean_text(line.text), source=self.taken.source),
        )
        return Done(put_plan(begun, plan), f"{goal.code} added", goal.id)


@dataclass(frozen=True)
class UntickLine(Command):
    """Take a line of a draft out again; its code is free again when it was the last one given there.

    A goal keeps the client's words and loses what the library put beside them.
    """

    act: ClassVar[str] = "plan.remove"
    node: str

    def do(self, chart: Chart, acting: Acting) -> Done:
        """See Command."""
        before = chart
        chart, plan = open_draft(chart, acting)
        place = placed(plan, self.node)
        node = place.node
        if isinstance(node, Goal) and node.words and node.text:
            plan = replace_node(
                plan, node.id, lambda each: msgspec.structs.replace(each, text="", source="", raw=False)
            )
            return Done(put_plan(chart, plan), f"{node.code} keeps the client's words alone", node.id)
        done = RemoveNode(self.node).do(before, acting)
        if was_signed(before, self.node) or children(node):
            return done
        key = series(place.parent, type(node))
        given = dict(done.chart.counters)
        less = {**given, key: given.get(key, 0) - 1}
        if next_code(less, place.parent, type(node))[0] == node.code:
            given = {name: number for name, number in less.items() if number}
        return Done(msgspec.structs.replace(done.chart, counters=given), done.message, done.focus)
