"""Two terminals on one store: disjoint changes merge in silence, a clash is kept and told."""

from __future__ import annotations

import pytest

from plantui.clinical.standing import current
from plantui.model.tree import find_code
from plantui.practice.commands.nodes import EditNode
from plantui.practice.commands.progress import MarkProgress
from plantui.practice.lexicon import lexicon
from plantui.practice.lines import line_of
from plantui.practice.practice import Clash
from plantui.quickentry.change import parse_change
from tests.practice.rooms import Room


def _edit(room: Room, chart: str, code: str, clause: str) -> EditNode:
    node = find_code(current(room.chart(chart)), code).node
    words = lexicon(room.chart(chart), room.practice.acting())
    return EditNode(node.id, parse_change("objective", clause, line_of(node), words).line)


def test_changes_of_different_fields_merge_in_silence(room: Room) -> None:
    chart = room.planned()
    other = room.again()
    other.chart(chart)
    room.do(chart, _edit(room, chart, "g1.1", "; -> 6"))
    room.do(chart, MarkProgress(room.node(chart, "g1.1"), "+"))
    room.practice.save()
    other.do(chart, _edit(other, chart, "g1.1", "; by 2026-06-30"))
    other.do(chart, MarkProgress(other.node(chart, "g1.2"), "-"))
    other.practice.save()
    for each in (room.again(), other.again()):
        node = find_code(current(each.chart(chart)), "g1.1").node
        assert (node.target, f"{node.due}") == (6, "2026-06-30")
        assert sorted(row.mark for row in each.chart(chart).progress) == [-1, 1]
    other.practice.refresh()
    assert find_code(current(other.chart(chart)), "g1.1").node.target == 6


def test_a_clash_is_told_and_what_was_typed_is_still_there(room: Room) -> None:
    chart = room.planned()
    other = room.again()
    other.chart(chart)
    room.do(chart, _edit(room, chart, "g1.1", "; -> 6"))
    room.practice.save()
    other.do(chart, _edit(other, chart, "g1.1", "; -> 5"))
    with pytest.raises(Clash) as clash:
        other.practice.save()
    assert other.practice.writer.waiting == 1
    assert any(change.after == 5 for change in clash.value.step.changes)
    assert find_code(current(room.again().chart(chart)), "g1.1").node.target == 6
    other.practice.writer.drop()
    other.practice.refresh()
    assert find_code(current(other.chart(chart)), "g1.1").node.target == 6


def test_what_another_terminal_stored_is_seen_at_the_next_look(room: Room) -> None:
    chart = room.planned()
    other = room.again()
    room.do(chart, MarkProgress(room.node(chart, "g1.1"), "+"))
    room.practice.save()
    assert chart in other.practice.refresh()
    assert other.chart(chart).progress[0].mark == 1
    assert not other.practice.refresh()


def test_two_terminals_never_give_the_same_client_code(room: Room) -> None:
    other = room.again()
    codes = {
        each.chart(each.client(f"Client, {number}")).code for number, each in enumerate((room, other, room, other))
    }
    assert len(codes) == 4


def test_a_chart_is_taken_in_once_our_own_change_of_it_is_stored(room: Room) -> None:
    chart = room.planned()
    other = room.again()
    other.chart(chart)
    room.do(chart, MarkProgress(room.node(chart, "g1.1"), "+"))
    room.practice.save()
    other.do(chart, MarkProgress(other.node(chart, "g1.2"), "-"))
    other.practice.refresh()
    assert [row.mark for row in other.chart(chart).progress] == [-1]
    other.practice.save()
    other.practice.refresh()
    assert sorted(row.mark for row in other.chart(chart).progress) == [-1, 1]
