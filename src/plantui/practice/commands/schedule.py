"""The review date: a dated row, so that moving it needs no new version and leaves its reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

import msgspec

from plantui.model.chart import Chart
from plantui.model.progress import ReviewDate, ReviewSource
from plantui.practice.acting import Acting
from plantui.practice.command import Command, Done
from plantui.practice.drafts import plan_at_hand
from plantui.practice.refusal import Refused


@dataclass(frozen=True)
class SetReviewDate(Command):
    """Move the interim review of the plan to a day. The payer's formal clock never moves."""

    act: ClassVar[str] = "review.when"
    repeatable: ClassVar[bool] = True
    due: date
    reason: str = ""

    def do(self, chart: Chart, acting: Acting) -> Done:
        """See Command."""
        plan_at_hand(chart)
        if self.due < acting.today:
            raise Refused(f"That is in the past ({self.due.day} {self.due:%b}). Review dates lie ahead.", "D5")
        row = ReviewDate(
            id=acting.new_id(),
            due=self.due,
            at=acting.now,
            by=acting.user.id,
            source=ReviewSource.MOVED,
            reason=self.reason.strip(),
        )
        after = msgspec.structs.replace(chart, schedule=(*chart.schedule, row))
        days = (self.due - acting.today).days
        when = "today" if days == 0 else f"in {days} d"
        return Done(after, f"Review of {chart.code} set to {self.due:%a} {self.due.day} {self.due:%b %Y} ({when})")
