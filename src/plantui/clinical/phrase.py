"""Days in a few letters, as lists show them: in 5 d, 11 d late, 12 Jun."""

from __future__ import annotations

from datetime import date, datetime

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")

NEAR_DAYS = 30
"""Up to this many days ahead a day is shown as a distance, beyond it as a date."""


def short_day(day: date) -> str:
    """Day and month: 5 Mar."""
    return f"{day.day} {_MONTHS[day.month - 1]}"


def distance(day: date, today: date) -> str:
    """How far a due day is: 11 d late, today, in 5 d."""
    days = (day - today).days
    return f"{-days} d late" if days < 0 else f"in {days} d" if days else "today"


def ago(day: date, today: date) -> str:
    """How long ago a day was: today, 2 d ago."""
    days = (today - day).days
    return f"{days} d ago" if days > 0 else "today"


def due_words(day: date, today: date) -> str:
    """A due day in a column: its distance when near or late, else the date, with the year when that is far off."""
    days = (day - today).days
    if days <= NEAR_DAYS:
        return distance(day, today)
    return short_day(day) if days < 330 else f"{_MONTHS[day.month - 1]} {day.year}"


def visit_words(visit: datetime, now: datetime) -> str:
    """An appointment in a column: 14:00 today, Wed 10 or Wed 10:30 this week, else 17 Mar."""
    today = now.date()
    day = visit.date()
    if day == today:
        return f"{visit:%H:%M}"
    if (day - today).days + today.weekday() < 7:
        hour = f"{visit:%H}" if visit.minute == 0 else f"{visit:%H:%M}"
        return f"{_WEEKDAYS[day.weekday()]} {hour}"
    return short_day(day)
