"""The check list of a new plan: what must be settled, what may be left as it is, what is in order."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plantui.clinical.lint import SCREEN_WORDS
from plantui.clinical.reference import profile_of
from plantui.clinical.schedule import cadence
from plantui.keys.context import Context
from plantui.practice.commands.statements import ConfirmWords
from plantui.practice.refusal import Refused
from plantui.tui.desk.checking import BLANK_LEFT, RAW, findings, gate
from plantui.tui.desk.moving import focus_on
from plantui.tui.desk.state import Pane

if TYPE_CHECKING:
    from datetime import date

    from plantui.model.chart import Chart
    from plantui.model.period import Period
    from plantui.tui.desk.desk import Desk
    from plantui.tui.desk.steps import StepsPage


class Check(NamedTuple):
    """A row: must, ask, note, ok or left; the line it is about, what it says, and the rule behind it."""

    word: str
    code: str
    message: str
    ref: str = ""
    rule: str = ""
    hint: str = ""


_HINTS = {
    BLANK_LEFT: "fix before signing",
    RAW: "space: right as it is",
    "TP031": "optional",
    "TP032": "optional",
    "TP033": "optional",
    "TP010": "optional",
}


def checks(desk: Desk, page: StepsPage) -> tuple[Check, ...]:
    """The findings, weightiest first, then what is in order."""
    chart = desk.shown.chart()
    if chart is None:
        return ()
    found = findings(desk)
    rows = []
    for each in found:
        left = (each.id, each.ref) in page.left
        word = "left" if left else SCREEN_WORDS[each.severity]
        rows.append(Check(word, each.code, each.message, each.ref, each.id, _HINTS.get(each.id, "")))
    # What stops the signature stands first.
    rows.sort(key=lambda row: (row.word == "left", row.rule != BLANK_LEFT))
    fired = {each.id for each in found}
    holes = [desk.shown.place_of(each.ref) for each in found if each.id == BLANK_LEFT]
    open_now = any(place is not None and place.kind == "objective" for place in holes)
    if not open_now and not fired & {"TP004", "TP005", "TP020", "TP022", "TP023"}:
        rows.append(Check("ok", "", "every objective has a measure or a count, a due date, an intervention"))
    if "TP030" not in fired:
        rows.append(Check("ok", "", "goal is in the client's words"))
    rhythm = _rhythm(desk, chart)
    day = rhythm.after(desk.now().date())
    whose = "practice default" if rhythm == desk.practice.acting().cadence else "as set"
    said = f"{rhythm.n} {rhythm.unit.value[:1]}, {whose}"
    rows.append(Check("ok", "", f"review date {day:%a} {day.day} {day:%b %Y} ({said})"))
    return tuple(rows)


def _rhythm(desk: Desk, chart: Chart) -> Period:
    return cadence(chart, desk.practice.acting().cadence, profile_of(chart, desk.library))


def review_day(desk: Desk) -> date:
    """The review date that signing today sets."""
    return _rhythm(desk, desk.chart()).after(desk.now().date())


def check_here(desk: Desk, page: StepsPage) -> Check | None:
    """The row under the cursor."""
    rows = checks(desk, page)
    return rows[min(page.cursor, len(rows) - 1)] if rows else None


def leave_check(desk: Desk, page: StepsPage) -> None:
    """Leave a finding as it is; words of the library are confirmed.

    Raises:
        Refused: it must be settled, or there is nothing to leave.
    """
    check = check_here(desk, page)
    if check is None or check.word == "ok":
        raise Refused("That is in order.")
    if check.rule == RAW:
        desk.do(ConfirmWords(check.ref), page.chart)
    elif check.word == "must":
        raise Refused("A must is settled, not left: Enter goes to the line.")
    else:
        page.left ^= {(check.rule, check.ref)}
        page.step(desk, 1)
    page.cursor = max(0, min(page.cursor, len(checks(desk, page)) - 1))


def go_to_check(desk: Desk, check: Check | None) -> None:
    """To the line a finding is about, in the plan; going back returns to the check list.

    Raises:
        Refused: it is about the plan as a whole.
    """
    place = desk.shown.place_of(check.ref) if check is not None else None
    if place is None:
        raise Refused("This is about the plan as a whole, not about one line.")
    tree = desk.state.tree
    tree.folded -= {parent.id for parent in place.parents}
    tree.filter = ""
    focus_on(desk, Pane.PLAN)
    tree.cursor = place.node.id
    desk.say(f"{desk.key('ui.back')} goes back to the check list.")


def blank_of(check: Check) -> str:
    """The name of the blank that a row is about; empty for another row."""
    return check.message.removeprefix("Blank left: ").rstrip(".") if check.rule == BLANK_LEFT else ""


def outcome(desk: Desk, page: StepsPage) -> str:
    """What stands between the plan and its signature."""
    rows = checks(desk, page)
    blanks = sum(row.rule == BLANK_LEFT for row in rows)
    must, _ = musts(desk, page)
    if blanks:
        key, said = desk.key("steps.next", Context.STEPS), "1 blank stops" if blanks == 1 else f"{blanks} blanks stop"
        return f"{said} the signature. {key} on {'it' if blanks == 1 else 'one'} fills it."
    if must and gate(desk):
        return f"{must} must {'stops' if must == 1 else 'stop'} the signature: {gate(desk)}."
    kept = f", {must} must stay{'s' if must == 1 else ''} in the check" if must else ""
    return f"Nothing stops the signature{kept}. {desk.key('steps.sign', Context.STEPS)} goes to it."


def musts(desk: Desk, page: StepsPage) -> tuple[int, int]:
    """How many must and ask rows there are."""
    rows = checks(desk, page)
    return sum(row.word == "must" for row in rows), sum(row.word == "ask" for row in rows)
