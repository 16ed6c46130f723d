"""One line of any kind: reading it, and printing its one-line form."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal, get_args

from plantui.quickentry.client import ClientLine, parse_client, print_client
from plantui.quickentry.goal import GoalLine, parse_goal, print_goal
from plantui.quickentry.intervention import InterventionLine, parse_intervention, print_intervention
from plantui.quickentry.lexicon import Lexicon
from plantui.quickentry.objective import ObjectiveLine, print_objective
from plantui.quickentry.objective_parts import parse_objective
from plantui.quickentry.plan_level import (
    DischargeLine,
    OutcomeLine,
    ServiceLine,
    parse_discharge,
    parse_outcome,
    parse_service,
    print_discharge,
    print_outcome,
    print_service,
)
from plantui.quickentry.problem import ProblemLine, parse_problem, print_problem

LineKind = Literal["problem", "goal", "objective", "intervention", "service", "discharge", "outcome", "client"]
LINE_KINDS: tuple[LineKind, ...] = get_args(LineKind)

AnyLine = (
    ProblemLine | GoalLine | ObjectiveLine | InterventionLine | ServiceLine | DischargeLine | OutcomeLine | ClientLine
)
ProblemOrPlanLine = ProblemLine | ServiceLine | DischargeLine | OutcomeLine

_PLAN_WORD = re.compile(r"\s*(service|discharge|outcome)(?![\w-])", re.IGNORECASE)

_READERS: dict[str, Callable[[str, Lexicon], AnyLine]] = {
    "problem": parse_problem,
    "goal": parse_goal,
    "objective": parse_objective,
    "intervention": parse_intervention,
    "service": parse_service,
    "discharge": parse_discharge,
    "outcome": parse_outcome,
    "client": parse_client,
}


def parse_plan_line(kind: str, text: str, lexicon: Lexicon) -> AnyLine:
    """Read one line of the given kind.

    Args:
        kind: one of ``LINE_KINDS``.
        text: the line as typed.
        lexicon: what the reading depends on.

    Raises:
        LineFault: whatever the reader of that kind raises.
        KeyError: for a kind that is none.
    """
    return _READERS[kind](text, lexicon)


def parse_problem_or_plan(text: str, lexicon: Lexicon) -> ProblemOrPlanLine:
    """Read a problem, or a line of the plan itself: ``service``, ``discharge`` or ``outcome`` first.

    A problem that begins with one of these words is typed in quotation marks.

    Raises:
        LineFault: as for the kind of line it is.
    """
    match kind_of_line(text):
        case "service":
            return parse_service(text)
        case "discharge":
            return parse_discharge(text)
        case "outcome":
            return parse_outcome(text)
    return parse_problem(text, lexicon)


def kind_of_line(text: str) -> LineKind:
    """``service``, ``discharge`` or ``outcome`` where the line begins so, else ``problem``."""
    match = _PLAN_WORD.match(text)
    if match is None:
        return "problem"
    word = match[1].lower()
    return "service" if word == "service" else "discharge" if word == "discharge" else "outcome"


def print_line(line: AnyLine, lexicon: Lexicon) -> str:
    """The one-line form of any line: what the editor opens with, and what reads back as the same line."""
    match line:
        case ProblemLine():
            return print_problem(line)
        case GoalLine():
            return print_goal(line)
        case ObjectiveLine():
            return print_objective(line, lexicon)
        case InterventionLine():
            return print_intervention(line, lexicon)
        case ServiceLine():
            return print_service(line)
        case DischargeLine():
            return print_discharge(line)
        case OutcomeLine():
            return print_outcome(line)
        case ClientLine():
            return print_client(line)
