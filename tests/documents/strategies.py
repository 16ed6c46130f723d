"""Generated plans with text as nasty as people and pastes can make it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import msgspec
from hypothesis import strategies as st

from plantui.model.chart import Chart
from plantui.model.client import Person
from plantui.model.note import Link, Note, VisitKind
from plantui.model.period import Period, Slot, Unit
from plantui.model.plan import (
    Criterion,
    Frequency,
    Goal,
    Horizon,
    Intervention,
    Objective,
    Origin,
    Outcome,
    Plan,
    Problem,
    Service,
    Severity,
)
from plantui.model.score import Follow, Score
from plantui.model.signature import Collaboration, Signature, SignerKind, SigningMethod, TookPart
from plantui.model.status import Status
from plantui.model.tree import objectives as tree_objectives
from plantui.model.tree import walk
from tests.documents.samples import NOW, reyes, signed

NASTY = [
    "[brackets](http://x.y) ![i](j)",
    "a | b \\| c | d",
    "**bold** _it_ ~~gone~~ `code` $x$ ==m==",
    "- dash",
    "+ plus",
    "1. one",
    "12) twelve",
    "# head",
    "closing ##",
    "> quote",
    "===",
    "---",
    "```",
    "~~~",
    "<b>x</b> <!-- c --> &amp; &#35; &nbsp;",
    "back\\slash\\",
    "two\nlines",
    "\n\nleading and trailing\n",
    "line\n\n    indented\n\n- list\n\n> q",
    "| a | b |\n| - | - |\n| c | d |",
    "head\n===",
    " padded  ",
    "\ttab\tinside\t",
    "\u00a0nbsp\u00a0",
    "\u3000wide\u2028sep\u2029",
    "emoji 👩‍👩‍👧 🏳️‍🌈 é e\u0301",
    "שלום עולם",
    "\"quoted\" 'single' ; semi: colon",
    "**Label:** value",
    "Severity: severe",
    "*not recorded*",
    "*(empty)*",
    "Objective g1.1: nested",
    "[x]: http://ref",
    "[^1]: foot",
    "mail me@x.org www.x.org https://x.org :smile: @you #12",
    "{blank} {#id .class}",
    "\\\n",
    "a\\\nb",
    "null",
    "2026-03-10",
    "0",
    "x" * 5000,
    ("word " * 900).strip(),
    ": def",
    "%YAML\n---\n...\n",
    "&#0; &#27; &x;",
    "a  \nb   \n c",
    "\x1b[2J\x1b]0;title\x07",
    "right \u202eleft\u202c \u200f",
    "\x00\x85\x9b\u206a",
    "␛ typed",
]

texts = (
    st.sampled_from(NASTY)
    | st.text(alphabet=st.sampled_from("ab1. \n\t-+*_`[]()<>&#|\\~!:{}\"'=^$@/;é😀"), max_size=30)
    | st.text(max_size=20)
)
short = st.sampled_from(["", "therapist", "client", "a | b", "*", "1. x", "- y"]) | texts
days = st.dates(date(1990, 1, 1), date(2090, 12, 31))
moments = st.builds(
    lambda base, minutes, offset: (base + timedelta(minutes=minutes)).astimezone(timezone(timedelta(hours=offset))),
    st.just(datetime(2020, 1, 1, tzinfo=UTC)),
    st.integers(0, 5_000_000),
    st.integers(-11, 13),
)
numbers = st.integers(-10_000, 10_000) | st.floats(-1e6, 1e6, allow_nan=False).map(lambda x: round(x, 3))
periods = st.builds(Period, n=st.integers(1, 400), unit=st.sampled_from(Unit))
frequencies = st.builds(Frequency, times=st.integers(1, 99), per=periods)
minutes = st.integers(1, 1440)
extras = st.just({}) | st.dictionaries(
    st.sampled_from(["later", "xtra"]),
    st.none() | st.booleans() | st.integers(-5, 5) | texts | st.lists(texts, max_size=2),
    max_size=2,
)


slots = st.builds(
    Slot,
    weekday=st.integers(0, 6),
    time=st.sampled_from(["00:00", "09:05", "14:00", "23:59"]),
    every_weeks=st.integers(1, 5),
    first=st.none() | st.dates(date(2025, 1, 1), date(2027, 12, 31)),
)


def several(most: int = 3) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(texts, max_size=most).map(tuple)


def maybe(strategy: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    return st.none() | strategy


signatures = st.builds(
    Signature,
    id=st.integers(0, 10**6).map(lambda n: f"s{n}"),
    kind=st.sampled_from(SignerKind),
    name=texts,
    initials=short,
    credential=short,
    user=short,
    at=moments,
    seals_at=maybe(moments),
    method=st.sampled_from(SigningMethod),
    sha256=st.sampled_from(["0" * 64, "ab" * 32]),
    reason=short,
    extra=extras,
)
collaborations = st.builds(
    Collaboration,
    took_part=st.sampled_from(TookPart),
    at=moments,
    comment=texts,
    reason=short,
    participants=several(),
    extra=extras,
)
services = st.builds(
    Service,
    kind=texts,
    minutes=minutes,
    frequency=frequencies,
    duration=periods,
    modality=short,
    level_of_care=short,
    extra=extras,
)


@st.composite
def interventions(draw: st.DrawFn, code: str) -> Intervention:
    return Intervention(
        id=f"i-{code}",
        code=code,
        text=draw(texts),
        approach=draw(short),
        frequency=draw(maybe(frequencies)),
        minutes=draw(maybe(minutes)),
        who=draw(short),
        due=draw(maybe(days)),
        evidence=draw(short),
        foreign=draw(st.booleans()),
        source=draw(short),
        status=draw(st.sampled_from([Status.ACTIVE, Status.STOPPED])),
        status_reason=draw(short),
        extra=draw(extras),
    )


@st.composite
def objectives(draw: st.DrawFn, code: str, measures: tuple[str, ...] = ("phq9", "gad7", "own-measure")) -> Objective:
    count = draw(st.integers(0, 2))
    return Objective(
        id=f"o-{code}",
        code=code,
        text=draw(texts),
        measure=draw(st.just("") | st.sampled_from(measures)),
        label=draw(short),
        baseline=draw(maybe(numbers)),
        target=draw(maybe(numbers)),
        unit=draw(short),
        initial_due=draw(maybe(days)),
        due=draw(maybe(days)),
        every=draw(maybe(periods)),
        horizon=draw(maybe(st.sampled_from(Horizon))),
        who=draw(short),
        client_does=draw(texts),
        clinician_does=draw(texts),
        status=draw(st.sampled_from(Status)),
        status_reason=draw(short),
        reached=draw(maybe(days)),
        foreign=draw(st.booleans()),
        source=draw(short),
        interventions=tuple(draw(interventions(f"{code}{letter}")) for letter in "ab"[:count]),
        extra=draw(extras),
    )


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    problems: list[Problem] = []
    goals_so_far = 0
    for number in range(1, draw(st.integers(0, 3)) + 1):
        goals = []
        for _ in range(draw(st.integers(0, 2))):
            goals_so_far += 1
            code = f"g{goals_so_far}"
            goals.append(
                Goal(
                    id=f"id-{code}",
                    code=code,
                    words=draw(texts),
                    text=draw(texts),
                    due=draw(maybe(days)),
                    origin=draw(maybe(st.sampled_from(Origin))),
                    foreign=draw(st.booleans()),
                    source=draw(short),
                    status=draw(maybe(st.sampled_from(Status))),
                    status_reason=draw(short),
                    objectives=tuple(draw(objectives(f"{code}.{n}")) for n in range(1, draw(st.integers(0, 2)) + 1)),
                    extra=draw(extras),
                )
            )
        problems.append(
            Problem(
                id=f"id-p{number}",
                code=f"p{number}",
                text=draw(texts),
                dx=tuple(draw(st.lists(st.sampled_from(["F41.1", "F33.1", "Z63.0", "odd, code"]), max_size=2))),
                severity=draw(maybe(st.sampled_from(Severity))),
                evidence=draw(several()),
                strengths=draw(several()),
                barriers=draw(several()),
                source=draw(short),
                status=draw(maybe(st.sampled_from(Status))),
                status_reason=draw(short),
                goals=tuple(goals),
                extra=draw(extras),
            )
        )
    criteria = [Criterion(id=f"d{n}", text=draw(texts), extra=draw(extras)) for n in range(draw(st.integers(0, 3)))]
    outcomes = [Outcome(id=f"e{n}", text=draw(texts), extra=draw(extras)) for n in range(draw(st.integers(0, 2)))]
    return Plan(
        id="01plan",
        number=draw(st.integers(1, 40)),
        made=draw(moments),
        made_by=draw(short),
        effective=draw(maybe(days)),
        amends=draw(short),
        reason=draw(texts),
        service=draw(maybe(services)),
        orientation=draw(texts),
        cadence=draw(maybe(periods)),
        discharge=tuple(criteria),
        outcomes=tuple(outcomes),
        problems=tuple(problems),
        collaboration=draw(maybe(collaborations)),
        signatures=tuple(draw(st.lists(signatures, max_size=2))),
        extra=draw(extras),
    )


@st.composite
def charts(draw: st.DrawFn) -> Chart:
    """A chart with a generated plan, signed or not, and notes, scores, dates and people around it."""
    base = reyes()
    plan = draw(plans())
    plan = msgspec.structs.replace(plan, signatures=())
    if draw(st.booleans()):
        plan = signed(plan)
    nodes = [place.node.id for place in walk(plan)]
    own = [node.id for node in tree_objectives(plan) if node.measured and not node.measure]
    link = st.builds(Link, node=st.sampled_from([*nodes, "gone"]), mark=maybe(st.integers(-2, 2)))
    lines = st.lists(texts, max_size=2).map(tuple)
    near = st.dates(date(2025, 1, 1), date(2026, 12, 31))
    notes = [
        Note(
            id=f"n{at}",
            date=draw(near),
            kind=draw(st.sampled_from([VisitKind.INDIVIDUAL, VisitKind.MISSED])),
            links=tuple(draw(st.lists(link, max_size=3))),
            homework=draw(lines),
            next=draw(lines),
            risk=draw(lines),
            off=draw(lines),
            written=NOW,
            signatures=plan.signatures[:1] if draw(st.booleans()) else (),
        )
        for at in range(draw(st.integers(0, 4)))
    ]
    scores = [
        Score(
            id=f"sc{at}",
            date=draw(near),
            at=NOW,
            total=draw(st.none() | st.integers(0, 27)),
            answers=tuple(draw(st.lists(st.none() | st.integers(0, 3), max_size=9))),
            **draw(
                st.sampled_from(["phq9", "gad7", "own-measure"]).map(lambda name: {"measure": name})
                | (st.sampled_from(own).map(lambda node: {"objective": node}) if own else st.nothing())
            ),
        )
        for at in range(draw(st.integers(0, 5)))
    ]
    client = msgspec.structs.replace(
        base.client,
        family=draw(texts),
        given=draw(texts),
        slot=draw(maybe(slots)),
        preferences=draw(lines),
        team=tuple(draw(st.lists(st.builds(Person, name=texts, relation=short, note=short), max_size=2))),
        follows=draw(st.sampled_from([(), (Follow(measure="phq9", every_days=14),)])),
    )
    return msgspec.structs.replace(
        base,
        client=client,
        plans=(plan,) if draw(st.booleans()) else (),
        notes=tuple(notes),
        measures=tuple(scores),
        rehearsal=draw(st.booleans()),
    )
