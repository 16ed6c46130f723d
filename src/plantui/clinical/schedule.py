"""The two review clocks: the practice's interim rhythm and the payer's formal one."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

from plantui.clinical.standing import current, effective_day, plan_in_force, signed_by
from plantui.model.chart import Chart
from plantui.model.period import Period, Unit
from plantui.model.profile import Profile
from plantui.model.review import Review, ReviewKind
from plantui.model.signature import SignerKind

Clock = Literal["interim", "formal"]
"""The clock a review date belongs to."""


def signed_reviews(chart: Chart) -> list[Review]:
    """Reviews that the clinician has signed, oldest first; an unsigned one is a draft and resets nothing."""
    done = [review for review in chart.reviews if signed_by(review.signatures, SignerKind.CLINICIAN)]
    return sorted(done, key=lambda review: (review.date, review.at))


def last_review(chart: Chart) -> Review | None:
    """The latest signed review of any kind, or None."""
    return next(reversed(signed_reviews(chart)), None)


def review_due(chart: Chart) -> date | None:
    """The interim review date that was set last, or None."""
    return max(chart.schedule, key=lambda row: (row.at, row.id)).due if chart.schedule else None


def cadence(chart: Chart, default: Period, profile: Profile | None = None) -> Period:
    """The interim rhythm: the plan's, else the client's, else the payer profile's, else the practice's default."""
    plan = plan_in_force(chart) or current(chart)
    if plan is not None and plan.cadence is not None:
        return plan.cadence
    if chart.client.cadence is not None:
        return chart.client.cadence
    if profile is not None and profile.interim_days is not None:
        days = profile.interim_days
        return Period(n=days // 7, unit=Unit.WEEK) if days % 7 == 0 else Period(n=days, unit=Unit.DAY)
    return default


def interim_due(chart: Chart, default: Period, profile: Profile | None = None) -> date | None:
    """The interim review date: as set, else counted from the last review or the start of the plan in force.

    A plan that came from elsewhere without a date is thereby due some day and not forgotten.
    """
    due_day = review_due(chart)
    if due_day is not None:
        return due_day
    plan = plan_in_force(chart)
    start = effective_day(plan) if plan is not None else None
    if start is None:
        return None
    review = last_review(chart)
    return cadence(chart, default, profile).after(max(start, review.date) if review is not None else start)


def formal_due(chart: Chart, profile: Profile) -> date | None:
    """The payer's date: ``formal_days`` after the last formal review, else after the plan in force took effect.

    None when the profile sets no formal clock or nothing has started it. Interim reviews never move it.
    """
    plan = plan_in_force(chart)
    if profile.formal_days is None or plan is None:
        return None
    formal = [review.date for review in signed_reviews(chart) if review.kind is ReviewKind.FORMAL]
    start = formal[-1] if formal else effective_day(plan)
    return start + timedelta(days=profile.formal_days) if start is not None else None


def due(chart: Chart, profile: Profile) -> tuple[date, Clock] | None:
    """The earlier of the two dates and its clock; on the same day the formal one, whose review resets both."""
    return earlier(review_due(chart), formal_due(chart, profile))


def earlier(interim: date | None, formal: date | None) -> tuple[date, Clock] | None:
    """The earlier date with its clock, or None when there is neither."""
    if formal is not None and (interim is None or formal <= interim):
        return formal, "formal"
    return (interim, "interim") if interim is not None else None
