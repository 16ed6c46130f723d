"""Templates of plans: those there are for a client, the blanks they leave in a draft, own ones made from a plan."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from plantui.clinical.blanks import names, texts
from plantui.library import Statements
from plantui.library.statements.words import folded
from plantui.model.chart import Chart
from plantui.model.client import Client
from plantui.model.plan import Goal, Intervention, Node, Objective, Plan, Problem
from plantui.model.statement import PresentingProblem, Statement
from plantui.model.tree import walk
from plantui.practice.refusal import Refused
from plantui.quickentry import Blank, Lexicon, ProblemLine, parse_blanks

BLANK = ""
"""The id of the empty template, the last of every list."""


class Template(NamedTuple):
    """A start for a plan: a presenting problem of the library, or nothing at all (``id`` empty).

    ``why`` tells why it stands where it does: the diagnosis it fits.
    """

    id: str
    title: str
    why: str = ""
    own: bool = False


def templates(chart: Chart, shelf: Statements) -> tuple[Template, ...]:
    """The templates for a client: those of their diagnoses first, then the practice's own, then the others."""
    codes = [dx.code for dx in chart.diagnoses if dx.until is None]
    found: dict[str, Template] = {}
    for code in codes:
        exact = [problem for problem in shelf.problems.values() if code in problem.codes]
        near = [shelf.problems[name] for name in shelf.for_codes([code])] if not exact else []
        for problem in (*exact, *near):
            found.setdefault(problem.id, Template(problem.id, problem.title, f"fits {code}", problem.own))
    rest = [each for each in shelf.problems.values() if each.id not in found]
    rest.sort(key=lambda each: (not each.own, each.title.casefold()))
    shown = [*found.values(), *(Template(each.id, each.title, own=each.own) for each in rest)]
    return (*shown, Template(BLANK, "Blank: no template, your own words"))


def fitting(found: Iterable[Template], typed: str, problems: Mapping[str, PresentingProblem]) -> tuple[Template, ...]:
    """The templates that hold every word typed, those whose id begins with it first."""
    words = folded(typed).split()

    def hay(template: Template) -> str:
        problem = problems.get(template.id)
        more = f"{problem.id} {problem.family} {' '.join(problem.codes)}" if problem is not None else "blank empty"
        return folded(f"{template.title} {more}")

    held = [each for each in found if all(word in hay(each) for word in words)]
    return tuple(sorted(held, key=lambda each: not (words and each.id.startswith(words[0]))))


def problem_line(problem: PresentingProblem, chart: Chart) -> ProblemLine:
    """The problem that a template puts into a plan, with the client's diagnoses that it fits."""
    codes = [dx.code for dx in chart.diagnoses if dx.until is None]
    mine = [code for code in codes if code in problem.codes]
    categories = {code[:3] for code in problem.codes}
    return ProblemLine(text=problem.title, dx=tuple(mine or (code for code in codes if code[:3] in categories)))


class Gap(NamedTuple):
    """A line of a draft with blanks: the statement it came from, and the values that are in it already."""

    node: Node
    statement: Statement
    values: dict[str, str]


def gaps(plan: Plan, shelf: Statements, nodes: Iterable[str] = ()) -> tuple[Gap, ...]:
    """The lines with open blanks whose words are known, in the order of the screen; objectives before interventions.

    Args:
        plan: the draft.
        shelf: the library; a line that did not come from it is taken as its own statement.
        nodes: only these lines; none means all.
    """
    wanted = set(nodes)
    found = []
    for place in walk(plan):
        node = place.node
        if (wanted and node.id not in wanted) or not any(names(text) for text in texts(node)):
            continue
        if not isinstance(node, Goal | Objective | Intervention):
            continue
        statement = shelf.get(node.source) or _as_statement(node, place.kind)
        found.append((place.depth, Gap(node, statement, held_in(node, statement))))
    found.sort(key=lambda each: each[0])
    return tuple(gap for _, gap in found)


def _as_statement(node: Goal | Objective | Intervention, kind: str) -> Statement:
    """A line of own words with blanks, as if it stood in the library."""
    metric = ""
    if isinstance(node, Objective) and node.measured:
        name = node.measure or f'"{node.label}"'
        start = "?" if node.baseline is None else node.baseline
        target = "{target}" if node.target is None else node.target
        due = f" by {node.due:%Y-%m-%d}" if node.due is not None else ""
        metric = f"{name} {start} -> {target}{due}"
    approach = node.approach if isinstance(node, Intervention) else ""
    return Statement(id=node.source, kind=kind, problem="", text=node.text, metric=metric, modality=approach)  # type: ignore[arg-type]


def held_in(node: Goal | Objective | Intervention, statement: Statement) -> dict[str, str]:
    """The values that stand in a line in the places of its statement's blanks; open blanks are left out."""
    pieces = parse_blanks(statement.text).pieces
    pattern, seen = "", set()
    for piece in pieces:
        if not isinstance(piece, Blank):
            pattern += re.escape(piece)
        elif piece.name in seen:
            pattern += f"(?P={piece.name})"
        else:
            seen.add(piece.name)
            pattern += f"(?P<{piece.name}>.+?)"
    found = re.fullmatch(pattern, node.text)
    values = {name: value for name, value in (found.groupdict() if found else {}).items() if not names(value)}
    if isinstance(node, Objective):
        for name, number in (("baseline", node.baseline), ("target", node.target)):
            if number is not None:
                values.setdefault(name, f"{number}")
    return values


# own templates


def page_of(problem: Problem, title: str, page_id: str, made: date, client: Client, lexicon: Lexicon) -> str:
    """A problem of a plan as a page of the library: its goals, objectives and interventions without their values.

    Names of the client become ``{client}``; the client's own words, evidence, strengths and barriers stay behind.
    """
    goals: list[str] = []
    objectives: dict[str, list[str]] = {}
    interventions: dict[str, list[str]] = {}
    number = 0
    for at, goal in enumerate(problem.goals, 1):
        if goal.text:
            goals.append(f"- {_nameless(goal.text, client)} {{#g{at:02}}}")
        for objective in goal.objectives:
            pairs = []
            for intervention in objective.interventions:
                number += 1
                pairs.append(f"i{number:02}")
                heading = intervention.approach or "Any approach"
                rows = [f"- {_nameless(intervention.text, client)} {{#i{number:02}}}"]
                rows += [f"  - evidence: {intervention.evidence}"] if intervention.evidence else []
                interventions.setdefault(heading, []).extend(rows)
            group = "Measured by a scale" if objective.measure else "Counted" if objective.label else "Skills in use"
            taken = sum(row.startswith("- ") for rows in objectives.values() for row in rows)
            rows = [f"- {_without_values(objective, client)} {{#o{taken + 1:02}}}"]
            metric = _metric(objective, made, client, lexicon)
            rows += [f"  - metric: {metric}"] if metric else []
            rows += [f"  - pairs: {'; '.join(pairs)}"] if pairs else []
            objectives.setdefault(group, []).extend(rows)
    codes = ", ".join(problem.dx)
    parts = ["---", f"id: {page_id}", f"title: {_plain(title)}", "family: own", f"codes: [{codes}]", "---", ""]
    parts += [f"# {_plain(title)}", "", "## Goals", "", *goals, "", "## Objectives", ""]
    for group in ("Measured by a scale", "Counted", "Skills in use"):
        if group in objectives:
            parts += [f"### {group}", "", *objectives[group], ""]
    parts += ["## Interventions", ""]
    for heading, rows in interventions.items():
        parts += [f"### {heading}", "", *rows, ""]
    return "\n".join(parts).rstrip("\n") + "\n"


def _plain(text: str) -> str:
    return re.sub(r"[^\w ,.'()-]", "", text).strip() or "Own template"


def _nameless(text: str, client: Client) -> str:
    """The words without the client's names, and without marks that a list of a page would take for its own."""
    flat = " ".join(text.split()).replace("{#", "{ #")
    called = [name for name in (client.called, client.given, client.family) if len(name) > 1]
    for name in called:
        flat = re.sub(rf"\b{re.escape(name)}\b", "{client}", flat)
    return re.sub(r"^([-+*#>]|\d+[.)])(?=\s)", r"\\\1", flat)


def _without_values(objective: Objective, client: Client) -> str:
    text = _nameless(objective.text, client)
    for name, number in (("baseline", objective.baseline), ("target", objective.target)):
        if number is not None:
            text = re.sub(rf"(?<![\w.{{]){re.escape(str(number))}(?![\w.}}])", f"{{{name}}}", text, count=1)
    return text


def _metric(objective: Objective, made: date, client: Client, lexicon: Lexicon) -> str:
    if not objective.measured:
        return ""
    name = lexicon.measure_short(objective.measure) if objective.measure else f'"{_nameless(objective.label, client)}"'
    percent = "%" if objective.unit.startswith("%") else ""
    unit = objective.unit.removeprefix("%").strip()
    weeks = max(1, round((objective.due - made).days / 7)) if objective.due is not None else 12
    every = f" every {objective.every.n}{objective.every.unit.value[:1]}" if objective.every is not None else ""
    return f"{name} {{baseline}}{percent} -> {{target}}{percent} {unit} by +{{weeks={weeks}}}w{every}".replace(
        "  ", " "
    )


def save_template(
    plan: Plan, title: str, chart: Chart, folder: Path, shelf: Statements, lexicon: Lexicon
) -> list[Path]:
    """Write a plan as pages of the practice's library, one for each of its problems.

    Args:
        plan: the plan.
        title: the template's name; a second problem adds its own words to it.
        chart: whose plan it is; nothing of the client is written.
        folder: the practice's library folder; it is made where it is missing.
        shelf: the library, for ids not yet taken.
        lexicon: names of measures.

    Returns:
        The pages.

    Raises:
        Refused: there is no name, or a template of that name is there.
        OSError: the folder cannot be written.
    """
    wanted = _plain(title)
    if not title.strip():
        raise Refused("What is the template called? template save Panic, six visits")
    if not plan.problems:
        raise Refused("The plan is empty: there is nothing to make a template of.")
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    pages: list[Path] = []
    for problem in plan.problems:
        name = wanted if len(plan.problems) == 1 else f"{wanted}, {_plain(problem.text)}"
        page_id = "own-" + re.sub(r"[^a-z0-9]+", "-", folded(name)).strip("-")[:34].rstrip("-")
        path = folder / f"{page_id}.md"
        if page_id in shelf.problems or path.exists():
            raise Refused(f"There is a template {name} already: give this one another name.")
        text = page_of(problem, name, page_id, plan.made.date(), chart.client, lexicon)
        with path.open("x", encoding="utf-8") as opened:
            opened.write(text)
        path.chmod(0o600)
        pages.append(path)
    return pages
