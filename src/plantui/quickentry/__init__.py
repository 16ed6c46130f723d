"""The one-line grammar: dates, plan lines, notes, blanks, filters. Text in, a value or a precise fault out.

Names are loaded when first used, so importing this package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from plantui.quickentry.cadence import Period as Period
    from plantui.quickentry.client import ClientLine as ClientLine
    from plantui.quickentry.client import Slot as Slot
    from plantui.quickentry.client import parse_client as parse_client
    from plantui.quickentry.client import print_client as print_client
    from plantui.quickentry.dates import parse_date as parse_date
    from plantui.quickentry.datewords import describe_date as describe_date
    from plantui.quickentry.faults import LineFault as LineFault
    from plantui.quickentry.faults import Notice as Notice
    from plantui.quickentry.faults import caret_line as caret_line
    from plantui.quickentry.goal import GoalLine as GoalLine
    from plantui.quickentry.goal import parse_goal as parse_goal
    from plantui.quickentry.goal import print_goal as print_goal
    from plantui.quickentry.intervention import InterventionLine as InterventionLine
    from plantui.quickentry.intervention import parse_intervention as parse_intervention
    from plantui.quickentry.intervention import print_intervention as print_intervention
    from plantui.quickentry.lexicon import KnownMeasure as KnownMeasure
    from plantui.quickentry.lexicon import Lexicon as Lexicon
    from plantui.quickentry.line import LINE_KINDS as LINE_KINDS
    from plantui.quickentry.line import AnyLine as AnyLine
    from plantui.quickentry.line import kind_of_line as kind_of_line
    from plantui.quickentry.line import parse_plan_line as parse_plan_line
    from plantui.quickentry.line import parse_problem_or_plan as parse_problem_or_plan
    from plantui.quickentry.line import print_line as print_line
    from plantui.quickentry.objective import ObjectiveLine as ObjectiveLine
    from plantui.quickentry.objective import parse_objective as parse_objective
    from plantui.quickentry.objective import print_objective as print_objective
    from plantui.quickentry.plan_level import DischargeLine as DischargeLine
    from plantui.quickentry.plan_level import OutcomeLine as OutcomeLine
    from plantui.quickentry.plan_level import Service as Service
    from plantui.quickentry.plan_level import ServiceLine as ServiceLine
    from plantui.quickentry.plan_level import parse_discharge as parse_discharge
    from plantui.quickentry.plan_level import parse_outcome as parse_outcome
    from plantui.quickentry.plan_level import parse_service as parse_service
    from plantui.quickentry.problem import ProblemLine as ProblemLine
    from plantui.quickentry.problem import parse_problem as parse_problem
    from plantui.quickentry.problem import print_problem as print_problem

_HOMES = {
    "cadence": "Period",
    "client": "ClientLine Slot parse_client print_client",
    "dates": "parse_date",
    "datewords": "describe_date",
    "faults": "LineFault Notice caret_line",
    "goal": "GoalLine parse_goal print_goal",
    "intervention": "InterventionLine parse_intervention print_intervention",
    "lexicon": "KnownMeasure Lexicon",
    "line": "AnyLine LINE_KINDS kind_of_line parse_plan_line parse_problem_or_plan print_line",
    "objective": "ObjectiveLine parse_objective print_objective",
    "plan_level": ("DischargeLine OutcomeLine Service ServiceLine parse_discharge parse_outcome parse_service"),
    "problem": "ProblemLine parse_problem print_problem",
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names.split()}

__all__ = sorted(_HOME_OF)


def __getattr__(name: str) -> object:
    """Load a public name from its module at first use."""
    home = _HOME_OF.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{home}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(_HOME_OF)
