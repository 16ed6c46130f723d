"""Statements of the library as plan lines: their blanks filled, in the grammar of quick entry."""

from __future__ import annotations

from collections.abc import Mapping

from plantui.model.statement import Statement, StatementKind
from plantui.quickentry import (
    GoalLine,
    InterventionLine,
    Lexicon,
    LineFault,
    ObjectiveLine,
    ask_order,
    fill,
    line_of_statement,
    parse_plan_line,
    print_line,
)
from plantui.quickentry.plan_level import DischargeLine

_DUE_FROM = (("by", "by {}"), ("date", "by {}"), ("weeks", "by +{}w"), ("months", "by +{}m"))
"""Blanks that say by when, and the clause each makes."""

_SAMPLES = {"baseline": "6", "target": "3", "target2": "2", "percent": "80", "by": "+8w", "date": "+8w", "date2": "+9w"}


def statement_line(statement: Statement, values: Mapping[str, str], lexicon: Lexicon) -> str:
    """The plan line that a statement becomes.

    An objective without a date in its metric takes it from its blanks: ``{weeks}`` filled with 8 makes ``by +8w``.
    Homework and descriptions are plain text.

    Args:
        statement: the statement.
        values: words by name of blank; a blank without a value takes its default, else it stays open.
        lexicon: what a line can mean.
    """
    asked = ask_order(statement.text, statement.metric)
    filled = {blank.name: blank.default for blank in asked if blank.default is not None} | dict(values)
    text = fill(statement.text, filled)
    match statement.kind:
        case StatementKind.OBJECTIVE:
            metric = fill(statement.metric, filled)
            line = line_of_statement(text, metric, lexicon)
            if " by " not in f" {metric}":
                line += next((f"; {due.format(filled[name])}" for name, due in _DUE_FROM if filled.get(name)), "")
            return line
        case StatementKind.INTERVENTION:
            return print_line(InterventionLine(approach=statement.modality or None, text=text), lexicon)
        case StatementKind.GOAL:
            return print_line(GoalLine(text=text), lexicon)
        case StatementKind.DISCHARGE:
            return print_line(DischargeLine(text=text), lexicon)
        case _:
            return text


def line_fault(statement: Statement, lexicon: Lexicon) -> str:
    """What is wrong with a statement as a plan line once its blanks are filled; empty when it reads as it is meant."""
    values = _sample(statement, lexicon)
    line = statement_line(statement, values, lexicon)
    words = fill(statement.text, values)
    if statement.kind in (StatementKind.DESCRIPTION, StatementKind.HOMEWORK):
        return ""
    try:
        read = parse_plan_line(statement.kind, line, lexicon)
    except LineFault as fault:
        return f"As a plan line it does not read ({fault.code}): {fault.message}"
    if not isinstance(read, ObjectiveLine | InterventionLine | GoalLine | DischargeLine) or read.text != words:
        return "As a plan line its words change. Write it without marks that plan lines use."
    if isinstance(read, ObjectiveLine):
        if read.notices:
            return f"Its metric reads with a doubt: {read.notices[0].message}"
        if statement.metric and not read.counted:
            return "Its metric counts nothing: write a measure or a name in quotes, then {baseline} -> {target}."
        if statement.metric and read.label == words:
            return "Its metric has no name: write a measure or a name in quotes before the values."
        if read.due is None:
            return "It has no date: end the metric with by +{weeks}w, or say within {weeks} weeks."
    return ""


def _sample(statement: Statement, lexicon: Lexicon) -> dict[str, str]:
    """A value for every blank, within the range of the measure."""
    name = statement.metric.partition("{")[0].strip().strip('"')
    measure = lexicon.measures.get(lexicon.measure_named(name) or "")
    values: dict[str, str] = {}
    for blank in ask_order(statement.text, statement.metric):
        said = blank.default or _SAMPLES.get(blank.name) or ("8" if blank.type == "number" else "walking")
        if measure is not None and measure.low is not None and measure.high is not None:
            third = (measure.high - measure.low) / 3
            here = {"baseline": round(measure.low + 2 * third), "target": round(measure.low + third)}
            said = str(here.get(blank.name, said))
        values[blank.name] = said
    if values.get("baseline") in {values.get("target"), values.get("n"), values.get("percent")}:
        values["baseline"] = "7"
    return values
