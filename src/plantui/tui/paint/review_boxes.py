"""The boxes of a review's card: the time since the last review, the objectives, the evidence, what the signature does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantui.clinical.marks import MarkSource, marks
from plantui.clinical.review import Weighed
from plantui.clinical.trend import scores_for, show, show_mark
from plantui.keys.context import Context
from plantui.keys.edge import edge
from plantui.model.chart import Chart
from plantui.practice.reviewing import Card, Waiting, decision_words
from plantui.tui.desk.naming import full_name
from plantui.tui.frame import Block, Box, Line, line
from plantui.tui.frame.line import fit_line, shorten_line, tint
from plantui.tui.paint.gist import gist
from plantui.tui.paint.review_graph import graph
from plantui.tui.paint.review_words import (
    GAP,
    clocks_words,
    drift_words,
    mark_style,
    mark_words,
    name_of,
    next_words,
    number,
    still_open,
    then_now,
)
from plantui.tui.paint.words import count, hints, short_day
from plantui.tui.text import cells, fit, shorten, wrap

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Desk

Owned = tuple[Line, int | None]
"""A line of the list of objectives, and the index of the objective it belongs to."""


def since_box(desk: Desk, card: Card, width: int, most: int) -> Block:
    """What happened since the last review: facts alone; drift with its two answers."""
    period = card.period
    wide = width >= 100
    start = short_day(period.start) if period.start is not None else "the beginning"
    what = "THE LAST REVIEW" if period.reviewed_before else "THE PLAN WAS SIGNED"
    title = f"SINCE {what}   {start} to today, {period.days} days" if wide else f"SINCE {start.upper()}, {period.days} days"
    body = _since_wide(card, width - 3) if wide else _since_narrow(card, width - 3)
    said, answer = drift_words(card)
    if said or answer:
        adjust, refocus = (desk.key(each, Context.REVIEW) for each in ("review.adjust", "review.refocus"))
        offer = (
            f"{adjust} adjust the plan to fit    {refocus} keep it, refocus next visit    (or neither)"
            if wide
            else f"{adjust} adjust it    {refocus} refocus next visit"
        )
        if wide and len(body) + 2 <= most - 2:
            body.append(line(""))
        text = f"{said}   {answer or offer}".strip()
        body.append(line((text, "" if answer else "ask")))
    body = body[: max(1, most - 2)]
    return Box(width, len(body) + 2, title=title).draw([shorten_line(line(" ", *each), width - 2) for each in body])


def _since_facts(card: Card) -> list[tuple[str, str, str]]:
    """Label, words and style of what is known, in reading order."""
    period = card.period
    topics = ", ".join(f"{topic} ({count(notes, 'note')})" for topic, notes in period.topics)
    many = len(period.topics) > 1 or any(topic.endswith("s") for topic, _ in period.topics)
    courses = "    ".join(f"{course.name} {' '.join(map(show, course.totals))}" for course in period.courses)
    agreed = ""
    if period.agreed is not None:
        day, comment = period.agreed
        agreed = f"with client {short_day(day)}" + (f'; "{comment}"' if comment else "")
    changes = list(card.plan_changes)
    changed = f"{changes[0]}{f', {len(changes) - 1} more' if len(changes) > 1 else ''}" if changes else "no"
    touch = f"{period.touching} touch the plan"
    untouched = f"{', '.join(period.untouched)} in {count(period.notes, 'note')}" if period.untouched else "every objective was"
    return [
        ("Visits", f"{period.kept} kept, {period.missed} missed", ""),
        ("Notes", f"{period.notes} written, {period.signed} signed, {touch}", ""),
        ("Measures", courses or "none taken", ""),
        ("Risk", period.risk, "must" if period.risk.startswith("OPEN") else ""),
        ("Plan changed", changed, ""),
        ("Agreed", agreed or "not recorded", ""),
        ("Not touched", untouched, ""),
        ("Off", f"{topics} {'are' if many else 'is'} not in the plan" if topics else "nothing", ""),
    ]


def _events(card: Card) -> list[tuple[str, str]]:
    return [
        (f"{event.kind.value.replace('-', ' ')} {short_day(event.date)}", " ".join(event.text.split()))
        for event in card.period.events
    ]


def _since_wide(card: Card, width: int) -> list[Line]:
    left = width * 56 // 118
    lines: list[Line] = []
    for what, text in _events(card):
        lines.append(line(("Event         ", "head"), (f"{what}  {text}".rstrip(), "must"), "   this review answers it"))
    facts = _since_facts(card)
    for (one, said, style), (other, more, tone) in zip(facts[::2], facts[1::2], strict=True):
        label, second = f"{one:<14}", f"{other:<8}"
        if cells(said) <= left - 15 and cells(more) <= width - left - 8:
            lines.append(line((label, "head"), (fit(said, left - 14), style), (second, "head"), (more, tone)))
        else:
            lines.append(line((label, "head"), (said, style)))
            lines.append(line((f"{other:<14}", "head"), (more, tone)))
    return lines


def _since_narrow(card: Card, width: int) -> list[Line]:
    period = card.period
    facts = {label: (words, style) for label, words, style in _since_facts(card)}
    visits = f"{count(period.kept, 'visit')}, {period.missed} missed"
    lines = [line((f"Event: {what}  {text}".rstrip(), "must")) for what, text in _events(card)[:1]]
    notes = f"{period.notes} notes, {period.signed} signed, {period.touching} on the plan"
    risk, tone = facts["Risk"]
    if cells(f"{visits}  {notes}  {risk}") + 6 <= width:
        lines.append(line(f"{visits}  {notes}  ", (f"Risk: {risk}", tone)))
    else:
        lines += [line(f"{visits}  {notes}"), line((f"Risk: {risk}", tone))]
    changed = facts["Plan changed"][0]
    lines.append(line(facts["Measures"][0] + (f"   changed: {changed}" if changed != "no" else "")))
    topics = "; ".join(f"{topic} ({count(notes, 'note')})" for topic, notes in period.topics)
    untouched = f"Not touched: {', '.join(period.untouched)}" if period.untouched else ""
    off = f"Not in the plan: {topics}" if topics else ""
    if untouched or off:
        lines.append(line("     ".join(filter(None, (untouched, off)))))
    if period.agreed is not None and period.agreed[1]:
        lines.append(line(f'Client at signing: "{period.agreed[1]}"'))
    return lines


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
            lines.append((line(f"     {said[:1].lower()}{said[1:]}   {_last_words(card.chart, each)}"), index))
            if each.remark:
                lines.append((line(f"     remark: {each.remark}"), index))
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
    spans = line(*left, fit(shorten(name, room), room + 1), numbers, (word, trend), rest, (fit(mark, 4), mark_style(each)))
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
    body += _touches(card.chart, each, inner)
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


def _touches(chart: Chart, each: Weighed, width: int) -> list[Line]:
    notes = {note.id: note for note in chart.notes}
    lines = []
    for mark in marks(chart, each.objective.id)[:8]:
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
    body += [line(f"  {part}") for text in decision_words(card).split("; ") for part in wrap(text, inner - 2)]
    if card.review is not None and card.review.participants:
        body += [line(("With", "head")), line(f"  {', '.join(card.review.participants)}")]
    if card.draft_changes and card.changed is not None:
        body += [line(""), line((f"Plan v{card.changed.number}, signed with it", "head"))]
        body += [line(f"  {part}") for text in card.draft_changes[:6] for part in wrap(text, inner - 2)]
    foot = f"{desk.key('insert.statement')} adds a decision"
    return Box(width, height, title="WHAT IS DECIDED", foot=foot).draw([line(" ", *spans) for spans in body])


def next_box(desk: Desk, card: Card, width: int, here: bool, following: str) -> Block:
    """What the signature sets and signs, and what is still open."""
    wide = width >= 100
    when, sign = desk.key("review.when"), desk.key("sign.open")
    clocks = clocks_words(card)
    label = 14 if wide else 13
    change = f"{when} change: +6w, eoq, 30 apr" if wide else f"{when} change"
    nexts = next_words(card)
    inner = width - 4
    room = 40 if wide else inner - label - cells(change)
    row = line((f"{'Next review':<{label}}", "head"), fit(nexts, max(cells(nexts) + 2, room)), change)
    body = [row]
    if clocks:
        body.append(line((f"{'Payer':<{label}}", "head"), clocks))
    if wide:
        number_now = card.plan.number
        if card.changed is not None:
            changes = "; ".join(card.draft_changes) or "changed"
            body.append(line((f"{'Plan':<{label}}", "head"), f"becomes v{card.changed.number}: {changes}"))
        else:
            stays = f"stays v{number_now}, no change of wording"
            body.append(line((f"{'Plan':<{label}}", "head"), fit(stays, 40), f"(an edited line makes this v{number_now + 1})"))
    elif card.changed is not None:
        body.append(line((f"{'Plan':<{label}}", "head"), f"becomes v{card.changed.number}, signed with the review"))
    body.append(line((f"{'Still open':<{label}}", "head"), (still_open(card), "must" if card.gaps else "")))
    how = f"{sign}, your initials, {desk.key('sign.commit', Context.SIGN_INITIALS)}"
    tail = "" if wide or not following else f"next: {following}"
    gap = max(2, inner - label - cells(how) - cells(tail))
    body.append(line((f"{'Sign':<{label}}", "head"), how, " " * gap if tail else "", tail))
    if here:
        body[-1] = tint(fit_line(body[-1], width - 4), "cursor")
    shown = [shorten_line(line("> " if here and each is body[-1] else " ", *each), width - 2) for each in body]
    return Box(width, len(body) + 2, title="NEXT REVIEW AND SIGNATURE", focus=here).draw(shown)


def after_box(desk: Desk, coming: list[Waiting], width: int, height: int) -> Block:
    """What follows and about how long it takes."""
    counts = []
    for place, word in (("overdue", "more overdue"), ("now", "after an event"), ("this_week", "this week")):
        found = sum(1 for each in coming if each.place == place)
        counts += [f"{found} {word}"] if found else []
    title = f"AFTER THIS   {', '.join(counts) or 'nothing more is due'}"
    shown = coming[: max(0, height - 2)]
    names = [full_name(each.summary, desk.state.names) for each in shown]
    name_width = min(24, max([13, *map(cells, names)]))
    text_width = min(24, max([10, *(cells(each.text) for each in shown)]))
    body = []
    for name, each in zip(names, shown, strict=True):
        evidence = f"{count(each.summary.objectives, 'objective')}, {each.summary.with_evidence} with evidence"
        who = f" {fit(name, name_width)} {fit(each.text, text_width)} "
        body.append(line(who, fit(evidence, max(30, 84 - cells(who))), f"about {each.minutes} min"))
    return Box(width, height, title=title).draw(body)

