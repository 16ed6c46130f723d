"""Keying measures: digits, ranges, blanks, totals, days, the risk line, other measures."""

from __future__ import annotations

import pytest
from tests.tui.seat import Seat

from plantui.keys.context import Context
from plantui.model.event import EventKind
from plantui.tui.desk.measure import MeasurePage

NOW_TEN = ("m", "101213210", "enter enter")


def page(seat: Seat) -> MeasurePage:
    found = seat.desk.state.scene
    assert isinstance(found, MeasurePage)
    return found


def test_task_10_a_phq_9_by_items_in_twelve_keys(demo: Seat) -> None:
    demo.press(*NOW_TEN)
    score = demo.chart.measures[-1]
    assert (score.measure, score.total, score.band) == ("phq9", 11, "Moderate")
    assert score.answers == (1, 0, 1, 2, 1, 3, 2, 1, 0)
    assert demo.said == "PHQ-9 11 on 10 Mar 2026 (was 12 on 3 Mar). Feeds g2.1   u undo"
    assert demo.desk.state.on_main
    assert not demo.chart.events


def test_undo_takes_the_score_and_all_that_came_of_it_back(demo: Seat) -> None:
    before = demo.chart
    demo.press("m", "101213213", "enter enter").type("asked; no plan").press("enter")
    assert (len(demo.chart.events), len(demo.chart.notes)) == (1, len(before.notes) + 1)
    demo.press("u")
    assert demo.chart == before


def test_digits_above_the_range_are_refused_with_the_range(demo: Seat) -> None:
    demo.press("m 4")
    assert demo.said == "Item 1 takes 0-3, not 4."
    assert page(demo).form.at == 0
    demo.press("3")
    assert page(demo).form.answers == {"item 1": 3}


def test_back_and_skip_move_without_losing_answers(demo: Seat) -> None:
    demo.press("m 1 2 3 k k")
    assert page(demo).form.at == 1
    demo.press("0")
    # The answer behind it stands: the cursor goes on to the first blank one.
    assert (page(demo).form.at, page(demo).form.answers) == (3, {"item 1": 1, "item 2": 0, "item 3": 3})
    demo.press("j 1")
    assert page(demo).form.answers["item 5"] == 1
    assert [row.number for row in page(demo).form.blank] == ["4", "6", "7", "8", "9"]


def test_at_the_first_row_there_is_no_way_back(demo: Seat) -> None:
    demo.press("m backspace")
    assert demo.said == "This is the first row."


def test_nothing_keyed_saves_nothing(demo: Seat) -> None:
    demo.press("m enter")
    assert demo.said.startswith("Nothing is keyed yet.")
    assert len(demo.chart.measures) == len(demo.press("esc").chart.measures)


def test_blank_items_are_named_before_they_are_saved(demo: Seat) -> None:
    demo.press("m", "11221", "j", "10", "0", "enter")
    # Item 6 blank: eight of nine are answered, the rule of the measure prorates and says where it comes from.
    assert demo.said == ""
    demo.press("enter")
    assert demo.said == "Item 6 blank: the total is prorated to 9 (implementation choice). Enter again saves."
    demo.press("enter")
    score = demo.chart.measures[-1]
    assert (score.total, score.prorated, score.answers[5]) == (9, True, None)


def test_the_item_that_must_be_asked_is_asked_for(demo: Seat) -> None:
    demo.press("m", "11221110", "j j", "enter")
    assert demo.said == "Item 9 (suicide or self-harm) is blank: without it no total. Enter again saves."
    demo.press("backspace backspace 0 enter enter")
    assert demo.chart.measures[-1].total == 9


def test_a_risk_answer_asks_for_a_line_that_goes_into_todays_note(demo: Seat) -> None:
    demo.press("m", "101213211", "enter")
    assert "Item 9 is 1: ask in this meeting" in demo.screen(80, 24)
    demo.press("enter")
    assert demo.desk.context() is Context.LINE
    demo.press("enter")
    assert demo.said.startswith("Say in a few words")
    demo.type("passive thoughts, no plan, no intent").press("enter")
    note, event = demo.chart.notes[-1], demo.chart.events[-1]
    assert note.risk == ("passive thoughts, no plan, no intent",)
    assert note.text == "risk: passive thoughts, no plan, no intent"
    assert (event.kind, event.text, event.answered) == (EventKind.RISK_ITEM, "PHQ-9 item 9 is 1", note.id)
    assert "the risk line is in today's note" in demo.said


def test_escape_stores_the_score_with_the_line_open(demo: Seat) -> None:
    demo.press("m", "101213211", "enter enter", "half a sent", "esc")
    assert demo.desk.state.on_main
    assert demo.chart.measures[-1].total == 12
    assert [event.answered for event in demo.chart.events] == [""]
    assert "Item 9 is 1: a risk line is open" in demo.said
    assert demo.desk.history("risk") == ("half a sent",)
    demo.press("3 g g")
    assert "Reyes, Maria   risk item     today" in demo.screen()


def test_the_risk_line_joins_the_draft_of_the_day(demo: Seat) -> None:
    demo.press("m", "101213211", "enter enter").type("asked").press("enter")
    demo.press("m tab", "101213211", "enter enter").type("asked again").press("enter")
    drafts = [note for note in demo.chart.notes if not note.signatures]
    assert [note.text for note in drafts] == ["risk: asked\nrisk: asked again"]


def test_total_only_asks_for_the_risk_item_too(demo: Seat) -> None:
    demo.press("m = 2 8")
    assert demo.said == "Total goes from 0 to 27, not 28."
    demo.press("backspace 1 4 enter")
    assert "9  suicide or self-harm" in demo.screen(80, 24)
    demo.press("0 enter")
    score = demo.chart.measures[-1]
    assert (score.total, score.answers, score.beside) == (14, (), {"item 9": 0})


def test_a_risk_item_that_was_not_asked_is_said(demo: Seat) -> None:
    demo.press("m = 1 4 enter enter")
    assert "was not asked. Enter again saves." in demo.said
    demo.press("enter")
    assert "Item 9 was not asked" in demo.said


def test_equals_goes_back_to_the_items(demo: Seat) -> None:
    demo.press("m 1 = =")
    assert "PHQ-9, last 2 weeks" in demo.screen(80, 24)


def test_the_day_can_be_another_one(demo: Seat) -> None:
    demo.press("m d", "3 mar", "enter", "101213210", "enter enter")
    assert str(demo.chart.measures[-1].date) == "2026-03-03"
    assert demo.said.startswith("PHQ-9 11 on 3 Mar 2026")


@pytest.mark.parametrize(("typed", "said"), [("blue", "blue"), ("+3d", "That is in the future")])
def test_a_day_that_is_none_stays_in_the_line(demo: Seat, typed: str, said: str) -> None:
    demo.press("m d", typed, "enter")
    assert said in demo.screen(80, 24)
    assert demo.desk.context() is Context.LINE
    demo.press("esc")
    assert demo.desk.context() is Context.MEASURE


def test_tab_goes_through_the_clients_own_and_then_to_all(demo: Seat) -> None:
    demo.press("m")
    titles = [page(demo).form.asked.title]
    for _ in range(3):
        demo.press("tab")
        titles.append(page(demo).form.asked.title)
    assert titles[:2] == ["PHQ-9", "GAD-7"]
    assert titles[2].startswith("g1.2 Sleep")
    demo.press("tab", "pcl5", "enter", "1")
    assert page(demo).form.asked.title == "PCL-5"
    assert page(demo).form.answers == {"item 1": 1}


def test_answers_to_another_measure_wait(demo: Seat) -> None:
    demo.press("m 1 2 tab 3")
    page(demo).at = 0
    assert page(demo).form.answers == {"item 1": 1, "item 2": 2}


def test_an_own_count_collects_digits(demo: Seat) -> None:
    demo.press("m tab tab 1 2 . 5")
    assert page(demo).form.typed == "12.5"
    demo.press("enter enter")
    score = demo.chart.measures[-1]
    assert (score.total, score.measure, bool(score.objective)) == (12.5, "", True)


def test_what_is_left_by_escape_comes_back(demo: Seat) -> None:
    demo.press("m 1 2 3 esc")
    assert demo.said == "Not saved. m, then backspace, brings the answers back."
    demo.press("m backspace")
    assert page(demo).form.answers == {"item 1": 1, "item 2": 2, "item 3": 3}
    assert page(demo).form.at == 3


def test_no_answer_is_lost_over_a_lock(demo: Seat) -> None:
    demo.press("m 1 2 tab")
    back = page(demo).stow(demo.desk)
    demo.desk.close()
    assert back is not None
    back(demo.desk)
    assert page(demo).form.asked.key == "gad7"
    page(demo).at = 0
    assert page(demo).form.answers == {"item 1": 1, "item 2": 2}


def test_asq_asks_the_fifth_question_when_it_must(demo: Seat) -> None:
    demo.press("m tab tab tab tab", "asq", "enter")
    assert len(page(demo).form.rows) == 4
    demo.press("0 0 9")
    assert page(demo).form.answers["item 3"] == "declined"
    assert len(page(demo).form.rows) == 5
    demo.press("0 1 enter")
    assert demo.desk.context() is Context.LINE
    demo.press("esc")
    score = demo.chart.measures[-1]
    assert (score.answers, score.beside) == ((0, 0, None, 0, 1), {"declined 3": 1})
    assert score.risk_items == (3, 5)


def test_what_a_form_skips_is_not_asked(demo: Seat) -> None:
    demo.press("m tab tab tab tab", "audit-c", "enter", "0")
    assert page(demo).form.at == 3
    demo.press("enter")
    assert demo.chart.measures[-1].total == 0


def test_a_gate_ends_the_form(demo: Seat) -> None:
    demo.press("m tab tab tab tab", "pc-ptsd", "enter", "0 enter")
    assert (demo.chart.measures[-1].total, demo.chart.measures[-1].beside) == (0, {"gate": 0})


def test_fields_in_place_of_a_total(demo: Seat) -> None:
    demo.press("m tab tab tab tab", "c-ssrs", "enter", "4 1 0 enter")
    assert demo.desk.context() is Context.LINE
    demo.press("esc")
    score = demo.chart.measures[-1]
    assert (score.total, score.beside) == (
        None,
        {"ideation_level": 4, "behaviour_recent": 1, "behaviour_lifetime": 0},
    )
    assert demo.chart.events[-1].text.startswith("C-SSRS Screener ideation level 4")


def test_a_worse_score_by_the_published_value_opens_an_event_once(demo: Seat) -> None:
    demo.press("m", "333333330", "enter enter")
    assert "g2.1 is reliably worse: a review is due now" in demo.said
    demo.press("m tab", "333333330", "enter enter")
    kinds = [event.kind for event in demo.chart.events]
    assert kinds == [EventKind.WORSENING]


def test_a_client_without_measures_looks_for_one(empty: Seat) -> None:
    empty.press("a c").type("Vega, Luz").press("enter", "m")
    assert empty.desk.context() is Context.PICK
    empty.press("phq-9", "enter", "000000000", "enter enter")
    assert empty.said.startswith("PHQ-9 0 on 10 Mar 2026")


def test_nothing_is_recorded_read_only(demo: Seat) -> None:
    demo.desk.state.read_only = True
    demo.press("m")
    assert demo.said.startswith("Read only")
    assert demo.desk.state.on_main


def test_a_burst_and_single_keys_end_in_the_same_state(demo: Seat) -> None:
    demo.press("m", "10121321")
    one = (page(demo).form.answers, page(demo).form.at)
    demo.press("esc")
    demo.press("m 1 0 1 2 1 3 2 1")
    assert (page(demo).form.answers, page(demo).form.at) == one


def test_following_and_not_following(demo: Seat) -> None:
    demo.press("a m", "pcl every 4w", "enter")
    assert demo.said == "PCL-5 followed, every 4 weeks   u undo"
    follow = demo.chart.client.follows[-1]
    assert (follow.measure, follow.every_days, str(follow.since)) == ("pcl5", 28, "2026-03-10")
    demo.press("a m", "pcl every 2w", "enter")
    assert demo.chart.client.follows[-1].every_days == 14
    demo.press("a m", "pcl", "enter")
    assert demo.said.startswith("PCL-5 no longer followed")
    demo.press("a m enter")
    assert "followed already" in demo.said


def test_a_measure_followed_from_today_is_not_late(demo: Seat) -> None:
    demo.press("a m", "pcl", "enter")
    summary = demo.room.practice.summary(demo.chart.id)
    assert summary is not None
    assert {due.measure: str(due.day) for due in summary.measures_due}["pcl5"] == "2026-03-10"


def test_no_number_is_too_long_or_too_fine(demo: Seat) -> None:
    demo.press("m tab tab", "1234567")
    demo.press("8")
    assert demo.said == "That number is too long."
    demo.press("esc m =", ".")
    assert demo.said == "Total is a whole number, 0-27."


def test_goal_attainment_rates_the_goals_of_the_plan(demo: Seat) -> None:
    demo.press("m tab tab tab tab", "gas", "enter")
    assert [row.label.split(" ")[0] for row in page(demo).form.rows] == ["g1", "g2"]
    assert "0 is -2 far below, 4 is +2 far above" in demo.screen(80, 24)
    demo.press("5")
    assert demo.said == "Item 1 takes 0-4: -2 to +2."
    demo.press("3 1 enter")
    score = demo.chart.measures[-1]
    assert (score.answers, score.total) == ((1, -1), 50)


def test_goals_cannot_be_rated_where_there_are_none(empty: Seat) -> None:
    empty.press("a c").type("Vega, Luz").press("enter", "m", "gas", "enter")
    assert empty.said == "GAS rates goals, and there is no open goal in the plan yet."


def test_a_goal_rating_collects_two_digits(demo: Seat) -> None:
    demo.press("m tab tab tab tab", "goal 0-10", "enter", "1 1")
    assert demo.said == "Item 1 goes from 0 to 10, not 11."
    demo.press("0 enter enter")
    assert (demo.chart.measures[-1].measure, demo.chart.measures[-1].total) == ("goal_rating", 10)
