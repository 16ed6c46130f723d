"""The measures: facts of every one that is shipped, with the practice's own file laid over them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

import msgspec

from plantui.library.content import shipped_bytes, squeezed
from plantui.library.measure_entry import MeasureFault, laid_over, measure_from
from plantui.library.own_file import OwnEntries, read_own
from plantui.model.measure import Measure


class _Head(msgspec.Struct):
    """What is read of every entry; the rest waits until somebody asks for the measure."""

    id: str
    short: str
    name: str


class _File(msgspec.Struct):
    measures: list[msgspec.Raw]


class Measures(Mapping[str, Measure]):
    """Measures by id, in the order of the file. Nothing is read before the first question, and no entry before its own.

    A practice's file adds measures and fields: an entry with a known id is laid over the shipped one field by field,
    its items by their number. ``problems`` says what in that file could not be used.
    """

    def __init__(self, own: Path | None = None) -> None:
        self._own_file = own
        self._built: dict[str, Measure] = {}

    @cached_property
    def _raw(self) -> dict[str, msgspec.Raw]:
        entries = msgspec.json.decode(shipped_bytes("measures.json"), type=_File).measures
        return {msgspec.json.decode(raw, type=_Head).id: raw for raw in entries}

    @cached_property
    def _own(self) -> tuple[dict[str, Measure], tuple[str, ...]]:
        read = read_own(self._own_file, "measures") if self._own_file is not None else OwnEntries({}, ())
        measures: dict[str, Measure] = {}
        problems = list(read.problems)
        for measure_id, entry in read.entries.items():
            raw = self._raw.get(measure_id)
            base: dict[str, Any] = msgspec.json.decode(raw) if raw is not None else {}
            try:
                measures[measure_id] = measure_from(laid_over(base, entry))
            except MeasureFault as fault:
                problems.append(f'{self._own_file}: measure "{measure_id}" is left out: {fault}')
        return measures, tuple(problems)

    @property
    def problems(self) -> tuple[str, ...]:
        """A sentence for everything in the practice's file that could not be used."""
        return self._own[1]

    def __getitem__(self, measure_id: str) -> Measure:
        known = self._built.get(measure_id)
        if known is None:
            own = self._own[0].get(measure_id)
            known = own if own is not None else measure_from(msgspec.json.decode(self._raw[measure_id]))
            self._built[measure_id] = known
        return known

    def __iter__(self) -> Iterator[str]:
        yield from self._raw
        yield from (measure_id for measure_id in self._own[0] if measure_id not in self._raw)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __contains__(self, measure_id: object) -> bool:
        return measure_id in self._raw or measure_id in self._own[0]

    @cached_property
    def _names(self) -> dict[str, str]:
        names: dict[str, str] = {}
        heads = [msgspec.json.decode(raw, type=_Head) for raw in self._raw.values()]
        heads += [_Head(measure.id, measure.short, measure.name) for measure in self._own[0].values()]
        for spell in (lambda head: [head.id], lambda head: [head.short, head.name], lambda head: head.short.split("/")):
            for head in heads:
                for name in spell(head):
                    names.setdefault(squeezed(name), head.id)
        names.pop("", None)
        return names

    def find(self, name: str) -> Measure | None:
        """The measure called ``name`` by id, short or full name, whatever its case, hyphens and spaces; else None."""
        measure_id = self._names.get(squeezed(name))
        return self[measure_id] if measure_id is not None else None


def load_measures(own: Path | None = None) -> Measures:
    """The shipped measures, with the practice's own file laid over them."""
    return Measures(own)
