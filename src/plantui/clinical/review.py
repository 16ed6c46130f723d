"""What a review weighs: the evidence for every objective since the last review, and what is still open.

All suggestions come from ``trend``. Nothing here decides: what has no evidence stays empty until a person fills it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from plantui.clinical.drift import notes_of_period
from plantui.clinical.schedule import last_review
from plantui.clinical.standing import current, effective_day, resolve, signed, signed_by
from plantui.clinical.trend import Trend, baseline, show_mark, trend
from plantui.model.base import Number
from plantui.model.chart import Chart
from plantui.model.measure import Measure
from plantui.model.plan import Goal, Objective, Plan
from plantui.model.review import Review, ReviewLine
from plantui.model.signature import SignerKind
from plantui.model.status import Status
from plantui.model.tree import objectives


class Weighed(NamedTuple):
    """One objective of a review with its evidence, and what was said about it so far.

    ``touched_in`` of ``notes`` written since the last review link to it. ``line`` is what the review in progress holds
    about it, None while nobody has said anything.
    """

    goal: Goal
    objective: Objective
    base: Number | None
    trend: Trend
    touched_in: int
    notes: int
    line: ReviewLine | None = None

    @property
    def mark(self) -> int | None:
        """The mark a person gave or accepted, -2 to +2."""
        return self.line.mark if self.line is not None else None

    @property
    def status(self) -> Status | None:
        """The status set in this review."""
        return self.line.status if self.line is not None else None

    @property
    def remark(self) -> str:
        """The remark written in this review."""
        return self.line.remark if self.line is not None else ""

    @property
    def suggested(self) -> int | None:
        """The mark that scores and notes speak for; None where there is no evidence or it is at odds."""
        return self.trend.suggested

    @property
    def waits(self) -> bool:
        """Whether a suggestion stands that nobody accepted; it does not stop the signature."""
        return self.suggested is not None and self.mark is None and self.status is None

    @property
    def gap(self) -> bool:
        """Whether a person must say something first: no evidence, and no mark, status or remark."""
        answered = self.mark is not None or self.status is not None or bool(self.remark.strip())
        return self.suggested is None and not answered

    @property
    def asks_met(self) -> bool:
        """Whether the last two scores reach the goal while the status is still open: a question, never an answer."""
        return self.trend.reaches and self.objective.status.open


def open_review(chart: Chart) -> Review | None:
    """The review in progress: the latest one that the clinician has not signed."""
    begun = [review for review in chart.reviews if signed_by(review.signatures, SignerKind.CLINICIAN) is None]
    return max(begun, key=lambda review: (review.at, review.id), default=None)


def reviewed_plan(chart: Chart) -> Plan | None:
    """The version that a review looks at: the newest one the clinician has signed."""
    return max((plan for plan in chart.plans if signed(plan)), key=lambda plan: plan.number, default=None)


def period_start(chart: Chart) -> date | None:
    """The day from which the review looks: the last signed review, else the day the first version took effect."""
    review = last_review(chart)
    if review is not None:
        return review.date
    days = [day for plan in chart.plans if signed(plan) and (day := effective_day(plan)) is not None]
    return min(days, default=None)


def weigh(chart: Chart, measures: Mapping[str, Measure], today: date) -> tuple[Weighed, ...]:
    """The objectives of the signed plan that are open, or were closed in this review, in the order of the plan.

    Where a draft of the next version changes an objective, its new words and numbers are shown; what that draft adds
    has no past and is not weighed.
    """
    plan, drawn = reviewed_plan(chart), current(chart)
    if plan is None or drawn is None:
        return ()
    known = {objective.id for objective in objectives(plan)}
    review = open_review(chart)
    said = {line.objective: line for line in review.lines} if review is not None else {}
    links = [{link.node for link in note.links} for note in notes_of_period(chart) if note.date <= today]
    found = []
    for problem in resolve(chart, drawn).problems:
        for goal in problem.goals:
            for objective in goal.objectives:
                if objective.id not in known or not (objective.status.open or objective.id in said):
                    continue
                found.append(
                    Weighed(
                        goal,
                        objective,
                        baseline(chart, objective),
                        trend(chart, objective, measures, today),
                        sum(1 for nodes in links if objective.id in nodes),
                        len(links),
                        said.get(objective.id),
                    )
                )
    return tuple(found)


def acceptable(weighed: Iterable[Weighed]) -> tuple[Weighed, ...]:
    """The objectives whose suggestion accepting everything takes: those with one and without a mark.

    Never one without evidence. No status is ever set.
    """
    return tuple(each for each in weighed if each.suggested is not None and each.mark is None)


def gaps(weighed: Iterable[Weighed]) -> tuple[Weighed, ...]:
    """The objectives that stop a signature."""
    return tuple(each for each in weighed if each.gap)


def first_open(weighed: Sequence[Weighed]) -> int:
    """Where a review begins or goes on: the first objective without an accepted mark, a status or, in a gap, a remark.

    Behind the last one when there is none.
    """
    return next((at for at, each in enumerate(weighed) if each.waits or each.gap), len(weighed))


def evidence_words(weighed: Weighed) -> str:
    """What a suggestion rests on, in a sentence that is kept with the review."""
    found = weighed.trend
    parts = [found.reason]
    if found.marks and found.word != "marks":
        parts.append("marks in notes: " + " ".join(map(show_mark, found.marks)))
    parts.append(f"{weighed.touched_in} of {weighed.notes} notes")
    return "; ".join(parts)


MINUTE = 60
SECONDS_WITH_EVIDENCE = 10
SECONDS_WITHOUT = 45


def minutes(objectives: int, with_evidence: int) -> int:
    """About how long a review takes, in minutes, at least 1: an estimate from the objectives it has to look at."""
    seconds = with_evidence * SECONDS_WITH_EVIDENCE + (objectives - with_evidence) * SECONDS_WITHOUT
    return max(1, (seconds + MINUTE // 2) // MINUTE)
