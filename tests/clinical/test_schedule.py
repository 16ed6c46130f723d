from __future__ import annotations

from datetime import date, timedelta

import pytest

from plantui.clinical.schedule import cadence, due, earlier, formal_due, interim_due, last_review, review_due
from plantui.model.client import Client
from plantui.model.period import Period, Unit
from plantui.model.profile import Profile
from plantui.model.progress import ReviewDate, ReviewSource
from plantui.model.review import ReviewKind
from tests.clinical.build import (
    TODAY,
    agreed,
    at,
    chart,
    day,
    draft,
    in_force,
    objective,
    review,
    review_date,
    signature,
)

WEEKS = Period(n=12, unit=Unit.WEEK)
SIX = Period(n=6, unit=Unit.WEEK)
FOUR = Period(n=4, unit=Unit.WEEK)
QUARTER = Profile(id="q", title="Quarter", formal_days=90)
NO_CLOCK = Profile(id="n", title="None")
START = day("1 jan")


def test_the_review_date_is_the_one_set_last_not_the_latest() -> None:
    rows = (review_date(day("1 jun"), day("1 jan")), review_date(day("1 apr"), day("1 feb")))
    assert review_due(chart(schedule=rows)) == day("1 apr")
    assert review_due(chart(schedule=rows[::-1])) == day("1 apr")
    assert review_due(chart()) is None


def test_cadence_is_the_plans_else_the_clients_else_the_payers_else_the_practices() -> None:
    fortnight = Profile(id="x", title="x", interim_days=42)
    odd = Profile(id="x", title="x", interim_days=45)
    client = Client(family="R", cadence=FOUR)
    assert cadence(chart(in_force(cadence=SIX), client=client), WEEKS, fortnight) == SIX
    assert cadence(chart(draft(cadence=SIX)), WEEKS) == SIX
    assert cadence(chart(in_force(), draft(number=2, cadence=SIX)), WEEKS) == WEEKS
    assert cadence(chart(in_force(), client=client), WEEKS, fortnight) == FOUR
    assert cadence(chart(in_force()), WEEKS, fortnight) == SIX
    assert cadence(chart(in_force()), WEEKS, odd) == Period(n=45, unit=Unit.DAY)
    assert cadence(chart(), WEEKS) == WEEKS


@pytest.mark.parametrize(
    ("plan", "reviews", "expected"),
    [
        (in_force(since=START), (), START + timedelta(days=90)),
        (in_force(since=START, effective=day("10 jan")), (), day("10 jan") + timedelta(days=90)),
        (in_force(since=START), (review(day("1 feb")),), START + timedelta(days=90)),
        (in_force(since=START), (review(day("1 feb"), kind=ReviewKind.EVENT),), START + timedelta(days=90)),
        (in_force(since=START), (review(day("1 feb"), kind=ReviewKind.FORMAL),), day("1 feb") + timedelta(days=90)),
        (
            in_force(since=START),
            (review(day("1 feb"), kind=ReviewKind.FORMAL, signed=False),),
            START + timedelta(days=90),
        ),
        (
            in_force(since=START),
            (review(day("1 mar"), kind=ReviewKind.FORMAL), review(day("1 feb"), kind=ReviewKind.FORMAL)),
            day("1 mar") + timedelta(days=90),
        ),
        (draft(), (), None),
        (draft(signatures=(signature(when=START),)), (), None),
        (draft(signatures=(signature(when=START),), collaboration=agreed("later")), (), START + timedelta(days=90)),
    ],
)
def test_the_formal_clock_is_moved_by_formal_reviews_alone(plan, reviews, expected: date | None) -> None:
    whole = chart(plan, reviews=reviews)
    assert formal_due(whole, QUARTER) == expected
    assert formal_due(whole, NO_CLOCK) is None


def test_the_earlier_clock_is_due_and_named() -> None:
    plan = in_force(since=START)
    formal = START + timedelta(days=90)
    assert due(chart(plan, schedule=(review_date(formal - timedelta(1), START),)), QUARTER) == (
        formal - timedelta(1),
        "interim",
    )
    assert due(chart(plan, schedule=(review_date(formal, START),)), QUARTER) == (formal, "formal")
    assert due(chart(plan, schedule=(review_date(formal + timedelta(1), START),)), QUARTER) == (formal, "formal")
    assert due(chart(plan), QUARTER) == (formal, "formal")
    assert due(chart(plan), NO_CLOCK) is None
    assert earlier(TODAY, None) == (TODAY, "interim")


def test_a_plan_without_a_date_is_due_some_day_all_the_same() -> None:
    plan = in_force(since=START)
    assert interim_due(chart(plan), WEEKS) == START + timedelta(weeks=12)
    assert interim_due(chart(plan, reviews=(review(day("1 feb")),)), WEEKS) == day("1 feb") + timedelta(weeks=12)
    assert interim_due(chart(plan, reviews=(review(day("1 dec", 2025)),)), WEEKS) == START + timedelta(weeks=12)
    assert interim_due(chart(plan, schedule=(review_date(TODAY, START),)), WEEKS) == TODAY
    assert interim_due(chart(draft()), WEEKS) is None


def test_moving_the_date_leaves_the_formal_clock() -> None:
    moved = ReviewDate(id="m", due=day("1 dec"), at=at(TODAY), source=ReviewSource.MOVED)
    whole = chart(in_force(objective(), since=START), schedule=(review_date(TODAY, START), moved))
    assert review_due(whole) == day("1 dec")
    assert due(whole, QUARTER) == (START + timedelta(days=90), "formal")


def test_the_last_review_is_the_latest_signed_one() -> None:
    last = review(day("1 mar"))
    assert last_review(chart(reviews=(last, review(day("1 feb")), review(TODAY, signed=False)))) == last
    assert last_review(chart()) is None
