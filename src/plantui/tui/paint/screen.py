"""The whole screen for the desk's state."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantui.keys.context import Context
from plantui.keys.footer import footer
from plantui.tui.desk.state import MessageKind, Pane, View
from plantui.tui.frame import Block, Frame, Line, beside, blank, centre, line, over, stack
from plantui.tui.frame.line import fit_line, shorten_line
from plantui.tui.paint.lists import caseload_pane, queue_pane
from plantui.tui.paint.pages import findings_page, glance_page, help_page
from plantui.tui.paint.panels import confirm_panel, failure_panel, prompt_panel, sign_panel, strip_panel
from plantui.tui.paint.plan import plan_pane

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Desk

LEAST = (40, 12)
"""Below this size the screen only asks for a larger terminal."""
SMALL = (80, 24)
"""Below this size there is one pane at a time."""
WIDE = 120
"""From this width the left column is wide."""


def paint(desk: Desk, width: int, height: int) -> Frame:
    """The screen, ``width`` by ``height`` cells."""
    state = desk.state
    state.width, state.height = width, height
    if width < LEAST[0] or height < LEAST[1]:
        return Frame(width, height, (line("Make the terminal larger; 80x24 is comfortable"),))
    if state.blank:
        keys = desk.keymap.keys_text("privacy.blank", Context.BLANK)
        return Frame(width, height, (*blank(width, height - 1), line(f" {keys} or Enter")))
    body = _body(desk, width, height - 3)
    body = _panels(desk, body, width, height - 3)
    lines = (_header(desk, width), *body, _message(desk, width), _footer(desk, width))
    return Frame(width, height, lines)


def _body(desk: Desk, width: int, height: int) -> Block:
    state = desk.state
    if state.view is View.HELP:
        return help_page(desk, width, height)
    if state.view is View.GLANCE:
        return glance_page(desk, width, height)
    if state.view is View.LINT:
        return findings_page(desk, width, height)
    if state.zoomed or width < SMALL[0] or height + 3 < SMALL[1]:
        return _one_pane(desk, width, height)
    left = 38 if width >= WIDE else 27
    below = 15 if height + 3 >= 36 else 9
    upper = caseload_pane(desk, left, height - below)
    lower = queue_pane(desk, left, below)
    return beside(stack(upper, lower), plan_pane(desk, width - left, height))


def _one_pane(desk: Desk, width: int, height: int) -> Block:
    pane = desk.state.pane
    tabs = " ".join(
        f"[{key.value} {name}]" if key is pane else f" {key.value} {name} "
        for key, name in ((Pane.CASELOAD, "CASELOAD"), (Pane.PLAN, "PLAN"), (Pane.QUEUE, "DUE"))
    )
    draw = {Pane.CASELOAD: caseload_pane, Pane.PLAN: plan_pane, Pane.QUEUE: queue_pane}[pane]
    return stack((fit_line(line(tabs), width),), draw(desk, width, height - 1))


def _header(desk: Desk, width: int) -> Line:
    state = desk.state
    now = desk.now()
    count = len(desk.shown.summaries())
    due, unsigned = desk.shown.due_count(), desk.shown.unsigned_count()
    wide = width >= WIDE
    clients = f"{count} client{'' if count == 1 else 's'}"
    left = f" PlanTUI   {clients}" if wide else " PlanTUI"
    if due:
        left += f"   {due} due" if wide else f"  {due} due"
    if unsigned:
        left += f"   {unsigned} unsigned" if wide else f"  {unsigned} unsigned"
    if not wide and not due and not unsigned:
        left += f"  {clients}"
    saved = _saved(desk)
    if wide:
        right = f"names: {state.names}   {now:%a} {now.day} {now:%b %Y %H:%M}   {saved} "
    else:
        right = f"{state.names}  {now:%a} {now.day} {now:%b %H:%M}  {saved.split(' ')[0]} "
    banner = "   REHEARSAL: invented people" if wide else "  REHEARSAL"
    spans = line((left, "bar"))
    if desk.rehearsal:
        spans = (*spans, *line((banner, "rehearsal")))
    if state.read_only:
        spans = (*spans, *line(("   READ ONLY", "overdue")))
    used = sum(len(text) for text, _ in spans)
    gap = max(1, width - used - len(right))
    return fit_line((*spans, (" " * gap, "bar"), (right, "bar")), width, "bar")


def _saved(desk: Desk) -> str:
    if desk.practice.writer.failure is not None:
        return "NOT SAVED"
    return f"saved {desk.saved_at:%H:%M}" if desk.saved_at is not None else "saved"


def _message(desk: Desk, width: int) -> Line:
    state = desk.state
    style = {MessageKind.DONE: "message", MessageKind.WARNING: "ask", MessageKind.ERROR: "must"}[state.message.kind]
    text = state.message.text
    if not text and desk.machine.prefix:
        text = f"{desk.machine.prefix}-"
    return shorten_line(line((f" {text}", style)), width)


def _footer(desk: Desk, width: int) -> Line:
    spans: list[str | tuple[str, str]] = [" "]
    gap = "   " if width >= WIDE else "  "
    for keys, word in footer(desk.context(), _focus(desk), width - 2, desk.keymap):
        if len(spans) > 1:
            spans.append(gap)
        spans.append((keys, "key"))
        if word:
            spans.append(f" {word}" if keys else word)
    return shorten_line(line(*spans), width)


def _focus(desk: Desk) -> str:
    state = desk.state
    if state.line is not None:
        return state.line.purpose
    if state.view is View.GLANCE:
        return "glance"
    if state.view is View.HELP:
        return "help"
    if state.view is View.LINT:
        return ""
    if not desk.practice.summaries():
        return "empty"
    return {Pane.CASELOAD: "caseload", Pane.PLAN: "plan", Pane.QUEUE: "queue"}[state.pane]


def _panels(desk: Desk, body: Block, width: int, height: int) -> Block:
    state = desk.state
    wide = min(width, 80)
    if state.line is not None and state.line.purpose not in ("add", "edit"):
        panel = prompt_panel(desk, state.line, min(width, 100))
        body = over(body, panel, 0, height - len(panel))
    if state.sign is not None:
        body = centre(body, sign_panel(desk, state.sign, wide))
    if state.confirm is not None:
        body = centre(body, confirm_panel(state.confirm.question, min(wide, 64)))
    if state.strip and desk.machine.prefix:
        panel = strip_panel(desk, wide)
        body = over(body, panel, 0, height - len(panel))
    if desk.practice.writer.failure is not None:
        body = centre(body, failure_panel(desk, wide))
    return body
