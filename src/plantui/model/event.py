"""Clinical events that call for a review at once."""

from __future__ import annotations

from enum import StrEnum

from plantui.model.base import Day, Id, Moment, Part


class EventKind(StrEnum):
    """What happened. Any of these puts the client at the top of the queue until a review answers it."""

    CRISIS = "crisis"
    RELAPSE = "relapse"
    WORSENING = "worsening"
    RISK_ITEM = "risk-item"
    LOSS = "loss"
    LIFE_EVENT = "life-event"
    HOSPITAL = "hospital"
    GOAL_MET = "goal-met"
    MISSED_VISITS = "missed-visits"


class ClinicalEvent(Part, frozen=True, kw_only=True):
    """An event on a day; ``answered`` is the id of the review or note that dealt with it."""

    id: Id
    date: Day
    at: Moment
    by: str = ""
    kind: EventKind
    text: str = ""
    answered: str = ""
