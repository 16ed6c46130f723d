"""What `plantui show` knows about a plan, or about one line of it, as plain data: the JSON form itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from plantui.clinical.marks import latest_mark, marks
from plantui.clinical.reference import Reference, profile_of
from plantui.clinical.schedule import formal_due, review_due
from plantui.clinical.standing import current, effective_day, plan_in_force, resolve, signed_day
from plantui.clinical.trend import scores_for, trend
from plantui.clinical.visits import kept, missed
from plantui.documents.facts import measure_name
from plantui.documents.plan_header import status_of_version
from plantui.documents.show_words import sentence_of
from plantui.model.base import Plain
from plantui.model.chart import Chart
from plantui.model.note import Note
from plantui.model.plan import Goal, Intervention, Node, Objective, Plan, Problem
from plantui.model.tree import Place, children, find_code, walk


def plan_of(chart: Chart, version: int | None) -> Plan | None:
    """The version asked for, as it was written; without a number the one to work on, as it stands today."""
    if version is not None:
        return next((plan for plan in chart.plans if plan.number == version), None)
    plan = current(chart)
    return resolve(chart, plan) if plan is not None else None


def place_of(chart: Chart, plan: Plan, code: str) -> Place | None:
    """Where the line with a code stands; a code it had before is known too."""
    found = find_code(plan, code)
    if found is not None:
        return found
    wanted = f"g{code.lower()}" if code[:1].isdigit() else code.lower()
    node_id = chart.aliases.get(wanted)
    return next((place for place in walk(plan) if place.node.id == node_id), None)


def plan_facts(chart: Chart, plan: Plan, library: Reference, today: date) -> Plain:
    """The head of a plan and every line of it."""
    written = next(each for each in chart.plans if each.id == plan.id)
    formal = formal_due(chart, profile_of(chart, library))
    works_on = plan_in_force(chart)
    reviewed = works_on is not None and works_on.id == plan.id
    service = plan.service
    return {
        "client": chart.code,
        "plan": plan.number,
        "status": status_of_version(chart, written),
        "signed": _iso(signed_day(plan)),
        "effective": _iso(effective_day(plan)),
        "review_due": _iso(review_due(chart)) if reviewed else None,
        "formal_due": _iso(formal) if reviewed else None,
        "service": None
        if service is None
        else {
            "kind": service.kind,
            "minutes": service.minutes,
            "times": service.frequency.times,
            "per": service.frequency.per.short,
            "duration": service.duration.short,
        },
        "lines": [line_facts(chart, place, library, today) for place in walk(plan)],
        "discharge": [part.text for part in plan.discharge],
        "outcomes": [part.text for part in plan.outcomes],
    }


def line_facts(chart: Chart, place: Place, library: Reference, today: date) -> Plain:
    """One line of the plan: words, status, dates, and for an objective how far it has come."""
    node = place.node
    facts: Plain = {
        "kind": place.kind,
        "depth": place.depth,
        "code": node.code,
        "ref": node.id,
        "status": node.status.word if node.status is not None else None,
        "text": node.text,
    }
    if isinstance(node, Problem):
        facts |= {"dx": list(node.dx), "severity": node.severity.value if node.severity else None}
    elif isinstance(node, Goal):
        facts |= {"words": node.words, "due": _iso(node.due)}
    elif isinstance(node, Objective):
        facts |= _objective(chart, node, library, today)
    else:
        facts |= {
            "approach": node.approach,
            "who": node.who,
            "minutes": node.minutes,
            "frequency": f"{node.frequency.times}/{node.frequency.per.short}" if node.frequency else None,
            "often": node.frequency.words if node.frequency else "",
            "due": _iso(node.due),
        }
    mark = latest_mark(chart, node.id)
    return facts | {"mark": mark.mark if mark else None, "mark_on": _iso(mark.day) if mark else None}


def _objective(chart: Chart, node: Objective, library: Reference, today: date) -> Plain:
    found = trend(chart, node, library.measures, today)
    scores = [score for score in scores_for(chart, node) if score.date <= today] if node.measured else []
    return {
        "measure": measure_name(node.measure, library.measures) if node.measure else None,
        "count": node.label or None,
        "baseline": node.baseline,
        "target": node.target,
        "unit": node.unit,
        "due": _iso(node.due),
        "first_due": _iso(node.initial_due),
        "reached": _iso(node.reached),
        "now": scores[-1].total if scores else None,
        "now_on": _iso(scores[-1].date) if scores else None,
        "trend": found.word,
        "suggested": found.suggested,
    }


def evidence_facts(chart: Chart, place: Place, library: Reference, today: date) -> Plain:
    """One line with what lies behind it: the full sentence, its scores, and the notes that touched it."""
    inside = list(_nodes(place.node))
    ids = {node.id for node in inside}
    measured = [node for node in inside if isinstance(node, Objective) and node.measured]
    notes = [note for note in (*kept(chart), *missed(chart)) if any(link.node in ids for link in note.links)]
    notes.sort(key=lambda note: (note.date, note.start or "", note.id), reverse=True)
    quick = [
        {"date": _iso(row.date), "mark": row.mark, "reason": row.reason}
        for row in sorted(chart.progress, key=lambda row: (row.date, row.at), reverse=True)
        if row.node in ids and row.mark is not None
    ]
    return {
        "client": chart.code,
        **line_facts(chart, place, library, today),
        "sentence": sentence_of(place.node, library),
        "inside": [line_facts(chart, _below(place, node), library, today) for node in inside[1:]],
        "scores": [
            {"code": node.code, "date": _iso(score.date), "total": score.total, "band": score.band}
            for node in measured
            for score in reversed(scores_for(chart, node))
        ],
        "notes": [_note(note, inside) for note in notes],
        "marks": quick,
        "touched": sum(1 for node in inside for _ in marks(chart, node.id)),
        "changes": _changes(chart, ids, {node.id: node.code for node in inside}),
    }


def _nodes(node: Node) -> Iterator[Node]:
    yield node
    for inner in children(node):
        yield from _nodes(inner)


def _below(place: Place, node: Node) -> Place:
    depth = (Problem, Goal, Objective, Intervention).index(type(node))
    return Place(("problem", "goal", "objective", "intervention")[depth], depth, place.parents, node)


def _note(note: Note, inside: list[Node]) -> Plain:
    codes = {node.id: node.code for node in inside}
    return {
        "date": _iso(note.date),
        "kind": note.kind.value,
        "links": [{"code": codes[link.node], "mark": link.mark} for link in note.links if link.node in codes],
        "text": note.text,
    }


def _changes(chart: Chart, ids: set[str], codes: dict[str, str]) -> list[Plain]:
    rows = [row for row in chart.progress if row.node in ids and row.status is not None]
    return [
        {
            "date": _iso(row.date),
            "code": codes[row.node],
            "status": row.status.word if row.status else None,
            "reason": row.reason,
        }
        for row in sorted(rows, key=lambda row: (row.date, row.at), reverse=True)
    ]


def history_facts(chart: Chart) -> Plain:
    """Versions with their signatures, dated changes of status, and every review date that was set; newest first."""
    codes = {place.node.id: place.node.code for plan in chart.plans for place in walk(plan)}
    return {
        "versions": [
            {
                "version": plan.number,
                "status": status_of_version(chart, plan),
                "made": _iso(plan.made.date()),
                "effective": _iso(effective_day(plan)),
                "reason": plan.reason,
                "signatures": [
                    {
                        "kind": part.kind.value,
                        "name": part.name,
                        "credential": part.credential,
                        "at": part.at.isoformat(),
                        "method": part.method.value,
                        "sha256": part.sha256,
                    }
                    for part in plan.signatures
                ],
            }
            for plan in sorted(chart.plans, key=lambda plan: plan.number, reverse=True)
        ],
        "changes": _changes(chart, set(codes), codes),
        "review_dates": [
            {"due": _iso(row.due), "set": row.at.isoformat(), "source": row.source.value, "reason": row.reason}
            for row in sorted(chart.schedule, key=lambda row: (row.at, row.id), reverse=True)
        ],
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None
