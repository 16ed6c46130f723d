from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plantui.clinical.trend import (
    Trend,
    baseline,
    direction,
    has_evidence,
    scores_for,
    show,
    show_mark,
    threshold,
    trend,
    written_on,
)
from plantui.model.chart import Chart
from plantui.model.measure import Measure
from plantui.model.plan import Objective
from plantui.model.review import ReviewLine
from plantui.model.tree import objectives
from tests.clinical.build import (
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
    quick,
    review,
    score,
)
from tests.model.strategies import charts

GAD = Measure(id="gad7", short="GAD-7", name="GAD-7", construct="anxiety", low=0, high=21, reliable=4, mcid=3)
MEASURES = {"gad7": GAD}
REVIEWED = day("12 dec", 2025)
START = day("15 sep", 2025)


def case(then: float | None, now: float | None, marks: tuple[int, ...] = (), aim: Objective | None = None) -> Trend:
    """The trend of g1.1 with a score before and one after the review of 12 Dec, and notes after it."""
    aim = aim or gad()
    scores = [score("gad7", then, day("1 dec", 2025))] if then is not None else []
    scores += [score("gad7", now, day("3 mar"))] if now is not None else []
    written = [note(day(f"{n + 1} feb"), marked("g1.1", mark)) for n, mark in enumerate(marks)]
    whole = chart(in_force(aim, since=START), reviews=(review(REVIEWED),), measures=tuple(scores), notes=tuple(written))
    return trend(whole, aim, MEASURES, TODAY)


@pytest.mark.parametrize(
    ("now", "word", "mark"),
    [
        (0, "better", 2),
        (7, "better", 2),  # d = 8 = 2T
        (8, "better", 1),  # d = 7
        (11, "better", 1),  # d = 4 = T
        (12, "same", 0),  # d = 3
        (15, "same", 0),
        (18, "same", 0),  # d = -3
        (19, "worse", -1),  # d = -4 = -T
        (22, "worse", -1),  # d = -7
        (23, "worse", -2),  # d = -8 = -2T
        (40, "worse", -2),
    ],
)
def test_the_rows_of_the_table_that_scores_decide(now: float, word: str, mark: int) -> None:
    found = case(15, now)
    assert (found.then, found.now, found.change) == (15, now, 15 - now)
    assert (found.word, found.suggested) == (word, mark)
    assert not found.reaches


@pytest.mark.parametrize(
    ("marks", "word", "mark"),
    [
        ((1, 1), "marks", 1),
        ((1, 2), "marks", 1),
        ((-1, -2), "marks", -1),
        ((0, 1), "marks", 0),
        ((0, -1), "marks", 0),
        ((2, 2, -2), "marks", 2),
        ((-2, -2, -2, 1), "marks", -2),
        ((1,), "no data", None),
        ((), "no data", None),
    ],
)
def test_without_a_score_the_median_of_the_marks_towards_zero(marks, word: str, mark: int | None) -> None:
    found = case(15, None, marks)
    assert (found.word, found.suggested, found.now) == (word, mark, None)
    assert len(found.marks) == len(marks)


@pytest.mark.parametrize(
    ("now", "marks", "word", "mark"),
    [
        (11, (-1,), "mixed", None),
        (11, (-1, -2), "mixed", None),
        (19, (1, 1), "mixed", None),
        (11, (1, 1), "better", 1),
        (11, (0, 0), "better", 1),
        (11, (1, -1), "better", 1),
        (15, (2, 2), "same", 0),
        (19, (-1,), "worse", -1),
    ],
)
def test_scores_and_marks_of_opposite_signs_suggest_nothing(now: float, marks, word: str, mark: int | None) -> None:
    found = case(15, now, marks)
    assert (found.word, found.suggested) == (word, mark)
    assert found.mixed is (word == "mixed")
    assert (found.reason == "scores and notes disagree") is found.mixed
    assert has_evidence(found) is (mark is not None)


def aimed(*totals: float, **fields: Any) -> Trend:
    aim = gad(**fields)
    scores = tuple(score("gad7", total, day(f"{n} feb")) for n, total in enumerate(totals, 1))
    return trend(chart(in_force(aim, since=START), measures=scores), aim, MEASURES, TODAY)


@pytest.mark.parametrize(
    ("totals", "word", "mark", "reaches"),
    [
        ((7, 7), "better", 2, True),
        ((3, 7), "better", 2, True),
        ((8, 7), "better", 2, False),
        ((7, 8), "better", 1, False),
        ((7,), "better", 2, False),
        ((7, 7, 8), "better", 1, False),
    ],
)
def test_the_last_two_scores_reach_the_goal(totals, word: str, mark: int, reaches: bool) -> None:
    found = aimed(*totals)
    assert (found.word, found.suggested, found.reaches) == (word, mark, reaches)


def test_a_goal_that_is_held_is_better_though_nothing_changed() -> None:
    aim = gad()
    scores = (score("gad7", 6, day("1 dec", 2025)), score("gad7", 6, day("3 mar")))
    whole = chart(in_force(aim, since=START), reviews=(review(REVIEWED),), measures=scores)
    found = trend(whole, aim, MEASURES, TODAY)
    assert (found.word, found.suggested, found.reaches) == ("better", 0, True)


@pytest.mark.parametrize(
    ("aim", "measure", "points", "basis", "checked"),
    [
        (gad(), GAD, 4, "reliable", True),
        (gad(), Measure(id="m", short="M", name="M", construct="", mcid=3), 3, "mcid", True),
        (gad(), Measure(id="m", short="M", name="M", construct=""), 1, "rough", True),
        (gad(baseline=80, target=20), None, 6, "rough", True),
        (gad(baseline=0, target=25), None, 2.5, "rough", True),
        (nights(), None, 1, "rough", True),
        (nights(baseline=None), None, 1, "rough", True),
        (nights(target=None), None, 1, "rough", True),
        (
            gad(),
            Measure(id="m", short="M", name="M", construct="", reliable=8, reliable_confidence="unverified"),
            8,
            "reliable",
            False,
        ),
        (
            gad(),
            Measure(id="m", short="M", name="M", construct="", mcid=8, mcid_confidence="unverified"),
            8,
            "mcid",
            False,
        ),
    ],
)
def test_the_smallest_change_that_counts(aim: Objective, measure, points: float, basis: str, checked: bool) -> None:
    found = threshold(aim, measure)
    assert (found.points, found.basis, found.checked) == (points, basis, checked)


def test_an_own_count_goes_by_its_own_scores_and_the_rough_rule() -> None:
    aim = nights()
    scores = (counted("g1.2", 3, day("1 dec", 2025)), counted("g1.2", 4, day("3 mar")), counted("x", 9, day("3 mar")))
    whole = chart(in_force(gad(), aim, since=START), reviews=(review(REVIEWED),), measures=scores)
    found = trend(whole, aim, MEASURES, TODAY)
    assert (found.then, found.now, found.word, found.suggested) == (3, 4, "better", 1)
    assert found.reason == "3 -> 4: better by 1 (a change of 1 counts, rough)"


@pytest.mark.parametrize(
    ("found", "reason"),
    [
        (case(15, 11), "15 -> 11: better by 4 (a change of 4 counts)"),
        (case(15, 19.5), "15 -> 19.5: worse by 4.5 (a change of 4 counts)"),
        (case(15, 15.0), "15 -> 15: no change (a change of 4 counts)"),
        (case(15, None, (1, 0, -1)), "no score since the last review; marks in notes: -1 0 +1"),
        (case(15, None, (1,)), "no score and fewer than two marks since the last review"),
    ],
)
def test_the_reason_is_a_sentence(found: Trend, reason: str) -> None:
    assert found.reason == reason


def test_a_value_that_nobody_checked_is_said_to_be_unchecked() -> None:
    aim = gad()
    whole = chart(in_force(aim, since=START), measures=(score("gad7", 5, TODAY),))
    doubtful = Measure(id="gad7", short="G", name="G", construct="", reliable=8, reliable_confidence="unverified")
    assert trend(whole, aim, {"gad7": doubtful}, TODAY).reason.endswith("(a change of 8 counts, unchecked)")


def test_then_is_on_or_before_the_review_and_now_after_it() -> None:
    aim = gad()
    on_the_day, next_day = score("gad7", 12, REVIEWED), score("gad7", 10, day("13 dec", 2025))
    whole = chart(in_force(aim, since=START), reviews=(review(REVIEWED),), measures=(next_day, on_the_day))
    found = trend(whole, aim, MEASURES, TODAY)
    assert (found.then, found.then_day, found.now, found.now_day) == (12, REVIEWED, 10, day("13 dec", 2025))


def test_of_several_scores_the_latest_on_each_side_counts() -> None:
    aim = gad()
    days = (day("1 nov", 2025), day("1 dec", 2025), day("1 feb"), day("3 mar"))
    scores = tuple(score("gad7", total, when) for total, when in zip((20, 14, 13, 10), days, strict=True))
    whole = chart(in_force(aim, since=START), reviews=(review(REVIEWED),), measures=scores[::-1])
    found = trend(whole, aim, MEASURES, TODAY)
    assert (found.then, found.now) == (14, 10)


def test_without_a_score_before_the_review_then_is_the_baseline() -> None:
    found = case(None, 11)
    assert (found.then, found.then_day, found.now) == (15, None, 11)


def test_without_a_review_then_is_the_baseline_and_scores_since_the_line_was_written_count() -> None:
    aim = gad()
    early = score("gad7", 20, day("1 sep", 2025))
    plan = in_force(aim, since=START)
    assert trend(chart(plan, measures=(early,)), aim, MEASURES, TODAY).word == "no data"
    found = trend(chart(plan, measures=(early, score("gad7", 14, START))), aim, MEASURES, TODAY)
    assert (found.then, found.now) == (15, 14)


def test_the_score_that_the_review_saw_is_not_denied() -> None:
    assert (case(15, None).word, case(15, None).told) == ("no data", "at review")
    assert case(15, None).since == REVIEWED
    assert case(None, None).told == "no data"
    assert case(15, None, (1, 1)).told == "marks"
    assert case(15, 11).told == "better"
    aim = gad(baseline=None)
    only = chart(in_force(aim, since=START), measures=(score("gad7", 12, day("1 oct", 2025)),))
    assert trend(only, aim, MEASURES, TODAY).told == "first score"


def test_an_unsigned_review_changes_nothing() -> None:
    aim = gad()
    scores = (score("gad7", 12, day("1 feb")), score("gad7", 10, TODAY))
    whole = chart(in_force(aim, since=START), reviews=(review(day("1 mar"), signed=False),), measures=scores)
    assert trend(whole, aim, MEASURES, TODAY).then == 15


def test_a_missing_baseline_is_the_first_score_after_the_line_was_written() -> None:
    aim = gad(baseline=None)
    plan = in_force(aim, since=START)
    before, first, second = (score("gad7", *pair) for pair in ((20, day("1 sep", 2025)), (16, START), (10, TODAY)))
    assert baseline(chart(plan), aim) is None
    assert baseline(chart(plan, measures=(before,)), aim) is None
    assert baseline(chart(plan, measures=(second, first, before)), aim) == 16
    assert baseline(chart(plan, measures=(first,)), gad()) == 15
    one = trend(chart(plan, measures=(first,)), aim, MEASURES, TODAY)
    assert (one.then, one.now, one.word) == (16, None, "no data")
    two = trend(chart(plan, measures=(first, second)), aim, MEASURES, TODAY)
    assert (two.then, two.now, two.suggested) == (16, 10, 1)


def test_marks_of_reviews_and_from_before_the_last_review_are_not_evidence() -> None:
    aim = gad()
    whole = chart(
        in_force(aim, since=START),
        reviews=(review(REVIEWED, ReviewLine(objective="g1.1", mark=2)),),
        notes=(note(REVIEWED, marked("g1.1", 2)), note(day("1 feb"), marked("g1.1", -1)), note(day("2 feb"), "g1.1")),
        progress=(quick("g1.1", -1, day("5 feb")), quick("g1.1", -2, day("1 apr"))),
    )
    found = trend(whole, aim, MEASURES, TODAY)
    assert (found.marks, found.word, found.suggested) == ((-1, -1), "marks", -1)
    assert trend(whole, aim, MEASURES).marks == (-2, -1, -1)


@pytest.mark.parametrize(
    ("aim", "measure", "expected"),
    [
        (gad(), GAD, -1),
        (nights(), None, 1),
        (nights(baseline=5, target=2), None, -1),
        (gad(baseline=None), GAD, -1),
        (gad(target=None), GAD, -1),
        (gad(baseline=7, target=7), GAD, -1),
        (nights(target=None), None, 1),
        (gad(target=None), Measure(id="w", short="W", name="W", construct="", direction="higher_better"), 1),
        (gad(target=None), Measure(id="c", short="C", name="C", construct="", direction="set_per_use"), 1),
        (gad(baseline=7, target=15), GAD, 1),
    ],
)
def test_the_direction_of_the_goal(aim: Objective, measure: Measure | None, expected: int) -> None:
    assert direction(aim, measure) == expected


def test_where_scores_come_from() -> None:
    first, second = score("gad7", 15, day("1 feb")), score("gad7", 9, TODAY)
    whole = chart(draft(gad()), measures=(second, score("phq9", 1, TODAY), score("gad7", None, TODAY), first))
    assert scores_for(whole, gad()) == (first, second)
    assert scores_for(whole, objective()) == ()
    assert written_on(whole, gad()) == TODAY
    assert written_on(whole, gad("g9.9")) is None


def test_numbers_as_people_write_them() -> None:
    assert [show(value) for value in (11, 11.0, 5.5, 0.1 + 0.2)] == ["11", "11", "5.5", "0.3"]
    assert [show_mark(mark) for mark in (2, 0, -1)] == ["+2", "0", "-1"]


@settings(max_examples=60)
@given(charts())
def test_every_objective_has_a_trend_that_agrees_with_itself(whole: Chart) -> None:
    for plan in whole.plans:
        for aim in objectives(plan):
            found = trend(whole, aim, MEASURES)
            assert (found.suggested is None) == (
                found.word in ("no data", "mixed") or (found.change is None and len(found.marks) < 2)
            )
            assert found.reason
            if found.change is not None and not found.mixed and not found.reaches:
                assert (found.suggested > 0) == (found.word == "better")
                assert (found.suggested < 0) == (found.word == "worse")
            if found.suggested is not None:
                assert -2 <= found.suggested <= 2


@given(st.integers(0, 60), st.integers(0, 60))
def test_better_and_worse_mirror_each_other(then: int, now: int) -> None:
    there, back = case(then, now), case(now, then)
    assert there.change == -back.change
    assert there.suggested == -back.suggested


def test_a_rating_of_one_objective_is_no_other_ones() -> None:
    one = objective("g1.1", measure="goal_rating", baseline=2, target=8)
    other = objective("g1.2", measure="goal_rating", baseline=2, target=8)
    rated = msgspec.structs.replace(score("goal_rating", 6, day("3 mar")), objective="g1.1")
    whole = chart(in_force(one, other), measures=(rated, score("goal_rating", 5, day("1 mar"))))
    assert [each.total for each in scores_for(whole, one)] == [5, 6]
    assert [each.total for each in scores_for(whole, other)] == [5]
    counted_before = msgspec.structs.replace(rated, id="count", measure="")
    assert scores_for(chart(in_force(one), measures=(counted_before,)), one) == ()
