from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings

from plantui.clinical.lint import RULES, SCREEN_WORDS, Finding, lint
from plantui.clinical.lint.measurement import done_or_not
from plantui.library import shipped
from plantui.model.assessment import Assessment
from plantui.model.chart import Chart
from plantui.model.plan import Criterion, Plan
from plantui.model.profile import Profile
from plantui.model.status import ClientStatus, Status
from tests.clinical.build import (
    NOW,
    TODAY,
    chart,
    day,
    draft,
    gad,
    goal,
    in_force,
    new_id,
    nights,
    objective,
    problem,
    review_date,
    score,
    status_row,
)
from tests.model.strategies import charts

LIBRARY = shipped()
DEFAULT = LIBRARY.profile("")
WEEKS = timedelta(weeks=1)


def findings(plan: Plan, rule: str, **more: Any) -> list[Finding]:
    reached = more.pop("reached", None)
    tables = {"schedule": (review_date(TODAY, TODAY),), **more}
    return [each for each in lint(chart(plan, **tables), LIBRARY, TODAY, DEFAULT, reached) if each.id == rule]


def fires(plan: Plan, rule: str, **more: Any) -> list[tuple[str, str]]:
    return [(each.code, each.message) for each in findings(plan, rule, **more)]


def many(number: int, **fields: Any) -> list[Any]:
    return [objective(f"g1.{n}", **fields) for n in range(1, number + 1)]


def problems(number: int, **fields: Any) -> tuple[Any, ...]:
    return tuple(
        problem(goal(objective(f"g{n}.1"), code=f"g{n}"), code=f"p{n}", **fields) for n in range(1, number + 1)
    )


def test_a_sound_plan_has_no_findings() -> None:
    assert lint(chart(draft(objective(), gad("g1.2"), nights("g1.3"))), LIBRARY, TODAY, DEFAULT) == ()
    whole = chart(in_force(objective(), gad("g1.2")), schedule=(review_date(TODAY, TODAY),))
    assert lint(whole, LIBRARY, TODAY, DEFAULT) == ()


def test_a_client_in_care_without_a_plan_is_told() -> None:
    (found,) = lint(chart(), LIBRARY, TODAY, DEFAULT)
    assert (found.id, found.severity, found.message) == ("TP000", "error", f"No plan in force for {chart().code}.")
    for status in (ClientStatus.SCREENING, ClientStatus.NO_PLAN_NEEDED, ClientStatus.DISCHARGED):
        client = msgspec.structs.replace(chart().client, status=status)
        assert lint(msgspec.structs.replace(chart(), client=client), LIBRARY, TODAY, DEFAULT) == ()


CLOSED = [Status.MET, Status.STOPPED]
STOPPED = objective().interventions[0]
HELP = type(STOPPED)(id="i", code="g1.1a", text="x", status=Status.STOPPED)

CASES = [
    # rule, a plan that makes it fire, where, what it says, a plan that does not
    (
        "TP003",
        draft(problems=(problem(),)),
        [("p1", "Problem p1 has no goal.")],
        draft(problems=(problem(status=Status.STOPPED),)),
    ),
    (
        "TP004",
        draft(problems=(problem(goal()),)),
        [("g1", "Goal g1 has no objective.")],
        draft(problems=(problem(goal(status=Status.MET)),)),
    ),
    ("TP004", draft(problems=()), [("", "The plan has no objective.")], draft(objective())),
    (
        "TP005",
        draft(objective(interventions=())),
        [("g1.1", "Objective g1.1: nothing says what the clinician will do.")],
        draft(objective(interventions=(), clinician_does="Teaches paced breathing")),
    ),
    (
        "TP005",
        draft(objective(interventions=(HELP,))),
        [("g1.1", "Objective g1.1: nothing says what the clinician will do.")],
        draft(objective(interventions=(), status=Status.MET)),
    ),
    (
        "TP020",
        draft(objective(text="Feel less anxious")),
        [("g1.1", "Objective g1.1 has no measure.")],
        draft(objective(text="Name three early warning signs"), gad("g1.2", text="Feel less anxious")),
    ),
    (
        "TP021",
        draft(gad(baseline=None)),
        [("g1.1", "Objective g1.1 has no baseline.")],
        draft(gad(), objective("g1.2")),
    ),
    (
        "TP022",
        draft(gad(target=None)),
        [("g1.1", "Objective g1.1 has no target, or the target equals the baseline.")],
        draft(gad(), objective("g1.2")),
    ),
    (
        "TP022",
        draft(nights(baseline=5, target=5)),
        [("g1.2", "Objective g1.2 has no target, or the target equals the baseline.")],
        draft(nights(baseline=None, target=5)),
    ),
    (
        "TP023",
        draft(objective(due=None)),
        [("g1.1", "Objective g1.1 has no target date.")],
        draft(objective(due=None, status=Status.MET), objective("g1.2")),
    ),
    (
        "TP024",
        draft(objective(due=TODAY - timedelta(1)), objective("g1.2", due=date(2027, 3, 11))),
        [
            ("g1.1", "Target date is before the plan starts or more than a year away."),
            ("g1.2", "Target date is before the plan starts or more than a year away."),
        ],
        draft(objective(due=TODAY), objective("g1.2", due=date(2027, 3, 10)), objective("g1.3", due=None)),
    ),
    (
        "TP024",
        in_force(objective(due=day("31 dec", 2025)), since=day("1 jan")),
        [("g1.1", "Target date is before the plan starts or more than a year away.")],
        in_force(objective(due=day("2 jan")), since=day("1 jan")),
    ),
    (
        "TP027",
        draft(problems=problems(4)),
        [("", "4 active problems: too many to work on.")],
        draft(problems=(*problems(3), problem(code="p9", status=Status.HOLD))),
    ),
    (
        "TP027",
        draft(*many(5)),
        [("g1", "5 active objectives: too many to work on.")],
        draft(*many(4), objective("g1.9", status=Status.MET), objective("g1.8", status=Status.HOLD)),
    ),
    (
        "TP028",
        draft(gad(baseline=7, target=15)),
        [("g1.1", "The target moves the wrong way from the baseline.")],
        draft(nights(baseline=5, target=2), gad("g1.3", baseline=None)),
    ),
    (
        "TP028",
        draft(objective(measure="who5", baseline=60, target=30)),
        [("g1.1", "The target moves the wrong way from the baseline.")],
        draft(objective(measure="who5", baseline=30, target=60)),
    ),
    (
        "TP030",
        draft(problems=(problem(goal(objective(), words="  ")),)),
        [("g1", "Goal g1 lacks the client's own words.")],
        draft(problems=(problem(goal(objective()), goal(code="g2", words="", status=Status.STOPPED)),)),
    ),
    (
        "TP031",
        draft(problems=problems(2, strengths=())),
        [("p1", "No strengths recorded.")],
        draft(problems=(*problems(1, strengths=()), problem(code="p2"))),
    ),
    (
        "TP110",
        draft(objective(text="Stay in {place} for {minutes}")),
        [("g1.1", "Blank left: place."), ("g1.1", "Blank left: minutes.")],
        draft(objective(text="Stay in the shop")),
    ),
    (
        "TP110",
        draft(objective(), discharge=(Criterion(id="d", text="Below {cutoff}"),)),
        [("", "Blank left: cutoff.")],
        draft(objective(), discharge=(Criterion(id="d", text="Below 5"),)),
    ),
    (
        "TP111",
        draft(objective(text="Call a friend"), objective("g1.2", text="call  a FRIEND")),
        [("g1.2", "Same text as g1.1.")],
        draft(objective(text="Call a friend"), objective("g1.2", text="Call a friend", status=Status.MET)),
    ),
    (
        "TP111",
        draft(objective(interventions=(STOPPED, type(STOPPED)(id="b", code="g1.1b", text=STOPPED.text)))),
        [("g1.1b", "Same text as g1.1a.")],
        draft(objective(), objective("g1.2", interventions=(type(STOPPED)(id="b", code="g1.2a", text=STOPPED.text),))),
    ),
    (
        "TP112",
        draft(objective(foreign=True)),
        [("g1.1", "Objective g1.1 comes from another client's plan: make it this client's own.")],
        draft(objective(), objective("g1.2", foreign=True, status=Status.STOPPED)),
    ),
    (
        "TP037",
        draft(objective(raw=True)),
        [("g1.1", 'As the library words it: "Name three signs of g1.1".')],
        draft(objective(), objective("g1.2", raw=True, status=Status.STOPPED)),
    ),
    (
        "TP113",
        draft(gad(baseline=21, target=10, due=TODAY + 8 * WEEKS - timedelta(1))),
        [("g1.1", "Target 10 is 11 points down in 8 weeks: realistic?")],
        draft(gad(baseline=21, target=10, due=TODAY + 8 * WEEKS)),
    ),
    (
        "TP113",
        draft(objective(measure="who5", baseline=20, target=72, due=TODAY + 4 * WEEKS)),
        [("g1.1", "Target 72 is 52 points up in 4 weeks: realistic?")],
        draft(objective(measure="who5", baseline=20, target=70, due=TODAY + 4 * WEEKS)),
    ),
]


@pytest.mark.parametrize(("rule", "firing", "spots", "sound"), CASES)
def test_each_rule_fires_where_it_should_and_nowhere_else(
    rule: str, firing: Plan, spots: list[Any], sound: Plan
) -> None:
    assert fires(firing, rule) == spots
    assert fires(sound, rule) == []


def test_a_signed_plan_without_a_review_date() -> None:
    assert fires(in_force(objective()), "TP114", schedule=()) == [("", "No review date.")]
    assert fires(in_force(objective()), "TP114") == []
    assert fires(draft(objective()), "TP114", schedule=()) == []


def test_every_rule_has_been_seen_to_fire() -> None:
    assert {rule.id for rule in RULES} == {case[0] for case in CASES} | {"TP000", "TP114"}
    assert len({rule.id for rule in RULES}) == len(RULES)


def test_levels_under_the_default_profile() -> None:
    levels = {rule.id: rule.level for rule in RULES}
    warned = {"TP024", "TP027", "TP030", "TP031", "TP113", "TP114"}
    assert {rule for rule, level in levels.items() if level == "warn"} == warned
    assert all(level == "error" for rule, level in levels.items() if rule not in warned)
    assert SCREEN_WORDS == {"error": "must", "warn": "ask", "info": "note"}


@pytest.mark.parametrize(
    ("raises", "level"),
    [({}, "warn"), ({"TP030": "error"}, "error"), ({"TP030": "info"}, "warn"), ({"TP1": "error"}, "warn")],
)
def test_a_profile_raises_a_level_and_never_lowers_it(raises: dict[str, str], level: str) -> None:
    plan = draft(problems=(problem(goal(objective(), words="")),))
    (found,) = lint(chart(plan), LIBRARY, TODAY, Profile(id="x", title="x", raises=raises))
    assert (found.id, found.severity) == ("TP030", level)
    assert lint(chart(plan), LIBRARY, TODAY, LIBRARY.profiles["tjc"])[0].severity == "error"


def test_a_finding_leads_to_its_line() -> None:
    plan = draft(gad(id="the node"))
    (found,) = findings(draft(gad(id="the node", due=None)), "TP023")
    assert (found.ref, found.code) == ("the node", "g1.1")
    assert findings(plan, "TP023") == []


def test_musts_come_first_then_the_order_of_the_screen() -> None:
    plan = draft(
        objective("g1.1", due=day("1 jan")),
        objective("g1.2", due=None),
        problems=(
            problem(goal(objective("g1.1", due=day("1 jan")), objective("g1.2", due=None), words="")),
            problem(code="p2"),
        ),
    )
    found = lint(chart(plan), LIBRARY, TODAY, DEFAULT)
    assert [(each.id, each.code) for each in found] == [
        ("TP023", "g1.2"),
        ("TP003", "p2"),
        ("TP030", "g1"),
        ("TP024", "g1.1"),
    ]


def test_the_draft_is_checked_rather_than_the_version_in_force() -> None:
    plans = (in_force(objective(due=None)), draft(objective(), number=2))
    assert not [each for each in lint(chart(*plans), LIBRARY, TODAY, DEFAULT) if each.id == "TP023"]


def test_a_line_closed_by_a_dated_row_is_left_alone() -> None:
    row = status_row("g1.1", Status.MET, TODAY, NOW + timedelta(hours=1))
    assert fires(in_force(objective(due=None)), "TP023", progress=(row,)) == []


def test_a_score_since_the_line_was_written_is_a_baseline() -> None:
    plan = draft(gad(baseline=None))
    assert fires(plan, "TP021", measures=(score("gad7", 16, TODAY),)) == []
    assert fires(plan, "TP021", measures=(score("gad7", 16, day("1 feb")),)) != []


def test_strengths_of_an_assessment_will_do() -> None:
    assessed = Assessment(id=new_id(), date=TODAY, at=NOW, strengths=("sister supports",))
    assert fires(draft(problems=problems(1, strengths=())), "TP031", assessments=(assessed,)) == []


@pytest.mark.parametrize(
    ("reached", "far"),
    [
        ({"gad7": [1, 2, 3, 4, 5, 6, 6, 6, 7, 12]}, True),
        ({"gad7": [1, 2, 3, 4, 5, 6, 6, 6, 8, 12]}, False),
        ({"gad7": [1] * 9}, False),
        ({"gad7": [1] * 10}, True),
        ({"phq9": [1] * 10}, False),
        ({}, False),
    ],
)
def test_a_target_beyond_the_best_tenth_of_similar_objectives(reached: dict[str, list[int]], far: bool) -> None:
    plan = draft(gad(baseline=15, target=7, due=TODAY + 12 * WEEKS))
    spots = [("g1.1", "Target 7 is 8 points down in 12 weeks: realistic?")]
    assert fires(plan, "TP113", reached=reached) == (spots if far else [])


def test_a_target_without_a_date_says_no_weeks() -> None:
    plan = draft(gad(due=None))
    assert fires(plan, "TP113", reached={"gad7": [1] * 10}) == [("g1.1", "Target 7 is 8 points down: realistic?")]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Name three early warning signs", True),
        ("Walk 5 to 10 minutes a day", True),
        ("Stay in {place} until fear halves", True),
        ("Partner learns what helps and what does not", True),
        ("Attend the group", True),
        ("Feel calm on 5 of 7 days", True),
        ("Reduce rows to one a week", True),
        ("Reduce anxiety", False),
        ("improve mood", False),
        ("The client will feel better", False),
        ("Be able to cope", False),
        ("Work through the past", False),
        ("", False),
        ("   ", False),
    ],
)
def test_done_or_not_wording(text: str, says: bool) -> None:
    assert done_or_not(objective(text=text)) is says


@settings(max_examples=60)
@given(charts())
def test_lint_reads_any_chart(whole: Chart) -> None:
    found = lint(whole, LIBRARY, TODAY, DEFAULT)
    assert found == lint(whole, LIBRARY, TODAY, DEFAULT)
    for each in found:
        assert each.message
        assert bool(each.code) == bool(each.ref)
