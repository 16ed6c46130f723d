"""Beside or below a note: the plan it can touch, the last visit, measures, and what was read so far."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantui.clinical.answers import AnswerFault
from plantui.clinical.marks import marks
from plantui.clinical.measuring import measures_due
from plantui.clinical.scoring import score
from plantui.clinical.standing import label
from plantui.clinical.trend import show, trend
from plantui.clinical.visits import kept
from plantui.model.chart import Chart
from plantui.model.event import EventKind
from plantui.model.note import Note
from plantui.model.plan import Goal, Objective
from plantui.practice.notes_homework import homework
from plantui.quickentry.mark import print_mark
from plantui.quickentry.messages import and_list
from plantui.quickentry.score import Score
from plantui.tui.desk.note import NotePage
from plantui.tui.desk.note_links import linkable
from plantui.tui.desk.note_typing import latest
from plantui.tui.desk.outline import numbers, says_more
from plantui.tui.desk.phrasebook import phrasebook
from plantui.tui.frame import Block, Box, Line, line, rule
from plantui.tui.frame.line import fit_line
from plantui.tui.paint.words import short_day
from plantui.tui.text import cells, fit, shorten, wrap

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Desk

SHOWN_SNIPPETS = 5
LEAST_COLUMN = 34
"""Below this many cells an objective has the row to itself."""


def plan_beside(desk: Desk, page: NotePage, width: int, height: int) -> Block:
    """The plan with the marks of this note, the last visit, measures, snippets; drawn anew when one of them changes."""
    chart = desk.practice.chart(page.chart)
    phrases = phrasebook(desk).snippets()
    given = (tuple(_given(desk, page).items()), page.reading(desk).scores, page.header)
    key = (id(chart), id(phrases), given, width, height, desk.now().date(), page.note)

    def make() -> tuple[object, Block]:
        return (chart, phrases), _beside(desk, page, chart, width, height)

    kept: tuple[object, Block] = desk.shown.keep("note side", key, make)
    return kept[1]


def _beside(desk: Desk, page: NotePage, chart: Chart, width: int, height: int) -> Block:
    inner = width - 3
    lines: list[Line] = [*_plan(desk, page, chart, inner)]
    lines += _part(_last_visit(chart, page, inner))
    lines += _part(_measures(desk, page, chart, inner))
    lines += _part(_snippets(desk, inner))
    version = label(chart) or "no plan"
    box = Box(width, height, title=f"PLAN {version}   what this note can touch")
    return box.draw([line(" ", *spans) for spans in lines])


def _part(lines: list[Line]) -> list[Line]:
    return [line(""), *lines] if lines else []


def _plan(desk: Desk, page: NotePage, chart: Chart, width: int) -> list[Line]:
    plan, _ = linkable(chart)
    if plan is None:
        return [line("No plan yet, so nothing to link.")]
    given = _given(desk, page)
    lines: list[Line] = []
    for problem in plan.problems:
        for goal in problem.goals:
            open_ones = [each for each in goal.objectives if each.status.open]
            if not open_ones:
                continue
            lines.append(line((f"{goal.code} ", "code"), shorten(_goal(goal), width - cells(goal.code) - 1)))
            for objective in open_ones:
                lines += _objective(desk, chart, objective, given, width)
    return lines or [line("No objective is open.")]


def _goal(goal: Goal) -> str:
    return f'"{goal.words}"' if goal.words else goal.title


def _given(desk: Desk, page: NotePage) -> dict[str, str]:
    """What this note says about each line so far, by the line's id."""
    found: dict[str, str] = {}
    for link in page.reading(desk).links:
        if link.node is None or link.replaced:
            continue
        if link.mark is not None:
            found[link.node] = print_mark(link.mark)
        else:
            found.setdefault(link.node, "*")
    return found


def _objective(desk: Desk, chart: Chart, objective: Objective, given: dict[str, str], width: int) -> list[Line]:
    mark = given.get(objective.id, ".")
    code = objective.code.removeprefix("g")
    style = "better" if mark.startswith("+") else "worse" if mark.startswith("-") else ""
    head = f"{code:<4} {objective.status.word} "
    room = width - cells(head) - 4
    left = aim(desk, chart, objective, room)
    lines = [line((head, "code"), fit(left, room), (f"{mark:>3} ", style))]
    touched = marks(chart, objective.id)
    if not touched:
        due = f"; due {short_day(objective.due)}" if objective.due is not None else ""
        lines.append(line(("     never touched" + due, "note")))
    return lines


def aim(desk: Desk, chart: Chart, objective: Objective, width: int) -> str:
    """GAD-7 15 -> 7, now 11: the words give way before the numbers do."""
    figures, steps = numbers(objective, desk.library.measures)
    if not figures:
        return shorten(objective.text, width)
    found = trend(chart, objective, desk.library.measures, desk.now().date())
    now = f", now {show(found.now)}" if found.now is not None else ""
    name = objective.text if says_more(objective, figures) and objective.label else figures
    rest = f" {steps}{now}"
    return f"{shorten(name, max(4, width - cells(rest)))}{rest}"


def _before(chart: Chart, page: NotePage) -> Note | None:
    """The last kept visit before this one."""
    earlier = [
        note for note in kept(chart) if note.id != page.note and page.header.date and note.date <= page.header.date
    ]
    return earlier[-1] if earlier else None


def _last_visit(chart: Chart, page: NotePage, width: int) -> list[Line]:
    last = _before(chart, page)
    if last is None:
        return [line(("FIRST VISIT", "head"))]
    lines = [line((f"LAST VISIT {short_day(last.date)}", "head"))]
    answered = {(task.note, task.text): task for task in homework(chart)}
    for name, texts in (("next:", last.next), ("hw:", last.homework)):
        for text in texts:
            task = answered.get((last.id, text))
            said = f" ({task.answer})" if name == "hw:" and task is not None and task.answer else ""
            for number, part in enumerate(wrap(f"{text}{said}", width - 8)[:3]):
                lines.append(line(f"  {name if not number else '':<6}{part}"))
    return lines


def _measures(desk: Desk, page: NotePage, chart: Chart, width: int) -> list[Line]:
    due = {each.measure: each for each in measures_due(chart, desk.library.measures)}
    typed = {each.measure: each for each in page.reading(desk).scores}
    ids = list(dict.fromkeys([*due, *typed]))
    if not ids:
        return []
    today = desk.now().date()
    lines = [line(("MEASURES", "head"))]
    for each in ids:
        known = desk.library.measures.get(each)
        name = known.short if known is not None else each
        last, fresh = latest(chart.measures, each), typed.get(each)
        if fresh is not None:
            total = total_of(desk, fresh)
            said, right = f"{total} today" if page.header.date == today else total, "(from this note)"
        else:
            said = (
                f"{show(last.total)} on {short_day(last.date)}"
                if last is not None and last.total is not None
                else "not yet"
            )
            day = due[each].day
            right = "due today" if day == today else f"due {short_day(day)}"
        late = fresh is None and due[each].day < today
        body = f"  {name:<7} {said}"
        lines.append(line(fit(body, width - cells(right) - 1), " ", (right, "overdue" if late else "")))
    return lines


def _snippets(desk: Desk, width: int) -> list[Line]:
    phrases = phrasebook(desk).snippets().phrases
    if not phrases:
        return []
    lines = [line(("SNIPPETS", "head"), "   type ;name then Tab")]
    for name, phrase in list(phrases.items())[:SHOWN_SNIPPETS]:
        lines.append(line((f"  ;{name}  ", "code"), shorten(" ".join(phrase.split()), width - cells(name) - 5)))
    return lines


# what was read


def total_of(desk: Desk, typed: Score) -> str:
    """The total of a score as it was typed; answers are added up by the measure's own rules."""
    if typed.total is not None:
        return show(typed.total)
    measure = desk.library.measures.get(typed.measure)
    try:
        total = score(measure, typed.items).total if measure is not None else None
    except AnswerFault:
        total = None
    return show(total) if total is not None else f"{len(typed.items)} answers"


def said_so_far(desk: Desk, page: NotePage, chart: Chart) -> tuple[str, str]:
    """The marks and scores read so far, and the lines found."""
    reading = page.reading(desk)
    facts: list[str] = []
    for link in reading.links:
        mark = "" if link.mark is None else f"  {print_mark(link.mark)}"
        facts.append(f"{link.code}{mark}{' (replaced)' if link.replaced else ''}")
    day = page.header.date
    for typed in reading.scores:
        known = desk.library.measures.get(typed.measure)
        total = total_of(desk, typed)
        last = latest(tuple(each for each in chart.measures if each.note != page.note), typed.measure)
        was = (
            f" (was {show(last.total)} on {short_day(last.date)})"
            if last is not None and last.total is not None
            else ""
        )
        on = f" on {short_day(day)}" if day is not None else ""
        facts.append(f"{known.short if known is not None else typed.measure} {total}{on}{was}")
    names = [
        name
        for name, texts in (
            ("homework", reading.homework),
            ("next time", reading.next),
            ("risk", reading.risk),
            ("off-plan", reading.off),
            ("who was there", reading.with_),
            ("feedback", reading.feedback),
        )
        if texts
    ]
    found = f"{and_list(names)} line{'' if len(names) == 1 else 's'} found" if names else ""
    return "     ".join(dict.fromkeys(facts)), found


def brief_words(desk: Desk, page: NotePage) -> str:
    """The same in one row: g1.1 +1, g1.2 0, PHQ-9 12, homework, next, risk."""
    reading = page.reading(desk)
    facts = [
        link.code if link.mark is None else f"{link.code} {print_mark(link.mark)}"
        for link in reading.links
        if not link.replaced
    ]
    for typed in reading.scores:
        known = desk.library.measures.get(typed.measure)
        total = total_of(desk, typed)
        facts.append(f"{known.short if known is not None else typed.measure} {total}")
    lines = (
        ("homework", reading.homework),
        ("next", reading.next),
        ("risk", reading.risk),
        ("off-plan", reading.off),
        ("with", reading.with_),
        ("feedback", reading.feedback),
    )
    return ", ".join(dict.fromkeys([*facts, *(name for name, texts in lines if texts)]))


def understood(desk: Desk, page: NotePage, width: int, height: int) -> list[Line]:
    """Everything that was read from the text, so that nothing is linked by surprise."""
    chart = desk.practice.chart(page.chart)
    facts, found = said_so_far(desk, page, chart)
    reading = page.reading(desk)
    rows: list[Line] = [line(f"  {part}") for part in wrap(facts, width - 2)[:2]] if facts else []
    rows += [line(f"  {found}")] if found else []
    wrong = [*(fault.message for fault in reading.faults), *(notice.message for notice in reading.notices)]
    rows += [line((f"  {shorten(said, width - 2)}", "must")) for said in wrong[:3]]
    needed = missing_risk(page, chart, desk)
    rows += [line((f"  {needed}", "must"))] if needed else []
    linked = {link.node for link in reading.links}
    open_ones = [each.code for each in linkable(chart)[1] if each.id not in linked]
    if open_ones and not page.locked:
        rows.append(line(f"  Not linked yet: {', '.join(open_ones)}"))
    if not rows:
        rows = [line("  nothing yet. #1.2+ links an objective and marks it")]
    lines = [rule(width), line("Read from the text" if page.locked else "Understood so far"), *rows]
    return (lines + [()] * height)[:height]


def missing_risk(page: NotePage, chart: Chart, desk: Desk) -> str:
    """What to say while an alert item is open and the note has no ``risk:`` line."""
    if page.reading(desk).risk or page.header.kind in ("missed", "cancelled"):
        return ""
    day = page.header.date
    waiting = [
        event.text
        for event in chart.events
        if event.kind is EventKind.RISK_ITEM and event.answered in ("", page.note) and day and event.date <= day
    ]
    return f"A risk: line is needed: {', '.join(waiting)} is open" if waiting else ""


def plan_below(desk: Desk, page: NotePage, width: int, height: int) -> Block:
    """The plan in two columns, the last visit and what was read, each on a line."""
    chart = desk.practice.chart(page.chart)
    inner = width - 4
    told = brief_words(desk, page)
    needed = missing_risk(page, chart, desk)
    reading = page.reading(desk)
    wrong = [*(fault.message for fault in reading.faults), *(notice.message for notice in reading.notices)]
    if wrong or needed:
        last_row = line((shorten((wrong or [needed])[0], inner), "must"))
    else:
        last_row = line(shorten(f"Understood  {told or 'nothing yet'}", inner))
    last = _before(chart, page)
    visit = ""
    if last is not None:
        visit = f"Last visit {short_day(last.date)}"
        visit += "".join(
            f"  {name} {'; '.join(texts)}" for name, texts in (("next:", last.next), ("hw:", last.homework)) if texts
        )
    rows = height - 2
    plan_rows = _columns(desk, page, chart, inner, max(1, rows - 2) if rows > 2 else 1)
    lines = [*plan_rows, *([line(shorten(visit, inner))] if visit and rows > 2 else []), last_row]
    version = label(chart) or "no plan"
    return Box(width, height, title=f"PLAN {version}").draw([line(" ", *spans) for spans in lines])


def _columns(desk: Desk, page: NotePage, chart: Chart, width: int, rows: int) -> list[Line]:
    """Open objectives, in two columns where there is room; what does not fit is counted."""
    given = _given(desk, page)
    _, objectives = linkable(chart)
    if not objectives:
        return [line("No objective is open.")]
    columns = 2 if width >= 2 * LEAST_COLUMN + 3 else 1
    each = (width - 3) // 2 if columns == 2 else width
    shown = objectives[: rows * columns]
    left = len(objectives) - len(shown)
    more = f"  +{left} more" if left else ""
    made = [_cell(desk, chart, objective, given, each) for objective in shown]
    if more:
        made[-1] = (*_cell(desk, chart, shown[-1], given, each - cells(more)), (more, "note"))
    half = -(-len(made) // columns)
    lines: list[Line] = []
    for at in range(half):
        right = made[at + half] if columns == 2 and at + half < len(made) else ()
        lines.append((*made[at], ("   ", ""), *right) if right else made[at])
    return lines


def _cell(desk: Desk, chart: Chart, objective: Objective, given: dict[str, str], width: int) -> Line:
    head = f"{objective.code.removeprefix('g'):<3} {objective.status.word} "
    room = width - cells(head) - 3
    mark = given.get(objective.id, ".")
    spans = line((head, "code"), fit(aim(desk, chart, objective, room), room), f"{mark:>3}")
    return fit_line(spans, width)
