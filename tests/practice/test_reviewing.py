"""A review in progress, its one signature, and which plans are due one after another."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec
import pytest

from plantui.clinical.binding import content_digest, review_digest
from plantui.clinical.due import queue
from plantui.clinical.reference import profile_of
from plantui.clinical.review import open_review
from plantui.clinical.schedule import formal_due, last_review, review_due
from plantui.clinical.standing import in_force, plan_in_force, resolve, sealed
from plantui.clinical.summary import summarise
from plantui.model.event import ClinicalEvent, EventKind
from plantui.model.review import DriftDecision, ReviewKind
from plantui.model.score import Score
from plantui.model.signature import TookPart
from plantui.model.status import Status
from plantui.model.tree import find_code, replace_node
from plantui.practice.acting import TWELVE_WEEKS
from plantui.practice.commands.charting import File, RecordScore
from plantui.practice.commands.outlines import AddLines
from plantui.practice.commands.review_signing import TO_COLLECT, Seal, SignReviewed
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
from plantui.practice.commands.signing import SignPlan
from plantui.practice.drafts import plan_at_hand, put_plan
from plantui.practice.lexicon import lexicon
from plantui.practice.lines import line_of
from plantui.practice.refusal import NeedsReason, Refused
from plantui.practice.rehearsal.caseload import invented_charts
from plantui.practice.reviewing import card, decision_words, done_on, refocus_words, tally_words, waiting, waiting_for
from plantui.quickentry.change import parse_change
from plantui.quickentry.outline import parse_outline
from tests.practice.rooms import LIBRARY, NOW, PLAN, Room, acting

TODAY = NOW.date()


@pytest.fixture
def chart_id(room: Room) -> str:
    """A client with a plan signed twelve weeks ago and one score for two of three objectives."""
    room.clock.moment = NOW - timedelta(weeks=12)
    made = room.planned(PLAN)
    room.do(made, SignPlan("dw", TookPart.IN_PERSON))
    room.clock.moment = NOW
    for measure, total in (("gad7", 11), ("phq9", 12)):
        score = Score(id=room.practice.acting().new_id(), date=TODAY, at=NOW, measure=measure, total=total)
        room.do(made, RecordScore(score, measure))
    return made


def said(room: Room, chart_id: str) -> dict[str, object]:
    return {each.objective.code: each.mark for each in card(room.chart(chart_id), room.practice.acting()).lines}


def complete(room: Room, chart_id: str) -> None:
    room.do(chart_id, AcceptAll())
    room.do(chart_id, Rate(node=room.node(chart_id, "g1.2"), mark="="))


def test_accepting_everything_stops_exactly_at_the_gap(room: Room, chart_id: str) -> None:
    step = room.do(chart_id, AcceptAll())
    assert said(room, chart_id) == {"g1.1": 1, "g1.2": None, "g2.1": 1}
    assert step.message == "Accepted g1.1 +1, g2.1 +1"
    assert not room.do(chart_id, AcceptAll()).changed


def test_marks_are_a_draft_in_the_chart_that_survives_a_restart(room: Room, chart_id: str) -> None:
    room.do(chart_id, Rate(node=room.node(chart_id, "g1.2"), mark="+"))
    again = room.again()
    assert said(again, chart_id) == {"g1.1": None, "g1.2": 1, "g2.1": None}
    review = open_review(again.chart(chart_id))
    assert review is not None
    assert not review.signatures
    assert review.since == TODAY - timedelta(weeks=12)


def test_a_sign_pressed_again_makes_it_two_and_the_other_one_turns_it(room: Room, chart_id: str) -> None:
    node = room.node(chart_id, "g1.2")
    marks = []
    for sign in ("+", "+", "+", "-", "-", "="):
        room.do(chart_id, Rate(node=node, mark=sign))
        marks.append(said(room, chart_id)["g1.2"])
    assert marks == [1, 2, 2, -1, -2, 0]


def test_a_gap_is_not_accepted(room: Room, chart_id: str) -> None:
    with pytest.raises(Refused, match=r"g1\.2: no score and fewer than two marks.*It needs you"):
        room.do(chart_id, Accept(node=room.node(chart_id, "g1.2")))


@pytest.mark.parametrize(
    "fill",
    [
        lambda node: Rate(node=node, mark=-1),
        lambda node: SetReviewStatus(node=node, status=Status.HOLD),
        lambda node: Remark(node=node, text="diary lost in the move"),
    ],
)
def test_a_mark_a_status_or_a_remark_lets_it_be_signed(room: Room, chart_id: str, fill) -> None:
    with pytest.raises(Refused, match=r"Not yet: g1\.2 needs a mark, a status or a remark") as refused:
        room.do(chart_id, SignReviewed(initials="dw"))
    assert refused.value.code == "S2"
    room.do(chart_id, fill(room.node(chart_id, "g1.2")))
    room.do(chart_id, SignReviewed(initials="dw"))
    review = last_review(room.chart(chart_id))
    assert review is not None
    assert review.signatures[0].sha256 == review_digest(review)


def test_a_suggestion_nobody_accepted_is_kept_as_not_touched(room: Room, chart_id: str) -> None:
    room.do(chart_id, Rate(node=room.node(chart_id, "g1.2"), mark=1))
    room.do(chart_id, SignReviewed(initials="dw"))
    review = last_review(room.chart(chart_id))
    assert review is not None
    lines = [(line.mark, line.suggested, line.touched) for line in review.lines]
    assert lines == [(None, 1, False), (1, None, True), (None, 1, False)]
    assert all(line.evidence for line in review.lines)


def test_the_signature_sets_the_next_date_and_answers_events(room: Room, chart_id: str) -> None:
    event = ClinicalEvent(id="e1", date=TODAY, at=NOW, kind=EventKind.RELAPSE)
    room.do(chart_id, File(event))
    complete(room, chart_id)
    room.do(chart_id, NextReview(due=TODAY + timedelta(weeks=6), reason="holiday"))
    step = room.do(chart_id, SignReviewed(kind=ReviewKind.EVENT, initials="d.w."))
    chart = room.chart(chart_id)
    review = last_review(chart)
    assert review is not None
    assert review.kind is ReviewKind.EVENT
    assert review.decisions == "next review 21 Apr: holiday"
    assert review_due(chart) == TODAY + timedelta(weeks=6)
    assert chart.events[0].answered == review.id
    assert step.message == "Review of C-001 signed. Next review Tue 21 Apr 2026"


def test_wrong_initials_sign_nothing(room: Room, chart_id: str) -> None:
    complete(room, chart_id)
    before = room.chart(chart_id)
    with pytest.raises(Refused, match=r"Those are not your initials \(DW\)"):
        room.do(chart_id, SignReviewed(initials="xy"))
    assert room.chart(chart_id) is before


def edited(room: Room, chart_id: str, code: str, clause: str) -> EditReviewed:
    place = find_code(plan_at_hand(room.chart(chart_id)), code)
    assert place is not None
    words = lexicon(room.chart(chart_id), room.practice.acting())
    changed = parse_change("objective", clause, line_of(place.node), words)
    return EditReviewed(node=place.node.id, line=changed.line, difference=changed.difference)


def test_one_signature_signs_the_review_and_the_version_it_made(room: Room, chart_id: str) -> None:
    complete(room, chart_id)
    room.do(chart_id, edited(room, chart_id, "g1.1", "; -> 5"))
    found = card(room.chart(chart_id), room.practice.acting())
    assert found.changed is not None
    assert (found.plan.number, found.changed.number, found.draft_changes) == (1, 2, ("g1.1 goal 7 -> 5",))
    assert decision_words(found) == "plan changed to v2"
    room.do(chart_id, SignReviewed(initials="dw"))
    chart = room.chart(chart_id)
    plan, review = plan_in_force(chart), last_review(chart)
    assert plan is not None
    assert review is not None
    assert (plan.number, review.plan) == (2, found.plan.id)
    assert in_force(plan)
    assert plan.collaboration is not None
    assert plan.collaboration.reason == TO_COLLECT
    assert plan.signatures[0].sha256 == content_digest(plan)
    assert len(chart.schedule) == 2


def test_a_draft_that_has_nothing_to_do_with_the_review_stays_a_draft(room: Room, chart_id: str) -> None:
    words = lexicon(room.chart(chart_id), room.practice.acting())
    room.do(chart_id, AddLines(parse_outline("Grief\n", words)))
    complete(room, chart_id)
    room.do(chart_id, SignReviewed(initials="dw"))
    assert [bool(plan.signatures) for plan in room.chart(chart_id).plans] == [True, False]
    # Once it was changed from a review it is signed with that one.
    room.clock.forward(days=1)
    room.do(chart_id, AcceptAll())
    room.do(chart_id, Adjusted())
    for code in ("g1.1", "g1.2", "g2.1"):
        room.do(chart_id, Rate(node=room.node(chart_id, code), mark="="))
    room.do(chart_id, SignReviewed(initials="dw"))
    chart = room.chart(chart_id)
    assert [bool(plan.signatures) for plan in chart.plans] == [True, True]
    review = last_review(chart)
    assert review is not None
    assert review.drift is DriftDecision.AMEND


def test_a_gating_payer_stops_a_changed_plan_and_a_reason_lets_it_through(room: Room, chart_id: str) -> None:
    chart = room.chart(chart_id)
    client = msgspec.structs.replace(chart.client, profile="medicaid-90")
    chart = msgspec.structs.replace(chart, client=client)
    now = acting(NOW + timedelta(minutes=1))
    for command in (AcceptAll(), Rate(node=room.node(chart_id, "g1.2"), mark="=")):
        chart = command.do(chart, now).chart
    assert SignReviewed(initials="dw").do(chart, now).chart
    chart = edited(room, chart_id, "g1.1", "; -> 5").do(chart, now).chart

    # Nothing says any more what the clinician does for this objective.
    def bare(node):
        return msgspec.structs.replace(node, interventions=(), clinician_does="")

    chart = put_plan(chart, replace_node(chart.plans[-1], room.node(chart_id, "g1.2"), bare))
    with pytest.raises(NeedsReason, match="! signs anyway"):
        SignReviewed(initials="dw").do(chart, now)
    after = SignReviewed(initials="dw", anyway="payer asked today").do(chart, now).chart
    assert after.plans[-1].signatures[0].reason == "payer asked today"


def test_an_interim_review_never_resets_the_formal_clock(room: Room, chart_id: str) -> None:
    chart = room.chart(chart_id)
    chart = msgspec.structs.replace(chart, client=msgspec.structs.replace(chart.client, profile="medicaid-90"))
    now = acting(NOW + timedelta(minutes=1))
    profile = profile_of(chart, LIBRARY)
    before = formal_due(chart, profile)
    for command in (AcceptAll(), Rate(node=room.node(chart_id, "g1.2"), mark="=")):
        chart = command.do(chart, now).chart
    interim = SignReviewed(initials="dw").do(chart, now).chart
    assert formal_due(interim, profile) == before == TODAY + timedelta(days=6)
    formal = SignReviewed(kind=ReviewKind.FORMAL, initials="dw").do(chart, now).chart
    assert formal_due(formal, profile) == TODAY + timedelta(days=90)
    assert review_due(formal) == review_due(interim)
    shown = card(chart, now, ReviewKind.FORMAL)
    assert (shown.formal, shown.formal_next) == (before, TODAY + timedelta(days=90))
    assert card(interim, now).formal_next == before


def test_refocus_is_said_and_the_same_key_takes_it_back(room: Room, chart_id: str) -> None:
    words = refocus_words(card(room.chart(chart_id), room.practice.acting()), 0)
    assert words == "g1.1, g1.2, g2.1"
    room.do(chart_id, Refocus(text="g1.2"))
    review = open_review(room.chart(chart_id))
    assert review is not None
    assert (review.drift, review.refocus) == (DriftDecision.REFOCUS, "g1.2")
    assert decision_words(card(room.chart(chart_id), room.practice.acting())) == "continue; refocus next visit on g1.2"
    room.do(chart_id, Refocus(text="g1.2"))
    review = open_review(room.chart(chart_id))
    assert review is not None
    assert review.drift is None


def test_decisions_and_participants_are_part_of_it(room: Room, chart_id: str) -> None:
    room.do(chart_id, TookPartInReview(names=("client", "Elena", "client", " ")))
    room.do(chart_id, Decide(text="weekly visits stay, she asked for it"))
    room.do(chart_id, SetReviewStatus(node=room.node(chart_id, "g2.1"), status=Status.MET, day=date(2026, 3, 3)))
    found = card(room.chart(chart_id), room.practice.acting())
    assert found.review is not None
    assert found.review.participants == ("client", "Elena")
    assert decision_words(found) == "continue; weekly visits stay, she asked for it"
    assert tally_words(found) == "3 objectives: 2 not started (g1.1, g1.2), 1 met (g2.1)"
    reached = find_code(resolve(room.chart(chart_id), plan_at_hand(room.chart(chart_id))), "g2.1")
    assert reached is not None
    assert reached.node.reached == date(2026, 3, 3)


@pytest.mark.parametrize("due", [None, TODAY, TODAY - timedelta(days=1)])
def test_the_next_review_lies_ahead(room: Room, chart_id: str, due: date | None) -> None:
    with pytest.raises(Refused, match="The next review lies ahead"):
        room.do(chart_id, NextReview(due=due))


def test_without_a_signed_plan_there_is_nothing_to_review(room: Room) -> None:
    made = room.planned(PLAN)
    for command in (AcceptAll(), Refocus(), SignReviewed(initials="dw"), Rate(node=room.node(made, "g1.1"), mark=1)):
        with pytest.raises(Refused, match="has no signed plan yet"):
            room.do(made, command)
    with pytest.raises(Refused, match="has no signed plan yet"):
        card(room.chart(made), room.practice.acting())


def test_leaving_seals_and_undo_stops_there(room: Room, chart_id: str) -> None:
    complete(room, chart_id)
    before = room.chart(chart_id)
    room.do(chart_id, SignReviewed(initials="dw"))
    room.practice.undo()
    assert room.chart(chart_id) == before
    room.practice.redo()
    signed = last_review(room.chart(chart_id))
    assert signed is not None
    room.do(chart_id, Seal(("another",)))
    assert not sealed(last_review(room.chart(chart_id)).signatures[0], room.clock.moment)
    room.do(chart_id, Seal((signed.id,)))
    chart = room.chart(chart_id)
    assert sealed(last_review(chart).signatures[0], room.clock.moment)
    assert last_review(chart).signatures[0].sha256 == review_digest(last_review(chart))
    assert all("review" not in past.act for past in room.practice.history().done)


def test_every_step_of_a_review_is_undone_and_done_again(room: Room, chart_id: str) -> None:
    node = room.node(chart_id, "g1.2")
    for command in (
        Rate(node=node, mark="+"),
        Accept(node=room.node(chart_id, "g1.1")),
        AcceptAll(),
        SetReviewStatus(node=node, status=Status.STOPPED, reason="no longer wanted"),
        Remark(node=node, text="she said so"),
        Refocus(text="g2.1"),
        NextReview(due=TODAY + timedelta(days=7)),
        Decide(text="keep on"),
        TookPartInReview(names=("client",)),
        edited(room, chart_id, "g1.1", "; -> 6"),
        SignReviewed(initials="dw"),
    ):
        before = room.chart(chart_id)
        room.do(chart_id, command)
        after = room.chart(chart_id)
        room.practice.undo()
        assert room.chart(chart_id) == before, command
        room.practice.redo()
        assert room.chart(chart_id) == after, command


def test_the_run_begins_with_the_most_overdue_plan_and_names_each_client_once() -> None:
    summaries = [summarise(chart, LIBRARY, TWELVE_WEEKS) for chart in invented_charts(LIBRARY, NOW)]
    found = [(each.summary.code, each.place, each.kind.value) for each in waiting(summaries, NOW, week=True)]
    assert found == [
        ("C-033", "overdue", "interim"),
        ("C-014", "overdue", "interim"),
        ("C-021", "overdue", "interim"),
        ("C-025", "now", "event"),
        ("C-028", "now", "event"),
        ("C-019", "this_week", "interim"),
    ]
    # A plan due later this week is none of what is due.
    assert [each.summary.code for each in waiting(summaries, NOW)] == [code for code, *_ in found[:-1]]
    assert [each.summary.code for each in waiting(summaries, NOW + timedelta(days=5))][-1] == "C-019"
    by_code = {each.code: each for each in summaries}
    assert waiting_for(by_code["C-028"], NOW).kind is ReviewKind.EVENT
    assert waiting_for(by_code["C-008"], NOW).place == "this"
    formal = msgspec.structs.replace(by_code["C-033"], formal_due=date(2026, 2, 20))
    assert waiting_for(formal, NOW)[1:5] == ("overdue", ReviewKind.FORMAL, date(2026, 2, 20), "formal")
    # Late and after an event: one card among the late ones, and its review answers the event.
    both = msgspec.structs.replace(by_code["C-033"], events=by_code["C-028"].events)
    assert [each[1:3] for each in waiting([both], NOW)] == [("overdue", ReviewKind.EVENT)]
    # A formal date three weeks ahead is answered from its own row, not by a review asked for today.
    ahead = msgspec.structs.replace(by_code["C-033"], review_due=None, formal_due=date(2026, 3, 31))
    row = next(row for row in queue([ahead], TODAY, NOW) if row.clock == "formal")
    assert waiting_for(ahead, NOW, 30, row).kind is ReviewKind.FORMAL
    after_event = msgspec.structs.replace(ahead, events=by_code["C-028"].events)
    assert waiting_for(after_event, NOW).kind is ReviewKind.EVENT


def test_what_was_done_today(room: Room, chart_id: str) -> None:
    assert done_on(room.practice, TODAY, "dw").reviewed == 0
    complete(room, chart_id)
    room.do(chart_id, edited(room, chart_id, "g1.1", "; -> 6"))
    room.do(chart_id, SignReviewed(initials="dw"))
    found = done_on(room.practice, TODAY, "dw")
    assert (found.reviewed, found.amended) == (1, 1)
    assert done_on(room.practice, TODAY, "somebody else").reviewed == 0
    assert done_on(room.practice, TODAY - timedelta(days=1), "dw").reviewed == 0
