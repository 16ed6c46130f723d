from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import given, settings

from plantui.model.chart import Chart
from plantui.model.client import Client
from plantui.model.note import Link, Note
from plantui.model.plan import Goal, Intervention, Objective, Plan, Problem
from plantui.model.progress import Progress, ReviewDate, ReviewSource
from plantui.model.review import Review
from plantui.model.score import Score
from plantui.model.status import Status
from plantui.model.validate import check
from tests.model.strategies import NOW, TODAY, charts


def plan(*objectives: Objective, number: int = 1, **fields: Any) -> Plan:
    goal = Goal(id="g", code="g1", text="Sleep", objectives=objectives)
    problem = Problem(id="p", code="p1", text="Worry", goals=(goal,))
    return Plan(**{"id": f"v{number}", "number": number, "made": NOW, "problems": (problem,), **fields})


def chart(*plans: Plan, **tables: Any) -> Chart:
    return Chart(id="c", code="C-1", made=NOW, client=Client(family="Reyes"), plans=plans, **tables)


def objective(**fields: Any) -> Objective:
    return Objective(**{"id": "o", "code": "g1.1", "text": "Sleep", **fields})


SOUND = plan(objective())
ROW = ReviewDate(id="r", due=TODAY, at=NOW, source=ReviewSource.SIGNING)


@pytest.mark.parametrize(
    ("broken", "path", "words"),
    [
        (chart(schedule=(ROW, ROW)), "schedule[1].id", "used twice"),
        (chart(SOUND, plan(number=1, id="other")), "plans[1].number", "used twice"),
        (chart(plan(objective(), objective(code="g1.2"))), "plans[0][3].node id", "used twice"),
        (chart(plan(objective(), objective(id="o2"))), "plans[0][3].node code", "used twice"),
        (
            chart(plan(objective(interventions=(Intervention(id="i", code="g1.1a", text="x", status=Status.MET),)))),
            "plans[0] g1.1a.status",
            "active or discontinued",
        ),
        (chart(plan(objective(target=5))), "plans[0] g1.1.target", "needs a measure"),
        (
            chart(SOUND, notes=(Note(id="n", date=TODAY, written=NOW, links=(Link(node="x"),)),)),
            "notes[0].links[0].node",
            "no plan has a node",
        ),
        (
            chart(SOUND, progress=(Progress(id="r", node="x", date=TODAY, at=NOW, mark=1),)),
            "progress[0].node",
            "no plan has",
        ),
        (
            chart(SOUND, progress=(Progress(id="r", node="o", date=TODAY, at=NOW),)),
            "progress[0]",
            "either a mark or a status",
        ),
        (
            chart(SOUND, progress=(Progress(id="r", node="o", date=TODAY, at=NOW, mark=1, status=Status.MET),)),
            "progress[0]",
            "either a mark or a status",
        ),
        (chart(measures=(Score(id="s", date=TODAY, at=NOW),)), "measures[0]", "to a measure or to an objective"),
        (
            chart(measures=(Score(id="s", date=TODAY, at=NOW, objective="x"),)),
            "measures[0].objective",
            "no plan has",
        ),
        (chart(SOUND, reviews=(Review(id="r", date=TODAY, at=NOW, plan="x"),)), "reviews[0].plan", "no plan with"),
    ],
)
def test_what_does_not_hold_together(broken: Chart, path: str, words: str) -> None:
    (fault,) = check(broken)
    assert fault.path == path
    assert words in fault.message


@settings(max_examples=30)
@given(charts())
def test_generated_charts_are_sound_and_a_second_copy_of_a_part_is_not(chart: Chart) -> None:
    assert check(chart) == []
    if chart.notes:
        assert check(msgspec.structs.replace(chart, notes=(*chart.notes, chart.notes[0])))
