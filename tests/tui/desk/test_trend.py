"""The trend page, the timeline, the history page, one event: keys and what they show."""

from __future__ import annotations

import pytest
from tests.tui.seat import Seat

from plantui.keys.context import Context
from plantui.practice.refusal import Refused
from plantui.tui.desk.history import HistoryPage, VersionPage
from plantui.tui.desk.timeline import EntryPage
from plantui.tui.desk.trend import TrendPage, moments


def trend(seat: Seat) -> TrendPage:
    page = seat.desk.state.page
    assert isinstance(page, TrendPage)
    return page


def test_tab_goes_through_the_measures_and_round(demo: Seat) -> None:
    demo.press("t")
    titles = []
    for _ in range(4):
        titles.append(demo.screen(80, 24).splitlines()[1].split("   ")[0])
        demo.press("tab")
    assert [title[3:].split(" ")[0] for title in titles] == ["GAD-7", "g1.2", "PHQ-9", "g2.2"]
    assert trend(demo).measure == "gad7"
    demo.press("shift+tab")
    assert trend(demo).measure != "gad7"


def test_j_and_k_move_in_the_timeline_and_stop_at_its_ends(demo: Seat) -> None:
    demo.press("t k")
    assert trend(demo).cursor == 0
    demo.press("j j")
    assert trend(demo).cursor == 2
    demo.press("G")
    assert trend(demo).cursor == len(moments(demo.desk)) - 1
    assert "visit 1 " in demo.screen(80, 24)
    demo.press("g g")
    assert trend(demo).cursor == 0


def test_enter_reads_a_visit_with_its_scores_and_comes_back(demo: Seat) -> None:
    demo.press("t enter")
    assert isinstance(demo.desk.state.page, EntryPage)
    shown = demo.screen()
    assert "touched g1.1 +1  g1.2 +1" in shown
    assert "PHQ-9 12, Moderate" in shown
    assert "signed Dana Whitlock, LCSW" in shown
    demo.press("q")
    assert trend(demo).cursor == 0


def test_enter_on_a_version_reads_the_version(demo: Seat) -> None:
    demo.press("t")
    rows = moments(demo.desk)
    at = next(place for place, row in enumerate(rows) if row.label == "plan")
    trend(demo).cursor = at
    demo.press("enter")
    assert isinstance(demo.desk.state.page, VersionPage)
    assert "plan v3, in force" in demo.screen()


def test_enter_on_a_review_reads_the_review(demo: Seat) -> None:
    demo.press("t")
    trend(demo).cursor = next(place for place, row in enumerate(moments(demo.desk)) if row.label == "review")
    demo.press("enter")
    assert "interim review of plan v2" in demo.screen()


def test_t_again_shows_the_words_and_then_the_timeline_alone(demo: Seat) -> None:
    demo.screen(80, 24)
    demo.press("t t")
    shown = demo.screen(80, 24)
    assert "GAD-7 in words" in shown
    assert "better by 2" in shown
    demo.press("t")
    assert "GAD-7" not in demo.screen(80, 24).splitlines()[1]
    demo.press("t")
    assert trend(demo).view == "plot"


def test_where_the_words_stand_beside_the_plot_they_have_no_view_of_their_own(demo: Seat) -> None:
    demo.press("t t")
    assert trend(demo).view == "timeline"
    demo.screen(80, 24)
    demo.press("t t")
    assert trend(demo).view == "words"
    demo.screen(120, 40)
    demo.press("t")
    assert trend(demo).view == "plot"


def test_the_next_client_begins_at_the_newest_row(demo: Seat) -> None:
    demo.press("t tab j j ]")
    assert (trend(demo).cursor, trend(demo).measure) == (0, "")
    assert "Osei, K" in demo.screen(80, 24)


def test_m_records_over_the_page_and_the_page_shows_it(demo: Seat) -> None:
    demo.press("t tab tab m", "101213210", "enter enter")
    assert isinstance(demo.desk.state.page, TrendPage)
    assert "PHQ-9 11" in demo.screen(80, 24)


def test_a_client_without_scores_is_told_what_to_press(empty: Seat) -> None:
    empty.press("a c").type("Vega, Luz").press("enter", "t")
    assert "Nothing has been measured yet. m records a measure." in empty.screen(80, 24)
    empty.press("enter")
    assert empty.said.startswith("Nothing has happened yet.")
    empty.press("tab")
    assert empty.said.startswith("There is no other measure")


def test_history_shows_versions_signatures_and_changes(demo: Seat) -> None:
    demo.press("H")
    shown = demo.screen()
    assert "> v3  in force   begun 12 Dec 2025" in shown
    assert "signed Maria Reyes, client, 12 Dec 2025 15:10, in-person" in shown
    assert "g1.2 goal 4 -> 5" in shown
    demo.press("j enter")
    page = demo.desk.state.page
    assert isinstance(page, VersionPage)
    assert "plan v2, replaced" in demo.screen()
    demo.press("q")
    assert isinstance(demo.desk.state.page, HistoryPage)


def test_the_trail_is_a_part_of_the_page(demo: Seat) -> None:
    demo.press("2 +")
    demo.room.practice.save()
    demo.press("H tab")
    shown = demo.screen()
    assert "progress marked" in shown
    assert "chart imported" in shown
    assert "got" not in shown.split("WHO DID WHAT")[1].lower()
    demo.press("enter")
    assert demo.said.startswith("The trail says who did what and when")


def test_an_older_revision_is_read(demo: Seat) -> None:
    demo.press("2 e").type("; -> 5").press("enter")
    demo.room.practice.save()
    demo.press("H tab tab")
    shown = demo.screen()
    assert "KEPT ASIDE 1" in shown
    assert "the revision before this one" in shown
    demo.press("enter")
    shown = demo.screen()
    assert "revision 1 of the chart" in shown
    assert "GAD-7 15 -> 7" in shown


def test_history_without_a_plan(empty: Seat) -> None:
    empty.press("a c").type("Vega, Luz").press("enter", "H")
    assert "No plan yet, so no version of it." in empty.screen(80, 24)
    empty.press("enter")
    assert "has no plan yet" in empty.said


@pytest.mark.parametrize("keys", [("t",), ("t tab j",), ("H",), ("H tab",), ("t enter",), ("H enter",)])
def test_the_lock_brings_the_page_back_where_it_was(demo: Seat, keys: tuple[str, ...]) -> None:
    demo.press(*keys)
    page = demo.desk.state.page
    assert page is not None
    before, back = demo.screen(), page.stow(demo.desk)
    demo.desk.close()
    assert back is not None
    back(demo.desk)
    assert demo.screen() == before


@pytest.mark.parametrize("keys", [("t",), ("t enter",), ("H",), ("H enter",), ("H tab",), ("m",)])
def test_no_page_shows_a_name_where_names_are_hidden(demo: Seat, keys: tuple[str, ...]) -> None:
    demo.press("z p z p", *keys)
    shown = demo.screen()
    assert "Reyes" not in shown
    assert "C-014" in shown


# events


def test_an_event_stands_under_now_until_undone(demo: Seat) -> None:
    demo.press("a e", "relapse 7 mar; drank twice", "enter")
    assert demo.said == "Relapse on 7 Mar recorded: C-014 is due for a review now   u undo"
    assert "Reyes, Maria   relapse     3 d ago" in demo.screen()
    demo.press("u")
    assert "Reyes, Maria   relapse" not in demo.screen()


def test_a_line_that_says_nothing_stays(demo: Seat) -> None:
    demo.press("a e", "holiday", "enter")
    assert "Y1 Begin with what happened" in demo.screen()
    assert demo.desk.context() is Context.LINE
    demo.press("esc")
    assert not demo.chart.events
    demo.press("a e up")
    assert "holiday_" in demo.screen()


def test_an_empty_line_records_nothing(demo: Seat) -> None:
    demo.press("a e enter")
    assert not demo.chart.events
    assert demo.desk.state.on_main


def test_a_reader_reads_an_event_and_that_it_waits(demo: Seat) -> None:
    demo.press("a e", "crisis; called at night", "enter", "t enter")
    shown = demo.screen()
    assert "called at night" in shown
    assert "not answered yet: a review answers it (r)" in shown


@pytest.mark.parametrize("keys", [("m",), ("m 1 2",), ("t",), ("t enter",), ("H",), ("H enter",), ("a m",), ("a e",)])
def test_a_chart_that_another_terminal_took_away_is_said(
    demo: Seat, keys: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    demo.press(*keys)

    def gone(chart: str) -> None:
        raise Refused("This client's chart is no longer there.")

    monkeypatch.setattr(demo.desk.practice, "chart", gone)
    shown = demo.screen(80, 24)
    assert len(shown.split("\n")) == 24
    demo.press("j")
    demo.press("esc esc esc esc")
    assert demo.desk.state.on_main


@pytest.mark.parametrize("keys", [("m",), ("t enter",), ("a m",)])
def test_the_page_says_why_it_is_empty(demo: Seat, keys: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    demo.press(*keys)

    def gone(chart: str) -> None:
        raise Refused("This client's chart is no longer there.")

    monkeypatch.setattr(demo.desk.practice, "chart", gone)
    assert "This client's chart is no longer there." in demo.screen(80, 24)
