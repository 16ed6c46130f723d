"""Which day each of several reviews gets."""

from __future__ import annotations

from datetime import date, timedelta

from plantui.practice.lines import to_period
from plantui.practice.refusal import Refused
from plantui.quickentry.when import Spread, When


def due_days(when: When, count: int, today: date) -> list[date]:
    """The review day of each of so many plans, in the order in which they wait.

    Raises:
        Refused: a single plan is to be spread.
    """
    if when.spread is not None:
        if count == 1:
            raise Refused("spread is for several plans: tick them first.")
        return spread_days(when.spread, count, today)
    if when.date is not None:
        return [when.date] * count
    return [to_period(when.period).after(today) if when.period is not None else today] * count


def spread_days(spread: Spread, count: int, today: date) -> list[date]:
    """So many days, ``spread.count`` a working day or a week, from the next working day on or the one given."""
    day = _working(spread.start if spread.start is not None else today + timedelta(days=1))
    days: list[date] = []
    while len(days) < count:
        days += [day] * min(spread.count, count - len(days))
        day = _working(day + timedelta(days=1 if spread.per == "d" else 7))
    return days


def _working(day: date) -> date:
    """This day, or the Monday after a weekend."""
    return day + timedelta(days=7 - day.weekday()) if day.weekday() > 4 else day
