"""The plot: where stars, lines, names and days stand."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from plantui.library import shipped
from plantui.tui.desk.trend_series import Cut, Point, Series
from plantui.tui.frame.line import line_width, plain
from plantui.tui.paint.trend_plot import bounds, columns, plot, row_of

PHQ = shipped().measures["phq9"]
START = date(2026, 1, 1)


def series(*totals: float, goal: float | None = 9, measure: object = PHQ, step: int = 14) -> Series:
    points = tuple(Point(START + timedelta(days=step * n), total) for n, total in enumerate(totals))
    cut = Cut(10, "caseness", "somebody", True) if measure is PHQ else None
    return Series("phq9", "PHQ-9", PHQ if measure is PHQ else None, None, points, -1, goal, None, None, cut, None)


def drawn(made: Series, width: int = 76, rows: int = 8) -> list[str]:
    return [plain(line) for line in plot(made, [(START + timedelta(days=14), "R")], width, rows)]


def test_the_scale_is_the_measures_and_bands_are_named_where_they_begin() -> None:
    lines = drawn(series(18, 17, 12), rows=11)
    assert lines[0].startswith("  27 |")
    assert lines[10].startswith("   0 |")
    named = [line.split("  ")[-1].strip() for line in lines]
    assert named[10].endswith("Minimal")
    assert any(line.endswith("Severe") for line in lines)


def test_a_star_for_every_score_lower_is_lower() -> None:
    lines = drawn(series(18, 17, 12))
    stars = {line.index("*"): number for number, line in enumerate(lines) if "*" in line}
    assert sum(line.count("*") for line in lines) == 3
    assert [stars[at] for at in sorted(stars)] == sorted(stars.values())


def test_goal_and_cut_are_lines_with_their_values() -> None:
    lines = drawn(series(18, 12), rows=14)
    assert any("- - -" in line and "goal 9" in line for line in lines)
    assert any(". . ." in line and "cut 10" in line for line in lines)


def test_days_and_scores_stand_under_their_stars_and_reviews_on_the_axis() -> None:
    lines = drawn(series(18, 17, 12))
    axis, days, totals = lines[-3:]
    assert "R" in axis
    assert days.split("  ")[-1].strip() == "29 Jan"
    assert totals.split()[-1] == "12"
    assert days.index("29 Jan") == totals.index("12")


def test_columns_follow_time() -> None:
    days = [START, START + timedelta(days=1), START + timedelta(days=100)]
    assert columns(days, 51) == [1, 1, 51]
    assert columns([START], 51) == [1]
    assert columns([], 51) == []


def test_an_own_count_is_scaled_by_what_there_is() -> None:
    made = series(3, 4, goal=5, measure=None)
    assert bounds(made) == (0, 6)
    assert drawn(made)[0].startswith("   6 |")


def test_rows_of_the_ends() -> None:
    assert row_of(27, 0, 27, 8) == 0
    assert row_of(0, 0, 27, 8) == 7


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.integers(-50, 300) | st.floats(-10, 10, allow_nan=False), max_size=40),
    st.integers(20, 200),
    st.integers(3, 30),
    st.integers(0, 400),
    st.booleans(),
)
def test_no_plot_is_wider_than_its_room(totals: list[float], width: int, rows: int, step: int, own: bool) -> None:
    made = series(*totals, measure=None if own else PHQ, step=step)
    lines = plot(made, [(START, "P")], width, rows)
    assert len(lines) == rows + 3
    assert all(line_width(line) <= width for line in lines)


def test_goal_and_cut_on_one_row_are_both_named() -> None:
    lines = drawn(series(18, 12), rows=4)
    assert any("cut 10, goal 9" in line for line in lines)


def test_what_happened_before_the_first_score_is_not_on_the_axis() -> None:
    made = series(18, 17, 12, step=100)
    axis = plain(plot(made, [(START - timedelta(days=1), "P")], 76, 8)[-3])
    assert "P" not in axis


def test_a_measure_with_a_cut_alone_shows_no_severity_bands() -> None:
    pcl = shipped().measures["pcl5"]
    assert len(pcl.bands) == 2
    made = series(54, 34)._replace(measure=pcl, cut=Cut(31, "provisional PTSD", "VA", True))
    lines = drawn(made, rows=10)
    assert any("cut 31" in line for line in lines)
    assert not any("provisional" in line for line in lines)
