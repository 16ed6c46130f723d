"""The base of every struct kept in a chart, and the plain types they share."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, TypeAlias

import msgspec

Plain: TypeAlias = dict[str, Any]
"""A document as plain data: what JSON can hold."""

Tables: TypeAlias = dict[str, dict[str, Plain]]
"""Table name -> document id -> document: the form in which a chart is kept."""

Number: TypeAlias = int | float
"""A score, baseline or target. Whole values are kept as int, so that 18 is never printed as 18.0."""

Id = Annotated[str, msgspec.Meta(min_length=1, max_length=64, description="Permanent id, never shown to people.")]
Mark = Annotated[int, msgspec.Meta(ge=-2, le=2, description="Progress since last time: -2 much worse, +2 better.")]
Positive = Annotated[int, msgspec.Meta(ge=1)]
Minutes = Annotated[int, msgspec.Meta(ge=1, le=1440, description="Minutes, 1 to 1440.")]
Weekday = Annotated[int, msgspec.Meta(ge=0, le=6, description="0 is Monday, 6 is Sunday.")]
ClockTime = Annotated[str, msgspec.Meta(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$", description="24 h time, 09:05.")]
Moment = Annotated[datetime, msgspec.Meta(tz=True, description="Moment with its offset from UTC.")]
Day: TypeAlias = date

EXTRA = "+"
"""Wire name under which msgspec would write unknown fields; the codec always flattens it away."""


class Part(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    omit_defaults=True,
    forbid_unknown_fields=True,
    rename={"extra": EXTRA},
):
    """A piece of a chart.

    ``extra`` keeps fields written by a newer program: they are part of the canonical bytes and survive every
    change made by this one.
    """

    extra: dict[str, Any] = msgspec.field(default_factory=dict)


def whole(value: Number) -> Number:
    """The same number, as int when it has no fraction."""
    return int(value) if isinstance(value, float) and value.is_integer() else value
