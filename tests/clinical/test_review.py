"""What a review weighs: evidence, gaps, what may be accepted, the time it looks back on."""

from __future__ import annotations

from datetime import timedelta

import msgspec

from plantui.clinical.review import (
    acceptable,
    evidence_words,
    first_open,
    gaps,
    minutes,
    open_review,
    period_start,
    reviewed_plan,
    weigh,
)
from plantui.clinical.review_period import period, risk
from plantui.library import shipped
from plantui.model.event import ClinicalEvent, EventKind
from plantui.model.review import ReviewLine
from plantui.model.status import Status
from tests.clinical.build import (
    NOW,
    TODAY,
    chart,
    counted,
    day,
    draft,
    gad,
    in_force,
    marked,
    nights,
    note,
    objective,
    review,
    score,
    status_row,
)

MEASURES = shipped().measures
START = day("12 dec", 2025)


def weighed(*plans, **tables):
    return weigh(chart(*plans, **tables), MEASURES, TODAY)


def test_every_open_objective_with_what_speaks_for_it() -> None:
    found = weighed(
        in_force(gad(), nights(), objective("g1.3"), since=START),
        measures=(score("gad7", 15, START), score("gad7", 11, day("3 mar")), counted("g1.2", 2, day("3 mar"))),
        reviews=(review(START),),
        notes=(note(day("3 mar"), marked("g1.1", 1), "g1.2"), note(day("10 feb"), "g1.1")),
    )
    assert [each.objective.code for each in found] == ["g1.1", "g1.2", "g1.3"]
    first, second, third = found
    assert (first.base, first.trend.then, first.trend.now, first.suggested) == (15, 15, 11, 1)
    assert (first.touched_in, first.notes) == (2, 2)
    assert (second.suggested, second.touched_in) == (0, 1)
    assert third.suggested is None
    assert third.gap
    assert first.waits
    assert not first.gap
    assert evidence_words(first) == "15 -> 11: better by 4 (a change of 4 counts); marks in notes: +1; 2 of 2 notes"


def test_a_mark_a_status_or_a_remark_fills_a_gap_and_blanks_do_not() -> None:
    plan = in_force(objective(), since=START)
    for line, gap in (
        (ReviewLine(objective="g1.1", mark=0), False),
        (ReviewLine(objective="g1.1", status=Status.HOLD), False),
        (ReviewLine(objective="g1.1", remark="asked for it"), False),
        (ReviewLine(objective="g1.1", remark="  "), True),
        (ReviewLine(objective="g1.1", suggested=1), True),
    ):
        found = weighed(plan, reviews=(review(TODAY, line, signed=False),))
        assert bool(gaps(found)) is gap, line
        assert first_open(found) == (0 if gap else 1)


def test_a_suggestion_that_was_not_accepted_waits_and_is_no_gap() -> None:
    found = weighed(in_force(gad(), since=START), measures=(score("gad7", 7, day("3 mar")),))
    assert not gaps(found)
    assert found[0].waits
    assert acceptable(found) == found
    accepted = review(TODAY, ReviewLine(objective="g1.1", mark=-1), signed=False)
    again = weighed(in_force(gad(), since=START), measures=(score("gad7", 7, day("3 mar")),), reviews=(accepted,))
    assert acceptable(again) == ()
    assert not again[0].waits


def test_what_is_closed_or_new_in_a_draft_is_not_weighed() -> None:
    plan = in_force(gad(), objective("g1.2", status=Status.MET), since=START)
    amended = draft(gad(target=5), objective("g1.2", status=Status.MET), objective("g1.9"), number=2)
    found = weighed(plan, amended)
    assert [(each.objective.code, each.objective.target) for each in found] == [("g1.1", 5)]


def test_what_was_closed_in_this_review_stays_on_the_card() -> None:
    plan = in_force(gad(), since=START)
    closed = status_row("g1.1", Status.MET, TODAY)
    assert weighed(plan, progress=(closed,)) == ()
    said = review(TODAY, ReviewLine(objective="g1.1", status=Status.MET), signed=False)
    found = weighed(plan, progress=(closed,), reviews=(said,))
    assert [each.objective.status for each in found] == [Status.MET]
    assert not found[0].asks_met


def test_the_last_two_scores_at_the_goal_only_ask() -> None:
    scores = (score("gad7", 7, day("10 feb")), score("gad7", 6, day("3 mar")))
    found = weighed(in_force(gad(), since=START), measures=scores)
    assert found[0].asks_met
    assert found[0].objective.status is Status.ACTIVE


def test_the_draft_of_a_review_is_the_latest_unsigned_one() -> None:
    older, newer = review(day("1 mar"), signed=False), review(day("2 mar"), signed=False)
    assert open_review(chart(reviews=(newer, older, review(day("3 mar"))))) == newer
    assert open_review(chart(reviews=(review(TODAY),))) is None


def test_reviewed_is_the_newest_signed_version() -> None:
    first, second = in_force(gad(), since=START), in_force(gad(), since=TODAY, number=2)
    assert reviewed_plan(chart(first, second, draft(gad(), number=3))) == second
    assert reviewed_plan(chart(draft(gad()))) is None


def test_a_review_looks_back_to_the_last_one_or_to_the_first_plan() -> None:
    plan = in_force(gad(), since=START)
    assert period_start(chart(plan)) == START
    assert period_start(chart(plan, reviews=(review(day("1 feb")), review(TODAY, signed=False)))) == day("1 feb")
    assert period_start(chart(draft(gad()))) is None


def looked_back(**tables):
    made = chart(in_force(gad(), nights(), since=START), **tables)
    return period(made, weigh(made, MEASURES, TODAY), MEASURES, TODAY)


def test_the_facts_of_the_period() -> None:
    from plantui.model.note import VisitKind

    found = looked_back(
        reviews=(review(START),),
        notes=(
            note(START, "g1.1"),
            note(day("3 mar"), "g1.1", off=("work", "work")),
            note(day("10 feb"), off=("work",), signed=False),
            note(day("6 jan"), kind=VisitKind.MISSED),
        ),
        measures=(
            score("gad7", 16, day("1 nov", 2025)),
            score("gad7", 15, START),
            score("gad7", 11, day("3 mar")),
            score("phq9", 9, day("3 mar")),
        ),
    )
    assert (found.kept, found.missed, found.notes, found.signed, found.touching) == (2, 1, 2, 1, 1)
    assert [(course.name, course.totals) for course in found.courses] == [("GAD-7", (15, 11))]
    assert found.untouched == ("g1.2",)
    assert found.topics == (("work", 2),)
    assert (found.start, found.days, found.reviewed_before) == (START, 88, True)


def test_drift_counts_from_three_of_the_last_five() -> None:
    days = [day("3 mar") - timedelta(weeks=week) for week in range(5)]
    off = tuple(note(when) for when in days[:2])
    on = tuple(note(when, "g1.1") for when in days[3:])
    assert looked_back(notes=(*off, *on)).drifted == 0
    assert looked_back(notes=(*off, note(days[2]), *on)).drifted == 3


def test_open_events_and_risk_lines_are_said_first() -> None:
    event = ClinicalEvent(id="e", date=TODAY, at=NOW, kind=EventKind.RISK_ITEM, text="PHQ-9 item 9")
    found = looked_back(events=(event, msgspec.structs.replace(event, id="f", answered="r")))
    assert [each.id for each in found.events] == ["e"]
    assert found.risk == "OPEN: PHQ-9 item 9 (10 Mar)"
    answers = (1, 1, 1, 1, 1, 1, 1, 1, 0)
    calm = chart(measures=(score("phq9", 8, day("3 mar"), answers=answers),))
    assert risk(calm, MEASURES, TODAY) == "PHQ-9 item 9 was 0 on 3 Mar; no risk line open"


def test_an_estimate_of_the_time_it_takes() -> None:
    assert [minutes(0, 0), minutes(4, 3), minutes(3, 1), minutes(10, 0)] == [1, 1, 2, 8]


def test_what_lies_ahead_does_not_count() -> None:
    ahead = note(TODAY + timedelta(days=1), "g1.1")
    found = weighed(in_force(gad(), since=START), notes=(ahead,), measures=(score("gad7", 5, ahead.date),))
    assert (found[0].touched_in, found[0].trend.now) == (0, None)
