"""Status words: FHIR R4's codes in the chart, three-letter words on the screen."""

from __future__ import annotations

from enum import StrEnum


class Status(StrEnum):
    """Status of a problem, goal, objective or intervention.

    The values are the codes of FHIR R4 ``Goal.lifecycleStatus`` and ``CarePlan.activity.detail.status`` that this
    work needs.
    """

    NEW = "planned"
    ACTIVE = "active"
    MET = "completed"
    HOLD = "on-hold"
    STOPPED = "cancelled"

    @property
    def word(self) -> str:
        """The three-letter word of the screen: new, act, met, hld or dis."""
        return _WORDS[self]

    @property
    def open(self) -> bool:
        """Whether work may still be done on it: not met and not discontinued."""
        return self in (Status.NEW, Status.ACTIVE, Status.HOLD)


_WORDS = {
    Status.NEW: "new",
    Status.ACTIVE: "act",
    Status.MET: "met",
    Status.HOLD: "hld",
    Status.STOPPED: "dis",
}

STATUS_WORDS = {word: status for status, word in _WORDS.items()}
"""Screen word -> status."""

STATUS_MEANINGS = {
    Status.NEW: "not started",
    Status.ACTIVE: "active",
    Status.MET: "reached",
    Status.HOLD: "on hold",
    Status.STOPPED: "discontinued",
}
"""Status -> the word in full, for exports and sentences."""


class ClientStatus(StrEnum):
    """Where a client stands in the practice."""

    SCREENING = "screening"
    ACTIVE = "active"
    HOLD = "on-hold"
    DISCHARGED = "discharged"
    NO_PLAN_NEEDED = "plan-not-required"
