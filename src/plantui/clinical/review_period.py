"""The time a review looks back on: visits, notes, scores, risk, what was not touched and what was not planned."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from plantui.clinical.drift import LIMIT, drift, notes_of_period, off_plan_topics
from plantui.clinical.phrase import short_day
from plantui.clinical.review import Weighed, period_start, reviewed_plan
from plantui.clinical.schedule import last_review
from plantui.clinical.standing import open_objectives, resolve, signed_by
from plantui.clinical.visits import missed
from plantui.model.base import Number
from plantui.model.chart import Chart
from plantui.model.event import ClinicalEvent, EventKind
from plantui.model.measure import Measure
from plantui.model.plan import Plan
from plantui.model.score import Score
from plantui.model.signature import SignerKind


class Course(NamedTuple):
    """The scores of one measure, oldest first, from the day of the last review on."""

    measure: str
    name: str
    totals: tuple[Number, ...]


class Period(NamedTuple):
    """Everything that happened since the last review, or since the plan was signed when there was none.

    ``agreed`` is how the client took part in the version reviewed: the day, and their sentence. ``drifted`` is how many
    of the last five notes left the plan, 0 while that is not drift. ``topics`` are the off-plan topics with their
    number of notes, ``events`` those not answered by a review yet, newest first.
    """

    start: date | None
    days: int
    reviewed_before: bool
    kept: int
    missed: int
    notes: int
    signed: int
    touching: int
    courses: tuple[Course, ...]
    risk: str
    agreed: tuple[date, str] | None
    untouched: tuple[str, ...]
    topics: tuple[tuple[str, int], ...]
    drifted: int
    events: tuple[ClinicalEvent, ...]


def period(chart: Chart, weighed: tuple[Weighed, ...], measures: Mapping[str, Measure], today: date) -> Period:
    """The period of a review made today."""
    start = period_start(chart)
    notes = [note for note in notes_of_period(chart) if note.date <= today]
    found = drift(chart)
    plan = reviewed_plan(chart)
    away = [note for note in missed(chart) if (start is None or note.date > start) and note.date <= today]
    waiting = [event for event in chart.events if not event.answered and event.date <= today]
    return Period(
        start=start,
        days=(today - start).days if start is not None else 0,
        reviewed_before=last_review(chart) is not None,
        kept=len(notes),
        missed=len(away),
        notes=len(notes),
        signed=sum(1 for note in notes if signed_by(note.signatures, SignerKind.CLINICIAN)),
        touching=sum(1 for note in notes if note.links),
        courses=courses(chart, measures, start, today),
        risk=risk(chart, measures, today),
        agreed=_agreed(plan),
        untouched=tuple(each.objective.code for each in weighed if not each.touched_in),
        topics=off_plan_topics(chart),
        drifted=found if found >= LIMIT else 0,
        events=tuple(sorted(waiting, key=lambda event: (event.date, event.at), reverse=True)),
    )


def courses(chart: Chart, measures: Mapping[str, Measure], start: date | None, today: date) -> tuple[Course, ...]:
    """The followed measures with their scores of the period, those of the plan's objectives first."""
    plan = reviewed_plan(chart)
    wanted = [each.measure for each in open_objectives(resolve(chart, plan))] if plan is not None else []
    wanted += [follow.measure for follow in chart.client.follows]
    found = []
    for measure in dict.fromkeys(filter(None, wanted)):
        taken = [
            score
            for score in _in_order(chart)
            if score.measure == measure
            and not score.objective
            and (start is None or score.date >= start)
            and score.date <= today
        ]
        if taken:
            name = measures[measure].short if measure in measures else measure
            found.append(Course(measure, name, tuple(each.total for each in taken if each.total is not None)))
    return tuple(found)


def _in_order(chart: Chart) -> list[Score]:
    return sorted(
        (score for score in chart.measures if score.total is not None), key=lambda each: (each.date, each.at, each.id)
    )


def risk(chart: Chart, measures: Mapping[str, Measure], today: date) -> str:
    """The last answers to items with an alert rule, and whether a risk line is open. Never a judgement of ours."""
    latest = {score.measure: score for score in _in_order(chart) if score.measure and score.date <= today}
    said = []
    for measure_id, score in sorted(latest.items()):
        measure = measures.get(measure_id)
        items = sorted({rule.item for rule in measure.risk_rules if rule.item}) if measure is not None else []
        for item in items if score.answers else ():
            given = score.answers[item - 1] if item <= len(score.answers) else None
            answer = "was not answered" if given is None else f"was {given}"
            said.append(f"{measure.short if measure else measure_id} item {item} {answer} on {short_day(score.date)}")
    waiting = [
        event
        for event in chart.events
        if not event.answered and event.kind in (EventKind.RISK_ITEM, EventKind.CRISIS) and event.date <= today
    ]
    for event in sorted(waiting, key=lambda event: (event.date, event.at), reverse=True):
        words = " ".join(event.text.split()) or event.kind.value.replace("-", " ")
        said.insert(0, f"OPEN: {words.rstrip('.')} ({short_day(event.date)})")
    if not waiting:
        said.append("no risk line open")
    return "; ".join(said)


def _agreed(plan: Plan | None) -> tuple[date, str] | None:
    if plan is None or plan.collaboration is None:
        return None
    return plan.collaboration.at.date(), plan.collaboration.comment
