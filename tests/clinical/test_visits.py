from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plantui.clinical.visits import kept, last_visit, missed, next_visit, slot_day, visit_of
from plantui.model.note import VisitKind
from plantui.model.period import Slot
from tests.clinical.build import NOW, TODAY, chart, day, note
from tests.model.strategies import DAYS

TUESDAY = Slot(weekday=1, time="14:00")


def moment(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=NOW.tzinfo)


@pytest.mark.parametrize(
    ("slot", "now", "expected"),
    [
        (TUESDAY, "2026-03-10 13:52", "2026-03-10 14:00"),
        (TUESDAY, "2026-03-10 14:00", "2026-03-10 14:00"),
        (TUESDAY, "2026-03-10 14:01", "2026-03-17 14:00"),
        (TUESDAY, "2026-12-30 09:00", "2027-01-05 14:00"),
        (
            Slot(weekday=3, time="09:00", every_weeks=2, first=date(2026, 12, 24)),
            "2026-12-25 00:00",
            "2027-01-07 09:00",
        ),
        (
            Slot(weekday=3, time="09:00", every_weeks=4, first=date(2026, 12, 24)),
            "2026-12-25 00:00",
            "2027-01-21 09:00",
        ),
        (Slot(weekday=6, time="09:00", first=date(2026, 3, 10)), "2026-03-10 08:00", "2026-03-15 09:00"),
        (Slot(weekday=1, time="09:00", first=date(2026, 6, 2)), "2026-03-10 08:00", "2026-06-02 09:00"),
        (Slot(weekday=2, time="09:00", first=date(2026, 6, 2)), "2026-03-10 08:00", "2026-06-03 09:00"),
        (Slot(weekday=1, time="00:00"), "2026-03-10 00:00", "2026-03-10 00:00"),
        (Slot(weekday=1, time="23:59"), "2026-03-10 23:59", "2026-03-10 23:59"),
    ],
)
def test_the_next_appointment(slot: Slot, now: str, expected: str) -> None:
    assert next_visit(slot, moment(now)) == moment(expected)


def test_today_stays_in_view_when_it_has_begun() -> None:
    assert visit_of(TUESDAY, moment("2026-03-10 18:00")) == moment("2026-03-10 14:00")
    assert visit_of(TUESDAY, moment("2026-03-11 08:00")) == moment("2026-03-17 14:00")
    assert visit_of(None, NOW) is None
    assert next_visit(None, NOW) is None


SLOTS = st.builds(
    Slot,
    weekday=st.integers(0, 6),
    time=st.sampled_from(["00:00", "09:00", "23:59"]),
    every_weeks=st.integers(1, 5),
    first=st.none() | DAYS,
)


@given(SLOTS, DAYS)
def test_appointments_lie_on_their_weekday_whole_steps_apart(slot: Slot, start: date) -> None:
    found = slot_day(slot, start)
    assert found >= start
    assert found.weekday() == slot.weekday
    assert slot_day(slot, found) == found
    step = timedelta(weeks=slot.every_weeks)
    assert slot_day(slot, found + timedelta(1)) == found + step
    if slot.first is not None:
        assert found >= slot.first
        first = slot_day(slot, slot.first)
        assert (found - first) % step == timedelta(0)
        assert first - slot.first < timedelta(7)


@given(SLOTS, DAYS, st.integers(0, 1439))
def test_the_next_appointment_is_never_in_the_past(slot: Slot, start: date, minute: int) -> None:
    now = datetime(start.year, start.month, start.day, tzinfo=UTC) + timedelta(minutes=minute)
    found = next_visit(slot, now)
    assert found is not None
    assert found >= now
    assert f"{found:%H:%M}" == slot.time


def test_a_change_of_the_clocks_moves_nothing() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    before = datetime(2026, 3, 28, 12, tzinfo=berlin)
    found = next_visit(Slot(weekday=6, time="09:00"), before)
    assert found == datetime(2026, 3, 29, 9, tzinfo=berlin)
    assert f"{found:%H:%M}" == "09:00"


def test_visits_kept_and_missed() -> None:
    late, early = note(TODAY), note(day("1 feb"))
    absent = note(day("9 mar"), kind=VisitKind.MISSED)
    called_off = note(day("8 mar"), kind=VisitKind.CANCELLED)
    whole = chart(notes=(late, absent, early, called_off))
    assert kept(whole) == (early, late)
    assert missed(whole) == (called_off, absent)
    assert last_visit(whole) == late
    assert last_visit(chart(notes=(absent,))) is None


def test_two_visits_on_one_day_are_in_order_of_the_clock() -> None:
    evening, morning = note(TODAY, start="18:00"), note(TODAY, start="09:00")
    assert kept(chart(notes=(evening, morning))) == (morning, evening)
