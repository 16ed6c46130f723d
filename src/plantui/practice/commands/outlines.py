"""Several lines of a plan at once, read from an indented text; one intention, one undo."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from plantui.model.chart import Chart
from plantui.practice.acting import Acting
from plantui.practice.command import Command, Done
from plantui.practice.commands.nodes import AddNode
from plantui.practice.commands.plan import AddCriterion, AddOutcome, SetService
from plantui.practice.lines import Line, to_service
from plantui.practice.refusal import Refused
from plantui.quickentry import DischargeLine, OutcomeLine, ServiceLine
from plantui.quickentry.outline import OutlineLine


def apart_from_tree(value: object) -> Command | None:
    """The command for a line that belongs to the plan itself; None for a line of the tree."""
    if isinstance(value, ServiceLine):
        return SetService(to_service(value))
    if isinstance(value, DischargeLine):
        return AddCriterion(value.text)
    if isinstance(value, OutcomeLine):
        return AddOutcome(value.text)
    return None


@dataclass(frozen=True)
class AddLines(Command):
    """Lines added last under ``parent`` (empty: the plan), each under the line above it that is one level out."""

    act: ClassVar[str] = "plan.add"
    lines: tuple[OutlineLine, ...] | Sequence[OutlineLine]
    parent: str = ""

    def do(self, chart: Chart, acting: Acting) -> Done:
        """See Command."""
        if not self.lines:
            raise Refused("Nothing to add: the text has no lines.")
        above: list[str] = []
        codes: list[str] = []
        for line in self.lines:
            own = apart_from_tree(line.value)
            if own is not None:
                done = own.do(chart, acting)
                codes.append(line.kind)
            else:
                assert isinstance(line.value, Line)
                parent = above[line.level - 1] if line.level else self.parent
                done = AddNode(line.value, parent).do(chart, acting)
                above[line.level :] = [done.focus]
                codes.append(done.message.removesuffix(" added"))
            chart = done.chart
        return Done(chart, f"{', '.join(codes)} added", above[0] if above else "")
