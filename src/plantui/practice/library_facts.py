"""What there is to say about a statement or a presenting problem of the library, in full."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from plantui.library import Statements
from plantui.model.statement import PresentingProblem, Statement


class Fact(NamedTuple):
    """One fact: its name and what it is."""

    name: str
    value: str


def statement_facts(shelf: Statements, statement: Statement) -> tuple[Fact, ...]:
    """Everything about a statement but its text: where it stands, what it counts, what stands behind it."""
    return tuple(fact for fact in _of_statement(shelf, statement) if fact.value)


def _of_statement(shelf: Statements, statement: Statement) -> Iterator[Fact]:
    from plantui.library.statements.lexis import Lexis

    sources = Lexis().evidence
    problem = shelf.problems.get(statement.problem)
    yield Fact("id", statement.id)
    yield Fact("problem", problem.title if problem is not None else statement.problem)
    yield Fact("kind", f"{statement.kind}, {statement.group or statement.modality}".rstrip(", "))
    yield Fact("metric", statement.metric)
    yield Fact("blanks", ", ".join(statement.blanks))
    yield Fact("tags", ", ".join(statement.tags))
    yield Fact("pairs", "; ".join(statement.pairs))
    own = f"practice, {shelf.file_of(statement.id)}" if statement.own else "comes with the program"
    yield Fact("source", own)
    for label in statement.evidence:
        known = sources.get(label)
        yield Fact("evidence", f"{label}, {known.title}, {known.link}" if known is not None else label)
    for each in shelf.paired(statement):
        yield Fact("goes with", f"{each.id} {each.text}")


def problem_facts(
    shelf: Statements, problem: PresentingProblem, names: Mapping[str, str] | None = None
) -> tuple[Fact, ...]:
    """Everything about a presenting problem but its title; ``names`` are the short names of measures by their id."""
    names = names or {}
    from plantui.library.statements.check import counts

    numbers = counts(shelf, problem.id)
    signed = " on ".join(part for part in (problem.reviewed_by, problem.reviewed_on) if part)
    told = ", ".join(f"{number} {kind}" for kind, number in numbers.items())
    facts = (
        Fact("id", problem.id),
        Fact("family", problem.family.replace("_", " and ")),
        Fact("codes", ", ".join(problem.codes)),
        Fact("measures", ", ".join(names.get(each, each) for each in problem.measures)),
        Fact("risks", "; ".join(problem.risks)),
        Fact("reviewed", signed or "not yet signed off by a licensed clinician"),
        Fact("statements", f"{sum(numbers.values())} ({told})"),
    )
    return tuple(fact for fact in facts if fact.value)
