"""Measures: a score with what it calls for, and which measures are followed for a client."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

import msgspec

from plantui.clinical.phrase import short_day
from plantui.clinical.standing import current, open_objectives, plan_in_force, resolve
from plantui.clinical.trend import feeds, show, trend
from plantui.model.canonical import clean_text
from plantui.model.chart import Chart
from plantui.model.event import ClinicalEvent, EventKind
from plantui.model.note import Note, VisitKind
from plantui.model.plan import Objective
from plantui.model.score import Follow, Score
from plantui.model.tree import objectives
from plantui.practice.acting import Acting
from plantui.practice.command import Command, Done
from plantui.practice.refusal import Refused
from plantui.practice.scores import alert_words, not_asked

FORTNIGHT = 14
"""Days between two scores of a followed measure when its definition names none."""


@dataclass(frozen=True)
class RecordMeasure(Command):
    """A score, and what follows from it.

    An answer that meets a risk rule opens an event. With ``risk``, what the clinician asked and found, that line goes
    into today's note in draft (a new one where there is none) and the event is answered by it. A score that is reliably
    worse than at the last review opens an event too, once.
    """

    act: ClassVar[str] = "score.add"
    score: Score
    risk: str = ""

    def do(self, chart: Chart, acting: Acting) -> Done:
        """See Command."""
        score = self.score
        if score.date > acting.today:
            raise Refused("A score says what was found: its date cannot lie ahead.")
        measure = acting.library.measures.get(score.measure) if score.measure else None
        before, fed = chart, fed_objectives(chart, score)
        name = score_name(chart, score, acting)
        said = [f"{_head(name, score)}{_before(chart, score)}."]
        if score.measure and fed:
            said.append(f"Feeds {', '.join(each.code for each in fed)}.")
        chart = msgspec.structs.replace(chart, measures=(*chart.measures, score))
        alerts = alert_words(measure, score) if measure is not None else ()
        if alerts:
            chart, told = self._alerted(chart, acting, name, alerts)
            said.append(told)
        elif measure is not None and (unasked := not_asked(measure, score)):
            said.append(f"{unasked} not asked.")
        chart, worse = with_worsening(before, chart, score, name, acting)
        said += [f"{each.code} is reliably worse: a review is due now." for each in worse]
        return Done(chart, " ".join(said).removesuffix("."))

    def _alerted(self, chart: Chart, acting: Acting, name: str, alerts: tuple[str, ...]) -> tuple[Chart, str]:
        words = "; ".join(alerts)
        text = f"{name} {words[0].lower()}{words[1:]}"
        risk = clean_text(self.risk).strip()
        if not risk:
            chart = _with_event(chart, acting, EventKind.RISK_ITEM, self.score.date, text)
            return chart, f"{words}: a risk line is open."
        chart, note = _into_note(chart, acting, risk)
        chart = _with_event(chart, acting, EventKind.RISK_ITEM, self.score.date, text, answered=note)
        return chart, f"{words}: the risk line is in today's note."


def _head(name: str, score: Score) -> str:
    total = show(score.total) if score.total is not None else "no total"
    return f"{name} {total} on {short_day(score.date)} {score.date.year}"


def _before(chart: Chart, score: Score) -> str:
    """`` (was 12 on 3 Mar)``: the score before this one."""
    earlier = [
        each
        for each in chart.measures
        if (each.measure, each.objective) == (score.measure, score.objective)
        and each.total is not None
        and each.date <= score.date
    ]
    last = max(earlier, key=lambda each: (each.date, each.at, each.id), default=None)
    return f" (was {show(last.total)} on {short_day(last.date)})" if last is not None and last.total is not None else ""


def score_name(chart: Chart, score: Score, acting: Acting) -> str:
    """`PHQ-9`, `g1.2 Goal 0-10`, `g1.2 nights per week`."""
    measure = acting.library.measures.get(score.measure) if score.measure else None
    if measure is None:
        return _count_name(chart, score.objective)
    if not score.objective:
        return measure.short
    found = (each.code for plan in chart.plans for each in objectives(plan) if each.id == score.objective)
    return f"{next(found, '')} {measure.short}".lstrip()


def _count_name(chart: Chart, node: str) -> str:
    """`g1.2 nights per week`."""
    for plan in sorted(chart.plans, key=lambda plan: -plan.number):
        for objective in objectives(plan):
            if objective.id == node:
                return f"{objective.code} {objective.label}".rstrip()
    return "Count"


def fed_objectives(chart: Chart, score: Score) -> tuple[Objective, ...]:
    """The open objectives of the version in force (else of the draft) that a score is the measure of."""
    plan = plan_in_force(chart) or current(chart)
    if plan is None:
        return ()
    return tuple(each for each in open_objectives(resolve(chart, plan)) if feeds(score, each))


def with_worsening(
    before: Chart, chart: Chart, score: Score, name: str, acting: Acting
) -> tuple[Chart, tuple[Objective, ...]]:
    """The chart with an event for each objective that a new score makes reliably worse, and those objectives.

    Every way of recording a score asks this, so that the client stands under NOW the same day. ``before`` is the chart
    without the score: an objective that was worse already has its event. The event has the moment of the score.
    """
    worse = tuple(
        each
        for each in fed_objectives(chart, score)
        if _worse(chart, each, acting) and not _worse(before, each, acting)
    )
    for each in worse:
        text = f"{name}: {trend(chart, each, acting.library.measures, acting.today).reason}"
        event = ClinicalEvent(
            id=acting.new_id(),
            date=score.date,
            at=score.at,
            by=acting.user.id,
            kind=EventKind.WORSENING,
            text=text,
        )
        chart = msgspec.structs.replace(chart, events=(*chart.events, event))
    return chart, worse


def _worse(chart: Chart, objective: Objective, acting: Acting) -> bool:
    """Whether the objective is reliably worse than at the last review, by a published value."""
    found = trend(chart, objective, acting.library.measures, acting.today)
    return found.threshold.basis == "reliable" and found.change is not None and found.change <= -found.threshold.points


def _with_event(chart: Chart, acting: Acting, kind: EventKind, day: date, text: str, answered: str = "") -> Chart:
    event = ClinicalEvent(
        id=acting.new_id(), date=day, at=acting.now, by=acting.user.id, kind=kind, text=text, answered=answered
    )
    return msgspec.structs.replace(chart, events=(*chart.events, event))


def _into_note(chart: Chart, acting: Acting, risk: str) -> tuple[Chart, str]:
    """The risk line in today's note in draft; the chart and the id of the note."""
    line = f"risk: {risk}"
    own = [
        note
        for note in chart.notes
        if note.date == acting.today and not note.signatures and note.kind.kept and note.by in ("", acting.user.id)
    ]
    if own:
        old = own[-1]
        note = msgspec.structs.replace(old, text=f"{old.text.rstrip()}\n{line}".lstrip(), risk=(*old.risk, risk))
        notes = tuple(note if each.id == old.id else each for each in chart.notes)
    else:
        kinds = {kind.value for kind in VisitKind}
        kind = VisitKind(chart.client.kind.value) if chart.client.kind.value in kinds else VisitKind.INDIVIDUAL
        note = Note(
            id=acting.new_id(),
            date=acting.today,
            kind=kind,
            text=line,
            risk=(risk,),
            written=acting.now,
            by=acting.user.id,
        )
        notes = (*chart.notes, note)
    events = tuple(
        msgspec.structs.replace(event, answered=note.id)
        if event.kind is EventKind.RISK_ITEM and not event.answered and event.date <= note.date
        else event
        for event in chart.events
    )
    return msgspec.structs.replace(chart, notes=notes, events=events), note.id


@dataclass(frozen=True)
class FollowMeasure(Command):
    """Follow a measure for this client: it is asked every so many days, and says so when it is late."""

    act: ClassVar[str] = "measure.follow"
    measure: str
    every_days: int | None = None

    def do(self, chart: Chart, acting: Acting) -> Done:
        """See Command."""
        known = acting.library.measures.get(self.measure)
        if known is None:
            raise Refused("That is no measure of the library.")
        days = self.every_days or known.due_days or FORTNIGHT
        if not 1 <= days <= 3650:
            raise Refused("A measure is asked again after 1 to 3650 days.")
        old = next((each for each in chart.client.follows if each.measure == self.measure), None)
        if old is not None and old.every_days == days:
            raise Refused(f"{known.short} is followed already, every {days_words(days)}.")
        since = old.since if old is not None else acting.today
        rest = tuple(each for each in chart.client.follows if each.measure != self.measure)
        client = msgspec.structs.replace(
            chart.client, follows=(*rest, Follow(measure=self.measure, every_days=days, since=since))
        )
        return Done(msgspec.structs.replace(chart, client=client), f"{known.short} followed, every {days_words(days)}")


@dataclass(frozen=True)
class StopFollowing(Command):
    """No longer follow a measure for this client; its scores stay."""

    act: ClassVar[str] = "measure.unfollow"
    measure: str

    def do(self, chart: Chart, acting: Acting) -> Done:
        """See Command."""
        known = acting.library.measures.get(self.measure)
        name = known.short if known is not None else self.measure
        rest = tuple(each for each in chart.client.follows if each.measure != self.measure)
        if len(rest) == len(chart.client.follows):
            raise Refused(f"{name} is not among the measures followed for this client.")
        client = msgspec.structs.replace(chart.client, follows=rest)
        return Done(msgspec.structs.replace(chart, client=client), f"{name} no longer followed")


def days_words(days: int) -> str:
    """How often, after "every": day, 10 days, week, 2 weeks."""
    if days == 7:
        return "week"
    if days % 7 == 0:
        return f"{days // 7} weeks"
    return "day" if days == 1 else f"{days} days"
