"""Pages that fill the screen: help, glance, findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantui.clinical.lint import SCREEN_WORDS, lint
from plantui.clinical.reference import profile_of
from plantui.keys.action import Action, Group
from plantui.keys.context import Context
from plantui.tui.frame import Block, Box, Line, line, paint_rows, scrolled
from plantui.tui.paint.entry import field_lines
from plantui.tui.paint.words import full_name
from plantui.tui.text import wrap

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Desk

GRAMMAR = (
    ("PHQ-9 18 -> 9 by +12w", "an objective with a known measure"),
    ('Call a friend "calls/wk" 0 -> 1 by +8w', "with your own count"),
    ("Practise grounding daily; by fri", "done or not done"),
    ("CBT: thought record; weekly", "an intervention"),
    ("; -> 7", "on an old line: only the target"),
    ("; by +6w", "only the date"),
    ("+90d  +12w  in 6w  fri  14 mar  eoq  2026-06-02", "dates"),
)
"""What can be typed, with what it is."""

STATUS_LINES = (
    "new not started   act active   met reached   hld on hold   dis discontinued",
    "+2 +1 0 -1 -2  progress since last time    .  not touched    ?  no score yet",
    "v3  the signed version in force     draft  changes not signed yet; v3 stays in force",
)


def help_actions(desk: Desk) -> list[Action]:
    """The actions that help lists here, narrowed by what was typed."""
    wanted = desk.state.search.text.casefold().split()
    found = []
    for action in desk.keymap.registry:
        if not desk.keymap.keys_for(action.id, Context.NORMAL):
            continue
        said = f"{action.title} {' '.join(action.words)} {action.id} {action.help}".casefold()
        if all(word in said for word in wanted):
            found.append(action)
    return found


def help_page(desk: Desk, width: int, height: int) -> Block:
    """Keys here, what can be typed, and the words of the screen; typing narrows it."""
    inner = width - 2
    rows: list[Line] = []
    if desk.state.search.text:
        field, _ = field_lines(desk.state.search, inner - 4)
        rows.append(line(" / ", *field[0]))
    if not desk.state.search.text and not desk.state.all_keys:
        rows += _digest(desk, inner)
    else:
        group: Group | None = None
        for action in help_actions(desk):
            if action.group is not group:
                group = action.group
                rows.append(line(("", ""), (f" {group.value.upper()}", "head")))
            keys = desk.keymap.keys_text(action.id, Context.NORMAL)
            rows.append(line("   ", (f"{keys:<10}", "key"), action.help or action.title))
    top = min(desk.state.page_cursor, max(0, len(rows) - (height - 2)))
    desk.state.page_cursor = max(0, top)
    box = Box(width, height, title="HELP", foot="type to search   ? every key   q or Esc back", focus=True)
    body = paint_rows(inner, box.inner_height, count=len(rows), row=lambda index: rows[index], top=top, cursor=None)
    return box.draw(body)


_DIGEST = (
    (
        "MOVE",
        "nav.down nav.up|nav.left|nav.right|nav.prev_part nav.next_part|filter.open|pane.caseload pane.plan pane.queue",
    ),
    ("CLIENT", "add.client|client.prev client.next|client.back|item.open|client.today"),
    ("ADD", "node.sibling|node.child|add.problem|add.goal|add.objective|add.intervention"),
    ("CHANGE", "edit.line|item.remove|node.move_down node.move_up|node.grab|edit.repeat"),
    ("PROGRESS", "progress.up progress.same progress.down|status.active|status.met|status.stopped"),
    ("PLAN", "sign.open|review.when|plan.lint|export.plan"),
    ("VIEW", "fold.toggle|fold.all fold.none|view.zoom|view.done|view.theme|privacy.names"),
    ("SAFE", "edit.undo|edit.redo|ui.cancel|privacy.blank|ui.back"),
)
_SHORT = {
    "nav.down": "down, up",
    "nav.left": "fold, to parent",
    "nav.right": "unfold, into",
    "nav.prev_part": "goal or group",
    "filter.open": "filter",
    "pane.caseload": "panes",
    "add.client": "new client",
    "client.prev": "client before, after",
    "client.back": "the client before",
    "item.open": "open",
    "client.today": "next appointment",
    "node.sibling": "line like this",
    "node.child": "line inside",
    "add.problem": "problem",
    "add.goal": "goal",
    "add.objective": "objective",
    "add.intervention": "intervention",
    "edit.line": "edit",
    "item.remove": "remove",
    "node.move_down": "move",
    "node.grab": "grab",
    "edit.repeat": "again",
    "progress.up": "better, same, worse",
    "status.active": "active",
    "status.met": "met",
    "status.stopped": "stopped",
    "sign.open": "sign",
    "review.when": "review date",
    "plan.lint": "findings",
    "export.plan": "export",
    "fold.toggle": "fold",
    "fold.all": "all folded, open",
    "view.zoom": "zoom",
    "view.done": "hide done",
    "view.theme": "theme",
    "privacy.names": "names",
    "edit.undo": "undo",
    "edit.redo": "redo",
    "ui.cancel": "cancel",
    "privacy.blank": "blank",
    "ui.back": "back, leave",
}


def _digest(desk: Desk, width: int) -> list[Line]:
    rows: list[Line] = []
    for heading, entries in _DIGEST:
        parts: list[str] = []
        for entry in entries.split("|"):
            ids = [each for each in entry.split(" ") if each in desk.keymap.registry]
            keys = " ".join(filter(None, (desk.keymap.keys_text(each, Context.NORMAL) for each in ids)))
            if keys:
                parts.append(f"{keys} {_SHORT[ids[0]]}")
        for number, text in enumerate(wrap("   ".join(parts), width - 14)):
            rows.append(line(" ", (f"{heading if not number else '':<11}", "head"), text))
    rows += [line(""), line((" What you can type", "head"))]
    rows += [line("   ", (f"{shape:<42}", "key"), meaning) for shape, meaning in GRAMMAR]
    rows += [line(""), line((" Words", "head")), *(line(f"   {text}") for text in STATUS_LINES)]
    return rows


def findings_page(desk: Desk, width: int, height: int) -> Block:
    """What lint finds in the chosen client's plan."""
    chart = desk.shown.chart()
    rows: list[Line] = []
    if chart is not None:
        for finding in lint(chart, desk.library, desk.now().date(), profile_of(chart, desk.library)):
            word = SCREEN_WORDS[finding.severity]
            style = word if word in ("must", "ask") else ""
            for number, part in enumerate(wrap(finding.message, width - 26)):
                first = number == 0
                head = f"{word:<5}" if first else " " * 5
                code = f"{finding.code:<7}" if first else " " * 7
                tail = f"{finding.id} " if first else ""
                rows.append(line(" ", (head, style), (code, "code"), f"{part:<{width - 26}}", (tail, "")))
    if not rows:
        rows = [line(" Nothing found. Every line says what it must.")]
    summary = desk.practice.summary(chart.id) if chart is not None else None
    name = full_name(summary, desk.state.names) if summary is not None else ""
    top = scrolled(0, min(desk.state.page_cursor, len(rows) - 1), len(rows), height - 2)
    desk.state.page_cursor = max(0, min(desk.state.page_cursor, len(rows) - 1))
    box = Box(width, height, title=f"FINDINGS  {name}", foot="lint never stops you writing   q back", focus=True)
    body = paint_rows(width - 2, height - 2, count=len(rows), row=lambda index: rows[index], top=top, cursor=None)
    return box.draw(body)


def glance_page(desk: Desk, width: int, height: int) -> Block:
    """Everything about the next visit on one page."""
    from plantui.documents.glance import glance
    from plantui.documents.glance_text import glance_text

    chart = desk.shown.chart()
    if chart is None:
        return ()
    rows = [line(text) for text in glance_text(glance(chart, desk.library, desk.now()), width)]
    top = max(0, min(desk.state.page_top, len(rows) - height))
    desk.state.page_top = top
    return tuple(rows[top : top + height])
