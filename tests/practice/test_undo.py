"""Undo takes back one intention, redo does it again, and neither goes behind a seal."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from plantui.model.codec import to_tables
from plantui.model.signature import SignerKind, TookPart
from plantui.model.status import ClientStatus, Status
from plantui.practice.command import Command
from plantui.practice.commands.charting import RecordScore
from plantui.practice.commands.clients import SetClientStatus
from plantui.practice.commands.nodes import AddNode, EditNode, MoveNode, RemoveNode, ShiftNode
from plantui.practice.commands.plan import AddCriterion, AddOutcome, SetService, StartDraft
from plantui.practice.commands.progress import MarkProgress, SetStatus
from plantui.practice.commands.schedule import SetReviewDate
from plantui.practice.commands.signing import CollectSignature, SignPlan
from plantui.practice.drafts import plan_at_hand
from plantui.practice.lexicon import lexicon
from plantui.practice.lines import to_service
from plantui.practice.refusal import Refused
from plantui.practice.scores import score_of_total
from plantui.quickentry import parse_plan_line
from plantui.quickentry.change import parse_change
from plantui.quickentry.plan_level import parse_service
from tests.practice.rooms import LIBRARY, Room

SIGN = SignPlan("dw", TookPart.IN_PERSON, "more walking")


def _line(room: Room, chart: str, kind: str, text: str):
    return parse_plan_line(kind, text, lexicon(room.chart(chart), room.practice.acting()))


def _edit(room: Room, chart: str) -> Command:
    from plantui.model.tree import find_code
    from plantui.practice.lines import line_of

    place = find_code(plan_at_hand(room.chart(chart)), "g1.1")
    words = lexicon(room.chart(chart), room.practice.acting())
    return EditNode(place.node.id, parse_change("objective", "; -> 6", line_of(place.node), words).line)


COMMANDS: dict[str, Callable[[Room, str], Command]] = {
    "add a problem": lambda room, chart: AddNode(_line(room, chart, "problem", "Grief; dx F43.21")),
    "add an objective": lambda room, chart: AddNode(
        _line(room, chart, "objective", "Walk daily; by 2026-05-01"), room.node(chart, "g1"), 1
    ),
    "edit": _edit,
    "remove": lambda room, chart: RemoveNode(room.node(chart, "g1.1")),
    "shift": lambda room, chart: ShiftNode(room.node(chart, "g1.1"), 1),
    "move": lambda room, chart: MoveNode(room.node(chart, "g1.1"), room.node(chart, "g2"), 0),
    "start a draft": lambda room, chart: StartDraft("goal reached"),
    "service": lambda room, chart: SetService(to_service(parse_service("service group 90m weekly for 8 w"))),
    "discharge": lambda room, chart: AddCriterion("PHQ-9 below 5 for 8 weeks"),
    "outcome": lambda room, chart: AddOutcome("Back at work"),
    "mark": lambda room, chart: MarkProgress(room.node(chart, "g1.1"), "+"),
    "status": lambda room, chart: SetStatus(room.node(chart, "g1.1"), Status.MET),
    "review date": lambda room, chart: SetReviewDate(date(2026, 4, 30), "holiday"),
    "close": lambda room, chart: SetClientStatus(ClientStatus.DISCHARGED, "moved away"),
    "score": lambda room, chart: RecordScore(
        score_of_total(LIBRARY.measures["phq9"], 12, date(2026, 3, 10), room.practice.acting()), "PHQ-9"
    ),
}


@pytest.mark.parametrize("signed", [False, True], ids=["draft", "signed"])
@pytest.mark.parametrize("name", COMMANDS)
def test_undo_and_redo_of_each_command_are_the_identity_on_the_stored_chart(
    room: Room, name: str, signed: bool
) -> None:
    chart = room.planned()
    if signed:
        room.do(chart, SIGN)
        room.clock.forward(minutes=5)
    before = to_tables(room.chart(chart))
    step = room.do(chart, COMMANDS[name](room, chart))
    after = to_tables(room.chart(chart))
    if not step.changed:
        assert name == "start a draft"
        assert not signed
        return
    assert after != before
    room.practice.undo()
    assert to_tables(room.chart(chart)) == before
    room.practice.redo()
    assert to_tables(room.chart(chart)) == after
    assert to_tables(room.again().chart(chart)) == after


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
