"""Days, without the cost of importing `datetime`: ISO texts, and numbers counted from 1 Jan 1970."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")

_EPOCH_MONDAY = 4
FAR = 330
"""From this many days away a day is shown with its year."""


def number(iso: str) -> int:
    """The number of a day written as 2026-03-10; 0 is 1 Jan 1970, a Thursday."""
    year, month, day = int(iso[:4]), int(iso[5:7]), int(iso[8:10])
    # Years begin in March here, so that a leap day is the last of its year.
    year -= month < 3
    shifted = (month + 9) % 12
    return 365 * year + year // 4 - year // 100 + year // 400 + (153 * shifted + 2) // 5 + day - 1 - 719468


def text(days: int) -> str:
    """The inverse of ``number``."""
    days += 719468
    era, rest = divmod(days, 146097)
    year = (rest - rest // 1460 + rest // 36524 - rest // 146096) // 365
    rest -= 365 * year + year // 4 - year // 100
    shifted = (5 * rest + 2) // 153
    month = shifted + 3 if shifted < 10 else shifted - 9
    return f"{era * 400 + year + (month < 3):04d}-{month:02d}-{rest - (153 * shifted + 2) // 5 + 1:02d}"


def weekday(days: int) -> int:
    """0 is Monday."""
    return (days + 3) % 7


def short(iso: str, today: str) -> str:
    """3 Mar, with the year when it is far away."""
    plain = f"{int(iso[8:10])} {MONTHS[int(iso[5:7]) - 1]}"
    return plain if abs(number(iso) - number(today)) < FAR else f"{plain} {int(iso[:4])}"


def full(iso: str) -> str:
    """12 Dec 2025."""
    return f"{int(iso[8:10])} {MONTHS[int(iso[5:7]) - 1]} {int(iso[:4])}"


def with_weekday(iso: str) -> str:
    """Tue 10 Mar 2026."""
    return f"{WEEKDAYS[weekday(number(iso))]} {full(iso)}"


def slot_day(slot: dict[str, Any], today: str) -> str:
    """The first appointment day on or after today, as ``plantui.clinical.visits.slot_day`` finds it.

    ``slot`` is a slot in plain data: weekday, every_weeks, first.
    """
    first, now = slot.get("first"), number(today)
    start = number(first) if first else _EPOCH_MONDAY
    anchor = start + (slot["weekday"] - weekday(start)) % 7
    if first and now <= anchor:
        return text(anchor)
    return text(now + (anchor - now) % (7 * slot.get("every_weeks", 1)))
