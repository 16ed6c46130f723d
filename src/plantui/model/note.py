"""Progress notes: visits, with links to what on the plan they touched."""

from __future__ import annotations

from enum import StrEnum

from plantui.model.base import ClockTime, Day, Id, Mark, Minutes, Moment, Part
from plantui.model.signature import Signature


class VisitKind(StrEnum):
    """What a visit was. ``MISSED`` and ``CANCELLED`` are visits that did not take place."""

    INDIVIDUAL = "individual"
    COUPLE = "couple"
    FAMILY = "family"
    GROUP = "group"
    INTAKE = "intake"
    CRISIS = "crisis"
    PHONE = "phone"
    MISSED = "missed"
    CANCELLED = "cancelled"

    @property
    def kept(self) -> bool:
        """Whether the client was there."""
        return self not in (VisitKind.MISSED, VisitKind.CANCELLED)


class Place(StrEnum):
    """Where a visit took place."""

    IN_PERSON = "in-person"
    VIDEO = "video"
    PHONE = "phone"
    OUTDOORS = "outdoors"


class NoteFormat(StrEnum):
    """Section headings of a note."""

    DAP = "DAP"
    SOAP = "SOAP"
    BIRP = "BIRP"
    FREE = "free"


class Link(Part, frozen=True, kw_only=True):
    """A node of the plan that the note touched, with the mark it gave, if any."""

    node: Id
    mark: Mark | None = None


class Addendum(Part, frozen=True, kw_only=True):
    """Text added to a sealed note or review; the original stays as it was."""

    id: Id
    at: Moment
    by: str = ""
    text: str
    signatures: tuple[Signature, ...] = ()


class Note(Part, frozen=True, kw_only=True):
    """A visit and what was written about it.

    ``homework``, ``next``, ``risk``, ``off``, ``present`` and ``feedback`` are read from the text (`hw:`, `next:`,
    `risk:`, `off:`, `with:`, `feedback:`) when it is saved, so that lists need not read it again. ``filed_from`` is the
    id of the note of a couple, family or group that this one was filed from in a member's chart; ``filed_to`` are the
    charts of the members in which a note of a couple, family or group is filed, settled when it is signed.
    """

    id: Id
    date: Day
    start: ClockTime | None = None
    minutes: Minutes | None = None
    kind: VisitKind = VisitKind.INDIVIDUAL
    place: Place | None = None
    cpt: str = ""
    format: NoteFormat = NoteFormat.FREE
    text: str = ""
    links: tuple[Link, ...] = ()
    homework: tuple[str, ...] = ()
    next: tuple[str, ...] = ()
    risk: tuple[str, ...] = ()
    off: tuple[str, ...] = ()
    present: tuple[str, ...] = ()
    feedback: tuple[str, ...] = ()
    written: Moment
    by: str = ""
    filed_from: str = ""
    filed_to: tuple[Id, ...] = ()
    signatures: tuple[Signature, ...] = ()
    addenda: tuple[Addendum, ...] = ()
