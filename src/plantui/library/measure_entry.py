"""One entry of a measure file as a ``Measure``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from plantui.model.base import Number
from plantui.model.measure import Band, Cue, Measure, RiskRule


class MeasureFault(ValueError):
    """An entry is not a measure; the message says why in a sentence."""


class _Options(msgspec.Struct):
    values: tuple[Number, ...] = ()


class _Item(msgspec.Struct):
    n: int
    label: str = ""
    reverse: bool = False
    risk: bool = False
    options: _Options = msgspec.field(default_factory=_Options)
    text: str = ""


class _Point(msgspec.Struct):
    points: Number | None = None
    source: str = ""
    confidence: str = ""


class _Change(msgspec.Struct):
    reliable: _Point | None = None
    mcid: _Point | None = None


class _Band(msgspec.Struct):
    label: str
    min: Number | None = None
    max: Number | None = None


class _Interval(msgspec.Struct):
    due_days: int | None = None


class _Scoring(msgspec.Struct):
    reverse_items: tuple[int, ...] = ()


class _Entry(msgspec.Struct):
    """The fields the program needs by name; scoring reads the rest from ``facts``."""

    id: str
    short: str
    name: str
    construct: str = ""
    entry: str = "total"
    direction: str = "higher_worse"
    decimals: int = 0
    items_count: int | None = None
    range: tuple[Number, Number] | None = None
    total_range: tuple[Number, Number] | None = None
    range_applies_to: str = "total"
    response_scale: _Options = msgspec.field(default_factory=_Options)
    items: tuple[_Item, ...] = ()
    followup_items: tuple[_Item, ...] = ()
    bands: tuple[_Band, ...] = ()
    change: _Change = msgspec.field(default_factory=_Change)
    risk_rules: tuple[RiskRule, ...] = ()
    interval: _Interval = msgspec.field(default_factory=_Interval)
    scoring: _Scoring = msgspec.field(default_factory=_Scoring)


def measure_from(facts: dict[str, Any]) -> Measure:
    """The measure that an entry describes.

    Raises:
        MeasureFault: a field is missing or not of its kind.
    """
    try:
        entry = msgspec.convert(facts, _Entry)
    except msgspec.ValidationError as error:
        raise MeasureFault(f"{error}.") from None
    bounds = entry.range if entry.range_applies_to == "total" else entry.total_range
    reliable, mcid = entry.change.reliable or _Point(), entry.change.mcid or _Point()
    return Measure(
        id=entry.id,
        short=entry.short,
        name=entry.name,
        construct=entry.construct,
        low=bounds[0] if bounds else None,
        high=bounds[1] if bounds else None,
        direction=entry.direction,
        decimals=entry.decimals,
        entry=entry.entry,
        item_count=entry.items_count,
        item_values=entry.response_scale.values,
        items=tuple(_cue(item, entry.scoring.reverse_items) for item in (*entry.items, *entry.followup_items)),
        bands=tuple(Band(band.min, band.label, band.max) for band in entry.bands if band.min is not None),
        reliable=reliable.points,
        reliable_source=reliable.source,
        reliable_confidence=reliable.confidence,
        mcid=mcid.points,
        mcid_source=mcid.source,
        mcid_confidence=mcid.confidence,
        risk_rules=entry.risk_rules,
        due_days=entry.interval.due_days,
        facts=facts,
    )


def _cue(item: _Item, reversed_items: tuple[int, ...]) -> Cue:
    return Cue(
        n=item.n,
        label=item.label,
        reverse=item.reverse or item.n in reversed_items,
        risk=item.risk,
        values=item.options.values,
        text=item.text,
    )


def laid_over(base: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """The base with the practice's fields in place: groups of fields one by one, items by their number."""
    merged = dict(base)
    for key, value in own.items():
        known = merged.get(key)
        if key in ("items", "followup_items") and isinstance(known, list) and isinstance(value, list):
            merged[key] = _items(known, value)
        elif isinstance(known, dict) and isinstance(value, dict):
            merged[key] = laid_over(known, value)
        else:
            merged[key] = value
    return merged


def _items(base: list[Any], own: list[Any]) -> list[Any]:
    by_number = {item.get("n"): item for item in own if isinstance(item, dict)}
    merged = [laid_over(item, by_number.pop(item.get("n"), {})) for item in base]
    return merged + list(by_number.values())
