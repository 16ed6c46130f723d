"""The check list of a new plan: what must be settled, what may be left as it is, what is in order."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plantui.clinical.lint import SCREEN_WORDS
from plantui.clinical.reference import profile_of
from plantui.clinical.schedule import cadence
from plantui.practice.commands.statements import ConfirmWords
from plantui.practice.refusal import Refused
from plantui.tui.desk.checking import findings
from plantui.tui.desk.moving import focus_on
from plantui.tui.desk.state import Pane

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Desk
    from plantui.tui.desk.steps import StepsPage

RAW = "TP037"
"""Words of the library that nobody has made the client's own: they may be confirmed as they are."""

BLANK_LEFT = "TP110"
FOLLOWS = frozenset({"TP020", "TP021", "TP022", "TP023", RAW})
"""Findings that an open blank in the same line brings with it."""


class Check(NamedTuple):
    """A row: must, ask, note, ok or left; the line it is about, what it says, and the rule behind it."""

    word: str
    code: str
    message: str
    ref: str = ""
    rule: str = ""
    hint: str = ""


_HINTS = {
    "TP110": "fix before signing",
    "TP037": "space: right as it is",
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
    every = findings(desk)
    open_lines = {each.ref for each in every if each.id == BLANK_LEFT}
    # What is missing because a blank is open is said once, by the blank.
    found = [each for each in every if each.id not in FOLLOWS or each.ref not in open_lines]
    rows = []
    for each in found:
        left = (each.id, each.ref) in page.left
        word = "left" if left else SCREEN_WORDS[each.severity]
        rows.append(Check(word, each.code, each.message, each.ref, each.id, _HINTS.get(each.id, "")))
    rows.sort(key=lambda row: row.word == "left")
    fired = {each.id for each in every}
    if not fired & {"TP004", "TP005", "TP020", "TP022", "TP023"}:
        rows.append(Check("ok", "", "every objective has a measure or a count, a due date, an intervention"))
    if "TP030" not in fired:
        rows.append(Check("ok", "", "goal is in the client's words"))
    rhythm = cadence(chart, desk.practice.acting().cadence, profile_of(chart, desk.library))
    day = rhythm.after(desk.now().date())
    said = f"{rhythm.n} {rhythm.unit.value[:1]}"
    rows.append(Check("ok", "", f"review date {day:%a} {day.day} {day:%b %Y} ({said}, practice default)"))
    return tuple(rows)


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


def musts(desk: Desk, page: StepsPage) -> tuple[int, int]:
    """How many must and ask rows there are."""
    rows = checks(desk, page)
    return sum(row.word == "must" for row in rows), sum(row.word == "ask" for row in rows)
