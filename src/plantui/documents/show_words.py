"""A line of a plan in one full sentence."""

from __future__ import annotations

from collections.abc import Iterator

from plantui.clinical.reference import Reference
from plantui.clinical.trend import show
from plantui.documents.facts import measure_name
from plantui.documents.one_line import one_line, sentence
from plantui.documents.phrases import day_words, often_words, status_words
from plantui.model.plan import Goal, Intervention, Node, Objective, Problem


def sentence_of(node: Node, library: Reference) -> str:
    """Everything a line says, as it could be read aloud."""
    return " ".join(f"{part}." for part in _parts(node, library) if part)


def _parts(node: Node, library: Reference) -> Iterator[str]:
    if isinstance(node, Problem):
        yield sentence(node.text)
        yield f"Diagnoses {', '.join(map(one_line, node.dx))}" if node.dx else ""
        yield f"Severity {node.severity.value}" if node.severity else ""
        for label, texts in (
            ("As evidenced by", node.evidence),
            ("Strengths", node.strengths),
            ("Barriers", node.barriers),
        ):
            yield f"{label}: {'; '.join(map(sentence, texts))}" if texts else ""
    elif isinstance(node, Goal):
        yield sentence(node.title)
        yield f"By {day_words(node.due)}" if node.due else ""
    elif isinstance(node, Objective):
        yield from _objective(node, library)
    else:
        yield from _intervention(node)
    if node.status is not None:
        reason = f", {sentence(node.status_reason)}" if node.status_reason else ""
        yield f"Status {status_words(node.status)}{reason}"


def _objective(node: Objective, library: Reference) -> Iterator[str]:
    yield sentence(node.text)
    if node.measured:
        name = one_line(measure_name(node.measure, library.measures)) if node.measure else f'"{one_line(node.label)}"'
        start = f"from {show(node.baseline)}" if node.baseline is not None else "from the next score"
        aim = f" to {show(node.target)}" if node.target is not None else ""
        unit = f" {one_line(node.unit)}" if node.unit else ""
        yield f"{name} {start}{aim}{unit}{f', asked {node.every.words}' if node.every else ''}"
    else:
        yield "Done or not done"
    if node.due is not None:
        moved = node.initial_due is not None and node.initial_due != node.due
        first = f" (first promised for {day_words(node.initial_due)})" if moved and node.initial_due else ""
        yield f"By {day_words(node.due)}{first}"
    yield f"Reached on {day_words(node.reached)}" if node.reached else ""
    yield f"Horizon {node.horizon.value}" if node.horizon else ""
    yield f"Who: {sentence(node.who)}" if node.who else ""
    yield f"The client: {sentence(node.client_does)}" if node.client_does else ""
    yield f"The clinician: {sentence(node.clinician_does)}" if node.clinician_does else ""


def _intervention(node: Intervention) -> Iterator[str]:
    approach = f"{one_line(node.approach)}: " if node.approach else ""
    yield f"{approach}{sentence(node.text)}"
    how = [often_words(node.frequency) if node.frequency else "", f"{node.minutes} min" if node.minutes else ""]
    spoken = ", ".join(part for part in how if part)
    yield spoken[:1].upper() + spoken[1:]
    yield f"Who: {sentence(node.who)}" if node.who else ""
    yield f"By {day_words(node.due)}" if node.due else ""
    yield f"Evidence: {sentence(node.evidence)}" if node.evidence else ""
