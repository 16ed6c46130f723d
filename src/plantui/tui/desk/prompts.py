"""One-line prompts: adding a client, and what Enter does to each kind of line."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from plantui.keys import field as fields
from plantui.practice.intake import to_client
from plantui.practice.refusal import Refused
from plantui.quickentry import LineFault, parse_client
from plantui.tui.desk import conflict, naming
from plantui.tui.desk.completion import take_match
from plantui.tui.desk.entry import TREE, keep_tree_line, open_line
from plantui.tui.desk.filtering import keep_filter
from plantui.tui.desk.finding import keep_code
from plantui.tui.desk.marking import keep_met
from plantui.tui.desk.moving import go_to_client
from plantui.tui.desk.planning import keep_when
from plantui.tui.desk.removing import keep_reason
from plantui.tui.desk.state import LineEntry, Pane
from plantui.tui.desk.storing import keep_rescue

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Action, Desk


def add_client(desk: Desk) -> None:
    """A line for a new client; the cursor ends on them."""
    desk.to_main()
    open_line(desk, LineEntry("client", title="new client"))


def _keep_client(desk: Desk, entry: LineEntry) -> None:
    typed = entry.field.text
    if not typed.strip():
        desk.state.line = None
        return
    if desk.practice.writer.failure is not None or desk.state.read_only:
        raise Refused("Nobody can be added now.")
    line = parse_client(typed, desk.shown.lexicon())
    client, dx = to_client(line, desk.practice.acting(), desk.practice.summaries())
    step = desk.practice.admit(client, dx, line.id or "")
    desk.remember("client", typed)
    state = desk.state
    state.line = None
    state.caseload.filter = ""
    state.pane = Pane.CASELOAD
    go_to_client(desk, step.chart_id)
    said = naming.discreet(desk, step.message, step.chart_id)
    desk.say(f"{said}   {desk.key('add.plan')} starts the plan   {desk.key('edit.undo')} undo")


KEEP: dict[str, Callable[[Desk, LineEntry], None]] = {
    "client": _keep_client,
    "filter": keep_filter,
    "when": keep_when,
    "reason": keep_reason,
    "date": keep_met,
    "code": keep_code,
    "rescue": keep_rescue,
    "conflict": conflict.keep_line,
}
"""Purpose of a prompt -> what Enter does."""


def _keep(desk: Desk, *, go_on: bool) -> None:
    entry = desk.state.line
    if entry is None:
        return
    try:
        if entry.purpose in TREE:
            keep_tree_line(desk, entry, go_on=go_on)
        else:
            KEEP[entry.purpose](desk, entry)
    except LineFault:
        entry.scolded = True


def commit(desk: Desk) -> None:
    """Enter: keep the line; in the tree open the next one of its kind, or take the match of the library."""
    if take_match(desk):
        return
    _keep(desk, go_on=True)


def finish(desk: Desk) -> None:
    """Keep the line and stop."""
    _keep(desk, go_on=False)


def accept(desk: Desk) -> None:
    """At the end of the line: take the grey suggestion; else what the key does in any line."""
    desk.edit(desk.pressed, lambda field, key: fields.act(field, "line.accept", key))


def _turned(operation: Callable[[fields.LineField], fields.LineField]) -> Action:
    def turn(desk: Desk) -> None:
        if desk.state.line is not None:
            desk.state.line.field = operation(desk.state.line.field)
            desk.state.line.scolded = False

    return turn


ACTIONS: dict[str, Action] = {
    "add.client": add_client,
    "line.commit": commit,
    "line.done": finish,
    "line.accept": accept,
    "text.undo": _turned(fields.undo),
    "text.redo": _turned(fields.redo),
}
"""Action id -> what runs."""
