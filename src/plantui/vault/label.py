"""Labels: the names of snapshots, and which of them are kept."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

HOURLY = 24
"""How many hours with a snapshot are kept."""

DAILY = 30
"""How many days with a snapshot are kept, and how many days one that was made for a reason is."""

_FORM = "%Y%m%dT%H%M%SZ"
_LABEL = re.compile(r"(\d{8}T\d{6}Z)(?:\.([a-z][a-z-]{0,31}))?")


class Label(NamedTuple):
    """When and why a snapshot was made.

    Attributes:
        at: when, to the second, in UTC.
        reason: empty for the hourly ones, else e.g. `rotation`.
    """

    at: datetime
    reason: str = ""

    @property
    def name(self) -> str:
        """As the folder is called: `20260310T135200Z`, `20260310T135200Z.rotation`."""
        return f"{self.at:{_FORM}}{'.' if self.reason else ''}{self.reason}"


def label_at(moment: datetime, reason: str = "") -> Label:
    """Return the label of a moment.

    Raises:
        ValueError: the reason is not one word of small letters.
    """
    if reason and _LABEL.fullmatch(f"20260310T135200Z.{reason}") is None:
        raise ValueError(f"{reason!r} is not one word of small letters")
    return Label(moment.astimezone(UTC).replace(microsecond=0), reason)


def read_label(name: str) -> Label | None:
    """Return the label that a folder is called by, or None."""
    found = _LABEL.fullmatch(name)
    if found is None:
        return None
    try:
        return Label(datetime.strptime(found[1], _FORM).replace(tzinfo=UTC), found[2] or "")
    except ValueError:
        return None


def kept(labels: Iterable[Label], now: datetime) -> frozenset[Label]:
    """Return which snapshots are kept.

    Of the last 24 hours in which there were any, the newest one each; the same of the last 30 days. Hours and
    days are those of this machine. What was made for a reason is kept for 30 days and takes no other's place: it
    may have been made just before something was put right.
    """
    ordered = sorted(labels, reverse=True)
    hours: dict[str, Label] = {}
    days: dict[str, Label] = {}
    for label in (each for each in ordered if not each.reason):
        local = label.at.astimezone()
        hours.setdefault(f"{local:%Y%m%d%H}", label)
        days.setdefault(f"{local:%Y%m%d}", label)
    young = [label for label in ordered if label.reason and now - label.at < timedelta(days=DAILY)]
    return frozenset([*list(hours.values())[:HOURLY], *list(days.values())[:DAILY], *young])
