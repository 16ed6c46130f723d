"""Undo and then redo of every command there is are the identity on the stored documents."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from datetime import date, timedelta

import msgspec
import pytest

import plantui.practice
from plantui.clinical.review import open_review
from plantui.clinical.standing import draft
from plantui.model.base import Tables
from plantui.model.client import Person
from plantui.model.codec import to_tables
from plantui.model.event import EventKind
from plantui.model.note import Note
from plantui.model.review import DriftDecision
from plantui.model.score import Score
from plantui.model.signature import SignerKind, TookPart
from plantui.model.status import ClientStatus, Status
from plantui.model.tree import find_code, walk
from plantui.practice.barriers import Stays
from plantui.practice.command import Command, Step
from plantui.practice.commands.charting import File, RecordScore, WriteNote
from plantui.practice.commands.clients import ChangeClient, SetClientStatus, SetMembers
from plantui.practice.commands.events import RecordEvent
from plantui.practice.commands.group_notes import FileGroupNote
from plantui.practice.commands.measures import FollowMeasure, RecordMeasure, StopFollowing
from plantui.practice.commands.nodes import AddNode, EditNode, MoveNode, RemoveNode, ShiftNode
from plantui.practice.commands.notes import DropNote, KeepAddendum, KeepNote, SignAddendum
from plantui.practice.commands.outlines import AddLines
from plantui.practice.commands.plan import AddCriterion, AddOutcome, SetService, StartDraft
from plantui.practice.commands.progress import MarkProgress, SetStatus
from plantui.practice.commands.review_signing import Seal, SignReviewed
from plantui.practice.commands.reviews import (
    Accept,
    AcceptAll,
    Adjusted,
    Decide,
    EditReviewed,
    NextReview,
    Rate,
    Refocus,
    Remark,
    SetReviewStatus,
    TookPartInReview,
)
from plantui.practice.commands.rewriting import RewritePlan
from plantui.practice.commands.schedule import SetReviewDate
from plantui.practice.commands.shelf import PutCopy
from plantui.practice.commands.signing import CollectSignature, SignNote, SignPlan, SignReview
from plantui.practice.commands.statements import (
    ConfirmWords,
    FillLines,
    InsertLines,
    Taken,
    TickGoal,
    UntickLine,
    WordGoal,
)
from plantui.practice.commands.together import Together
from plantui.practice.drafts import plan_at_hand
from plantui.practice.group_text import Part
from plantui.practice.lexicon import lexicon
from plantui.practice.lines import line_of, to_service
from plantui.practice.members import Member
from plantui.practice.practice import Practice
from plantui.practice.scores import score_of_answers, score_of_total
from plantui.practice.shelving import Copy
from plantui.practice.unsaved import Recover
from plantui.quickentry import parse_plan_line
from plantui.quickentry.change import parse_change
from plantui.quickentry.header import NoteHeader
from plantui.quickentry.outline import parse_outline
from plantui.quickentry.plan_level import parse_service
from tests.practice.rooms import LIBRARY, NOW, Room

TODAY = NOW.date()
SIGN = SignPlan("dw", TookPart.IN_PERSON, "more walking")
HEADER = NoteHeader(date=TODAY)
SISTER = Person(name="Ana Reyes", relation="sister")

Make = Callable[[Room, str], Command]


def words(room: Room, chart: str):
    return lexicon(room.chart(chart), room.practice.acting())


def line(room: Room, chart: str, kind: str, text: str):
    return parse_plan_line(kind, text, words(room, chart))


def edited(room: Room, chart: str, change: str = "; -> 6"):
    place = find_code(plan_at_hand(room.chart(chart)), "g1.1")
    assert place is not None
    return place.node.id, parse_change("objective", change, line_of(place.node), words(room, chart)).line


def taken(room: Room, chart: str, text: str, kind: str = "objective") -> Taken:
    return Taken(line(room, chart, kind, text), source="gad.o17", raw=True)


def inserted(room: Room, chart: str, text: str = "Walk to {setting}; by 2026-05-01") -> str:
    goal = room.node(chart, "g1")
    return room.do(chart, InsertLines((taken(room, chart, text),), goal)).focus


def kept(room: Room, chart: str, text: str = "Slept better. #1.1+ @gad7=9") -> str:
    return room.do(chart, KeepNote(text, HEADER)).focus


def signed_note(room: Room, chart: str) -> str:
    note = kept(room, chart)
    room.do(chart, SignNote(note, "dw"))
    room.clock.forward(seconds=61)
    return note


def added_to(room: Room, chart: str) -> tuple[str, str]:
    note = signed_note(room, chart)
    return note, room.do(chart, KeepAddendum(note, "She called.")).focus


def number(room: Room, measure: str = "phq9", total: int = 12) -> Score:
    return score_of_total(LIBRARY.measures[measure], total, TODAY, room.practice.acting())


def rewritten(room: Room, chart: str) -> RewritePlan:
    text = 'p1 Worry; dx F41.1\n  g1 "I want my nights back"\n    Walk daily; by 2026-05-01\np2 Low mood; dx F33.1\n'
    codes = frozenset(place.node.code for place in walk(plan_at_hand(room.chart(chart))))
    return RewritePlan(parse_outline(text, words(room, chart)), codes)


def ready_to_sign(room: Room, chart: str) -> SignReviewed:
    room.do(chart, AcceptAll())
    room.do(chart, Rate(node=room.node(chart, "g1.2"), mark="="))
    room.do(chart, EditReviewed(node=edited(room, chart)[0], line=edited(room, chart)[1]))
    return SignReviewed(initials="dw")


def recovered(room: Room, chart: str) -> Recover:
    step = room.do(chart, MarkProgress(room.node(chart, "g1.1"), "+"))
    room.practice.undo()
    return Recover(step.changes, step.message)


def begun_review(room: Room, chart: str) -> SignReview:
    room.do(chart, Rate(node=room.node(chart, "g1.1"), mark="+"))
    review = open_review(room.chart(chart))
    assert review is not None
    return SignReview(review.id, "dw")


def changed_draft(room: Room, chart: str) -> Adjusted:
    room.do(chart, EditNode(*edited(room, chart)))
    return Adjusted()


def node(code: str, make: Callable[[str], Command]) -> Make:
    return lambda room, chart: make(room.node(chart, code))


DRAFT: dict[str, Make] = {
    "AddNode problem": lambda room, chart: AddNode(line(room, chart, "problem", "Grief; dx F43.21")),
    "AddNode objective": lambda room, chart: AddNode(
        line(room, chart, "objective", "Walk daily; by 2026-05-01"), room.node(chart, "g1"), 1
    ),
    "EditNode": lambda room, chart: EditNode(*edited(room, chart)),
    "RemoveNode": node("g1.1", RemoveNode),
    "RemoveNode whole": node("p1", lambda id: RemoveNode(id, "no longer wanted")),
    "ShiftNode": node("g1.1", lambda id: ShiftNode(id, 1)),
    "MoveNode": lambda room, chart: MoveNode(room.node(chart, "g1.1"), room.node(chart, "g2"), 0),
    "AddLines": lambda room, chart: AddLines(parse_outline("Grief; dx F43.21\n  Say goodbye\n", words(room, chart))),
    "RewritePlan": rewritten,
    "InsertLines": lambda room, chart: InsertLines((taken(room, chart, "Walk daily"),), room.node(chart, "g1"), 0),
    "FillLines": lambda room, chart: FillLines(
        ((inserted(room, chart), taken(room, chart, "Walk to the park; by 2026-05-01")),)
    ),
    "ConfirmWords": lambda room, chart: ConfirmWords(inserted(room, chart, "Walk daily; by 2026-05-01")),
    "WordGoal": lambda room, chart: WordGoal(room.node(chart, "p1"), "Sleep like I used to", room.node(chart, "g1")),
    "WordGoal new": lambda room, chart: WordGoal(room.node(chart, "p1"), "Sleep like I used to"),
    "TickGoal": lambda room, chart: TickGoal(room.node(chart, "p1"), taken(room, chart, "Sleep through", "goal")),
    "UntickLine": lambda room, chart: UntickLine(inserted(room, chart)),
    "PutCopy": lambda room, chart: PutCopy(
        Copy(find_code(plan_at_hand(room.chart(chart)), "g1.1").node, chart, "C-001"), room.node(chart, "g2"), 0
    ),
    "PutCopy from another": lambda room, chart: PutCopy(
        Copy(find_code(plan_at_hand(room.chart(chart)), "g1.1").node, "another", "C-009"), room.node(chart, "g2"), 0
    ),
    "Together": lambda room, chart: Together(
        (MarkProgress(room.node(chart, "g1.1"), "+"), SetStatus(room.node(chart, "g1.2"), Status.HOLD)), "both"
    ),
    "SetService": lambda room, chart: SetService(to_service(parse_service("service group 90m weekly for 8 w"))),
    "AddCriterion": lambda room, chart: AddCriterion("PHQ-9 below 5 for 8 weeks"),
    "AddOutcome": lambda room, chart: AddOutcome("Back at work"),
    "MarkProgress": node("g1.1", lambda id: MarkProgress(id, "+")),
    "SetStatus": node("g1.1", lambda id: SetStatus(id, Status.MET)),
    "SetReviewDate": lambda room, chart: SetReviewDate(date(2026, 4, 30), "holiday"),
    "ChangeClient": lambda room, chart: ChangeClient(
        msgspec.structs.replace(room.chart(chart).client, phone="555 0100")
    ),
    "SetMembers": lambda room, chart: SetMembers((SISTER,)),
    "SetClientStatus": lambda room, chart: SetClientStatus(ClientStatus.DISCHARGED, "moved away"),
    "RecordScore": lambda room, chart: RecordScore(number(room), "PHQ-9"),
    "RecordMeasure": lambda room, chart: RecordMeasure(
        score_of_answers(LIBRARY.measures["phq9"], (1,) * 9, TODAY, room.practice.acting()), "asked; no plan"
    ),
    "FollowMeasure": lambda room, chart: FollowMeasure("pcl5", 14),
    "StopFollowing": lambda room, chart: (room.do(chart, FollowMeasure("pcl5", 14)), StopFollowing("pcl5"))[1],
    "RecordEvent": lambda room, chart: RecordEvent(EventKind.LOSS, date(2026, 3, 2), "her dog"),
    "File": lambda room, chart: File(number(room)),
    "WriteNote": lambda room, chart: WriteNote(
        Note(id=room.practice.acting().new_id(), date=TODAY, written=NOW, by="dw", text="risk: none", risk=("none",))
    ),
    "KeepNote": lambda room, chart: KeepNote("Slept better. #1.1+ @gad7=9", HEADER),
    "KeepNote again": lambda room, chart: KeepNote("Slept worse. #1.1- @gad7=11", HEADER, kept(room, chart)),
    "DropNote": lambda room, chart: DropNote(kept(room, chart)),
    "SignNote": lambda room, chart: SignNote(kept(room, chart), "dw"),
    "KeepAddendum": lambda room, chart: KeepAddendum(signed_note(room, chart), "She called."),
    "SignAddendum": lambda room, chart: SignAddendum(*added_to(room, chart), "dw"),
    "FileGroupNote": lambda room, chart: FileGroupNote(
        Note(id=room.practice.acting().new_id(), date=TODAY, written=NOW, by="dw", text="Came. #1.1+"),
        Part(Member(chart=chart, code="C-001", given=("Maria",), family="Reyes"), "Came. #1.1+"),
        "dw",
    ),
    "Recover": recovered,
}
"""What can be done on a plan that is a draft, and on one that is signed."""

UNSIGNED: dict[str, Make] = {"SignPlan": lambda room, chart: SIGN}
"""What needs a draft."""

REVIEWED: dict[str, Make] = {
    "StartDraft": lambda room, chart: StartDraft("goal reached"),
    "Rate": node("g1.2", lambda id: Rate(node=id, mark="+")),
    "Accept": node("g1.1", lambda id: Accept(node=id)),
    "AcceptAll": lambda room, chart: AcceptAll(),
    "SetReviewStatus": node("g1.2", lambda id: SetReviewStatus(node=id, status=Status.STOPPED, reason="not wanted")),
    "Remark": node("g1.2", lambda id: Remark(node=id, text="she said so")),
    "EditReviewed": lambda room, chart: EditReviewed(node=edited(room, chart)[0], line=edited(room, chart)[1]),
    "Adjusted": changed_draft,
    "Refocus": lambda room, chart: Refocus(text="g2.1"),
    "NextReview": lambda room, chart: NextReview(due=TODAY + timedelta(days=7), reason="holiday"),
    "Decide": lambda room, chart: Decide(text="keep on"),
    "TookPartInReview": lambda room, chart: TookPartInReview(names=("client",)),
    "SignReviewed": ready_to_sign,
    "SignReview": begun_review,
}
"""What needs a signed plan whose review is due."""

NEVER_UNDONE = {
    "Seal": "taking it back would be taking back what it is for",
    "CollectSignature": "what another person signed is final",
    "Revise": "makes rehearsal stores alone",
}
"""Commands that nobody takes back, and why."""


def commands() -> Iterator[type[Command]]:
    """Every command of the package, wherever it is written."""
    for module in pkgutil.walk_packages(plantui.practice.__path__, "plantui.practice."):
        for _, found in inspect.getmembers(importlib.import_module(module.name), inspect.isclass):
            if issubclass(found, Command) and not inspect.isabstract(found) and found.__module__ == module.name:
                yield found


def test_every_command_is_here() -> None:
    here = {name.split()[0] for name in (*DRAFT, *UNSIGNED, *REVIEWED)} | NEVER_UNDONE.keys()
    assert {found.__name__ for found in commands()} - {"ReviewCommand"} - here == set()


def reviewed(room: Room) -> str:
    """A plan signed twelve weeks ago and one score for two of three objectives."""
    room.clock.moment = NOW - timedelta(weeks=12)
    chart = room.planned()
    room.do(chart, SIGN)
    room.clock.moment = NOW
    for measure, total in (("gad7", 11), ("phq9", 12)):
        room.do(chart, RecordScore(number(room, measure, total), measure))
    return chart


def stored(room: Room, chart: str) -> Tables:
    """The documents of the chart as they lie in the store."""
    room.practice.save()
    return room.again().practice.charts.load(chart)[1]


def turned_and_turned_again(room: Room, chart: str, command: Command) -> Step:
    before = stored(room, chart)
    step = room.do(chart, command)
    after = stored(room, chart)
    assert step.changed
    assert after != before
    assert after == to_tables(room.chart(chart))
    for _ in range(2):
        room.practice.undo()
        assert stored(room, chart) == before
        assert to_tables(room.chart(chart)) == before
        room.practice.redo()
        assert stored(room, chart) == after
        assert to_tables(room.chart(chart)) == after
    # Also by a program that was started anew, from the log alone.
    later = room.again()
    later.practice.undo()
    assert stored(later, chart) == before
    return step


@pytest.mark.parametrize("signed", [False, True], ids=["draft", "signed"])
@pytest.mark.parametrize("name", DRAFT)
def test_undo_and_redo_are_the_identity(room: Room, name: str, signed: bool) -> None:
    chart = room.planned()
    if signed:
        room.do(chart, SIGN)
        room.clock.forward(minutes=5)
    if signed and name in ("UntickLine", "WordGoal new"):
        room.do(chart, StartDraft("goal reached"))
    step = turned_and_turned_again(room, chart, DRAFT[name](room, chart))
    assert step.command is not None
    assert type(step.command).__name__ == name.split()[0]


@pytest.mark.parametrize("name", [*UNSIGNED, *REVIEWED])
def test_undo_and_redo_of_signing_and_reviewing_are_the_identity(room: Room, name: str) -> None:
    chart = room.planned() if name in UNSIGNED else reviewed(room)
    command = {**UNSIGNED, **REVIEWED}[name](room, chart)
    assert type(command).__name__ == name
    turned_and_turned_again(room, chart, command)


def test_taking_on_and_bringing_in_are_undone_too(room: Room, tmp_path) -> None:
    chart = room.client()
    after = stored(room, chart)
    room.practice.undo()
    assert stored(room, chart) == {}
    room.practice.redo()
    assert stored(room, chart) == after
    other: Practice = room.again().practice
    assert other.summary(chart) is not None


def test_what_nobody_takes_back_is_no_step(room: Room) -> None:
    chart = reviewed(room)
    room.do(chart, ready_to_sign(room, chart))
    review = room.chart(chart).reviews[-1]
    done = room.practice.history().done
    room.practice.seal(chart, (review.id,))
    assert Seal.act == "sign.seal"
    assert len(room.practice.history().done) < len(done)


def test_the_signature_of_another_is_final(room: Room) -> None:
    chart = reviewed(room)
    room.do(chart, CollectSignature(room.chart(chart).plans[-1].id, SignerKind.CLIENT, "Maria Reyes"))
    with pytest.raises(Stays, match="Plan v1 of C-001 is sealed, so this stays: Client signed v1 of C-001"):
        room.practice.undo()


def test_an_addendum_is_closed_by_its_own_seal(room: Room) -> None:
    chart = room.planned()
    note, addendum = added_to(room, chart)
    room.do(chart, SignAddendum(note, addendum, "dw"))
    room.practice.seal(chart, (note,))
    with pytest.raises(Stays, match="The addendum of 10 Mar of C-001 is sealed"):
        room.practice.undo()
    assert not any(past.act.startswith("note.add") for past in room.practice.history().done)


def test_drift_is_answered_by_what_was_adjusted(room: Room) -> None:
    chart = reviewed(room)
    room.do(chart, changed_draft(room, chart))
    review = open_review(room.chart(chart))
    assert review is not None
    assert (review.drift, review.plan) == (DriftDecision.AMEND, draft(room.chart(chart)).id)
