"""Views and ways out: glance, help, findings, zoom, blank, the cancel ladder, leaving, export."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantui.keys.field import opened
from plantui.keys.ladder import Layer, Standing, next_cancel
from plantui.model.status import Status
from plantui.practice.commands.progress import SetStatus
from plantui.practice.exporting import export_plan
from plantui.practice.refusal import Refused
from plantui.tui.desk.entry import edit, remember
from plantui.tui.desk.moving import go_to_client
from plantui.tui.desk.prompts import set_filter
from plantui.tui.desk.state import ConfirmPanel, MessageKind, Pane, View

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Action, Desk


def open_here(desk: Desk) -> None:
    """Open what is under the cursor: a client's glance page, a plan line's editor."""
    if desk.state.view is View.GLANCE:
        desk.state.view = View.MAIN
        desk.state.pane = Pane.PLAN
    elif desk.state.pane is Pane.PLAN:
        edit(desk)
    else:
        glance(desk)


def glance(desk: Desk) -> None:
    """The glance page of the chosen client."""
    desk.chart()
    desk.state.view = View.GLANCE
    desk.state.page_top = 0


def glance_next(desk: Desk) -> None:
    """The glance page of the client with the next appointment."""
    coming = [
        (row.visit, row.summary.chart)
        for group in desk.shown.caseload()
        for row in group.rows
        if row.visit is not None and row.visit >= desk.now()
    ]
    if not coming:
        raise Refused("No appointment ahead. Slots are part of the client line: slot tue 14:00")
    go_to_client(desk, min(coming)[1])
    glance(desk)


def findings(desk: Desk) -> None:
    """What lint finds in this client's plan."""
    if desk.shown.plan() is None:
        raise Refused("No plan yet. a p starts one.")
    desk.state.view = View.LINT
    desk.state.page_cursor = 0


def help_here(desk: Desk) -> None:
    """Keys and words for this place; again: every key."""
    state = desk.state
    if state.view is View.HELP:
        state.all_keys = not state.all_keys
    else:
        state.view = View.HELP
        state.all_keys = False
    state.search = opened("")
    state.page_cursor = 0


def zoom(desk: Desk) -> None:
    """The focused pane alone, or all three again."""
    desk.state.zoomed = not desk.state.zoomed


def show_done(desk: Desk) -> None:
    """Hide what is met or discontinued, or show it again."""
    tree = desk.state.tree
    tree.hide_done = not tree.hide_done
    desk.say("Met and discontinued lines are hidden" if tree.hide_done else "All lines are shown")


def wrap(desk: Desk) -> None:
    """Wrap long lines of the plan, or cut them."""
    tree = desk.state.tree
    tree.wrap = not tree.wrap


def blank(desk: Desk) -> None:
    """Blank the screen at once; the same key or Enter brings it back."""
    desk.state.blank = not desk.state.blank


def names(desk: Desk) -> None:
    """Names in full, as initials, as codes."""
    order = ("full", "initials", "codes")
    desk.state.names = order[(order.index(desk.state.names) + 1) % 3]
    desk.say(f"Names: {desk.state.names}")


def theme(desk: Desk) -> None:
    """The next theme."""
    order = ("dark", "light", "contrast", "mono")
    desk.state.theme = order[(order.index(desk.state.theme) + 1) % 4]
    desk.say(f"Theme: {desk.state.theme}")


def export(desk: Desk) -> None:
    """Export the plan as Markdown into the export folder."""
    chart = desk.chart()
    desk.practice.save()
    path = export_plan(desk.practice, chart.id, desk.export_dir)
    desk.say(f"Plan of {chart.code} exported to {path}")


def saved_hint(desk: Desk) -> None:
    """Nothing asks to be saved."""
    waiting = desk.practice.writer.waiting
    at = f" {desk.saved_at:%H:%M}" if desk.saved_at is not None else ""
    desk.say("Saving now." if waiting else f"Saved{at}. PlanTUI saves as you go.")


def quit_hint(desk: Desk) -> None:
    """What leaves the program."""
    desk.say("q leaves.")


def back(desk: Desk) -> None:
    """Close the page on top; on the main screen ask whether to leave."""
    if desk.state.view is not View.MAIN:
        desk.state.view = View.MAIN
        return
    desk.state.confirm = ConfirmPanel("Leave PlanTUI? Everything is saved.", "leave")


def leave(desk: Desk) -> None:
    """Leave now."""
    desk.done = True


def yes(desk: Desk) -> None:
    """Answer the question with yes."""
    panel = desk.state.confirm
    desk.state.confirm = None
    if panel is None:
        return
    if panel.then == "leave":
        leave(desk)
    elif panel.then == "discontinue":
        desk.do(SetStatus(panel.about[0], Status.STOPPED, reason="removed from the draft; notes link to it"))


def no(desk: Desk) -> None:
    """Answer the question with no."""
    desk.state.confirm = None
    desk.say("")


def retry_save(desk: Desk) -> None:
    """Try to save again."""
    desk.practice.writer.retry()


def cancel(desk: Desk) -> None:
    """Undo the innermost thing, and only that; never quit, never lose text."""
    state = desk.state
    listed = {Pane.CASELOAD: state.caseload, Pane.QUEUE: state.queue}.get(state.pane)
    standing = Standing(
        line=state.line is not None,
        panel=state.sign is not None or state.confirm is not None or state.view is View.HELP,
        moving=state.move is not None,
        ticks=bool(listed and listed.ticks),
        filter=bool(state.tree.filter if state.pane is Pane.PLAN else listed and listed.filter),
        screen=state.view is not View.MAIN,
    )
    layer = next_cancel(standing)
    if layer is Layer.LINE and state.line is not None:
        remember(desk, state.line)
        kept = bool(state.line.field.text.strip()) and state.line.field.text != state.line.before
        state.line = None
        desk.say("Kept in history: up brings it back in the next line." if kept else "")
    elif layer is Layer.PANEL:
        if state.confirm is not None:
            state.confirm = None
        elif state.sign is not None:
            state.sign = None
            desk.say("Left unsigned.")
        else:
            state.view = View.MAIN
        state.search = opened("")
    elif layer is Layer.MOVING:
        state.move = None
        desk.say("Put back.")
    elif layer is Layer.TICKS and listed is not None:
        listed.ticks.clear()
    elif layer is Layer.FILTER:
        set_filter(desk, state.pane, "")
    elif layer is Layer.SCREEN:
        state.view = View.MAIN
    else:
        desk.say("q leaves.", MessageKind.DONE)


ACTIONS: dict[str, Action] = {
    "item.open": open_here,
    "client.today": glance_next,
    "plan.lint": findings,
    "help.here": help_here,
    "view.zoom": zoom,
    "view.done": show_done,
    "view.wrap": wrap,
    "view.theme": theme,
    "privacy.blank": blank,
    "privacy.names": names,
    "export.plan": export,
    "ui.saved_hint": saved_hint,
    "ui.quit_hint": quit_hint,
    "ui.cancel": cancel,
    "ui.back": back,
    "app.quit": leave,
    "confirm.yes": yes,
    "confirm.no": no,
    "store.retry": retry_save,
}
"""Action id -> what runs."""
