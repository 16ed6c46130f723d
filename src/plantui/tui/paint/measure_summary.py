"""What a measure being keyed comes to: the total with its band, what changed, what it feeds, what it asks for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

import msgspec

from plantui.clinical.phrase import short_day
from plantui.clinical.risk import Alert, alert
from plantui.clinical.trend import show, trend
from plantui.keys.context import Context
from plantui.model.base import Number
from plantui.model.chart import Chart
from plantui.model.plan import Objective
from plantui.model.score import Score
from plantui.practice.commands.measures import fed_objectives
from plantui.practice.measure_form import MeasureForm
from plantui.quickentry import LineFault, parse_date
from plantui.quickentry.datewords import describe_date
from plantui.tui.desk.measure import MeasurePage
from plantui.tui.frame import Block, Box, Line, line
from plantui.tui.paint.field import field_lines
from plantui.tui.text import cells, shorten, wrap

if TYPE_CHECKING:
    from plantui.clinical.answers import Answer
    from plantui.tui.desk.desk import Desk

LEVELS = {
    "prompt": "ask in this meeting",
    "urgent": "ask now and record the outcome",
    "emergency": "stay with the client and follow your protocol",
}
"""Level of an alert -> what it asks of a person. None of them says how great a danger is."""
_LABEL = 10


def so_far(desk: Desk, page: MeasurePage, form: MeasureForm, chart: Chart, width: int, height: int) -> Block:
    """The box under the rows: what is known so far, or the field that asks for the day or the risk line."""
    inner = width - 4
    if page.asking == "date":
        return _field_box(desk, page, "day the answers are of", _day_words(desk, page), width, height)
    if page.asking == "risk":
        found = _alert(form)
        title = f"{'; '.join(_alert_words(form, found))}: what did you ask, what did you find?"
        action = found.fired[-1].action if found.fired else ""
        said = [(part, "ask") for part in wrap(action, inner)]
        return _field_box(desk, page, title, said, width, height)
    facts = _facts(desk, page, form, chart)
    room = width - 4 - _LABEL
    lines = [line(" ", (f"{label:<{_LABEL}}", "head"), (shorten(words, room), style)) for label, words, style in facts]
    last, feeds = last_score(chart, form, with_total=True), _fed(chart, form, page.day or desk.now().date())
    if lines and (last is not None or feeds):
        lines[0] = _with_right(lines[0], _last_words(last, feeds), inner + 1)
    return Box(width, height, title="so far").draw(lines[: height - 2])


def _field_box(
    desk: Desk, page: MeasurePage, title: str, said: list[tuple[str, str]], width: int, height: int
) -> Block:
    inner, room = width - 4, height - 2
    body = field_lines(page.line, inner, max(1, room - 2))[0]
    if page.problem:
        said = [(part, "must") for part in wrap(page.problem, inner)]
    body = [*body, *(line(each) for each in said)][:room]
    keep = f"{desk.key('line.commit', Context.LINE)} keep   {desk.key('ui.cancel')} "
    foot = keep + ("leave it open" if page.asking == "risk" else "as it was")
    return Box(width, height, title=title, foot=foot, focus=True).draw([line(" ", *spans) for spans in body])


def _day_words(desk: Desk, page: MeasurePage) -> list[tuple[str, str]]:
    text, today = page.line.text.strip(), desk.now().date()
    try:
        day = parse_date(text, desk.shown.lexicon(), "past") if text else today
    except LineFault:
        return [("...", "preview")]
    return [(f"= {describe_date(day, today)}", "preview")]


def _with_right(left: Line, right: str, width: int) -> Line:
    used = sum(cells(text) for text, _ in left)
    if used + cells(right) + 2 > width:
        return left
    return (*left, (" " * (width - used - cells(right)), ""), (right, ""))


def _last_words(last: Score | None, feeds: tuple[Objective, ...]) -> str:
    parts = []
    if last is not None and last.total is not None:
        parts.append(f"last total {show(last.total)} ({short_day(last.date)})")
    goal = next((each.target for each in feeds if each.target is not None), None)
    if goal is not None:
        parts.append(f"goal {show(goal)}")
    return ", ".join(parts)


def _fed(chart: Chart, form: MeasureForm, day: date) -> tuple[Objective, ...]:
    measure, objective = form.asked.measure, form.asked.objective
    trial = Score(
        id="trial",
        date=day,
        at=chart.made,
        measure=measure.id if measure is not None else "",
        objective=objective.id if objective is not None else "",
    )
    return fed_objectives(chart, trial)


def _facts(desk: Desk, page: MeasurePage, form: MeasureForm, chart: Chart) -> Iterator[tuple[str, str, str]]:
    """Label, words and style of each line: the total with its band, what changed, what it feeds, what it asks for."""
    measure, day = form.asked.measure, page.day or desk.now().date()
    scored = form.scored
    rows = [row for row in form.rows if not row.optional]
    done = [row for row in rows if row.key in form.answers]
    own = form.answers.get("total")
    finished = form.at >= len(rows)
    total = scored.total if scored is not None else own if not isinstance(own, str) else None
    if total is not None and (finished or not form.blank or "total" in form.answers):
        band = f"  {scored.band}" if scored is not None and scored.band else ""
        prorated = "  prorated" if scored is not None and scored.prorated else ""
        yield "Total", f"{show(total)}{band}{prorated}", "strong"
    elif not form.answers:
        step = desk.key("measure.save", Context.MEASURE)
        typed = f"{form.typed}, when {step} keeps it" if form.typed and len(rows) == 1 else "nothing keyed yet"
        yield "Total", typed, ""
    else:
        yield "Total", f"{show(form.sum_so_far)} so far, {len(done)} of {len(rows)} items", ""
        total = None
    feeds = _fed(chart, form, day)
    if total is not None:
        yield "Change", _change(desk, chart, form, feeds, total, day), ""
    elif finished and form.missing_words:
        yield "Missing", form.missing_words, "ask"
    if total is not None and form.missing_words:
        yield "Missing", form.missing_words, "ask"
    if feeds:
        yield "Feeds", "; ".join(_aim(each, measure.short if measure is not None else "") for each in feeds), ""
    yield from _risk(form)


def _change(desk: Desk, chart: Chart, form: MeasureForm, feeds: tuple[Objective, ...], total: Number, day: date) -> str:
    """What the score changes: since the last review where an objective is measured by it, else since the last score."""
    measure = form.asked.measure
    last = last_score(chart, form, with_total=True)
    if feeds:
        trial = Score(
            id="trial",
            date=day,
            at=desk.now(),
            measure=measure.id if measure is not None else "",
            objective="" if form.asked.objective is None else feeds[0].id,
            total=total,
        )
        tried = msgspec.structs.replace(chart, measures=(*chart.measures, trial))
        found = trend(tried, feeds[0], desk.library.measures)
        if found.change is not None:
            return found.reason
    if last is None or last.total is None:
        return "the first score"
    by = total - last.total
    if not by:
        return f"{show(last.total)} -> {show(total)}: no change"
    if measure is None or measure.direction == "set_per_use":
        return f"{show(last.total)} -> {show(total)}"
    better = (by < 0) == (measure.direction == "higher_worse")
    return f"{show(last.total)} -> {show(total)}: {'better' if better else 'worse'} by {show(abs(by))}"


def _aim(objective: Objective, name: str) -> str:
    start = "?" if objective.baseline is None else show(objective.baseline)
    aim = f" {start} -> {show(objective.target)}" if objective.target is not None else ""
    return f"{objective.code} {name or objective.label}{aim}"


def _alert(form: MeasureForm) -> Alert:
    measure = form.asked.measure
    assert measure is not None
    rows: dict[int, Answer] = {int(key[5:]): given for key, given in form.answers.items() if key.startswith("item ")}
    fields = {key: given for key, given in form.answers.items() if not isinstance(given, str)}
    own = form.answers.get("total")
    scored = form.scored
    total = scored.total if scored is not None else own if not isinstance(own, str) else None
    return alert(measure, rows, total, fields)


def _alert_words(form: MeasureForm, found: Alert) -> list[str]:
    words = []
    for number in found.items:
        given = form.answers.get(f"item {number}")
        words.append(f"Item {number} was not answered" if given == "declined" else f"Item {number} is {given}")
    for rule in found.fired:
        if rule.on == "total":
            words.append(f"The total is {rule.op} {rule.value}")
        elif rule.on == "field":
            words.append(f"{(rule.label or rule.field or '').capitalize()} {form.answers.get(rule.field or '')}")
    return list(dict.fromkeys(words))


def _risk(form: MeasureForm) -> Iterator[tuple[str, str, str]]:
    measure = form.asked.measure
    if measure is None or not measure.risk_rules:
        return
    found = _alert(form)
    if found.fired:
        words = "; ".join(_alert_words(form, found))
        yield "Safety", f"{words}: {LEVELS[found.level]}", "must"
        return
    items = sorted({rule.item for rule in measure.risk_rules if rule.on == "item" and rule.item})
    rules = [rule for rule in measure.risk_rules if rule.on == "item" and rule.item in items]
    if items:
        first = min((rule for rule in rules if rule.item == items[0]), key=lambda rule: rule.value)
        above = f"{first.value} or more" if first.op == ">=" and first.value > 1 else "above 0"
        listed = ", ".join(map(str, items))
        yield f"Item {listed}", f"{above} asks you for a risk line before saving", ""
    else:
        yield "Safety", "an answer may ask you for a risk line before saving", ""


def last_score(chart: Chart, form: MeasureForm, *, with_total: bool = False) -> Score | None:
    """The latest score of what is keyed, on request the latest that came to a total."""
    measure, objective = form.asked.measure, form.asked.objective
    own = [
        score
        for score in chart.measures
        if not (with_total and score.total is None)
        and (
            score.measure == (measure.id if measure is not None else "")
            and (objective is None or score.objective == objective.id or (score.measure and not score.objective))
        )
    ]
    return max(own, key=lambda score: (score.date, score.at, score.id), default=None)


def last_keyed(chart: Chart, form: MeasureForm) -> dict[str, str]:
    """Key of the row -> what was keyed there the last time."""
    score = last_score(chart, form)
    if score is None:
        return {}
    found = {name: show(value) for name, value in score.beside.items()}
    measure = form.asked.measure
    if measure is not None and score.answers:
        numbers = [cue.n for cue in measure.items] or range(1, len(score.answers) + 1)
        answers = zip(numbers, score.answers, strict=False)
        found |= {f"item {n}": "blank" if given is None else show(given) for n, given in answers}
    if score.total is not None:
        found["total"] = show(score.total)
    return found
