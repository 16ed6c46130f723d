"""The timeline of a chart: visits, scores, reviews, versions of the plan and events, newest first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from plantui.clinical.standing import signed_by
from plantui.clinical.trend import show, show_mark
from plantui.clinical.visits import kept, missed
from plantui.model.chart import Chart
from plantui.model.event import EventKind
from plantui.model.measure import Measure
from plantui.model.note import Note
from plantui.model.plan import Plan
from plantui.model.score import Score
from plantui.model.signature import SignerKind
from plantui.model.tree import objectives, walk


class MomentKind(StrEnum):
    """What a row of the timeline tells of."""

    VISIT = "visit"
    MISSED = "missed"
    SCORES = "scores"
    REVIEW = "review"
    PLAN = "plan"
    STATUS = "status"
    EVENT = "event"


class Moment(NamedTuple):
    """One row.

    ``label`` is what it is ("visit 12", "review"), ``words`` what happened, ``side`` what else belongs to that day
    (scores, topics that are not on the plan). ``ref`` is the id of the document, empty for scores of a day. ``open``
    says that it still waits: an unsigned note or review, a draft, an event that nothing has answered.
    """

    day: date
    kind: MomentKind
    label: str
    words: tuple[str, ...] = ()
    side: tuple[str, ...] = ()
    ref: str = ""
    open: bool = False


_ORDER = (
    MomentKind.EVENT,
    MomentKind.REVIEW,
    MomentKind.PLAN,
    MomentKind.STATUS,
    MomentKind.VISIT,
    MomentKind.MISSED,
    MomentKind.SCORES,
)


def timeline(chart: Chart, measures: Mapping[str, Measure]) -> tuple[Moment, ...]:
    """Every row of the chart's timeline, newest first; on one day what calls for action comes first."""
    codes = {place.node.id: place.node.code for plan in chart.plans for place in walk(plan)}
    scores = scores_by_day(chart, measures)
    found: list[Moment] = []
    days_of_visits: set[date] = set()
    for number, note in enumerate(kept(chart), 1):
        side = scores.get(note.date, ()) if note.date not in days_of_visits else ()
        days_of_visits.add(note.date)
        found.append(_visit(note, f"visit {number}", codes, side))
    found += [_visit(note, note.kind.value, codes, ()) for note in missed(chart)]
    found += [
        Moment(day, MomentKind.SCORES, "scores", side=words)
        for day, words in scores.items()
        if day not in days_of_visits
    ]
    found += _reviews(chart)
    found += [_plan(plan, plan.amends != "" or plan.number > 1) for plan in chart.plans]
    found += _statuses(chart, codes)
    found += _events(chart)
    found.sort(key=lambda moment: (-moment.day.toordinal(), _ORDER.index(moment.kind)))
    return tuple(found)


def _visit(note: Note, label: str, codes: Mapping[str, str], scores: tuple[str, ...]) -> Moment:
    words = tuple(
        f"{codes[link.node]} {show_mark(link.mark) if link.mark is not None else '.'}"
        for link in note.links
        if link.node in codes
    )
    side = scores + ((f"not on plan: {'; '.join(note.off)}",) if note.off else ())
    waiting = signed_by(note.signatures, SignerKind.CLINICIAN) is None
    kind = MomentKind.VISIT if note.kind.kept else MomentKind.MISSED
    return Moment(note.date, kind, label, words, side + (("unsigned",) if waiting else ()), note.id, waiting)


def scores_by_day(chart: Chart, measures: Mapping[str, Measure]) -> dict[date, tuple[str, ...]]:
    """Day -> the scores of that day: "PHQ-9 12", "g1.2 4"."""
    labels = {objective.id: objective.code for plan in chart.plans for objective in objectives(plan)}
    found: dict[date, list[str]] = {}
    for score in sorted(chart.measures, key=lambda score: (score.date, score.at, score.id)):
        found.setdefault(score.date, []).append(f"{_name(score, measures, labels)} {_total(score)}")
    return {day: tuple(words) for day, words in found.items()}


def _name(score: Score, measures: Mapping[str, Measure], labels: Mapping[str, str]) -> str:
    if score.measure:
        name = measures[score.measure].short if score.measure in measures else score.measure
        return f"{labels[score.objective]} {name}" if score.objective in labels else name
    return labels.get(score.objective, "count")


def _total(score: Score) -> str:
    return show(score.total) if score.total is not None else "no total"


def _reviews(chart: Chart) -> Iterator[Moment]:
    numbers = {plan.id: plan.number for plan in chart.plans}
    for review in chart.reviews:
        signature = signed_by(review.signatures, SignerKind.CLINICIAN)
        by = f"signed {signature.initials or signature.name}" if signature is not None else "unsigned"
        plan = f"; plan v{numbers[review.plan]}" if review.plan in numbers else ""
        kind = "" if review.kind.value == "interim" else f" ({review.kind.value})"
        words = (f"{by}{plan}{kind}",)
        yield Moment(review.date, MomentKind.REVIEW, "review", words, (), review.id, signature is None)


def _plan(plan: Plan, amended: bool) -> Moment:
    signature = signed_by(plan.signatures, SignerKind.CLINICIAN)
    if signature is None:
        return Moment(plan.made.date(), MomentKind.PLAN, "plan", (f"draft v{plan.number}",), (), plan.id, True)
    by = signature.initials or signature.name
    words = (f"v{plan.number} signed {by}{' (amended)' if amended else ''}",)
    return Moment(signature.at.date(), MomentKind.PLAN, "plan", words, (), plan.id)


def _statuses(chart: Chart, codes: Mapping[str, str]) -> Iterator[Moment]:
    for row in chart.progress:
        if row.status is not None and row.node in codes:
            reason = f": {row.reason}" if row.reason else ""
            words = (f"{codes[row.node]} {row.status.word}{reason}",)
            yield Moment(row.date, MomentKind.STATUS, "status", words, (), row.id)


def _events(chart: Chart) -> Iterator[Moment]:
    for event in chart.events:
        label = "hospital stay" if event.kind is EventKind.HOSPITAL else event.kind.value.replace("-", " ")
        words = (event.text,) if event.text else ()
        waiting = not event.answered
        side = ("not answered yet",) if waiting else ()
        yield Moment(event.date, MomentKind.EVENT, label, words, side, event.id, waiting)
