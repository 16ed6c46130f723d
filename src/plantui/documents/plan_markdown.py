"""A plan as Markdown that a payer can read on paper and `plan_reader` can read back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import msgspec

from plantui import __version__
from plantui.clinical.reference import Reference
from plantui.documents.fields import COLLABORATION, NOT_RECORDED, PLAN, SERVICE
from plantui.documents.front import written
from plantui.documents.kept import exact_texts, unknown_fields
from plantui.documents.labelled import field_lines, numbered
from plantui.documents.plan_header import client_lines, person_lines, status_of_version
from plantui.documents.plan_record import missing_lines, signature_lines, version_lines
from plantui.documents.plan_tree import tree_lines
from plantui.documents.prose import escaped
from plantui.model.base import Plain
from plantui.model.canonical import to_plain
from plantui.model.chart import Chart
from plantui.model.plan import Goal, Intervention, Objective, Plan, Problem
from plantui.model.tree import walk

DOCUMENT = "treatment plan"
"""What the front matter calls this kind of document."""

TREE_SECTION = "Problems, goals and objectives"
"""Heading of the tree."""

REHEARSAL = "Rehearsal: invented person. Not a record of anyone's care."
"""The banner of a document made in a rehearsal store."""

AID = "Educational aid, not clinical advice; review before use."
"""What stands at the foot where wording or scoring facts of this program are shown."""


def plan_markdown(
    chart: Chart, plan: Plan, library: Reference, today: date, rehearsal: bool = False, notice: str = ""
) -> str:
    """One version of a client's plan as a Markdown document, front matter included.

    Args:
        chart: the client's chart; dated rows and other versions are read from it.
        plan: the version, as it was written.
        library: measures and payer profiles.
        today: the day the document is made.
        rehearsal: whether the store is a rehearsal store; a chart of an invented person counts too.
        notice: text that law or a payer wants on the document, such as the notice of 42 CFR 2.32; empty for none.
    """
    rehearsal = rehearsal or chart.rehearsal
    lines = [written(_front(chart, plan, today, rehearsal))]
    if rehearsal:
        lines += [f"> **{REHEARSAL}**", ""]
    if notice:
        lines += [f"> {_quoted(text)}\n" for text in notice.split("\n\n") if text.strip()]
    lines.append(f"# Treatment plan, version {plan.number}")
    for heading, inside in _sections(chart, plan, library, today):
        if inside:
            lines += ["", f"## {heading}", "", *inside]
    lines += ["", "---", "", _foot(chart, plan, today), ""]
    return "\n".join(lines)


def _quoted(text: str) -> str:
    """A paragraph whose further lines stay inside a block quotation."""
    return escaped(text).replace("\n", "\n> ")


def _sections(chart: Chart, plan: Plan, library: Reference, today: date) -> Iterator[tuple[str, list[str]]]:
    service = field_lines(plan.service, SERVICE) if plan.service else [NOT_RECORDED]
    took_part = field_lines(plan.collaboration, COLLABORATION) if plan.collaboration else [NOT_RECORDED]
    yield "Client", client_lines(chart, plan, library, today)
    yield "This plan", field_lines(plan, PLAN)
    yield "Service", service
    yield "Strengths, needs and preferences", person_lines(chart, plan)
    yield TREE_SECTION, list(tree_lines(chart, plan, library))[1:] or [NOT_RECORDED]
    yield "Discharge criteria", numbered([part.text for part in plan.discharge]) or [NOT_RECORDED]
    yield "Expected outcomes", numbered([part.text for part in plan.outcomes])
    yield "How the client took part", took_part
    yield "Signatures", signature_lines(plan)
    yield "Versions", version_lines(chart, plan)
    yield "Still missing", missing_lines(chart, plan, library, today)


def _foot(chart: Chart, plan: Plan, today: date) -> str:
    """The last line; the aid is named where a measure's facts or a library statement were shown."""
    ours = any(
        getattr(place.node, "source", "") or (isinstance(place.node, Objective) and place.node.measure)
        for place in walk(plan)
    )
    made = (
        f"{escaped(chart.code)}, plan version {plan.number}, written by PlanTUI {__version__} on {today.isoformat()}."
    )
    return f"{made} {AID}" if ours else made


def _front(chart: Chart, plan: Plan, today: date, rehearsal: bool) -> dict[str, Any]:
    """What is needed to read the document back into the same version, beside what the text shows."""
    front: dict[str, Any] = {
        "document": DOCUMENT,
        "program": f"PlanTUI {__version__}",
        "client": chart.code,
        "plan": plan.number,
        "status": status_of_version(chart, plan),
        "generated": today.isoformat(),
        "rehearsal": rehearsal,
        "id": plan.id,
        "made": plan.made.isoformat(),
    }
    if plan.made_by:
        front["made_by"] = plan.made_by
    if plan.amends:
        front["amends"] = plan.amends
    if plan.collaboration is not None:
        front["took_part_at"] = plan.collaboration.at.isoformat()
    for name, parts in (("discharge", plan.discharge), ("outcomes", plan.outcomes)):
        if parts:
            front[name] = [part.id for part in parts]
    nodes = {place.node.code: _node_front(place.node) for place in walk(plan)}
    if nodes:
        front["nodes"] = nodes
    if plan.signatures:
        front["signatures"] = [to_plain(signature) for signature in plan.signatures]
    unsigned = msgspec.structs.replace(plan, signatures=())
    for name, found in (("unknown", unknown_fields(unsigned)), ("exact", exact_texts(unsigned))):
        if found:
            front[name] = found
    return front


def _node_front(node: Problem | Goal | Objective | Intervention) -> Plain:
    front: Plain = {"id": node.id}
    if node.source:
        front["source"] = node.source
    if node.foreign:
        front["foreign"] = True
    if node.raw:
        front["raw"] = True
    if isinstance(node, Objective) and node.measure:
        front["measure"] = node.measure
    return front
