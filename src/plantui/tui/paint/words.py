"""Words that several parts of the screen share: dates, columns, keys with their words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from plantui.keys.hint import Shown
from plantui.tui.text import cells, shorten

LATE_WORDS = ("late", "no plan", "unsigned")
"""Review columns with one of these are drawn as overdue; the words say which."""


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
    left = shorten(left, width - cells(right) - 1)
    return left + " " * max(0, width - cells(left) - cells(right)) + right


def first_fitting(words: Sequence[str], width: int) -> str:
    """The first of some words that fits into the width, else the last one."""
    return next((word for word in words if cells(word) <= width), words[-1])


def is_late(text: str) -> bool:
    """Whether a review column speaks of something that should have happened."""
    return any(word in text for word in LATE_WORDS)


def hints(shown: Sequence[Shown], *, wide: bool) -> str:
    """Keys with their words in one line: Enter keep, next   Tab deeper."""
    return ("   " if wide else "  ").join(f"{keys} {word}".strip() for keys, word in shown)


def count(number: int, noun: str) -> str:
    """1 goal, 2 goals."""
    return f"{number} {noun}{'' if number == 1 else 's'}"
