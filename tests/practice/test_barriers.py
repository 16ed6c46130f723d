"""Undo never reaches behind a sealed signature, an export or a backup, through whichever door it was made."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from plantui.library import shipped
from plantui.model.codec import to_tables
from plantui.model.signature import TookPart
from plantui.practice.barriers import Stays
from plantui.practice.commands.clients import ChangeClient
from plantui.practice.commands.progress import MarkProgress
from plantui.practice.commands.signing import SignPlan
from plantui.practice.exporting import export_bundle, export_glance, export_plan
from plantui.practice.history import intention
from plantui.practice.opening import Habits, open_practice
from plantui.practice.refusal import Refused
from plantui.practice.safekeeping import back_up
from plantui.vault.seam import AuditQuery, Event
from tests.practice.rooms import Room

SIGN = SignPlan("dw", TookPart.IN_PERSON, "more walking")


def _mark(room: Room, chart: str, code: str = "g1.1", mark: str = "+", group: str = "") -> None:
    room.practice.perform(chart, MarkProgress(room.node(chart, code), mark), group)


def _other(room: Room) -> str:
    return room.client("Osei, Kwame; dob 1984-02-03")


def _export(room: Room, chart: str) -> Path:
    room.practice.save()
    return export_plan(room.practice, chart, room.folder.with_name("out"))


def _back_up(room: Room, who: str = "dw") -> None:
    room.practice.save()
    acting = room.practice.acting()
    event = Event(act="store.backup", who=who, at=acting.now, session="other")
    back_up(room.store, room.folder.with_name("backup.tar"), event, "test", force=True)


def test_what_was_exported_stays_and_the_refusal_says_why(room: Room) -> None:
    chart = room.planned()
    _mark(room, chart)
    _export(room, chart)
    before = to_tables(room.chart(chart))
    with pytest.raises(Stays) as stays:
        room.practice.undo()
    assert stays.value.sentence == (
        "The plan of C-001 was exported at 13:52, so this stays: g1.1 marked +1. Change it by hand and export again."
    )
    assert not room.practice.history().done
    assert to_tables(room.chart(chart)) == before


def test_a_change_after_the_export_is_taken_back_and_none_before(room: Room) -> None:
    chart = room.planned()
    _export(room, chart)
    _mark(room, chart)
    assert room.practice.undo().message == "Undone: g1.1 marked +1"
    with pytest.raises(Stays, match="exported"):
        room.practice.undo()
    assert room.practice.redo().message == "Again: g1.1 marked +1"


def test_the_barrier_stands_after_a_restart(room: Room) -> None:
    chart = room.planned()
    _mark(room, chart)
    _export(room, chart)
    room.clock.forward(days=1)
    later = room.again()
    with pytest.raises(Stays, match=r"exported on Tue 10 Mar at 13:52, so this stays: g1\.1 marked \+1"):
        later.practice.undo()
    _mark(later, chart, "g1.2")
    assert later.again().practice.undo().message == "Undone: g1.2 marked +1"


def test_an_export_through_another_door_closes_it_here(room: Room) -> None:
    chart = room.planned()
    _mark(room, chart)
    other = room.again()
    assert room.practice.history().done
    export_glance(other.practice, chart, room.folder.with_name("out"), "codes")
    with pytest.raises(Stays, match="The glance sheet of C-001 was exported"):
        room.practice.undo()


def test_an_export_closes_its_own_client_alone(room: Room) -> None:
    chart, other = room.planned(), _other(room)
    _mark(room, chart)
    room.do(other, ChangeClient(msgspec.structs.replace(room.chart(other).client, phone="555 0100")))
    room.practice.save()
    export_bundle(room.practice, other, room.folder.with_name("out"))
    with pytest.raises(Stays, match="Everything of C-002 was exported"):
        room.practice.undo()
    with pytest.raises(Stays, match="Everything of C-002 was exported"):
        room.practice.undo(seen=other)
    assert room.practice.undo(seen=chart).message == "Undone: g1.1 marked +1"


def test_a_backup_closes_everything(room: Room) -> None:
    chart, other = room.planned(), _other(room)
    _mark(room, chart)
    _back_up(room)
    for seen in ("", chart, other):
        with pytest.raises(Stays) as stays:
            room.practice.undo(seen)
        assert stays.value.sentence == (
            "A backup was made at 13:52, so this stays: g1.1 marked +1. Change it by hand; the next backup holds that."
        )
    _mark(room, chart, "g1.2")
    assert room.practice.undo().message == "Undone: g1.2 marked +1"


def test_somebody_else_who_made_it_is_named(room: Room) -> None:
    chart = room.planned()
    _mark(room, chart)
    _back_up(room, "xy")
    with pytest.raises(Stays, match="A backup was made at 13:52 by xy, so"):
        room.practice.undo()


def test_what_was_undone_before_an_export_is_not_made_again(room: Room) -> None:
    chart = room.planned()
    _mark(room, chart)
    room.practice.undo()
    _export(room, chart)
    with pytest.raises(Stays, match=r"so this is not made again: g1\.1 marked \+1\. Change it by hand"):
        room.practice.redo()
    assert not room.again().practice.history().undone


def test_an_intention_on_several_clients_stays_as_a_whole(room: Room) -> None:
    chart, other = room.planned(), _other(room)
    room.practice.perform(
        other, ChangeClient(msgspec.structs.replace(room.chart(other).client, phone="555 0100")), "both"
    )
    _mark(room, chart, group="both")
    room.practice.save()
    export_bundle(room.practice, other, room.folder.with_name("out"))
    with pytest.raises(Stays, match="Everything of C-002"):
        room.practice.undo(seen=chart)
    assert all(past.group != "both" for past in room.practice.history().done)


def test_steps_of_one_group_are_turned_together(room: Room) -> None:
    chart = room.planned()
    _mark(room, chart, group="both")
    _mark(room, chart, "g1.2", group="both")
    steps = room.practice.next_undo()
    assert [past.message for past in steps] == ["g1.1 marked +1", "g1.2 marked +1"]
    assert intention(steps) == 2


def test_a_clock_that_begins_anew_closes_nothing_that_came_after(room: Room) -> None:
    """A rehearsal's clock stands at the same moment at each start: the order of the trail counts, not the time."""
    chart = room.planned()
    room.clock.forward(hours=3)
    _export(room, chart)
    room.clock.forward(hours=-3)
    later = room.again()
    _mark(later, chart)
    assert later.again().practice.undo().message == "Undone: g1.1 marked +1"


def test_taking_a_client_out_again_stops_at_a_sealed_plan(room: Room) -> None:
    chart = room.planned()
    room.do(chart, SIGN)
    room.clock.forward(seconds=61)
    assert not room.practice.history().done
    with pytest.raises(Stays, match="Plan v1 of C-001 is sealed"):
        room.practice.undo()


@pytest.mark.parametrize("seconds", [0, 1, 300])
def test_a_signature_is_sealed_after_the_time_that_is_set(room: Room, seconds: int) -> None:
    chart = room.planned()
    room.practice.save()
    practice, _ = open_practice(
        room.folder, shipped(), lambda _: room.clock, Habits(seal_after=timedelta(seconds=seconds))
    )
    practice.perform(chart, SIGN)
    if seconds > 1:
        room.clock.forward(seconds=seconds - 1)
        assert practice.undo().message.startswith("Undone: Plan v1")
        practice.redo()
    room.clock.forward(seconds=min(seconds, 1))
    with pytest.raises(Refused, match="Plan v1 of C-001 is sealed, so this stays"):
        practice.undo()


def test_leaving_seals_at_once_and_is_no_step_of_undo(room: Room) -> None:
    chart = room.planned()
    room.do(chart, SIGN)
    _mark(room, chart)
    room.practice.undo()
    plan = room.chart(chart).plans[0].id
    room.practice.seal(chart, (plan,))
    assert room.practice.redo().message == "Again: g1.1 marked +1"
    assert room.practice.undo().message == "Undone: g1.1 marked +1"
    with pytest.raises(Stays, match="sealed"):
        room.practice.undo()
    with pytest.raises(Stays, match="sealed"):
        room.again().practice.undo()
    assert [line.act for line in room.store.audit(AuditQuery(act="sign"))] == ["sign.seal"]


def test_sealing_twice_stores_nothing_twice(room: Room) -> None:
    chart = room.planned()
    room.do(chart, SIGN)
    plan = room.chart(chart).plans[0].id
    room.practice.seal(chart, (plan,))
    room.clock.forward(seconds=1)
    room.practice.seal(chart, (plan,))
    room.practice.save()
    assert len(list(room.store.audit(AuditQuery(act="sign.seal")))) == 1


def test_the_trail_says_that_a_signature_was_taken_back(room: Room) -> None:
    chart = room.planned()
    room.do(chart, SIGN)
    room.practice.undo()
    room.practice.redo()
    _mark(room, chart)
    room.practice.undo()
    room.practice.save()
    acts = [line.act for line in room.store.audit(AuditQuery(chart=chart))]
    assert acts[-5:] == ["plan.sign", "undo.plan.sign", "redo.plan.sign", "progress.mark", "undo"]
