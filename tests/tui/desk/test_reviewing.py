"""Reviewing on the screen: the exact keys of the budget, and what each key does on a card."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.practice.rooms import LIBRARY, NOW
from tests.tui.desk.reviews import REYES, chart_of, here, marks, page_of
from tests.tui.seat import Seat, copied, fill, seat

from plantui.clinical.review import open_review
from plantui.clinical.schedule import last_review, review_due
from plantui.clinical.standing import plan_in_force, resolve
from plantui.model.status import Status
from plantui.model.tree import find_code
from plantui.practice.rehearsal.caseload import invented_charts


@pytest.fixture(scope="session")
def backlog_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The caseload with ten overdue reviews, to be copied."""
    folder = tmp_path_factory.mktemp("backlog") / "store"
    fill(folder, invented_charts(LIBRARY, NOW, backlog=True))
    return folder


@pytest.fixture
def backlog(backlog_store: Path, tmp_path: Path) -> Seat:
    return seat(copied(backlog_store, tmp_path / "store"), rehearsal=True)


def test_a_scheduled_review_without_a_change(demo: Seat) -> None:
    demo.press("R", "*", "S", "dw", "enter")
    chart = chart_of(demo, "C-033")
    review = last_review(chart)
    assert review is not None
    assert review.date == NOW.date()
    assert [line.mark for line in review.lines] == [2, 2, 1, 0, 1]
    assert str(review_due(chart)) == "2026-06-02"
    # The next one opens by itself.
    assert demo.screen().startswith(" REVIEW 2 of 3 overdue   Reyes, Maria  C-014   plan v3 signed 12 Dec 2025")
    assert here(demo) == "g1.1"


def test_a_review_with_changes(demo: Seat) -> None:
    demo.press("R", "+", "=", "s", "m", "enter", "e").type("; -> 7").press("enter", "+", "w").type("+6w")
    demo.press("enter", "S", "dw", "enter")
    assert demo.said == "Review of C-033 and plan v4 signed. Next review Tue 21 Apr 2026   u undo"
    chart = chart_of(demo, "C-033")
    plan, review = plan_in_force(chart), last_review(chart)
    assert plan is not None
    assert review is not None
    assert plan.number == 4
    assert [line.mark for line in review.lines] == [1, 0, None, 1, None]
    assert [line.touched for line in review.lines] == [True, True, True, True, False]
    met, edited = find_code(resolve(chart, plan), "g2.1"), find_code(plan, "g3.1")
    assert met is not None
    assert edited is not None
    assert (met.node.status, met.node.reached) == (Status.MET, NOW.date())
    assert edited.node.target == 7
    assert str(review_due(chart)) == "2026-04-21"


def test_ten_overdue_reviews_in_57_keys(backlog: Seat) -> None:
    backlog.press("R")
    for change in [False] * 7 + [True] * 3:
        backlog.press("*", *(("k", "-") if change else ()), "S", "dw", "enter")
    assert "Nothing more is due." in backlog.screen()
    assert "Today   10 plans reviewed, 0 amended, 10 signed" in backlog.screen()
    changed = {}
    for code in ("C-033", "C-012", "C-006", "C-001", "C-010", "C-003", "C-004", "C-002", "C-009", "C-008"):
        review = last_review(chart_of(backlog, code))
        assert review is not None
        assert review.date == NOW.date(), code
        off = [line for line in review.lines if line.mark != line.suggested]
        if off:
            plan = plan_in_force(chart_of(backlog, code))
            assert plan is not None
            changed[code] = [(find_code_of(plan, line.objective), line.mark) for line in off]
    assert changed == {"C-002": [("g2.1", -1)], "C-009": [("g2.1", -1)], "C-008": [("g1.3", -1)]}


def find_code_of(plan, node: str) -> str:
    from plantui.model.tree import find

    place = find(plan, node)
    assert place is not None
    return place.node.code


# Where the cursor goes


def test_the_cursor_starts_on_the_first_objective_without_a_mark_and_steps(demo: Seat) -> None:
    demo.press(*REYES)
    where = [here(demo)]
    for key in ("space", "+", "=", "-"):
        demo.press(key)
        where.append(here(demo))
    assert where == ["g1.1", "g1.2", "g2.1", "g2.2", ""]
    assert marks(demo) == {"g1.1": 1, "g1.2": 1, "g2.1": 0, "g2.2": -1}
    demo.press("k", "-")
    assert marks(demo)["g2.2"] == -2
    assert here(demo) == ""


def test_accepting_everything_stops_at_the_gap(demo: Seat) -> None:
    demo.press(*REYES, "*")
    assert here(demo) == "g2.2"
    assert marks(demo)["g2.2"] is None
    assert "0/9 ___" in demo.screen()
    demo.press("S")
    assert demo.said == "S2 Not yet: g2.2 needs a mark, a status or a remark"
    demo.press("space")
    assert "It needs you: a mark, a status or a remark." in demo.said
    assert here(demo) == "g2.2"


@pytest.mark.parametrize(
    "fill", [("=",), ("s", "h"), ("i", "first one this week", "enter"), ("s", "x", "too early", "enter")]
)
def test_whatever_fills_the_gap_lets_it_be_signed(demo: Seat, fill: tuple[str, ...]) -> None:
    demo.press(*REYES, "*", *fill, "S", "dw", "enter")
    assert demo.said.startswith("Review of C-014 signed.")


def test_a_status_steps_and_asks_what_it_must(demo: Seat) -> None:
    demo.press(*REYES, "s", "a")
    assert here(demo) == "g1.2"
    demo.press("s", "m", "3 mar", "enter")
    assert "g1.2 act -> met (reached) on 3 Mar" in demo.said
    assert here(demo) == "g2.1"
    demo.press("s", "x", "enter")
    assert "Why does it end?" in demo.said
    demo.press("moved on", "enter")
    assert "g2.1 act -> dis" in demo.said
    demo.press("k", "k", "s", "m", "32 mar", "enter")
    assert "D3 There is no 32 March." in demo.screen()
    assert page_of(demo).card(demo.desk).lines[1].status is Status.MET


def test_words_on_an_objective_and_on_the_whole(demo: Seat) -> None:
    demo.press(*REYES, "i", "three nights in a row", "enter")
    assert here(demo) == "g1.1"
    assert "three nights in a row" in demo.screen()
    demo.press("i", "ctrl+u", "enter")
    assert demo.said.startswith("No remark on g1.1")
    demo.press("G", "i", "with: client, Elena", "enter", "i", "weekly visits stay", "enter")
    review = open_review(demo.chart)
    assert review is not None
    assert (review.participants, review.decisions) == (("client", "Elena"), "weekly visits stay")


def test_typed_words_wait_in_history_after_esc(demo: Seat) -> None:
    demo.press(*REYES, "i", "half a thought", "esc")
    assert open_review(demo.chart) is None
    demo.press("i", "up")
    assert demo.desk.state.scene.field().text == "half a thought"
