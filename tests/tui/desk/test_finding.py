"""Finding a client, going to a code, jump labels, filters."""

from __future__ import annotations

import re

import pytest
from tests.tui.seat import Seat

from plantui.tui.desk.jumping import LETTERS, labels
from plantui.tui.desk.state import Pane


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("rey", "C-014"),
        ("reyes, m", "C-014"),
        ("maria", "C-014"),
        ("rys", "C-014"),
        ("c014", "C-014"),
        ("c-031", "C-031"),
        ("kwame", "C-031"),
        ("renaud", "C-026"),
        ("elodie", "C-026"),
    ],
)
def test_who_is_found(demo: Seat, typed: str, code: str) -> None:
    demo.press("c").type(typed).press("enter")
    assert demo.chart.code == code
    assert demo.desk.state.pane is Pane.PLAN


def test_a_beginning_comes_before_a_middle(demo: Seat) -> None:
    demo.press("c").type("re")
    rows = [row for row in demo.screen().split("\n") if "C-0" in row and "PLAN" not in row]
    assert "> Reyes, Maria  C-014" in rows[0]


def test_task_two_in_five_keys(demo: Seat) -> None:
    demo.press("g g", "c", "r", "e", "y", "enter")
    assert "2 PLAN  Reyes, Maria  C-014" in demo.screen()


def test_a_closed_case_is_found_last(demo: Seat) -> None:
    demo.press("d", "ended by agreement", "enter", "c").type("rey").press("enter")
    assert demo.chart.client.family == "Reyes"
    assert "Reyes" not in demo.screen().split("REVIEW DUE")[0].replace("2 PLAN  Reyes, Maria", "")


def test_the_finder_leaves_the_glance_page_open(demo: Seat) -> None:
    demo.press("enter", "c").type("osei").press("enter")
    assert "GLANCE   Osei, Kwame" in demo.screen()


def test_privacy_holds_in_the_finder(demo: Seat) -> None:
    demo.press("z p z p c")
    assert "Reyes" not in demo.screen()
    demo.type("rey")
    assert "> C-014" in demo.screen()


@pytest.mark.parametrize("typed", ["2.2", "g2.2", "#2.2", " 2.2 ", "G2.2"])
def test_going_to_a_code(demo: Seat, typed: str) -> None:
    demo.press("z m", "#").type(typed).press("enter")
    assert demo.desk.shown.place().node.code == "g2.2"
    assert demo.desk.state.pane is Pane.PLAN
    assert "> " in next(row for row in demo.screen().split("\n") if "g2.2 new" in row)


def test_going_to_a_client_by_code(demo: Seat) -> None:
    demo.press("#", "c-031", "enter")
    assert demo.chart.client.family == "Osei"


def test_an_old_code_still_leads_there(demo: Seat) -> None:
    demo.press("2 M l enter g g", "#", "1.1", "enter")
    assert demo.desk.shown.place().node.code == "g2.3"


def test_what_is_hidden_is_shown_again(demo: Seat) -> None:
    demo.press("2", "/", "sleep", "enter", "#", "2.2", "enter")
    assert demo.desk.shown.place().node.code == "g2.2"
    assert demo.desk.state.tree.filter == ""


@pytest.mark.parametrize(("near", "far"), [(0, 1), (1, 0), (5, 40), (26, 0), (26, 1), (40, 60), (300, 300)])
def test_labels_are_enough_and_none_begins_another(near: int, far: int) -> None:
    given = [label for label, _ in zip(labels(near, far), range(near + far), strict=False)]
    assert len(given) == len(set(given)) == near + far
    assert not any(one != other and other.startswith(one) for one in given for other in given)
    assert set("".join(given)) <= set(LETTERS)
    if near and near + far <= 26:
        assert given[:near] == list(LETTERS[:near])


def test_labels_lead_to_the_other_panes(demo: Seat) -> None:
    demo.press("2 f")
    panel = demo.desk.state.jump
    label = next(label for label, (pane, _) in panel.labels.items() if pane is Pane.QUEUE)
    assert len(label) == 2
    demo.press(*label)
    assert demo.desk.state.pane is Pane.QUEUE
    assert demo.chart.client.family == "Yılmaz"


def test_a_letter_of_no_row_ends_it(demo: Seat) -> None:
    demo.press("2 f", "m", "z")
    assert demo.desk.state.jump is None
    assert demo.said.startswith("No row is called m")


def test_a_filter_narrows_while_it_is_typed(demo: Seat) -> None:
    counts = []
    demo.press("/")
    for letter in "overdue rey":
        demo.type(letter)
        counts.append(demo.desk.shown.lists.caseload().count)
    assert counts[6] == 3
    assert counts[-1] == 1
    assert demo.chart.client.family == "Reyes"


def test_the_cursor_stays_on_its_client_through_a_filter(demo: Seat) -> None:
    demo.press("/").type("zzz")
    assert demo.desk.shown.lists.caseload().count == 0
    assert "Nothing matches /zzz. Esc clears" in demo.screen()
    demo.press("esc")
    assert demo.chart.client.family == "Reyes"
    assert demo.desk.state.caseload.cursor == demo.chart.id


@pytest.mark.parametrize(
    ("typed", "count"),
    [
        *(("overdue", 3), ("!overdue", 31), ("today", 4), ("noplan", 3), ("drift", 1), ("unsigned", 2), ("closed", 2)),
        *(("dx:F41", 4), ("due<14d", 5), ("due:14d", 2), ("measure:phq9", 12), ("status:hold", 1), ("!dx:F", 3)),
        *(("next:fri", 2), ('next:"13 mar"', 2), ("due<fri", 3), ("due>eoy", 0), ("payer:nobody", 0), ("tag:none", 0)),
    ],
)
def test_filters_of_the_caseload(demo: Seat, typed: str, count: int) -> None:
    demo.press("/").type(typed).press("enter")
    assert demo.desk.state.line is None, demo.screen()
    assert demo.desk.shown.lists.caseload().count == count
    assert re.search(rf"/{re.escape(typed)} \({count} of( 34\)|~)", demo.screen())


def test_a_filter_of_the_plan_keeps_the_ancestors(demo: Seat) -> None:
    demo.press("2", "/", "relaxation", "enter")
    assert [row.code for row in demo.desk.shown.tree_rows()] == ["p1", "g1", "g1.1", "b"]


def test_a_filter_of_the_queue(demo: Seat) -> None:
    demo.press("3", "/", "rey", "enter")
    assert [row.client for row in demo.desk.shown.lists.queue()] == ["C-014"]
    assert "3 REVIEW DUE  /rey" in demo.screen()


def test_a_faulty_filter_stays_until_it_reads(demo: Seat) -> None:
    demo.press("/").type("due<").press("enter")
    assert demo.desk.state.line is not None
    demo.type("14d").press("enter")
    assert demo.desk.state.line is None
