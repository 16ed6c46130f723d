from __future__ import annotations

from plantui.clinical.timeline import MomentKind, timeline
from plantui.library import shipped
from plantui.model.chart import Chart
from plantui.model.event import ClinicalEvent, EventKind
from plantui.model.note import VisitKind
from plantui.model.status import Status
from tests.clinical.build import (
    at,
    chart,
    counted,
    day,
    draft,
    gad,
    in_force,
    marked,
    new_id,
    nights,
    note,
    review,
    score,
    status_row,
)

MEASURES = shipped().measures


def rows(made: Chart) -> list[tuple[str, str, tuple[str, ...], tuple[str, ...]]]:
    return [(f"{row.day:%d %b}", row.label, row.words, row.side) for row in timeline(made, MEASURES)]


def test_visits_are_numbered_and_carry_the_scores_of_their_day() -> None:
    made = chart(
        in_force(gad(), nights(), since=day("2 jan")),
        notes=(
            note(day("3 jan"), marked("g1.1", 1), "g1.2"),
            note(day("10 jan"), kind=VisitKind.MISSED),
            note(day("17 jan"), off=("work deadlines",)),
        ),
        measures=(score("gad7", 11, day("3 jan")), counted("g1.2", 4, day("3 jan")), score("gad7", 9, day("8 jan"))),
    )
    assert rows(made) == [
        ("17 Jan", "visit 2", (), ("not on plan: work deadlines",)),
        ("10 Jan", "missed", (), ()),
        ("08 Jan", "scores", (), ("GAD-7 9",)),
        ("03 Jan", "visit 1", ("g1.1 +1", "g1.2 ."), ("GAD-7 11", "g1.2 4")),
        ("02 Jan", "plan", ("v1 signed Dana Whitlock",), ()),
    ]


def test_two_visits_of_a_day_show_its_scores_once() -> None:
    made = chart(notes=(note(day("3 jan")), note(day("3 jan"))), measures=(score("gad7", 11, day("3 jan")),))
    assert [row[3] for row in rows(made)] == [("GAD-7 11",), ()]


def test_what_waits_is_open() -> None:
    event = ClinicalEvent(
        id=new_id(), date=day("5 jan"), at=at(day("5 jan")), kind=EventKind.HOSPITAL, text="two nights"
    )
    made = chart(
        draft(gad(), made=at(day("4 jan"))),
        notes=(note(day("3 jan"), signed=False),),
        reviews=(review(day("6 jan"), signed=False),),
        events=(event,),
    )
    found = timeline(made, MEASURES)
    assert all(row.open for row in found)
    assert [(row.kind, row.label, row.words) for row in found] == [
        (MomentKind.REVIEW, "review", ("unsigned; plan v1",)),
        (MomentKind.EVENT, "hospital stay", ("two nights",)),
        (MomentKind.PLAN, "plan", ("draft v1",)),
        (MomentKind.VISIT, "visit 1", ()),
    ]
    assert found[-1].side == ("unsigned",)


def test_an_answered_event_and_a_signed_review_are_closed() -> None:
    event = ClinicalEvent(id=new_id(), date=day("5 jan"), at=at(day("5 jan")), kind=EventKind.CRISIS, answered="r")
    found = timeline(chart(in_force(gad()), events=(event,), reviews=(review(day("6 jan")),)), MEASURES)
    assert not any(row.open for row in found)


def test_status_changes_and_recordings_without_a_total_have_their_rows() -> None:
    made = chart(
        in_force(gad(), since=day("2 jan")),
        progress=(status_row("g1.1", Status.STOPPED, day("5 jan"), reason="moved away"),),
        measures=(score("gad7", None, day("4 jan"), answers=(1, None)), score("unheard", 3, day("4 jan"))),
    )
    assert rows(made)[:2] == [
        ("05 Jan", "status", ("g1.1 dis: moved away",), ()),
        ("04 Jan", "scores", (), ("GAD-7 no total", "unheard 3")),
    ]


def test_an_empty_chart_has_no_timeline() -> None:
    assert timeline(chart(), MEASURES) == ()


def test_on_one_day_what_calls_for_action_comes_first() -> None:
    event = ClinicalEvent(id=new_id(), date=day("5 jan"), at=at(day("5 jan")), kind=EventKind.CRISIS)
    made = chart(
        in_force(gad(), since=day("5 jan")),
        notes=(note(day("5 jan")), note(day("5 jan"), kind=VisitKind.CANCELLED)),
        reviews=(review(day("5 jan")),),
        progress=(status_row("g1.1", Status.HOLD, day("5 jan")),),
        events=(event,),
    )
    assert [row.label for row in timeline(made, MEASURES)] == [
        "crisis",
        "review",
        "plan",
        "status",
        "visit 1",
        "cancelled",
    ]
