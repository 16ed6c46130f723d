"""The clock: real time, and a rehearsal's own."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta

import pytest

from plantui.settings.clock import DEMO_START, RehearsalClock, WallClock, choose_clock


class Ticks:
    def __init__(self):
        self.seconds = 1000.0

    def __call__(self):
        return self.seconds


@pytest.fixture(params=["UTC", "Europe/Berlin", "America/New_York"])
def zone(request, monkeypatch):
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield request.param
    monkeypatch.undo()
    time.tzset()


def test_a_rehearsal_starts_where_it_is_told_and_runs(zone):
    ticks = Ticks()
    clock = RehearsalClock(datetime(2026, 3, 10, 13, 52), ticks)
    assert clock.now().replace(tzinfo=None) == datetime(2026, 3, 10, 13, 52)
    assert clock.now().tzinfo is not None
    ticks.seconds += 90
    assert clock.now().replace(tzinfo=None) == datetime(2026, 3, 10, 13, 53, 30)
    ticks.seconds += 86_400
    assert clock.today() == date(2026, 3, 11)


def test_a_rehearsal_over_the_change_to_summer_time_keeps_local_time(monkeypatch):
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    ticks = Ticks()
    clock = RehearsalClock(datetime(2026, 3, 28, 23, 30), ticks)
    ticks.seconds += 4 * 3600
    assert clock.now().replace(tzinfo=None) == datetime(2026, 3, 29, 4, 30)
    monkeypatch.undo()
    time.tzset()


def test_the_wall_clock_has_a_time_zone():
    now = WallClock().now()
    assert now.tzinfo is not None
    assert abs(now - datetime.now(UTC)) < timedelta(minutes=1)
    assert WallClock().today() in (now.date(), now.date() + timedelta(days=1))


def test_a_real_store_ignores_the_variable_and_says_so():
    chosen = choose_clock(rehearsal=False, environ={"PLANTUI_NOW": "2020-01-01T09:00"}, start=DEMO_START)
    assert isinstance(chosen.clock, WallClock)
    assert chosen.sentence == "PLANTUI_NOW is ignored: this is not a rehearsal store."
    assert choose_clock(rehearsal=False, environ={}).sentence == ""


def test_a_rehearsal_store_follows_the_variable():
    chosen = choose_clock(rehearsal=True, environ={"PLANTUI_NOW": "2026-03-10T13:52"})
    assert chosen.sentence == ""
    assert chosen.clock.now().strftime("%a %d %b %Y %H:%M") == "Tue 10 Mar 2026 13:52"


def test_a_time_zone_in_the_variable_is_kept(zone):
    chosen = choose_clock(rehearsal=True, environ={"PLANTUI_NOW": "2026-03-10T13:52:00+00:00"})
    assert chosen.clock.now() - datetime(2026, 3, 10, 13, 52, tzinfo=UTC) < timedelta(minutes=1)


def test_the_demonstration_starts_on_its_day(zone):
    chosen = choose_clock(rehearsal=True, environ={}, start=DEMO_START)
    assert chosen.clock.now().strftime("%a %d %b %Y %H:%M") == "Tue 10 Mar 2026 13:52"


def test_another_rehearsal_store_without_the_variable_has_real_time():
    assert isinstance(choose_clock(rehearsal=True, environ={}).clock, WallClock)


@pytest.mark.parametrize("written", ["soon", "10.3.2026", "2026-02-30T10:00", "0001-01-01T00:00", "9999-12-31T23:59"])
def test_a_faulty_variable_is_told(written):
    chosen = choose_clock(rehearsal=True, environ={"PLANTUI_NOW": written}, start=DEMO_START)
    assert chosen.clock.today() == date(2026, 3, 10)
    assert "PLANTUI_NOW is not a date and time such as 2026-03-10T13:52." in chosen.sentence
    assert isinstance(choose_clock(rehearsal=True, environ={"PLANTUI_NOW": written}).clock, WallClock)
