"""A draft whose line was changed by somebody else meanwhile: what it was, theirs, and mine."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from plantui.clinical.review import open_review
from plantui.keys.context import Context
from plantui.model.chart import Chart
from plantui.model.codec import from_tables
from plantui.model.fault import ChartFaults
from plantui.model.tree import find
from plantui.practice.drafts import plan_at_hand
from plantui.practice.lexicon import lexicon
from plantui.practice.lines import line_of
from plantui.practice.refusal import Refused
from plantui.practice.texts import NOBODY
from plantui.quickentry import print_line
from plantui.tui.desk.scene import Scene
from plantui.vault.faults import VaultFault

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Action, Desk
    from plantui.vault.founddraft import FoundDraft

GONE = "(no longer there)"
NOT_KEPT = "(that version is no longer kept)"


def _panel(desk: Desk) -> MovedDraft:
    panel = desk.state.scene
    if not isinstance(panel, MovedDraft):
        raise Refused("That works where two versions stand beside each other.")
    return panel


def mine(desk: Desk) -> None:
    """Go on with the draft as it is; Enter then puts it over theirs."""
    from plantui.tui.desk.reopening import reopen

    panel = _panel(desk)
    if panel.theirs == GONE:
        raise Refused("That line is no longer in the plan. Theirs, or later.")
    assert desk.drafts.texts is not None
    desk.drafts.texts.resume(panel.found)
    desk.drafts.texts.moved_on(panel.found.chart, desk.practice.revision(panel.found.chart))
    desk.close(panel)
    reopen(desk, panel.found)


def theirs(desk: Desk) -> None:
    """What stands in the store stands; the draft waits in history."""
    panel = _panel(desk)
    assert desk.drafts.texts is not None
    desk.drafts.texts.forget(panel.found)
    desk.remember(panel.history, panel.found.text)
    desk.close(panel)
    desk.say("Theirs stands. Your draft waits under up in the next line of its kind.")


def later(desk: Desk) -> None:
    """Leave both as they are; the draft is offered again."""
    desk.close(_panel(desk))
    desk.say("The draft is kept and offered again at the next start.")


def no_choice(desk: Desk) -> None:
    """Both, or all: there is one line, and one text.

    Raises:
        Refused: always.
    """
    raise Refused("Mine goes on with the draft, theirs leaves the line as it stands, later keeps both.")


@dataclass(eq=False)
class MovedDraft(Scene):
    """The three sides of one line in words, and the draft."""

    panel: ClassVar[bool] = True
    acts: ClassVar[dict[str, Action]] = {
        "conflict.mine": mine,
        "conflict.edit": mine,
        "conflict.theirs": theirs,
        "conflict.later": later,
        "conflict.both": no_choice,
        "conflict.all_mine": no_choice,
        "conflict.all_theirs": no_choice,
    }
    found: FoundDraft
    before: str
    theirs: str
    code: str = ""
    history: str = "edit"

    def context(self) -> Context:
        """The keys of a conflict."""
        return Context.CONFLICT


def moved(desk: Desk, found: FoundDraft) -> tuple[str, str, str, str] | None:
    """What the text was, what it is now, its code and its history, where somebody else changed it; else None.

    The text is a line of the plan, edited in the tree or in a review, or a remark of a review.
    """
    known = next((name for name in _KNOWN if found.field.startswith(name)), "")
    if found.chart == NOBODY or not known:
        return None
    stood, history = _KNOWN[known]
    store = desk.locking.premises.store if desk.locking.premises is not None else None
    try:
        now = desk.practice.chart(found.chart)
    except (Refused, VaultFault):
        return None
    if store is None or found.base_rev >= desk.practice.revision(found.chart):
        return None
    node = found.field.removeprefix(known)
    stands = stood(desk, now, node)
    try:
        then = from_tables(store.load(found.chart, found.base_rev)[1])
    except (VaultFault, ChartFaults):
        was = None
    else:
        was = stood(desk, then, node)
        if was == stands:
            return None
    place = find(plan_at_hand(now), node)
    code, kind = (place.node.code, place.kind) if place is not None else ("", "")
    if history:
        return was or "", stands or "", code, history
    return was or NOT_KEPT, stands or GONE, code, f"edit {kind}".strip()


def _line(desk: Desk, chart: Chart, node: str) -> str | None:
    try:
        place = find(plan_at_hand(chart), node)
    except Refused:
        return None
    return None if place is None else print_line(line_of(place.node), lexicon(chart, desk.practice.acting()))


def _remark(desk: Desk, chart: Chart, node: str) -> str | None:
    """The remark on an objective in the review in progress; None where there is none."""
    review = open_review(chart)
    return next((line.remark for line in review.lines if line.objective == node), None) if review is not None else None


_KNOWN: dict[str, tuple[Callable[[Desk, Chart, str], str | None], str]] = {
    "edit-": (_line, ""),
    "review-edit-": (_line, ""),
    "review-remark-": (_remark, "review remark"),
}
"""How the target of a text begins -> what stands there in a chart, and its history where that is no line's."""
