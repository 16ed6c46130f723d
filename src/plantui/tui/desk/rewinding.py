"""Undo, redo, and doing the last change again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from plantui.model.plan import Plan
from plantui.model.tree import walk, with_children
from plantui.practice.barriers import Stays
from plantui.practice.command import Step
from plantui.practice.history import Past
from plantui.practice.refusal import Refused
from plantui.tui.desk import naming
from plantui.tui.desk.moving import go_to_client, settle
from plantui.tui.desk.state import MessageKind, Pane

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Action, Desk


def undo(desk: Desk) -> None:
    """Take back the newest change; when its client is not on screen, go there first.

    Raises:
        Refused: there is none, its place has changed since, or a seal, an export or a backup lies over it.
    """
    state = desk.state
    steps = next_steps(desk, back=True)
    charts = {past.chart for past in steps}
    newest = steps[-1]
    there = desk.practice.summary(newest.chart) is not None
    # What was done to several clients at once was done in a list, and is seen there.
    seen = _at_hand(desk) in charts or (len(charts) > 1 and state.on_main and state.pane is not Pane.PLAN)
    if there and not seen:
        desk.to_main()
        go_to_client(desk, newest.chart)
        said = naming.discreet(desk, newest.message, newest.chart)
        what = f"{len(steps)} changes like {said}" if len(steps) > 1 else said
        desk.say(f"The next {desk.key('edit.undo')} undoes: {what}{_of(desk, newest.chart, said)}", MessageKind.WARNING)
        return
    _turn(desk, steps, back=True)


def redo(desk: Desk) -> None:
    """Do again what was undone last.

    Raises:
        Refused: there is none, its place has changed since, or a seal, an export or a backup lies over it.
    """
    _turn(desk, next_steps(desk, back=False), back=False)


def _at_hand(desk: Desk) -> str:
    """The chart that is looked at; empty on a page about several."""
    page = desk.state.page
    return desk.state.client if page is None else page.about(desk)


def next_steps(desk: Desk, *, back: bool) -> tuple[Past, ...]:
    """The steps of the intention that undo takes back next from here, or redo makes again.

    Raises:
        Refused: there is none, or a seal, an export or a backup lies over it.
    """
    try:
        return (desk.practice.next_undo if back else desk.practice.next_redo)(_at_hand(desk))
    except Stays as stays:
        raise Refused(naming.discreet(desk, stays.sentence, stays.past.chart)) from None


def _turn(desk: Desk, passed: Sequence[Past], *, back: bool) -> None:
    count = len(passed)
    before = desk.shown.plan()
    turn = desk.practice.undo if back else desk.practice.redo
    steps: list[Step] = []
    for past in reversed(passed):
        name = desk.practice.summary(past.chart)
        step = turn(past.chart)
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
        first = naming.discreet(desk, passed[0].message, chart)
        one = len({past.chart for past in passed}) == 1
        what = f"{first}, with what came of it" if one else f"{count} changes"
        said = f"{'Undone' if back else 'Again'}: {what}"
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
