"""The check of statements: each by itself, each page as a whole, and all against each other."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Container, Iterator, Sequence

from plantui.library.statements.finding import StatementFinding
from plantui.library.statements.headings import GROUPS
from plantui.library.statements.lexis import Lexis
from plantui.library.statements.shelf import Statements
from plantui.library.statements.wording import check_wording
from plantui.library.statements.words import folded
from plantui.model.statement import Statement, StatementKind

SAFETY = "safety"
"""The tag of what answers a risk."""

MINIMUM = {
    StatementKind.DESCRIPTION: 8,
    StatementKind.GOAL: 6,
    StatementKind.OBJECTIVE: 20,
    StatementKind.INTERVENTION: 28,
    StatementKind.HOMEWORK: 4,
    StatementKind.DISCHARGE: 3,
}
"""Statements of each kind that a shipped page has at least."""

_BLANK = re.compile(r"\{[^{}]*\}")
_WORD = re.compile(r"\w+")
_RUN = 4
_ALIKE = 0.6
"""Share of the shorter statement's runs of four words that the other has, from which the two are nearly the same."""
_COMMON = 25
"""A run of words in more statements than this is a turn of phrase."""

MetricFault = Callable[[Statement], str]
"""A sentence about what is wrong with a statement as plan line and metric; empty when it reads."""


def check(
    shelf: Statements, measures: Container[str], metric_fault: MetricFault, lexis: Lexis | None = None
) -> tuple[StatementFinding, ...]:
    """Everything to look at, page by page.

    Args:
        shelf: the statements.
        measures: ids of the known measures.
        metric_fault: reads a statement as the plan line it becomes.
        lexis: the words to check by; None takes the shipped ones.
    """
    words = lexis or Lexis()
    # The practice's own come last, so that of two that say the same the practice's is the one named.
    statements = sorted(shelf.values(), key=lambda each: each.own)
    by_statement: dict[str, list[StatementFinding]] = defaultdict(list)
    for each in statements:
        by_statement[each.id] += check_wording(each, words)
        fault = metric_fault(each)
        if fault:
            by_statement[each.id].append(StatementFinding("metric", "error", each.id, fault, each.line))
        if each.pairs and not shelf.paired(each):
            message = f'No intervention of this page is named "{"; ".join(each.pairs)}".'
            by_statement[each.id].append(StatementFinding("pairs", "warn", each.id, message, each.line))
    for finding in (*_twice(statements), *_alike(statements)):
        by_statement[finding.id].append(finding)
    found: list[StatementFinding] = []
    for problem in shelf.problems:
        found += _page(shelf, problem, measures)
        for each in shelf.of(problem):
            found += by_statement[each.id]
    return tuple(found)


def counts(shelf: Statements, problem: str) -> dict[StatementKind, int]:
    """How many statements of each kind a problem has."""
    tally = Counter(each.kind for each in shelf.of(problem))
    return {kind: tally[kind] for kind in StatementKind}


def _page(shelf: Statements, problem_id: str, measures: Container[str]) -> Iterator[StatementFinding]:
    problem = shelf.problems[problem_id]
    for measure in problem.measures:
        if measure not in measures:
            yield StatementFinding("measure", "warn", problem_id, f'"{measure[:40]}" is not a measure of the library.')
    mine = shelf.of(problem_id)
    safe = {each.kind for each in mine if SAFETY in each.tags}
    if problem.risks and not {StatementKind.OBJECTIVE, StatementKind.INTERVENTION} <= safe:
        message = "A problem with risks has an objective and an intervention with tags: safety."
        yield StatementFinding("no-safety", "error", problem_id, message)
    groups = {each.group for each in mine if each.kind == StatementKind.OBJECTIVE}
    missing = [group for group in GROUPS if group not in groups]
    if groups and missing:
        message = f"There is no objective under {', '.join(missing)}."
        yield StatementFinding("mix", "info" if problem.own else "warn", problem_id, message)
    few = [f"{number} {kind}" for kind, number in counts(shelf, problem_id).items() if number < MINIMUM[kind]]
    if few and not problem.own:
        yield StatementFinding("few", "warn", problem_id, f"There are only {', '.join(few)} lines.")
    if not problem.own and not (problem.reviewed_by and problem.reviewed_on):
        message = "No licensed clinician has signed this page off yet (reviewed_by, reviewed_on)."
        yield StatementFinding("unreviewed", "info", problem_id, message)


def _plain(statement: Statement) -> str:
    return " ".join(_WORD.findall(folded(_BLANK.sub(" ", statement.text))))


def _twice(statements: Sequence[Statement]) -> Iterator[StatementFinding]:
    """Lines that stand twice; a line that a scale measures may stand under several problems."""
    first: dict[tuple[str, str], Statement] = {}
    for each in statements:
        other = first.setdefault((each.kind, _plain(each)), each)
        if other is each:
            continue
        shared = bool(each.metric) and '"' not in each.metric
        if other.problem == each.problem or not shared:
            yield StatementFinding("twice", "error", each.id, f"{other.id} says the same.", each.line)


def _alike(statements: Sequence[Statement]) -> Iterator[StatementFinding]:
    """Lines that are nearly the same as an earlier one of their kind, but for lines that a scale measures."""
    runs: list[set[str]] = []
    holders: dict[str, list[int]] = defaultdict(list)
    for place, each in enumerate(statements):
        words = _plain(each).split()
        runs.append({" ".join(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1)})
        for run in runs[-1]:
            holders[run].append(place)
    for place, each in enumerate(statements):
        if each.metric and '"' not in each.metric:
            continue
        shared: Counter[int] = Counter()
        for run in runs[place]:
            if len(holders[run]) <= _COMMON:
                shared.update(other for other in holders[run] if other < place)
        for other, number in shared.most_common(1):
            before = statements[other]
            least = min(len(runs[place]), len(runs[other]))
            if before.kind == each.kind and number >= _ALIKE * least and _plain(before) != _plain(each):
                yield StatementFinding("alike", "warn", each.id, f"{before.id} is nearly the same.", each.line)
