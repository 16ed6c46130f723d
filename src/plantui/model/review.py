"""Reviews: the plan looked at together with the evidence, and what was decided."""

from __future__ import annotations

from enum import StrEnum

from plantui.model.base import Day, Id, Mark, Moment, Part
from plantui.model.note import Addendum
from plantui.model.signature import Signature
from plantui.model.status import Status


class ReviewKind(StrEnum):
    """Interim (practice rhythm), formal (payer's clock) or after an event."""

    INTERIM = "interim"
    FORMAL = "formal"
    EVENT = "event"


class DriftDecision(StrEnum):
    """Answer to drift: the plan is adjusted, or the next visits come back to it."""

    AMEND = "amend"
    REFOCUS = "refocus"


class ReviewLine(Part, frozen=True, kw_only=True):
    """One objective in a review. ``touched`` is false when a suggestion was left unaccepted."""

    objective: Id
    mark: Mark | None = None
    suggested: Mark | None = None
    status: Status | None = None
    remark: str = ""
    evidence: str = ""
    touched: bool = True


class Review(Part, frozen=True, kw_only=True):
    """A review of one plan version over a period."""

    id: Id
    date: Day
    at: Moment
    by: str = ""
    kind: ReviewKind = ReviewKind.INTERIM
    plan: Id
    since: Day | None = None
    lines: tuple[ReviewLine, ...] = ()
    drift: DriftDecision | None = None
    refocus: str = ""
    decisions: str = ""
    next_due: Day | None = None
    participants: tuple[str, ...] = ()
    signatures: tuple[Signature, ...] = ()
    addenda: tuple[Addendum, ...] = ()
