"""The middle of a review's card: the objectives with their numbers and marks, and the evidence beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantui.clinical.marks import MarkSource, marks
from plantui.clinical.review import Weighed
from plantui.clinical.trend import scores_for, show_mark
from plantui.keys.edge import edge
from plantui.model.chart import Chart
from plantui.practice.reviewing import Card, decisions
from plantui.tui.frame import Block, Box, Line, line
from plantui.tui.frame.line import fit_line, tint
from plantui.tui.paint.gist import gist
from plantui.tui.paint.review_graph import graph
from plantui.tui.paint.review_words import (
    GAP,
    mark_style,
    mark_words,
    name_of,
    number,
    then_now,
)
from plantui.tui.paint.words import hints, short_day
from plantui.tui.text import cells, fit, shorten, wrap

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Desk

Owned = tuple[Line, int | None]
"""A line of the list of objectives, and the index of the objective it belongs to."""


def objective_lines(desk: Desk, card: Card, width: int, cursor: int, *, narrow: bool) -> list[Owned]:
    """The objectives with their numbers, marks and, where there is no box beside them, the reason under the cursor."""
    lean = width < 70
    lines: list[Owned] = [(_columns("", ("base", "goal", "then", "now", "trend", "notes", "mark"), width, lean), None)]
    goal = ""
    for index, each in enumerate(card.lines):
        if each.goal.code != goal and not narrow:
            goal = each.goal.code
            lines.append((line(("  ", ""), (f"{goal:<4}", "code"), shorten(each.goal.title, width - 7)), None))
        lines.append((_row(desk, each, width, index == cursor, lean), index))
        if narrow and index == cursor:
            said = then_now(each)
            told = f"     {said[:1].lower()}{said[1:]}   {_last_words(card.chart, each)}"
            lines.append((line(shorten(told, width)), index))
            if each.remark:
                lines.append((line(shorten(f"     remark: {each.remark}", width)), index))
    return lines


def _columns(left: str, values: tuple[str, ...], width: int, lean: bool) -> Line:
    right = _values(values, lean)
    return line(fit(left, max(0, width - cells(right))), (right, "head"))


def _values(values: tuple[str, ...], lean: bool) -> str:
    base, goal, then, now, trend, notes, mark = values
    if lean:
        return f"{goal:>5} {now:>5} {fit(trend, 7)} {fit(mark, 4)}"
    return f"{base:>4} {goal:>4} {then:>5} {now:>5} {fit(trend, 7)} {notes:>5} {fit(mark, 4)}"


def _row(desk: Desk, each: Weighed, width: int, here: bool, lean: bool) -> Line:
    objective, found = each.objective, each.trend
    measured = objective.measured
    notes = f"{each.touched_in}/{each.notes}"
    cut = [
        shorten(text, room)
        for text, room in (
            (number(each.base, measured), 4),
            (number(objective.target, measured), 4),
            (number(found.then, measured), 5),
            (number(found.now, measured), 5),
        )
    ]
    values = _values((*cut, found.word, notes, ""), lean)
    mark = mark_words(each)
    start = values[: len(values) - 4]
    met = " met?" if each.asks_met else ""
    name = name_of(objective, desk.library)
    left = line(
        f"{'>' if here else ' '} ",
        (f"{objective.code:<5}", "code"),
        (f"{objective.status.word}{met} ", "ask" if met else "done" if not objective.status.open else ""),
    )
    room = max(4, width - cells(values) - sum(cells(text) for text, _ in left) - 1)
    trend = found.word if found.word in ("better", "worse") else ""
    numbers, word, rest = _parts(start, found.word)
    named = fit(shorten(name, room), room + 1)
    spans = line(*left, named, numbers, (word, trend), rest, (fit(mark, 4), mark_style(each)))
    spans = fit_line(spans, width)
    return tint(spans, "cursor") if here else spans


def _parts(text: str, word: str) -> tuple[str, str, str]:
    """The numbers, the word of the trend, and what follows it."""
    before, found, after = text.rpartition(fit(word, 7))
    return before, found, after


def _last_words(chart: Chart, each: Weighed) -> str:
    """3 Mar "Two bad nights, five good"; what the newest note that touches it says."""
    notes = {note.id: note for note in chart.notes}
    for mark in marks(chart, each.objective.id):
        if mark.note_id in notes:
            return f'{short_day(mark.day)} "{gist(notes[mark.note_id], each.objective.code)}"'
    return ""


def legend(card: Card, each: Weighed | None, width: int, keys: tuple[str, str]) -> list[Line]:
    """What the marks mean, and the remark on the objective under the cursor."""
    remark, every = keys
    lines = [
        line(""),
        line(" +1 you accepted   +1? suggested from scores and notes"),
        line(f" {GAP} no evidence: needs you"),
    ]
    if each is not None:
        said = each.remark or "(none)"
        lines += [line(""), line(f" Remark on {each.objective.code} ({remark}):")]
        lines += [line(f"   {part}") for part in wrap(said, width - 4)[:3]]
    lines += [line(""), line(f" {every} accepts the suggestions that have evidence. It never fills {GAP}.")]
    return lines


def why_box(desk: Desk, card: Card, each: Weighed | None, width: int, height: int) -> Block:
    """The evidence of the objective under the cursor; behind the last one what the review decides."""
    inner = width - 3
    if each is None:
        return _decided_box(desk, card, width, height)
    mark = mark_words(each)
    title = f"{each.objective.code} WHY {mark}{'' if mark.endswith('?') else '?'}"
    if mark == GAP:
        title = f"{each.objective.code} NO SUGGESTION"
    body: list[Line] = []
    goal = f"goal {number(each.objective.target, True)}" if each.objective.measured else ""
    name = shorten(name_of(each.objective, desk.library), inner - cells(goal) - 2)
    body.append(line(fit(name, max(cells(name) + 2, 27)), goal))
    drawn = _graph_of(card, each, inner - 2)
    if drawn and height >= 14:
        body += [line(""), *(line(f"  {part}") for part in drawn)]
    body.append(line(""))
    body += [line(part) for part in wrap(then_now(each), inner)]
    given = " ".join(map(show_mark, reversed(each.trend.marks)))
    if given:
        body += [line(part) for part in wrap(f"Marks in notes: {given}", inner)]
    body.append(line(""))
    body += _touches(card, each, inner)
    foot = hints(edge("evidence", inner, desk.keymap, wide=True), wide=True)
    return Box(width, height, title=title, foot=foot).draw([line(" ", *spans) for spans in body])


def _graph_of(card: Card, each: Weighed, width: int) -> list[str]:
    start = card.period.start
    if start is None or not each.objective.measured:
        return []
    points = [
        (score.date, score.total)
        for score in scores_for(card.chart, each.objective)
        if score.total is not None and start <= score.date <= card.today
    ]
    if not points and each.trend.then is not None:
        points = [(start, each.trend.then)]
    return graph(points, each.objective.target, start, card.today, width) if points else []


def _touches(card: Card, each: Weighed, width: int) -> list[Line]:
    """The notes and marks since the last review, newest first; the last ones before it when there are none."""
    notes = {note.id: note for note in card.chart.notes}
    known = marks(card.chart, each.objective.id)
    start = card.period.start
    lines = []
    for mark in [each for each in known if start is None or each.day > start][:8] or known[:3]:
        given = show_mark(mark.mark) if mark.mark is not None else "."
        note = notes.get(mark.note_id or "")
        if note is not None:
            said = f'"{shorten(gist(note, each.objective.code), width - 13)}"'
        else:
            said = "quick mark" if mark.source is MarkSource.QUICK else "review"
        lines.append(line(f"{mark.day.day:>2} {mark.day:%b} {given:>2} {said}"))
    return lines


def _decided_box(desk: Desk, card: Card, width: int, height: int) -> Block:
    inner = width - 3
    body = [line(("Decision", "head"))]
    body += [line(f"  {part}") for text in decisions(card) for part in wrap(text, inner - 2)]
    if card.review is not None and card.review.participants:
        body += [line(("With", "head")), line(f"  {', '.join(card.review.participants)}")]
    if card.draft_changes and card.changed is not None:
        body += [line(""), line((f"Plan v{card.changed.number}, signed with it", "head"))]
        body += [line(f"  {part}") for text in card.draft_changes[:6] for part in wrap(text, inner - 2)]
    foot = f"{desk.key('insert.statement')} adds a decision"
    return Box(width, height, title="WHAT IS DECIDED", foot=foot).draw([line(" ", *spans) for spans in body])
