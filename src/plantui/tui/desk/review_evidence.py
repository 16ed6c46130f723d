"""The evidence behind one line of a review: the rule applied, every score, every note that touched it, in full."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from plantui.tui.desk.review_cards import ReviewCards
from plantui.tui.desk.scene import Leaf

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Action, Desk


def _close(desk: Desk) -> None:
    desk.close()


@dataclass(eq=False)
class ReviewEvidence(Leaf):
    """The panel over a card: the objective, and the first line shown."""

    panel = True
    acts: ClassVar[dict[str, Action]] = {"item.open": _close}
    page: ReviewCards = field(default_factory=ReviewCards)
    node: str = ""
    top: int = 0

    def focus(self) -> str:
        """Its footer."""
        return "evidence"
