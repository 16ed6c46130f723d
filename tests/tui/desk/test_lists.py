"""The lists are kept up to date chart by chart, and are then what they would be if made afresh."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from tests.tui.seat import Seat

from plantui.tui.desk.listing import Listing, put_in
from plantui.tui.desk.lists import Lists
from plantui.tui.desk.state import Pane

CHANGES = {
    "mark": ("2 +",),
    "sign": ("2 e", "; by +10w", "enter S y enter", "dw", "enter"),
    "when": ("w", "+3d", "enter"),
    "late": ("w", "+1d", "enter"),
    "close": ("1 d", "ended", "enter"),
    "add": ("a c", "Ebner, Ada; slot wed 15:00", "enter"),
    "undo": ("u u",),
}


def rows(lists: Lists) -> tuple[object, ...]:
    cases, queue = lists.caseload(), lists.queue()
    return (
        [(title, [row.summary for row in inside]) for title, inside in cases.groups],
        [(title, [(row.client, row.kind, row.due, row.text) for row in inside]) for title, inside in queue.groups],
        lists.in_care(),
        lists.due_count(),
        lists.unsigned_count(),
        lists.late_count(),
    )


def test_kept_up_to_date_is_as_made_afresh(demo: Seat) -> None:
    rows(demo.desk.shown.lists)
    for at, keys in enumerate(CHANGES.values()):
        demo.press("1", *["j"] * (at * 3), *keys)
        assert demo.desk.state.line is None
        assert rows(demo.desk.shown.lists) == rows(Lists(demo.desk)), demo.said


def test_a_new_day_makes_them_afresh(demo: Seat) -> None:
    demo.room.clock.forward(days=5)
    demo.press("esc")
    assert rows(demo.desk.shown.lists) == rows(Lists(demo.desk))
    assert "11 d late" not in demo.screen()


@given(st.lists(st.lists(st.integers(0, 99), max_size=4), max_size=5))
def test_rows_and_lines(groups: list[list[int]]) -> None:
    numbered = [
        (f"group {at}", [(at, place, each) for place, each in enumerate(inside)]) for at, inside in enumerate(groups)
    ]
    listing = Listing(numbered, lambda row: str(row))
    flat = [row for _, inside in numbered for row in inside]
    lines = [line for title, inside in numbered if inside for line in (title, *inside)]
    assert list(listing) == flat
    assert (listing.count, listing.lines) == (len(flat), len(lines))
    for number, row in enumerate(flat):
        assert listing.row(number) == row
        assert lines[listing.line_of(number)] == row
        assert listing.find(str(row), 0) == number
    for number, line in enumerate(lines):
        title, row_number = listing.at_line(number)
        assert (title if row_number is None else flat[row_number]) == line
    assert listing.find("nobody") is None
    assert listing.at_line(len(lines)) == ("", None)


@given(st.lists(st.integers()), st.integers())
def test_putting_in_keeps_the_order(numbers: list[int], new: int) -> None:
    ordered = sorted(numbers)
    put_in(ordered, new, lambda one, other: one < other)
    assert ordered == sorted([*numbers, new])


def test_sorting_goes_round(demo: Seat) -> None:
    demo.press("z s")
    names = [row.summary.family for row in demo.desk.shown.lists.caseload()]
    assert names == sorted(names, key=str.casefold)
    assert demo.desk.state.caseload.cursor == demo.chart.id
    demo.press("z s g g")
    assert demo.chart.client.family == "Jonas"
    assert "sorted by review date" in demo.screen()
    demo.press("z s")
    assert "sorted by next time" in demo.screen()


def test_only_rows_that_show_are_worded(demo: Seat, monkeypatch: object) -> None:
    from plantui.clinical.caseload import CaseRow

    worded: list[str] = []
    plain = CaseRow.review.fget

    def review(row: CaseRow) -> str:
        worded.append(row.summary.code)
        return plain(row)

    monkeypatch.setattr(CaseRow, "review", property(review))  # type: ignore[attr-defined]
    demo.screen()
    assert 0 < len(worded) <= 20
    worded.clear()
    demo.press("j")
    demo.screen()
    assert len(worded) <= 1


def test_the_pane_of_a_line_in_care(demo: Seat) -> None:
    assert demo.desk.shown.lists.caseload() is demo.desk.shown.lists.caseload()
    demo.desk.state.pane = Pane.QUEUE
    assert demo.desk.shown.lists.queue() is demo.desk.shown.lists.queue()
