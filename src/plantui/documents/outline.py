"""A plan as indented quick-entry lines, codes in front: what the editor opens with and quick entry reads."""

from __future__ import annotations

from collections.abc import Iterator

from plantui.documents.one_line import one_line
from plantui.model.period import Period, Unit
from plantui.model.plan import Frequency, Goal, Node, Objective, Plan, Problem, Service
from plantui.model.tree import walk
from plantui.quickentry.cadence import Period as TypedPeriod
from plantui.quickentry.goal import GoalLine
from plantui.quickentry.intervention import InterventionLine
from plantui.quickentry.lexicon import Lexicon
from plantui.quickentry.objective import ObjectiveLine
from plantui.quickentry.outline import OutlineLine, print_outline
from plantui.quickentry.plan_level import DischargeLine, OutcomeLine, ServiceLine
from plantui.quickentry.problem import ProblemLine

TreeLine = ProblemLine | GoalLine | ObjectiveLine | InterventionLine
"""A line of the tree as quick entry has it."""

_OFTEN = {
    (1, 1, Unit.DAY): "daily",
    (1, 1, Unit.WEEK): "weekly",
    (1, 2, Unit.WEEK): "fortnightly",
    (1, 1, Unit.MONTH): "monthly",
}


def plan_outline(plan: Plan, lexicon: Lexicon) -> str:
    """The plan in quick-entry lines, two spaces a level; service, discharge and outcome lines first.

    Words of a person that hold line ends come out on one line. What a line cannot say (an expected score's source, the
    date first promised) stays with the node when the text is read back over it.
    """
    return print_outline([*_own_lines(plan), *_tree_lines(plan)], lexicon)


def _own_lines(plan: Plan) -> Iterator[OutlineLine]:
    service = _service(plan.service) if plan.service is not None else None
    if service is not None:
        yield OutlineLine(level=0, kind="service", value=service, line_number=0)
    for criterion in plan.discharge:
        if one_line(criterion.text):
            line = DischargeLine(text=one_line(criterion.text))
            yield OutlineLine(level=0, kind="discharge", value=line, line_number=0)
    for outcome in plan.outcomes:
        if one_line(outcome.text):
            yield OutlineLine(level=0, kind="outcome", value=OutcomeLine(text=one_line(outcome.text)), line_number=0)


def _tree_lines(plan: Plan) -> Iterator[OutlineLine]:
    for place in walk(plan):
        kind = ("problem", "goal", "objective", "intervention")[place.depth]
        yield OutlineLine(
            level=place.depth,
            kind=kind,  # type: ignore[arg-type]
            value=line_of(place.node),
            line_number=0,
            code=place.node.code,
        )


def _service(service: Service) -> ServiceLine | None:
    """The service line; None for one that quick entry has no words for."""
    words = one_line(service.kind).split()
    if len(words) != 1:
        return None
    return ServiceLine(
        kind=words[0], minutes=service.minutes, frequency=often(service.frequency), period=_typed(service.duration)
    )


def line_of(node: Node) -> TreeLine:
    """The one-line form of a node, as a value that quick entry prints. The status is left out: `s` sets it."""
    if isinstance(node, Problem):
        return ProblemLine(
            text=one_line(node.text),
            dx=node.dx,
            severity=node.severity.value if node.severity else None,
            evidence=_texts(node.evidence),
            strengths=_texts(node.strengths),
            barriers=_texts(node.barriers),
        )
    if isinstance(node, Goal):
        return GoalLine(words=one_line(node.words), text=one_line(node.text), due=node.due)
    if isinstance(node, Objective):
        return _objective(node)
    return InterventionLine(
        approach=one_line(node.approach) or None,
        text=one_line(node.text),
        frequency=often(node.frequency) if node.frequency else None,
        minutes=node.minutes,
        who=one_line(node.who) or None,
        due=node.due,
    )


def _objective(node: Objective) -> ObjectiveLine:
    return ObjectiveLine(
        text=one_line(node.text),
        measure=node.measure or None,
        label=None if node.measure else one_line(node.label) or None,
        baseline=node.baseline if node.target is not None else None,
        baseline_pending=node.measured and node.target is not None and node.baseline is None,
        target=node.target,
        unit=one_line(node.unit),
        due=node.due,
        every=_typed(node.every) if node.every else None,
        horizon=node.horizon.value if node.horizon else None,
        who=one_line(node.who) or None,
        client_does=one_line(node.client_does) or None,
        clinician_does=one_line(node.clinician_does) or None,
    )


def _texts(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(line for text in texts if (line := one_line(text)))


def _typed(period: Period) -> TypedPeriod:
    return TypedPeriod(period.n, period.unit.letter)


def often(frequency: Frequency) -> str:
    """How often, as it is typed: weekly, 2x/wk, every 3w."""
    key = (frequency.times, frequency.per.n, frequency.per.unit)
    if key in _OFTEN:
        return _OFTEN[key]
    if frequency.times == 1:
        return f"every {frequency.per.short}"
    return f"{frequency.times}x/{frequency.per.unit.value}"
