"""Charts of every shape that the model allows, made from the types themselves.

A chart has thousands of places. Drawing each of them through hypothesis takes seconds, so a strategy draws one seed
and dice make the chart from it: the same seed gives the same chart.
"""

from __future__ import annotations

import enum
import re
import types
from datetime import UTC, date, datetime, timedelta, timezone
from functools import cache
from random import Random
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec
from hypothesis import strategies as st

from plantui.model.base import Part
from plantui.model.chart import SCHEMA, TABLES, Chart
from plantui.model.status import Status

NASTY = [
    "",
    " ",
    "[/x] [bold]",
    "\x1b[2J\x1b]0;title\x07",
    "line\nline\r\nline",
    "e\u0301 \u00e9 \u212b",
    "\u202eevil\u2066",
    "日本👩‍👩‍👧",
    "a\x00b",
    "'; drop --",
    "=1+1",
    "- [ ] ## g1.1",
    "g1.1",
    "x" * 300,
]
TEXT = st.sampled_from(NASTY) | st.text(st.characters(codec="utf-8"), max_size=12)
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | TEXT,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(TEXT, inner, max_size=2),
    max_leaves=4,
)

WORDS = [*NASTY, "worry", "Reyes", "F41.1", "log daily", "père", "\u00a0\u2028x", "\ud7ff\ue000", "*_`|<&", "---", "12"]
IDS = "0123456789abcdefghjkmnpqrstvwxyz"
DAYS = [date.min, date.max, date(2024, 2, 29), date(1900, 1, 1), date(2100, 1, 1)]
OFFSETS = [0, 60, -300, 330, 845]
FORMED = ["00:00", "09:05", "13:52", "23:59", "0" * 64, "9f" * 32]
"""Texts for the fields that must have a form."""
MEASURES = ["phq9", "gad7", "pcl5", "ors", "nobody-knows-it"]
TODAY = date(2026, 3, 10)


class _Dice(Random):
    """Makes a value of any type that the model uses."""

    def of(self, hint: Any) -> Any:
        """A value of a type as the model writes it."""
        origin, arguments = get_origin(hint), get_args(hint)
        if origin is Annotated:
            return self._annotated(arguments[0], arguments[1])
        if origin in (Union, types.UnionType):
            return self.of(self.choice(arguments))
        if origin is Literal:
            return self.choice(arguments)
        if origin is tuple:
            return tuple(self.of(arguments[0]) for _ in range(self.choice([0, 1, 1, 2])))
        if origin is dict:
            return {self.of(arguments[0]): self.of(arguments[1]) for _ in range(self.choice([0, 0, 1, 2]))}
        if isinstance(hint, type) and issubclass(hint, enum.Enum):
            return self.choice(list(hint))
        if isinstance(hint, type) and issubclass(hint, Part):
            return self.part(hint)
        makers = {str: self._text, int: self._whole, float: self._number, bool: lambda: self.random() < 0.5}
        makers |= {date: self._day, datetime: self._moment, type(None): lambda: None, Any: self._plain}
        return makers[hint]()

    def part(self, kind: type[Part]) -> Any:
        """A struct of a kind, now and then with a field that this program does not know."""
        fields, hints = _facts(kind)
        given = {name: self.of(hints[name]) for name, required in fields if required or self.random() < 0.6}
        if self.random() < 0.1:
            given["extra"] = {self.choice(["zz_new", "zz é"]): self._plain()}
        return kind(**given)

    def _annotated(self, base: Any, meta: msgspec.Meta) -> Any:
        if base is int:
            low, high = meta.ge, meta.le
            return self.randint(int(low or 0), int(high if high is not None else 500))
        if base is datetime:
            return self._moment()
        if meta.pattern:
            return self.choice([text for text in FORMED if re.search(meta.pattern, text)])
        if base is str:
            return "".join(self.choices(IDS, k=self.randint(1, 8)))
        return self.of(base)

    def _text(self) -> str:
        if self.random() < 0.3:
            return ""
        if self.random() < 0.7:
            return self.choice(WORDS)
        letters = (chr(self.randrange(0x20, 0x2FFF)) for _ in range(self.randint(1, 12)))
        return "".join(letters)

    def _whole(self) -> int:
        return self.choice([0, 1, 2, 7, self.randint(-1000, 1000), 2**53])

    def _number(self) -> float:
        return self.choice([0.0, 0.5, -1.0, 305.0, self.uniform(-1e6, 1e6)])

    def _day(self) -> date:
        return self.choice(DAYS) if self.random() < 0.1 else TODAY + timedelta(days=self.randint(-400, 400))

    def _moment(self) -> datetime:
        zone = timezone(timedelta(minutes=self.choice(OFFSETS)))
        return datetime(2026, 3, 10, tzinfo=UTC).astimezone(zone) + timedelta(minutes=self.randint(-(10**6), 10**6))

    def _plain(self) -> Any:
        inner = [self._text(), self._whole(), None, True]
        return self.choice([*inner, inner, {self._text(): inner}])


@cache
def _facts(kind: type[Part]) -> tuple[tuple[tuple[str, bool], ...], dict[str, Any]]:
    """Name of each field and whether it must be given; the types of all."""
    fields = tuple((field.name, field.required) for field in msgspec.structs.fields(kind) if field.name != "extra")
    return fields, get_type_hints(kind, include_extras=True)


def _loose(seed: int) -> Chart:
    chart = _Dice(seed).part(Chart)
    kept = {}
    for table in TABLES:
        documents = {part.id: part for part in getattr(chart, table)}
        kept[table] = tuple(documents[key] for key in sorted(documents))
    made: Chart = msgspec.structs.replace(chart, schema=SCHEMA, **kept)
    return made


def charts() -> st.SearchStrategy[Chart]:
    """Whole charts, documents in the order of their ids as a store gives them back; links may lead nowhere."""
    return st.integers(0, 2**32).map(_loose)


def sound_charts() -> st.SearchStrategy[Chart]:
    """Charts that hold together: ids and codes once, links that lead somewhere, measures that are mostly known."""
    return st.integers(0, 2**32).map(_sound)


def _sound(seed: int) -> Chart:
    chart, dice = _loose(seed), _Dice(seed)
    change = msgspec.structs.replace
    nodes: list[str] = []
    plans = tuple(
        change(
            plan,
            id=f"plan{number}",
            number=number,
            problems=_coded(plan.problems, nodes, dice),
            discharge=tuple(change(line, id=f"d{at}") for at, line in enumerate(plan.discharge)),
            outcomes=tuple(change(line, id=f"o{at}") for at, line in enumerate(plan.outcomes)),
        )
        for number, plan in enumerate(chart.plans, 1)
    )
    progress = (
        change(row, node=dice.choice(nodes), mark=None if row.status else row.mark or 0)
        for row in chart.progress
        if nodes
    )
    notes = (
        change(note, links=tuple(change(link, node=dice.choice(nodes)) for link in note.links if nodes))
        for note in chart.notes
    )
    return change(
        chart,
        plans=plans,
        progress=tuple(progress),
        notes=tuple(notes),
        measures=tuple(change(score, measure=dice.choice(MEASURES), objective="") for score in chart.measures),
        reviews=tuple(change(review, plan=dice.choice(plans).id) for review in chart.reviews if plans),
    )


def _coded(problems: tuple[Any, ...], nodes: list[str], dice: Random) -> tuple[Any, ...]:
    """The problems of a plan with an id and a code of its own for every node."""

    def named(node: Any, code: str, **more: Any) -> Any:
        nodes.append(f"n{len(nodes)}")
        return msgspec.structs.replace(node, id=nodes[-1], code=code, **more)

    def objective(one: Any, code: str) -> Any:
        measure = dice.choice(["", *MEASURES])
        steps = tuple(
            named(step, f"{code}{letter}", status=dice.choice([Status.ACTIVE, Status.STOPPED]))
            for step, letter in zip(one.interventions, "abc", strict=False)
        )
        target = one.target if measure or one.label else None
        return named(one, code, measure=measure, label="" if measure else one.label, target=target, interventions=steps)

    def goal(one: Any, code: str) -> Any:
        inside = tuple(objective(each, f"{code}.{at}") for at, each in enumerate(one.objectives, 1))
        return named(one, code, objectives=inside)

    numbers = iter(range(1, 100))
    return tuple(
        named(
            problem,
            f"p{place}",
            dx=tuple(dice.choice(["F41.1", "F33.1", "Z63.0"]) for _ in problem.dx[:1]),
            goals=tuple(goal(one, f"g{next(numbers)}") for one in problem.goals),
        )
        for place, problem in enumerate(problems, 1)
    )
