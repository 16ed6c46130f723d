"""How often and how long: every 2w, weekly, 2x/wk, 50m, 14:00."""

from __future__ import annotations

import re
from datetime import time

import msgspec

from plantui.quickentry.dates import UNITS

_UNIT_WORDS = {"d": "day", "w": "week", "m": "month", "y": "year"}
_PERIOD = re.compile(r"([0-9]{1,4})\s*([a-z]+)", re.IGNORECASE)
_EVERY = re.compile(r"every\s+(?:([0-9]{1,4})\s*)?([a-z]+)", re.IGNORECASE)
EVERY_WITHIN = re.compile(r"(?<!\w)every\s+(?:([0-9]{1,4})\s*)?([a-z]+)(?!\w)", re.IGNORECASE)
"""A cadence somewhere in a text; without its number it counts as one only where nothing else can be meant."""
_TIMES = re.compile(
    r"(?:([0-9]{1,3})\s*(?:x|times)|(once|twice|thrice|(?:one|two|three|four|five) times?))\s*"
    r"(?:/|\ba\b|\bper\b)?\s*(d|day|daily|w|wk|week|weekly|mo|month|monthly)",
    re.IGNORECASE,
)
_COUNTS = {"once": 1, "one": 1, "twice": 2, "two": 2, "thrice": 3, "three": 3, "four": 4, "five": 5}
_LENGTH = re.compile(r"([0-9]{1,4})\s*(?:m|min|mins|minutes?)", re.IGNORECASE)
_TIME = re.compile(r"([0-9]{1,2})(?::([0-9]{2}))?\s*(am|pm)?", re.IGNORECASE)
_PER = {"d": "d", "day": "d", "daily": "d", "w": "wk", "wk": "wk", "week": "wk", "weekly": "wk"}
_WORDS = {"daily": "daily", "weekly": "weekly", "fortnightly": "fortnightly", "monthly": "monthly"}
_ONE = {"d": "daily", "wk": "weekly", "mo": "monthly"}
_EVERY_WORDS = {(1, "d"): "daily", (1, "w"): "weekly", (2, "w"): "fortnightly", (1, "m"): "monthly"}


class Period(msgspec.Struct, frozen=True):
    """A length of time: ``n`` (1 or more) of ``unit``: d, w, m or y."""

    n: int
    unit: str

    def __str__(self) -> str:
        return f"{self.n}{self.unit}"

    @property
    def words(self) -> str:
        """``2 weeks``, ``1 day``."""
        word = _UNIT_WORDS[self.unit]
        return f"{self.n} {word}{'' if self.n == 1 else 's'}"

    @property
    def every(self) -> str:
        """``every week``, ``every 2 weeks``."""
        return f"every {_UNIT_WORDS[self.unit]}" if self.n == 1 else f"every {self.words}"


def period_of(number: str, unit: str) -> Period | None:
    """The period ``number`` of ``unit`` stands for; None for a unit that is none, or for 0."""
    known = UNITS.get(unit.lower())
    return Period(int(number), known) if known and int(number) > 0 else None


def read_period(text: str) -> Period | None:
    """``12w``, ``12 weeks``; None for anything else."""
    match = _PERIOD.fullmatch(text.strip())
    return period_of(match[1], match[2]) if match else None


def read_every(text: str) -> Period | None:
    """``every 2w``, ``every week``; None for anything else."""
    match = _EVERY.fullmatch(text.strip())
    return period_of(match[1] or "1", match[2]) if match else None


def read_frequency(text: str) -> str | None:
    """How often, in its one spelling, or None.

    The spellings are daily, weekly, fortnightly, monthly, ``2x/d``, ``2x/wk``, ``2x/mo`` and, for
    the rest, ``every 3w``. "twice a week" and "every week" are understood too.
    """
    said = " ".join(text.lower().split())
    if said in _WORDS:
        return said
    if match := _TIMES.fullmatch(said):
        count = int(match[1]) if match[1] else _COUNTS[match[2].split()[0]]
        per = _PER.get(match[3], "mo")
        return None if count == 0 else _ONE[per] if count == 1 else f"{count}x/{per}"
    period = read_every(said)
    if period is None:
        return None
    return _EVERY_WORDS.get((period.n, period.unit), f"every {period}")


def read_length(text: str) -> int | None:
    """Minutes, 1 to 1440, for ``50m``, ``50 min``; None for anything else."""
    match = _LENGTH.fullmatch(text.strip())
    return int(match[1]) if match and 0 < int(match[1]) <= 1440 else None


def read_time(text: str) -> time | None:
    """A time of day for ``14:00``, ``9:30`` or ``2pm``; None for anything else."""
    match = _TIME.fullmatch(text.strip())
    if match is None or (match[2] is None and match[3] is None):
        return None
    hour, minute = int(match[1]), int(match[2] or 0)
    if match[3]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if match[3].lower() == "pm" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def print_time(at: time) -> str:
    """``14:00``."""
    return f"{at.hour:02d}:{at.minute:02d}"
