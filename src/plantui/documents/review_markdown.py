"""A signed review as Markdown: what was looked at, what was found for each objective, what was decided."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from plantui import __version__
from plantui.clinical.binding import review_digest
from plantui.clinical.reference import Reference, profile_of
from plantui.clinical.schedule import formal_due
from plantui.documents.facts import measure_name
from plantui.documents.fields import NOT_RECORDED
from plantui.documents.front import written
from plantui.documents.labelled import line, shown, table
from plantui.documents.phrases import METHODS, day_words, moment_words, status_words
from plantui.documents.plan_header import client_lines
from plantui.documents.plan_markdown import AID, REHEARSAL
from plantui.documents.prose import escaped, in_cell, in_line
from plantui.model.chart import Chart
from plantui.model.plan import Objective, Plan
from plantui.model.review import DriftDecision, Review, ReviewKind, ReviewLine
from plantui.model.tree import find

DOCUMENT = "review"
"""What the front matter calls this kind of document."""

KINDS = {
    ReviewKind.INTERIM: "interim, the practice's own rhythm",
    ReviewKind.FORMAL: "formal, the payer's clock",
    ReviewKind.EVENT: "after an event",
}
"""What kind of review it was, in words."""

MARKS = {2: "+2, much better", 1: "+1, better", 0: "0, no change", -1: "-1, worse", -2: "-2, much worse"}
"""Progress marks in words."""


def review_markdown(chart: Chart, review: Review, library: Reference, today: date, rehearsal: bool = False) -> str:
    """One review of a client as a Markdown document, front matter included.

    Args:
        chart: the client's chart.
        review: the review, signed or not.
        library: measures and payer profiles.
        today: the day the document is made.
        rehearsal: whether the store is a rehearsal store; a chart of an invented person counts too.
    """
    plan = next((each for each in chart.plans if each.id == review.plan), None)
    rehearsal = rehearsal or chart.rehearsal
    number = f", version {plan.number}" if plan is not None else ""
    lines = [written(_front(chart, review, plan, today, rehearsal))]
    if rehearsal:
        lines += [f"> **{REHEARSAL}**", ""]
    lines.append(f"# Review of treatment plan{number}")
    for heading, inside in _sections(chart, review, plan, library, today):
        if inside:
            lines += ["", f"## {heading}", "", *inside]
    made = f"{escaped(chart.code)}, review of {review.date.isoformat()}, written by PlanTUI {__version__} on "
    return "\n".join([*lines, "", "---", "", f"{made}{today.isoformat()}. {AID}", ""])


def _front(chart: Chart, review: Review, plan: Plan | None, today: date, rehearsal: bool) -> dict[str, object]:
    return {
        "document": DOCUMENT,
        "program": f"PlanTUI {__version__}",
        "client": chart.code,
        "plan": plan.number if plan is not None else 0,
        "date": review.date.isoformat(),
        "kind": review.kind.value,
        "status": "signed" if review.signatures else "draft",
        "generated": today.isoformat(),
        "rehearsal": rehearsal,
        "id": review.id,
    }


def _sections(
    chart: Chart, review: Review, plan: Plan | None, library: Reference, today: date
) -> Iterator[tuple[str, list[str]]]:
    yield "Client", client_lines(chart, plan, library, today) if plan is not None else []
    yield "This review", list(_about(chart, review, library))
    yield "Objectives", _objectives(chart, review, library)
    yield "Remarks", [row for each in review.lines if each.remark for row in _remark(chart, each)]
    yield "Decisions", list(_decisions(chart, review, plan))
    yield (
        "Events answered by this review",
        [
            f"- {day_words(event.date)}: {event.kind.value.replace('-', ' ')}"
            + (f", {escaped(' '.join(event.text.split()))}" if event.text else "")
            for event in chart.events
            if event.answered == review.id
        ],
    )
    yield "Signatures", list(_signatures(review))
    yield "Addenda", [f"- {moment_words(each.at)}: {escaped(each.text)}" for each in review.addenda]


def _about(chart: Chart, review: Review, library: Reference) -> Iterator[str]:
    yield shown("Kind", KINDS[review.kind])
    since = f"{day_words(review.since)} to " if review.since is not None else "up to "
    yield shown("Period", f"{since}{day_words(review.date)}")
    yield line("With", ", ".join(review.participants)) if review.participants else shown("With", NOT_RECORDED)
    yield shown("Next interim review", day_words(review.next_due) if review.next_due else NOT_RECORDED)
    formal = formal_due(chart, profile_of(chart, library))
    if formal is not None:
        yield shown("Formal review due", day_words(formal))


def _objective(chart: Chart, node: str) -> Objective | None:
    for plan in sorted(chart.plans, key=lambda each: each.number, reverse=True):
        place = find(plan, node)
        if place is not None and isinstance(place.node, Objective):
            return place.node
    return None


def _objectives(chart: Chart, review: Review, library: Reference) -> list[str]:
    rows = []
    for each in review.lines:
        found = _objective(chart, each.objective)
        code = found.code if found is not None else "?"
        if found is None:
            words = ""
        elif found.measure:
            words = f"{measure_name(found.measure, library.measures)}: {found.text}"
        else:
            words = found.text or found.label
        mark = MARKS[each.mark] if each.mark is not None else "not touched" if not each.touched else ""
        status = status_words(each.status) if each.status is not None else ""
        rows.append((in_cell(code), in_cell(words), mark, status, in_cell(each.evidence)))
    heads = ("Objective", "Words", "Since the last review", "Status set", "Evidence")
    return table(heads, rows) if rows else [NOT_RECORDED]


def _remark(chart: Chart, each: ReviewLine) -> list[str]:
    found = _objective(chart, each.objective)
    return [line(in_line(found.code) if found is not None else "Objective", each.remark)]


def _decisions(chart: Chart, review: Review, plan: Plan | None) -> Iterator[str]:
    made = [each for each in chart.plans if plan is not None and each.amends == plan.id and _together(review, each)]
    if made:
        yield shown("Plan", f"changed; version {made[0].number} was signed with this review")
    else:
        yield shown("Plan", "continues as it is")
    if review.drift is DriftDecision.AMEND:
        yield shown("Visits had left the plan", "the plan was adjusted")
    if review.drift is DriftDecision.REFOCUS:
        yield line("Refocus next visit", review.refocus or "come back to the plan")
    for row in review.decisions.splitlines():
        if row.strip():
            yield f"- {escaped(row.strip())}"


def _together(review: Review, plan: Plan) -> bool:
    moments = {signature.at for signature in review.signatures}
    return any(signature.at in moments for signature in plan.signatures)


def _signatures(review: Review) -> Iterator[str]:
    bound = review_digest(review)
    if review.signatures:
        heads = ("Signed as", "Name and credential", "Signed on", "How", "Content hash")
        yield from table(
            heads,
            (
                (
                    each.kind.value,
                    in_cell(f"{each.name}, {each.credential}" if each.credential else each.name),
                    moment_words(each.at),
                    METHODS[each.method],
                    f"`{each.sha256}`",
                )
                for each in review.signatures
            ),
        )
        yield ""
    else:
        yield "This review is a draft: nobody has signed it."
        yield ""
    yield f"Content hash of this review (SHA-256): `{bound}`"
