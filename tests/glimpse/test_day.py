from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from plantui.clinical.visits import slot_day
from plantui.glimpse import day
from plantui.model.canonical import to_plain
from plantui.model.period import Slot
from tests.documents.strategies import slots

days = st.dates(date(1, 1, 1), date(9999, 12, 31))
EPOCH = date(1970, 1, 1)


@given(days)
def test_numbers_of_days_are_those_of_the_calendar(when: date) -> None:
    number = (when - EPOCH).days
    assert day.number(when.isoformat()) == number
    assert day.text(number) == when.isoformat()
    assert day.weekday(number) == when.weekday()
    assert day.with_weekday(when.isoformat()) == f"{when:%a} {when.day} {when:%b} {when.year}"


@given(slots, st.dates(date(2024, 1, 1), date(2028, 12, 31)))
def test_the_next_appointment_day_is_that_of_the_clinical_rules(slot: Slot, today: date) -> None:
    assert day.slot_day(to_plain(slot), today.isoformat()) == slot_day(slot, today).isoformat()


def test_a_day_far_away_is_shown_with_its_year() -> None:
    today = date(2026, 3, 10)
    near, far = today + timedelta(days=day.FAR - 1), today - timedelta(days=day.FAR)
    assert day.short(near.isoformat(), today.isoformat()) == f"{near.day} {near:%b}"
    assert day.short(far.isoformat(), today.isoformat()) == f"{far.day} {far:%b} {far.year}"
    assert day.short("2025-05-01", "2026-03-10") == "1 May"
    assert day.short("2025-04-01", "2026-03-10") == "1 Apr 2025"
