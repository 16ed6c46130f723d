"""Two terminals and one chart: what merges silently, what is disputed, and what a choice makes of it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from plantui.clinical.binding import content_digest, review_digest
from plantui.model.chart import Chart
from plantui.model.codec import from_tables, to_tables
from plantui.model.plan import Objective
from plantui.model.review import ReviewKind
from plantui.model.signature import TookPart
from plantui.model.tree import find, find_code
from plantui.practice.commands.nodes import AddNode, EditNode, RemoveNode
from plantui.practice.commands.review_signing import SignReviewed
from plantui.practice.commands.reviews import EditReviewed, Rate, Remark
from plantui.practice.commands.signing import SignPlan
from plantui.practice.conflicts import merge
from plantui.practice.drafts import plan_at_hand
from plantui.practice.lexicon import lexicon
from plantui.practice.lines import line_of
from plantui.practice.practice import Clash
from plantui.quickentry import parse_plan_line
from plantui.quickentry.change import parse_change
from tests.practice.rooms import NOW, Room, acting, open_room


def edit(room: Room, chart: str, code: str, clause: str) -> None:
    node = room.node(chart, code)
    place = find(plan_at_hand(room.chart(chart)), node)
    assert place is not None
    words = lexicon(room.chart(chart), room.practice.acting())
    changed = parse_change(place.kind, clause, line_of(place.node), words)
    room.do(chart, EditNode(node, changed.line, changed.difference))  # type: ignore[arg-type]


def add(room: Room, chart: str, text: str, parent: str = "g1") -> None:
    words = lexicon(room.chart(chart), room.practice.acting())
    line = parse_plan_line("objective", text, words)
    room.do(chart, AddNode(line, room.node(chart, parent)))  # type: ignore[arg-type]


def joined(one: Room, chart: str) -> Room:
    """Put both sides together, without a question, and read the store anew."""
    with pytest.raises(Clash):
        one.practice.save()
    found = one.practice.merge(chart)
    assert found.disputes == ()
    one.practice.rebase(chart, found.settled({}), "merged")
    one.practice.save()
    return one.again()


def objective(room: Room, chart: str, code: str) -> Objective:
    place = find_code(plan_at_hand(room.chart(chart)), code)
    assert place is not None
    assert isinstance(place.node, Objective)
    return place.node


@pytest.fixture
def two(tmp_path: Path) -> tuple[Room, Room, str]:
    """Two terminals on one store, both with the same chart open."""
    one = open_room(tmp_path / "store")
    chart = one.planned()
    one.practice.save()
    other = open_room(one.folder, one.clock)
    other.chart(chart)
    return one, other, chart


def test_different_fields_of_one_line_merge(two: tuple[Room, Room, str]) -> None:
    one, other, chart = two
    edit(other, chart, "g1.1", "; by 30 jun")
    other.practice.save()
    edit(one, chart, "g1.1", "; -> 5")
    one.practice.save()
    found = objective(one.again(), chart, "g1.1")
    assert (found.target, str(found.due)) == (5, "2026-06-30")


def test_lines_that_both_added_get_codes_of_their_own(two: tuple[Room, Room, str]) -> None:
    one, other, chart = two
    add(other, chart, "Call a friend")
    other.practice.save()
    add(one, chart, "Walk daily")
    again = joined(one, chart)
    codes = {code: objective(again, chart, code).text for code in ("g1.3", "g1.4")}
    assert codes == {"g1.3": "Call a friend", "g1.4": "Walk daily"}


def disputed(two: tuple[Room, Room, str], mine: str, theirs: str) -> Room:
    one, other, chart = two
    edit(other, chart, "g1.1", theirs)
    other.practice.save()
    edit(one, chart, "g1.1", mine)
    with pytest.raises(Clash):
        one.practice.save()
    return one


@pytest.mark.parametrize(
    ("choice", "target", "due"),
    [("mine", 5, "2026-06-01"), ("theirs", 6, "2026-06-30"), ("both", 5, "2026-06-30")],
)
def test_one_field_changed_twice_is_a_dispute(two: tuple[Room, Room, str], choice: str, target: int, due: str) -> None:
    one, chart = disputed(two, "; -> 5; by 1 jun", "; -> 6; by 30 jun"), two[2]
    found = one.practice.merge(chart)
    (dispute,) = found.disputes
    assert set(dispute.fields) >= {"target", "due"}
    assert dispute.can_be_both
    one.practice.rebase(chart, found.settled({0: choice}), "merged")  # type: ignore[dict-item]
    one.practice.save()
    now = objective(one.again(), chart, "g1.1")
    assert (now.target, str(now.due)) == (target, due)


def test_one_field_alone_cannot_be_both(two: tuple[Room, Room, str]) -> None:
    one = disputed(two, "; -> 5", "; -> 6")
    (dispute,) = one.practice.merge(two[2]).disputes
    assert not dispute.can_be_both


def test_removed_there_and_changed_here(two: tuple[Room, Room, str]) -> None:
    one, other, chart = two
    node = one.node(chart, "g1.2")
    other.do(chart, RemoveNode(node))
    other.practice.save()
    edit(one, chart, "g1.2", "; by 1 jun")
    with pytest.raises(Clash):
        one.practice.save()
    found = one.practice.merge(chart)
    (dispute,) = found.disputes
    assert found.side("theirs", dispute) is None
    assert found.side("mine", dispute) is not None
    kept = from_tables(found.settled({0: "mine"}))
    assert find(plan_at_hand(kept), node) is not None
    assert find(plan_at_hand(from_tables(found.settled({}))), node) is None


def test_changed_there_and_removed_here(two: tuple[Room, Room, str]) -> None:
    one, other, chart = two
    node = one.node(chart, "g1.2")
    edit(other, chart, "g1.2", "; by 1 jun")
    other.practice.save()
    one.do(chart, RemoveNode(node))
    with pytest.raises(Clash):
        one.practice.save()
    found = one.practice.merge(chart)
    assert find(plan_at_hand(from_tables(found.settled({0: "mine"}))), node) is None
    assert find(plan_at_hand(from_tables(found.settled({0: "theirs"}))), node) is not None


def test_both_began_the_next_version(two: tuple[Room, Room, str]) -> None:
    one, other, chart = two
    one.do(chart, SignPlan("DW", TookPart.IN_PERSON))
    one.practice.save()
    one, other = one.again(), other.again()
    for room in (one, other):
        room.chart(chart)
    edit(other, chart, "g1.1", "; -> 6")
    other.practice.save()
    edit(one, chart, "g1.2", "; by 1 jun")
    again = joined(one, chart)
    assert [plan.number for plan in again.chart(chart).plans] == [1, 2]
    assert objective(again, chart, "g1.1").target == 6
    assert str(objective(again, chart, "g1.2").due) == "2026-06-01"


def test_nothing_is_disputed_where_both_did_the_same(two: tuple[Room, Room, str]) -> None:
    one, _, chart = two
    same = to_tables(one.chart(chart))
    edit(one, chart, "g1.1", "; -> 5")
    changed = to_tables(one.chart(chart))
    assert merge(same, changed, changed, acting()).disputes == ()


# reviews: one draft for a chart


@pytest.fixture
def reviewed(tmp_path: Path) -> tuple[Room, Room, str]:
    """Two terminals on one store, both with the same chart open; its plan was signed twelve weeks ago."""
    one = open_room(tmp_path / "store")
    one.clock.moment = NOW - timedelta(weeks=12)
    chart = one.planned()
    one.do(chart, SignPlan("dw", TookPart.IN_PERSON))
    one.clock.moment = NOW
    one.practice.save()
    other = open_room(one.folder, one.clock)
    other.chart(chart)
    return one, other, chart


def lines(room: Room, chart: Chart) -> dict[str, tuple[int | None, str]]:
    """Marks and remarks of the only review there is, by code."""
    (review,) = chart.reviews
    codes = {room.node(chart.id, code): code for code in ("g1.1", "g1.2", "g2.1")}
    return {codes[line.objective]: (line.mark, line.remark) for line in review.lines}


def test_reviews_that_both_began_become_one(reviewed: tuple[Room, Room, str]) -> None:
    one, other, chart = reviewed
    other.do(chart, Rate(node=other.node(chart, "g1.1"), mark=1))
    other.do(chart, Remark(node=other.node(chart, "g1.2"), text="Sleeps at last"))
    other.practice.save()
    one.do(chart, Rate(ReviewKind.FORMAL, one.node(chart, "g2.1"), -1))
    one.do(chart, Rate(ReviewKind.FORMAL, one.node(chart, "g1.2"), 0))
    now = joined(one, chart).chart(chart)
    assert lines(one, now) == {"g1.1": (1, ""), "g1.2": (0, "Sleeps at last"), "g2.1": (-1, "")}
    assert now.reviews[0].kind is ReviewKind.FORMAL, "the weightier kind counts"
    assert now.reviews[0].id == other.chart(chart).reviews[0].id


def test_two_marks_on_one_objective_are_the_only_dispute(reviewed: tuple[Room, Room, str]) -> None:
    one, other, chart = reviewed
    for room, mark in ((other, 1), (one, -1)):
        room.do(chart, Rate(node=room.node(chart, "g1.1"), mark=mark))
        room.do(chart, Rate(node=room.node(chart, "g1.2" if mark > 0 else "g2.1"), mark=2))
        if room is other:
            room.practice.save()
    with pytest.raises(Clash):
        one.practice.save()
    found = one.practice.merge(chart)
    (dispute,) = found.disputes
    assert (dispute.path[-1], dispute.fields) == (one.node(chart, "g1.1"), ("mark",))
    one.practice.rebase(chart, found.settled({0: "mine"}), "merged")
    one.practice.save()
    assert lines(one, one.again().chart(chart)) == {"g1.1": (-1, ""), "g1.2": (2, ""), "g2.1": (2, "")}


def test_a_review_that_was_seen_goes_on_and_merges_in_silence(reviewed: tuple[Room, Room, str]) -> None:
    one, other, chart = reviewed
    other.do(chart, Rate(node=other.node(chart, "g1.1"), mark=1))
    other.practice.save()
    one.practice.refresh()
    other.do(chart, Rate(node=other.node(chart, "g1.2"), mark=0))
    other.practice.save()
    one.do(chart, Rate(node=one.node(chart, "g2.1"), mark=-1))
    one.practice.save()
    assert lines(one, one.again().chart(chart)) == {"g1.1": (1, ""), "g1.2": (0, ""), "g2.1": (-1, "")}


def test_a_plan_changed_in_both_reviews_is_one_draft_signed_by_one_review(reviewed: tuple[Room, Room, str]) -> None:
    one, other, chart = reviewed
    for room, code, clause in ((other, "g1.1", "; -> 6"), (one, "g2.1", "; -> 8")):
        place = find(plan_at_hand(room.chart(chart)), room.node(chart, code))
        assert place is not None
        words = lexicon(room.chart(chart), room.practice.acting())
        change = parse_change("objective", clause, line_of(place.node), words)
        room.do(chart, EditReviewed(node=place.node.id, line=change.line, difference=change.difference))  # type: ignore[arg-type]
        if room is other:
            room.practice.save()
    now = joined(one, chart).chart(chart)
    assert [plan.number for plan in now.plans] == [1, 2]
    assert now.reviews[0].plan == now.plans[1].id
    assert (objective(one.again(), chart, "g1.1").target, objective(one.again(), chart, "g2.1").target) == (6, 8)


# what the other side has signed


def test_a_mark_does_not_get_into_a_review_that_was_signed_meanwhile(reviewed: tuple[Room, Room, str]) -> None:
    one, other, chart = reviewed
    for code in ("g1.1", "g1.2", "g2.1"):
        other.do(chart, Rate(node=other.node(chart, code), mark=1))
    other.practice.save()
    one.practice.refresh()
    other.do(chart, SignReviewed(initials="dw"))
    other.practice.save()
    one.do(chart, Rate(node=one.node(chart, "g2.1"), mark=-2))
    with pytest.raises(Clash):
        one.practice.save()
    found = one.practice.merge(chart)
    (dispute,) = found.disputes
    assert dispute.sealed
    assert not dispute.can_be_both
    assert found.settled({0: "mine"}) == found.settled({}), "what is signed is never changed"
    one.practice.rebase(chart, found.settled({0: "mine"}), "merged")
    one.practice.save()
    review = one.again().chart(chart).reviews[0]
    assert review.signatures[0].sha256 == review_digest(review)


def test_an_edit_does_not_get_into_a_plan_that_was_signed_meanwhile(two: tuple[Room, Room, str]) -> None:
    one, other, chart = two
    other.do(chart, SignPlan("dw", TookPart.IN_PERSON))
    other.practice.save()
    edit(one, chart, "g1.1", "; -> 5")
    with pytest.raises(Clash):
        one.practice.save()
    found = one.practice.merge(chart)
    assert [dispute.sealed for dispute in found.disputes] == [True]
    assert objective(one, chart, "g1.1").target == 5
    one.practice.rebase(chart, found.settled({0: "mine"}), "merged")
    one.practice.save()
    plan = one.again().chart(chart).plans[0]
    assert plan.signatures[0].sha256 == content_digest(plan)
