"""The one-line grammar: dates, plan lines, notes, blanks, filters. Text in, a value or a precise fault out.

Names are loaded when first used, so importing this package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from plantui.quickentry.blanks import BLANK_NAMES as BLANK_NAMES
    from plantui.quickentry.blanks import BLANK_TYPES as BLANK_TYPES
    from plantui.quickentry.blanks import Blank as Blank
    from plantui.quickentry.blanks import BlankText as BlankText
    from plantui.quickentry.blanks import ask_order as ask_order
    from plantui.quickentry.blanks import fill as fill
    from plantui.quickentry.blanks import parse_blanks as parse_blanks
    from plantui.quickentry.blanks import print_blank as print_blank
    from plantui.quickentry.cadence import Period as Period
    from plantui.quickentry.cadence import read_every as read_every
    from plantui.quickentry.cadence import read_frequency as read_frequency
    from plantui.quickentry.cadence import read_length as read_length
    from plantui.quickentry.cadence import read_period as read_period
    from plantui.quickentry.cadence import read_time as read_time
    from plantui.quickentry.change import LineChange as LineChange
    from plantui.quickentry.change import changed_fields as changed_fields
    from plantui.quickentry.change import describe_difference as describe_difference
    from plantui.quickentry.change import parse_change as parse_change
    from plantui.quickentry.client import ClientLine as ClientLine
    from plantui.quickentry.client import Slot as Slot
    from plantui.quickentry.client import parse_client as parse_client
    from plantui.quickentry.client import print_client as print_client
    from plantui.quickentry.client import print_slot as print_slot
    from plantui.quickentry.client import read_slot as read_slot
    from plantui.quickentry.dates import parse_date as parse_date
    from plantui.quickentry.datewords import describe_date as describe_date
    from plantui.quickentry.datewords import distance_in_days as distance_in_days
    from plantui.quickentry.datewords import print_date as print_date
    from plantui.quickentry.datewords import weekday_date as weekday_date
    from plantui.quickentry.export import Export as Export
    from plantui.quickentry.export import parse_export as parse_export
    from plantui.quickentry.export import print_export as print_export
    from plantui.quickentry.faults import LineFault as LineFault
    from plantui.quickentry.faults import Notice as Notice
    from plantui.quickentry.faults import caret_line as caret_line
    from plantui.quickentry.filters import Filter as Filter
    from plantui.quickentry.filters import FilterTerm as FilterTerm
    from plantui.quickentry.filters import parse_filter as parse_filter
    from plantui.quickentry.filters import print_filter as print_filter
    from plantui.quickentry.goal import GoalLine as GoalLine
    from plantui.quickentry.goal import parse_goal as parse_goal
    from plantui.quickentry.goal import print_goal as print_goal
    from plantui.quickentry.header import NoteHeader as NoteHeader
    from plantui.quickentry.header import parse_header as parse_header
    from plantui.quickentry.header import print_header as print_header
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
    from plantui.quickentry.link import Link as Link
    from plantui.quickentry.link import print_link as print_link
    from plantui.quickentry.mark import parse_mark as parse_mark
    from plantui.quickentry.mark import print_mark as print_mark
    from plantui.quickentry.note import NoteReading as NoteReading
    from plantui.quickentry.note import parse_note as parse_note
    from plantui.quickentry.note import read_note as read_note
    from plantui.quickentry.objective import ObjectiveLine as ObjectiveLine
    from plantui.quickentry.objective import line_of_statement as line_of_statement
    from plantui.quickentry.objective import print_objective as print_objective
    from plantui.quickentry.objective_parts import parse_objective as parse_objective
    from plantui.quickentry.outline import OutlineFault as OutlineFault
    from plantui.quickentry.outline import OutlineLine as OutlineLine
    from plantui.quickentry.outline import parse_outline as parse_outline
    from plantui.quickentry.outline import print_outline as print_outline
    from plantui.quickentry.palette import VERBS as VERBS
    from plantui.quickentry.palette import Command as Command
    from plantui.quickentry.palette import parse_command as parse_command
    from plantui.quickentry.palette import print_command as print_command
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
    from plantui.quickentry.reading import Preview as Preview
    from plantui.quickentry.reading import preview as preview
    from plantui.quickentry.reading import read_line as read_line
    from plantui.quickentry.score import Score as Score
    from plantui.quickentry.score import read_score as read_score
    from plantui.quickentry.when import Spread as Spread
    from plantui.quickentry.when import When as When
    from plantui.quickentry.when import parse_spread as parse_spread
    from plantui.quickentry.when import parse_when as parse_when
    from plantui.quickentry.when import print_spread as print_spread
    from plantui.quickentry.when import print_when as print_when

_HOMES = {
    "blanks": "BLANK_NAMES BLANK_TYPES Blank BlankText ask_order fill parse_blanks print_blank",
    "cadence": "Period read_every read_frequency read_length read_period read_time",
    "change": "LineChange changed_fields describe_difference parse_change",
    "client": "ClientLine Slot parse_client print_client print_slot read_slot",
    "dates": "parse_date",
    "datewords": "describe_date distance_in_days print_date weekday_date",
    "export": "Export parse_export print_export",
    "faults": "LineFault Notice caret_line",
    "filters": "Filter FilterTerm parse_filter print_filter",
    "goal": "GoalLine parse_goal print_goal",
    "header": "NoteHeader parse_header print_header",
    "intervention": "InterventionLine parse_intervention print_intervention",
    "lexicon": "KnownMeasure Lexicon",
    "line": "AnyLine LINE_KINDS kind_of_line parse_plan_line parse_problem_or_plan print_line",
    "link": "Link print_link",
    "mark": "parse_mark print_mark",
    "note": "NoteReading parse_note read_note",
    "objective": "ObjectiveLine line_of_statement print_objective",
    "objective_parts": "parse_objective",
    "outline": "OutlineFault OutlineLine parse_outline print_outline",
    "palette": "Command VERBS parse_command print_command",
    "plan_level": "DischargeLine OutcomeLine Service ServiceLine parse_discharge parse_outcome parse_service",
    "problem": "ProblemLine parse_problem print_problem",
    "reading": "Preview preview read_line",
    "score": "Score read_score",
    "when": "Spread When parse_spread parse_when print_spread print_when",
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names.split()}
__all__ = tuple(_HOME_OF)


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
