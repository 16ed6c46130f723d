"""Under the tree: what the line under the cursor means, its scores, and the notes that touched it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import msgspec

from plantui.clinical.marks import MarkSource, marks
from plantui.clinical.trend import Trend, scores_for, show, show_mark, trend
from plantui.model.chart import Chart
from plantui.model.plan import Goal, Node, Objective, Plan, Problem
from plantui.model.tree import Place, find, with_children
from plantui.practice.lines import line_of
from plantui.quickentry.reading import read_line
from plantui.tui.desk.checking import findings
from plantui.tui.desk.drafting import changes
from plantui.tui.desk.outline import numbers, says_more
from plantui.tui.frame import Line, line
from plantui.tui.paint.entry import code_of
from plantui.tui.paint.gist import gist
from plantui.tui.paint.layout import WIDE_PLAN
from plantui.tui.paint.words import short_day, year_day
from plantui.tui.text import fit, shorten, wrap

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Desk

_NO_BREAK = "\N{NO-BREAK SPACE}"
LAST_SCORES = 6
"""How many scores a narrow row lists, newest last; a wide one lists as many as it has room for."""
ROOMY = 9
"""Rows from which who does what stands above the scores; with fewer the scores come first."""
LAST_MARKS = 6
"""How many notes and marks are listed, newest first; more where there are rows."""


def detail_lines(desk: Desk, chart: Chart, place: Place, width: int, height: int) -> list[Line]:
    """What is known about a line of the plan, most important first, for so many rows."""
    key = (id(chart), place.node.id, width, height, desk.now().date())

    def make() -> tuple[object, list[Line]]:
        return chart, _detail(desk, chart, place, width, height)

    kept: tuple[object, list[Line]] = desk.shown.keep("detail", key, make)
    return kept[1]


def _detail(desk: Desk, chart: Chart, place: Place, width: int, height: int) -> list[Line]:
    node = place.node
    narrow = width < WIDE_PLAN - 1
    said = list(read_line(line_of(node), desk.shown.lexicon()))
    if isinstance(node, Objective) and len(said) > 1 and not says_more(node, numbers(node, desk.library.measures)[0]):
        del said[1]
    parts = [part.removeprefix("= ").strip().removeprefix(place.kind).strip().replace("   ", ", ") for part in said]
    parts[1:2] = [part.replace("(in ", "(") for part in parts[1:2]]
    # What is missing keeps its dots: `how often ...`.
    first = ", ".join(part if part.endswith(" ...") else part.rstrip(".") for part in parts[:2] if part)
    if narrow and isinstance(node, Objective):
        first = _brief(desk, node) or first
    lines = [line(part) for part in wrap(first, width)[:3]]
    who = [each for part in parts[2:] for each in _labelled(part, width)]
    last = narrow or (height < ROOMY and isinstance(node, Objective))
    lines += [] if last else who
    if node.status_reason:
        word = node.status.word if node.status else ""
        lines += [line(piece) for piece in wrap(f"{word}: {node.status_reason}", width)]
    if isinstance(node, Objective):
        lines += _narrow_objective(desk, chart, node) if narrow else _objective(desk, chart, node, width)
        most = max(LAST_MARKS, height - len(lines) - (len(who) if last else 0) - (1 if narrow else 2))
        lines += _touched(chart, node, width, narrow=narrow, most=most)
    elif isinstance(node, Goal) and not node.objectives:
        hint = f"{desk.key('node.child')} adds the first objective. PHQ-9 18 -> 9 by +12w"
        lines += [line((piece, "note")) for piece in wrap(hint, width)]
    elif isinstance(node, Problem):
        lines += _of_plan(desk, width)
    lines += who if last else []
    changed = last_change(chart, node.id)
    if changed is not None:
        lines.append(line(f"Last changed {year_day(changed[0])} by {_initials(desk, changed[1])}"))
    return lines


def _brief(desk: Desk, objective: Objective) -> str:
    """`GAD-7 15 to 7, every 2 w, by 12 May (63 d)`; empty for what is done or not done."""
    name, steps = numbers(objective, desk.library.measures)
    if not steps:
        return ""
    parts = [f"{name} {steps.replace('->', 'to')}"]
    if objective.every is not None:
        parts.append(f"every {objective.every.n} {objective.every.unit.letter}")
    if objective.due is not None:
        parts.append(f"by {short_day(objective.due)} ({(objective.due - desk.now().date()).days}{_NO_BREAK}d)")
    return ", ".join(parts)


def _labelled(part: str, width: int) -> list[Line]:
    """`client keeps the log` as a heading and its words, wrapped beside it."""
    who, _, words = part.partition(" ")
    if who not in ("client", "clinician") or not words:
        return [line(piece) for piece in wrap(part, width)] if part else []
    pieces = wrap(words, width - 11)
    return [line((fit("" if number else who.capitalize(), 11), "head"), piece) for number, piece in enumerate(pieces)]


def _totals(chart: Chart, objective: Objective) -> list[tuple[date, str]]:
    scores = scores_for(chart, objective)
    return [(score.date, show(score.total)) for score in scores if score.total is not None]


def _objective(desk: Desk, chart: Chart, objective: Objective, width: int) -> list[Line]:
    """Dated scores, and what they come to since the last review."""
    lines: list[Line] = []
    last = _totals(chart, objective)
    if last:
        dated = [f"{short_day(day)} {total}" for day, total in last]
        while len(dated) > 1 and sum(map(len, dated)) + 3 * (len(dated) - 1) > width - 9:
            del dated[0]
        lines.append(line(("Scores   ", "head"), shorten("   ".join(dated), width - 9)))
    found = trend(chart, objective, desk.library.measures, desk.now().date())
    if found.change is not None or objective.measured:
        since = "Since last review " if found.since is not None else "Since the baseline "
        lines.append(line((since, "head"), (_moved(found), found.word if found.change else "")))
    return lines


def _moved(found: Trend) -> str:
    """What the scores come to; where there is none since the review, the one that it saw, and the marks since."""
    if found.now is not None:
        return found.reason
    said = ["no score yet"]
    if found.then is not None and found.then_day is not None:
        said.append(f"{show(found.then)} on {short_day(found.then_day)} was the last")
    if found.marks:
        said.append(f"marks {' '.join(map(show_mark, found.marks))}")
    return "; ".join(said)


def _narrow_objective(desk: Desk, chart: Chart, objective: Objective) -> list[Line]:
    """`15 15 15 14 13 11   since review better by 4`; a change too small to count is `same (moved 2)`."""
    if not objective.measured:
        return []
    found = trend(chart, objective, desk.library.measures, desk.now().date())
    moved = show(abs(found.change)) if found.change else ""
    by = f" by {moved}" if found.word in ("better", "worse") else f" (moved {moved})"
    by = by if moved else ""
    totals = " ".join(total for _, total in _totals(chart, objective)[-LAST_SCORES:])
    word = "no score yet" if found.word == "no data" else found.word
    start = "review" if found.since is not None else "baseline"
    since = line((f"since {start} {word}{by}", found.word if found.change else ""))
    return [(*line(f"{totals}   "), *since)] if totals else [since]


def _touched(chart: Chart, objective: Objective, width: int, *, narrow: bool, most: int) -> list[Line]:
    """The notes and marks that touched an objective, newest first."""
    notes = {note.id: note for note in chart.notes}
    touched = marks(chart, objective.id)[:most]
    lines = [line(("Notes that touched it", "head"))] if touched and not narrow else []
    indent = "" if narrow else "  "
    for mark in touched:
        given = show_mark(mark.mark) if mark.mark is not None else "."
        note = notes.get(mark.note_id or "")
        what = gist(note, objective.code) if note is not None else _source(mark.source)
        room = width - 12 - len(indent)
        lines.append(line(f"{indent}{mark.day.day:>2} {mark.day:%b} {given:>3}  {shorten(what, room)}"))
    return lines


def _of_plan(desk: Desk, width: int) -> list[Line]:
    """What belongs to the plan itself, shown under its problems."""
    plan = desk.shown.plan()
    if plan is None:
        return []
    said: list[tuple[str, str]] = []
    if plan.service is not None:
        service = plan.service
        words = (service.kind, f"{service.minutes} min" if service.minutes else "", _often(service.frequency))
        said.append(("Service", "  ".join(word for word in words if word)))
    said += [("Discharge", criterion.text) for criterion in plan.discharge]
    said += [("Outcome", outcome.text) for outcome in plan.outcomes]
    return [line((f"{label:<11}", "head"), shorten(text, width - 11)) for label, text in said]


def _often(frequency: object) -> str:
    from plantui.model.plan import Frequency
    from plantui.practice.lines import from_frequency

    return from_frequency(frequency) if isinstance(frequency, Frequency) else ""


def _source(source: MarkSource) -> str:
    return "quick mark" if source is MarkSource.QUICK else "review"


def _initials(desk: Desk, user: str) -> str:
    me = desk.practice.acting().user
    return me.initials if user in (me.id, "") else user.upper()


def last_change(chart: Chart, node_id: str) -> tuple[date, str] | None:
    """The day and user of the last change to a line: of its words in a version, or of its standing since."""
    found: tuple[date, str] | None = None
    before: Node | None = None
    for plan in sorted(chart.plans, key=lambda plan: plan.number):
        place = find(plan, node_id)
        if place is None:
            continue
        bare = _bare(place.node)
        if before is None or bare != before:
            found = (plan.made.date(), plan.made_by)
        before = bare
    rows = [row for row in chart.progress if row.node == node_id]
    if rows:
        last = max(rows, key=lambda row: (row.date, row.at))
        if found is None or last.date >= found[0]:
            found = (last.date, last.by)
    return found


def _bare(node: Node) -> Node:
    bare = with_children(node, ())
    assert not isinstance(bare, Plan)
    return msgspec.structs.replace(bare, code="")


def draft_lines(desk: Desk, chart: Chart, width: int) -> list[Line]:
    """What the draft changes so far, the line being typed, and the first finding."""
    lexicon = desk.shown.lexicon()
    entry = desk.state.line
    said = [f"{change.word:<8} {change.said(lexicon)}" for change in changes(chart)]
    if entry is not None:
        word = "added" if entry.purpose == "add" else "changed"
        said.append(f"{word:<8} {code_of(desk, entry)} (typing)")
    half = width // 2
    newest = said[-4:]
    lines = []
    for at in range(0, len(newest), 2):
        pair = newest[at : at + 2]
        lines.append(line(*(fit(part, half - 1) + " " for part in pair)))
    found = next((each for each in findings(desk) if each.severity == "error"), None)
    if found is not None:
        lines.append(line(("Lint     ", "head"), shorten(f"{found.code} {found.message}".strip(), width - 10)))
    return lines
