"""What belongs to the plan itself: starting it, its service, discharge criteria and expected outcomes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import msgspec

from plantui.model.chart import Chart
from plantui.model.plan import Criterion, Outcome, Service
from plantui.practice.acting import Acting
from plantui.practice.command import Command, Done
from plantui.practice.drafts import open_draft, put_plan
from plantui.practice.refusal import Refused


@dataclass(frozen=True)
class StartDraft(Command):
    """Open the draft of the plan: the first version, or the next one with everything carried forward."""

    act: ClassVar[str] = "plan.start"
    reason: str = ""

    def do(self, chart: Chart, acting: Acting) -> Done:
        """See Command."""
        chart, plan = open_draft(chart, acting)
        if self.reason.strip():
            chart = put_plan(chart, msgspec.structs.replace(plan, reason=self.reason.strip()))
        return Done(chart, f"Draft v{plan.number} of {chart.code} is open")


@dataclass(frozen=True)
class SetService(Command):
    """Type, amount, frequency and duration of service."""

    act: ClassVar[str] = "plan.service"
    service: Service

    def do(self, chart: Chart, acting: Acting) -> Done:
        """See Command."""
        chart, plan = open_draft(chart, acting)
        return Done(put_plan(chart, msgspec.structs.replace(plan, service=self.service)), "Service set")


@dataclass(frozen=True)
class AddCriterion(Command):
    """A criterion for ending therapy."""

    act: ClassVar[str] = "plan.discharge"
    text: str

    def do(self, chart: Chart, acting: Acting) -> Done:
        """See Command."""
        chart, plan = open_draft(chart, acting)
        if not self.text.strip():
            raise Refused("What would show that therapy is done? discharge PHQ-9 below 5 for 8 weeks")
        criterion = Criterion(id=acting.new_id(), text=self.text.strip())
        plan = msgspec.structs.replace(plan, discharge=(*plan.discharge, criterion))
        return Done(put_plan(chart, plan), f"Discharge criterion {len(plan.discharge)} added")


@dataclass(frozen=True)
class AddOutcome(Command):
    """An expected outcome of the plan."""

    act: ClassVar[str] = "plan.outcome"
    text: str

    def do(self, chart: Chart, acting: Acting) -> Done:
        """See Command."""
        chart, plan = open_draft(chart, acting)
        if not self.text.strip():
            raise Refused("What is expected? outcome Back at work four days a week")
        outcome = Outcome(id=acting.new_id(), text=self.text.strip())
        plan = msgspec.structs.replace(plan, outcomes=(*plan.outcomes, outcome))
        return Done(put_plan(chart, plan), f"Expected outcome {len(plan.outcomes)} added")
