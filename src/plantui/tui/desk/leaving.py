"""Ways out: the cancel ladder, back, questions, leaving."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantui.keys.ladder import Layer, Standing, next_cancel
from plantui.tui.desk import filtering, ticking
from plantui.tui.desk.conflict import close_line
from plantui.tui.desk.entry import history_name
from plantui.tui.desk.helping import close_help
from plantui.tui.desk.messages import answered
from plantui.tui.desk.signing import close_panel
from plantui.tui.desk.state import ConfirmPanel, LineEntry
from plantui.tui.desk.storing import close_rescue, step_aside, waiting_changes

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Action, Desk


def saved_hint(desk: Desk) -> None:
    """Nothing asks to be saved."""
    waiting = desk.practice.writer.waiting
    at = f" {desk.saved_at:%H:%M}" if desk.saved_at is not None else ""
    desk.say("Saving now." if waiting else f"Saved{at}. PlanTUI saves as you go.")


def quit_hint(desk: Desk) -> None:
    """What leaves the program."""
    desk.say(f"{desk.key('ui.back')} leaves.")


def back(desk: Desk) -> None:
    """Close what is on top; on the main screen ask whether to leave."""
    state = desk.state
    if state.help is not None:
        close_help(desk)
    elif state.scenes:
        desk.close()
    elif state.zoomed:
        state.zoomed = False
    else:
        ask_to_leave(desk)


def ask_to_leave(desk: Desk) -> None:
    """Ask whether to leave, and name what would be lost."""
    lost = waiting_changes(desk) if desk.practice.writer.failure is not None else []
    if lost:
        question = f"Leave PlanTUI? These changes are not stored and would be lost: {'; '.join(lost)}."
        desk.state.confirm = ConfirmPanel(question, leave)
    else:
        desk.state.confirm = ConfirmPanel("Leave PlanTUI? Everything is saved.", leave)


def leave(desk: Desk) -> None:
    """Leave now; what was signed is sealed."""
    desk.mercy.end(desk)
    desk.done = True


def leave_now(desk: Desk) -> None:
    """Leave without a question, unless something would be lost."""
    if desk.practice.writer.failure is not None:
        ask_to_leave(desk)
    else:
        leave(desk)


def yes(desk: Desk) -> None:
    """Answer the question with yes."""
    panel = desk.state.confirm
    desk.state.confirm = None
    if panel is not None:
        panel.then(desk)


def no(desk: Desk) -> None:
    """Answer the question with no."""
    desk.state.confirm = None


def cancel(desk: Desk) -> None:
    """Undo the innermost thing, and only that; never quit, never lose text."""
    state = desk.state
    if answered(desk):
        return
    if desk.in_trouble and state.confirm is None:
        step_aside(desk)
        return
    scene = desk.scene_with_keys()
    if scene is not None and scene.cancel(desk):
        return
    ticks = state.ticked(state.pane)
    panels = (state.confirm, state.help, state.sign, state.finder)
    over = scene if scene is not None and (scene.panel or scene.on_top) else None
    on_top = over is not None or any(panel is not None for panel in panels)
    standing = Standing(
        completion=state.line is not None and state.line.match >= 0 and not on_top,
        line=state.line is not None and not on_top,
        panel=on_top,
        moving=state.move is not None or state.jump is not None,
        range=bool(ticks.range_from) and state.on_main,
        ticks=bool(ticks.ticks) and state.on_main,
        filter=bool(state.filter_of(state.pane)) and state.on_main,
        screen=bool(state.scenes),
    )
    layer = next_cancel(standing)
    if layer is Layer.COMPLETION and state.line is not None:
        state.line.match = -1
    elif layer is Layer.LINE and state.line is not None:
        _drop_line(desk, state.line)
    elif over is not None and layer is Layer.PANEL:
        desk.close(over)
    elif layer is Layer.PANEL:
        _close_panel(desk)
    elif layer is Layer.MOVING:
        _stop_moving(desk)
    elif layer is Layer.RANGE:
        ticks.range_from = ""
    elif layer is Layer.TICKS:
        ticking.clear(desk, state.pane)
    elif layer is Layer.FILTER:
        filtering.put_filter(desk, state.pane, "")
    elif layer is Layer.SCREEN:
        desk.close()
    elif state.zoomed:
        state.zoomed = False
    else:
        quit_hint(desk)


def _drop_line(desk: Desk, entry: LineEntry) -> None:
    desk.remember(history_name(entry), entry.field.text)
    desk.state.line = None
    if entry.purpose == "filter":
        filtering.drop_filter(desk, entry)
    elif entry.purpose == "rescue":
        close_rescue(desk)
    elif entry.purpose == "conflict":
        close_line(desk)
    elif entry.field.text.strip() and entry.field.text != entry.before:
        desk.say("Kept in history: up brings it back in the next line.")


def _close_panel(desk: Desk) -> None:
    state = desk.state
    if state.confirm is not None:
        state.confirm = None
    elif state.help is not None:
        close_help(desk)
    elif state.sign is not None:
        close_panel(desk)
    elif state.finder is not None:
        desk.remember("client.find", state.finder.field.text)
        state.finder = None


def _stop_moving(desk: Desk) -> None:
    state = desk.state
    if state.jump is not None:
        state.jump = None
    elif state.move is not None:
        state.tree.cursor = state.move.node
        state.move = None
        desk.say("Put back.")


ACTIONS: dict[str, Action] = {
    "ui.saved_hint": saved_hint,
    "ui.quit_hint": quit_hint,
    "ui.cancel": cancel,
    "ui.back": back,
    "app.quit": leave_now,
    "confirm.yes": yes,
    "confirm.no": no,
}
"""Action id -> what runs."""
