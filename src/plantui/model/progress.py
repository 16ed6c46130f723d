"""Dated rows about a plan that need no new version: progress marks, status changes, review dates."""

from __future__ import annotations

from enum import StrEnum

from plantui.model.base import Day, Id, Mark, Moment, Part
from plantui.model.status import Status


class Progress(Part, frozen=True, kw_only=True):
    """A progress mark or a change of status of one node on one day.

    ``node`` is the node's permanent id. Exactly one of ``mark`` and ``status`` is set. ``date`` is the day it
    happened (for a status "met", the actual completion date), ``at`` the moment it was written down.
    """

    id: Id
    node: Id
    date: Day
    at: Moment
    by: str = ""
    mark: Mark | None = None
    status: Status | None = None
    reason: str = ""


class ReviewSource(StrEnum):
    """What set a review date."""

    SIGNING = "signing"
    REVIEW = "review"
    MOVED = "moved"


class ReviewDate(Part, frozen=True, kw_only=True):
    """The next interim review was set to ``due``; the latest row by ``at`` is in force."""

    id: Id
    due: Day
    at: Moment
    by: str = ""
    source: ReviewSource
    reason: str = ""
