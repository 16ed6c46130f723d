"""The plan pane: who it is, the tree with the line being typed in it, and what the line under the cursor means."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from plantui.clinical.drift import coverage
from plantui.clinical.reference import profile_of
from plantui.clinical.retention import RetentionRule, retention
from plantui.clinical.schedule import due
from plantui.clinical.standing import draft, label, plan_in_force, signed_day
from plantui.clinical.visits import kept, last_visit
from plantui.keys.edge import edge
from plantui.model.chart import Chart
from plantui.tui.desk.drafting import changes
from plantui.tui.desk.naming import full_name, short_name
from plantui.tui.desk.state import Pane
from plantui.tui.desk.ticking import in_range
from plantui.tui.frame import Block, Box, Line, line, rule
from plantui.tui.frame.line import fit_line, shorten_line, tint
from plantui.tui.paint.detail import detail_lines, draft_lines
from plantui.tui.paint.entry import entry_box
from plantui.tui.paint.labels import labelled
from plantui.tui.paint.layout import WIDE_PLAN, Size
from plantui.tui.paint.view import drawn_tree, parts_of_plan
from plantui.tui.paint.welcome import no_plan, welcome
from plantui.tui.paint.words import count, hints, long_day, year_day

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Desk

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def plan_pane(desk: Desk, size: Size) -> Block:
    """PLAN of the chosen client."""
    state = desk.state
    chart = desk.shown.chart()
    inner = size.inner
    wide = inner.width >= WIDE_PLAN
    box = Box(
        *size,
        title=_title(desk, chart, wide),
        right=_standing(desk, chart, wide) if chart else "",
        foot=_foot(desk, inner.width - 4),
        focus=state.pane is Pane.PLAN,
    )
    if chart is None:
        if desk.shown.damage():
            from plantui.tui.paint.trouble import damage_lines

            return box.draw([line(""), *damage_lines(desk, inner.width)])
        return box.draw(welcome(desk, inner.width) if not desk.shown.lists.anybody() else [])
    parts = parts_of_plan(desk)
    head = head_lines(desk, chart, inner.width)[: parts.head]
    tree = _tree(desk, inner.width, parts.tree)
    below = _below(desk, chart, inner.width, parts.below)
    return box.draw([*head, *tree, *below])


def typing_here(desk: Desk) -> bool:
    """Whether a line is open in the tree."""
    entry = desk.state.line
    return entry is not None and entry.purpose in ("add", "edit") and not entry.on_page


def _title(desk: Desk, chart: Chart | None, wide: bool) -> str:
    if chart is None:
        return "2 PLAN"
    summary = desk.practice.summary(chart.id)
    names = desk.state.names
    name = "" if summary is None else full_name(summary, names) if wide else short_name(summary, names)
    shown = chart.code if name in ("", chart.code) else f"{name}  {chart.code}" if wide else f"{name} {chart.code}"
    typed = desk.state.filter_of(Pane.PLAN)
    found = f"  /{typed}" if typed else ""
    return f"2 PLAN  {shown}{found}" if wide else f"2 PLAN {shown}{found}"


def _standing(desk: Desk, chart: Chart, wide: bool) -> str:
    words = label(chart)
    if not words:
        return "no plan"
    if "draft" in words:
        entry = desk.state.line
        adding = entry is not None and entry.purpose == "add" and wide
        return f"{words}: adding" if adding else words
    plan = plan_in_force(chart)
    day = signed_day(plan) if plan is not None else None
    if day is None:
        return f"{words} signed"
    return f"{words} signed {year_day(day)}" if wide else f"{words} signed {day.day} {day:%b}"


def _foot(desk: Desk, width: int) -> str:
    ticks = desk.state.tree.ticks.union(in_range(desk, Pane.PLAN))
    if ticks:
        hidden = len(ticks.difference(desk.shown.keys(Pane.PLAN)))
        return f"{len(ticks)} ticked{f' ({hidden} hidden)' if hidden else ''}"
    if typing_here(desk) or desk.shown.plan() is None:
        return ""
    wide = width + 6 >= WIDE_PLAN
    return hints(edge("plan", width, desk.keymap, wide=wide), wide=wide)


def head_lines(desk: Desk, chart: Chart, width: int) -> list[Line]:
    """Who it is and when the review is due; what a draft amends."""
    today = desk.now().date()
    wide = width >= WIDE_PLAN
    key = (id(chart), today, width, desk.state.names)

    def make() -> tuple[Chart, list[Line]]:
        second = amends(chart, wide=wide) or _kept_until(desk, chart, wide) or _review(desk, chart, today, wide)
        who = _who(chart, today, desk.state.names)
        if not wide:
            return chart, [shorten_line(line(" ", second or who), width)]
        count_of = len(changes(chart))
        right = f"{count(count_of, 'change')} " if amends(chart) else ""
        first = shorten_line(line(" ", who), width)
        return chart, [first, _with_right(f" {second}", right, width), line("")]

    kept: tuple[Chart, list[Line]] = desk.shown.keep("head", key, make)
    return kept[1]


def _with_right(left: str, right: str, width: int) -> Line:
    spans = shorten_line(line(left), width - len(right))
    return (*spans, *line(right))


def _who(chart: Chart, today: date, names: str) -> str:
    client = chart.client
    parts = []
    if client.born is not None:
        age = today.year - client.born.year - ((today.month, today.day) < (client.born.month, client.born.day))
        parts.append(f"{age} y")
    ranked = [dx for dx in sorted(chart.diagnoses, key=lambda dx: dx.rank) if dx.until is None]
    if ranked:
        parts.append(", ".join(f"{dx.code} {dx.title}".strip() for dx in ranked))
    if client.slot is not None:
        often = {1: "weekly", 2: "fortnightly"}.get(client.slot.every_weeks, f"every {client.slot.every_weeks} w")
        parts.append(f"{DAYS[client.slot.weekday]} {client.slot.time} {often}")
    parts.append(count(len(kept(chart)), "visit"))
    if client.guardian is not None:
        parts.append(f"guardian {client.guardian.name}" if names == "full" else "has a guardian")
    if client.part2:
        parts.append("42 CFR Part 2")
    return "   ".join(parts)


def amends(chart: Chart, *, wide: bool = True) -> str:
    """What a draft amends; empty when there is nothing in force under it."""
    begun, over = draft(chart), plan_in_force(chart)
    if begun is None or over is None:
        return ""
    day = signed_day(over)
    signed = f" (signed {day.day} {day:%b})" if day is not None else ""
    if not wide:
        return f"v{over.number} stays in force until v{begun.number} is signed."
    return f"Amending v{over.number}{signed}. v{over.number} stays in force until v{begun.number} is signed."


def _kept_until(desk: Desk, chart: Chart, wide: bool) -> str:
    """How long the chart of an ended treatment is kept; empty while it goes on."""
    settings = desk.settings
    rule = RetentionRule(settings.retention_years, settings.retention_after_majority, settings.retention_majority)
    found = retention(chart, rule)
    if found is None:
        return ""
    said = f"Keep until {year_day(found.until)}"
    return f"{said} ({found.reason})" if wide else said


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


def _tree(desk: Desk, width: int, height: int) -> Block:
    """The visible part of the tree, with the open line at its place."""
    state = desk.state
    drawn = drawn_tree(desk)
    if not drawn.lines and not typing_here(desk):
        return tuple(fit_line(each, width) for each in no_plan(desk, width, height))
    focus = state.pane is Pane.PLAN
    ticks = state.tree.ticks.union(in_range(desk, Pane.PLAN))

    def painted(at: int) -> Line:
        owner = drawn.owners[at]
        first = drawn.starts.get(owner) == at
        here = bool(owner) and owner == state.tree.cursor
        mark = (">" if here else "*" if owner in ticks else " ") if first else " "
        spans: Line = ((mark, ""), *drawn.lines[at])
        if here and first and owner in ticks and drawn.lines[at][0][0][:1] == " ":
            spans = ((">*", ""), (drawn.lines[at][0][0][1:], drawn.lines[at][0][1]), *drawn.lines[at][1:])
        if owner in ticks:
            spans = tint(spans, "ticked")
        if here:
            spans = tint(spans, "cursor" if focus else "here")
        return labelled(desk, Pane.PLAN, owner, spans) if first else spans

    if typing_here(desk):
        shown = _with_box(desk, width, height, len(drawn.lines), painted)
    else:
        top = state.tree.top
        shown = [painted(at) for at in range(top, min(len(drawn.lines), top + height))]
    blank: Line = ((" " * width, ""),)
    return tuple([*shown, *[blank] * (height - len(shown))])


def _with_box(desk: Desk, width: int, height: int, total: int, painted: object) -> list[Line]:
    """The lines around the open line, with its box between them; the box is seen whole where it fits."""
    assert callable(painted)
    box, place = entry_box(desk, width, height)
    end = place + len(box)
    top = max(0, min(desk.state.tree.top, place - 1))
    top = max(top, end - height)
    if len(box) >= height:
        top = place
    shown: list[Line] = []
    for at in range(top, min(total + len(box), top + height)):
        if at < place:
            shown.append(painted(at))
        elif at < end:
            shown.append(box[at - place])
        else:
            shown.append(painted(at - len(box)))
    return shown


def _below(desk: Desk, chart: Chart, width: int, height: int) -> list[Line]:
    """The part under the tree: what the line under the cursor means, or what the draft changes."""
    if height < 2:
        return [line("")] * height
    wide = width >= WIDE_PLAN
    focus = desk.state.pane is Pane.PLAN
    if typing_here(desk):
        lead = rule(width, "changes in this draft", 3, focus)
        lines = draft_lines(desk, chart, width - 1)
    else:
        place = desk.shown.place()
        if place is None:
            return [line("")] * height
        lead = rule(width, f"{place.node.code} under the cursor" if wide else place.node.code, 3 if wide else 2, focus)
        lines = detail_lines(desk, chart, place, width - 1, height - 1)
    shown = [shorten_line(line(" ", *spans), width) for spans in lines[: height - 1]]
    return [lead, *shown, *[line("")] * (height - 1 - len(shown))]
