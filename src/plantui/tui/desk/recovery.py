"""What was being typed when a terminal went away: offered at the start, and Enter goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantui.model.tree import children, find
from plantui.practice.drafts import plan_at_hand
from plantui.practice.lexicon import lexicon
from plantui.practice.lines import Line, line_of, new_node
from plantui.practice.refusal import Refused
from plantui.practice.texts import NOBODY
from plantui.quickentry import LineFault, print_line
from plantui.quickentry.line import parse_plan_line
from plantui.tui.desk import naming
from plantui.tui.desk.keeping import DESK
from plantui.tui.desk.reopening import reopen
from plantui.tui.desk.starting import start_desk
from plantui.vault.faults import VaultFault

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Desk
    from plantui.vault.founddraft import FoundDraft


def begin(desk: Desk) -> None:
    """The store was opened for the first time: the cursor where work begins, and the draft that was left, if any."""
    start_desk(desk)
    offer(desk)


def offer(desk: Desk) -> None:
    """Say which draft was left behind last; Enter goes on with it as long as the sentence stands."""
    found = next(iter(waiting(desk)), None)
    desk.drafts.offered = found
    if found is None:
        return
    summary = desk.practice.summary(found.chart)
    name = f" ({naming.short_name(summary, desk.state.names)})" if summary is not None else ""
    desk.warn(f"Draft from {_moment(desk, found)}{name}. Enter goes on.")
    desk.drafts.offering = desk.state.message


def _moment(desk: Desk, found: FoundDraft) -> str:
    at = found.at.astimezone(desk.now().tzinfo)
    return f"{at:%H:%M}" if at.date() == desk.now().date() else f"{at:%a} {at.day} {at:%b %H:%M}"


def waiting(desk: Desk) -> list[FoundDraft]:
    """The drafts of whoever works here that were left behind, the latest first; those whose text is stored go."""
    texts = desk.drafts.texts
    if texts is None:
        return []
    try:
        found = texts.abandoned()
    except VaultFault as fault:
        desk.warn(f"{fault.code} Drafts cannot be looked for. {fault}")
        return []
    mine = desk.practice.acting().user.id
    kept = []
    for each in found:
        if each.chart == DESK or (not each.fault and is_stored(desk, each)):
            try:
                texts.forget(each)
            except VaultFault:
                continue
        elif each.owner.who in (mine, ""):
            kept.append(each)
    return kept


def is_stored(desk: Desk, found: FoundDraft) -> bool:
    """Whether the store has the text already, or it holds nothing."""
    if not found.text.strip():
        return True
    if found.chart == NOBODY:
        return False
    if found.field.startswith("add-"):
        return _is_added(desk, found)
    return found.field.startswith("edit-") and line_now(desk, found) == found.text


def _is_added(desk: Desk, found: FoundDraft) -> bool:
    """Whether a line that was being added stands in the plan: the program ended before its draft was removed."""
    _, kind, parent, *_ = found.field.split("-")
    try:
        chart = desk.practice.chart(found.chart)
        plan = plan_at_hand(chart)
        typed = parse_plan_line(kind, found.text, lexicon(chart, desk.practice.acting()))
        wanted = line_of(new_node(typed, desk.practice.acting())) if isinstance(typed, Line) else None
    except (Refused, VaultFault, LineFault, KeyError):
        return False
    above = find(plan, parent)
    inside = children(plan if above is None else above.node)
    return any(line_of(node) == wanted for node in inside)


def line_now(desk: Desk, found: FoundDraft) -> str | None:
    """The line that a draft edits, as it stands now; None where there is none."""
    try:
        chart = desk.practice.chart(found.chart)
        place = find(plan_at_hand(chart), found.field.partition("-")[2])
    except (Refused, VaultFault):
        return None
    return None if place is None else print_line(line_of(place.node), lexicon(chart, desk.practice.acting()))


def go_on(desk: Desk) -> None:
    """Open the draft that was offered where it was.

    Raises:
        NotFound: another terminal was faster.
        DraftHeld: another terminal goes on with it.
        VaultFault: it cannot be read.
    """
    found, texts = desk.drafts.offered, desk.drafts.texts
    desk.drafts.offered = None
    if found is None or texts is None:
        return
    texts.resume(found)
    desk.say("Here is where you were.")
    reopen(desk, found)
