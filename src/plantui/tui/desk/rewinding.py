"""Undo, redo, and doing the last change again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantui.model.plan import Plan
from plantui.model.tree import walk, with_children
from plantui.practice.command import Step
from plantui.practice.history import intention
from plantui.practice.refusal import Refused
from plantui.tui.desk import naming
from plantui.tui.desk.moving import go_to_client, settle
from plantui.tui.desk.state import MessageKind, Pane

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Action, Desk


def undo(desk: Desk) -> None:
    """Take back the newest change; when its client is not on screen, go there first.

    Raises:
        Refused: there is none, or its place has changed since.
    """
    done = desk.practice.history().done
    if not done:
        raise Refused("Nothing to undo.")
    count = intention(done)
    charts = {past.chart for past in done[-count:]}
    newest = done[-1]
    there = desk.practice.summary(newest.chart) is not None
    # What was done to several clients at once was done in a list, and is seen there.
    page = desk.state.page
    at_hand = desk.state.client if page is None else page.about(desk)
    seen = at_hand in charts or (len(charts) > 1 and desk.state.on_main and desk.state.pane is not Pane.PLAN)
    if there and not seen:
        desk.to_main()
        go_to_client(desk, newest.chart)
        said = naming.discreet(desk, newest.message, newest.chart)
        what = f"{count} changes like {said}" if count > 1 else said
        desk.say(f"The next {desk.key('edit.undo')} undoes: {what}{_of(desk, newest.chart, said)}", MessageKind.WARNING)
        return
    _turn(desk, count, back=True)


def redo(desk: Desk) -> None:
    """Do again what was undone last.

    Raises:
        Refused: there is none, or its place has changed since.
    """
    undone = desk.practice.history().undone
    if not undone:
        raise Refused("Nothing to redo.")
    _turn(desk, intention(undone), back=False)


def _turn(desk: Desk, count: int, *, back: bool) -> None:
    before = desk.shown.plan()
    turn = desk.practice.undo if back else desk.practice.redo
    steps: list[Step] = []
    for _ in range(count):
        known = desk.practice.history().done[-1].chart if back else desk.practice.history().undone[-1].chart
        name = desk.practice.summary(known)
        step = turn()
        steps.append(step)
        said = step.message
        if name is not None and desk.state.names != "full":
            said = said.replace(naming.full_name(name, "full"), naming.full_name(name, desk.state.names))
        said = naming.discreet(desk, said, step.chart_id)
    chart = steps[-1].chart_id
    if count == 1 and desk.practice.summary(chart) is not None and chart != desk.state.client:
        go_to_client(desk, chart)
        before = None
    settle(desk)
    after = desk.shown.plan()
    node = changed_line(before, after) if chart == desk.state.client else ""
    if node and node in desk.shown.keys(Pane.PLAN):
        desk.state.tree.cursor = node
    if count > 1:
        said = f"{'Undone' if back else 'Again'}: {count} changes"
    hint = f"{desk.key('edit.redo')} redo" if back else f"{desk.key('edit.undo')} undo"
    desk.say(f"{said}{_of(desk, chart, said) if count == 1 else ''}   {hint}")


def _of(desk: Desk, chart: str, said: str) -> str:
    """Whose change it was, when the sentence does not say so."""
    summary = desk.practice.summary(chart)
    if summary is None or summary.code in said:
        return ""
    return f" ({naming.short_name(summary, desk.state.names)})"


def changed_line(before: Plan | None, after: Plan | None) -> str:
    """The id of the first line that is new or different, apart from what is inside it; empty when there is none."""
    if after is None:
        return ""
    old = {place.node.id: with_children(place.node, ()) for place in walk(before)} if before is not None else {}
    for place in walk(after):
        if old.get(place.node.id) != with_children(place.node, ()):
            return place.node.id if old else ""
    return ""


def repeat(desk: Desk) -> None:
    """Do the last repeatable change again on the line under the cursor.

    Raises:
        Refused: there is none, or it does not fit here.
    """
    if desk.again is None:
        raise Refused("Nothing to do again yet: a mark, a status, a date, a clause, a line or a removal can be.")
    desk.again(desk)


ACTIONS: dict[str, Action] = {"edit.undo": undo, "edit.redo": redo, "edit.repeat": repeat}
"""Action id -> what runs."""
