"""The columns of the two left lists stand under each other, at every width."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import msgspec
import pytest
from tests.practice.rooms import NOW
from tests.tui.seat import Seat

from plantui.clinical.caseload import CaseRow
from plantui.clinical.due import DueRow
from plantui.model.period import Slot
from plantui.model.summary import Summary
from plantui.tui.frame.line import plain
from plantui.tui.paint.layout import panes
from plantui.tui.paint.lists import _case, _due, caseload_pane
from plantui.tui.text import take

WIDTHS = range(60, 201)
TODAY = NOW.date()
LATE = (1, 4, 11, 99, 100, 340, 400, 4000)
AHEAD = (0, 1, 9, 49, 121, 400)


def cut_at(text: str, at: int) -> tuple[str, str]:
    """The part of a line left of a cell and the part right of it; a wide character takes two cells."""
    left = take(text, at)
    return left, text[len(left) :]


def inside(row: str) -> str:
    """A row of a pane without its borders."""
    return row[1:-1]


def test_the_columns_of_the_caseload_stand_under_each_other(demo: Seat) -> None:
    desk = demo.desk
    rows = list(desk.shown.lists.caseload())
    seen = set()
    for width in WIDTHS:
        desk.state.width, desk.state.height = width, 70
        size = panes(desk.state).caseload
        if not size.height or size.width in seen:
            continue
        seen.add(size.width)
        lines = [inside(plain(spans)) for spans in caseload_pane(desk, size)][1:-1]
        at = lines[0].index("next")
        assert lines[0].endswith("review")
        drawn = [text for text in lines if text.startswith(("  ", "> ")) and text.strip()]
        assert len(drawn) == len(rows)
        for text, row in zip(drawn, rows, strict=True):
            name, columns = cut_at(text, at)
            assert name.endswith(" "), text
            assert bool(row.next) == (columns[0] != " "), text
            assert bool(row.review) == (columns[-1] != " "), text
            if row.next and row.review:
                assert row.next[:2] in columns[:2], text
                assert " " in columns.strip(), text
    assert seen >= {27, 38, 79}


def summary_of(demo: Seat, **changed: object) -> Summary:
    """Somebody's summary with other dates."""
    plain = next(demo.desk.practice.summaries().__iter__())
    still = {"draft_since": None, "unsigned_notes": (), "unsigned_reviews": (), "formal_due": None, "plan": "v1"}
    return msgspec.structs.replace(plain, chart="x", **{**still, **changed})


@pytest.mark.parametrize("width", [23, 34, 58, 75])
@pytest.mark.parametrize(
    ("day", "clock"),
    [
        (TODAY, "14:00"),
        (TODAY + timedelta(1), "10:00"),
        (TODAY + timedelta(1), "10:30"),
        (TODAY + timedelta(20), "09:00"),
    ],
)
def test_no_date_and_no_number_is_lost_beside_a_late_review(demo: Seat, width: int, day: date, clock: str) -> None:
    starts = set()
    for days in (*(-each for each in LATE), *AHEAD):
        slot = Slot(weekday=day.weekday(), time=clock)
        summary = summary_of(demo, review_due=TODAY + timedelta(days), slot=slot)
        row = CaseRow(summary, day, NOW)
        demo.desk.shown.memory("case rows", ("full", width, TODAY)).clear()
        text = plain(_case(demo.desk, row, width))
        columns = text[9 if width < 34 else width - 17 :]
        assert columns[0] == " "
        when, *words = columns.split()
        starts.add(columns.index(when))
        said = " ".join((when, *words))
        assert len(text) == width
        expected = row.next.split(":")[0] if width < 34 else row.next
        assert said.replace(" ", "").startswith(expected.replace(" ", "")[:2]), text
        assert "late" in said if days < 0 else "late" not in said
        if -100 < days < 0:
            assert str(-days) in said.split(":")[-1], text
    assert starts == {1}


def test_what_is_due_is_worded_to_its_column(demo: Seat) -> None:
    summary = summary_of(demo)

    def due(kind: str, text: str, width: int) -> str:
        row = DueRow("now", "C-001", "x", kind, TODAY, "", 0, text, 0, 0, summary)
        return plain(_due(demo.desk, row, width))

    for width in (34, 58, 77):
        assert due("date past", "g1.2 5 Mar", width).endswith(" g1.2 5 Mar")
        assert "past" in due("date past", "g1.2 5 Mar", width)
        assert "~" not in due("date past", "g1.2 5 Mar", width)[16:]
    assert due("life event", "3 d ago, 1 more", 34).endswith("event    3 d ago +1")
    assert due("life event", "3 d ago, 1 more", 77).endswith("life event       3 d ago, 1 more")
    assert due("missed visits", "12 d ago", 34).endswith("missed     12 d ago")


def test_the_hour_stays_whole_where_the_list_is_wide(demo: Seat) -> None:
    now = datetime(2026, 3, 10, 13, 52, tzinfo=NOW.tzinfo)
    slot = Slot(weekday=2, time="10:30")
    row = CaseRow(summary_of(demo, review_due=TODAY - timedelta(11), slot=slot), TODAY + timedelta(1), now)
    assert plain(_case(demo.desk, row, 34)).endswith(" We 10:30 11 late")
