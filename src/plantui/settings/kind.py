"""Kinds of values: how each is read from a file, and how it is written there."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import Protocol

import msgspec

from plantui.model.period import Period, Unit

_SPAN = re.compile(r"(\d{1,6})\s*([a-z]+)", re.IGNORECASE)
_NUMBER = re.compile(r"-?[0-9]{1,9}")
_SECONDS = {"s": 1, "m": 60, "h": 3600}
_UNITS = {"d": Unit.DAY, "w": Unit.WEEK, "m": Unit.MONTH, "y": Unit.YEAR}


class Kind(Protocol):
    """One kind of value."""

    def read(self, written: object) -> object:
        """The value of what a file says.

        Raises:
            ValueError: it is not of this kind; the message completes "lock.after ...".
        """
        ...

    def write(self, value: object) -> str:
        """The value as people write it: `5m`, `DAP`, `true`."""
        ...


class Choice(msgspec.Struct, frozen=True):
    """One of a few words, in any case."""

    words: tuple[str, ...]

    def read(self, written: object) -> str:
        """The word in its own spelling."""
        found = {word.lower(): word for word in self.words}.get(str(written).strip().lower())
        if found is None or not isinstance(written, str):
            raise ValueError(f"is one of {', '.join(self.words)}")
        return found

    def write(self, value: object) -> str:
        """The word."""
        return str(value)


class Span(msgspec.Struct, frozen=True):
    """A time in seconds, minutes or hours, from `low` to `high` seconds."""

    low: int
    high: int

    def read(self, written: object) -> timedelta:
        """The time."""
        found = _SPAN.fullmatch(written.strip()) if isinstance(written, str) else None
        scale = _SECONDS.get(found[2].lower()) if found else None
        seconds = int(found[1]) * scale if found and scale else None
        if seconds is None or not self.low <= seconds <= self.high:
            raise ValueError(f"is a time from {_short(self.low)} to {_short(self.high)}")
        return timedelta(seconds=seconds)

    def write(self, value: object) -> str:
        """As typed: 5m, 90s."""
        return _short(int(value.total_seconds())) if isinstance(value, timedelta) else str(value)


def _short(seconds: int) -> str:
    """A time as typed; a minute is 60s, as the settings print it."""
    if seconds and seconds % 3600 == 0:
        return f"{seconds // 3600}h"
    if seconds > 60 and seconds % 60 == 0:
        return f"{seconds // 60}m"
    return f"{seconds}s"


class Rhythm(msgspec.Struct, frozen=True):
    """A span of calendar time in days, weeks, months or years; its usual length from `low` to `high` days."""

    low: int
    high: int

    def read(self, written: object) -> Period:
        """The period."""
        found = _SPAN.fullmatch(written.strip()) if isinstance(written, str) else None
        unit = _UNITS.get(found[2].lower()) if found else None
        period = Period(n=int(found[1]), unit=unit) if found and unit and int(found[1]) else None
        if period is None or not self.low <= period.days <= self.high:
            raise ValueError(f"is a time such as 12w, from {self.low} to {self.high} days")
        return period

    def write(self, value: object) -> str:
        """As typed: 12w."""
        return value.short if isinstance(value, Period) else str(value)


class Days(msgspec.Struct, frozen=True):
    """A number of days, `30d` or 30."""

    low: int
    high: int

    def read(self, written: object) -> int:
        """The number."""
        text = str(written).strip().lower().removesuffix("d").strip()
        days = int(text) if text.isascii() and text.isdigit() and not isinstance(written, bool) else -1
        if not self.low <= days <= self.high:
            raise ValueError(f"is a number of days from {self.low} to {self.high}")
        return days

    def write(self, value: object) -> str:
        """As typed: 30d."""
        return f"{value}d"


class Whole(msgspec.Struct, frozen=True):
    """A whole number of something."""

    low: int
    high: int
    unit: str = ""

    def read(self, written: object) -> int:
        """The number."""
        text = str(written).strip()
        number = int(text) if _NUMBER.fullmatch(text) else None
        if number is None or not self.low <= number <= self.high:
            raise ValueError(f"is a number{self.unit and f' of {self.unit}'} from {self.low} to {self.high}")
        return number

    def write(self, value: object) -> str:
        """The number."""
        return str(value)


class Toggle(msgspec.Struct, frozen=True):
    """On or off."""

    def read(self, written: object) -> bool:
        """True for on."""
        found = {"true": True, "false": False, "on": True, "off": False}.get(str(written).strip().lower())
        if found is None:
            raise ValueError("is true or false")
        return found

    def write(self, value: object) -> str:
        """The TOML word."""
        return "true" if value else "false"


class Words(msgspec.Struct, frozen=True):
    """Any text on one line."""

    def read(self, written: object) -> str:
        """The text."""
        if not isinstance(written, str) or len(written.splitlines()) > 1:
            raise ValueError("is a text in quotes, on one line")
        return written.strip()

    def write(self, value: object) -> str:
        """The text."""
        return str(value)


class Folder(msgspec.Struct, frozen=True):
    """A whole path; `~` is the person's own folder. Empty means the default."""

    def read(self, written: object) -> Path | None:
        """The path, or None for the default."""
        if not isinstance(written, str) or "\0" in written:
            raise ValueError("is a path in quotes")
        if not written.strip():
            return None
        try:
            path = Path(written.strip()).expanduser()
        except RuntimeError:
            raise ValueError("names a person nobody knows here") from None
        if not path.is_absolute():
            raise ValueError("is a whole path, from / or ~")
        return path

    def write(self, value: object) -> str:
        """The path; empty for the default."""
        return "" if value is None else str(value)
