"""A span of calendar time such as 2 weeks, and the appointment slot."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from enum import StrEnum

from plantui.model.base import ClockTime, Day, Minutes, Part, Positive, Weekday


class Unit(StrEnum):
    """Unit of a period, with the codes of UCUM as FHIR R4 ``Timing`` uses them."""

    DAY = "d"
    WEEK = "wk"
    MONTH = "mo"
    YEAR = "a"

    @property
    def letter(self) -> str:
        """As typed and shown: d, w, m or y."""
        return {"d": "d", "wk": "w", "mo": "m", "a": "y"}[self.value]


class Period(Part, frozen=True, kw_only=True):
    """``n`` units of calendar time, n at least 1."""

    n: Positive
    unit: Unit

    def after(self, day: date, times: int = 1) -> date:
        """The day ``times`` periods later; months and years keep the day and clip it to the month's end.

        A day outside the years 1 to 9999 becomes the first or the last day of the calendar.
        """
        count = self.n * times
        try:
            if self.unit in (Unit.DAY, Unit.WEEK):
                return day + timedelta(days=count * (7 if self.unit is Unit.WEEK else 1))
            months = day.year * 12 + day.month - 1 + count * (12 if self.unit is Unit.YEAR else 1)
            year, month = divmod(months, 12)
            return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
        except (OverflowError, ValueError):
            return date.max if count > 0 else date.min

    @property
    def days(self) -> int:
        """Its usual length in days (a month counts 30, a year 365): for comparing, never for adding."""
        return self.n * {Unit.DAY: 1, Unit.WEEK: 7, Unit.MONTH: 30, Unit.YEAR: 365}[self.unit]

    @property
    def short(self) -> str:
        """As typed: 2w."""
        return f"{self.n}{self.unit.letter}"

    @property
    def words(self) -> str:
        """As read: every week, every 2 weeks."""
        noun = {Unit.DAY: "day", Unit.WEEK: "week", Unit.MONTH: "month", Unit.YEAR: "year"}[self.unit]
        return f"every {noun}" if self.n == 1 else f"every {self.n} {noun}s"


class Slot(Part, frozen=True, kw_only=True):
    """The client's usual appointment: weekday, 24 h time, every so many weeks counted from ``first``."""

    weekday: Weekday
    time: ClockTime
    every_weeks: Positive = 1
    minutes: Minutes | None = None
    first: Day | None = None
