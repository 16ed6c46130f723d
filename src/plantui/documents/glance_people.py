"""Strengths, preferences and people, and what the client said about the plan."""

from __future__ import annotations

from collections.abc import Iterator

from plantui.documents.one_line import one_line, sentence
from plantui.glimpse.page import token
from plantui.model.chart import Chart
from plantui.model.client import Person
from plantui.model.plan import Plan

NOT_KEPT = "Allergies and medication are not kept here"


def people(chart: Chart, plan: Plan | None) -> Iterator[str]:
    """The lines in order; the last one says what the page never holds."""
    latest = max(chart.assessments, key=lambda part: (part.date, part.at, part.id), default=None)
    strengths = [
        *(latest.strengths if latest is not None else ()),
        *(text for problem in (plan.problems if plan is not None else ()) for text in problem.strengths),
    ]
    if strengths:
        yield "; ".join(dict.fromkeys(sentence(text) for text in strengths))
    client = chart.client
    if client.preferences:
        yield f'Prefers "{"; ".join(sentence(text) for text in client.preferences)}"'
    comment = one_line(plan.collaboration.comment) if plan is not None and plan.collaboration is not None else ""
    if comment and comment not in map(one_line, client.preferences):
        yield f'About the plan: "{comment.strip(chr(34))}"'
    guardians = (client.guardian,) if client.guardian is not None else ()
    told = [
        *(_person(chart, person, kin=True) for person in guardians),
        *(_person(chart, person, kin=False) for person in client.team),
        *(_person(chart, person, kin=True) for person in client.emergency),
    ]
    named = dict.fromkeys(told)
    if named:
        yield "; ".join(named)
    if client.language:
        yield f"Language: {one_line(client.language)}"
    yield NOT_KEPT


def _person(chart: Chart, person: Person, *, kin: bool) -> str:
    """One person; who is close to the client is named only where the client is."""
    name = one_line(person.name)
    shown = token("n", name) if kin and name else name
    # Not stripped: the marks of a token count as white space.
    words = " ".join(filter(None, (one_line(person.relation), shown)))
    if person.note:
        words += f": {sentence(person.note)}"
    releases = [part for part in chart.consents if one_line(part.recipient) == name and part.revoked is None]
    if releases:
        latest = max(releases, key=lambda part: (part.given, part.id))
        words += f" (release signed {token('f', latest.given.isoformat())}"
        words += f", {token('e', latest.until.isoformat())})" if latest.until is not None else ")"
    return words
