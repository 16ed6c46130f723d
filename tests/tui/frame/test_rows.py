"""Lists: only rows that show are asked for, the cursor stays in view, marks stand in front."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from plantui.tui.frame.line import Line, line, plain
from plantui.tui.frame.rows import paint, scrolled


@given(st.integers(0, 10_000), st.integers(0, 200), st.integers(1, 60), st.integers(0, 12_000), st.integers(0, 3))
def test_the_cursor_is_in_view(cursor: int, count: int, height: int, top: int, margin: int) -> None:
    cursor = min(cursor, max(0, count - 1))
    first = scrolled(top, cursor, count, height, margin)
    assert 0 <= first <= max(0, count - height)
    assert count == 0 or first <= cursor < first + height


def test_scrolling_moves_no_further_than_it_must() -> None:
    assert scrolled(0, 3, 100, 10) == 0
    assert scrolled(0, 9, 100, 10) == 1
    assert scrolled(5, 5, 100, 10) == 4
    assert scrolled(40, 99, 100, 10) == 90
    assert scrolled(7, 3, 5, 10) == 0
    assert scrolled(7, 3, 50, 0) == 0


def test_only_visible_rows_are_asked_for() -> None:
    asked: list[int] = []

    def row(index: int) -> Line:
        asked.append(index)
        return line(f" client {index}")

    lines = paint(14, 3, count=10_000, row=row, top=5_000, cursor=5_001)
    assert asked == [5_000, 5_001, 5_002]
    assert [plain(spans) for spans in lines] == ["  client 5000 ", "> client 5001 ", "  client 5002 "]


def test_cursor_and_ticks() -> None:
    lines = paint(6, 4, count=3, row=lambda i: line(" ab"), cursor=1, ticked={0, 1})
    assert [plain(spans) for spans in lines] == ["* ab  ", ">*ab  ", "  ab  ", "      "]
    assert {words for _, words in lines[0]} == {"ticked"}
    assert {words for _, words in lines[1]} == {"ticked cursor"}
    assert {words for _, words in lines[2]} == {""}


def test_a_pane_without_focus_shows_where_it_is() -> None:
    assert paint(3, 1, count=1, row=lambda i: line("ab"), cursor=0, focus=False) == (
        (
            (">", "here"),
            ("ab", "here"),
        ),
    )


def test_an_empty_list() -> None:
    assert paint(2, 2, count=0, row=lambda i: line("x"), cursor=0) == ((("  ", ""),), (("  ", ""),))
    assert paint(0, 1, count=0, row=lambda i: line("x")) == ((),)
