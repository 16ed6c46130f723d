"""Pages that a command shows: the measures there are, and the person's snippets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantui.clinical.trend import show as number
from plantui.model.measure import Measure
from plantui.settings.own_files import read_text
from plantui.settings.problem import Problem
from plantui.settings.snippets import read_snippets
from plantui.tui.desk.plain import Sentence, show

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Action, Desk


def _measures(desk: Desk) -> list[Sentence]:
    """Every measure with its range and the change that counts; none with the text of its items."""
    lines: list[Sentence] = [
        (f"{each.short:<16}{_range(each):<12}{each.name}. {_counts(each)}".rstrip(), "")
        for each in sorted(desk.library.measures.values(), key=lambda each: each.short.casefold())
    ]
    record = desk.key("measure.record")
    lines += [("", ""), (f"{record} records one; as a line:  :measure phq9 12, or all its answers with commas.", "")]
    if desk.paths is not None:
        lines.append((f"Measures of your own stand in {desk.paths.measures_file}.", ""))
    return lines


def _range(measure: Measure) -> str:
    low = "" if measure.low is None else number(measure.low)
    high = "" if measure.high is None else number(measure.high)
    return f"{low} to {high}" if low and high else f"from {low}" if low else ""


def _counts(measure: Measure) -> str:
    """The change that counts, and which way is better."""
    change = measure.reliable if measure.reliable is not None else measure.mcid
    better = {"higher_worse": "Lower is better.", "higher_better": "Higher is better."}.get(measure.direction, "")
    return f"{f'A change of {number(change)} counts.' if change is not None else ''} {better}".strip()


def measures(desk: Desk) -> None:
    """The measures there are."""
    show(desk, "The measures", _measures)


def _snippets(desk: Desk) -> list[Sentence]:
    """The person's snippets, as their file has them now."""
    if desk.paths is None:
        return [("There is no folder for snippets here.", "")]
    file = desk.paths.snippets_file
    text = read_text(file)
    how = [("", ""), (";name and Tab puts one into a note. They stand in", ""), (f"    {file}", "")]
    if text is None:
        example = '    sleep = "Sleep {n} h, woke {times} times."'
        return [("No snippets yet. A line of the file is one:", ""), (example, ""), *how]
    if isinstance(text, Problem):
        return [(text.sentence, "must"), *how]
    found = read_snippets(text, file)
    lines = [(problem.sentence, "must") for problem in found.problems]
    lines += [(f";{name:<14} {' '.join(phrase.split())}", "") for name, phrase in sorted(found.phrases.items())]
    return [*(lines or [("No snippets yet.", "")]), *how]


def snippets(desk: Desk) -> None:
    """The person's snippets."""
    show(desk, "The snippets", _snippets)


ACTIONS: dict[str, Action] = {"command.measures": measures, "command.snippets": snippets}
"""Action id -> what runs."""
