"""What a line can mean depends on what is known: the day, the measures, the modalities, the codes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import cached_property
from typing import Literal, Protocol, runtime_checkable

import msgspec

from plantui.quickentry.numbers import Number
from plantui.quickentry.spelling import distance

DateOrder = Literal["dmy", "mdy"]
Direction = Literal["higher_worse", "higher_better", "set_per_use"]


@runtime_checkable
class KnownMeasure(Protocol):
    """The facts of a measure that the grammar needs.

    Attributes:
        id: the stable key, such as ``phq9``.
        short: the printed name, such as ``PHQ-9``.
        low: lowest possible total, None when open.
        high: highest possible total, None when open.
        direction: whether a higher total is worse, better, or set with each use.
        item_count: answers on the form, None when it varies or is unknown.
        item_values: the accepted answers, either one row for all items or one row for each;
            empty or None when anything goes.
    """

    @property
    def id(self) -> str:
        """The stable key."""
        ...

    @property
    def short(self) -> str:
        """The printed name."""
        ...

    @property
    def low(self) -> Number | None:
        """Lowest possible total, None when open."""
        ...

    @property
    def high(self) -> Number | None:
        """Highest possible total, None when open."""
        ...

    @property
    def direction(self) -> str:
        """One of ``Direction``."""
        ...

    @property
    def item_count(self) -> int | None:
        """Answers on the form, None when unknown."""
        ...

    @property
    def item_values(self) -> Sequence[Number] | Sequence[Sequence[Number]] | None:
        """Accepted answers, for all items or item by item."""
        ...


class Lexicon(msgspec.Struct, frozen=True, kw_only=True, dict=True, eq=False):
    """Everything outside the line that its reading depends on.

    Attributes:
        today: the day from which relative dates count.
        now: the moment, where a time of day is needed.
        measures: the known measures, by id.
        modalities: lower-cased abbreviation or name of a modality to its printed name.
        date_order: how ``3/4`` is meant; None when neither the setting nor the locale says.
        review: the plan's next review date, for ``by review``.
        codes: labels of the plan's lines (``g1.2``, aliases included) to node ids, for links in
            notes; None when links are not to be checked.
        day_names: further names of weekdays, lower case, to 0 (Monday) to 6.
        kept_dates: due dates the plan already has. They may lie in the past, so that a line whose
            date has gone by can still be edited.
    """

    today: date
    now: datetime | None = None
    measures: Mapping[str, KnownMeasure] = {}
    modalities: Mapping[str, str] = {}
    date_order: DateOrder | None = None
    review: date | None = None
    codes: Mapping[str, str] | None = None
    day_names: Mapping[str, int] = {}
    kept_dates: frozenset[date] = frozenset()

    @cached_property
    def _measure_names(self) -> dict[str, str]:
        names: dict[str, str] = {}
        for measure_id in self.measures:
            names.setdefault(squeezed(measure_id), measure_id)
        for measure_id, measure in self.measures.items():
            names.setdefault(squeezed(measure.short), measure_id)
            names.setdefault(squeezed(getattr(measure, "name", "") or measure_id), measure_id)
        for measure_id, measure in self.measures.items():
            for part in measure.short.split("/"):
                if len(squeezed(part)) > 2:
                    names.setdefault(squeezed(part), measure_id)
        names.pop("", None)
        return names

    @cached_property
    def _modality_names(self) -> dict[str, str]:
        names: dict[str, str] = {}
        for known, printed in self.modalities.items():
            names.setdefault(squeezed(known), printed)
        for printed in self.modalities.values():
            names.setdefault(squeezed(printed), printed)
        names.pop("", None)
        return names

    def measure_named(self, name: str) -> str | None:
        """The id of the measure ``name`` stands for, whatever its case, hyphens and spaces; else None."""
        return self._measure_names.get(squeezed(name))

    def measure_short(self, measure_id: str) -> str:
        """The printed name of a measure; the id itself if it is not known."""
        measure = self.measures.get(measure_id)
        return measure.short if measure is not None else measure_id

    def modality_named(self, name: str) -> str | None:
        """The printed name of the modality ``name`` stands for, else None."""
        return self._modality_names.get(squeezed(name))

    def measure_like(self, name: str) -> str | None:
        """The printed name of a measure that ``name`` is one slip away from, else None.

        Ordinary short words are left alone: what is typed must have four characters or more, or a
        digit or hyphen, before it can pass for a slip.
        """
        key = squeezed(name)
        if len(key) < 3 or len(key) > 24 or key in self._measure_names:
            return None
        if key.isalpha() and (len(key) < 5 or ("-" not in name and not name.isupper())):
            return None
        for known, measure_id in self._measure_names.items():
            if len(known) > 2 and distance(key, known, 1) == 1 and (key.isalpha() or not known.isalpha()):
                return self.measures[measure_id].short
        return None


def squeezed(name: str) -> str:
    """``name`` without case, spaces, hyphens and other marks: PHQ-9, phq 9 and phq9 are one."""
    return "".join(char for char in name.casefold() if char.isalnum())
