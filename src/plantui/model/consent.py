"""Consents, authorizations and disclosures."""

from __future__ import annotations

from plantui.model.base import Day, Id, Moment, Part, Positive


class Consent(Part, frozen=True, kw_only=True):
    """A release: purpose, recipient and scope, from when to when. ``revoked`` ends it."""

    id: Id
    purpose: str = ""
    recipient: str = ""
    scope: str = ""
    given: Day
    until: Day | None = None
    revoked: Day | None = None


class Authorization(Part, frozen=True, kw_only=True):
    """Visits a payer has authorized: ``units`` between two dates."""

    id: Id
    number: str = ""
    payer: str = ""
    units: Positive
    start: Day
    until: Day | None = None
    note: str = ""


class Disclosure(Part, frozen=True, kw_only=True):
    """An export to a named recipient: what, to whom, when, under which consent."""

    id: Id
    at: Moment
    by: str = ""
    what: str
    recipient: str
    consent: str = ""
