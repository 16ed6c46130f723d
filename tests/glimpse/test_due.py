from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plantui.clinical.due import queue
from plantui.glimpse.bare import Odd
from plantui.glimpse.due import ROW, counted, micros_of, rows_of
from plantui.glimpse.sheet import Sheet
from plantui.model.status import ClientStatus
from plantui.model.summary import MeasureDue, OpenEvent, PastObjective, Summary

NOW = datetime(2026, 3, 10, 13, 54, tzinfo=UTC)
near = st.sampled_from([-40, -5, -4, -3, -2, -1, 0, 1, 6, 7, 8, 29, 30, 31, 60]).map(
    lambda days: NOW.date() + timedelta(days=days)
)
moments = st.builds(
    lambda minutes, micros, hours: (NOW - timedelta(minutes=minutes, microseconds=micros)).astimezone(
        timezone(timedelta(hours=hours))
    ),
    st.sampled_from([0, 1439, 1440, 1440, 1441, 100_000]),
    st.sampled_from([0, 1, 999_999]),
    st.sampled_from([-11, -3.5, 0, 1, 5.75, 13]),
)
dated = st.lists(st.tuples(near, moments), max_size=3).map(tuple)
summaries = st.builds(
    Summary,
    chart=st.just("x"),
    code=st.just("C-001"),
    family=st.just("Reyes"),
    status=st.sampled_from([status.value for status in ClientStatus]),
    plan_number=st.integers(0, 3),
    signed_on=st.none() | near,
    review_due=st.none() | near,
    formal_due=st.none() | near,
    draft_since=st.none() | moments,
    unsigned_notes=dated,
    unsigned_reviews=dated,
    visits_kept=st.integers(0, 5),
    drift=st.integers(0, 5),
    blanks=st.integers(0, 2),
    events=st.lists(st.builds(OpenEvent, near, st.just("crisis")), max_size=2).map(tuple),
    measures_due=st.lists(st.builds(MeasureDue, st.just("phq9"), st.just("PHQ-9"), near), max_size=3).map(tuple),
    open_objectives=st.lists(st.builds(PastObjective, st.just("g1.1"), near), max_size=3).map(tuple),
)


def sheet_of(charts: list[Summary]) -> Sheet:
    found = Sheet()
    for chart in charts:
        kept = msgspec.json.decode(msgspec.json.encode({"summary": chart}))
        found.fresh += [row + b"\t00\n" for row in rows_of("x", kept)]
    return found


@given(
    st.lists(summaries, min_size=1, max_size=6),
    st.sampled_from([0, 1, 86_400]),
    st.sampled_from([1, 7, 30, 365]),
    st.sampled_from([False, False, True]),
)
@settings(max_examples=150)
def test_the_count_is_the_number_of_rows_of_the_queue(
    charts: list[Summary], seconds: int, window: int, overdue: bool
) -> None:
    now = NOW + timedelta(seconds=seconds)
    rows = [row for row in queue(charts, now.date(), now, window) if not overdue or row.group == "overdue"]
    micros = (now - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)
    fresh = sheet_of(charts)
    assert counted(fresh, now.date().isoformat(), micros, window, overdue) == len(rows)
    kept = Sheet()
    kept.keep(b"".join(sorted(fresh.fresh)))
    assert counted(kept, now.date().isoformat(), micros, window, overdue) == len(rows)


def test_every_row_has_one_length() -> None:
    chart = Summary(chart="x", code="C", family="R", draft_since=NOW, review_due=NOW.date(), drift=3)
    assert {len(row) for row in sheet_of([chart]).fresh} == {ROW}


def test_what_is_new_in_a_summary_is_counted_here_too() -> None:
    """A field added to the summary may make rows of the queue: look at both rules, then add it here."""
    looked_at = {
        "chart", "code", "family", "given", "called", "initials", "status", "tags", "dx", "payer", "slot", "plan",
        "plan_number", "signed_on", "review_due", "formal_due", "draft_since", "unsigned_notes", "unsigned_reviews",
        "visits_kept", "drift", "blanks", "events", "measures_due", "open_objectives", "objectives", "with_evidence",
        "last_scores", "measures", "achieved", "reviewed_on", "statements", "filed_to", "filed_from",
    }  # fmt: skip
    assert set(Summary.__struct_fields__) == looked_at


@given(moments)
def test_moments_are_read_as_they_are_written(moment: datetime) -> None:
    written = msgspec.to_builtins(moment)
    assert micros_of(written) == (moment - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)


@pytest.mark.parametrize("written", ["", "2026-03-10", "2026-03-10T13:52:00", "2026-03-10T13:52:00+0100", "x" * 25])
def test_a_moment_in_another_form_is_left_to_the_full_program(written: str) -> None:
    with pytest.raises(Odd):
        micros_of(written)
