"""What time it is: the real clock, or in a rehearsal store one that starts where it is told."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import Protocol

import msgspec

VARIABLE = "PLANTUI_NOW"
DEMO_START = datetime(2026, 3, 10, 13, 52)
"""When the demonstration begins, in the local time of whoever watches it: Tue 10 Mar 2026 13:52."""
YEARS = range(1971, 3000)
"""Years a rehearsal can begin in."""


class Clock(Protocol):
    """Something that knows the time."""

    def now(self) -> datetime:
        """The moment, with its time zone."""
        ...

    def today(self) -> date:
        """The day, where the person is."""
        ...


class WallClock:
    """The machine's own clock, in local time."""

    def now(self) -> datetime:
        """The moment, with the local time zone."""
        return datetime.now().astimezone()

    def today(self) -> date:
        """The local day."""
        return self.now().date()


class RehearsalClock:
    """A clock that starts at a given moment and runs.

    Args:
        start: Its first moment; without a time zone it is local time.
        elapsed: Seconds since any fixed point, never going back.
    """

    def __init__(self, start: datetime, elapsed: Callable[[], float] = time.monotonic) -> None:
        self._start = start.astimezone()
        self._elapsed = elapsed
        self._began = elapsed()

    def now(self) -> datetime:
        """The start, and what has passed since this clock was made, in local time."""
        passed = timedelta(seconds=self._elapsed() - self._began)
        return (self._start + passed).astimezone()

    def today(self) -> date:
        """The day on this clock."""
        return self.now().date()


class Chosen(msgspec.Struct, frozen=True):
    """A clock, and a sentence to tell where PLANTUI_NOW was not followed; empty otherwise."""

    clock: Clock
    sentence: str = ""


def choose_clock(*, rehearsal: bool, environ: Mapping[str, str], start: datetime | None = None) -> Chosen:
    """The clock of a store.

    Only a rehearsal store follows `PLANTUI_NOW`: a real record cannot be backdated.

    Args:
        rehearsal: Whether the store is marked as rehearsal.
        environ: The environment.
        start: When a rehearsal store begins without the variable (`DEMO_START`); None for real time.
    """
    written = environ.get(VARIABLE, "").strip()
    if not rehearsal:
        told = f"{VARIABLE} is ignored: this is not a rehearsal store." if written else ""
        return Chosen(WallClock(), told)
    told = ""
    if written:
        began = _moment(written)
        if began is not None:
            return Chosen(RehearsalClock(began))
        held = "the demonstration's day" if start is not None else "the real time"
        told = f"{VARIABLE} is not a date and time such as 2026-03-10T13:52. It is ignored, and {held} is used."
    return Chosen(RehearsalClock(start) if start is not None else WallClock(), told)


def _moment(written: str) -> datetime | None:
    """An ISO date and time in `YEARS`, or None."""
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        return None
    return moment if moment.year in YEARS else None
