from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plantui.clinical.caseload import TITLES, caseload, review_words
from plantui.clinical.phrase import ago, distance, due_words, short_day, visit_words
from plantui.model.period import Slot
from plantui.model.summary import Summary
from tests.clinical.build import NOW, TODAY, day
from tests.model.strategies import DAYS

DAY = timedelta(days=1)


def client(family: str, slot: Slot | None = None, **fields: Any) -> Summary:
    return Summary(**{"chart": family, "code": family, "family": family, "slot": slot, "plan": "v1", **fields})


def slot(weekday: int, time: str, **more: Any) -> Slot:
    return Slot(weekday=weekday, time=time, **more)


def test_groups_by_next_appointment() -> None:
    clients = [
        client("Novak", slot(3, "10:00", first=day("19 mar"))),
        client("Jonas", slot(4, "12:00")),
        client("Hale", slot(3, "14:00")),
        client("Reyes", slot(1, "14:00")),
        client("Adler", slot(1, "09:00")),
        client("Zander", slot(6, "10:30")),
        client("Monday", slot(0, "10:00")),
        client("Unset"),
        client("Also Unset"),
        client("Grant", slot(3, "11:00")),
    ]
    found = [(group.title, [(row.summary.family, row.next) for row in group.rows]) for group in caseload(clients, NOW)]
    assert found == [
        ("TODAY", [("Adler", "09:00"), ("Reyes", "14:00")]),
        ("THIS WEEK", [("Grant", "Thu 11"), ("Hale", "Thu 14"), ("Jonas", "Fri 12"), ("Zander", "Sun 10:30")]),
        ("LATER", [("Monday", "16 Mar"), ("Novak", "19 Mar")]),
        ("NO TIME SET", [("Also Unset", ""), ("Unset", "")]),
    ]
    assert caseload([], NOW) == ()


def test_on_a_sunday_there_is_no_later_day_this_week() -> None:
    sunday = NOW + 5 * DAY
    titles = [group.title for group in caseload([client("A", slot(6, "09:00")), client("B", slot(0, "09:00"))], sunday)]
    assert titles == ["TODAY", "LATER"]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"review_due": TODAY - 4 * DAY}, "4 d late"),
        ({"review_due": TODAY - 4 * DAY, "unsigned_notes": ((TODAY, NOW),)}, "4 d late"),
        ({"review_due": TODAY - 4 * DAY, "plan": ""}, "4 d late"),
        ({"review_due": TODAY}, "today"),
        ({"review_due": TODAY, "unsigned_notes": ((TODAY, NOW),)}, "unsigned"),
        ({"review_due": TODAY + 9 * DAY}, "in 9 d"),
        ({"review_due": TODAY + 30 * DAY}, "in 30 d"),
        ({"review_due": TODAY + 31 * DAY}, "10 Apr"),
        ({"review_due": day("12 jun"), "formal_due": TODAY + 9 * DAY}, "in 9 d"),
        ({"review_due": day("12 jun")}, "12 Jun"),
        ({"review_due": day("12 jun"), "unsigned_notes": ((TODAY, NOW),)}, "unsigned"),
        ({"review_due": day("12 jun"), "unsigned_reviews": ((TODAY, NOW),)}, "unsigned"),
        ({"plan": "draft v1", "draft_since": NOW}, "unsigned"),
        ({"plan": ""}, "no plan"),
        ({"plan": "", "status": "plan-not-required"}, ""),
        ({}, ""),
    ],
)
def test_the_review_column(fields: dict[str, Any], words: str) -> None:
    assert review_words(client("R", **fields), TODAY) == words
    assert caseload([client("R", **fields)], NOW)[0].rows[0].review == words


def test_days_in_words() -> None:
    assert (short_day(day("5 mar")), distance(TODAY, TODAY), ago(TODAY, TODAY)) == ("5 Mar", "today", "today")
    assert (ago(TODAY - 2 * DAY, TODAY), distance(TODAY + DAY, TODAY)) == ("2 d ago", "in 1 d")
    assert (due_words(day("3 feb", 2027), TODAY), due_words(day("2 feb", 2027), TODAY)) == ("Feb 2027", "2 Feb")


@given(DAYS, st.integers(0, 1439), st.sampled_from(["00:00", "09:30", "23:00"]), st.integers(0, 6))
def test_an_appointment_in_the_column_is_short(today, minute: int, time: str, weekday: int) -> None:
    now = datetime(today.year, today.month, today.day, tzinfo=NOW.tzinfo) + timedelta(minutes=minute)
    (group,) = caseload([client("R", slot(weekday, time))], now)
    (row,) = group.rows
    assert group.title in TITLES[:3]
    assert len(row.next) <= 9
    assert row.next == visit_words(row.visit, now)
    assert (group.title == "TODAY") is (row.next == time)
