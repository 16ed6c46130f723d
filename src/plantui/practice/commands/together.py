"""Several commands on one chart as one step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from plantui.model.chart import Chart
from plantui.practice.acting import Acting
from plantui.practice.command import Command, Done


@dataclass(frozen=True)
class Together(Command):
    """Commands on one chart as one step: all of them are done, or none."""

    act: ClassVar[str] = "plan.several"
    commands: tuple[Command, ...]
    message: str

    def do(self, chart: Chart, acting: Acting) -> Done:
        """See Command."""
        focus = ""
        for command in self.commands:
            done = command.do(chart, acting)
            chart, focus = done.chart, focus or done.focus
        return Done(chart, self.message, focus)
