from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plantui.clinical.due import GROUPS, LOOSE_KINDS, TITLES, DueRow, queue
from plantui.model.summary import MeasureDue, OpenEvent, PastObjective, Summary
from tests.clinical.build import NOW, TODAY, day

DAY = timedelta(days=1)
OLD = NOW - timedelta(hours=24, seconds=1)
FRESH = NOW - timedelta(hours=24)


def client(code: str = "C-001", **fields: Any) -> Summary:
    """A client with a signed plan and nothing to do."""
    return Summary(**{"chart": code.lower(), "code": code, "family": "R", "plan": "v1", "signed_on": TODAY, **fields})


def rows(*clients: Summary, window: int = 30) -> tuple[DueRow, ...]:
    return queue(clients, TODAY, NOW, window)


def short(*clients: Summary, window: int = 30) -> list[tuple[str, ...]]:
    return [(row.group, row.kind, row.text) for row in rows(*clients, window=window)]


def test_nothing_is_due() -> None:
    assert rows() == ()
    assert rows(client(), client("C-002", review_due=TODAY + 31 * DAY)) == ()


@pytest.mark.parametrize(
    ("days", "group", "text", "late"),
    [
        (-11, "overdue", "11 d late", 11),
        (-1, "overdue", "1 d late", 1),
        (0, "this_week", "today", 0),
        (1, "this_week", "in 1 d", 0),
        (7, "this_week", "in 7 d", 0),
        (8, "next_30", "in 8 d", 0),
        (30, "next_30", "in 30 d", 0),
        (31, None, "", 0),
    ],
)
def test_the_groups_of_a_review_date(days: int, group: str | None, text: str, late: int) -> None:
    found = rows(client(review_due=TODAY + days * DAY, objectives=4, with_evidence=3))
    if group is None:
        assert found == ()
        return
    (row,) = found
    assert (row.group, row.kind, row.text, row.days_late, row.due) == (group, "review", text, late, TODAY + days * DAY)
    assert (row.client, row.chart, row.clock, row.objectives, row.with_evidence) == ("C-001", "c-001", "interim", 4, 3)
    assert row.summary.code == "C-001"


@pytest.mark.parametrize(("window", "shown"), [(0, 1), (5, 2), (7, 3), (8, 4), (60, 5)])
def test_the_window(window: int, shown: int) -> None:
    dates = [client(f"C-00{n}", review_due=TODAY + days * DAY) for n, days in enumerate((0, 5, 7, 8, 60))]
    assert len(rows(*dates, window=window)) == shown


@pytest.mark.parametrize(
    ("interim", "formal", "due", "clock"),
    [
        (day("20 mar"), day("1 apr"), day("20 mar"), "interim"),
        (day("1 apr"), day("20 mar"), day("20 mar"), "formal"),
        (day("20 mar"), day("20 mar"), day("20 mar"), "formal"),
        (None, day("20 mar"), day("20 mar"), "formal"),
    ],
)
def test_the_earlier_clock_is_shown_and_named(interim: date | None, formal: date, due: date, clock: str) -> None:
    (row,) = rows(client(review_due=interim, formal_due=formal))
    assert (row.due, row.clock) == (due, clock)


def test_events_come_first_newest_first_with_their_reason() -> None:
    found = rows(
        client("C-001", review_due=TODAY - 90 * DAY),
        client("C-002", events=(OpenEvent(TODAY - DAY, "goal-met"),)),
        client("C-003", events=(OpenEvent(TODAY, "crisis"), OpenEvent(TODAY - 5 * DAY, "loss"))),
        client("C-004", events=(OpenEvent(TODAY - DAY, "relapse"),), review_due=TODAY - DAY),
    )
    assert [(row.group, row.client, row.kind, row.text) for row in found] == [
        ("now", "C-003", "crisis", "today, 1 more"),
        ("now", "C-002", "goal met", "1 d ago"),
        ("now", "C-004", "relapse", "1 d ago"),
        ("overdue", "C-001", "review", "90 d late"),
        ("overdue", "C-004", "review", "1 d late"),
    ]
    assert found[0].due == TODAY


def test_overdue_is_most_days_late_first_and_the_code_decides_between_equals() -> None:
    found = rows(
        client("C-014", review_due=TODAY - 4 * DAY),
        client("C-033", review_due=TODAY - 11 * DAY),
        client("C-002", review_due=TODAY - 4 * DAY),
        client("C-009", review_due=TODAY + 5 * DAY),
        client("C-010", review_due=TODAY),
    )
    assert [row.client for row in found] == ["C-033", "C-002", "C-014", "C-010", "C-009"]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"draft_since": OLD, "plan": "v4 draft", "plan_number": 4}, [("unsigned", "plan v4")]),
        ({"draft_since": FRESH, "plan": "v4 draft", "plan_number": 4}, []),
        (
            {"unsigned_notes": ((day("5 mar"), OLD), (day("6 mar"), OLD), (TODAY, FRESH))},
            [("unsigned", "note 5 Mar"), ("unsigned", "note 6 Mar")],
        ),
        ({"unsigned_reviews": ((day("5 mar"), OLD), (TODAY, FRESH))}, [("unsigned", "review 5 Mar")]),
        ({"signed_on": None, "plan": "", "visits_kept": 3}, [("no plan", "3 visits")]),
        ({"signed_on": None, "plan": "draft v1", "visits_kept": 5}, [("no plan", "5 visits")]),
        ({"signed_on": None, "plan": "", "visits_kept": 2}, []),
        ({"signed_on": None, "plan": "", "visits_kept": 9, "status": "plan-not-required"}, []),
        ({"visits_kept": 9}, []),
        ({"drift": 2}, []),
        ({"drift": 3}, [("drift", "3 notes")]),
        ({"drift": 4}, [("drift", "4 notes")]),
        ({"measures_due": (MeasureDue("phq9", "PHQ-9", TODAY - 3 * DAY),)}, []),
        ({"measures_due": (MeasureDue("phq9", "PHQ-9", TODAY - 4 * DAY),)}, [("measure", "PHQ-9 4 d late")]),
        ({"open_objectives": (PastObjective("g1.1", TODAY),)}, []),
        ({"open_objectives": (PastObjective("g1.1", TODAY - DAY),)}, [("date past", "g1.1 9 Mar")]),
        ({"draft_since": FRESH, "blanks": 2}, [("blanks", "2 to fill")]),
        ({"blanks": 2}, []),
    ],
)
def test_loose_ends(fields: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    assert short(client(**fields)) == [("loose_ends", *each) for each in expected]


def test_loose_ends_are_in_order_of_kind_then_of_age() -> None:
    found = rows(
        client("C-001", draft_since=OLD, plan_number=2, blanks=1),
        client("C-002", open_objectives=(PastObjective("g1.1", TODAY - DAY), PastObjective("g1.2", TODAY - 9 * DAY))),
        client("C-003", measures_due=(MeasureDue("gad7", "GAD-7", TODAY - 9 * DAY),)),
        client("C-004", drift=4),
        client("C-005", signed_on=None, visits_kept=3),
        client("C-006", unsigned_notes=((day("1 mar"), OLD),)),
    )
    assert [(row.client, row.kind) for row in found] == [
        ("C-005", "no plan"),
        ("C-006", "unsigned"),
        ("C-001", "unsigned"),
        ("C-004", "drift"),
        ("C-002", "date past"),
        ("C-002", "date past"),
        ("C-003", "measure"),
        ("C-001", "blanks"),
    ]
    assert [row.days_late for row in found if row.kind == "date past"] == [9, 1]
    assert {row.kind for row in found} == set(LOOSE_KINDS)


BUSY = {
    "events": (OpenEvent(TODAY, "crisis"),),
    "review_due": TODAY,
    "drift": 5,
    "signed_on": None,
    "visits_kept": 9,
    "measures_due": (MeasureDue("gad7", "GAD-7", TODAY - 9 * DAY),),
    "open_objectives": (PastObjective("g1.1", TODAY - DAY),),
    "unsigned_notes": ((TODAY, OLD),),
    "draft_since": OLD,
    "blanks": 1,
}


@pytest.mark.parametrize(
    ("status", "kinds"),
    [
        ("active", {"crisis", "review", "no plan", "unsigned", "drift", "date past", "measure", "blanks"}),
        ("screening", {"crisis", "review", "no plan", "unsigned", "drift", "date past", "measure", "blanks"}),
        ("on-hold", {"crisis", "review", "no plan", "unsigned", "drift", "blanks"}),
        ("plan-not-required", {"crisis", "review", "unsigned", "drift", "date past", "measure", "blanks"}),
        ("discharged", {"unsigned"}),
    ],
)
def test_what_is_left_to_do_for_a_client_who_is_not_active(status: str, kinds: set[str]) -> None:
    assert {row.kind for row in rows(client(status=status, **BUSY))} == kinds


DATES = st.dates(TODAY - 60 * DAY, TODAY + 60 * DAY)
MOMENTS = st.integers(0, 90).map(lambda hours: NOW - timedelta(hours=hours))
SUMMARIES = st.builds(
    client,
    st.integers(1, 30).map(lambda n: f"C-{n:03d}"),
    review_due=st.none() | DATES,
    formal_due=st.none() | DATES,
    events=st.lists(st.builds(OpenEvent, DATES, st.sampled_from(["crisis", "loss"])), max_size=2).map(tuple),
    unsigned_notes=st.lists(st.tuples(DATES, MOMENTS), max_size=2).map(tuple),
    drift=st.integers(0, 5),
    status=st.sampled_from(["active", "on-hold", "discharged", "screening"]),
)


@settings(max_examples=50)
@given(st.lists(SUMMARIES, max_size=12), st.randoms())
def test_the_queue_is_in_order_and_does_not_depend_on_the_order_of_the_clients(clients: list[Summary], mix) -> None:
    found = queue(clients, TODAY, NOW)
    places = [GROUPS.index(row.group) for row in found]
    assert places == sorted(places)
    reviews = [row for row in found if row.clock]
    assert [row.due for row in reviews] == sorted(row.due for row in reviews)
    assert all((row.days_late > 0) is (row.group == "overdue") for row in reviews)
    mixed = clients[:]
    mix.shuffle(mixed)
    if len({each.code for each in clients}) == len(clients):
        assert [row[:8] for row in queue(mixed, TODAY, NOW)] == [row[:8] for row in found]
    assert len(queue(clients, TODAY, NOW, 90)) >= len(found)


def test_every_group_has_a_heading() -> None:
    assert tuple(TITLES) == GROUPS
