"""Two terminals and one chart: what merges silently, what is disputed, and what a choice makes of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from plantui.model.codec import from_tables, to_tables
from plantui.model.plan import Objective
from plantui.model.signature import TookPart
from plantui.model.tree import find, find_code
from plantui.practice.commands.nodes import AddNode, EditNode, RemoveNode
from plantui.practice.commands.signing import SignPlan
from plantui.practice.conflicts import merge
from plantui.practice.drafts import plan_at_hand
from plantui.practice.lexicon import lexicon
from plantui.practice.lines import line_of
from plantui.practice.practice import Clash
from plantui.quickentry import parse_plan_line
from plantui.quickentry.change import parse_change
from tests.practice.rooms import Room, acting, open_room


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
    with pytest.raises(Clash):
        one.practice.save()
    found = one.practice.merge(chart)
    assert found.disputes == ()
    one.practice.rebase(chart, found.settled({}), "merged")
    one.practice.save()
    again = one.again()
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
    with pytest.raises(Clash):
        one.practice.save()
    found = one.practice.merge(chart)
    assert found.disputes == ()
    one.practice.rebase(chart, found.settled({}), "merged")
    one.practice.save()
    again = one.again()
    assert [plan.number for plan in again.chart(chart).plans] == [1, 2]
    assert objective(again, chart, "g1.1").target == 6
    assert str(objective(again, chart, "g1.2").due) == "2026-06-01"


def test_nothing_is_disputed_where_both_did_the_same(two: tuple[Room, Room, str]) -> None:
    one, _, chart = two
    same = to_tables(one.chart(chart))
    edit(one, chart, "g1.1", "; -> 5")
    changed = to_tables(one.chart(chart))
    assert merge(same, changed, changed, acting()).disputes == ()
