"""Picking statements for one client: what is offered at a line, in which order, and what its blanks hold already."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import NamedTuple

from plantui.clinical.phrase import short_day
from plantui.clinical.standing import current
from plantui.clinical.trend import scores_for, show
from plantui.library import Library, Statements
from plantui.library.statements.words import folded, words_of
from plantui.model.base import Number, whole
from plantui.model.chart import Chart
from plantui.model.measure import Measure
from plantui.model.plan import Goal, Node, Objective, Problem
from plantui.model.statement import Statement, StatementKind
from plantui.model.summary import Summary
from plantui.model.tree import Place, walk
from plantui.practice.statement_lines import statement_line
from plantui.quickentry import AnyLine, Blank, Lexicon, LineFault, ask_order, parse_blanks, parse_plan_line

OFFERED: Mapping[str, tuple[StatementKind, ...]] = {
    "goal": (StatementKind.GOAL,),
    "objective": (StatementKind.OBJECTIVE,),
    "intervention": (StatementKind.INTERVENTION,),
}
"""Kind of plan line -> the statements that can become one."""

NEXT_SCORE = "?"
"""What stands for a baseline that the next score will give."""

_SURE = 0.5
"""Share of the statements holding a word that one problem must have, for the word to point at that problem."""
_ENOUGH = 5
"""Statements of a problem that must hold the word."""
_ASKED_BY_ITSELF = frozenset({"client"})
"""Blanks that are never asked: the chart knows them."""
_HANGS = re.compile(r"(?:^|\s+)(?:by|every)\s+\S*\{\w+\}\S*")
"""A date or rhythm with an open blank in it."""


class Use(NamedTuple):
    """How this practice has used a statement: in how many plans, in how many it was met, and when last."""

    times: int = 0
    reached: int = 0
    last: date | None = None


class Known(NamedTuple):
    """What a blank holds before anything is typed, and where that comes from."""

    value: str
    why: str = ""


def uses(summaries: Iterable[Summary], without: str = "") -> dict[str, Use]:
    """Statement id -> how the plans of this store use it, the chart ``without`` left out."""
    found: dict[str, Use] = {}
    for summary in summaries:
        if summary.chart == without:
            continue
        for used in summary.statements:
            known = found.get(used.statement, Use())
            last = max(used.day, known.last) if known.last is not None else used.day
            found[used.statement] = Use(known.times + 1, known.reached + used.reached, last)
    return found


def ranked(found: Mapping[str, Use]) -> dict[str, int]:
    """Statement id -> a weight: the one used last weighs most, then the one used most often."""
    order = sorted(found, key=lambda name: (found[name].last or date.min, found[name].times))
    return {name: weight for weight, name in enumerate(order, 1)}


def problems_here(chart: Chart, place: Place | None, shelf: Statements) -> tuple[str, ...]:
    """The library's problems that fit a line of the plan, the surest first.

    In order: where the line's problem or goal came from, the diagnoses of its problem, the words of its problem and
    goal; where none of these says anything, the client's diagnoses. A code that is on no page counts by its category.
    """
    chain: tuple[Node, ...] = (*place.parents, place.node) if place is not None else ()
    named = [shelf[node.source].problem if node.source in shelf else node.source for node in chain if node.source]
    codes = [code for node in chain if isinstance(node, Problem) for code in node.dx]
    words = " ".join(
        f"{node.words} {node.text}" if isinstance(node, Goal) else node.text
        for node in chain
        if isinstance(node, Problem | Goal)
    )
    found = dict.fromkeys([*(name for name in named if name in shelf.problems), *_of_codes(codes, shelf)])
    found |= dict.fromkeys(_pointed_at(words, shelf))
    if not found:
        found = dict.fromkeys(_of_codes([dx.code for dx in chart.diagnoses if dx.until is None], shelf))
    return tuple(found)


def _of_codes(codes: list[str], shelf: Statements) -> tuple[str, ...]:
    """The problems of these codes; of a category only where no page names the code itself."""
    found: dict[str, None] = {}
    for code in codes:
        exact = [name for name, problem in shelf.problems.items() if code in problem.codes]
        found |= dict.fromkeys(exact or shelf.for_codes([code]))
    return tuple(found)


def _pointed_at(words: str, shelf: Statements) -> list[str]:
    """Problems to which a word points: most statements that hold it are theirs."""
    pointed: Counter[str] = Counter()
    for word in words_of(words):
        if len(word) < 4:
            continue
        holders = shelf.search.holders(word)
        for problem, number in holders.most_common(1):
            if number >= _ENOUGH and number >= _SURE * holders.total():
                pointed[problem] += number
    return [problem for problem, _ in pointed.most_common()]


def asked(statement: Statement) -> tuple[Blank, ...]:
    """The blanks of a statement that a person fills, in order."""
    return tuple(blank for blank in ask_order(statement.text, statement.metric) if blank.name not in _ASKED_BY_ITSELF)


def known_values(
    statement: Statement,
    chart: Chart,
    library: Library,
    lexicon: Lexicon,
    values: Mapping[str, str] | None = None,
) -> dict[str, Known]:
    """What each blank of a statement holds already: a score of this client, the statement's default, nothing.

    ``values`` are those typed so far; a target that follows from the baseline follows a typed one.
    """
    typed = values or {}
    measure = measure_of(statement, library, lexicon)
    found: dict[str, Known] = {}
    in_text = parse_blanks(statement.text).names
    for blank in asked(statement):
        known = Known(blank.default, "default") if blank.default is not None else Known("")
        if blank.name == "baseline":
            score = last_score(chart, statement, measure)
            if score is not None:
                known = Known(show(score[0]), f"last score, {short_day(score[1])}")
            elif not known.value and "baseline" not in in_text:
                known = Known(NEXT_SCORE, "the next score")
        elif blank.name == "prescriber" and not known.value:
            known = _prescriber(chart)
        found[blank.name] = known
    target = found.get("target")
    if target is not None and not target.value and measure is not None:
        start = typed.get("baseline") or found.get("baseline", Known("")).value
        found["target"] = _target(measure, start)
    return found


def own_values(chart: Chart) -> dict[str, str]:
    """What the chart itself says about blanks that are never asked."""
    return {"client": chart.client.called or "the client"}


def _prescriber(chart: Chart) -> Known:
    roles = ("psychiatr", "prescrib", "physician", "primary care", "gp")
    for person in chart.client.team:
        if any(role in person.relation.lower() for role in roles):
            return Known(person.name, "care team")
    return Known("")


def measure_of(statement: Statement, library: Library, lexicon: Lexicon) -> Measure | None:
    """The measure that a statement's metric names; None for a count of its own."""
    if not statement.metric or statement.metric.startswith('"'):
        return None
    name = statement.metric.partition("{")[0].strip()
    return library.measures.get(lexicon.measure_named(name) or "")


def last_score(chart: Chart, statement: Statement, measure: Measure | None) -> tuple[Number, date] | None:
    """The client's latest score of the statement's measure, or of a count of the same name in the plan."""
    if measure is not None:
        mine = [(score.date, score.at, score.total) for score in chart.measures if score.measure == measure.id]
    else:
        name = statement.metric.partition('"')[2].partition('"')[0]
        plan = current(chart)
        same = [
            place.node
            for place in (walk(plan) if plan is not None and name else ())
            if isinstance(place.node, Objective) and folded(place.node.label) == folded(name)
        ]
        mine = [(score.date, score.at, score.total) for node in same for score in scores_for(chart, node)]
    scored = [(day, at, total) for day, at, total in mine if total is not None]
    if not scored:
        return None
    day, _, total = max(scored, key=lambda each: each[:2])
    return total, day


def _target(measure: Measure, start: str) -> Known:
    """The nearer of just below the cut-off and one reliable change: whichever is easier to reach first."""
    try:
        baseline = float(start)
    except ValueError:
        return Known("")
    down = measure.direction == "higher_worse"
    if measure.direction not in ("higher_worse", "higher_better"):
        return Known("")
    found: list[tuple[Number, str]] = []
    change = measure.reliable if measure.reliable is not None else measure.mcid
    if change is not None:
        found.append((baseline - change if down else baseline + change, "one reliable change"))
    for cutoff in measure.facts.get("cutoffs") or ():
        value = cutoff.get("value") if isinstance(cutoff, dict) and cutoff.get("on") == "total" else None
        if isinstance(value, int | float):
            found.append((value - 1 if down else value, "past the cut-off"))
    low, high = measure.low, measure.high
    reachable = [
        (abs(value - baseline), value, why)
        for value, why in found
        if (value < baseline if down else value > baseline)
        and (low is None or value >= low)
        and (high is None or value <= high)
    ]
    if not reachable:
        return Known("")
    _, value, why = min(reachable)
    return Known(show(whole(value)), why)


def line_text(statement: Statement, values: Mapping[str, str], lexicon: Lexicon) -> str:
    """The plan line of a statement: blanks as in ``values``, an empty one or one that is not there stays open.

    A date or rhythm that hangs on an open blank is left out of the metric; the blank stays in the words.
    """
    held = {blank.name: values.get(blank.name) or f"{{{blank.name}}}" for blank in asked(statement)}
    line = statement_line(statement, {**values, **held}, lexicon)
    try:
        parse_plan_line(statement.kind, line, lexicon)
    except LineFault:
        words, _, metric = line.rpartition("; ")
        shorter = _HANGS.sub("", metric).strip()
        if words and shorter != metric:
            return f"{words}; {shorter}" if shorter else words
    return line


def read(statement: Statement, values: Mapping[str, str], lexicon: Lexicon) -> AnyLine:
    """The plan line of a statement as it reads.

    Raises:
        LineFault: a value does not fit, such as a target beyond the range of the measure.
    """
    return parse_plan_line(statement.kind, line_text(statement, values, lexicon), lexicon)


def value_fault(blank: Blank, value: str, check_date: Callable[[str], object]) -> str:
    """What is wrong with a typed value by its type; empty when it may stand, and for an empty one.

    ``check_date`` reads a date and raises LineFault where it is none.
    """
    if not value.strip():
        return ""
    if "{" in value or "}" in value or (blank.type != "text" and ";" in value):
        return f"{blank.name}: without braces and semicolons."
    if blank.type == "number" and not (blank.name == "baseline" and value.strip() == NEXT_SCORE):
        try:
            float(value.strip().removesuffix("%"))
        except ValueError:
            return f"{blank.name}: a number, such as {blank.default or 5}."
    if blank.type == "date":
        try:
            check_date(value)
        except LineFault as fault:
            return f"{blank.name}: {fault.message}"
    return ""
