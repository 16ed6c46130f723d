"""Signing is an act: initials, content, reasons, gates."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec
import pytest

from plantui.clinical.binding import content_digest
from plantui.clinical.standing import in_force
from plantui.model.period import Period, Unit
from plantui.model.signature import TookPart
from plantui.practice.commands.clients import ChangeClient
from plantui.practice.commands.nodes import AddNode
from plantui.practice.commands.plan import StartDraft
from plantui.practice.commands.schedule import SetReviewDate
from plantui.practice.commands.signing import SignPlan
from plantui.practice.lexicon import lexicon
from plantui.practice.refusal import NeedsReason, Refused
from plantui.quickentry import parse_plan_line
from tests.practice.rooms import Room


def test_signing_binds_the_content_and_sets_the_review(room: Room) -> None:
    chart = room.planned()
    message = room.do(chart, SignPlan("dw", TookPart.BY_PHONE, "fine")).message
    plan = room.chart(chart).plans[0]
    (signature,) = plan.signatures
    assert message == "Plan v1 of C-001 signed. Next review Tue 2 Jun 2026"
    assert (signature.name, signature.credential) == ("Dana Whitlock", "LCSW")
    assert signature.sha256 == content_digest(plan)
    assert signature.seals_at - signature.at == timedelta(seconds=60)
    assert plan.effective == date(2026, 3, 10)
    assert in_force(plan)


def test_other_initials_do_not_sign(room: Room) -> None:
    chart = room.planned()
    with pytest.raises(Refused, match=r"Those are not your initials \(DW\)") as refused:
        room.do(chart, SignPlan("xy", TookPart.IN_PERSON))
    assert refused.value.code == "S1"
    assert not room.chart(chart).plans[0].signatures


def test_a_client_who_did_not_take_part_needs_a_reason(room: Room) -> None:
    chart = room.planned()
    with pytest.raises(NeedsReason):
        room.do(chart, SignPlan("dw", TookPart.NOT_YET))
    room.do(chart, SignPlan("dw", TookPart.NOT_YET, why="in hospital until Friday"))
    assert room.chart(chart).plans[0].collaboration.reason == "in hospital until Friday"


def test_unfilled_blanks_stop_the_signature_and_are_named(room: Room) -> None:
    chart = room.planned()
    words = lexicon(room.chart(chart), room.practice.acting())
    line = parse_plan_line("intervention", "CBT: stay in {setting} until fear halves; weekly", words)
    room.do(chart, AddNode(line, room.node(chart, "g1.2")))
    with pytest.raises(Refused, match=r"g1\.2b \(setting\)") as refused:
        room.do(chart, SignPlan("dw", TookPart.IN_PERSON))
    assert refused.value.code == "S2"


def test_an_empty_draft_and_a_missing_draft_are_not_signed(room: Room) -> None:
    chart = room.client()
    with pytest.raises(Refused, match="no draft"):
        room.do(chart, SignPlan("dw", TookPart.IN_PERSON))


def test_a_gating_payer_asks_for_a_reason_and_keeps_it(room: Room) -> None:
    chart = room.planned("Worry; dx F41.1\n")
    client = msgspec.structs.replace(room.chart(chart).client, profile="medicare-1y")
    room.do(chart, ChangeClient(client))
    with pytest.raises(NeedsReason, match="must under"):
        room.do(chart, SignPlan("dw", TookPart.IN_PERSON))
    room.do(chart, SignPlan("dw", TookPart.IN_PERSON, anyway="crisis visit, rest follows Thursday"))
    assert room.chart(chart).plans[0].signatures[0].reason == "crisis visit, rest follows Thursday"


def test_the_default_payer_gates_nothing(room: Room) -> None:
    chart = room.planned("Worry\n")
    room.do(chart, SignPlan("dw", TookPart.IN_PERSON))
    assert in_force(room.chart(chart).plans[0])


def test_a_review_date_set_on_the_draft_outlives_the_signature(room: Room) -> None:
    chart = room.planned()
    room.do(chart, SetReviewDate(date(2026, 4, 14)))
    room.do(chart, SignPlan("dw", TookPart.IN_PERSON))
    assert room.practice.summary(chart).review_due == date(2026, 4, 14)


def test_the_rhythm_of_the_version_being_signed_sets_its_review(room: Room) -> None:
    chart = room.planned()
    room.do(chart, SignPlan("dw", TookPart.IN_PERSON))
    client = msgspec.structs.replace(room.chart(chart).client, cadence=Period(n=6, unit=Unit.WEEK))
    room.do(chart, ChangeClient(client))
    room.do(chart, StartDraft("goals changed"))
    room.do(chart, SignPlan("dw", TookPart.IN_PERSON))
    assert room.practice.summary(chart).review_due == date(2026, 4, 21)
