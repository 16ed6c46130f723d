"""Removing lines of a draft, discontinuing lines of a signed plan, closing cases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantui.model.status import ClientStatus, Status
from plantui.model.tree import Place, children
from plantui.practice.commands.clients import SetClientStatus
from plantui.practice.commands.nodes import RemoveNode
from plantui.practice.drafts import was_signed
from plantui.practice.refusal import NeedsConfirming, NeedsReason, Refused
from plantui.tui.desk import bulk, ticking
from plantui.tui.desk.entry import open_line
from plantui.tui.desk.lines import line_here, lines_here, named
from plantui.tui.desk.marking import set_status
from plantui.tui.desk.moving import settle, settle_tree
from plantui.tui.desk.state import ConfirmPanel, LineEntry, Pane

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Action, Desk


def remove(desk: Desk) -> None:
    """Remove a line of a draft, discontinue one of a signed plan, close a case from the caseload."""
    state = desk.state
    if state.on_main and state.pane is Pane.CASELOAD:
        _close_cases(desk)
    elif state.on_main and state.pane is Pane.QUEUE:
        desk.chart()
        raise Refused(f"A row goes when its cause is settled. {desk.key('review.when')} moves a review date.")
    else:
        _remove_lines(desk, _without_inner(lines_here(desk, "d removes a line")))


def _without_inner(places: list[Place]) -> list[Place]:
    """The lines that are not inside another one of them."""
    chosen = {place.node.id for place in places}
    return [place for place in places if not any(parent.id in chosen for parent in place.parents)]


def _remove_lines(desk: Desk, places: list[Place]) -> None:
    chart = desk.chart()
    nodes = tuple(place.node.id for place in places)
    if any(was_signed(chart, node) for node in nodes):
        if len(places) == 1 and places[0].node.status is Status.STOPPED:
            raise Refused(f"{places[0].node.code} is discontinued already.")
        title = f"why discontinue {named(places)} in the next version?"
        open_line(desk, LineEntry("reason", title=title, then="remove", about=nodes, chart=chart.id))
        return
    inside = sum(_below(place) for place in places)
    question = f"Remove {len(nodes)} lines with {inside} under them?"
    bulk.asked(desk, len(nodes), question, lambda desk: remove_nodes(desk, nodes))


def _below(place: Place) -> int:
    return sum(1 + _below(Place("", 0, (), child)) for child in children(place.node))


def remove_nodes(desk: Desk, nodes: tuple[str, ...], reason: str = "") -> None:
    """Take lines out of the plan; a line that notes link to asks whether to discontinue it instead.

    Raises:
        Refused: it does not fit.
    """

    def again(desk: Desk) -> None:
        place = line_here(desk, "d removes a line")
        remove_nodes(desk, (place.node.id,), reason)

    commands = [RemoveNode(node, reason) for node in nodes]
    try:
        if len(commands) == 1:
            step = desk.do(commands[0])
            desk.state.tree.cursor = step.focus
        else:
            bulk.on_lines(desk, commands, f"{len(commands)} lines removed")
    except NeedsConfirming as question:
        if len(commands) > 1:
            raise Refused(question.sentence) from None
        desk.state.confirm = ConfirmPanel(question.sentence, lambda desk: _discontinue(desk, nodes))
        return
    ticking.clear(desk, Pane.PLAN)
    settle_tree(desk)
    desk.again = again


def _discontinue(desk: Desk, nodes: tuple[str, ...]) -> None:
    set_status(desk, nodes, Status.STOPPED, reason="removed from the draft; notes link to it")


def _close_cases(desk: Desk) -> None:
    charts = tuple(ticking.ticked_clients(desk)) or (desk.chart().id,)
    in_care = tuple(chart for chart in charts if not _closed(desk, chart))
    if not in_care:
        raise Refused(f"{desk.chart().code} is closed already." if len(charts) == 1 else "They are closed already.")
    who = desk.practice.chart(in_care[0]).code if len(in_care) == 1 else f"{len(in_care)} clients"
    title = f"why close the case of {who}?"
    open_line(desk, LineEntry("reason", title=title, then="close", about=in_care, chart=in_care[0]))


def _closed(desk: Desk, chart: str) -> bool:
    summary = desk.practice.summary(chart)
    return summary is not None and summary.status == ClientStatus.DISCHARGED


def keep_reason(desk: Desk, entry: LineEntry) -> None:
    """Enter in the prompt for a reason.

    Raises:
        Refused: nothing was typed, or what was asked for does not fit.
    """
    reason = entry.field.text.strip()
    if not reason:
        raise NeedsReason(f"A word or two is enough; {desk.key('ui.cancel')} leaves everything as it was.")
    if entry.then == "stop":
        set_status(desk, entry.about, Status.STOPPED, reason=reason)
    elif entry.then == "remove":
        remove_nodes(desk, entry.about, reason)
    else:
        changes = [(chart, SetClientStatus(ClientStatus.DISCHARGED, reason)) for chart in entry.about]
        question = f"Close {len(changes)} cases?"
        bulk.asked(desk, len(changes), question, lambda desk: _close(desk, changes))
    desk.remember("reason", reason)
    desk.state.line = None


def _close(desk: Desk, changes: list[tuple[str, SetClientStatus]]) -> None:
    bulk.on_charts(desk, changes, "{count} cases closed")
    settle(desk)


ACTIONS: dict[str, Action] = {"item.remove": remove}
"""Action id -> what runs."""
