"""The signature panel of a review: initials alone, and a reason where a payer profile stops a changed plan."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from plantui.keys.context import Context
from plantui.keys.field import LineField, opened
from plantui.practice.commands.review_signing import SignReviewed, check_complete
from plantui.practice.commands.reviews import Adjusted
from plantui.practice.refusal import NeedsReason, Refused
from plantui.tui.desk.mercy import signed_in
from plantui.tui.desk.review_cards import ReviewCards, draft_of
from plantui.tui.desk.scene import RETYPED, Scene
from plantui.tui.desk.signer import ASKS, emptied, sign_told, sign_with, signing_field, typed_word

if TYPE_CHECKING:
    from plantui.keys.hint import Shown
    from plantui.tui.desk.desk import Action, Desk


@dataclass(eq=False)
class ReviewSignature(Scene):
    """The panel: the initials, and after ``!`` the reason for signing against a gate."""

    panel = True
    acts: ClassVar[dict[str, Action]] = {}
    page: ReviewCards = field(default_factory=ReviewCards)
    initials: LineField = field(default_factory=opened)
    anyway: LineField = field(default_factory=opened)
    reasoning: bool = False
    gated: bool = False
    problem: str = ""

    def context(self) -> Context:
        """Initials, or the words of a reason."""
        return Context.SIGN_COMMENT if self.reasoning else Context.SIGN_INITIALS

    def focus(self) -> str:
        """The footer names the way around the gate once there is one."""
        return "gated" if self.gated and not self.reasoning else ""

    def told(self, desk: Desk) -> dict[str, Shown]:
        """What is typed, at the foot."""
        return sign_told(desk, self.initials)

    def field(self) -> LineField | None:
        """The field that is filled."""
        return self.anyway if self.reasoning else self.initials

    def put(self, desk: Desk, field: LineField) -> None:
        """Take the changed field."""
        if self.reasoning:
            self.anyway = field
        else:
            self.initials = field

    def stands(self) -> object:
        """What is typed."""
        return self.initials, self.anyway, self.reasoning

    def closed(self, desk: Desk) -> None:
        """A reason waits in history; initials do not."""
        desk.remember("sign anyway", self.anyway.text)

    def cancel(self, desk: Desk) -> bool:
        """From the reason back to the initials; from there out, unsigned."""
        if self.reasoning:
            self.reasoning = False
            return True
        desk.say("Left unsigned. Your marks are kept.")
        return False


def open_signature(desk: Desk, page: ReviewCards) -> None:
    """Open the panel when the review may be signed; else go to what is missing.

    Raises:
        Refused: S2, something needs a person first.
    """
    chart, initials = page.chart(desk), signing_field(desk)
    try:
        check_complete(chart, desk.practice.acting())
    except Refused:
        missing = page.card(desk).gaps
        if missing:
            page.cursor = page.card(desk).index(missing[0].objective.id) or 0
        raise
    if draft_of(chart) is not None and draft_of(chart) != page.seen and page.card(desk).changed is None:
        # The tree was changed from here in another way than by e or A: the signature is for that too.
        page.do(desk, Adjusted(page.stop.kind))
    desk.open(ReviewSignature(page=page, initials=initials, anyway=opened("", desk.history("sign anyway"))))


def _commit(desk: Desk) -> None:
    panel = desk.state.scene
    if not isinstance(panel, ReviewSignature):
        return
    if panel.reasoning:
        panel.reasoning = False
        return
    sign_with(desk, panel, lambda given: _make(desk, panel, given))


def _make(desk: Desk, panel: ReviewSignature, given: str) -> None:
    """Sign with what was given; what stands in the way is said in the panel."""
    page = panel.page
    try:
        step = page.do(desk, SignReviewed(page.stop.kind, given, panel.anyway.text))
    except NeedsReason as needed:
        panel.gated, panel.problem = True, needed.sentence
        return
    except Refused as refused:
        panel.initials = emptied(panel.initials)
        panel.problem = f"{refused.code} {refused.sentence}".strip()
        return
    page.done_here.append(signed_in(step))
    desk.close(panel)
    page.go_on(desk)


def _anyway(desk: Desk) -> None:
    panel = desk.state.scene
    if not isinstance(panel, ReviewSignature):
        return
    if panel.gated:
        panel.reasoning, panel.problem = True, ""
    else:
        panel.problem = ASKS.format(word=typed_word(panel.initials))


def _turned(desk: Desk) -> None:
    panel = desk.state.scene
    if isinstance(panel, ReviewSignature) and panel.gated:
        panel.reasoning = not panel.reasoning


ReviewSignature.acts = {
    "sign.commit": _commit,
    "sign.anyway": _anyway,
    "sign.next": _turned,
    "sign.prev": _turned,
    **RETYPED,
}
