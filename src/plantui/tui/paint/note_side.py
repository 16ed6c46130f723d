"""Beside or below a note: the plan it can touch, the last visit, measures, and what was read so far."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantui.clinical.marks import marks
from plantui.clinical.measuring import measures_due
from plantui.clinical.standing import label
from plantui.clinical.trend import show, trend
from plantui.clinical.visits import kept
from plantui.model.chart import Chart
from plantui.model.note import Note
from plantui.model.plan import Goal, Objective
from plantui.practice.notes_homework import homework
from plantui.quickentry.mark import print_mark
from plantui.tui.desk.note import NotePage
from plantui.tui.desk.note_links import linkable
from plantui.tui.desk.note_typing import latest
from plantui.tui.desk.outline import numbers, says_more
from plantui.tui.desk.phrasebook import phrasebook
from plantui.tui.frame import Block, Box, Line, line
from plantui.tui.frame.line import fit_line
from plantui.tui.paint.note_understood import brief_words, filing_words, missing_risk, total_of
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
    version = label(chart) or "none yet"
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


def plan_below(desk: Desk, page: NotePage, width: int, height: int) -> Block:
    """The plan in two columns, the last visit and what was read, each on a line."""
    chart = desk.practice.chart(page.chart)
    inner = width - 4
    told = brief_words(desk, page)
    needed = missing_risk(page, chart, desk)
    reading = page.reading(desk)
    wrong = [f"{each.code} {each.message}" for each in reading.faults]
    wrong += [f"{each.code} {each.message}" for each in reading.notices]
    if wrong or needed:
        last_row = line((shorten((wrong or [needed])[0], inner), "must"))
    else:
        filing = filing_words(desk, page, chart)
        last_row = line(shorten(f"Understood  {told or 'nothing yet'}{f'   {filing}' if filing else ''}", inner))
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
    version = label(chart) or "none yet"
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
