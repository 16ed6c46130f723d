from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plantui.quickentry import LineFault, describe_date, parse_date, print_date
from plantui.quickentry.datewords import add_months
from tests.quickentry.vocabulary import LEXICON, TODAY, but

# The table of the interaction design, both columns.
FUTURE = [
    ("fri", "Fri 13 Mar 2026 (in 3 d)"),
    ("next fri", "Fri 20 Mar 2026 (in 10 d)"),
    ("tue", "Tue 17 Mar 2026 (in 7 d)"),
    ("+90d", "Mon 8 Jun 2026 (in 90 d)"),
    ("+12w", "Tue 2 Jun 2026 (in 84 d)"),
    ("+3m", "Wed 10 Jun 2026 (in 92 d)"),
    ("in 6w", "Tue 21 Apr 2026 (in 42 d)"),
    ("14 mar", "Sat 14 Mar 2026 (in 4 d)"),
    ("mar 14", "Sat 14 Mar 2026 (in 4 d)"),
    ("2 feb", "Tue 2 Feb 2027 (in 329 d)"),
    ("3/4", "Fri 3 Apr 2026 (in 24 d)"),
    ("eoq", "Tue 31 Mar 2026 (in 21 d)"),
    # the rest of the grammar
    ("today", "Tue 10 Mar 2026 (today)"),
    ("tod", "Tue 10 Mar 2026 (today)"),
    ("tomorrow", "Wed 11 Mar 2026 (in 1 d)"),
    ("TOM", "Wed 11 Mar 2026 (in 1 d)"),
    ("eow", "Sun 15 Mar 2026 (in 5 d)"),
    ("eom", "Tue 31 Mar 2026 (in 21 d)"),
    ("eoy", "Thu 31 Dec 2026 (in 296 d)"),
    ("Friday", "Fri 13 Mar 2026 (in 3 d)"),
    ("thurs", "Thu 12 Mar 2026 (in 2 d)"),
    ("next mon", "Mon 16 Mar 2026 (in 6 d)"),
    ("next sunday", "Sun 22 Mar 2026 (in 12 d)"),
    ("+ 2 weeks", "Tue 24 Mar 2026 (in 14 d)"),
    ("in 1 month", "Fri 10 Apr 2026 (in 31 d)"),
    ("+1y", "Wed 10 Mar 2027 (in 365 d)"),
    ("10 mar", "Tue 10 Mar 2026 (today)"),
    ("12 may 2027", "Wed 12 May 2027 (in 428 d)"),
    ("may 12, 2027", "Wed 12 May 2027 (in 428 d)"),
    ("12may", "Tue 12 May 2026 (in 63 d)"),
    ("1st sept", "Tue 1 Sep 2026 (in 175 d)"),
    ("12 September", "Sat 12 Sep 2026 (in 186 d)"),
    ("29 feb", "Tue 29 Feb 2028 (in 721 d)"),
    ("3.4.", "Fri 3 Apr 2026 (in 24 d)"),
    ("3.4.27", "Sat 3 Apr 2027 (in 389 d)"),
    ("31/12/2026", "Thu 31 Dec 2026 (in 296 d)"),
    ("2026-06-02", "Tue 2 Jun 2026 (in 84 d)"),
    ("fri.", "Fri 13 Mar 2026 (in 3 d)"),
    ("  fri ", "Fri 13 Mar 2026 (in 3 d)"),
]
PAST = [
    ("fri", "Fri 6 Mar 2026 (4 d ago)"),
    ("tue", "Tue 10 Mar 2026 (today)"),
    ("14 mar", "Fri 14 Mar 2025 (361 d ago)"),
    ("mar 14", "Fri 14 Mar 2025 (361 d ago)"),
    ("2 feb", "Mon 2 Feb 2026 (36 d ago)"),
    ("-2d", "Sun 8 Mar 2026 (2 d ago)"),
    ("2d ago", "Sun 8 Mar 2026 (2 d ago)"),
    ("yesterday", "Mon 9 Mar 2026 (1 d ago)"),
    ("last tue", "Tue 3 Mar 2026 (7 d ago)"),
    ("last fri", "Fri 6 Mar 2026 (4 d ago)"),
    ("3 weeks ago", "Tue 17 Feb 2026 (21 d ago)"),
    ("today", "Tue 10 Mar 2026 (today)"),
    ("2/4/91", "Tue 2 Apr 1991 (12761 d ago)"),
    ("1991-04-02", "Tue 2 Apr 1991 (12761 d ago)"),
    ("29 feb", "Thu 29 Feb 2024 (740 d ago)"),
]


@pytest.mark.parametrize(("typed", "said"), FUTURE)
def test_future(typed: str, said: str) -> None:
    assert describe_date(parse_date(typed, LEXICON), TODAY) == said


@pytest.mark.parametrize(("typed", "said"), PAST)
def test_past(typed: str, said: str) -> None:
    assert describe_date(parse_date(typed, LEXICON, "past"), TODAY) == said


# code, typed, message, suggestion: the messages of the design first
FAULTS = [
    ("D1", "frday", "Not a date: frday. Did you mean fri (Fri 13 Mar)?", "fri"),
    ("D2", "+12", "12 what? +12d, +12w or +12m", "+12d"),
    ("D3", "feb 30", "There is no 30 February. Did you mean 28 feb (Sun 28 Feb 2027)?", "28 feb"),
    ("D5", "-2w", "That is in the past (24 Feb). Due dates lie ahead", None),
    ("D6", "review", "This plan has no review date yet. w sets one", None),
    ("D1", "8w", "Not a date: 8w. Did you mean +8w (Tue 5 May)?", "+8w"),
    ("D1", "next week", "Not a date: next week. Did you mean +1w (Tue 17 Mar)?", "+1w"),
    ("D1", "12 mya", "Not a date: 12 mya. Did you mean 12 may (Tue 12 May)?", "12 may"),
    ("D1", "3/13", "Not a date: 3/13. Did you mean 13 mar (Fri 13 Mar)?", "13 mar"),
    ("D1", "blue", "Not a date: blue. Type fri, 12 may or +8w", None),
    ("D1", "+999999999y", "Not a date: +999999999y. Type fri, 12 may or +8w", None),
    ("D1", "+12 parsecs", "Not a date: +12 parsecs. Type fri, 12 may or +8w", None),
    ("D1", "2026-13-01", "Not a date: 2026-13-01. Type fri, 12 may or +8w", None),
    ("D2", "in 3", "3 what? +3d, +3w or +3m", "+3d"),
    ("D2", "-3", "3 what? -3d, -3w or -3m", None),
    ("D3", "31/4/2027", "There is no 31 April. Did you mean 30 apr 2027 (Fri 30 Apr 2027)?", "30 apr 2027"),
    ("D3", "45 apr", "There is no 45 April. Did you mean 30 apr (Thu 30 Apr)?", "30 apr"),
    ("D3", "2026-02-30", "There is no 30 February. Did you mean 28 feb (Sun 28 Feb 2027)?", "28 feb"),
    ("D5", "yesterday", "That is in the past (9 Mar). Due dates lie ahead", None),
    ("D5", "12 may 2020", "That is in the past (12 May 2020). Due dates lie ahead", None),
]


@pytest.mark.parametrize(("code", "typed", "message", "suggestion"), FAULTS)
def test_faults(code: str, typed: str, message: str, suggestion: str | None) -> None:
    with pytest.raises(LineFault) as raised:
        parse_date(f"  {typed} ", LEXICON, offset=3)
    fault = raised.value
    assert (fault.code, fault.message, fault.suggestion) == (code, message, suggestion)
    assert (fault.start, fault.end) == (5, 5 + len(typed))


def test_day_or_month_is_asked_only_where_it_matters() -> None:
    unknown = but(date_order=None)
    with pytest.raises(LineFault) as raised:
        parse_date("3/4", unknown)
    assert raised.value.code == "D4"
    assert raised.value.message == "Day or month first? Type 3 apr, or set date.order once"
    assert raised.value.suggestion == "3 apr"
    assert parse_date("13/4", unknown) == date(2026, 4, 13)
    assert parse_date("4/13", unknown) == date(2026, 4, 13)
    assert parse_date("4/4", unknown) == date(2026, 4, 4)
    assert parse_date("3/4", but(date_order="mdy")) == date(2027, 3, 4)


def test_past_fields_refuse_the_future() -> None:
    with pytest.raises(LineFault) as raised:
        parse_date("+2d", LEXICON, "past")
    assert raised.value.message == "That is in the future (12 Mar). This date lies behind"


def test_nothing_typed_yet_is_unfinished() -> None:
    with pytest.raises(LineFault) as raised:
        parse_date("  ", LEXICON, offset=4)
    assert raised.value.unfinished
    assert raised.value.code == "D1"


def test_review_is_the_plans_review_date() -> None:
    assert parse_date("review", but(review=date(2026, 6, 2))) == date(2026, 6, 2)


def test_a_date_the_plan_already_has_may_have_gone_by() -> None:
    gone = date(2026, 2, 1)
    assert parse_date("1 feb 2026", but(kept_dates=frozenset({gone}))) == gone


def test_the_locales_day_names() -> None:
    german = but(day_names={"freitag": 4, "fr": 4})
    assert parse_date("Freitag", german) == date(2026, 3, 13)
    assert parse_date("next fr", german) == date(2026, 3, 20)


@pytest.mark.parametrize(
    ("today", "typed", "expected"),
    [
        (date(2026, 1, 31), "+1m", date(2026, 2, 28)),
        (date(2024, 2, 29), "+1y", date(2025, 2, 28)),
        (date(2026, 3, 15), "eow", date(2026, 3, 15)),
        (date(2026, 3, 15), "next mon", date(2026, 3, 16)),
        (date(2026, 12, 31), "eoq", date(2026, 12, 31)),
        (date(2026, 12, 31), "tom", date(2027, 1, 1)),
        (date(2026, 3, 13), "fri", date(2026, 3, 20)),
    ],
)
def test_edges_of_the_calendar(today: date, typed: str, expected: date) -> None:
    assert parse_date(typed, but(today=today)) == expected


def test_a_date_beyond_the_calendar_is_no_date() -> None:
    with pytest.raises(LineFault):
        parse_date("+1d", but(today=date.max))
    with pytest.raises(ValueError, match="10000"):
        add_months(date(9999, 12, 1), 1)


@given(st.dates())
def test_the_printed_date_reads_back(day: date) -> None:
    direction = "future" if day >= TODAY else "past"
    assert parse_date(print_date(day), LEXICON, direction) == day
    assert parse_date(day.isoformat(), LEXICON, direction) == day


@pytest.mark.parametrize(
    ("typed", "direction"), [("2026-02-30", "future"), ("2026-11-31", "past"), ("30 feb 2027", "past")]
)
def test_what_a_missing_day_is_offered_for_would_be_taken(typed: str, direction: str) -> None:
    with pytest.raises(LineFault) as fault:
        parse_date(typed, LEXICON, direction)
    assert fault.value.code == "D3"
    assert parse_date(fault.value.suggestion or "", LEXICON, direction)
