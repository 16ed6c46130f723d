"""Days and months in words, and how a date is said: Tue 2 Jun 2026 (in 84 d)."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
NAMED = ("today", "tod", "tomorrow", "tom", "yesterday", "eow", "eom", "eoq", "eoy", "review")


def day_number(word: str) -> int | None:
    """0 (Monday) to 6 for a day's name or a beginning of it of three letters or more, else None."""
    return _beginning(word, DAYS)


def month_number(word: str) -> int | None:
    """1 to 12 for a month's name or a beginning of it of three letters or more, else None."""
    found = _beginning(word, MONTHS)
    return None if found is None else found + 1


def _beginning(word: str, names: tuple[str, ...]) -> int | None:
    low = word.lower()
    if len(low) < 3:
        return None
    for number, name in enumerate(names):
        if name.startswith(low):
            return number
    return None


def add_months(day: date, months: int) -> date:
    """The same day of the month ``months`` later, clipped to the month's end.

    Raises:
        ValueError: outside the years 1 to 9999.
    """
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    if not 1 <= year <= 9999:
        raise ValueError(year)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def add_period(day: date, count: int, unit: str) -> date:
    """``day`` moved by ``count`` (may be negative) of ``unit``: d, w, m or y.

    Raises:
        ValueError: outside the years 1 to 9999.
    """
    try:
        if unit in "my":
            return add_months(day, count * (12 if unit == "y" else 1))
        return day + timedelta(days=count * (7 if unit == "w" else 1))
    except OverflowError as error:
        raise ValueError(str(error)) from None


def describe_date(day: date, today: date) -> str:
    """Weekday, date and distance: ``Tue 2 Jun 2026 (in 84 d)``, ``(today)``, ``(4 d ago)``."""
    return f"{weekday_date(day)} {distance_in_days(day, today)}"


def distance_in_days(day: date, today: date) -> str:
    """``(in 84 d)``, ``(today)`` or ``(4 d ago)``."""
    days = (day - today).days
    return "(today)" if days == 0 else f"(in {days} d)" if days > 0 else f"({-days} d ago)"


def weekday_date(day: date) -> str:
    """``Tue 2 Jun 2026``, in English whatever the locale."""
    return f"{short_day(day.weekday())} {print_date(day)}"


def short_day(number: int) -> str:
    """``Mon`` to ``Sun`` for 0 to 6."""
    return DAYS[number][:3].capitalize()


def short_month(number: int) -> str:
    """``Jan`` to ``Dec`` for 1 to 12."""
    return MONTHS[number - 1][:3].capitalize()


def print_date(day: date) -> str:
    """The spelling used in one-line forms: ``2 Jun 2026``. It reads back as the same day."""
    return f"{day.day} {short_month(day.month)} {day.year:04d}"


def near_date(day: date, today: date, *, weekday: bool = True) -> str:
    """A date for a message: the year only if it is not this one. ``Fri 13 Mar``, ``Sun 28 Feb 2027``."""
    said = f"{day.day} {short_month(day.month)}"
    if day.year != today.year:
        said += f" {day.year:04d}"
    return f"{short_day(day.weekday())} {said}" if weekday else said
