from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plantui.model.period import Period, Unit
from tests.model.strategies import DAYS, PERIODS

D, W, M, Y = Unit.DAY, Unit.WEEK, Unit.MONTH, Unit.YEAR


@pytest.mark.parametrize(
    ("period", "start", "end"),
    [
        (Period(n=90, unit=D), date(2026, 3, 10), date(2026, 6, 8)),
        (Period(n=12, unit=W), date(2026, 3, 10), date(2026, 6, 2)),
        (Period(n=3, unit=M), date(2026, 3, 10), date(2026, 6, 10)),
        (Period(n=1, unit=M), date(2026, 1, 31), date(2026, 2, 28)),
        (Period(n=1, unit=M), date(2024, 1, 31), date(2024, 2, 29)),
        (Period(n=2, unit=M), date(2026, 12, 31), date(2027, 2, 28)),
        (Period(n=1, unit=Y), date(2024, 2, 29), date(2025, 2, 28)),
        (Period(n=12, unit=M), date(2026, 12, 1), date(2027, 12, 1)),
    ],
)
def test_adding_keeps_the_day_and_clips_it(period: Period, start: date, end: date) -> None:
    assert period.after(start) == end


@given(PERIODS, DAYS, st.integers(1, 5))
def test_times(period: Period, day: date, times: int) -> None:
    assert period.after(day, times) == Period(n=period.n * times, unit=period.unit).after(day)
    assert period.after(day) > day


@pytest.mark.parametrize(
    ("period", "short", "words", "days"),
    [
        (Period(n=1, unit=W), "1w", "every week", 7),
        (Period(n=2, unit=W), "2w", "every 2 weeks", 14),
        (Period(n=6, unit=M), "6m", "every 6 months", 180),
        (Period(n=1, unit=Y), "1y", "every year", 365),
        (Period(n=10, unit=D), "10d", "every 10 days", 10),
    ],
)
def test_how_it_reads(period: Period, short: str, words: str, days: int) -> None:
    assert (period.short, period.words, period.days) == (short, words, days)
