"""The one-line fields of a review: a remark, an objective's line, the next date, the day it was met, why it ends."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar, Literal

from plantui.keys.context import Context
from plantui.keys.field import LineField, opened
from plantui.model.review import ReviewKind
from plantui.model.status import Status
from plantui.practice.commands.reviews import (
    Decide,
    EditReviewed,
    NextReview,
    Remark,
    SetReviewStatus,
    TookPartInReview,
)
from plantui.practice.lines import Line, line_of
from plantui.practice.refusal import Refused
from plantui.practice.spreading import due_days
from plantui.quickentry import LineFault, parse_date, parse_when, print_line
from plantui.quickentry.change import parse_change
from plantui.tui.desk.held import hold
from plantui.tui.desk.keeping import Typed
from plantui.tui.desk.review_cards import ReviewCards
from plantui.tui.desk.scene import RECALLED, Scene

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Action, Desk

Asked = Literal["remark", "decision", "edit", "when", "met", "stop"]
"""What a field asks for."""

HISTORIES: dict[Asked, str] = {
    "remark": "review remark",
    "decision": "review decision",
    "edit": "edit objective",
    "when": "when",
    "met": "date",
    "stop": "reason",
}
_TITLES: dict[Asked, str] = {
    "remark": "remark on {code}",
    "decision": "decision and its reason, or with: who took part",
    "edit": "edit objective {code}",
    "when": "next review",
    "met": "{code} met on (Enter: today)",
    "stop": "why is {code} discontinued?",
}
_PLACES: dict[Asked, str] = {
    "remark": "remark",
    "decision": "decision",
    "edit": "edit",
    "when": "review date",
    "met": "date",
    "stop": "reason",
}
_FLEETING: tuple[Asked, ...] = ("when", "met")
WITH = "with:"
"""What begins a line of the decisions that names who took part."""


@dataclass(eq=False)
class ReviewPrompt(Scene):
    """A field over a card: what it asks, for which objective, and the fault that Enter found."""

    panel = True
    acts: ClassVar[dict[str, Action]] = {}
    asked: Asked = "remark"
    page: ReviewCards = field(default_factory=ReviewCards)
    node: str = ""
    title: str = ""
    text: LineField = field(default_factory=opened)
    before: str = ""
    scolded: bool = False

    def context(self) -> Context:
        """A line is typed."""
        return Context.LINE

    def focus(self) -> str:
        """What is asked for, as footer and help know it."""
        return _PLACES[self.asked]

    def field(self) -> LineField | None:
        """The field."""
        return self.text

    def put(self, desk: Desk, field: LineField) -> None:
        """Take the changed field; a fault is no longer shown."""
        self.text, self.scolded = field, False

    def rested(self, desk: Desk) -> None:
        """What is wrong with the field is said after a rest."""
        self.scolded = True

    def said(self, desk: Desk) -> str:
        """What Esc does."""
        return "Typing. Nothing is lost if you press Esc: the line goes to history (up)"

    def stands(self) -> object:
        """What is typed."""
        return self.text

    def draft(self) -> Typed | None:
        """What is typed is kept with every key; a date is typed again sooner than it is found."""
        if self.asked in _FLEETING:
            return None
        return Typed(self.page.stop.chart, f"review-{self.asked}-{self.node}", self.text.text, self.before)

    def title_of_text(self) -> str:
        """What was asked for."""
        return self.title

    def stow(self, desk: Desk) -> Callable[[Desk], None] | None:
        """The field comes back over its card, with its text from the draft."""
        typed, asked, node = self.draft(), self.asked, self.node
        if typed is None:
            return None
        spot = typed.spot

        def back(desk: Desk) -> None:
            page = desk.state.page
            if isinstance(page, ReviewCards):
                ask(desk, page, asked, node, desk.drafts.text_of(spot))

        return back

    def closed(self, desk: Desk) -> None:
        """Keep what was typed in the field's history."""
        if self.text.text != self.before:
            desk.remember(HISTORIES[self.asked], self.text.text)


def ask(desk: Desk, page: ReviewCards, asked: Asked, node: str = "", text: str | None = None) -> None:
    """Open a field over the card, about an objective or about the review as a whole.

    ``text`` is what stood in it when it was left; None to begin with what the chart holds.

    Raises:
        Refused: the objective is not part of the review.
    """
    title, before = _TITLES[asked], ""
    if node:
        at = page.card(desk).index(node)
        if at is None:
            raise Refused("That objective is no longer part of the review.")
        each = page.card(desk).lines[at]
        title = title.format(code=each.objective.code)
        if asked == "remark":
            before = each.remark
        elif asked == "edit":
            before = print_line(line_of(each.objective), desk.shown.lexicon())
    typed = opened(before if text is None else text, desk.history(HISTORIES[asked]))
    prompt = ReviewPrompt(asked=asked, page=page, node=node, title=title, text=typed, before=before)
    known = prompt.draft()
    if known is None or not hold(desk, known.spot):
        desk.open(prompt)


def fault_of(desk: Desk, prompt: ReviewPrompt) -> LineFault | None:
    """What is wrong with the field as it stands."""
    typed, words = prompt.text.text, desk.shown.lexicon()
    try:
        if prompt.asked == "edit":
            place = desk.shown.place_of(prompt.node)
            if place is not None:
                parse_change("objective", typed, line_of(place.node), words)
        elif prompt.asked == "when" and typed.strip():
            parse_when(typed, words)
        elif prompt.asked == "met" and typed.strip():
            parse_date(typed, words, "past")
    except LineFault as fault:
        return fault
    return None


def _keep(desk: Desk) -> None:
    prompt = desk.state.scene
    if not isinstance(prompt, ReviewPrompt):
        return
    try:
        done = _KEEP[prompt.asked](desk, prompt)
    except LineFault:
        prompt.scolded = True
        return
    if done:
        desk.close(prompt)


def _kind(prompt: ReviewPrompt) -> ReviewKind:
    return prompt.page.stop.kind


def _keep_remark(desk: Desk, prompt: ReviewPrompt) -> bool:
    prompt.page.do(desk, Remark(_kind(prompt), prompt.node, prompt.text.text))
    return True


def _keep_decision(desk: Desk, prompt: ReviewPrompt) -> bool:
    typed = prompt.text.text.strip()
    if typed.lower().startswith(WITH):
        names = tuple(part.strip() for part in typed[len(WITH) :].split(","))
        prompt.page.do(desk, TookPartInReview(_kind(prompt), names))
    elif typed:
        prompt.page.do(desk, Decide(_kind(prompt), typed))
    return True


def _keep_edit(desk: Desk, prompt: ReviewPrompt) -> bool:
    place = desk.shown.place_of(prompt.node)
    if place is None:
        drop = desk.key("ui.cancel", Context.LINE)
        raise Refused(f"That line is no longer in the plan. {drop} keeps your words in history.")
    typed = prompt.text.text
    if typed == prompt.before:
        desk.say(f"{place.node.code} is unchanged")
        return True
    changed = parse_change("objective", typed, line_of(place.node), desk.shown.lexicon())
    if not isinstance(changed.line, Line):
        raise Refused("That line belongs to the plan itself and not to an objective.")
    prompt.page.do(desk, EditReviewed(_kind(prompt), prompt.node, changed.line, changed.difference))
    return True


def _keep_when(desk: Desk, prompt: ReviewPrompt) -> bool:
    typed = prompt.text.text
    if typed.strip():
        when = parse_when(typed, desk.shown.lexicon())
        day = due_days(when, 1, desk.now().date())[0]
        prompt.page.do(desk, NextReview(_kind(prompt), day, when.reason))
    return True


def _keep_met(desk: Desk, prompt: ReviewPrompt) -> bool:
    typed = prompt.text.text.strip()
    day = parse_date(typed, desk.shown.lexicon(), "past") if typed else None
    prompt.page.do(desk, SetReviewStatus(_kind(prompt), prompt.node, Status.MET, day))
    prompt.page.step(desk, 1)
    return True


def _keep_stop(desk: Desk, prompt: ReviewPrompt) -> bool:
    typed = prompt.text.text.strip()
    if not typed:
        drop = desk.key("ui.cancel", Context.LINE)
        raise Refused(f"Why does it end? A few words; {drop} leaves it as it was.")
    prompt.page.do(desk, SetReviewStatus(_kind(prompt), prompt.node, Status.STOPPED, None, typed))
    prompt.page.step(desk, 1)
    return True


_KEEP: dict[Asked, Callable[[Desk, ReviewPrompt], bool]] = {
    "remark": _keep_remark,
    "decision": _keep_decision,
    "edit": _keep_edit,
    "when": _keep_when,
    "met": _keep_met,
    "stop": _keep_stop,
}


ReviewPrompt.acts = {
    "line.commit": _keep,
    "line.done": _keep,
    **RECALLED,
}
