"""The summary of a chart: what lists and the review queue need without opening it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from plantui.clinical.blanks import blanks
from plantui.clinical.drift import drift
from plantui.clinical.measuring import last_scores, measures_due
from plantui.clinical.reference import Reference, profile_of
from plantui.clinical.schedule import formal_due, interim_due, last_review
from plantui.clinical.standing import (
    current,
    draft,
    label,
    open_objectives,
    plan_in_force,
    resolve,
    signed_by,
    signed_day,
)
from plantui.clinical.trend import baseline, direction, has_evidence, scores_for, trend
from plantui.clinical.visits import kept
from plantui.model.base import Number, whole
from plantui.model.chart import Chart
from plantui.model.measure import Measure
from plantui.model.note import Note
from plantui.model.period import Period
from plantui.model.plan import Objective, Plan
from plantui.model.review import Review
from plantui.model.signature import SignerKind
from plantui.model.status import Status
from plantui.model.summary import FiledNote, OpenEvent, PastObjective, Summary, UsedStatement
from plantui.model.tree import objectives, walk


def summarise(chart: Chart, library: Reference, default_cadence: Period) -> Summary:
    """The summary; the same for the same chart and library, on any day."""
    client = chart.client
    profile = profile_of(chart, library)
    plan = current(chart)
    shown = resolve(chart, plan) if plan is not None else None
    worked_on = _worked_on(chart)
    open_now = open_objectives(worked_on) if worked_on is not None else []
    begun = draft(chart)
    signed_days = [day for version in chart.plans if (day := signed_day(version)) is not None]
    scores = last_scores(chart)
    return Summary(
        chart=chart.id,
        code=chart.code,
        family=client.family,
        given=client.given,
        called=client.called,
        initials=client.initials,
        status=client.status.value,
        tags=client.tags,
        dx=_codes(chart, shown),
        payer=client.payer,
        slot=client.slot,
        plan=label(chart),
        plan_number=plan.number if plan is not None else 0,
        signed_on=max(signed_days, default=None),
        review_due=interim_due(chart, default_cadence, profile),
        formal_due=formal_due(chart, profile),
        draft_since=begun.made if begun is not None else None,
        unsigned_notes=_unsigned_notes(chart),
        unsigned_reviews=_unsigned((review, review.at) for review in chart.reviews),
        visits_kept=len(kept(chart)),
        drift=drift(chart),
        reviewed_on=reviewed.date if (reviewed := last_review(chart)) is not None else None,
        blanks=len(blanks(begun)) if begun is not None else 0,
        events=_open_events(chart),
        measures_due=measures_due(chart, library.measures),
        open_objectives=tuple(
            PastObjective(objective.code, objective.due)
            for objective in open_now
            if objective.due is not None and objective.status is not Status.HOLD
        ),
        objectives=len(open_now),
        with_evidence=sum(1 for objective in open_now if has_evidence(trend(chart, objective, library.measures))),
        last_scores=scores,
        measures=tuple(sorted({*scores, *_followed(chart, shown)})),
        achieved=tuple(_achieved(chart, shown, library.measures)),
        statements=tuple(_statements(chart, shown)),
        filed_to=tuple(FiledNote(note.id, note.date, note.filed_to) for note in chart.notes if note.filed_to),
        filed_from=tuple(note.filed_from for note in chart.notes if note.filed_from),
    )


def _worked_on(chart: Chart) -> Plan | None:
    """The version whose objectives count: the one in force, else the draft."""
    plan = plan_in_force(chart) or current(chart)
    return resolve(chart, plan) if plan is not None else None


def _codes(chart: Chart, plan: Plan | None) -> tuple[str, ...]:
    ranked = sorted((dx for dx in chart.diagnoses if dx.until is None), key=lambda dx: (dx.rank, dx.code))
    of_plan = [code for problem in plan.problems for code in problem.dx] if plan is not None else []
    return tuple(dict.fromkeys([*(dx.code for dx in ranked), *of_plan]))


def _unsigned(parts: Iterable[tuple[Note | Review, datetime]]) -> tuple[tuple[date, datetime], ...]:
    return tuple(
        sorted((part.date, at) for part, at in parts if signed_by(part.signatures, SignerKind.CLINICIAN) is None)
    )


def _unsigned_notes(chart: Chart) -> tuple[tuple[date, datetime], ...]:
    """Unsigned notes, and signed ones with an addendum that nobody has signed yet."""
    added = [(note.date, each.at) for note in chart.notes for each in note.addenda if not each.signatures]
    return tuple(sorted((*_unsigned((note, note.written) for note in chart.notes), *added)))


def _open_events(chart: Chart) -> tuple[OpenEvent, ...]:
    unanswered = [event for event in chart.events if not event.answered]
    unanswered.sort(key=lambda event: (event.date, event.at), reverse=True)
    return tuple(OpenEvent(event.date, event.kind.value) for event in unanswered)


def _followed(chart: Chart, plan: Plan | None) -> set[str]:
    followed = {follow.measure for follow in chart.client.follows}
    return followed | {objective.measure for objective in objectives(plan) if objective.measure} if plan else followed


def _achieved(chart: Chart, plan: Plan | None, measures: Mapping[str, Measure]) -> Iterable[tuple[str, Number]]:
    for objective in objectives(plan) if plan is not None else ():
        change = _change_of(chart, objective, measures)
        if change is not None:
            yield objective.measure, change


def _statements(chart: Chart, plan: Plan | None) -> Iterable[UsedStatement]:
    """The library's statements in the plan, each once, with the day of the version that brought it."""
    if plan is None:
        return
    first: dict[str, date] = {}
    for version in sorted(chart.plans, key=lambda each: each.number):
        for place in walk(version):
            if place.node.source:
                first.setdefault(place.node.source, version.made.date())
    met = {place.node.source for place in walk(plan) if place.node.status is Status.MET}
    for source in dict.fromkeys(place.node.source for place in walk(plan) if place.node.source):
        yield UsedStatement(source, first[source], source in met)


def _change_of(chart: Chart, objective: Objective, measures: Mapping[str, Measure]) -> Number | None:
    """The change towards the target that a met objective reached by the day it was met."""
    start = baseline(chart, objective)
    if objective.status is not Status.MET or not objective.measure or start is None:
        return None
    by = objective.reached
    totals = [score.total for score in scores_for(chart, objective) if by is None or score.date <= by]
    if not totals or totals[-1] is None:
        return None
    towards = direction(objective, measures.get(objective.measure), start)
    return max(0, whole(round((totals[-1] - start) * towards, 6)))
