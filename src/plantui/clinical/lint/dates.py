"""Dates of objectives and of the next review."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from plantui.clinical.lint.finding import Case, Rule, Spot
from plantui.clinical.standing import effective_day
from plantui.model.period import Period, Unit

_YEAR = Period(n=1, unit=Unit.YEAR)


def plan_start(case: Case) -> date:
    """The day the version takes effect; today for a draft that does not say."""
    day = effective_day(case.plan) if case.plan is not None else None
    return day or case.today


def _no_date(case: Case) -> Iterator[Spot]:
    for objective in case.objectives:
        if objective.due is None:
            yield Spot(f"Objective {objective.code} has no target date.", objective.code, objective.id)


def _date_out_of_range(case: Case) -> Iterator[Spot]:
    start = plan_start(case)
    for objective in case.objectives:
        if objective.due is not None and not start <= objective.due <= _YEAR.after(start):
            yield Spot("Target date is before the plan starts or more than a year away.", objective.code, objective.id)


def _no_review_date(case: Case) -> Iterator[Spot]:
    """A draft gets its date when it is signed; a signed plan without one came from elsewhere."""
    if case.plan is not None and not case.draft and not case.chart.schedule:
        yield Spot("No review date.")


RULES = (
    Rule("TP023", "error", _no_date),
    Rule("TP024", "warn", _date_out_of_range),
    Rule("TP114", "warn", _no_review_date),
)
