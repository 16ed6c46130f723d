"""Ticks: what is ticked, what is counted, and what verbs do to all of it."""

from __future__ import annotations

from datetime import date

import pytest
from tests.tui.seat import Seat

from plantui.model.status import ClientStatus
from plantui.practice.spreading import spread_days
from plantui.quickentry.when import Spread
from plantui.tui.desk.ticking import ticked_clients

TODAY = date(2026, 3, 10)


@pytest.mark.parametrize(
    ("spread", "count", "days"),
    [
        (Spread(2, "d", date(2026, 3, 16)), 5, ["16", "16", "17", "17", "18"]),
        (Spread(1, "d"), 5, ["11", "12", "13", "16", "17"]),
        (Spread(2, "d", date(2026, 3, 14)), 3, ["16", "16", "17"]),
        (Spread(3, "w", date(2026, 3, 12)), 4, ["12", "12", "12", "19"]),
    ],
)
def test_spreading_over_working_days(spread: Spread, count: int, days: list[str]) -> None:
    assert [f"{day.day}" for day in spread_days(spread, count, TODAY)] == days


def test_spread_goes_by_lateness(demo: Seat) -> None:
    demo.press("/", "overdue", "enter * w", "spread 1/d from mon", "enter")
    due = {chart.code: chart.review_due for chart in demo.room.practice.summaries()}
    assert (due["C-033"], due["C-014"], due["C-021"]) == (date(2026, 3, 16), date(2026, 3, 17), date(2026, 3, 18))


def test_many_ask_first(demo: Seat) -> None:
    demo.press("* w", "+8w", "enter")
    assert "Set the review dates of 31 plans?" in demo.screen()
    demo.press("enter", "n")
    assert not demo.room.practice.history().done
    demo.press("w", "+8w", "enter y")
    assert demo.said == "Review dates of 31 plans set   u undo"
    assert not demo.desk.state.caseload.ticks


def test_ticks_survive_a_filter_and_are_counted(demo: Seat) -> None:
    demo.press("space space", "/", "osei", "enter")
    assert "2 ticked (1 hidden)" in demo.screen()


def test_a_range_ticks_what_lies_between(demo: Seat) -> None:
    demo.press("3 v j j")
    assert "3 ticked" in demo.screen()
    demo.press("k v k")
    assert len(demo.desk.state.queue.ticks) == 2
    assert demo.screen().count("│* ") + demo.screen().count("║* ") == 1


def test_ticking_all_twice_clears(demo: Seat) -> None:
    demo.press("* *")
    assert not demo.desk.state.caseload.ticks
    demo.press("space", "*")
    assert "34 ticked" in demo.screen()


def test_a_client_with_two_rows_counts_once(demo: Seat) -> None:
    demo.press("3 w", "+3d", "enter *")
    charts = ticked_clients(demo.desk)
    assert len(charts) == len(set(charts)) < len(demo.desk.state.queue.ticks)


def test_those_without_a_plan_are_left_out_and_named(demo: Seat) -> None:
    demo.press("space space w")
    assert "next review of 1 ticked, 1 without a plan left out" in demo.screen()
    demo.press("esc esc k", "space", "w")
    assert demo.said == "None of the ticked clients has a plan yet, so there is nothing to review."


def test_status_and_removal_of_several_lines(draft: Seat) -> None:
    draft.press("space j j space s h")
    assert draft.said == "2 lines: on hold   u undo"
    draft.press("g g j j space j j space d")
    assert draft.said == "2 lines removed   u undo"
    assert [row.code for row in draft.desk.shown.tree_rows()] == ["p1", "g1", "p2", "g2", "g2.1", "a"]


def test_a_line_inside_a_ticked_one_goes_with_it(draft: Seat) -> None:
    draft.press("space space d")
    assert draft.said == "g1.1 removed with 2 lines under it   u undo"


def test_one_misfit_leaves_all_as_it_was(draft: Seat) -> None:
    before = draft.chart
    draft.press("space space s m")
    assert draft.said == "g1.1a is an intervention: s a makes it active, s x discontinues it."
    assert draft.chart is before


def test_met_and_stopped_ask_once(draft: Seat) -> None:
    draft.press("space j j space s m enter")
    assert draft.said == "2 lines: reached   u undo"
    draft.press("g g } } j space s x", "moved away", "enter")
    assert "dis" in draft.said


def test_closing_several_cases(demo: Seat) -> None:
    demo.press("space space d", "ended by agreement", "enter")
    assert demo.said == "2 cases closed   u undo"
    assert " 32 clients" in demo.screen()
    closed = [each for each in demo.room.practice.summaries() if each.status == ClientStatus.DISCHARGED]
    assert {"C-014", "C-031"} <= {each.code for each in closed}


def test_exporting_several(demo: Seat) -> None:
    demo.press("space space x p")
    assert demo.said == f"1 plan exported to {demo.desk.export_dir}; no plan: C-031"
    assert [path.name for path in demo.desk.export_dir.iterdir()] == ["C-014_plan_v3_2026-03-10.md"]


@pytest.mark.parametrize("keys", [("x p",), ("x g",), ("x b",), ("x r",), ("x n", "enter")])
def test_a_folder_that_everybody_reads_is_what_stops_an_export_of_several(demo: Seat, keys: tuple[str, ...]) -> None:
    demo.desk.export_dir.mkdir(mode=0o755)
    demo.desk.export_dir.chmod(0o755)
    demo.press("space space", *keys)
    assert "can be read by everybody on this machine" in demo.said
    assert list(demo.desk.export_dir.iterdir()) == []


def test_notes_of_several_who_have_none_are_no_files(demo: Seat) -> None:
    demo.press("space space x n").type("10 mar").press("enter")
    assert demo.said == "None of them has a signed note in this range."
