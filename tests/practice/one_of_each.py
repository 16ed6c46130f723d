"""One of every command, made on a client's chart: what the tests of undo go through."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import msgspec

from plantui.clinical.review import open_review
from plantui.model.client import Person
from plantui.model.event import EventKind
from plantui.model.note import Note
from plantui.model.score import Score
from plantui.model.signature import TookPart
from plantui.model.status import ClientStatus, Status
from plantui.model.tree import find_code, walk
from plantui.practice.command import Command
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
from plantui.practice.commands.review_signing import SignReviewed
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
from plantui.practice.commands.signing import SignNote, SignPlan, SignReview
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
