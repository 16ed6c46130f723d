"""Lines of every kind as hypothesis draws them: what a chart may hold, and what a hand may type."""

from __future__ import annotations

from datetime import date, time

from hypothesis import strategies as st

from plantui.quickentry import (
    ClientLine,
    DischargeLine,
    GoalLine,
    InterventionLine,
    ObjectiveLine,
    OutcomeLine,
    Period,
    ProblemLine,
    ServiceLine,
    Slot,
)
from plantui.quickentry.objective import sentence_of
from tests.quickentry.vocabulary import LEXICON

_WORDS = """
sleep worry PHQ-9 gad7 -> → to 18 9 5% by fri 12 may every 2w ; "a "b" " ""  “x ” 5" from reduce service discharge
outcome CBT: dx F41.1 client who new short act ( ) : , - # g1.2 p1 {target} é 日本 \\ '
"""
WORDS = _WORDS.split()

texts = (
    st.lists(st.sampled_from(WORDS) | st.text(max_size=3), min_size=1, max_size=6)
    .map(" ".join)
    .map(lambda text: "".join(" " if ord(char) < 32 or 127 <= ord(char) < 160 else char for char in text))
    .map(lambda text: " ".join(text.replace("\u2028", " ").replace("\u2029", " ").split()))
    .filter(bool)
)
dates = st.dates(date(2026, 3, 10), date(2032, 1, 1))
numbers = st.integers(0, 20) | st.integers(-5000, 5000).map(lambda n: n / 100 if n % 100 else n // 100)
periods = st.builds(Period, st.integers(1, 999), st.sampled_from("dwmy"))
units = st.sampled_from(["", "/wk", "%", "% of days", "nights a week", "2 nights", "by +{weeks}w"])
codes = st.lists(st.sampled_from(["F41.1", "F32.A", "Z63.0", "T74.21XA"]), max_size=3, unique=True).map(tuple)
names = st.from_regex(r"[A-Za-z][A-Za-z0-9_-]{0,6}", fullmatch=True)
maybe = st.none() | texts


@st.composite
def objectives(draw: st.DrawFn) -> ObjectiveLine:
    words = draw(texts)
    counted = draw(st.sampled_from(["no", "measure", "label", "words"]))
    every = draw(st.none() | periods)
    rest = {
        "due": draw(st.none() | dates),
        "horizon": draw(st.none() | st.sampled_from(["short", "mid", "long"])),
        "who": draw(maybe),
        "client_does": draw(maybe),
        "clinician_does": draw(maybe),
        "status": draw(st.none() | st.sampled_from(["new", "act", "met", "hld", "dis"])),
        "every": every,
    }
    if counted == "no":
        return ObjectiveLine(text=words, **rest)
    pending = draw(st.booleans())
    label = None
    measure = None
    baseline, target = draw(st.tuples(numbers, numbers).filter(lambda pair: pair[0] != pair[1]))
    if counted == "measure":
        measure = draw(st.sampled_from(["phq9", "suds", "whodas12", "bam", "counter"]))
        baseline, target = draw(st.tuples(st.integers(0, 27), st.integers(0, 27)).filter(lambda two: two[0] != two[1]))
    elif counted == "label":
        label = draw(texts.filter(lambda text: LEXICON.measure_named(text) is None))
    else:
        label = words = draw(texts.filter(lambda text: LEXICON.measure_named(text) is None))
    line = ObjectiveLine(
        text=words,
        measure=measure,
        label=label,
        baseline=None if pending else baseline,
        baseline_pending=pending,
        target=draw(st.sampled_from([target, target, target, None])),
        unit=draw(units),
        **rest,
    )
    if counted != "words" and draw(st.booleans()):
        return ObjectiveLine(**{**_fields(line), "text": sentence_of(line, LEXICON)})
    return line


def _fields(line: ObjectiveLine) -> dict[str, object]:
    return {name: getattr(line, name) for name in line.__struct_fields__}


goals = st.builds(GoalLine, words=st.just("") | texts, text=st.just("") | texts, due=st.none() | dates).filter(
    lambda goal: bool(goal.words or goal.text)
)
problems = st.builds(
    ProblemLine,
    text=texts,
    dx=codes,
    severity=st.none() | st.sampled_from(["mild", "moderate", "severe"]),
    strengths=st.lists(texts, max_size=2).map(tuple),
    evidence=st.lists(texts, max_size=2).map(tuple),
    barriers=st.lists(texts, max_size=2).map(tuple),
)
frequencies = st.sampled_from(["daily", "weekly", "fortnightly", "monthly", "2x/wk", "3x/d", "2x/mo", "every 3w"])
interventions = st.builds(
    InterventionLine,
    approach=st.none() | st.sampled_from(["CBT", "BA", "MI"]),
    text=texts,
    frequency=st.none() | frequencies,
    minutes=st.none() | st.integers(1, 1440),
    who=maybe,
    due=st.none() | dates,
    status=st.none() | st.sampled_from(["act", "dis"]),
)
services = st.builds(
    ServiceLine,
    kind=st.sampled_from(["individual", "couple", "group", "telehealth"]),
    minutes=st.integers(1, 1440),
    frequency=frequencies,
    period=periods,
)
clients = st.builds(
    ClientLine,
    family=texts,
    given=st.just("") | texts,
    dob=st.none() | st.dates(date(1900, 1, 1), date(2026, 3, 10)),
    dx=codes,
    slot=st.none()
    | st.builds(Slot, st.integers(0, 6), st.times().map(lambda at: time(at.hour, at.minute)), st.integers(1, 8)),
    id=st.none() | names,
    payer=maybe,
    since=st.none() | st.dates(date(2000, 1, 1), date(2026, 3, 10)),
    review=st.none() | periods,
    called=maybe,
    tags=st.lists(names, max_size=2, unique=True).map(tuple),
    kind=st.sampled_from([None, "couple", "family", "group"]),
    members=st.lists(texts, max_size=2, unique=True).map(tuple),
)
plan_lines = st.one_of(
    st.tuples(st.just("objective"), objectives()),
    st.tuples(st.just("goal"), goals),
    st.tuples(st.just("problem"), problems),
    st.tuples(st.just("intervention"), interventions),
    st.tuples(st.just("service"), services),
    st.tuples(st.just("discharge"), texts.map(lambda text: DischargeLine(text=text))),
    st.tuples(st.just("outcome"), texts.map(lambda text: OutcomeLine(text=text))),
    st.tuples(st.just("client"), clients),
)
typed_lines = st.lists(st.sampled_from([*WORDS, "; ", "; by ", "; every 2w", "; -> 7", "; client "]), max_size=14).map(
    " ".join
)
