"""Under the tree: what the line under the cursor means, its scores, and the notes that touched it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantui.clinical.marks import MarkSource, marks
from plantui.clinical.trend import scores_for, show, show_mark, trend
from plantui.model.chart import Chart
from plantui.model.note import Note
from plantui.model.plan import Objective, Problem
from plantui.model.tree import Place
from plantui.practice.lines import line_of
from plantui.quickentry.reading import read_line
from plantui.tui.desk.outline import numbers, says_more
from plantui.tui.frame import Line, line
from plantui.tui.text import shorten, wrap

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Desk

LAST_SCORES = 6
"""How many scores are listed, newest last."""


def detail_lines(desk: Desk, chart: Chart, place: Place, width: int) -> list[Line]:
    """What is known about a line of the plan, most important first."""
    node = place.node
    said = list(read_line(line_of(node), desk.shown.lexicon()))
    if isinstance(node, Objective) and len(said) > 1 and not says_more(node, numbers(node, desk.library.measures)):
        del said[1]
    sentence = "  ".join(part.removeprefix("= ").strip() for part in said)
    sentence = sentence.removeprefix(f"{place.kind}").strip()
    lines = [line(part) for part in wrap(sentence, width)[:3]]
    if node.status_reason:
        lines.append(line(f"{node.status.word if node.status else ''}: {node.status_reason}"))
    if isinstance(node, Objective):
        lines += _objective(desk, chart, node, width)
    elif isinstance(node, Problem):
        lines += [line(f"Goals {len(node.goals)}")]
    return lines


def _objective(desk: Desk, chart: Chart, objective: Objective, width: int) -> list[Line]:
    lines: list[Line] = []
    scores = scores_for(chart, objective)
    if scores:
        shown = "   ".join(
            f"{score.date.day} {score.date:%b} {show(score.total)}"
            for score in scores[-LAST_SCORES:]
            if score.total is not None
        )
        lines.append(line(("Scores   ", "head"), shorten(shown, width - 9)))
    found = trend(chart, objective, desk.library.measures, desk.now().date())
    if found.change is not None:
        lines.append(line(("Since last review ", "head"), (found.reason, found.word if found.change else "")))
    elif objective.measured:
        lines.append(line(("Since last review ", "head"), found.reason))
    notes = {note.id: note for note in chart.notes}
    touched = marks(chart, objective.id)[:6]
    if touched:
        lines.append(line(("Notes that touched it", "head")))
        for mark in touched:
            given = show_mark(mark.mark) if mark.mark is not None else "."
            note = notes.get(mark.note_id or "")
            what = gist(note, objective.code) if note is not None else _source(mark.source)
            lines.append(line(f"  {mark.day.day:>2} {mark.day:%b} {given:>3}  {shorten(what, width - 15)}"))
    return lines


def _source(source: MarkSource) -> str:
    return "quick mark" if source is MarkSource.QUICK else "review"


def gist(note: Note, code: str) -> str:
    """The sentence of a note that links to a code, without the links; else its first sentence."""
    label = "#" + code.removeprefix("g")
    sentences = [part.strip() for part in note.text.replace("\n", " ").split(". ") if part.strip()]
    found = next((part for part in sentences if label in part or f"#{code}" in part), "")
    words = [word for word in (found or (sentences[0] if sentences else "")).split() if not word.startswith(("#", "@"))]
    text = " ".join(words)
    if not text and sentences:
        at = sentences.index(found) if found in sentences else 0
        text = sentences[max(0, at - 1)]
    for heading in ("DATA", "ASSESSMENT", "PLAN", "S:", "O:", "D:", "A:", "P:"):
        text = text.removeprefix(heading).strip()
    return text
