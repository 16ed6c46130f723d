"""A note of a couple or group is written once and filed in each member's chart without the others' names."""

from __future__ import annotations

import pytest

from plantui.clinical.binding import note_digest
from plantui.clinical.drift import drift
from plantui.model.chart import Chart
from plantui.model.event import EventKind
from plantui.model.note import Note, VisitKind
from plantui.model.signature import TookPart
from plantui.practice.command import Command, Step
from plantui.practice.commands.clients import SetMembers
from plantui.practice.commands.group_notes import FileGroupNote, filed_id
from plantui.practice.commands.notes import KeepAddendum, KeepNote
from plantui.practice.commands.outlines import AddLines
from plantui.practice.commands.signing import SignPlan
from plantui.practice.group_notes import file_waiting, missing, parts_for, sign_addendum, sign_note, told, waiting
from plantui.practice.history import intention
from plantui.practice.lexicon import lexicon
from plantui.practice.members import people, typed_members
from plantui.practice.refusal import Refused
from plantui.quickentry.header import NoteHeader
from plantui.quickentry.outline import parse_outline
from plantui.vault.faults import StoreUnreadable
from plantui.vault.seam import AuditQuery
from tests.practice.rooms import PLAN, Room, open_room

MARIA = "Reyes, Maria; dob 1991-04-02; called Mia"
TOMAS = "Ruiz, Tomás; id K-7"
ANNA = "van der Berg, Anna Maria"
TEXT = """\
DATA
Maria spoke of the worry log, Tomás and Anna listened. mia's week was long; M.R. slept badly, TR not at all.
The group practised saying no. #1.1+ Reyes, Maria held back; C-001 and K-7 tried twice. @gad7=9
C-001: #1.2+ five good nights. @phq9=14 Tomas asked her about it.
Tomás: risk: asked alone, none
Anna Maria, K-7: hw: ring each other on Sunday

PLAN
risk: none said in the group
next: the van der Berg example
"""
NAMES = ("maria", "mia", "reyes", "tomás", "tomas", "ruiz", "anna", "berg", "m.r.", "c-001", "k-7", "c-002", "c-003")
OWN = {"maria": "maria mia reyes m.r. c-001", "tomas": "tomás tomas ruiz k-7", "anna": "anna maria berg"}


class Group:
    """A group of three in a store: its chart, and the charts of its members."""

    def __init__(self, room: Room, line: str = "Thursday group; kind group") -> None:
        self.room = room
        self.members = {"maria": room.client(MARIA), "tomas": room.client(TOMAS), "anna": room.client(ANNA)}
        self.chart_id = room.client(line)
        typed = [self.chart(name).code for name in self.members]
        room.do(self.chart_id, SetMembers(people(typed, room.practice.summaries())))

    def chart(self, name: str) -> Chart:
        return self.room.chart(self.members[name])

    def filed(self, name: str) -> Note:
        (found,) = [note for note in self.chart(name).notes if note.filed_from]
        return found

    def write(self, text: str = TEXT, kind: str = "group") -> str:
        step = self.room.do(self.chart_id, KeepNote(text, NoteHeader(kind=kind, format="DAP", minutes=90)))
        return step.focus

    def sign(self, text: str = TEXT, kind: str = "group") -> str:
        note = self.write(text, kind)
        return sign_note(self.room.practice, self.chart_id, note, "dw").message

    def note(self) -> Note:
        return self.room.chart(self.chart_id).notes[-1]


def plan(room: Room, chart_id: str) -> None:
    words = lexicon(room.chart(chart_id), room.practice.acting())
    room.do(chart_id, AddLines(parse_outline(PLAN, words)))
    room.do(chart_id, SignPlan("dw", TookPart.IN_PERSON))


def test_every_member_has_a_signed_note_without_the_others(room: Room) -> None:
    group = Group(room)
    plan(room, group.chart_id)
    said = group.sign()
    assert "Filed in C-001, K-7, C-002." in said
    for name, own in OWN.items():
        note = group.filed(name)
        assert note.signatures[0].sha256 == note_digest(note)
        assert (note.kind, note.minutes, note.date) == (VisitKind.GROUP, 90, group.note().date)
        assert note.filed_from == group.note().id
        text = note.text.casefold()
        for other in NAMES:
            if other not in own.split():
                assert other not in text, (name, other, note.text)
    assert group.note().filed_to == tuple(group.members.values())


def test_a_members_own_lines_are_in_that_chart_alone(room: Room) -> None:
    group = Group(room)
    for chart_id in (group.chart_id, *group.members.values()):
        plan(room, chart_id)
    group.sign()
    maria, tomas, anna = (group.filed(name) for name in group.members)
    assert "five good nights" in maria.text
    assert "five good nights" not in tomas.text + anna.text
    assert [(link.node, link.mark) for link in maria.links] == [(room.node(group.members["maria"], "g1.2"), 1)]
    assert not tomas.links
    assert not anna.links
    assert [(score.measure, score.total) for score in group.chart("maria").measures] == [("phq9", 14)]
    assert not group.chart("tomas").measures
    assert anna.homework == ("ring each other on Sunday",)
    assert tomas.homework == ("ring each other on Sunday",)
    assert maria.homework == ()
    assert tomas.risk == ("asked alone, none", "none said in the group")
    assert anna.risk == ("none said in the group",)
    # The group's own reading leaves members' lines alone: its marks and scores are the group's.
    own = group.note()
    assert [link.mark for link in own.links] == [1]
    assert [(score.measure, score.total) for score in room.chart(group.chart_id).measures] == [("gad7", 9)]
    assert '"GAD-7' not in maria.text
    assert "GAD-7 9" in maria.text


def test_a_link_to_the_groups_plan_becomes_words(room: Room) -> None:
    group = Group(room)
    for chart_id in (group.chart_id, group.members["maria"]):
        plan(room, chart_id)
    group.sign("We spoke of sleep. #1.2+ And of #9.9 too.")
    note = group.filed("maria")
    assert note.text == 'We spoke of sleep. "Sleep 6 h or more" +1 And of 9.9 too.'
    assert not note.links


def test_who_was_not_there_has_a_missed_visit(room: Room) -> None:
    group = Group(room)
    said = group.sign("with: Maria, C-002, Sam Oyelaran\nThey worked on saying no.")
    assert "Filed in C-001, K-7, C-002." in said
    assert group.filed("maria").text == "with: Sam Oyelaran\nThey worked on saying no."
    away = group.filed("tomas")
    assert (away.kind, away.text, away.minutes) == (VisitKind.MISSED, "Missed the visit.", None)


def test_a_visit_of_one_is_filed_for_that_one_alone(room: Room) -> None:
    group = Group(room)
    group.sign("with: Tomás\nSeen alone.", "individual")
    assert [note.text for note in group.chart("tomas").notes] == ["Seen alone."]
    assert not group.chart("maria").notes
    other = group.sign("Nobody named.", "individual")
    assert "Filed" not in other
    assert not group.note().filed_to


def test_one_u_takes_back_signature_and_copies(room: Room) -> None:
    group = Group(room)
    group.sign()
    room.practice.save()
    assert intention(room.practice.history().done) == 4
    for _ in range(4):
        room.practice.undo()
    assert not group.note().signatures
    assert not any(group.chart(name).notes for name in group.members)
    assert "Filed in C-001, K-7, C-002." in sign_note(room.practice, group.chart_id, group.note().id, "dw").message
    assert [len(group.chart(name).notes) for name in group.members] == [1, 1, 1]


def test_filing_twice_files_once(room: Room) -> None:
    group = Group(room)
    group.sign()
    parts = parts_for(room.practice, room.chart(group.chart_id), group.note())
    for part in parts:
        step = room.do(part.member.chart, FileGroupNote(group.note(), part, "dw"))
        assert not step.changed
    with pytest.raises(Refused, match="Every signed note is in the charts"):
        file_waiting(room.practice, group.chart_id, "dw")
    again = room.again()
    assert all(
        [note.id for note in again.chart(chart_id).notes] == [filed_id(group.note().id, chart_id)]
        for chart_id in group.members.values()
    )


def test_what_failed_half_way_is_found_and_filed_again(room: Room) -> None:
    group = Group(room)
    note = group.write()
    whole, lost = room.practice.perform, group.members["tomas"]

    def breaks(chart_id: str, command: object, group: str = "") -> object:
        if chart_id == lost and isinstance(command, FileGroupNote):
            raise StoreUnreadable("The chart does not read.", "Restore it.")
        return whole(chart_id, command, group)  # type: ignore[arg-type]

    said = sign_note(room.practice, group.chart_id, note, "dw", lambda c, i, g: breaks(i, c, g)).message  # type: ignore[return-value,arg-type]
    assert "Filed in C-001, C-002." in said
    assert "Not filed in K-7" in said
    later = room.again()
    (left,) = waiting(later.practice, later.chart(group.chart_id))
    assert missing(later.practice, later.chart(group.chart_id), left) == (lost,)
    assert file_waiting(later.practice, group.chart_id, "dw") == "Filed in K-7."
    assert [len(later.chart(chart_id).notes) for chart_id in group.members.values()] == [1, 1, 1]
    assert not waiting(later.practice, later.chart(group.chart_id))


@pytest.mark.parametrize("stored", [1, 2, 3])
def test_a_crash_between_two_charts_leaves_nothing_that_is_not_found(room: Room, stored: int) -> None:
    group = Group(room)
    note = group.write()
    room.practice.save()
    save, seen = room.practice.charts.save, []

    def crashes(chart: str, *rest: object) -> int:
        if len(seen) == stored:
            raise StoreUnreadable("The lights went out.", "Start again.")
        seen.append(chart)
        return save(chart, *rest)  # type: ignore[arg-type]

    room.practice.charts.save = crashes  # type: ignore[assignment]
    sign_note(room.practice, group.chart_id, note, "dw")
    with pytest.raises(StoreUnreadable):
        room.practice.save()
    later = open_room(room.folder, room.clock)
    there = later.chart(group.chart_id)
    assert there.notes[-1].signatures
    assert len(missing(later.practice, there, there.notes[-1])) == 4 - stored
    file_waiting(later.practice, group.chart_id, "dw")
    after = later.again()
    assert [len(after.chart(chart_id).notes) for chart_id in group.members.values()] == [1, 1, 1]
    assert not waiting(after.practice, after.chart(group.chart_id))


def test_the_audit_trail_names_every_filing(room: Room) -> None:
    group = Group(room)
    group.sign()
    room.practice.save()
    filed = list(room.store.audit(AuditQuery(act="note.file")))
    assert [line.chart for line in filed] == list(group.members.values())


def test_an_addendum_follows_the_note(room: Room) -> None:
    group = Group(room)
    group.sign("All worked. C-001 said little.")
    room.clock.forward(minutes=5)
    step = room.do(group.chart_id, KeepAddendum(group.note().id, "Tomás came late.\nMaria: left early."))
    sign_addendum(room.practice, group.chart_id, group.note().id, step.focus, "dw")
    (tomas,) = group.filed("tomas").addenda
    (maria,) = group.filed("maria").addenda
    (anna,) = group.filed("anna").addenda
    assert tomas.text == "Tomás came late."
    assert maria.text == "Another member came late.\nleft early."
    assert anna.text == "Another member came late."
    assert tomas.signatures
    assert tomas.id == filed_id(step.focus, group.members["tomas"])


def test_an_addendum_that_was_not_filed_is_found_and_filed_again(room: Room) -> None:
    group = Group(room)
    group.sign("All worked.")
    room.clock.forward(minutes=5)
    step = room.do(group.chart_id, KeepAddendum(group.note().id, "Tea was late.\nC-001: left early."))
    lost = group.members["tomas"]

    def breaks(command: Command, chart_id: str, group: str) -> Step:
        if chart_id == lost:
            raise StoreUnreadable("The chart does not read.", "Restore it.")
        return room.practice.perform(chart_id, command, group)

    said = sign_addendum(room.practice, group.chart_id, group.note().id, step.focus, "dw", breaks).message
    assert "Not filed in K-7" in said
    assert missing(room.practice, room.chart(group.chart_id), group.note()) == (lost,)
    assert file_waiting(room.practice, group.chart_id, "dw") == "Filed in K-7."
    assert [len(group.filed(name).addenda) for name in group.members] == [1, 1, 1]
    assert not waiting(room.practice, room.chart(group.chart_id))


def test_two_of_one_name_must_be_told_apart(room: Room) -> None:
    group = Group(room)
    group.members["other"] = room.client("Stone, Maria")
    typed = [group.chart(name).code for name in group.members]
    room.do(group.chart_id, SetMembers(people(typed, room.practice.summaries())))
    note = group.write("Maria: spoke of her mother.")
    with pytest.raises(Refused, match=r"Maria: fits two members \(C-001, C-004\)"):
        sign_note(room.practice, group.chart_id, note, "dw")
    assert not group.note().signatures
    room.do(group.chart_id, KeepNote("Maria spoke of her mother; a stone fell.", NoteHeader(kind="group"), note))
    sign_note(room.practice, group.chart_id, note, "dw")
    assert group.filed("maria").text == "A member spoke of her mother; a stone fell."
    assert group.filed("other").text == "A member spoke of her mother; a stone fell."
    assert group.filed("tomas").text == "Another member spoke of her mother; a stone fell."


def test_a_couple_says_the_partner_and_keeps_the_shared_last_name(room: Room) -> None:
    room.client("Halloran, Bríd")
    room.client("Halloran, Tomás")
    pair = room.client("Halloran, Bríd & Tomás; kind couple; member C-001; member C-002")
    step = room.do(
        pair, KeepNote("Tomas Halloran listened to Brid. Bríd and Tomás laughed.", NoteHeader(kind="couple"))
    )
    sign_note(room.practice, pair, step.focus, "dw")
    texts = {
        room.chart(chart_id).client.given: room.chart(chart_id).notes[0].text
        for chart_id in room.chart(pair).notes[0].filed_to
    }
    assert texts == {
        "Bríd": "The partner listened to Brid. Bríd and the partner laughed.",
        "Tomás": "Tomas Halloran listened to the partner. The partner and Tomás laughed.",
    }


def test_a_shared_risk_line_closes_nothing_of_a_members(room: Room) -> None:
    group = Group(room)
    maria = group.members["maria"]
    room.do(maria, KeepNote("@phq9=1,1,1,1,1,1,1,1,1", NoteHeader()))
    group.sign("risk: none said in the group")
    (event,) = [event for event in group.chart("maria").events if event.kind is EventKind.RISK_ITEM]
    assert event.answered == ""
    group.sign("C-001: risk: asked alone, no plan, no intent")
    (event,) = [event for event in group.chart("maria").events if event.kind is EventKind.RISK_ITEM]
    assert event.answered


def test_visits_of_the_group_are_no_drift_from_the_members_plan(room: Room) -> None:
    group = Group(room)
    plan(room, group.members["maria"])
    for _ in range(4):
        group.sign("Another evening.")
    assert drift(group.chart("maria")) == 0


def test_members_are_codes_or_names(room: Room) -> None:
    one = room.client(MARIA)
    pair = room.client("Both; kind couple; member C-001; member Sam Oyelaran")
    client = room.chart(pair).client
    assert [(person.name, person.chart) for person in client.members] == [("Maria Reyes", one), ("Sam Oyelaran", "")]
    assert typed_members(client, room.practice.summaries()) == ("C-001", "Sam Oyelaran")
    with pytest.raises(Refused, match="C-099 is no client of this store"):
        room.client("Nobody; kind couple; member C-099")
    with pytest.raises(Refused, match="cannot be a member of itself"):
        people(["C-002"], room.practice.summaries(), room.chart(pair))
    note = room.do(pair, KeepNote("Sam and Maria came.", NoteHeader(kind="couple"))).focus
    parts = parts_for(room.practice, room.chart(pair), room.chart(pair).notes[0])
    assert told(parts) == "in C-001; no chart: S.O."
    sign_note(room.practice, pair, note, "dw")
    assert room.chart(one).notes[0].text == "The partner and Maria came."
