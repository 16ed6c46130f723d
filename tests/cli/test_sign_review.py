"""Signing a review that was begun elsewhere: its gaps stop it, and it signs what it changed."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from plantui.cli.signing import Voice, sign_review
from plantui.clinical.review import open_review
from plantui.clinical.schedule import last_review
from plantui.model.signature import TookPart
from plantui.practice.commands.plan import AddOutcome
from plantui.practice.commands.reviews import AcceptAll, Adjusted, Rate
from plantui.practice.commands.signing import SignPlan
from plantui.practice.refusal import Refused
from tests.practice.rooms import NOW, PLAN, Room, open_room


@pytest.fixture
def room(tmp_path: Path) -> Room:
    return open_room(tmp_path / "store")


@pytest.fixture
def chart_id(room: Room) -> str:
    room.clock.moment = NOW - timedelta(weeks=12)
    made = room.planned(PLAN)
    room.do(made, SignPlan("dw", TookPart.IN_PERSON))
    room.clock.moment = NOW
    return made


def sign(room: Room, chart_id: str, *answers: str) -> tuple[str, list[str]]:
    waiting, told = list(answers), []
    return sign_review(room.practice, chart_id, Voice(told.append, lambda question: waiting.pop(0))), told


def test_nothing_was_begun(room: Room, chart_id: str) -> None:
    with pytest.raises(Refused, match=r"C-001 has no unsigned review\."):
        sign(room, chart_id)


def test_a_gap_stops_it_before_anything_is_asked(room: Room, chart_id: str) -> None:
    room.do(chart_id, Rate(node=room.node(chart_id, "g1.1"), mark=1))
    with pytest.raises(Refused, match=r"Not yet: g1\.2, g2\.1 need a mark, a status or a remark"):
        sign(room, chart_id)
    assert open_review(room.chart(chart_id)) is not None


def test_it_is_signed_with_what_it_changed(room: Room, chart_id: str) -> None:
    for code in ("g1.1", "g1.2", "g2.1"):
        room.do(chart_id, Rate(node=room.node(chart_id, code), mark=1))
    room.do(chart_id, AcceptAll())
    room.do(chart_id, AddOutcome("Back at work"))
    room.do(chart_id, Adjusted())
    said, told = sign(room, chart_id, "dw")
    assert told == ["Review of Tue 10 Mar 2026 of C-001. It signs plan v2 too."]
    assert said == "Review of C-001 and plan v2 signed. Next review Tue 2 Jun 2026"
    assert last_review(room.chart(chart_id)) is not None
