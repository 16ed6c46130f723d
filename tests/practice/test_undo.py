"""Undo takes back one intention, redo does it again, and neither goes behind a seal."""

from __future__ import annotations

import pytest

from plantui.model.signature import SignerKind, TookPart
from plantui.practice.command import Command
from plantui.practice.commands.nodes import EditNode
from plantui.practice.commands.progress import MarkProgress
from plantui.practice.commands.signing import CollectSignature, SignPlan
from plantui.practice.drafts import plan_at_hand
from plantui.practice.lexicon import lexicon
from plantui.practice.refusal import Refused
from plantui.quickentry.change import parse_change
from tests.practice.rooms import Room

SIGN = SignPlan("dw", TookPart.IN_PERSON, "more walking")


def _edit(room: Room, chart: str) -> Command:
    from plantui.model.tree import find_code
    from plantui.practice.lines import line_of

    place = find_code(plan_at_hand(room.chart(chart)), "g1.1")
    words = lexicon(room.chart(chart), room.practice.acting())
    return EditNode(place.node.id, parse_change("objective", "; -> 6", line_of(place.node), words).line)


def test_undo_works_after_a_restart(room: Room) -> None:
    chart = room.planned()
    room.do(chart, MarkProgress(room.node(chart, "g1.1"), "+"))
    later = room.again()
    message = later.practice.undo().message
    assert message == "Undone: g1.1 marked +1"
    assert not later.chart(chart).progress
    assert later.again().practice.redo().message == "Again: g1.1 marked +1"


def test_a_new_change_forgets_what_was_undone(room: Room) -> None:
    chart = room.planned()
    room.do(chart, MarkProgress(room.node(chart, "g1.1"), "+"))
    room.practice.undo()
    room.do(chart, MarkProgress(room.node(chart, "g1.2"), "-"))
    with pytest.raises(Refused, match="Nothing to redo"):
        room.practice.redo()


def test_a_signature_can_be_taken_back_until_its_seal_and_not_after(room: Room) -> None:
    chart = room.planned()
    room.do(chart, SIGN)
    assert room.practice.undo().message.startswith("Undone: Plan v1")
    assert not room.chart(chart).plans[0].signatures
    room.practice.redo()
    room.clock.forward(seconds=61)
    past = room.practice.history().done
    assert all("plans" not in {change.path[0] for change in step.changes} for step in past)
    with pytest.raises(Refused, match=r"Plan v1 of C-001 is sealed, so this stays: .* starts v2\."):
        room.practice.undo()
    assert room.chart(chart).plans[0].signatures


def test_undo_refuses_when_another_terminal_changed_the_same_line(room: Room) -> None:
    chart = room.planned()
    room.do(chart, _edit(room, chart))
    other = room.again()
    from plantui.model.tree import find_code
    from plantui.practice.lines import line_of

    place = find_code(plan_at_hand(other.chart(chart)), "g1.1")
    words = lexicon(other.chart(chart), other.practice.acting())
    line = parse_change("objective", "; -> 5", line_of(place.node), words).line
    other.do(chart, EditNode(place.node.id, line))
    other.practice.save()
    room.practice.refresh()
    with pytest.raises(Refused, match="changed since"):
        room.practice.undo()
    assert find_code(plan_at_hand(room.chart(chart)), "g1.1").node.target == 5


def test_taking_back_a_new_client_takes_the_chart_out_of_the_list_and_redo_brings_it_back(room: Room) -> None:
    chart = room.client()
    room.practice.undo()
    assert room.practice.summary(chart) is None
    assert room.again().practice.summaries() == []
    room.practice.redo()
    assert room.again().chart(chart).code == "C-001"


def test_a_client_signature_ends_what_stood_in_its_place(room: Room) -> None:
    chart = room.planned()
    room.do(chart, SIGN)
    plan = room.chart(chart).plans[0]
    assert plan.collaboration.reason == "agreed, not yet signed"
    room.do(chart, CollectSignature(plan.id, SignerKind.CLIENT, "Maria Reyes"))
    signed = room.chart(chart).plans[0]
    assert signed.collaboration.reason == ""
    assert {signature.sha256 for signature in signed.signatures} == {plan.signatures[0].sha256}
