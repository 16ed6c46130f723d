"""Reviewing on the screen: adjusting, evidence, skipping, taking back, leaving and coming back."""

from __future__ import annotations

import tempfile
from datetime import timedelta
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.practice.rooms import NOW
from tests.tui.desk.reviews import REYES, chart_of, here, marks, page_of
from tests.tui.desk.vaulted import Hands, vaulted
from tests.tui.seat import Seat, copied, seat

from plantui.clinical.binding import review_digest
from plantui.clinical.review import open_review
from plantui.clinical.schedule import last_review
from plantui.clinical.standing import plan_in_force, sealed
from plantui.keys.context import Context
from plantui.model.review import DriftDecision, ReviewKind
from plantui.model.validate import check
from plantui.tui.desk.glancing import GlancePage
from plantui.tui.desk.lists import queue_key
from plantui.tui.desk.moving import put_cursor
from plantui.tui.desk.state import Pane
from plantui.tui.frame.line import line_width
from plantui.tui.paint.screen import paint


def test_the_plan_is_adjusted_on_a_visit_and_signed_with_the_review(demo: Seat) -> None:
    demo.press(*REYES, "*", "=", "A")
    assert demo.desk.state.on_main
    assert "Not in the plan: work deadlines." in demo.said
    demo.press("a", "p", "up", "enter", "enter", "q")
    assert demo.said.startswith("The changes of the plan are signed with this review")
    assert "becomes v4: p3 added" in demo.screen()
    demo.press("S", "dw", "enter")
    plan, review = plan_in_force(demo.chart), last_review(demo.chart)
    assert plan is not None
    assert review is not None
    assert plan.number == 4
    assert review.drift is DriftDecision.AMEND


def test_a_visit_without_a_change_decides_nothing(demo: Seat) -> None:
    demo.press(*REYES, "A", "1", "j", "j", "q")
    assert page_of(demo).stop.chart == demo.chart.id
    assert demo.chart.code == "C-014"
    assert open_review(demo.chart) is None


def test_a_change_of_the_tree_by_another_key_is_signed_too(demo: Seat) -> None:
    demo.press(*REYES, "*", "=", "a", "o").type("Walk daily by +8w").press("enter", "enter", "q", "S", "dw", "enter")
    assert demo.said.startswith("Review of C-014 and plan v4 signed.")


def test_a_tree_changed_before_the_first_mark_is_signed_too(demo: Seat) -> None:
    demo.press(*REYES, "a", "o").type("Walk daily by +8w").press("enter", "enter", "q", "*", "=", "S")
    assert "Plan v4 is signed with it: g1.3 added" in demo.screen()
    demo.press("dw", "enter")
    assert demo.said.startswith("Review of C-014 and plan v4 signed.")


def test_a_refocus_line_is_on_the_next_glance_page(demo: Seat) -> None:
    demo.press(*REYES, "*", "=", "F")
    assert demo.said.startswith("Refocus next visit: g2.2")
    demo.press("S")
    assert "Decision: continue; refocus next visit on g2.2" in demo.screen()
    demo.press("dw", "enter", "q", "g", "t")
    assert isinstance(demo.desk.state.page, GlancePage)
    assert "Refocus   g2.2" in demo.screen()
    assert "decided in the review of 10 Mar" in demo.screen()


def test_the_evidence_behind_a_line(demo: Seat) -> None:
    demo.press(*REYES, "enter")
    assert "Used postponement on 5 of 7 evenings" in demo.screen()
    top = demo.screen()
    demo.press("j", "j")
    assert demo.screen() != top
    demo.press("G", "j")
    last = demo.screen()
    assert demo.press("j").screen() == last
    demo.press("q")
    assert here(demo) == "g1.1"


def test_skipping_leaves_a_plan_due(demo: Seat) -> None:
    demo.press("R", "]")
    assert demo.chart.code == "C-014"
    demo.press("[")
    assert demo.chart.code == "C-033"
    demo.press("[")
    assert "No plan before this one." in demo.said
    demo.press("]", "]", "]", "]", "]")
    assert "5 plans left for later stay due." in demo.screen()
    demo.press("[")
    assert demo.chart.code == "C-028"
    demo.press("]", "q")
    late = [row.client for row in demo.desk.shown.lists.queue() if row.group == "overdue"]
    assert late == ["C-033", "C-014", "C-021"]


def test_an_event_is_answered_by_its_review(demo: Seat) -> None:
    demo.press("3", "g", "g", "enter")
    assert demo.chart.code == "C-025"
    assert "after risk item 10 Mar" in demo.screen()
    assert "this review answers it" in demo.screen()
    demo.press("*", "S")
    assert "Review after an event of plan v1" in demo.screen()
    assert "Answers: risk item 10 Mar" in demo.screen()
    demo.press("dw", "enter", "q")
    chart = chart_of(demo, "C-025")
    review = last_review(chart)
    assert review is not None
    assert review.kind is ReviewKind.EVENT
    assert all(event.answered for event in chart.events)
    assert "C-025" not in [row.client for row in demo.desk.shown.lists.queue() if row.group == "now"]


def test_one_review_asked_for_ends_there(demo: Seat) -> None:
    demo.press(*REYES, "*", "=", "S", "dw", "enter")
    assert "Signed. 4 plans still due: R goes through them." in demo.screen()
    demo.press("R")
    assert demo.chart.code == "C-033"


def test_ticked_plans_alone_are_gone_through(demo: Seat) -> None:
    demo.press("3", "j", "j", "j", "space", "j", "space", "R")
    assert [stop.place for stop in page_of(demo).stops] == ["overdue", "this_week"]
    assert not demo.desk.state.queue.ticks


def test_a_client_without_a_signed_plan_is_not_reviewed(demo: Seat) -> None:
    demo.press("j", "r")
    assert demo.said == "C-031 has no signed plan yet, so there is nothing to review."
    demo.press("x", "r")
    assert demo.said == "C-031 has no signed review yet, so there is nothing to export."


def test_nobody_there_to_review(empty: Seat) -> None:
    empty.press("R")
    assert empty.said == "Nothing is due. r reviews this client's plan."
    empty.press("r")
    assert "No client here." in empty.said


def test_undo_takes_a_mark_back_with_its_step(demo: Seat) -> None:
    demo.press(*REYES, "space", "+", "u")
    assert demo.said == "Undone: g1.2 rated +1   U redo"
    assert here(demo) == "g1.2"
    demo.press("U")
    assert marks(demo)["g1.2"] == 1


def test_undo_goes_to_another_card_first(demo: Seat) -> None:
    demo.press("R", "space", "]", "u")
    assert demo.chart.code == "C-033"
    assert demo.said == "The next u undoes: g1.1 accepted +2"
    assert marks(demo)["g1.1"] == 2
    demo.press("u")
    assert marks(demo)["g1.1"] is None


def test_a_signature_is_taken_back_until_the_screen_is_left(demo: Seat) -> None:
    demo.press("R", "*", "S", "dw", "enter", "u")
    assert demo.chart.code == "C-033"
    assert "Undone: Review of C-033 signed." in demo.said
    assert marks(demo)["g1.1"] == 2
    demo.press("S", "dw", "enter", "q")
    review = last_review(chart_of(demo, "C-033"))
    assert review is not None
    assert sealed(review.signatures[0], demo.room.clock.moment + timedelta(seconds=1))
    demo.press("u")
    assert demo.said.startswith("The review of 10 Mar of C-033 is sealed, so this stays: Review of C-033 signed.")


def test_one_comes_back_to_where_one_was(demo: Seat) -> None:
    demo.press("j", "j", "j")
    client, row = demo.chart.code, demo.desk.state.caseload.cursor
    demo.press("R", "]", "q")
    assert (demo.chart.code, demo.desk.state.caseload.cursor) == (client, row)
    assert demo.desk.state.pane is Pane.CASELOAD


def test_an_unfinished_review_comes_back_where_it_was(demo: Seat) -> None:
    demo.press(*REYES, "space", "space", "q")
    again = demo.again().press(*REYES)
    assert here(again) == "g2.1"
    assert marks(again) == {"g1.1": 1, "g1.2": 1, "g2.1": None, "g2.2": None}


def test_initials_that_are_not_yours_sign_nothing(demo: Seat) -> None:
    demo.press("R", "*", "S", "xy", "enter")
    assert "S1 Those are not your initials (DW)" in demo.screen()
    demo.press("!")
    assert "Nothing stops this signature" in demo.screen()
    demo.press("esc")
    assert demo.said == "Left unsigned. Your marks are kept."
    assert marks(demo)["g1.1"] == 2


MOVES = st.one_of(
    st.sampled_from([*"RrSAFGHeijkwuUqxLtn*+-=[]123", "space", "enter", "esc", "up", "down", "tab"]),
    st.sampled_from(["s a", "s m", "s x", "s h", "x r", "g h", "g t", "a o", "z p"]),
    st.sampled_from(["; -> 7", "+6w", "dw", "with: client", "moved on", "3 mar"]).map(lambda text: f"type {text}"),
    st.sampled_from([(120, 40), (80, 24), (60, 20), (40, 12), (200, 60)]),
)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(MOVES, min_size=5, max_size=60))
def test_whatever_is_pressed_the_screen_is_whole_and_the_chart_sound(invented_store: Path, moves: list[object]) -> None:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        at = seat(copied(invented_store, Path(scratch) / "store"), rehearsal=True).press("R")
        size = (120, 40)
        for move in moves:
            if isinstance(move, tuple):
                size = move
            elif str(move).startswith("type "):
                # Letters are for fields: as verbs they would leave the review.
                if at.desk.context() in (Context.LINE, Context.SIGN_INITIALS, Context.SIGN_COMMENT):
                    at.type(str(move).removeprefix("type "))
            else:
                at.press(*str(move).split(" "))
            at.desk.done = False
            frame = paint(at.desk, *size)
            assert len(frame.lines) == size[1]
            assert {line_width(spans) for spans in frame.lines} == {size[0]}
        for summary in at.desk.practice.summaries():
            chart = at.desk.practice.chart(summary.chart)
            assert check(chart) == []
            for review in chart.reviews:
                if review.date == NOW.date():
                    assert all(each.sha256 == review_digest(review) for each in review.signatures)
        at.room.practice.save()
        at.room.store.close()


def test_read_only_reviews_nothing(demo: Seat) -> None:
    demo.desk.state.read_only = True
    demo.press("R")
    assert demo.said.startswith("Read only")
    assert not demo.desk.state.scenes


def test_exporting_the_last_review_and_todays(demo: Seat) -> None:
    demo.press("x", "r")
    first = demo.desk.export_dir / "C-014_review_2025-12-12_2026-03-10.md"
    assert "# Review of treatment plan" in first.read_text()
    demo.press("R", "*", "S", "dw", "enter", "]", "]", "]", "]", "x", "r")
    assert (demo.desk.export_dir / "C-033_review_2026-03-10_2026-03-10.md").exists()


def test_the_lock_brings_the_card_back_and_seals(invented_store: Path, tmp_path: Path) -> None:
    made: tuple[Seat, Hands] = vaulted(invented_store, tmp_path / "store")
    at = made[0].press("R", "*", "S", "dw", "enter", "space", "j", "i", "half a rem")
    at.desk.locking.lock(at.desk)
    assert "Reyes" not in at.screen()
    at.press("enter")
    assert here(at) == "g2.1"
    assert at.desk.context() is Context.LINE
    assert at.desk.state.scene.field().text == "half a rem"
    review = last_review(chart_of(at, "C-033"))
    assert review is not None
    assert sealed(review.signatures[0], at.room.clock.moment + timedelta(seconds=1))
    at.press("enter", "q", "q")
    found = open_review(chart_of(at, "C-014"))
    assert found is not None
    assert [line.remark for line in found.lines if line.remark] == ["half a rem"]


def test_rows_about_drift_and_unsigned_reviews_open_the_review(demo: Seat) -> None:
    demo.press("R", "space", "q")
    demo.room.clock.forward(days=2)
    rows = {(row.client, row.kind, row.text): key for row, key in listed(demo)}
    for row in (("C-033", "unsigned", "review 10 Mar"), next(each for each in rows if each[1] == "drift")):
        demo.press("3")
        put_cursor(demo.desk, Pane.QUEUE, rows[row])
        demo.press("enter")
        assert page_of(demo).chart(demo.desk).code == row[0]
        demo.press("q")


def listed(at: Seat):
    """The rows of the queue as they are now, with their keys."""
    at.desk.look_at_clock()
    rows = at.desk.shown.lists.queue()
    return [(row, queue_key(row)) for row in rows]
