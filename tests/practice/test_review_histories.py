"""Accepting everything over random histories: it never fills a gap and never sets met."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from plantui.clinical.review import weigh
from plantui.model.chart import Chart
from plantui.model.note import Link, Note
from plantui.model.score import Score
from plantui.model.signature import TookPart
from plantui.model.status import Status
from plantui.model.tree import objectives
from plantui.practice.commands.clients import new_chart
from plantui.practice.commands.outlines import AddLines
from plantui.practice.commands.reviews import (
    AcceptAll,
    Rate,
    SetReviewStatus,
)
from plantui.practice.commands.signing import SignPlan
from plantui.practice.lexicon import lexicon
from plantui.practice.refusal import Refused
from plantui.quickentry.outline import parse_outline
from tests.practice.rooms import LIBRARY, NOW, PLAN, acting

TODAY = NOW.date()


def plan_chart(signed_days_ago: int) -> Chart:
    start = acting(NOW - timedelta(days=signed_days_ago), "plan")
    from plantui.practice.intake import to_client
    from plantui.quickentry import parse_client

    client, dx = to_client(parse_client("Reyes, Maria", lexicon(None, start)), start)
    chart = new_chart(client, "C-001", dx, start)
    chart = AddLines(parse_outline(PLAN, lexicon(chart, start))).do(chart, start).chart
    return SignPlan("dw", TookPart.IN_PERSON).do(chart, start).chart


CHART = plan_chart(200)
NODES = [objective.id for objective in objectives(CHART.plans[0])]
MEASURED = {objective.id: objective.measure for objective in objectives(CHART.plans[0]) if objective.measure}
DAYS = st.integers(0, 210).map(lambda back: TODAY - timedelta(days=back))
SCORES = st.tuples(st.sampled_from(["gad7", "phq9", NODES[1]]), DAYS, st.integers(0, 27))
NOTES = st.tuples(DAYS, st.lists(st.tuples(st.sampled_from(NODES), st.one_of(st.none(), st.integers(-2, 2)))))
REVIEWED = st.lists(DAYS, max_size=2)
STATUSES = st.lists(st.tuples(st.sampled_from(NODES), st.sampled_from(list(Status))), max_size=2)


def evidence(node: str, scores, notes, reviewed) -> bool:
    """Whether anything was measured or noted since the last review: a score of its measure, or two marks in notes."""
    since = max(reviewed, default=date.min)
    its = MEASURED.get(node, node)
    measured = any(what == its and when >= since for what, when, _ in scores)
    marks = [mark for when, links in notes for linked, mark in links if linked == node and when >= since]
    return measured or sum(mark is not None for mark in marks) >= 2


@given(st.lists(SCORES, max_size=6), st.lists(NOTES, max_size=6), REVIEWED, STATUSES, st.data())
@settings(max_examples=80, deadline=None)
def test_accepting_everything_never_fills_a_gap_and_never_sets_met(scores, notes, reviewed, statuses, data) -> None:
    from plantui.model.review import Review
    from plantui.model.signature import Signature, SignerKind, SigningMethod

    chart, now = CHART, acting(NOW + timedelta(minutes=5), "run")
    measures = tuple(
        Score(
            id=f"s{at}",
            date=when,
            at=NOW,
            measure=what if len(what) < 10 else "",
            objective=what if len(what) >= 10 else "",
            total=total,
        )
        for at, (what, when, total) in enumerate(scores)
    )
    written = tuple(
        Note(id=f"n{at}", date=when, written=NOW, links=tuple(Link(node=node, mark=mark) for node, mark in links))
        for at, (when, links) in enumerate(notes)
    )
    mine = Signature(
        id="x",
        kind=SignerKind.CLINICIAN,
        name="DW",
        at=NOW,
        method=SigningMethod.INITIALS,
        sha256="0" * 64,
    )
    before = tuple(
        Review(id=f"r{at}", date=when, at=NOW, plan=chart.plans[0].id, signatures=(mine,))
        for at, when in enumerate(reviewed)
    )
    chart = msgspec.structs.replace(chart, measures=measures, notes=written, reviews=before)
    for node, status in statuses:
        with suppress(Refused):
            chart = SetReviewStatus(node=node, status=status, reason="why").do(chart, now).chart
    if data.draw(st.booleans()):
        node = data.draw(st.sampled_from(NODES))
        with suppress(Refused):
            chart = Rate(node=node, mark=data.draw(st.integers(-2, 2))).do(chart, now).chart
    old = {each.objective.id: each for each in weigh(chart, LIBRARY.measures, TODAY)}
    after = AcceptAll().do(chart, now).chart
    new = {each.objective.id: each for each in weigh(after, LIBRARY.measures, TODAY)}
    assert old.keys() == new.keys()
    for node, each in new.items():
        known = old[node]
        assert each.objective.status == known.objective.status
        assert each.status == known.status
        if known.mark is not None:
            assert each.mark == known.mark
        else:
            assert each.mark == known.suggested
            assert each.mark is None or evidence(node, scores, notes, reviewed)
        assert each.gap == known.gap
    assert after.progress == chart.progress
