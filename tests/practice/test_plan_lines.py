"""Typing, editing, moving and removing lines of a plan, as a clinician would notice it."""

from __future__ import annotations

from datetime import date

import pytest

from plantui.clinical.standing import current, draft, plan_in_force, resolve
from plantui.model.note import Link, Note
from plantui.model.signature import TookPart
from plantui.model.status import Status
from plantui.model.tree import find_code, walk
from plantui.practice.commands.charting import WriteNote
from plantui.practice.commands.nodes import AddNode, EditNode, MoveNode, RemoveNode, ShiftNode
from plantui.practice.commands.progress import MarkProgress, SetStatus
from plantui.practice.commands.schedule import SetReviewDate
from plantui.practice.commands.signing import SignPlan
from plantui.practice.lexicon import lexicon
from plantui.practice.lines import apply_line, line_of
from plantui.practice.refusal import NeedsConfirming, NeedsReason, Refused
from plantui.quickentry import parse_plan_line, print_line
from plantui.quickentry.change import parse_change
from tests.practice.rooms import NOW, Room

SIGN = SignPlan("D.W.", TookPart.IN_PERSON)


def _codes(room: Room, chart: str) -> list[str]:
    return [place.node.code for place in walk(current(room.chart(chart)))]


def _edited(room: Room, chart: str, code: str, clause: str) -> None:
    node = find_code(current(room.chart(chart)), code).node
    words = lexicon(room.chart(chart), room.practice.acting())
    kind = "objective" if "." in code and code[-1].isdigit() else "intervention" if "." in code else "goal"
    room.do(chart, EditNode(node.id, parse_change(kind, clause, line_of(node), words).line))


def test_codes_run_through_the_plan_and_are_never_used_again(room: Room) -> None:
    chart = room.planned()
    assert _codes(room, chart) == [
        "p1", "g1", "g1.1", "g1.1a", "g1.1b", "g1.2", "g1.2a", "p2", "g2", "g2.1", "g2.1a"
    ]  # fmt: skip
    room.do(chart, RemoveNode(room.node(chart, "g1.2")))
    line = parse_plan_line("objective", "Walk daily; by +4w", lexicon(room.chart(chart), room.practice.acting()))
    room.do(chart, AddNode(line, room.node(chart, "g1")))
    assert "g1.2" not in _codes(room, chart)
    assert "g1.3" in _codes(room, chart)


def test_every_line_of_the_plan_opens_in_a_form_that_reads_back_as_itself(room: Room) -> None:
    chart = room.planned()
    words = lexicon(room.chart(chart), room.practice.acting())
    for place in walk(current(room.chart(chart))):
        text = print_line(line_of(place.node), words)
        assert apply_line(place.node, parse_plan_line(place.kind, text, words), promised=True) == place.node


def test_changing_a_signed_plan_starts_the_next_version_and_the_signed_one_stays_in_force(room: Room) -> None:
    chart = room.planned()
    room.do(chart, SIGN)
    signed = room.chart(chart).plans[0]
    _edited(room, chart, "g1.1", "; -> 6")
    assert [plan.number for plan in room.chart(chart).plans] == [1, 2]
    assert room.chart(chart).plans[0] == signed
    assert plan_in_force(room.chart(chart)).number == 1
    assert find_code(draft(room.chart(chart)), "g1.1").node.target == 6
    room.do(chart, SIGN)
    assert plan_in_force(room.chart(chart)).number == 2


def test_a_promised_date_is_kept_beside_the_one_in_force(room: Room) -> None:
    chart = room.planned()
    _edited(room, chart, "g1.1", "; by 2026-06-01")
    before = find_code(current(room.chart(chart)), "g1.1").node
    assert before.initial_due == before.due == date(2026, 6, 1)
    room.do(chart, SIGN)
    _edited(room, chart, "g1.1", "; by 2026-07-01")
    after = find_code(current(room.chart(chart)), "g1.1").node
    assert (after.initial_due, after.due) == (date(2026, 6, 1), date(2026, 7, 1))


def test_marks_status_and_review_date_need_no_new_version(room: Room) -> None:
    chart = room.planned()
    room.do(chart, SIGN)
    node = room.node(chart, "g1.1")
    room.do(chart, MarkProgress(node, "+"))
    room.do(chart, SetStatus(node, Status.ACTIVE))
    room.do(chart, SetReviewDate(date(2026, 4, 30)))
    assert len(room.chart(chart).plans) == 1
    assert room.practice.summary(chart).review_due == date(2026, 4, 30)


def test_a_status_typed_as_a_clause_is_a_dated_change(room: Room) -> None:
    chart = room.planned()
    room.do(chart, SIGN)
    _edited(room, chart, "g1.1", "; met")
    assert len(room.chart(chart).plans) == 1
    node = find_code(resolve(room.chart(chart), room.chart(chart).plans[0]), "g1.1").node
    assert node.status is Status.MET
    assert node.reached == date(2026, 3, 10)


def test_plus_raises_to_two_and_equals_sets_nought(room: Room) -> None:
    chart = room.planned()
    node = room.node(chart, "g1.1")
    said = [room.do(chart, MarkProgress(node, sign)).message for sign in ("+", "+", "+", "=", "-", "-", "+")]
    assert said == [f"g1.1 marked {mark}" for mark in ("+1", "+2", "+2", "0", "-1", "-2", "+1")]
    assert len(room.chart(chart).progress) == 1


def test_a_mark_goes_into_the_note_that_is_in_draft_today(room: Room) -> None:
    chart = room.planned()
    node = room.node(chart, "g1.1")
    note = Note(id="n1", date=NOW.date(), written=NOW, text="Kept the log.")
    room.do(chart, WriteNote(note))
    room.do(chart, MarkProgress(node, "+"))
    kept = room.chart(chart).notes[0]
    assert kept.links == (Link(node=node, mark=1),)
    assert kept.text == "Kept the log.\n#1.1+1"
    assert not room.chart(chart).progress


def test_a_mark_belongs_on_an_objective(room: Room) -> None:
    chart = room.planned()
    with pytest.raises(Refused, match=r"\+ marks an objective; this is a goal\. l goes in\."):
        room.do(chart, MarkProgress(room.node(chart, "g1"), "+"))


def test_removing_from_a_draft_deletes_and_from_a_signed_plan_discontinues(room: Room) -> None:
    chart = room.planned()
    assert room.do(chart, RemoveNode(room.node(chart, "g1.2"))).message == "g1.2 removed with 1 line under it"
    room.do(chart, SIGN)
    node = room.node(chart, "g1.1")
    room.do(chart, RemoveNode(node, "not what she wants"))
    stopped = find_code(draft(room.chart(chart)), "g1.1").node
    assert stopped.status is Status.STOPPED
    assert stopped.status_reason == "not what she wants"
    in_force = resolve(room.chart(chart), plan_in_force(room.chart(chart)))
    assert find_code(in_force, "g1.1").node.status is Status.NEW


def test_a_line_that_notes_link_to_is_not_deleted_without_being_asked(room: Room) -> None:
    chart = room.planned()
    node = room.node(chart, "g1.1")
    room.do(chart, WriteNote(Note(id="n1", date=NOW.date(), written=NOW, links=(Link(node=node),))))
    with pytest.raises(NeedsConfirming):
        room.do(chart, RemoveNode(node))
    assert "g1.1" in _codes(room, chart)


def test_a_moved_objective_takes_a_new_code_and_the_old_one_still_finds_it(room: Room) -> None:
    chart = room.planned()
    node = room.node(chart, "g1.1")
    room.do(chart, MoveNode(node, room.node(chart, "g2"), 0))
    place = next(place for place in walk(current(room.chart(chart))) if place.node.id == node)
    assert place.node.code == "g2.2"
    assert [inside.code for inside in place.node.interventions] == ["g2.2a", "g2.2b"]
    assert room.chart(chart).aliases["g1.1"] == node
    with pytest.raises(Refused, match="goes under a goal"):
        room.do(chart, MoveNode(node, room.node(chart, "p1"), 0))


def test_order_changes_by_one_place_and_says_so_at_the_edge(room: Room) -> None:
    chart = room.planned()
    node = room.node(chart, "g1.2")
    room.do(chart, ShiftNode(node, -1))
    assert _codes(room, chart)[2] == "g1.2"
    assert "first one here already" in room.do(chart, ShiftNode(node, -1)).message


def test_discontinuing_asks_why_and_dates_lie_behind(room: Room) -> None:
    chart = room.planned()
    node = room.node(chart, "g1.1")
    with pytest.raises(NeedsReason, match=r"Why is g1\.1 discontinued\?"):
        room.do(chart, SetStatus(node, Status.STOPPED))
    with pytest.raises(Refused, match="cannot lie ahead"):
        room.do(chart, SetStatus(node, Status.MET, date(2026, 3, 11)))
    with pytest.raises(Refused, match="Review dates lie ahead"):
        room.do(chart, SetReviewDate(date(2026, 3, 9)))
