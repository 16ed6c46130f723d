"""Facts about an outcome measure: ranges, bands, thresholds, alert rules. Never its wording."""

from __future__ import annotations

from typing import Any

import msgspec

from plantui.model.base import Number


class Band(msgspec.Struct, frozen=True):
    """A published severity band, from ``min`` up to the next one."""

    min: Number
    label: str
    max: Number | None = None


class RiskRule(msgspec.Struct, frozen=True, kw_only=True):
    """An answer, total or field that opens a safety check.

    ``on`` is item, any_item (of ``items``), total or field. ``level`` is prompt (ask in the same meeting), urgent (ask
    now and record the outcome) or emergency (stay with the client). With ``ask`` the answer is asked for beside a keyed
    total; ``label`` is its cue and ``item_range`` what it may be. A score opens a question; it never predicts suicide
    or decides care (NICE NG225).
    """

    on: str
    op: str
    value: Number
    level: str
    item: int | None = None
    items: tuple[int, ...] = ()
    field: str | None = None
    action: str = ""
    or_declined: bool = False
    ask: bool = False
    label: str = ""
    item_range: tuple[Number, ...] = ()


class Cue(msgspec.Struct, frozen=True, kw_only=True):
    """Our own one-to-four-word cue of an item; ``values`` when the item has its own answers.

    ``text`` is the item's wording, only ever from the measure file of a practice that holds a licence for it.
    """

    n: int
    label: str
    reverse: bool = False
    risk: bool = False
    values: tuple[Number, ...] = ()
    text: str = ""


class Measure(msgspec.Struct, frozen=True, kw_only=True):
    """A measure as the program needs it. ``low`` and ``high`` bound the total; None when open.

    ``reliable`` is the smallest change beyond measurement error, ``mcid`` the smallest that matters, each with its
    source and how sure it is (verified, known, unverified); None where no value is published. ``items`` are the rows
    that can be keyed, follow-up rows last. ``facts`` keeps the whole entry of the measure file.
    """

    id: str
    short: str
    name: str
    construct: str
    low: Number | None = None
    high: Number | None = None
    direction: str = "higher_worse"
    decimals: int = 0
    entry: str = "total"
    item_count: int | None = None
    item_values: tuple[Number, ...] = ()
    items: tuple[Cue, ...] = ()
    bands: tuple[Band, ...] = ()
    reliable: Number | None = None
    reliable_source: str = ""
    reliable_confidence: str = ""
    mcid: Number | None = None
    mcid_source: str = ""
    mcid_confidence: str = ""
    risk_rules: tuple[RiskRule, ...] = ()
    due_days: int | None = None
    facts: dict[str, Any] = msgspec.field(default_factory=dict)

    @property
    def per_objective(self) -> bool:
        """Whether it is rated for one goal, situation or behaviour at a time, so that each objective has its own."""
        scoring = self.facts.get("scoring")
        return (isinstance(scoring, dict) and "per" in scoring) or self.facts.get("total_kind") == "quantity"

    def band(self, total: Number) -> str:
        """The label of the last band whose minimum is at or below the total; empty when there are none."""
        label = ""
        for band in self.bands:
            if total >= band.min:
                label = band.label
        return label
