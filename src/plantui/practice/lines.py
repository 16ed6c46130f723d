"""Between a typed line and a node of the plan: one-line form in, frozen struct out, and back."""

from __future__ import annotations

from typing import TypeAlias

import msgspec

from plantui.model.base import whole
from plantui.model.canonical import clean_text
from plantui.model.period import Period, Unit
from plantui.model.plan import (
    Frequency,
    Goal,
    Horizon,
    Intervention,
    Node,
    Objective,
    Problem,
    Service,
    Severity,
)
from plantui.model.status import STATUS_WORDS, Status
from plantui.practice.acting import Acting
from plantui.practice.refusal import Refused
from plantui.quickentry import (
    GoalLine,
    InterventionLine,
    ObjectiveLine,
    ProblemLine,
    ServiceLine,
)
from plantui.quickentry import Period as TypedPeriod

Line: TypeAlias = ProblemLine | GoalLine | ObjectiveLine | InterventionLine
"""A typed line of the plan tree, as quick entry reads it."""

_UNITS = {unit.letter: unit for unit in Unit}
_FREQUENCIES = {
    "daily": Frequency(times=1, per=Period(n=1, unit=Unit.DAY)),
    "weekly": Frequency(times=1, per=Period(n=1, unit=Unit.WEEK)),
    "fortnightly": Frequency(times=1, per=Period(n=2, unit=Unit.WEEK)),
    "monthly": Frequency(times=1, per=Period(n=1, unit=Unit.MONTH)),
}
_PER = {"d": Unit.DAY, "wk": Unit.WEEK, "mo": Unit.MONTH}


def to_period(typed: TypedPeriod) -> Period:
    """The period of a chart for a typed one."""
    return Period(n=typed.n, unit=_UNITS[typed.unit])


def from_period(period: Period) -> TypedPeriod:
    """The typed form of a period."""
    return TypedPeriod(period.n, period.unit.letter)


def to_frequency(typed: str) -> Frequency:
    """The frequency that a typed one stands for: weekly, 2x/wk, every 3w."""
    if typed in _FREQUENCIES:
        return _FREQUENCIES[typed]
    if typed.startswith("every "):
        period = typed.removeprefix("every ").strip()
        return Frequency(times=1, per=Period(n=int(period[:-1]), unit=_UNITS[period[-1]]))
    times, per = typed.split("x/")
    return Frequency(times=int(times), per=Period(n=1, unit=_PER[per]))


def from_frequency(frequency: Frequency) -> str:
    """The typed form of a frequency."""
    for word, known in _FREQUENCIES.items():
        if (frequency.times, frequency.per.n, frequency.per.unit) == (known.times, known.per.n, known.per.unit):
            return word
    if frequency.times == 1:
        return f"every {frequency.per.short}"
    return f"{frequency.times}x/{frequency.per.unit.value}"


def to_service(line: ServiceLine) -> Service:
    """The plan's service for a typed service line."""
    return Service(
        kind=line.kind,
        minutes=line.minutes,
        frequency=to_frequency(line.frequency),
        duration=to_period(line.period),
    )


def _status(word: str) -> Status | None:
    return STATUS_WORDS[word] if word else None


def new_node(line: Line, acting: Acting) -> Node:
    """A new node for a typed line, without a code yet.

    Raises:
        Refused: the line says a status its kind cannot have.
    """
    node_id = acting.new_id()
    empty: Node
    if isinstance(line, ProblemLine):
        empty = Problem(id=node_id, code="", text="")
    elif isinstance(line, GoalLine):
        empty = Goal(id=node_id, code="")
    elif isinstance(line, ObjectiveLine):
        empty = Objective(id=node_id, code="", text="")
    else:
        empty = Intervention(id=node_id, code="", text="")
    return apply_line(empty, line, promised=False)


def apply_line(node: Node, line: Line, *, promised: bool) -> Node:
    """The node with everything the line says; what a line cannot say stays.

    ``promised`` tells that a signed version holds the node: its first date then stays as it was given.

    Raises:
        Refused: the line is of another kind, or says a status this kind cannot have.
    """
    if isinstance(node, Problem) and isinstance(line, ProblemLine):
        return msgspec.structs.replace(
            node,
            text=clean_text(line.text),
            dx=tuple(line.dx),
            severity=Severity(line.severity) if line.severity else None,
            evidence=_texts(line.evidence),
            strengths=_texts(line.strengths),
            barriers=_texts(line.barriers),
            foreign=False,
            raw=False,
        )
    if isinstance(node, Goal) and isinstance(line, GoalLine):
        words, text = clean_text(line.words), clean_text(line.text)
        return msgspec.structs.replace(node, words=words, text=text, due=line.due, foreign=False, raw=False)
    if isinstance(node, Objective) and isinstance(line, ObjectiveLine):
        return _objective(node, line, promised)
    if isinstance(node, Intervention) and isinstance(line, InterventionLine):
        return _intervention(node, line)
    raise Refused("That line is of another kind.")


def _texts(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(clean_text(text) for text in texts)


def _objective(node: Objective, line: ObjectiveLine, promised: bool) -> Objective:
    return msgspec.structs.replace(
        node,
        text=clean_text(line.text),
        measure=line.measure or "",
        label=clean_text(line.label or ""),
        baseline=None if line.baseline is None else whole(line.baseline),
        target=None if line.target is None else whole(line.target),
        unit=clean_text(line.unit or ""),
        due=line.due,
        initial_due=node.initial_due if promised and node.initial_due else line.due,
        every=to_period(line.every) if line.every else None,
        horizon=Horizon(line.horizon) if line.horizon else None,
        who=clean_text(line.who or ""),
        client_does=clean_text(line.client_does or ""),
        clinician_does=clean_text(line.clinician_does or ""),
        status=_status(line.status or "") or node.status,
        foreign=False,
        raw=False,
    )


def _intervention(node: Intervention, line: InterventionLine) -> Intervention:
    status = _status(line.status or "") or node.status
    if status not in (Status.ACTIVE, Status.STOPPED):
        raise Refused("An intervention is act or dis.")
    return msgspec.structs.replace(
        node,
        text=clean_text(line.text),
        approach=clean_text(line.approach or ""),
        frequency=to_frequency(line.frequency) if line.frequency else None,
        minutes=line.minutes,
        who=clean_text(line.who or ""),
        due=line.due,
        status=status,
        foreign=False,
        raw=False,
    )


def line_of(node: Node) -> Line:
    """The one-line form of a node, as a value that quick entry prints."""
    if isinstance(node, Problem):
        return ProblemLine(
            text=node.text,
            dx=node.dx,
            severity=node.severity.value if node.severity else None,
            evidence=node.evidence,
            strengths=node.strengths,
            barriers=node.barriers,
        )
    if isinstance(node, Goal):
        return GoalLine(words=node.words, text=node.text, due=node.due)
    if isinstance(node, Objective):
        return ObjectiveLine(
            text=node.text,
            measure=node.measure or None,
            label=node.label or None,
            baseline=node.baseline,
            baseline_pending=node.measured and node.target is not None and node.baseline is None,
            target=node.target,
            unit=node.unit,
            due=node.due,
            every=from_period(node.every) if node.every else None,
            horizon=node.horizon.value if node.horizon else None,
            who=node.who,
            client_does=node.client_does,
            clinician_does=node.clinician_does,
        )
    return InterventionLine(
        approach=node.approach,
        text=node.text,
        frequency=from_frequency(node.frequency) if node.frequency else None,
        minutes=node.minutes,
        who=node.who,
        due=node.due,
    )
