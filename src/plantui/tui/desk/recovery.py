"""What was being typed when a terminal went away: offered at the start, and Enter goes on."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from plantui.clinical.review import open_review
from plantui.model.tree import children, find
from plantui.practice.drafts import plan_at_hand
from plantui.practice.lexicon import lexicon
from plantui.practice.lines import Line, line_of, new_node
from plantui.practice.notes import note_in
from plantui.practice.notes_header import header_of, header_words
from plantui.practice.refusal import Refused
from plantui.practice.safekeeping import as_of, put_back
from plantui.practice.texts import NOBODY, Spot
from plantui.quickentry import LineFault, print_line
from plantui.quickentry.change import parse_change
from plantui.quickentry.line import parse_plan_line
from plantui.tui.desk import naming
from plantui.tui.desk.keeping import DESK
from plantui.tui.desk.moving import settle
from plantui.tui.desk.reopening import reopen
from plantui.tui.desk.starting import start_desk
from plantui.tui.desk.state import ConfirmPanel
from plantui.vault.faults import NotFound, VaultFault
from plantui.vault.seam import Event

if TYPE_CHECKING:
    from plantui.settings.leftover import Leftover
    from plantui.tui.desk.desk import Desk
    from plantui.vault.founddraft import FoundDraft


def begin(desk: Desk) -> None:
    """The store was opened for the first time: the cursor where work begins, and what an earlier run left, if any."""
    desk.state.read_only = bool(desk.practice.barred)
    start_desk(desk)
    offer(desk)


def offer(desk: Desk) -> None:
    """Say what was left behind last; Enter goes on with it as long as the sentence stands."""
    from plantui.tui.desk.editor_left import take_up_left

    left = take_up_left(desk)
    if _offer_changes(desk):
        return
    if left is not None:
        _offer_left(desk, *left)
        return
    found = next(iter(waiting(desk)), None)
    if found is not None:
        _offer(desk, found)


def offer_here(desk: Desk) -> None:
    """The same on coming to a chart: another terminal may have gone away since.

    A chart is looked at each time one comes to it, and not while something is typed or said.
    """
    state, drafts = desk.state, desk.drafts
    if state.client == drafts.looked_at or desk.machine.prefix:
        return
    if not state.client or state.typing or state.message.text or not state.on_main or state.confirm is not None:
        return
    drafts.looked_at = state.client
    found = next((each for each in waiting(desk, state.client)), None)
    if found is not None:
        _offer(desk, found)


def _offer(desk: Desk, found: FoundDraft) -> None:
    rest = " Not all of it can be read." if found.fault else ""
    said = f"Draft from {_moment(desk, found.at)}{_whose(desk, found)}.{rest} Enter goes on."
    desk.drafts.offer(desk, said, lambda desk: go_on(desk, found))


def _offer_left(desk: Desk, found: FoundDraft, left: Leftover) -> None:
    """The same for a text that was in the editor when the program was killed; what stays of it is named."""
    said = f"What the editor had{_whose(desk, found)} is a draft now. Enter goes on."
    if left.copies:
        said += f" Copies stay in {left.folder}: {', '.join(left.copies)}. Remove them yourself."
    desk.drafts.offer(desk, said, lambda desk: go_on(desk, found))


def _whose(desk: Desk, found: FoundDraft) -> str:
    summary = desk.practice.summary(found.chart)
    return f" ({naming.short_name(summary, desk.state.names)})" if summary is not None else ""


def _offer_changes(desk: Desk) -> bool:
    """Offer to store the changes that an earlier run could not; whether there are any."""
    store = desk.locking.premises.store if desk.locking.premises is not None else None
    if store is None or desk.state.read_only:
        return False
    from plantui.practice.unsaved import bring_back, left_behind

    found = next(iter(left_behind(store.parts)), None)
    if found is None:
        return False
    many = len(found.kept.changes)
    were = "1 change of {} was" if many == 1 else f"{many} changes of {{}} were"
    said = were.format(_moment(desk, found.kept.at))

    def put_in(desk: Desk) -> None:
        missed = bring_back(desk.practice, store.parts, found)
        settle(desk)
        if missed:
            left = "; ".join(missed[:3])
            desk.warn(f"{many - len(missed)} of {many} changes made again. Not: {left}. They stay in {found.path}.")
        else:
            desk.say(f"Stored now: {many} change{'' if many == 1 else 's'} of the earlier run.")

    desk.drafts.offer(desk, f"{said} not stored. Enter stores {'it' if many == 1 else 'them'} now.", put_in)
    return True


def _moment(desk: Desk, moment: datetime) -> str:
    at = moment.astimezone(desk.now().tzinfo)
    return f"{at:%H:%M}" if at.date() == desk.now().date() else f"{at:%a} {at.day} {at:%b %H:%M}"


def waiting(desk: Desk, chart: str = "") -> list[FoundDraft]:
    """The drafts of whoever works here that were left behind, the latest first; those whose text is stored go.

    With ``chart`` only those of one chart.
    """
    texts = desk.drafts.texts
    if texts is None:
        return []
    try:
        found = texts.abandoned(chart)
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
        elif each.owner.who in (mine, "") and texts.holder(Spot(each.chart, each.field)) is None:
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
    if found.field.startswith("edit-"):
        return line_now(desk, found) == found.text or _changes_nothing(desk, found)
    if found.field.startswith("note-"):
        return _is_written(desk, found)
    return found.field.startswith("review-") and _is_reviewed(desk, found)


def _changes_nothing(desk: Desk, found: FoundDraft) -> bool:
    """Whether the line that a draft edits says already what the draft wants of it."""
    try:
        chart = desk.practice.chart(found.chart)
        place = find(plan_at_hand(chart), found.field.partition("-")[2])
        if place is None:
            return False
        changed = parse_change(place.kind, found.text, line_of(place.node), lexicon(chart, desk.practice.acting()))
    except (Refused, VaultFault, LineFault):
        return False
    return changed.line == line_of(place.node)


def _is_written(desk: Desk, found: FoundDraft) -> bool:
    """Whether the chart has the note as it was typed, or as it was gone on with from there."""
    try:
        there = note_in(desk.practice.chart(found.chart), found.field.partition("-")[2])
    except (Refused, VaultFault):
        return False
    if there is None:
        return False
    header, _, text = found.text.partition("\n\n")
    return header == header_words(header_of(there), date.min) and there.text.startswith(text.rstrip())


def _is_reviewed(desk: Desk, found: FoundDraft) -> bool:
    """Whether a field of a review stands in it: the remark, the decision, the edited line."""
    _, asked, node = found.field.split("-", 2)
    try:
        chart = desk.practice.chart(found.chart)
    except (Refused, VaultFault):
        return False
    review = open_review(chart)
    if asked == "remark" and review is not None:
        return any(line.objective == node and line.remark == found.text.strip() for line in review.lines)
    if asked == "decision" and review is not None:
        return found.text.strip() in review.decisions.splitlines()
    return asked == "edit" and line_now(desk, found) == found.text


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
        place = find(plan_at_hand(chart), found.field.rpartition("-")[2])
    except (Refused, VaultFault):
        return None
    return None if place is None else print_line(line_of(place.node), lexicon(chart, desk.practice.acting()))


def go_on(desk: Desk, found: FoundDraft) -> None:
    """Open a draft that was left behind where it was; what changed meanwhile is shown beside it first.

    Raises:
        NotFound: another terminal was faster.
        DraftHeld: another terminal goes on with it.
        VaultFault: it cannot be read.
    """
    texts = desk.drafts.texts
    if texts is None:
        return
    from plantui.tui.desk.moved import MovedDraft, moved

    sides = moved(desk, found)
    if sides is not None:
        desk.open(MovedDraft(found, *sides))
        return
    texts.resume(found)
    desk.say("Here is where you were.")
    reopen(desk, found)


# a chart that cannot be read


def ask_to_restore(desk: Desk) -> None:
    """Ask whether to put the last good version of a damaged chart back.

    Raises:
        Refused: none is kept.
        VaultFault: the versions cannot be looked at.
    """
    premises = desk.locking.premises
    store = premises.store if premises is not None else None
    if store is None or desk.state.read_only:
        raise Refused("Nothing can be put back here: read only.")
    chart = desk.state.client
    try:
        older = as_of(store, chart, desk.now().date() + timedelta(days=1))
    except NotFound as missing:
        raise Refused(f"{missing} plantui restore FILE takes one from a backup.") from None
    known = next((info for info in store.history(chart) if info.rev == older.rev), None)
    at = known.at.astimezone() if known is not None and known.at is not None else None
    when = f" of {at.day} {at:%b %H:%M}" if at is not None else ""
    question = f"Put back revision {older.rev}{when}? Everything as it is now is kept in a snapshot first."

    def then(desk: Desk) -> None:
        acting = desk.practice.acting()
        session = premises.session if premises is not None else ""
        event = Event(act="chart.restore", who=acting.user.id, at=acting.now, session=session)
        desk.say("Putting it back.")

        def work() -> object:
            try:
                return put_back(store, chart, older, event)
            except VaultFault as fault:
                return fault

        def told(outcome: object) -> None:
            desk.practice.refresh()
            desk.shown.forget_damage()
            settle(desk)
            if isinstance(outcome, VaultFault):
                desk.warn(f"{outcome.code} {outcome}")
            else:
                desk.say(f"Put back as it was{when}. plantui verify checks the store.")

        desk.locking.run(work, told)

    desk.state.confirm = ConfirmPanel(question, then)
