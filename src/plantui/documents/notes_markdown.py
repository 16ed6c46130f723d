"""Progress notes as Markdown, as a payer or another clinician reads them: times, text, links, scores, signatures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta

from plantui import __version__
from plantui.clinical.binding import addendum_digest, note_digest
from plantui.clinical.reference import Reference
from plantui.clinical.standing import effective_day, in_force
from plantui.documents.facts import measure_name
from plantui.documents.fields import NOT_RECORDED
from plantui.documents.front import written
from plantui.documents.labelled import line, shown
from plantui.documents.phrases import METHODS, day_words, moment_words
from plantui.documents.plan_markdown import REHEARSAL
from plantui.documents.prose import escaped
from plantui.model.chart import Chart
from plantui.model.note import Note
from plantui.model.plan import Goal, Plan
from plantui.model.signature import Signature
from plantui.model.tree import Place, find

DOCUMENT = "progress notes"
"""What the front matter calls this kind of document."""

MARKS = {2: "+2, much better", 1: "+1, better", 0: "0, no change", -1: "-1, worse", -2: "-2, much worse"}
"""Progress marks in words."""


def notes_markdown(
    chart: Chart,
    notes: Sequence[Note],
    library: Reference,
    today: date,
    rehearsal: bool = False,
    left_out: int = 0,
    notice: str = "",
) -> str:
    """Notes of one client as a Markdown document, front matter included.

    Args:
        chart: the client's chart; codes and scores are read from it.
        notes: the notes, in the order in which they are to stand.
        library: measures.
        today: the day the document is made.
        rehearsal: whether the store is a rehearsal store; a chart of an invented person counts too.
        left_out: how many drafts of the same days are not part of it.
        notice: text that law or a payer wants on the document; empty for none.
    """
    rehearsal = rehearsal or chart.rehearsal
    lines = [written(_front(chart, notes, today, rehearsal))]
    if rehearsal:
        lines += [f"> **{REHEARSAL}**", ""]
    if notice:
        lines += [f"> {escaped(notice)}", ""]
    lines.append("# Progress notes")
    born = day_words(chart.client.born) if chart.client.born else NOT_RECORDED
    lines += [
        "",
        line("Client", chart.client.full_name),
        line("Client code", chart.code),
        shown("Date of birth", born),
    ]
    if notes:
        count = f"{len(notes)} note{'' if len(notes) == 1 else 's'}"
        lines.append(shown("Visits", f"{day_words(notes[0].date)} to {day_words(notes[-1].date)}, {count}"))
    if left_out:
        lines.append(shown("Not included", f"{left_out} draft{'' if left_out == 1 else 's'} that nobody has signed"))
    for note in notes:
        lines += ["", f"## {_heading(note)}", "", *_note(chart, note, library)]
    made = f"{escaped(chart.code)}, progress notes, written by PlanTUI {__version__} on {today.isoformat()}."
    return "\n".join([*lines, "", "---", "", made, ""])


def _front(chart: Chart, notes: Sequence[Note], today: date, rehearsal: bool) -> dict[str, object]:
    return {
        "document": DOCUMENT,
        "program": f"PlanTUI {__version__}",
        "client": chart.code,
        "from": notes[0].date.isoformat() if notes else "",
        "to": notes[-1].date.isoformat() if notes else "",
        "notes": len(notes),
        "generated": today.isoformat(),
        "rehearsal": rehearsal,
    }


def _heading(note: Note) -> str:
    return f"{note.date:%A} {day_words(note.date)}"


def _note(chart: Chart, note: Note, library: Reference) -> Iterator[str]:
    yield shown("Time", _times(note))
    yield shown("Visit", ", ".join(part for part in (note.kind.value, note.place.value if note.place else "") if part))
    if note.cpt:
        yield line("Service code", note.cpt)
    if note.filed_from:
        yield shown("Filed from", "a group visit; the others are not named")
    plan = _plan_then(chart, note)
    yield shown("Plan in force", f"version {plan.number}" if plan is not None else "none on this day")
    late = _late(note)
    if late:
        yield shown("Late entry", f"signed {late} days after the visit")
    if not note.signatures:
        yield shown("Status", "**DRAFT**, not signed")
    yield ""
    yield escaped(note.text.strip()) or NOT_RECORDED
    linked = [_link(chart, link.node, link.mark) for link in note.links]
    if linked:
        yield from ("", "Plan lines touched:", "", *linked)
    scores = [score for score in chart.measures if score.note == note.id]
    if scores:
        yield from ("", "Scores of this visit:", "")
        for score in scores:
            total = "no total" if score.total is None else f"{score.total:g}"
            band = f", {escaped(score.band)}" if score.band else ""
            yield f"- {escaped(measure_name(score.measure, library.measures))} {total}{band}"
    yield ""
    yield from (_signature(each, note_digest(note)) for each in note.signatures)
    for added in note.addenda:
        yield from ("", f"### Addendum, {moment_words(added.at)}", "", escaped(added.text.strip()), "")
        if added.signatures:
            yield from (_signature(each, addendum_digest(added)) for each in added.signatures)
        else:
            yield "**DRAFT**, not signed"


def _times(note: Note) -> str:
    length = f"{note.minutes} minutes" if note.minutes else ""
    if note.start and note.minutes:
        began = datetime.combine(note.date, time(int(note.start[:2]), int(note.start[3:])))
        return f"{note.start} to {began + timedelta(minutes=note.minutes):%H:%M}, {length}"
    return note.start or length or NOT_RECORDED


def _late(note: Note) -> int:
    return max(0, (note.signatures[0].at.date() - note.date).days) if note.signatures else 0


def _plan_then(chart: Chart, note: Note) -> Plan | None:
    """The version in force on the day of the visit."""
    then = [
        plan for plan in chart.plans if in_force(plan) and (day := effective_day(plan)) is not None and day <= note.date
    ]
    return max(then, key=lambda plan: plan.number, default=None)


def _place(chart: Chart, node: str) -> Place | None:
    for plan in sorted(chart.plans, key=lambda each: each.number, reverse=True):
        found = find(plan, node)
        if found is not None:
            return found
    return None


def _link(chart: Chart, node: str, mark: int | None) -> str:
    place = _place(chart, node)
    said = f": {MARKS[mark]}" if mark is not None else ""
    if place is None:
        return f"- a line that is no longer in the plan{said}"
    words = place.node.title if isinstance(place.node, Goal) else place.node.text
    return f"- {escaped(place.node.code)} {escaped(' '.join(words.split()))}{said}"


def _signature(signature: Signature, bound: str) -> str:
    name = f"{signature.name}, {signature.credential}" if signature.credential else signature.name
    said = f"Signed by {escaped(name)}, {moment_words(signature.at)}, {METHODS[signature.method]}. SHA-256 `{bound}`."
    return said if signature.sha256 == bound else f"{said} **The signature binds another text than this one.**"
