from __future__ import annotations

from datetime import timedelta

import msgspec
from hypothesis import given, settings

from plantui.clinical.due import queue
from plantui.clinical.summary import summarise
from plantui.library import shipped
from plantui.model.assessment import Diagnosis
from plantui.model.chart import Chart
from plantui.model.client import Client
from plantui.model.event import ClinicalEvent, EventKind
from plantui.model.note import VisitKind
from plantui.model.period import Period, Unit
from plantui.model.progress import Progress
from plantui.model.status import Status
from plantui.model.summary import OpenEvent, PastObjective, Summary
from tests.clinical.build import (
    NOW,
    TODAY,
    at,
    chart,
    day,
    draft,
    gad,
    goal,
    in_force,
    nights,
    note,
    objective,
    problem,
    review,
    review_date,
    score,
    status_row,
)
from tests.model.strategies import charts

LIBRARY = shipped()
WEEKS = Period(n=12, unit=Unit.WEEK)
SINCE = day("12 dec", 2025)


def summary(whole: Chart) -> Summary:
    return summarise(whole, LIBRARY, WEEKS)


def test_a_client_without_a_plan() -> None:
    found = summary(chart(client=Client(family="Osei", given="Kwame", payer="Aetna", tags=("new",))))
    assert found == Summary(
        chart="c", code="C-014", family="Osei", given="Kwame", initials="K.O.", payer="Aetna", tags=("new",)
    )


def test_a_client_with_a_plan_in_force() -> None:
    plan = in_force(
        gad(),
        nights(due=day("1 mar")),
        objective("g1.3", status=Status.HOLD, due=day("1 mar")),
        objective("g1.4", status=Status.MET, due=day("1 mar")),
        since=SINCE,
    )
    whole = chart(
        plan,
        client=Client(family="R", profile="medicaid-90"),
        notes=(note(day("1 mar"), "g1.1"), note(TODAY, signed=False), note(TODAY, kind=VisitKind.MISSED)),
        measures=(score("gad7", 11, day("3 mar")), score("phq9", 4, day("1 jan"))),
        schedule=(review_date(day("6 mar"), SINCE),),
        reviews=(review(TODAY, signed=False),),
    )
    found = summary(whole)
    assert (found.plan, found.plan_number, found.signed_on, found.draft_since) == ("v1", 1, SINCE, None)
    assert (found.review_due, found.formal_due) == (day("6 mar"), SINCE + timedelta(days=90))
    assert found.unsigned_notes == ((TODAY, at(TODAY)),)
    assert found.unsigned_reviews == ((TODAY, at(TODAY)),)
    assert (found.visits_kept, found.drift, found.objectives, found.with_evidence) == (2, 1, 3, 1)
    assert found.open_objectives == (PastObjective("g1.1", gad().due), PastObjective("g1.2", day("1 mar")))
    assert found.last_scores == {"gad7": 11, "phq9": 4}
    assert found.measures == ("gad7", "phq9")


def test_a_draft_over_a_version_in_force() -> None:
    begun = draft(objective(text="Stay in {place} {n} times"), objective("g1.2"), number=4, made=at(day("9 mar")))
    found = summary(chart(in_force(objective(), number=3, since=SINCE), begun))
    assert (found.plan, found.plan_number, found.signed_on) == ("v4 draft", 4, SINCE)
    assert (found.draft_since, found.blanks, found.objectives) == (at(day("9 mar")), 2, 1)
    assert found.review_due == SINCE + timedelta(weeks=12)


def test_blanks_count_in_a_draft_alone() -> None:
    assert summary(chart(in_force(objective(text="Stay in {place}")))).blanks == 0


def test_open_events_newest_first() -> None:
    def event(kind: EventKind, when: str, answered: str = "") -> ClinicalEvent:
        return ClinicalEvent(id=when, date=day(when), at=NOW, kind=kind, answered=answered)

    events = (event(EventKind.LOSS, "1 mar"), event(EventKind.CRISIS, "9 mar"), event(EventKind.RELAPSE, "2 mar", "r"))
    assert summary(chart(events=events)).events == (
        OpenEvent(day("9 mar"), "crisis"),
        OpenEvent(day("1 mar"), "loss"),
    )


def test_diagnoses_in_force_by_rank_then_those_of_the_plan() -> None:
    plan = draft(problems=(problem(goal(), dx=("F33.1", "F51.01")),))
    diagnoses = (
        Diagnosis(id="a", code="F33.1", rank=2),
        Diagnosis(id="b", code="F41.1", rank=1),
        Diagnosis(id="c", code="F10.20", rank=3, until=TODAY),
    )
    assert summary(chart(plan, diagnoses=diagnoses)).dx == ("F41.1", "F33.1", "F51.01")


def test_what_met_objectives_achieved() -> None:
    plan = in_force(gad(), gad("g1.3", baseline=10, target=5), nights(), since=SINCE)
    rows = tuple(status_row(node, Status.MET, day("1 mar")) for node in ("g1.1", "g1.2", "g1.3"))
    scores = (score("gad7", 6, day("20 feb")), score("gad7", 2, TODAY))
    assert summary(chart(plan, progress=rows, measures=scores)).achieved == (("gad7", 9), ("gad7", 4))
    assert summary(chart(plan, progress=rows)).achieved == ()
    assert summary(chart(plan, measures=scores)).achieved == ()


def test_an_unknown_profile_asks_for_nothing() -> None:
    whole = chart(in_force(objective(), since=SINCE), client=Client(family="R", profile="unheard-of"))
    assert summary(whole).formal_due is None


def test_a_profile_sets_the_rhythm_where_nobody_else_does() -> None:
    whole = chart(in_force(objective(), since=SINCE), client=Client(family="R", profile="interim-6wk"))
    assert summary(whole).review_due == SINCE + timedelta(weeks=6)


@settings(max_examples=60)
@given(charts())
def test_a_summary_is_a_function_of_the_chart_and_survives_being_kept(whole: Chart) -> None:
    found = summary(whole)
    assert summary(whole) == found
    kept = msgspec.json.decode(msgspec.json.encode(found), type=Summary)
    assert kept == found
    assert found.with_evidence <= found.objectives
    assert [row[:8] for row in queue([kept], TODAY, NOW)] == [row[:8] for row in queue([found], TODAY, NOW)]


@settings(max_examples=30)
@given(charts())
def test_a_mark_that_says_nothing_new_about_dates_leaves_them(whole: Chart) -> None:
    if not whole.plans or not whole.plans[0].problems:
        return
    mark = Progress(id="zzz", node=whole.plans[0].problems[0].id, date=TODAY, at=NOW, mark=1)
    before, after = summary(whole), summary(msgspec.structs.replace(whole, progress=(*whole.progress, mark)))
    assert (before.review_due, before.formal_due, before.plan) == (after.review_due, after.formal_due, after.plan)
