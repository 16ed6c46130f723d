"""Changing what is under the cursor: marks, status, order, removing, undo, repeat."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantui.model.plan import Intervention
from plantui.model.status import ClientStatus, Status
from plantui.model.tree import Place, children, find
from plantui.practice.commands.nodes import AddNode, MoveNode, RemoveNode, ShiftNode
from plantui.practice.commands.progress import MarkProgress, SetStatus
from plantui.practice.commands.schedule import SetReviewDate
from plantui.practice.drafts import was_signed
from plantui.practice.refusal import NeedsConfirming, Refused
from plantui.tui.desk.moving import go_to_client, settle_tree
from plantui.tui.desk.prompts import ask_met_date, ask_reason
from plantui.tui.desk.state import ConfirmPanel, MessageKind, MovePanel, Pane, View

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Action, Desk


def line_here(desk: Desk, verb: str) -> Place:
    """The line under the cursor of the plan.

    Raises:
        Refused: there is none, or the cursor is in another pane.
    """
    place = desk.shown.place()
    if desk.state.pane is not Pane.PLAN or place is None:
        raise Refused(f"{verb} a line of the plan. l goes into it.")
    return place


def _mark(sign: str) -> Action:
    def mark(desk: Desk) -> None:
        place = line_here(desk, f"{sign} marks")
        desk.do(MarkProgress(place.node.id, sign))

    return mark


def _status(status: Status) -> Action:
    def change(desk: Desk) -> None:
        place = line_here(desk, "s sets the status of")
        node = place.node
        if isinstance(node, Intervention) and status not in (Status.ACTIVE, Status.STOPPED):
            raise Refused(f"{node.code} is an intervention: s a makes it active, s x discontinues it.")
        if status is Status.MET:
            ask_met_date(desk, node.id, node.code)
        elif status is Status.STOPPED:
            ask_reason(desk, f"Why is {node.code} discontinued?", "stop", node.id)
        else:
            desk.do(SetStatus(node.id, status))

    return change


def remove(desk: Desk) -> None:
    """Remove a line of a draft, discontinue one of a signed plan, close a case from the caseload."""
    state = desk.state
    if state.pane is Pane.CASELOAD:
        chart = desk.chart()
        if chart.client.status is ClientStatus.DISCHARGED:
            raise Refused(f"{chart.code} is closed already.")
        ask_reason(desk, f"Why is the case of {chart.code} closed?", "close")
        return
    if state.pane is Pane.QUEUE:
        raise Refused("A row of the queue goes when its cause is settled. w moves a review date.")
    place = line_here(desk, "d removes")
    if was_signed(desk.chart(), place.node.id):
        if place.node.status is Status.STOPPED:
            raise Refused(f"{place.node.code} is discontinued already.")
        ask_reason(desk, f"Why is {place.node.code} discontinued in the next version?", "remove", place.node.id)
        return
    try:
        step = desk.do(RemoveNode(place.node.id))
    except NeedsConfirming as question:
        state.confirm = ConfirmPanel(question.sentence, "discontinue", (place.node.id, place.node.code))
        return
    state.tree.cursor = step.focus
    settle_tree(desk)


def _shift(by: int) -> Action:
    def shift(desk: Desk) -> None:
        place = line_here(desk, "J and K move")
        desk.do(ShiftNode(place.node.id, by))

    return shift


def grab(desk: Desk) -> None:
    """Grab the line under the cursor: arrows move it anywhere it fits, Enter drops it, Escape puts it back."""
    place = line_here(desk, "M grabs")
    plan = desk.shown.plan()
    if plan is None:
        return
    order = [node.id for node in (children(place.parent) if place.parent is not None else plan.problems)]
    parent = place.parent.id if place.parent is not None else ""
    desk.state.move = MovePanel(place.node.id, parent, order.index(place.node.id))
    desk.say(f"{place.node.code} grabbed. j k move it, h l change its parent, Enter drops, Esc puts it back.")


def _targets(desk: Desk, panel: MovePanel) -> list[tuple[str, int]]:
    """Every place the grabbed line could be dropped, in the order of the screen: parent id and index."""
    plan = desk.shown.plan()
    place = find(plan, panel.node) if plan is not None else None
    if plan is None or place is None:
        return []
    parents = _parents(desk, place)
    found: list[tuple[str, int]] = []
    for parent_id, inside in parents:
        others = [node for node in inside if node != panel.node]
        found += [(parent_id, index) for index in range(len(others) + 1)]
    return found


def _parents(desk: Desk, place: Place) -> list[tuple[str, list[str]]]:
    from plantui.model.tree import walk

    plan = desk.shown.plan()
    if plan is None:
        return []
    if place.depth == 0:
        return [("", [node.id for node in plan.problems])]
    return [
        (each.node.id, [child.id for child in children(each.node)])
        for each in walk(plan)
        if each.depth == place.depth - 1
    ]


def _carry(by: int) -> Action:
    def carry(desk: Desk) -> None:
        panel = desk.state.move
        if panel is None:
            return
        targets = _targets(desk, panel)
        here = (panel.parent, panel.index)
        at = targets.index(here) if here in targets else 0
        panel.parent, panel.index = targets[max(0, min(at + by, len(targets) - 1))]

    return carry


def _other_parent(by: int) -> Action:
    def carry(desk: Desk) -> None:
        panel = desk.state.move
        if panel is None:
            return
        parents = list(dict.fromkeys(parent for parent, _ in _targets(desk, panel)))
        at = parents.index(panel.parent) + by
        if not 0 <= at < len(parents):
            desk.say("No other parent there.", MessageKind.WARNING)
            return
        panel.parent = parents[at]
        panel.index = max(index for parent, index in _targets(desk, panel) if parent == panel.parent)

    return carry


def drop(desk: Desk) -> None:
    """Drop the grabbed line where it is."""
    panel = desk.state.move
    if panel is None:
        return
    desk.state.move = None
    desk.do(MoveNode(panel.node, panel.parent, panel.index))


def undo(desk: Desk) -> None:
    """Take back the newest change; when its client is not on screen, go there first."""
    history = desk.practice.history()
    if not history.done:
        raise Refused("Nothing to undo.")
    past = history.done[-1]
    if past.chart != desk.state.client and desk.practice.summary(past.chart) is not None:
        desk.state.view = View.MAIN
        go_to_client(desk, past.chart)
        desk.say(f"The next u undoes: {past.message} ({past.code})", MessageKind.WARNING)
        return
    step = desk.practice.undo()
    _after_turn(desk, step.chart_id)
    desk.say(f"{step.message}   U redo")


def redo(desk: Desk) -> None:
    """Do again what was undone last."""
    step = desk.practice.redo()
    _after_turn(desk, step.chart_id)
    desk.say(f"{step.message}   u undo")


def _after_turn(desk: Desk, chart_id: str) -> None:
    keys = desk.shown.caseload_keys()
    if desk.practice.summary(chart_id) is None:
        desk.state.client = ""
        if keys:
            go_to_client(desk, keys[0])
            desk.state.caseload.cursor = keys[0]
        return
    if chart_id != desk.state.client:
        go_to_client(desk, chart_id)
    settle_tree(desk)


def repeat(desk: Desk) -> None:
    """Do the last repeatable change again on the line under the cursor."""
    last = desk.last_command
    if last is None:
        raise Refused("Nothing to repeat yet. A mark, a status, a review date or a removal can be done again with .")
    if isinstance(last, SetReviewDate):
        desk.do(last)
        return
    place = line_here(desk, ". repeats the last change on")
    node = place.node.id
    if isinstance(last, MarkProgress):
        desk.do(MarkProgress(node, last.mark, last.day))
    elif isinstance(last, SetStatus):
        desk.do(SetStatus(node, last.status, last.day, last.reason))
    elif isinstance(last, RemoveNode):
        step = desk.do(RemoveNode(node, last.reason))
        desk.state.tree.cursor = step.focus or desk.state.tree.cursor
        settle_tree(desk)
    elif isinstance(last, AddNode):
        step = desk.do(AddNode(last.line, last.parent, last.index))
        desk.state.tree.cursor = step.focus


ACTIONS: dict[str, Action] = {
    "progress.up": _mark("+"),
    "progress.down": _mark("-"),
    "progress.same": _mark("="),
    "status.new": _status(Status.NEW),
    "status.active": _status(Status.ACTIVE),
    "status.met": _status(Status.MET),
    "status.hold": _status(Status.HOLD),
    "status.stopped": _status(Status.STOPPED),
    "item.remove": remove,
    "node.move_down": _shift(1),
    "node.move_up": _shift(-1),
    "node.grab": grab,
    "move.down": _carry(1),
    "move.up": _carry(-1),
    "move.out": _other_parent(-1),
    "move.in": _other_parent(1),
    "move.drop": drop,
    "edit.undo": undo,
    "edit.redo": redo,
    "edit.repeat": repeat,
}
"""Action id -> what runs."""
