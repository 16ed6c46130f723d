"""One-line prompts beside the tree: a client, a filter, a review date, a reason, a date."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from plantui.keys import field as fields
from plantui.model.status import ClientStatus, Status
from plantui.practice.commands.clients import SetClientStatus
from plantui.practice.commands.nodes import RemoveNode
from plantui.practice.commands.progress import SetStatus
from plantui.practice.commands.schedule import SetReviewDate
from plantui.practice.intake import to_client
from plantui.practice.lines import to_period
from plantui.practice.refusal import NeedsReason, Refused
from plantui.quickentry import LineFault, parse_client, parse_date, parse_filter, parse_when
from plantui.quickentry.when import When
from plantui.tui.desk.entry import commit_tree_line, open_line, remember, stop
from plantui.tui.desk.moving import go_to_client, settle_tree
from plantui.tui.desk.state import LineEntry, Pane, View

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Action, Desk

TREE = ("add", "edit")


def add_client(desk: Desk) -> None:
    """A line for a new client; the cursor ends on them."""
    desk.state.view = View.MAIN
    open_line(desk, LineEntry("client", title="new client"))


def open_filter(desk: Desk) -> None:
    """A filter for the focused pane; it narrows while it is typed."""
    state = desk.state
    title = {Pane.CASELOAD: "filter CASELOAD", Pane.PLAN: "filter PLAN", Pane.QUEUE: "filter REVIEW DUE"}[state.pane]
    open_line(desk, LineEntry("filter", title=title, then=state.pane.value), _filter_of(desk, state.pane))


def review_when(desk: Desk) -> None:
    """Set the review date of this client's plan."""
    if desk.shown.plan() is None:
        raise Refused("No plan yet, so nothing to review. a p starts one.")
    open_line(desk, LineEntry("when", title="next review", chart=desk.chart().id))


def ask_reason(desk: Desk, question: str, then: str, *about: str) -> None:
    """Ask for a reason, then do what was asked for."""
    open_line(desk, LineEntry("reason", title=question, then=then, about=about, chart=desk.chart().id))


def ask_met_date(desk: Desk, node: str, code: str) -> None:
    """Ask on which day a line was met; Enter alone means today."""
    title = f"{code} met on (Enter: today)"
    open_line(desk, LineEntry("date", title=title, then="met", about=(node,), chart=desk.chart().id))


def commit(desk: Desk) -> None:
    """Enter: keep the line; in the tree open the next one of its kind."""
    _commit(desk, go_on=True)


def finish(desk: Desk) -> None:
    """Keep the line and stop."""
    _commit(desk, go_on=False)


def _commit(desk: Desk, *, go_on: bool) -> None:
    entry = desk.state.line
    if entry is None:
        return
    if entry.purpose in TREE:
        commit_tree_line(desk, entry, go_on=go_on)
        return
    try:
        _PROMPTS[entry.purpose](desk, entry)
    except LineFault:
        entry.scolded = True


def _commit_client(desk: Desk, entry: LineEntry) -> None:
    if not entry.field.text.strip():
        stop(desk)
        return
    line = parse_client(entry.field.text, desk.shown.lexicon())
    client, dx = to_client(line, desk.practice.acting())
    step = desk.practice.admit(client, dx, line.id or "")
    remember(desk, entry)
    desk.state.line = None
    desk.state.caseload.filter = ""
    desk.state.pane = Pane.CASELOAD
    go_to_client(desk, step.chart_id)
    desk.say(f"{step.message}   a p starts the plan   u undo")


def _commit_filter(desk: Desk, entry: LineEntry) -> None:
    text = entry.field.text.strip()
    pane = Pane(entry.then)
    if text and pane is not Pane.PLAN:
        parse_filter(text)
    remember(desk, entry)
    desk.state.line = None
    set_filter(desk, pane, text)


def _filter_of(desk: Desk, pane: Pane) -> str:
    state = desk.state
    if pane is Pane.PLAN:
        return state.tree.filter
    return (state.caseload if pane is Pane.CASELOAD else state.queue).filter


def set_filter(desk: Desk, pane: Pane, text: str) -> None:
    """Filter a pane and put its cursor on a row that is left."""
    state = desk.state
    if pane is Pane.PLAN:
        state.tree.filter = text
        settle_tree(desk)
        return
    listed = state.caseload if pane is Pane.CASELOAD else state.queue
    listed.filter = text
    keys = desk.shown.caseload_keys() if pane is Pane.CASELOAD else desk.shown.queue_keys()
    if listed.cursor not in keys and keys:
        listed.cursor = keys[0]
        go_to_client(desk, desk.shown.queue_client(keys[0]))


def _commit_when(desk: Desk, entry: LineEntry) -> None:
    if not entry.field.text.strip():
        stop(desk)
        return
    when = parse_when(entry.field.text, desk.shown.lexicon())
    due = when_due(when, desk.now().date())
    desk.do(SetReviewDate(due, when.reason or ""), entry.chart)
    remember(desk, entry)
    desk.state.line = None


def when_due(when: When, today: date) -> date:
    """The day that a typed review date means for one plan.

    Raises:
        Refused: it spreads several plans, and this is one.
    """
    if when.date is not None:
        return when.date
    if when.period is not None:
        return to_period(when.period).after(today)
    raise Refused("spread is for several plans: tick them in REVIEW DUE first.")


def _commit_reason(desk: Desk, entry: LineEntry) -> None:
    reason = entry.field.text.strip()
    if not reason:
        raise NeedsReason("A word or two is enough; Esc leaves everything as it was.")
    remember(desk, entry)
    if entry.then == "stop":
        desk.do(SetStatus(entry.about[0], Status.STOPPED, reason=reason), entry.chart)
    elif entry.then == "remove":
        desk.do(RemoveNode(entry.about[0], reason=reason), entry.chart)
    elif entry.then == "close":
        desk.do(SetClientStatus(ClientStatus.DISCHARGED, reason), entry.chart)
    desk.state.line = None


def _commit_met(desk: Desk, entry: LineEntry) -> None:
    typed = entry.field.text.strip()
    day = parse_date(typed, desk.shown.lexicon(), "past") if typed else None
    desk.do(SetStatus(entry.about[0], Status.MET, day), entry.chart)
    desk.state.line = None


_PROMPTS = {
    "client": _commit_client,
    "filter": _commit_filter,
    "when": _commit_when,
    "reason": _commit_reason,
    "date": _commit_met,
}


def _turned(operation: Callable[[fields.LineField], fields.LineField]) -> Action:
    def turn(desk: Desk) -> None:
        if desk.state.line is not None:
            desk.state.line.field = operation(desk.state.line.field)
            desk.state.line.scolded = False

    return turn


def accept(desk: Desk) -> None:
    """At the end of the line take the grey suggestion; elsewhere move right."""
    entry = desk.state.line
    if entry is None:
        return
    if entry.field.suggestion and entry.field.cursor == len(entry.field.text):
        entry.field = fields.accept(entry.field)
    else:
        entry.field = fields.apply(entry.field, "right")


ACTIONS: dict[str, Action] = {
    "add.client": add_client,
    "filter.open": open_filter,
    "review.when": review_when,
    "line.commit": commit,
    "line.done": finish,
    "line.next_match": _turned(fields.newer),
    "line.prev_match": _turned(fields.older),
    "line.accept": accept,
    "text.undo": _turned(fields.undo),
    "text.redo": _turned(fields.redo),
}
"""Action id -> what runs."""
