"""How long a chart is kept: the date before which it must not be disposed of. Nothing is ever removed by itself.

The default follows a guideline, not a law: keep full records for seven years after the last service, or three
years after a minor reaches majority, whichever is later (APA Record Keeping Guidelines, guideline 7,
apaservices.org). The law of the state comes first where it says otherwise, states differ, and payers' contracts
can ask for more; HIPAA sets no time for charts (its six years, 45 CFR 164.316(b)(2)(i), are for policies and
their documentation). The numbers are settings.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from plantui.clinical.visits import last_visit
from plantui.model.chart import Chart
from plantui.model.status import ClientStatus


@dataclass(frozen=True)
class RetentionRule:
    """How long: ``years`` after the last service, ``after_majority`` years after the age ``majority``, the later."""

    years: int = 7
    after_majority: int = 3
    majority: int = 18


@dataclass(frozen=True)
class Retention:
    """``until`` is the last day on which the chart is kept; ``reason`` says why, as a phrase."""

    until: date
    reason: str

    def over(self, today: date) -> bool:
        """Whether the chart may be disposed of."""
        return today > self.until


def retention(chart: Chart, rule: RetentionRule) -> Retention | None:
    """How long a chart is kept; None while the treatment goes on.

    The age of majority is 18 in most states, 19 or 21 in some. Without a date of birth the client could be a child
    born on the day the chart was made, so that much later date holds until the date of birth is entered.
    """
    if chart.client.status != ClientStatus.DISCHARGED:
        return None
    last = last_service(chart)
    born = chart.client.born
    adult = _later(born or chart.made.date(), rule.majority + rule.after_majority)
    service = _later(last, rule.years)
    if service >= adult:
        return Retention(service, f"{rule.years} years after the last service on {_said(last)}")
    if born is None:
        return Retention(adult, "the date of birth is not in the chart, so the client may have been a child")
    return Retention(adult, f"{rule.after_majority} years after the client's {rule.majority}th birthday")


def last_service(chart: Chart) -> date:
    """The day of the last visit, measure or review, or the day the treatment ended, whichever came last."""
    days = [chart.made.date()]
    visit = last_visit(chart)
    if visit is not None:
        days.append(visit.date)
    if chart.client.status_on is not None:
        days.append(chart.client.status_on)
    days += [score.date for score in chart.measures]
    days += [review.date for review in chart.reviews]
    return max(days)


def _later(day: date, years: int) -> date:
    """The same day so many years later; 1 March for 29 February, so that it is never too early."""
    if day.year + years > date.max.year:
        return date.max
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def _said(day: date) -> str:
    return f"{day.day} {day:%b %Y}"
