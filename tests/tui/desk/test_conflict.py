"""Two terminals changed the same line: what is shown, and what each answer leaves in the store."""

from __future__ import annotations

import pytest
from tests.practice.rooms import NOW
from tests.tui.desk.reviews import marks
from tests.tui.desk.trouble import Bell, clash, clash_in_review
from tests.tui.desk.writing import drafts, keep
from tests.tui.seat import Seat

from plantui.clinical.binding import review_digest
from plantui.keys.context import Context
from plantui.practice.conflicts import Merge
from plantui.tui.desk import conflict
from plantui.vault.snapshots import Snapshots
from plantui.vault.whereabouts import Whereabouts, leave_word


def stored(seat: Seat) -> str:
    """The plan as another terminal sees it now."""
    assert seat.room.practice.writer.flush(10)
    return seat.again().press("2").screen()


def targets(seat: Seat) -> list[float]:
    """The target of g1.1 in every revision that can still be read, newest first."""
    from plantui.model.codec import from_tables
    from plantui.model.tree import find_code
    from plantui.practice.drafts import plan_at_hand

    store, chart = seat.room.store, seat.desk.state.client
    found = []
    for info in store.history(chart):
        if info.readable:
            place = find_code(plan_at_hand(from_tables(store.load(chart, info.rev)[1])), "g1.1")
            assert place is not None
            found.append(place.node.target)  # type: ignore[union-attr]
    return found


def test_both_sides_are_shown_and_typing_is_paused(demo: Seat) -> None:
    clash(demo)
    demo.desk.say("")
    wide, narrow = demo.screen(), demo.screen(80, 24)
    assert demo.desk.context() is Context.CONFLICT
    assert "SOMETHING CHANGED OUTSIDE   Reyes, Maria  C-014" in wide
    assert "╔═ YOURS   here, 13:52" in wide
    assert "┌─ THEIRS   13:52" in wide
    assert "15 -> 5   <- differs" in wide
    assert "15 -> 6   <- differs" in wide
    assert "Typing is paused until you choose. ctrl+l still blanks the screen." in wide
    assert "╔═ g1.1  target ═" in narrow
    assert "before, 10 Mar         GAD-7 15 -> 7" in narrow
    assert "1 of 1 conflict " in narrow
    assert " b both" not in wide + narrow, "the same field has no both"
    before = demo.chart
    demo.press("j", "x", "+", "enter", "a")
    assert demo.chart is before


def test_the_other_terminal_is_named(demo: Seat) -> None:
    keep(demo).desk.drafts.place = "pts/7"
    clash(demo)
    last = demo.room.store.history(demo.desk.state.client)[0]
    since = NOW.replace(hour=13, minute=41)
    leave_word(demo.room.store.parts, last.session, Whereabouts(who="dw", place="pts/3", host="office-pc", since=since))
    wide, narrow = demo.screen(), demo.screen(80, 24)
    assert "┌─ THEIRS   13:52   DW on pts/3, office-pc since 13:41 ─" in wide
    assert "╔═ YOURS   here, 13:52   DW on pts/7 ═" in wide
    assert "SOMETHING CHANGED OUTSIDE   Reyes, Maria  C-014   plan draft v4 " in wide
    assert "theirs   DW on pts/3, office-pc, since 13:41, plan draft v4 " in narrow
    assert "yours    DW on pts/7, this terminal " in narrow


def test_a_terminal_that_left_no_word_is_named_by_initials_alone(demo: Seat) -> None:
    keep(demo)
    clash(demo)
    assert "┌─ THEIRS   13:52   DW ─" in demo.screen()
    assert "theirs   DW, plan draft v4 " in demo.screen(80, 24)


def test_two_marks_in_one_review_are_named(demo: Seat) -> None:
    clash_in_review(demo)
    wide, narrow = demo.screen(), demo.screen(80, 24)
    assert "g1.1 in the review" in wide
    assert "mark: -1" in wide
    assert "mark: +1" in wide
    assert "╔═ g1.1 in the review  mark ═" in narrow
    demo.press("m")
    assert demo.room.practice.writer.flush(10)
    assert [line.mark for line in demo.again().desk.practice.chart(demo.desk.state.client).reviews[-1].lines] == [-1]


def test_what_is_signed_there_stays_as_it_is(demo: Seat) -> None:
    clash_in_review(demo, sign=True)
    wide, narrow = demo.screen(), demo.screen(80, 24)
    for screen in (wide, narrow):
        assert "keep mine" not in screen
        assert "take theirs" in screen
    assert demo.press("m").said == "It is signed there and stays as it is. t takes it; your words wait in history."
    assert demo.press("e").desk.context() is Context.CONFLICT
    demo.press("t")
    assert demo.said == "Theirs stands (C-014): it is signed. Your words wait under up in their field."
    assert demo.room.practice.writer.flush(10)
    review = demo.again().desk.practice.chart(demo.desk.state.client).reviews[-1]
    assert review.signatures[0].sha256 == review_digest(review)
    assert demo.desk.history("review remark")[-1] == "Sleeps at last"


def test_mine_stands_and_theirs_is_kept(demo: Seat) -> None:
    clash(demo)
    demo.press("m")
    assert demo.said == "Yours stands (C-014). The version you did not choose is kept under H (versions)."
    assert "GAD-7 15 -> 5" in stored(demo)
    assert targets(demo)[0] == 5
    assert 6 in targets(demo)


def test_theirs_stands_and_mine_is_kept(demo: Seat) -> None:
    clash(demo)
    demo.press("t")
    assert demo.said.startswith("Theirs stands (C-014).")
    assert "GAD-7 15 -> 6" in stored(demo)
    assert targets(demo)[0] == 6
    assert 5 in targets(demo)
    demo.press("e", "up")
    assert demo.desk.state.line.field.text.startswith("GAD-7 15 -> 5")


def test_the_kept_version_is_still_there_after_more_saves(demo: Seat) -> None:
    clash(demo)
    demo.press("t")
    for clause in ("; -> 4", "; -> 3", "; -> 2"):
        demo.press("e", clause, "enter")
        assert demo.room.practice.writer.flush(10)
    assert 5 in targets(demo)
    assert Snapshots(demo.room.store.parts).labels()


def test_both_needs_two_things_that_differ(demo: Seat) -> None:
    clash(demo)
    demo.press("b")
    assert demo.said == "Both changed the same thing. m or t."
    assert demo.desk.context() is Context.CONFLICT


def test_the_line_can_be_typed_as_it_is_to_stand(demo: Seat) -> None:
    clash(demo)
    demo.press("e")
    assert demo.desk.context() is Context.LINE
    demo.press("esc")
    assert demo.desk.context() is Context.CONFLICT
    demo.press("e", "; -> 4; by 1 jun", "enter")
    assert demo.said.startswith("As you chose (C-014).")
    assert "GAD-7 15 -> 4" in stored(demo)
    assert {5, 6} <= set(targets(demo))


def test_a_line_that_does_not_read_stays(demo: Seat) -> None:
    clash(demo)
    demo.press("e", "ctrl+u", "GAD-7 15 -> 4 by february 30", "enter")
    assert demo.desk.context() is Context.LINE


def test_later_leaves_theirs_and_keeps_mine_as_a_draft(demo: Seat) -> None:
    keep(demo)
    clash(demo)
    demo.press("l")
    assert "GAD-7 15 -> 6" in stored(demo)
    assert [text for text in drafts(demo) if text.startswith("edit: GAD-7 15 -> 5")]


def test_all_mine_asks_and_only_y_means_yes(demo: Seat) -> None:
    clash(demo)
    demo.press("M")
    assert "Keep mine in all that is left (1)?" in demo.screen()
    demo.press("enter")
    demo.press("n")
    assert demo.desk.context() is Context.CONFLICT
    demo.press("M", "y")
    assert "GAD-7 15 -> 5" in stored(demo)


def test_all_theirs(demo: Seat) -> None:
    clash(demo)
    demo.press("T", "y")
    assert "GAD-7 15 -> 6" in stored(demo)


def test_looking_at_the_versions_leaves_the_choice(demo: Seat) -> None:
    clash(demo)
    demo.press("H")
    assert demo.desk.practice.writer.failure is not None
    assert demo.said == "The choice waits: any change brings it back."


def test_undo_of_a_choice_brings_the_other_version(demo: Seat) -> None:
    clash(demo)
    demo.press("t")
    assert demo.room.practice.writer.flush(10)
    demo.press("u")
    assert "GAD-7 15 -> 5" in demo.screen()


def test_what_is_not_disputed_is_put_together_without_a_question(demo: Seat, monkeypatch: pytest.MonkeyPatch) -> None:
    clash(demo)
    found = conflict.resolving(demo.desk)
    assert found is not None
    calm = Merge(found.merge.base, found.merge.mine, found.merge.theirs, found.merge.merged, ())
    monkeypatch.setattr(found, "merge", calm)
    conflict.look(demo.desk)
    assert demo.desk.practice.writer.failure is None
    assert demo.said.startswith("C-014: put together with what")


def test_two_terminals_that_each_began_a_review_go_on_with_one(demo: Seat) -> None:
    chart_id = demo.press("c", "rey", "enter", "r").desk.state.client
    other = demo.again().press("c", "rey", "enter", "r").press("j", "-")
    other.room.practice.save()
    bell = Bell()
    demo.room.practice.writer.start(bell)
    demo.press("+")
    bell.wait()
    conflict.look(demo.desk)
    assert demo.desk.practice.writer.failure is None
    assert demo.said == "C-014: put together with what DW changed meanwhile."
    assert demo.room.practice.writer.flush(10)
    assert {code: mark for code, mark in marks(demo).items() if mark is not None} == {"g1.1": 1, "g1.2": -1}
    third = demo.again().press("c", "rey", "enter", "r")
    assert {code: mark for code, mark in marks(third).items() if mark is not None} == {"g1.1": 1, "g1.2": -1}
    assert sum(not review.signatures for review in third.desk.practice.chart(chart_id).reviews) == 1
