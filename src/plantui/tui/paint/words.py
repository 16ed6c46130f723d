"""Words that several parts of the screen share: names by privacy mode, dates, columns."""

from __future__ import annotations

from datetime import date

from plantui.model.summary import Summary
from plantui.tui.text import cells

LATE_WORDS = ("late", "no plan", "unsigned")
"""Review columns with one of these are drawn as overdue; the words say which."""


def full_name(summary: Summary, names: str) -> str:
    """The client's name as the privacy mode allows: Reyes, Maria, or M.R., or C-014."""
    if names == "codes":
        return summary.code
    if names == "initials":
        return summary.initials or summary.code
    return f"{summary.family}, {summary.given}" if summary.given else summary.family


def short_name(summary: Summary, names: str) -> str:
    """The name for narrow panes: Reyes, M."""
    if names != "full" or not summary.given:
        return full_name(summary, names)
    return f"{summary.family}, {summary.given[0]}"


def long_day(day: date) -> str:
    """Fri 6 Mar."""
    return f"{day:%a} {day.day} {day:%b}"


def short_day(day: date) -> str:
    """6 Mar."""
    return f"{day.day} {day:%b}"


def year_day(day: date) -> str:
    """12 Dec 2025."""
    return f"{day.day} {day:%b %Y}"


def two_columns(left: str, right: str, width: int) -> str:
    """Two words in one column, left and right aligned; the left one gives way when both do not fit."""
    room = width - cells(right) - 1
    if cells(left) > room:
        left = left.split(":")[0] if ":" in left and cells(left.split(":")[0]) <= room else left[: max(0, room)]
    return left + " " * max(0, width - cells(left) - cells(right)) + right


def is_late(text: str) -> bool:
    """Whether a review column speaks of something that should have happened."""
    return any(word in text for word in LATE_WORDS)
