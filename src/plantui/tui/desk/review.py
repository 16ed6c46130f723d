"""Reviewing: one due plan at a time, everything a clinician does on a card."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from plantui.clinical.review import Weighed
from plantui.keys.context import Context
from plantui.model.status import Status
from plantui.practice.commands.reviews import Accept, AcceptAll, Adjusted, Rate, Refocus, SetReviewStatus
from plantui.practice.refusal import Refused
from plantui.practice.reviewing import refocus_words
from plantui.tui.desk import rewinding
from plantui.tui.desk.moving import settle
from plantui.tui.desk.review_cards import ReviewCards, draft_of
from plantui.tui.desk.review_evidence import ReviewEvidence
from plantui.tui.desk.review_prompt import ask
from plantui.tui.desk.review_signature import open_signature
from plantui.tui.desk.scene import Visit
from plantui.tui.desk.state import MessageKind, Pane

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Action, Desk


@dataclass(eq=False)
class ReviewPage(ReviewCards):
    """The cards with what their keys do."""

    acts: ClassVar[dict[str, Action]] = {}


@dataclass(eq=False)
class PlanVisit(Visit):
    """The tree, opened from a card to adjust the plan; going back returns to the card."""

    page: ReviewPage | None = None

    def stow(self, desk: Desk) -> Callable[[Desk], None] | None:
        """The visit goes on from the card that comes back below it."""
        self.closed(desk)

        def back(desk: Desk) -> None:
            page = desk.state.page
            desk.open(PlanVisit(page=page if isinstance(page, ReviewPage) else None))

        return back

    def closed(self, desk: Desk) -> None:
        """What was changed is signed with the review."""
        page = self.page
        if page is None or page not in desk.state.scenes or desk.practice.summary(page.stop.chart) is None:
            return
        now = draft_of(page.chart(desk))
        may_change = not desk.state.read_only and desk.practice.writer.failure is None
        if now is not None and now != page.seen and may_change:
            page.do(desk, Adjusted(page.stop.kind))
            page.seen = now


def _on_card(change: Callable[[Desk, ReviewPage], None]) -> Action:
    """An action on the card; on the last page there is none."""

    def run(desk: Desk) -> None:
        page = desk.state.scene
        if not isinstance(page, ReviewPage):
            return
        if page.over:
            raise Refused(f"Nothing is reviewed at the moment. {desk.key('ui.back')} goes back.")
        change(desk, page)

    return run


def _on_objective(verb: str, change: Callable[[Desk, ReviewPage, Weighed], None]) -> Action:
    return _on_card(lambda desk, page: change(desk, page, page.here(desk, verb)))


def _accept(desk: Desk, page: ReviewPage, each: Weighed) -> None:
    page.do(desk, Accept(page.stop.kind, each.objective.id))
    page.step(desk, 1)


def _accept_all(desk: Desk, page: ReviewPage) -> None:
    page.do(desk, AcceptAll(page.stop.kind))
    page.cursor = page.card(desk).start


def _rate(sign: str) -> Action:
    def rate(desk: Desk, page: ReviewPage, each: Weighed) -> None:
        page.do(desk, Rate(page.stop.kind, each.objective.id, sign))
        page.step(desk, 1)

    return _on_objective(f"{sign} rates", rate)


def _status(status: Status) -> Action:
    def change(desk: Desk, page: ReviewPage, each: Weighed) -> None:
        node = each.objective.id
        if status is Status.MET:
            ask(desk, page, "met", node)
        elif status is Status.STOPPED:
            ask(desk, page, "stop", node)
        else:
            page.do(desk, SetReviewStatus(page.stop.kind, node, status))
            page.step(desk, 1)

    return _on_objective("s sets the status of", change)


def _remark(desk: Desk, page: ReviewPage) -> None:
    if page.cursor >= len(page.card(desk).lines):
        ask(desk, page, "decision")
    else:
        ask(desk, page, "remark", page.here(desk, "i remarks on").objective.id)


def _edit(desk: Desk, page: ReviewPage, each: Weighed) -> None:
    ask(desk, page, "edit", each.objective.id)


def _when(desk: Desk, page: ReviewPage) -> None:
    ask(desk, page, "when")


def _adjust(desk: Desk, page: ReviewPage) -> None:
    card = page.card(desk)
    page.seen = draft_of(page.chart(desk)) if card.changed is None else page.seen
    for topic, _ in reversed(card.period.topics):
        desk.remember("add problem", topic)
    desk.open(PlanVisit(page=page))
    desk.state.pane = Pane.PLAN
    back = desk.key("ui.back")
    if card.period.topics:
        named = ", ".join(topic for topic, _ in card.period.topics[:3])
        add, older = desk.key("add.problem"), desk.key("line.prev_match", Context.LINE)
        desk.say(f"Not in the plan: {named}. {add} then {older} takes it as a problem. {back} returns to the review.")
    else:
        desk.say(f"Adjust the plan; the review signs it. {back} returns to the review.")


def _refocus(desk: Desk, page: ReviewPage) -> None:
    page.do(desk, Refocus(page.stop.kind, refocus_words(page.card(desk), page.cursor)))


def _evidence(desk: Desk, page: ReviewPage) -> None:
    if page.cursor >= len(page.card(desk).lines):
        raise Refused(f"{desk.key('sign.open')} signs; {desk.key('review.when')} sets the next date.")
    each = page.here(desk, "Enter shows the evidence of")
    desk.open(ReviewEvidence(page=page, node=each.objective.id))


def _other(by: int) -> Action:
    def go(desk: Desk) -> None:
        page = desk.state.scene
        if not isinstance(page, ReviewPage):
            return
        rest = page.open_stops()
        if page.over:
            if by < 0 and rest:
                page.show(desk, rest[-1])
            elif by > 0:
                raise Refused("Nothing more comes after this.")
            return
        later = [at for at in rest if (at > page.at if by > 0 else at < page.at)]
        if later:
            page.show(desk, later[0] if by > 0 else later[-1])
        elif by > 0 and not page.only:
            page.over = True
        else:
            raise Refused("No plan before this one." if by < 0 else "No other plan is due.")

    return go


def _undo(desk: Desk) -> None:
    """Take back the newest change of this review; one on another client's card is gone to first."""
    page = desk.state.scene
    if not isinstance(page, ReviewPage):
        rewinding.undo(desk)
        return
    past = rewinding.next_steps(desk, back=True)[-1]
    signature = next((each for each in page.done_here if each.chart == past.chart), None)
    stop = next((at for at, each in enumerate(page.stops) if each.chart == past.chart), None)
    if stop is None:
        rewinding.undo(desk)
    elif past.act == "review.sign" and signature is not None:
        page.done_here.remove(signature)
        _take_back(desk, page, stop)
    elif page.over or stop != page.at:
        page.show(desk, stop)
        desk.say(f"The next {desk.key('edit.undo')} undoes: {past.message}", MessageKind.WARNING)
    else:
        _take_back(desk, page, stop)


def _take_back(desk: Desk, page: ReviewPage, stop: int) -> None:
    before = page.card(desk) if stop == page.at and not page.over else None
    step = desk.practice.undo(page.stops[stop].chart)
    settle(desk)
    page.show(desk, stop)
    if before is not None:
        known = {each.objective.id: (each.line, each.objective) for each in before.lines}
        lines = page.card(desk).lines
        changed = [at for at, each in enumerate(lines) if known.get(each.objective.id) != (each.line, each.objective)]
        page.cursor = changed[0] if changed else min(page.cursor, len(lines))
    desk.say(f"{step.message}   {desk.key('edit.redo')} redo")


def _redo(desk: Desk) -> None:
    page = desk.state.scene
    if not isinstance(page, ReviewPage):
        rewinding.redo(desk)
        return
    past = rewinding.next_steps(desk, back=False)[-1]
    stop = next((at for at, each in enumerate(page.stops) if each.chart == past.chart), None)
    if stop is None:
        rewinding.redo(desk)
        return
    if past.act == "review.sign":
        raise Refused(f"A signature is not redone; it is given anew: {desk.key('sign.open')}.")
    step = desk.practice.redo(past.chart)
    settle(desk)
    page.show(desk, stop)
    desk.say(f"{step.message}   {desk.key('edit.undo')} undo")


def _sign(desk: Desk, page: ReviewPage) -> None:
    open_signature(desk, page)


ReviewPage.acts = {
    "item.tick": _on_objective("space accepts the suggestion for", _accept),
    "mark.all": _on_card(_accept_all),
    "progress.up": _rate("+"),
    "progress.down": _rate("-"),
    "progress.same": _rate("="),
    "status.new": _status(Status.NEW),
    "status.active": _status(Status.ACTIVE),
    "status.met": _status(Status.MET),
    "status.hold": _status(Status.HOLD),
    "status.stopped": _status(Status.STOPPED),
    "insert.statement": _on_card(_remark),
    "edit.line": _on_objective("e edits", _edit),
    "review.when": _on_card(_when),
    "review.adjust": _on_card(_adjust),
    "review.refocus": _on_card(_refocus),
    "review.evidence": _on_card(_evidence),
    "client.next": _other(1),
    "client.prev": _other(-1),
    "sign.open": _on_card(_sign),
    "edit.undo": _undo,
    "edit.redo": _redo,
}
