"""A measure being keyed: its rows, and what they come to so far."""

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
from plantui.quickentry.datewords import describe_date
from plantui.tui.desk.measure import MeasurePage, matches
from plantui.tui.desk.measure_choice import Choice
from plantui.tui.desk.measure_form import MeasureForm
from plantui.tui.desk.measure_rows import Row
from plantui.tui.desk.naming import full_name, short_name
from plantui.tui.frame import Block, Box, Line, block, line, scrolled, stack
from plantui.tui.frame.line import fit_line, tint
from plantui.tui.paint.field import field_lines
from plantui.tui.paint.layout import WIDE
from plantui.tui.paint.words import year_day
from plantui.tui.text import cells, fit, shorten, wrap

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Desk

LEVELS = {
    "prompt": "ask in this meeting",
    "urgent": "ask now and record the outcome",
    "emergency": "stay with the client and follow your protocol",
}
"""Level of an alert -> what it asks of a person. None of them says how great a danger is."""
SUMMARY_ROWS = 6
_LABEL = 10


def measure_page(desk: Desk, page: MeasurePage, width: int, height: int) -> Block:
    """The page, its own first row included."""
    chart = desk.practice.chart(page.chart)
    head = _head(desk, page, width)
    low = min(SUMMARY_ROWS, max(4, height - 8))
    if page.asking == "other":
        return (head, *_search(desk, page, width, height - 1))
    form = page.form
    assert form is not None
    body = _rows_box(desk, page, form, width, height - 1 - low)
    return (head, *stack(body, _so_far(desk, page, form, chart, width, low)))


def follow_measure(desk: Desk, page: MeasurePage) -> None:
    """Keep the row under the cursor in view."""
    height = desk.state.height - 2
    if page.asking == "other":
        count = len(matches(desk, page))
        page.cursor = max(0, min(page.cursor, count - 1))
        page.top = scrolled(page.top, page.cursor, count, height - 5)
        return
    form = page.form
    if form is None:
        return
    room = height - 1 - min(SUMMARY_ROWS, max(4, height - 8)) - 2
    lines = _placed(form)
    at = next((n for n, row in enumerate(lines) if row is not None and row == form.at), len(lines) - 1)
    page.top = scrolled(page.top, at, len(lines), room)


def _head(desk: Desk, page: MeasurePage, width: int) -> Line:
    summary = desk.practice.summary(page.chart)
    wide = width >= WIDE
    named = (full_name if wide else short_name)(summary, desk.state.names) if summary is not None else ""
    code = summary.code if summary is not None else ""
    who = named if named == code else f"{named} {code}"
    form = page.form
    title = form.asked.title if form is not None and page.asking != "other" else "MEASURES"
    today = desk.now().date()
    day = page.day or today
    when = "today" if day == today else year_day(day)
    row = form.row if form is not None and not page.asking else None
    rights = []
    if row is not None and row.single:
        rights.append(f"{row.range_words} answer")
    if form is not None and form.asked.measure is not None and form.asked.measure.entry == "items":
        key = desk.key("measure.total", Context.MEASURE)
        rights.append(f"{key} the items" if form.total_only else f"{key} total only")
    right = "   ".join(rights) if page.asking == "" else ""
    left = shorten(f" {title}   {who}   {when}", width - cells(right) - 2)
    return fit_line(line((left + " " * max(1, width - cells(left) - cells(right) - 1) + right, "bar")), width, "bar")


# the rows


def _placed(form: MeasureForm) -> list[int | None]:
    """What stands in each line of the box: the place of a row, None for an empty line."""
    placed: list[int | None] = []
    rows = form.rows
    for place, row in enumerate(rows):
        if row.optional and place and not rows[place - 1].optional:
            placed.append(None)
        placed.append(place)
    return placed


def _rows_box(desk: Desk, page: MeasurePage, form: MeasureForm, width: int, height: int) -> Block:
    rows, last = form.rows, _last(desk.practice.chart(page.chart), form)
    skipped = form.skipped
    placed = _placed(form)
    room = height - 2
    lead = [None] if len(placed) < room else []
    lines: list[Line] = []
    for place in [*lead, *placed][page.top : page.top + room]:
        lines.append(line("") if place is None else _row(form, rows[place], place, skipped, last, width - 2))
    measure = form.asked.measure
    recall = str(measure.facts.get("recall", "")) if measure is not None else ""
    title = f"{form.asked.title}, {recall}" if recall else form.asked.title
    if form.total_only and measure is not None:
        title = f"{measure.short}, total only"
    hidden = len(placed) - room
    right = f"{form.at + 1 if form.at < len(rows) else len(rows)} of {len(rows)}" if hidden > 0 else ""
    return Box(width, height, title=title, right=right, foot=_foot(form), focus=True).draw(lines)


def _foot(form: MeasureForm) -> str:
    row = form.row or (form.rows[-1] if form.rows else None)
    if row is None:
        return ""
    if not row.low_cue and not row.high_cue:
        return "key in what the client's own form says" if form.asked.measure is not None else "their own count"
    low, high = (row.values[0], row.values[-1]) if row.values else (row.low, row.high)
    if row.shifted:
        ends = f"0 is {low} {row.low_cue}, {len(row.values) - 1} is +{high} {row.high_cue}"
    else:
        ends = f"{low} {row.low_cue}, {high} {row.high_cue}"
    declined = ", 9 would not answer" if row.declinable else ""
    return f"key in the answers from the client's own form: {ends}{declined}"


def _row(
    form: MeasureForm, row: Row, place: int, skipped: dict[str, Number | str], last: dict[str, str], width: int
) -> Line:
    here = place == form.at
    given = form.answers.get(row.key)
    if here and form.typed:
        said = f"{form.typed}_"
    elif given is not None:
        said = "no answer" if given == "declined" else f"{given:+}" if row.shifted else f"{given}"
    elif row.key in skipped:
        said = f"({skipped[row.key]} left out)"
    else:
        said = "_" if here else ""
    label = f"{row.label} (Enter skips)" if row.optional else row.label
    before = f"last {last[row.key]}" if row.key in last else ""
    right = 15 if width >= 60 else 9
    room = max(4, width - 8 - right - 10)
    spans = line(
        f"{'>' if here else ' '} {row.number:>2}  ",
        (fit(shorten(label, room), room), "ask" if row.risk else ""),
        (f"{said:>9}", "strong"),
        f"   {before:<{right - 3}}",
    )
    spans = fit_line(spans, width)
    return tint(spans, "cursor") if here else spans


def _last_score(chart: Chart, form: MeasureForm) -> Score | None:
    measure, objective = form.asked.measure, form.asked.objective
    own = [
        score
        for score in chart.measures
        if (measure is not None and score.measure == measure.id)
        or (objective is not None and score.objective == objective.id)
    ]
    return max(own, key=lambda score: (score.date, score.at, score.id), default=None)


def _last(chart: Chart, form: MeasureForm) -> dict[str, str]:
    """Key of the row -> what was keyed there the last time."""
    score = _last_score(chart, form)
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


# what it comes to


def _so_far(desk: Desk, page: MeasurePage, form: MeasureForm, chart: Chart, width: int, height: int) -> Block:
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
    lines = [line(" ", (f"{label:<{_LABEL}}", "head"), (words, style)) for label, words, style in facts]
    last, feeds = _last_score(chart, form), _fed(chart, form, page.day or desk.now().date())
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
    from plantui.quickentry import LineFault, parse_date

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
        yield "Total", "nothing keyed yet", ""
    else:
        yield "Total", f"{show(form.sum_so_far)} of {len(done)} item{'' if len(done) == 1 else 's'}", ""
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


def _change(
    desk: Desk, chart: Chart, form: MeasureForm, feeds: tuple[Objective, ...], total: Number, day: date
) -> str:
    """What the score changes: since the last review where an objective is measured by it, else since the last score."""
    measure = form.asked.measure
    last = _last_score(chart, form)
    if feeds:
        trial = Score(
            id="trial",
            date=day,
            at=desk.now(),
            measure=measure.id if measure is not None else "",
            objective="" if measure is not None else feeds[0].id,
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
    rows = {int(key[5:]): given for key, given in form.answers.items() if key.startswith("item ")}
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
        yield "Safety", f"{words}: {LEVELS[found.level]}; Enter asks for a risk line", "must"
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


# looking for another measure


def _search(desk: Desk, page: MeasurePage, width: int, height: int) -> Block:
    found = matches(desk, page)
    inner = width - 4
    room = height - 4
    top = page.top
    body: list[Line] = [*field_lines(page.line, inner, 1)[0], line("")]
    body += choice_lines(found, page.cursor, top, room, inner)
    accept, close = desk.key("pick.accept", Context.PICK), desk.key("ui.cancel")
    foot = f"{accept} key it   {close} back"
    box = Box(width, height, title="A MEASURE", foot=foot, foot_right=f"{len(found)} found", focus=True)
    return box.draw([line(" ", *spans) for spans in block(body, inner, height - 2)])


def choice_lines(found: list[Choice], cursor: int, top: int, room: int, width: int) -> list[Line]:
    """Measures in a list: short name, what it measures, what it is to this client."""
    lines: list[Line] = []
    remark = min(26, max(0, width - 40))
    for place, choice in enumerate(found[top : top + room], top):
        measure = choice.measure
        spans = line(
            f"{'>' if place == cursor else ' '} ",
            (fit(shorten(measure.short, 16), 17), "strong"),
            fit(shorten(measure.construct, max(4, width - 20 - remark)), max(4, width - 19 - remark)),
            fit(shorten(choice.remark, remark), remark),
        )
        lines.append(tint(fit_line(spans, width), "selected") if place == cursor else spans)
    return lines or [line("  No measure fits.")]
