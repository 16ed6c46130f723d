from __future__ import annotations

from datetime import timedelta

from plantui.clinical.measuring import last_scores, measures_due
from plantui.model.client import Client
from plantui.model.measure import Measure
from plantui.model.period import Period, Unit
from plantui.model.score import Follow
from plantui.model.status import Status
from tests.clinical.build import TODAY, chart, day, draft, gad, in_force, nights, score

MEASURES = {name: Measure(id=name, short=name.upper(), name=name, construct="") for name in ("gad7", "phq9")}
FORTNIGHT = Period(n=2, unit=Unit.WEEK)


def follower(**fields) -> Client:
    return Client(family="R", follows=(Follow(measure="phq9", every_days=7),), **fields)


def due(*plans, **tables) -> list[tuple[str, object]]:
    return [(each.short, each.day) for each in measures_due(chart(*plans, **tables), MEASURES)]


def test_a_followed_measure_is_due_its_days_after_the_last_score() -> None:
    taken = (score("phq9", 12, day("3 mar")), score("phq9", 14, day("1 mar")), score("gad7", 9, TODAY))
    assert due(client=follower(), measures=taken) == [("PHQ9", TODAY)]


def test_a_measure_never_taken_is_due_from_the_beginning() -> None:
    assert due(client=follower(since=day("1 feb"))) == [("PHQ9", day("1 feb"))]
    assert due(client=follower()) == [("PHQ9", day("15 sep", 2025))]
    assert due(in_force(gad(every=FORTNIGHT), since=day("1 mar"))) == [("GAD7", day("1 mar"))]
    dated = in_force(gad(every=FORTNIGHT), since=day("1 mar"), effective=day("4 mar"))
    assert due(dated) == [("GAD7", day("4 mar"))]


def test_an_open_objective_in_force_that_says_how_often_is_followed() -> None:
    taken = (score("gad7", 9, day("3 mar")),)
    assert due(in_force(gad(every=FORTNIGHT)), measures=taken) == [("GAD7", day("17 mar"))]
    assert due(in_force(gad(every=FORTNIGHT, status=Status.MET)), measures=taken) == []
    assert due(in_force(gad()), measures=taken) == []
    assert due(draft(gad(every=FORTNIGHT)), measures=taken) == []
    assert due(in_force(nights(every=FORTNIGHT))) == []


def test_the_shorter_rhythm_counts_and_the_earliest_comes_first() -> None:
    plan = in_force(gad(every=FORTNIGHT), gad("g1.2", every=Period(n=1, unit=Unit.WEEK)))
    taken = (score("gad7", 9, day("3 mar")), score("phq9", 9, TODAY - timedelta(30)))
    assert due(plan, client=follower(), measures=taken) == [("PHQ9", TODAY - timedelta(23)), ("GAD7", TODAY)]


def test_a_measure_nobody_knows_goes_by_its_id() -> None:
    client = Client(family="R", follows=(Follow(measure="own", every_days=7),))
    assert due(client=client)[0][0] == "own"


def test_the_latest_total_of_each_measure() -> None:
    taken = (
        score("gad7", 9, TODAY),
        score("gad7", 15, day("1 mar")),
        score("phq9", None, TODAY),
        score("", 3, TODAY, objective="g1.2"),
    )
    assert last_scores(chart(measures=taken)) == {"gad7": 9}
