"""Charts and plans for hypothesis: whole and sound, as the program itself would have made them.

``charts()`` and ``plans()`` give values that ``validate.check`` accepts: ids once, codes once, links that lead
somewhere. Charts of every other shape the types allow are in ``tests/adversary``.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import msgspec
from hypothesis import strategies as st

from plantui.model.chart import Chart
from plantui.model.client import Client, Person
from plantui.model.event import ClinicalEvent, EventKind
from plantui.model.note import Link, Note, VisitKind
from plantui.model.period import Period, Slot, Unit
from plantui.model.plan import (
    Criterion,
    Frequency,
    Goal,
    Intervention,
    Node,
    Objective,
    Origin,
    Plan,
    Problem,
    Service,
    Severity,
)
from plantui.model.progress import Progress, ReviewDate, ReviewSource
from plantui.model.review import Review, ReviewKind, ReviewLine
from plantui.model.score import Score
from plantui.model.signature import Collaboration, Signature, SignerKind, SigningMethod, TookPart
from plantui.model.status import Status
from plantui.model.tree import walk

FIRST_DAY = date(2025, 1, 1)
LAST_DAY = date(2026, 12, 31)

TEXTS = st.one_of(
    st.sampled_from(["Sleep through", "Worry less", "Für den Anfang", "日本 👩‍👧", "a\nb", "[bold]{n}[/]", "-> 7; by"]),
    st.text(st.characters(codec="utf-8", exclude_characters="\r", exclude_categories=["Cs"]), min_size=1, max_size=20),
)
DAYS = st.dates(FIRST_DAY, LAST_DAY)
MOMENTS = st.builds(
    lambda minutes, hours: datetime(2025, 1, 1, tzinfo=timezone(timedelta(hours=hours))) + timedelta(minutes=minutes),
    st.integers(0, 700 * 24 * 60),
    st.sampled_from([0, 0, 1, -5]),
)
NUMBERS = st.one_of(st.integers(0, 60), st.integers(0, 120).map(lambda half: half / 2).filter(lambda x: x % 1))
MARKS = st.integers(-2, 2)
STATUSES = st.sampled_from(list(Status))
PERIODS = st.builds(Period, n=st.integers(1, 26), unit=st.sampled_from(list(Unit)))
FREQUENCIES = st.builds(Frequency, times=st.integers(1, 5), per=PERIODS)
EXTRAS = st.one_of(
    st.just({}), st.just({}), st.dictionaries(st.sampled_from(["later", "x-new"]), st.integers() | TEXTS, max_size=2)
)
MEASURES = ("phq9", "gad7", "who5")


def optional(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """A value or None."""
    return st.none() | values


def serial(prefix: str = "n") -> Callable[[], str]:
    """Ids in the order in which they are drawn."""
    count = iter(range(1, 10**6))
    return lambda: f"{prefix}{next(count):06d}"


def digits() -> st.SearchStrategy[str]:
    """Something of the form of a SHA-256."""
    return st.integers(0, 2**64).map(lambda number: f"{number:064x}")


@st.composite
def signatures(draw: st.DrawFn, new_id: Callable[[], str], kind: SignerKind = SignerKind.CLINICIAN) -> Signature:
    """One signature."""
    at = draw(MOMENTS)
    return Signature(
        id=new_id(),
        kind=kind,
        name=draw(TEXTS),
        initials="DW",
        at=at,
        seals_at=draw(st.sampled_from([None, at + timedelta(seconds=60)])),
        method=draw(st.sampled_from(list(SigningMethod))),
        sha256=draw(digits()),
        reason=draw(st.sampled_from(["", "", "moved away"])),
    )


@st.composite
def objectives(draw: st.DrawFn, new_id: Callable[[], str], code: str) -> Objective:
    """An objective of any of the three sorts, with up to two interventions."""
    sort = draw(st.sampled_from(["measure", "count", "done or not"]))
    due = draw(optional(DAYS))
    return Objective(
        id=new_id(),
        code=code,
        text=draw(TEXTS),
        measure=draw(st.sampled_from(MEASURES)) if sort == "measure" else "",
        label="nights" if sort == "count" else "",
        baseline=draw(optional(NUMBERS)) if sort != "done or not" else None,
        target=draw(optional(NUMBERS)) if sort != "done or not" else None,
        initial_due=due,
        due=due,
        every=draw(optional(PERIODS)),
        status=draw(STATUSES),
        foreign=draw(st.booleans()),
        raw=draw(st.booleans()),
        extra=draw(EXTRAS),
        interventions=tuple(
            Intervention(
                id=new_id(),
                code=f"{code}{letter}",
                text=draw(TEXTS),
                frequency=draw(optional(FREQUENCIES)),
                status=draw(st.sampled_from([Status.ACTIVE, Status.STOPPED])),
            )
            for letter in "ab"[: draw(st.integers(0, 2))]
        ),
    )


@st.composite
def plans(draw: st.DrawFn, new_id: Callable[[], str] | None = None, number: int = 1) -> Plan:
    """A plan version of up to two problems, signed or not."""
    fresh = new_id or serial()
    problems, goal_number = [], 0
    for at in range(1, draw(st.integers(0, 2)) + 1):
        goals = []
        for _ in range(draw(st.integers(0, 2))):
            goal_number += 1
            code = f"g{goal_number}"
            goals.append(
                Goal(
                    id=fresh(),
                    code=code,
                    words=draw(st.just("") | TEXTS),
                    text=draw(TEXTS),
                    origin=draw(optional(st.sampled_from(list(Origin)))),
                    status=draw(optional(STATUSES)),
                    objectives=tuple(draw(objectives(fresh, f"{code}.{n}")) for n in range(1, draw(st.integers(1, 3)))),
                )
            )
        problems.append(
            Problem(
                id=fresh(),
                code=f"p{at}",
                text=draw(TEXTS),
                dx=draw(st.sampled_from([(), ("F41.1",), ("F33.1", "F41.1")])),
                severity=draw(optional(st.sampled_from(list(Severity)))),
                strengths=draw(st.sampled_from([(), ("walks daily",)])),
                goals=tuple(goals),
                extra=draw(EXTRAS),
            )
        )
    signers = draw(
        st.sampled_from([(), (SignerKind.CLINICIAN,), (SignerKind.CLINICIAN, SignerKind.CLIENT), (SignerKind.CLIENT,)])
    )
    return Plan(
        id=fresh(),
        number=number,
        made=draw(MOMENTS),
        effective=draw(optional(DAYS)),
        service=draw(
            optional(
                st.builds(Service, kind=TEXTS, minutes=st.integers(10, 120), frequency=FREQUENCIES, duration=PERIODS)
            )
        ),
        cadence=draw(optional(PERIODS)),
        discharge=tuple(Criterion(id=fresh(), text=draw(TEXTS)) for _ in range(draw(st.integers(0, 2)))),
        problems=tuple(problems),
        collaboration=draw(
            optional(
                st.builds(
                    Collaboration,
                    took_part=st.sampled_from(list(TookPart)),
                    at=MOMENTS,
                    comment=TEXTS,
                    reason=st.sampled_from(["", "agreed, not yet signed"]),
                )
            )
        ),
        signatures=tuple(draw(signatures(fresh, kind)) for kind in signers),
        extra=draw(EXTRAS),
    )


def nodes_of(*versions: Plan) -> list[Node]:
    """Every line of some versions, each id once."""
    found = {place.node.id: place.node for plan in versions for place in walk(plan)}
    return list(found.values())


@st.composite
def charts(draw: st.DrawFn, most_plans: int = 2) -> Chart:
    """A chart of one client with plans, notes, scores, reviews and dated rows that belong together."""
    fresh = serial()
    first = draw(plans(fresh, 1)) if draw(st.integers(0, 4)) else None
    versions = [first] if first is not None else []
    while versions and len(versions) < most_plans and draw(st.booleans()):
        number = len(versions) + 1
        versions.append(
            msgspec.structs.replace(versions[-1], id=fresh(), number=number, made=draw(MOMENTS), signatures=())
        )
    lines = nodes_of(*versions)
    ids = st.sampled_from([node.id for node in lines]) if lines else st.nothing()
    objective_ids = [node.id for node in lines if isinstance(node, Objective)]
    return Chart(
        id=fresh(),
        code=f"C-{draw(st.integers(1, 999)):03d}",
        made=draw(MOMENTS),
        rehearsal=draw(st.booleans()),
        counters=draw(st.dictionaries(st.sampled_from(["p", "g", "g1"]), st.integers(1, 9), max_size=2)),
        extra=draw(EXTRAS),
        client=draw(clients()),
        plans=tuple(versions),
        notes=tuple(
            Note(
                id=fresh(),
                date=draw(DAYS),
                kind=draw(st.sampled_from([*[VisitKind.INDIVIDUAL] * 3, VisitKind.MISSED])),
                text=draw(TEXTS),
                links=tuple(Link(node=draw(ids), mark=draw(optional(MARKS))) for _ in range(draw(st.integers(0, 2))))
                if lines
                else (),
                off=draw(st.sampled_from([(), ("work",), ("work", "money")])),
                written=draw(MOMENTS),
                signatures=(draw(signatures(fresh)),) if draw(st.booleans()) else (),
            )
            for _ in range(draw(st.integers(0, 4)))
        ),
        progress=tuple(_progress(draw, fresh(), draw(ids)) for _ in range(draw(st.integers(0, 3)) if lines else 0)),
        schedule=tuple(
            ReviewDate(id=fresh(), due=draw(DAYS), at=draw(MOMENTS), source=draw(st.sampled_from(list(ReviewSource))))
            for _ in range(draw(st.integers(0, 2)))
        ),
        measures=tuple(_score(draw, fresh(), objective_ids) for _ in range(draw(st.integers(0, 4)))),
        reviews=tuple(
            Review(
                id=fresh(),
                date=draw(DAYS),
                at=draw(MOMENTS),
                kind=draw(st.sampled_from(list(ReviewKind))),
                plan=draw(st.sampled_from(versions)).id,
                lines=tuple(
                    ReviewLine(objective=each, mark=draw(optional(MARKS)))
                    for each in objective_ids[: draw(st.integers(0, 2))]
                ),
                signatures=(draw(signatures(fresh)),) if draw(st.booleans()) else (),
            )
            for _ in range(draw(st.integers(0, 2)) if versions else 0)
        ),
        events=tuple(
            ClinicalEvent(
                id=fresh(),
                date=draw(DAYS),
                at=draw(MOMENTS),
                kind=draw(st.sampled_from(list(EventKind))),
                answered=draw(st.sampled_from(["", "somewhere"])),
            )
            for _ in range(draw(st.integers(0, 2)))
        ),
    )


@st.composite
def clients(draw: st.DrawFn) -> Client:
    """A client with or without an appointment."""
    slot = st.builds(
        Slot,
        weekday=st.integers(0, 6),
        time=st.sampled_from(["09:00", "14:00", "23:30"]),
        every_weeks=st.integers(1, 4),
        first=optional(DAYS),
    )
    return Client(
        family=draw(TEXTS),
        given=draw(st.just("") | TEXTS),
        slot=draw(optional(slot)),
        guardian=draw(optional(st.builds(Person, name=TEXTS))),
        cadence=draw(optional(PERIODS)),
        tags=draw(st.sampled_from([(), ("sud",), ("sud", "court")])),
        extra=draw(EXTRAS),
    )


def _progress(draw: st.DrawFn, row_id: str, node: str) -> Progress:
    marked = draw(st.booleans())
    return Progress(
        id=row_id,
        node=node,
        date=draw(DAYS),
        at=draw(MOMENTS),
        mark=draw(MARKS) if marked else None,
        status=None if marked else draw(STATUSES),
    )


def _score(draw: st.DrawFn, score_id: str, objective_ids: list[str]) -> Score:
    own = draw(st.booleans()) and bool(objective_ids)
    return Score(
        id=score_id,
        date=draw(DAYS),
        at=draw(MOMENTS),
        measure="" if own else draw(st.sampled_from(MEASURES)),
        objective=draw(st.sampled_from(objective_ids)) if own else "",
        total=draw(optional(NUMBERS)),
    )


NOW = datetime(2026, 3, 10, 13, 52, tzinfo=UTC)
"""The moment of all examples: Tue 10 Mar 2026, 13:52."""

TODAY = NOW.date()
