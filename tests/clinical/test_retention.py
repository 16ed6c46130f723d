"""How long a chart is kept: the guideline's two dates, and the doubtful cases on the careful side."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from plantui.clinical.retention import Retention, RetentionRule, last_service, retention
from plantui.model.chart import Chart
from plantui.model.client import Client
from plantui.model.note import Note, VisitKind
from plantui.model.review import Review, ReviewKind
from plantui.model.score import Score
from plantui.model.status import ClientStatus
from tests.clinical.build import NOW, at, new_id

RULE = RetentionRule()


def chart(
    born: date | None = date(1980, 4, 2), status: ClientStatus = ClientStatus.DISCHARGED, **more: object
) -> Chart:
    client = Client(family="Reyes", given="Maria", born=born, status=status)
    return Chart(id="c1", code="C-001", made=at(date(2012, 1, 10)), client=client, **more)  # type: ignore[arg-type]


def note(day: date, kind: VisitKind = VisitKind.INDIVIDUAL) -> Note:
    return Note(id=new_id(), date=day, kind=kind, written=at(day))


def found(given: Chart, rule: RetentionRule = RULE) -> Retention:
    kept = retention(given, rule)
    assert kept is not None
    return kept


@pytest.mark.parametrize("status", [each for each in ClientStatus if each != ClientStatus.DISCHARGED])
def test_while_treatment_goes_on_there_is_no_date(status: ClientStatus) -> None:
    assert retention(chart(status=status), RULE) is None


def test_an_adult_is_kept_for_seven_years_after_the_last_visit() -> None:
    kept = found(chart(notes=(note(date(2014, 3, 5)), note(date(2015, 6, 30)), note(date(2013, 1, 1)))))
    assert kept == Retention(date(2022, 6, 30), "7 years after the last service on 30 Jun 2015")
    assert not kept.over(date(2022, 6, 30))
    assert kept.over(date(2022, 7, 1))


def test_a_missed_visit_is_no_service() -> None:
    given = chart(notes=(note(date(2014, 3, 5)), note(date(2016, 3, 5), VisitKind.MISSED)))
    assert last_service(given) == date(2014, 3, 5)


def test_whatever_came_last_counts() -> None:
    base = chart(notes=(note(date(2014, 3, 5)),))
    score = Score(id="s", date=date(2015, 1, 1), at=NOW, measure="phq9", total=3)
    review = Review(id="r", plan="p", date=date(2016, 1, 1), at=NOW, kind=ReviewKind.INTERIM)
    ended = msgspec.structs.replace(base.client, status_on=date(2017, 1, 1))
    assert last_service(msgspec.structs.replace(base, measures=(score,))) == date(2015, 1, 1)
    assert last_service(msgspec.structs.replace(base, measures=(score,), reviews=(review,))) == date(2016, 1, 1)
    assert last_service(msgspec.structs.replace(base, reviews=(review,), client=ended)) == date(2017, 1, 1)
    assert last_service(chart()) == date(2012, 1, 10)


def test_a_child_is_kept_until_three_years_after_majority_if_that_is_later() -> None:
    kept = found(chart(born=date(2006, 5, 20), notes=(note(date(2014, 3, 5)),)))
    assert kept == Retention(date(2027, 5, 20), "3 years after the client's 18th birthday")
    late = found(chart(born=date(2006, 5, 20), notes=(note(date(2022, 3, 5)),)))
    assert late.until == date(2029, 3, 5)
    assert found(chart(born=date(2006, 5, 20)), RetentionRule(7, 3, 21)).until == date(2030, 5, 20)


def test_without_a_date_of_birth_it_may_have_been_a_child() -> None:
    kept = found(chart(born=None))
    assert kept.until == date(2033, 1, 10)
    assert "date of birth" in kept.reason


def test_a_leap_day_is_never_too_early() -> None:
    assert found(chart(notes=(note(date(2016, 2, 29)),))).until == date(2023, 3, 1)
    assert found(chart(born=date(2008, 2, 29)), RetentionRule(1, 3, 18)).until == date(2029, 3, 1)


def test_dates_at_the_end_of_the_calendar_do_not_fail() -> None:
    assert found(chart(notes=(note(date(9998, 1, 1)),))).until == date.max


@given(st.dates(date(1930, 1, 1), date(2025, 1, 1)), st.dates(date(2012, 1, 10), date(2026, 3, 10)), st.integers(1, 30))
def test_it_is_never_shorter_than_either_rule(born: date, visit: date, years: int) -> None:
    kept = found(chart(born=born, notes=(note(visit),)), RetentionRule(years))
    assert (kept.until.year, kept.until.month, kept.until.day) >= (visit.year + years, visit.month, visit.day)
    assert (kept.until.year, kept.until.month, kept.until.day) >= (born.year + 21, born.month, born.day)
