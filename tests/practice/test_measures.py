"""Scores with what they call for, following measures, events, and what a chart's history shows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import msgspec
import pytest

from plantui.clinical.standing import current
from plantui.model.event import EventKind
from plantui.practice.command import Command
from plantui.practice.commands.charting import RecordScore
from plantui.practice.commands.events import RecordEvent
from plantui.practice.commands.measures import FollowMeasure, RecordMeasure, StopFollowing, days_words
from plantui.practice.commands.notes import KeepNote
from plantui.practice.histories import Trail, act_words, compare, versions
from plantui.practice.lexicon import lexicon
from plantui.practice.refusal import Refused
from plantui.practice.scores import alert_words, count_of, not_asked, score_of_answers, score_of_total
from plantui.quickentry.header import NoteHeader
from tests.clinical import build
from tests.practice.rooms import LIBRARY, NOW, Room, acting

TODAY = NOW.date()
Door = Callable[[int, Room], Command]
PHQ = LIBRARY.measures["phq9"]


def phq(*answers: int, day: date = TODAY) -> RecordMeasure:
    return RecordMeasure(score_of_answers(PHQ, answers, day, acting()))


def test_the_message_names_the_score_before_and_what_it_feeds(room: Room) -> None:
    chart = room.planned()
    first = room.do(chart, phq(1, 1, 2, 2, 1, 2, 1, 1, 0, day=date(2026, 3, 3)))
    assert first.message == "PHQ-9 11 on 3 Mar 2026. Feeds g2.1"
    second = room.do(chart, phq(1, 1, 2, 2, 1, 2, 1, 1, 1))
    assert second.message == "PHQ-9 12 on 10 Mar 2026 (was 11 on 3 Mar). Feeds g2.1. Item 9 is 1: a risk line is open"
    assert [(event.kind, event.answered) for event in room.chart(chart).events] == [(EventKind.RISK_ITEM, "")]


def test_a_score_cannot_lie_ahead(room: Room) -> None:
    with pytest.raises(Refused, match="cannot lie ahead"):
        room.do(room.planned(), phq(1, day=date(2026, 3, 11)))


def test_the_risk_line_closes_what_was_open(room: Room) -> None:
    chart = room.planned()
    room.do(chart, phq(0, 0, 0, 0, 0, 0, 0, 0, 2, day=date(2026, 3, 3)))
    again = score_of_answers(PHQ, (0, 0, 0, 0, 0, 0, 0, 0, 1), TODAY, acting())
    room.do(chart, RecordMeasure(again, "  asked; no plan "))
    note = room.chart(chart).notes[-1]
    assert (note.risk, note.text) == (("asked; no plan",), "risk: asked; no plan")
    assert {event.answered for event in room.chart(chart).events} == {note.id}


def test_an_own_count_says_its_line(room: Room) -> None:
    chart = room.planned()
    score = count_of(room.node(chart, "g1.2"), 4.0, TODAY, acting())
    assert room.do(chart, RecordMeasure(score)).message == "g1.2 nights per week 4 on 10 Mar 2026"


@pytest.mark.parametrize(
    ("answers", "said"),
    [((0,) * 9, ()), ((0,) * 8 + (2,), ("Item 9 is 2",))],
)
def test_what_calls_for_a_check(answers: tuple[int, ...], said: tuple[str, ...]) -> None:
    assert alert_words(PHQ, score_of_answers(PHQ, answers, TODAY, acting())) == said


def test_a_rule_on_the_total_calls_for_a_check_too() -> None:
    audit = LIBRARY.measures["auditc"]
    assert alert_words(audit, score_of_total(audit, 9, TODAY, acting())) == ("Total 9 (>= 8)",)


def test_what_was_not_asked_is_said_and_never_called_clear() -> None:
    assert not_asked(PHQ, score_of_total(PHQ, 9, TODAY, acting())) == "Item 9 was"
    assert not_asked(PHQ, score_of_total(PHQ, 9, TODAY, acting(), asked={9: 0})) == ""


def test_following(room: Room) -> None:
    chart = room.planned()
    assert room.do(chart, FollowMeasure("phq9", 7)).message == "PHQ-9 followed, every week"
    with pytest.raises(Refused, match="followed already, every week"):
        room.do(chart, FollowMeasure("phq9", 7))
    assert room.do(chart, StopFollowing("phq9")).message == "PHQ-9 no longer followed"
    with pytest.raises(Refused, match="not among the measures"):
        room.do(chart, StopFollowing("phq9"))
    with pytest.raises(Refused, match="no measure of the library"):
        room.do(chart, FollowMeasure("nosuch"))
    with pytest.raises(Refused, match="1 to 3650 days"):
        room.do(chart, FollowMeasure("gad7", 4000))


@pytest.mark.parametrize(("days", "words"), [(1, "day"), (10, "10 days"), (7, "week"), (28, "4 weeks")])
def test_how_often_in_words(days: int, words: str) -> None:
    assert days_words(days) == words


def test_an_event_stands_at_the_top_until_a_review_answers_it(room: Room) -> None:
    chart = room.planned()
    step = room.do(chart, RecordEvent(EventKind.HOSPITAL, date(2026, 3, 2), " two nights "))
    assert step.message == "Hospital stay on 2 Mar recorded: C-001 is due for a review now"
    summary = room.practice.summary(chart)
    assert summary is not None
    assert [event.kind for event in summary.events] == ["hospital"]
    assert room.chart(chart).events[0].text == "two nights"
    with pytest.raises(Refused, match="cannot lie ahead"):
        room.do(chart, RecordEvent(EventKind.LOSS, date(2026, 3, 12)))


# history


def test_what_changed_between_two_versions(room: Room) -> None:
    chart = room.chart(room.planned())
    plan = current(chart)
    assert plan is not None
    words = lexicon(chart, acting())
    assert compare(plan, plan, words) == []
    first, second = plan.problems
    one, two = first.goals[0].objectives
    changed = msgspec.structs.replace(one, target=5)
    goal = msgspec.structs.replace(first.goals[0], objectives=(two, changed))
    after = msgspec.structs.replace(plan, problems=(msgspec.structs.replace(first, goals=(goal,)),))
    said = [change.said for change in compare(plan, after, words)]
    assert said[0] in ("g1.1 goal 7 -> 5", "g1.2 moved")
    assert "g1.1 goal 7 -> 5" in said
    assert said[-4:] == [
        "p2 removed: Low mood",
        'g2 removed: "Feel like myself again"',
        f"g2.1 removed: {second.goals[0].objectives[0].text}",
        f"g2.1a removed: {second.goals[0].objectives[0].interventions[0].text}",
    ]


def test_a_line_added_above_moves_nothing(room: Room) -> None:
    chart = room.chart(room.planned())
    plan = current(chart)
    assert plan is not None
    fresh = msgspec.structs.replace(plan.problems[0], id="new", code="p9", text="Grief", goals=())
    after = msgspec.structs.replace(plan, problems=(fresh, *plan.problems))
    assert [change.said for change in compare(plan, after, lexicon(chart, acting()))] == ["p9 added: Grief"]


def test_versions_newest_first_with_their_standing(room: Room) -> None:
    chart = room.chart(room.planned())
    assert [(version.plan.number, version.standing) for version in versions(chart, lexicon(chart, acting()))] == [
        (1, "draft")
    ]


def test_the_trail_tells_who_did_what_and_keeps_older_revisions(room: Room) -> None:
    chart = room.planned()
    room.do(chart, RecordEvent(EventKind.CRISIS))
    room.practice.save()
    charts = room.practice.charts
    assert isinstance(charts, Trail)
    acts = charts.acts(chart)
    assert [(act.who, act.words) for act in acts[:2]] == [("DW", "event recorded"), ("DW", "plan added")]
    assert acts[0].rev > acts[-1].rev
    aside = charts.kept_aside(chart)
    # An hourly snapshot may have been made between the two saves, and then it holds the revision as well.
    assert aside[0].rev == acts[0].rev - 1
    assert aside[0].why in {"previous", "snapshot"}
    older = charts.older(chart, aside[0].rev)
    assert not older.get("events")


def test_a_version_that_lost_a_conflict_is_found(room: Room) -> None:
    from plantui.vault.snapshots import Snapshots

    chart = room.planned()
    room.practice.save()
    Snapshots(room.store.parts).keep(chart, NOW)
    for kind in (EventKind.CRISIS, EventKind.LOSS, EventKind.RELAPSE):
        room.do(chart, RecordEvent(kind))
    room.practice.save()
    charts = room.practice.charts
    assert isinstance(charts, Trail)
    assert "version" in [row.why for row in charts.kept_aside(chart)]


@pytest.mark.parametrize(
    ("act", "words"),
    [
        ("plan.edit", "plan edited"),
        ("chart.view", "chart viewed"),
        ("score.add", "score recorded"),
        ("undo", "a change taken back"),
        ("something.new", "something.new"),
    ],
)
def test_acts_in_words(act: str, words: str) -> None:
    assert act_words(act) == words


def test_the_score_before_may_be_of_the_same_day(room: Room) -> None:
    chart = room.planned()
    room.do(chart, phq(1, 1, 1, 1, 1, 1, 1, 1, 0))
    assert "(was 8 on 10 Mar)" in room.do(chart, phq(1, 1, 1, 1, 1, 1, 1, 0, 0)).message


def test_a_signed_note_of_the_day_stays_as_it_is(room: Room) -> None:
    before = build.chart(notes=(build.note(TODAY, text="signed"),))
    score = score_of_answers(PHQ, (0, 0, 0, 0, 0, 0, 0, 0, 1), TODAY, acting())
    after = RecordMeasure(score, "asked").do(before, acting()).chart
    assert [note.text for note in after.notes] == ["signed", "risk: asked"]
    assert after.notes[0] == before.notes[0]


def test_what_was_open_on_the_same_day_is_closed_too() -> None:
    score = score_of_answers(PHQ, (0, 0, 0, 0, 0, 0, 0, 0, 1), TODAY, acting())
    once = RecordMeasure(score).do(build.chart(), acting()).chart
    twice = RecordMeasure(msgspec.structs.replace(score, id="again"), "asked").do(once, acting()).chart
    assert [bool(event.answered) for event in twice.events] == [True, True]


@pytest.mark.parametrize(("total", "events"), [(23, 0), (24, 1), (27, 1)])
def test_worse_by_the_published_value_and_not_below_it_opens_an_event(total: int, events: int) -> None:
    made = build.chart(build.in_force(build.objective(measure="phq9", baseline=18, target=9)))
    done = RecordMeasure(score_of_total(PHQ, total, TODAY, acting(), asked={9: 0})).do(made, acting())
    assert len(done.chart.events) == events
    assert ("reliably worse" in done.message) is bool(events)


def test_a_rough_change_opens_no_event() -> None:
    made = build.chart(build.in_force(build.nights(baseline=5, target=7)))
    done = RecordMeasure(count_of("g1.2", 0, TODAY, acting())).do(made, acting())
    assert not done.chart.events


def test_a_line_under_another_parent_is_moved(room: Room) -> None:
    chart = room.chart(room.planned())
    plan = current(chart)
    assert plan is not None
    first, second = plan.problems
    kept, moved = first.goals[0].objectives
    goals = (
        msgspec.structs.replace(first.goals[0], objectives=(kept,)),
        msgspec.structs.replace(second.goals[0], objectives=(*second.goals[0].objectives, moved)),
    )
    problems = tuple(
        msgspec.structs.replace(problem, goals=(goal,)) for problem, goal in zip(plan.problems, goals, strict=True)
    )
    after = msgspec.structs.replace(plan, problems=problems)
    assert [change.said for change in compare(plan, after, lexicon(chart, acting()))] == ["g1.2 moved"]


def test_a_declined_answer_calls_for_a_check_where_the_form_says_so() -> None:
    asq = LIBRARY.measures["asq"]
    score = score_of_answers(asq, (0, 0, "declined", 0, 0), TODAY, acting())
    assert score.answers == (0, 0, None, 0, 0)
    assert alert_words(asq, score) == ("Item 3 declined",)


def keyed(total: int, room: Room) -> RecordMeasure:
    return RecordMeasure(score_of_total(PHQ, total, TODAY, room.practice.acting()))


def typed(total: int, room: Room) -> KeepNote:
    return KeepNote(f"Done together. @phq9={total}", NoteHeader())


def replayed(total: int, room: Room) -> RecordScore:
    return RecordScore(score_of_total(PHQ, total, TODAY, room.practice.acting()), "PHQ-9")


@pytest.mark.parametrize("door", [keyed, typed, replayed])
def test_every_way_of_recording_a_score_opens_the_event_of_a_reliable_worsening(room: Room, door: Door) -> None:
    chart = room.planned()
    room.do(chart, door(19, room))
    assert room.chart(chart).events == ()
    room.do(chart, door(25, room))
    (event,) = room.chart(chart).events
    assert (event.kind, event.date, event.text) == (
        EventKind.WORSENING,
        TODAY,
        "PHQ-9: 18 -> 25: worse by 7 (a change of 6 counts)",
    )
    room.do(chart, door(26, room))
    assert len(room.chart(chart).events) == 1


def test_a_worsening_goes_with_the_score_that_was_typed_over(room: Room) -> None:
    chart = room.planned()
    note = room.do(chart, KeepNote("@phq9=25", NoteHeader())).focus
    assert [event.kind for event in room.chart(chart).events] == [EventKind.WORSENING]
    room.do(chart, KeepNote("@phq9=15", NoteHeader(), note))
    assert room.chart(chart).events == ()
