"""Scores: one recording of a measure or of an objective's own count."""

from __future__ import annotations

from typing import Annotated

import msgspec

from plantui.model.base import Day, Id, Moment, Number, Part


class Score(Part, frozen=True, kw_only=True):
    """A total, with the answers behind it when they were keyed.

    ``measure`` (id of the measure table) or ``objective`` (node id of an own count) is set; both where a measure is
    rated for one objective, such as a goal rating. ``answers`` are in
    item order, None for a blank. ``risk_items`` are the numbers of items whose answer met a risk rule. ``beside`` holds
    what was asked and does not count: an unscored row or a field of a screener by its id, an item asked beside a keyed
    total as "item 9".
    """

    id: Id
    date: Day
    at: Moment
    by: str = ""
    measure: str = ""
    objective: str = ""
    total: Number | None = None
    answers: tuple[Number | None, ...] = ()
    subscales: dict[str, Number] = msgspec.field(default_factory=dict)
    band: str = ""
    risk_items: tuple[Annotated[int, msgspec.Meta(ge=0)], ...] = ()
    beside: dict[str, Number] = msgspec.field(default_factory=dict)
    prorated: bool = False
    note: str = ""


class Follow(Part, frozen=True, kw_only=True):
    """A measure that is followed for this client, how often it is asked, and since when it is."""

    measure: str
    every_days: Annotated[int, msgspec.Meta(ge=1, le=3650)]
    since: Day | None = None
