"""Charts of every shape that the model allows, made from the types themselves."""

from __future__ import annotations

import enum
import types
from datetime import UTC, date, datetime, timedelta, timezone
from functools import cache
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
MOMENTS = st.builds(
    lambda minutes, offset: datetime(2026, 3, 10, tzinfo=UTC).astimezone(timezone(timedelta(minutes=offset)))
    + timedelta(minutes=minutes),
    st.integers(-10**6, 10**6),
    st.sampled_from([0, 60, -300, 330, 845]),
)
DATES = (
    st.dates(date(2025, 9, 1), date(2026, 9, 1))
    | st.dates(date(1900, 1, 1), date(2100, 1, 1))
    | st.sampled_from([date.min, date.max, date(2024, 2, 29)])
)
NUMBERS = st.integers(-1000, 1000) | st.floats(-1e6, 1e6, allow_nan=False)
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | TEXT,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(TEXT, inner, max_size=2),
    max_leaves=4,
)


def of(hint: Any) -> st.SearchStrategy[Any]:
    """Values of a type as the model writes it."""
    origin = get_origin(hint)
    if origin is Annotated:
        return _annotated(hint)
    if origin in (Union, types.UnionType):
        return st.one_of([of(arm) for arm in get_args(hint)])
    if origin is Literal:
        return st.sampled_from(get_args(hint))
    if origin is tuple:
        return st.lists(of(get_args(hint)[0]), max_size=2).map(tuple)
    if origin is dict:
        return st.dictionaries(*(of(part) for part in get_args(hint)), max_size=2)
    if isinstance(hint, type) and issubclass(hint, enum.Enum):
        return st.sampled_from(list(hint))
    if isinstance(hint, type) and issubclass(hint, Part):
        return parts(hint)
    simple = {str: TEXT, int: st.integers(0, 500), float: NUMBERS.map(float), bool: st.booleans(), date: DATES}
    simple |= {datetime: MOMENTS, type(None): st.none(), Any: PLAIN}
    return simple[hint]


def _annotated(hint: Any) -> st.SearchStrategy[Any]:
    base, meta = get_args(hint)[0], get_args(hint)[1]
    if base is int:
        return st.integers(meta.ge if meta.ge is not None else 0, meta.le if meta.le is not None else 500)
    if base is datetime:
        return MOMENTS
    if meta.pattern:
        return st.from_regex(meta.pattern, fullmatch=True)
    if base is str:
        return st.text("0123456789abcdefghjkmnpqrstvwxyz", min_size=meta.min_length or 0, max_size=8)
    return of(base)


@cache
def parts(kind: type[Part]) -> st.SearchStrategy[Any]:
    """Structs of one kind, now and then with a field that this program does not know."""
    hints = get_type_hints(kind, include_extras=True)
    required, optional = {}, {}
    for field in msgspec.structs.fields(kind):
        if field.name == "extra":
            continue
        strategy = st.deferred(lambda hint=hints[field.name]: of(hint))
        (required if field.required else optional)[field.name] = strategy
    unknown = st.dictionaries(st.sampled_from(["zz_new", "zz é"]), PLAIN, max_size=1)
    return st.fixed_dictionaries(required, optional={**optional, "extra": unknown}).map(lambda given: kind(**given))


def _ids_once(chart: Chart) -> Chart:
    """The chart with documents of the same id left out, in the order of their ids: as a store gives it back."""
    kept = {}
    for table in TABLES:
        documents = {part.id: part for part in getattr(chart, table)}
        kept[table] = tuple(documents[key] for key in sorted(documents))
    return msgspec.structs.replace(chart, schema=SCHEMA, **kept)


def charts() -> st.SearchStrategy[Chart]:
    """Whole charts; links may lead nowhere."""
    return parts(Chart).map(_ids_once)


MEASURES = ["phq9", "gad7", "pcl5", "ors", "nobody-knows-it"]


@st.composite
def sound_charts(draw: st.DrawFn) -> Chart:
    """Charts that hold together: ids and codes once, links that lead somewhere, measures that are mostly known."""
    chart = draw(charts())
    nodes: list[str] = []
    plans = tuple(
        msgspec.structs.replace(plan, id=f"plan{number}", number=number, problems=_coded(plan.problems, nodes, draw))
        for number, plan in enumerate(chart.plans, 1)
    )

    def linked(link: Any) -> Any:
        return msgspec.structs.replace(link, node=draw(st.sampled_from(nodes)))

    return msgspec.structs.replace(
        chart,
        plans=plans,
        progress=tuple(
            msgspec.structs.replace(row, node=draw(st.sampled_from(nodes)), **_either(row.mark, row.status))
            for row in chart.progress
            if nodes
        ),
        notes=tuple(
            msgspec.structs.replace(note, links=tuple(linked(link) for link in note.links if nodes))
            for note in chart.notes
        ),
        measures=tuple(
            msgspec.structs.replace(score, measure=draw(st.sampled_from(MEASURES)), objective="")
            for score in chart.measures
        ),
        reviews=tuple(
            msgspec.structs.replace(review, plan=draw(st.sampled_from(plans)).id) for review in chart.reviews if plans
        ),
    )


def _either(mark: int | None, status: Any) -> dict[str, Any]:
    return {"mark": None, "status": status} if status is not None else {"mark": mark or 0, "status": None}


def _coded(problems: tuple[Any, ...], nodes: list[str], draw: st.DrawFn) -> tuple[Any, ...]:
    """The problems of a plan with an id and a code of its own for every node."""

    def named(node: Any, code: str, **more: Any) -> Any:
        nodes.append(f"n{len(nodes)}")
        return msgspec.structs.replace(node, id=nodes[-1], code=code, **more)

    def objective(one: Any, code: str) -> Any:
        measure = draw(st.sampled_from(["", *MEASURES]))
        steps = tuple(
            named(step, f"{code}{letter}", status=draw(st.sampled_from([Status.ACTIVE, Status.STOPPED])))
            for step, letter in zip(one.interventions, "abc", strict=False)
        )
        target = one.target if measure or one.label else None
        return named(one, code, measure=measure, label="" if measure else one.label, target=target, interventions=steps)

    numbers = iter(range(1, 100))
    return tuple(
        named(
            problem,
            f"p{place}",
            dx=tuple(draw(st.sampled_from(["F41.1", "F33.1", "Z63.0"])) for _ in problem.dx[:1]),
            goals=tuple(
                named(
                    goal,
                    f"g{number}",
                    objectives=tuple(objective(one, f"g{number}.{at}") for at, one in enumerate(goal.objectives, 1)),
                )
                for goal, number in zip(problem.goals, numbers, strict=False)
            ),
        )
        for place, problem in enumerate(problems, 1)
    )
