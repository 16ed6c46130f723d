"""Progress marks and status of lines of the plan."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from plantui.model.plan import Intervention, Objective
from plantui.model.status import STATUS_MEANINGS, Status
from plantui.practice.commands.progress import MarkProgress, SetStatus
from plantui.practice.refusal import Refused
from plantui.quickentry import parse_date
from plantui.tui.desk import bulk
from plantui.tui.desk.entry import open_line
from plantui.tui.desk.lines import line_here, lines_here, named
from plantui.tui.desk.state import LineEntry

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Action, Desk


def _mark(sign: str) -> Action:
    def again(desk: Desk) -> None:
        desk.do(MarkProgress(line_here(desk, f"{sign} marks an objective").node.id, sign))

    def mark(desk: Desk) -> None:
        places = lines_here(desk, f"{sign} marks an objective")
        if len(places) > 1:
            places = [place for place in places if isinstance(place.node, Objective)] or places
        count = len(places)

        def change(desk: Desk) -> None:
            commands = [MarkProgress(place.node.id, sign) for place in places]
            bulk.on_lines(desk, commands, f"{count} objectives marked {sign}")
            desk.again = again

        bulk.asked(desk, count, f"Mark {count} objectives {sign}?", change)

    return mark


def _status(status: Status) -> Action:
    def change(desk: Desk) -> None:
        places = lines_here(desk, "s sets the status of a line")
        for place in places:
            if isinstance(place.node, Intervention) and status not in (Status.ACTIVE, Status.STOPPED):
                fit = f"{desk.key('status.active')} makes it active, {desk.key('status.stopped')} discontinues it"
                raise Refused(f"{place.node.code} is an intervention: {fit}.")
        nodes = tuple(place.node.id for place in places)
        chart = desk.chart().id
        if status is Status.MET:
            title = f"{named(places)} met on (Enter: today)"
            open_line(desk, LineEntry("date", title=title, then="met", about=nodes, chart=chart))
        elif status is Status.STOPPED:
            title = f"why is {named(places)} discontinued?" if len(places) == 1 else f"why discontinue {named(places)}?"
            open_line(desk, LineEntry("reason", title=title, then="stop", about=nodes, chart=chart))
        else:
            set_status(desk, nodes, status)

    return change


def set_status(desk: Desk, nodes: tuple[str, ...], status: Status, day: date | None = None, reason: str = "") -> None:
    """Give lines of the plan a status; ``.`` does it again on another line.

    Raises:
        Refused: it does not fit one of them.
    """
    said = f"{len(nodes)} lines: {STATUS_MEANINGS[status]}"

    def again(desk: Desk) -> None:
        place = line_here(desk, "s sets the status of a line")
        desk.do(SetStatus(place.node.id, status, day, reason))

    def change(desk: Desk) -> None:
        bulk.on_lines(desk, [SetStatus(node, status, day, reason) for node in nodes], said)
        desk.again = again

    bulk.asked(desk, len(nodes), f"{said}?", change)


def keep_met(desk: Desk, entry: LineEntry) -> None:
    """Enter in the prompt for the day on which lines were met; empty means today.

    Raises:
        LineFault: it is not a date.
    """
    typed = entry.field.text.strip()
    day = parse_date(typed, desk.shown.lexicon(), "past") if typed else None
    set_status(desk, entry.about, Status.MET, day)
    desk.remember("date", typed)
    desk.state.line = None


ACTIONS: dict[str, Action] = {
    "progress.up": _mark("+"),
    "progress.down": _mark("-"),
    "progress.same": _mark("="),
    "status.new": _status(Status.NEW),
    "status.active": _status(Status.ACTIVE),
    "status.met": _status(Status.MET),
    "status.hold": _status(Status.HOLD),
    "status.stopped": _status(Status.STOPPED),
}
"""Action id -> what runs."""
