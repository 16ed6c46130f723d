"""The plan pane: who it is, the tree with the line being typed in it, and what the line under the cursor means."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from plantui.clinical.drift import coverage
from plantui.clinical.reference import profile_of
from plantui.clinical.schedule import due
from plantui.clinical.standing import draft, label, plan_in_force, signed_day
from plantui.clinical.visits import kept, last_visit
from plantui.model.chart import Chart
from plantui.model.status import Status
from plantui.tui.desk.outline import TreeRow
from plantui.tui.desk.state import Pane
from plantui.tui.frame import Block, Box, Line, line, rule, scrolled
from plantui.tui.frame.line import fit_line, shorten_line, tint
from plantui.tui.paint.detail import detail_lines
from plantui.tui.paint.entry import entry_box
from plantui.tui.paint.words import full_name, long_day, short_name, year_day
from plantui.tui.text import cells, fit, shorten, wrap

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Desk

WIDE = 70
"""From this inner width the pane shows its long form."""


def plan_pane(desk: Desk, width: int, height: int) -> Block:
    """PLAN of the chosen client."""
    state = desk.state
    chart = desk.shown.chart()
    box = Box(
        width,
        height,
        title=_title(desk, chart, width - 2 >= WIDE),
        right=_standing(chart, desk.state.line is not None, width - 2 >= WIDE) if chart else "",
        foot=_foot(desk, width - 2 >= WIDE),
        focus=state.pane is Pane.PLAN,
    )
    if chart is None:
        return box.draw(_welcome(box.inner_width))
    head = _head(desk, chart, box.inner_width)
    room = box.inner_height - len(head)
    below = _below(desk, chart, box.inner_width, room)
    tree = _tree(desk, box.inner_width, room - len(below))
    return box.draw([*head, *tree, *below])


def _title(desk: Desk, chart: Chart | None, wide: bool) -> str:
    if chart is None:
        return "2 PLAN"
    summary = desk.practice.summary(chart.id)
    if summary is None:
        return f"2 PLAN  {chart.code}"
    names = desk.state.names
    name = full_name(summary, names) if wide else short_name(summary, names)
    shown = chart.code if name == chart.code else f"{name}  {chart.code}" if wide else f"{name} {chart.code}"
    found = f"  /{desk.state.tree.filter}" if desk.state.tree.filter else ""
    return f"2 PLAN  {shown}{found}" if wide else f"2 PLAN {shown}{found}"


def _standing(chart: Chart, adding: bool, wide: bool) -> str:
    words = label(chart)
    if not words:
        return "no plan"
    if "draft" in words:
        return f"{words}: adding" if adding and wide else words
    plan = plan_in_force(chart)
    day = signed_day(plan) if plan is not None else None
    if day is None:
        return f"{words} signed"
    return f"{words} signed {year_day(day)}" if wide else f"{words} signed {day.day} {day:%b}"


def _foot(desk: Desk, wide: bool) -> str:
    if desk.state.line is not None and desk.state.line.purpose in ("add", "edit"):
        return ""
    if desk.shown.plan() is None:
        return ""
    return "z folds   o add line   s status   + - = progress" if wide else "o add  s status  + - = progress"


def _head(desk: Desk, chart: Chart, width: int) -> list[Line]:
    """Who it is and when the review is due; what a draft amends."""
    today = desk.now().date()
    amends = _amends(chart)
    second = amends or _review(desk, chart, today, width >= WIDE)
    if width < WIDE:
        return [shorten_line(line(" ", second), width)] if second else []
    return [shorten_line(line(" ", _who(chart, today)), width), shorten_line(line(" ", second), width), line("")]


def _who(chart: Chart, today: date) -> str:
    client = chart.client
    parts = []
    if client.born is not None:
        age = today.year - client.born.year - ((today.month, today.day) < (client.born.month, client.born.day))
        parts.append(f"{age} y")
    codes = [dx.code for dx in sorted(chart.diagnoses, key=lambda dx: dx.rank) if dx.until is None]
    if codes:
        parts.append(", ".join(codes))
    if client.slot is not None:
        often = {1: "weekly", 2: "fortnightly"}.get(client.slot.every_weeks, f"every {client.slot.every_weeks} w")
        days = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
        parts.append(f"{days[client.slot.weekday]} {client.slot.time} {often}")
    visits = len(kept(chart))
    parts.append(f"{visits} visit{'' if visits == 1 else 's'}")
    if client.guardian is not None:
        parts.append(f"guardian {client.guardian.name}")
    if client.part2:
        parts.append("42 CFR Part 2")
    return "   ".join(parts)


def _amends(chart: Chart) -> str:
    begun, over = draft(chart), plan_in_force(chart)
    if begun is None or over is None:
        return ""
    day = signed_day(over)
    signed = f" (signed {day.day} {day:%b})" if day is not None else ""
    return f"Amending v{over.number}{signed}. v{over.number} stays in force until v{begun.number} is signed."


def _review(desk: Desk, chart: Chart, today: date, wide: bool) -> str:
    parts = []
    when = due(chart, profile_of(chart, desk.library))
    if when is not None:
        days = (when[0] - today).days
        distance = f"{-days} d late" if days < 0 else "today" if not days else f"in {days} d"
        formal = " formal" if when[1] == "formal" else ""
        parts.append(f"Review{formal} due {long_day(when[0])} ({distance})" if wide else f"Review{formal} {distance}")
    on_plan, written = coverage(chart)
    if written:
        parts.append(f"{on_plan} of {written} notes on plan" if wide else f"notes on plan {on_plan} of {written}")
    last = last_visit(chart)
    if wide and last is not None and last.next:
        parts.append(f"next: {last.next[0]}")
    return "   ".join(parts)


def _below(desk: Desk, chart: Chart, width: int, room: int) -> list[Line]:
    """The part under the tree: what the line under the cursor means."""
    least = 5 if width < WIDE else 10
    place = desk.shown.place()
    if room < least + 6 or place is None:
        return []
    space = max(least, min(room - len(desk.shown.tree_rows()) - 2, room // 2))
    if desk.state.line is not None and desk.state.line.purpose in ("add", "edit"):
        space = min(space, 4) if width >= WIDE else 0
    if space < 2:
        return []
    lead = rule(width, f"{place.node.code} under the cursor" if width >= WIDE else place.node.code, 3, _focused(desk))
    lines = detail_lines(desk, chart, place, width - 1)[: space - 1]
    return [lead, *(shorten_line(line(" ", *spans), width) for spans in lines)] + [line("")] * (space - 1 - len(lines))


def _focused(desk: Desk) -> bool:
    return desk.state.pane is Pane.PLAN


def _tree(desk: Desk, width: int, height: int) -> Block:
    """The visible part of the tree, with the open line at its place."""
    state = desk.state
    rows = desk.shown.tree_rows()
    if not rows and state.line is None:
        return tuple(fit_line(each, width) for each in _no_plan(desk, height))
    painted: list[Line] = []
    anchor = 0
    wide = width >= WIDE
    for index, row in enumerate(rows):
        if wide and index and row.depth == 0:
            painted.append(fit_line((), width))
        at = row.node == state.tree.cursor and not row.remark
        if at:
            anchor = len(painted)
        for part, spans in enumerate(_row_lines(row, width - 1, state.tree.wrap)):
            mark = ">" if at and part == 0 else " "
            full = fit_line((((mark, ""), *spans)), width)
            painted.append(tint(full, "cursor" if _focused(desk) else "here") if at else full)
    if state.line is not None and state.line.purpose in ("add", "edit"):
        box, place = entry_box(desk, width, rows)
        painted[place:place] = box
        anchor = place + len(box) - 1
        top = max(0, min(anchor - height + 1, len(painted) - height))
        if place - 1 < top:
            top = max(0, min(place - 1, len(painted) - height))
        top = max(top, anchor - height + 1)
    else:
        top = scrolled(state.tree.top, anchor, len(painted), height)
    state.tree.top = max(0, top)
    shown = tuple(painted[state.tree.top : state.tree.top + height])
    return shown + (((" " * width, ""),),) * (height - len(shown))


def _row_lines(row: TreeRow, width: int, wrapped: bool) -> list[Line]:
    """The lines of a row without the mark cell: one, or more when long lines are wrapped."""
    spans = _row_line(row, width)
    text = "".join(part for part, _ in spans)
    if not wrapped or cells(text) < width or row.depth == 2 or CUT_MARK not in text:
        return [spans]
    indent = " " * _INDENTS[row.depth]
    more = wrap(row.words, max(10, width - len(indent) - 4))
    first = line(indent, (f"{row.code} ", "code"), more[0])
    return [first, *(line(indent, " " * (cells(row.code) + 1), part) for part in more[1:])]


CUT_MARK = "~"
_INDENTS = (0, 2, 4, 9)
_NARROW_INDENTS = (0, 1, 2, 6)
_STATUS_STYLES = {Status.MET: "done", Status.STOPPED: "stopped", Status.HOLD: "stopped"}


def _row_line(row: TreeRow, width: int) -> Line:
    wide = width >= WIDE - 1
    style = _STATUS_STYLES.get(row.status, "") if row.status is not None else ""
    indent = " " * ((_INDENTS if wide else _NARROW_INDENTS)[row.depth])
    gap = "  " if wide else " "
    folded = " ..." if row.folded else ""
    if row.depth == 2:
        return _objective_line(row, width, indent, style, wide)
    status = f"{row.status.word} " if row.status in (Status.MET, Status.STOPPED, Status.HOLD) else ""
    head = f"{indent}{row.code}{gap}"
    room = width - cells(head) - cells(status) - (cells(row.right) + 2 if row.right else 0) - 1
    words = (
        fit(f"{row.words}{folded}", max(4, room)) if row.right else shorten(f"{row.words}{folded}", max(4, room + 1))
    )
    right = f" {row.right} " if row.right else ""
    return fit_line(
        line((head, "code"), (status, style), (words, style or ("must" if row.code == "!" else "")), right), width
    )


def _objective_line(row: TreeRow, width: int, indent: str, style: str, wide: bool) -> Line:
    """`g1.1 act GAD-7 15 -> 7   now 11 better  +1  12 May`."""
    word = row.status.word if row.status is not None else "new"
    trend_style = row.trend if row.trend in ("better", "worse") else ""
    due_text = f"{row.due.day} {row.due:%b}" if row.due is not None else ""
    if wide:
        now = f"now {row.now} {row.trend}" if row.now and row.trend else row.trend
        right = line((fit(now, 16), trend_style), (fit(row.mark, 3, align=">"), ""), "  ", fit(due_text, 6), "      ")
    else:
        now = f"{row.now} {row.trend[:4]}" if row.now and row.trend not in ("no data", "") else row.trend
        right = line((fit(now, 9, align=">"), trend_style), (fit(row.mark, 4, align=">"), ""), "  ")
    used = sum(cells(text) for text, _ in right)
    head = f"{indent}{row.code} "
    room = max(6, width - cells(head) - 4 - used - 1)
    text = _objective_words(row, room)
    return fit_line(line((head, "code"), (f"{word} ", style), (fit(text, room), style), " ", *right), width)


def _objective_words(row: TreeRow, room: int) -> str:
    """Text and numbers in the room there is: the text is cut first, the numbers never while they fit."""
    folded = " ..." if row.folded else ""
    if not row.figures:
        return f"{row.words}{folded}"
    if not row.words:
        return f"{row.figures}{folded}"
    whole = f"{row.words}, {row.figures}{folded}"
    if cells(whole) <= room:
        return whole
    left = room - cells(row.figures) - cells(folded) - 2
    return f"{shorten(row.words, left)}  {row.figures}{folded}" if left >= 9 else f"{row.figures}{folded}"


def _no_plan(desk: Desk, height: int) -> list[Line]:
    if desk.state.tree.filter:
        return [line(f" Nothing matches /{desk.state.tree.filter}. Esc clears it.")] + [line("")] * (height - 1)
    if desk.shown.plan() is not None:
        said = ["The draft is empty. a p adds the first problem."]
    else:
        said = [
            "No plan yet. a p starts one (about 4 minutes).",
            "",
            "Worry that keeps her up at night; dx F41.1; aeb awake 2 h on 5 nights",
            "    a problem, with what shows it",
            '"I want my nights back" Sleep through',
            "    a goal, in the client's words",
            "GAD-7 15 -> 7 by +12w; client logs worry; clinician reviews the log",
            "    an objective: a number and a date",
            "CBT: worry postponement; weekly",
            "    an intervention",
            "",
            "Enter keeps a line, Tab goes one kind deeper.",
        ]
    lines = [line(""), *(line(f"  {text}") for text in said)]
    return lines[:height] + [line("")] * (height - len(lines))


def _welcome(width: int) -> list[Line]:
    said = [
        "A plan here is one page:",
        "",
        "  problem         what brings them                     1 to 3",
        "    goal          in their own words                   1 or 2 each",
        "      objective   a number or a yes, and a date        2 or 3 each",
        "        intervention   what you will do                1 or 2 each",
        "",
        "Everything can change later. A signed plan is amended,",
        "never locked shut.",
        "",
        "First client          a c     Last, First",
        "First plan            a p     about 4 minutes",
    ]
    return [line(""), *(shorten_line(line(f" {text}"), width) for text in said)]
