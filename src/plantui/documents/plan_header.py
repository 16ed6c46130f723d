"""Who a plan is for and where it stands: the head of the document."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from plantui.clinical.reference import Reference, profile_of
from plantui.clinical.schedule import formal_due, review_due
from plantui.clinical.standing import effective_day, in_force, plan_in_force, signed
from plantui.documents.fields import NOT_RECORDED
from plantui.documents.labelled import line, several, shown, table
from plantui.documents.phrases import day_words
from plantui.documents.prose import in_cell
from plantui.model.assessment import Assessment
from plantui.model.chart import Chart
from plantui.model.client import ChartKind, Person
from plantui.model.note import Note
from plantui.model.plan import Plan
from plantui.model.review import Review
from plantui.model.tree import walk


def status_of_version(chart: Chart, plan: Plan) -> str:
    """draft, signed, in force or replaced."""
    if not signed(plan):
        return "draft"
    newest = plan_in_force(chart)
    if newest is not None and newest.number > plan.number:
        return "replaced"
    return "in force" if in_force(plan) else "signed"


def client_lines(chart: Chart, plan: Plan, library: Reference, today: date) -> list[str]:
    """Name, date of birth, code, payer, clinician, diagnoses, and the dates of the plan."""
    client = chart.client
    lines = [
        line("Client", client.full_name),
        line("Client code", chart.code),
        shown("Date of birth", day_words(client.born) if client.born else NOT_RECORDED),
    ]
    if client.kind is not ChartKind.INDIVIDUAL:
        lines.append(line("Seen as", client.kind.value))
        lines += several("Members", (_person(member) for member in client.members)) if client.members else []
    if client.guardian is not None:
        lines.append(line("Guardian", _person(client.guardian)))
    clinician = _signer(chart, client.clinician)
    lines.append(line("Clinician", clinician) if clinician else shown("Clinician", NOT_RECORDED))
    if client.supervisor:
        lines.append(line("Supervisor", _signer(chart, client.supervisor)))
    if client.payer:
        lines.append(line("Payer", client.payer))
    lines.append(line("Plan", f"version {plan.number}, {_standing(chart, plan)}"))
    if plan == plan_in_force(chart):
        lines += _reviews(chart, library)
    diagnoses = _diagnoses(chart, today)
    return [*lines, "", *diagnoses] if diagnoses else [*lines, shown("Diagnoses", NOT_RECORDED)]


def _signer(chart: Chart, user: str) -> str:
    """The name and credential under which a user signed in this chart last; else the user as the chart names them."""
    signed_parts: tuple[Plan | Review | Note, ...] = (*chart.plans, *chart.reviews, *chart.notes)
    known = [each for part in signed_parts for each in part.signatures if user and each.user == user]
    if not known:
        return user
    latest = max(known, key=lambda each: (each.at, each.id))
    return f"{latest.name}, {latest.credential}" if latest.credential else latest.name


def _person(person: Person) -> str:
    return f"{person.name} ({person.relation})" if person.relation else person.name


def _standing(chart: Chart, plan: Plan) -> str:
    status = status_of_version(chart, plan)
    day = effective_day(plan)
    since = f" since {day_words(day)}" if day is not None and status == "in force" else ""
    explained = {"draft": " (not signed)", "signed": " (the client's signature, or a reason, is missing)"}
    return f"{status}{since}{explained.get(status, '')}"


def _reviews(chart: Chart, library: Reference) -> Iterator[str]:
    interim = review_due(chart)
    formal = formal_due(chart, profile_of(chart, library))
    if interim is not None:
        yield line("Next interim review", day_words(interim))
    if formal is not None:
        yield line("Next formal review", day_words(formal))


def _diagnoses(chart: Chart, today: date) -> list[str]:
    live = [part for part in chart.diagnoses if part.until is None or part.until >= today]
    if not live:
        return []
    rows = [
        (
            in_cell(part.code),
            in_cell("; ".join((part.title, *part.specifiers)) if part.title else "; ".join(part.specifiers)),
            "primary" if part.rank == 1 else str(part.rank),
            day_words(part.since) if part.since else "",
        )
        for part in sorted(live, key=lambda part: (part.rank, part.id))
    ]
    return table(("Code (ICD-10-CM)", "Diagnosis", "Rank", "Since"), rows)


def person_lines(chart: Chart, plan: Plan) -> list[str]:
    """Strengths, needs, preferences and culture from the latest assessment: what the plan builds on."""
    latest = max(chart.assessments, key=lambda part: (part.date, part.at, part.id), default=None)
    client = chart.client
    lines: list[str] = []
    if latest is not None:
        lines += _assessed(latest)
    if client.preferences:
        lines += several("Preferences", client.preferences)
    if client.language:
        lines.append(line("Language", client.language))
    strengths = (latest is not None and latest.strengths) or any(
        getattr(place.node, "strengths", ()) for place in walk(plan)
    )
    return lines if strengths else [shown("Strengths", NOT_RECORDED), *lines]


def _assessed(latest: Assessment) -> Iterator[str]:
    yield line("Assessed on", day_words(latest.date))
    for label, texts in (("Strengths", latest.strengths), ("Coping", latest.coping), ("Barriers", latest.barriers)):
        if texts:
            yield from several(label, texts)
    if latest.needs:
        yield from several("Needs", (_need(need.text, need.outcome, need.reason) for need in latest.needs))
    if latest.culture:
        yield line("Culture", latest.culture)


def _need(text: str, outcome: str | None, reason: str) -> str:
    return f"{text} ({outcome or 'not answered yet'}{f': {reason}' if reason else ''})"
