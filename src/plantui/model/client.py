"""The client: who they are and how the practice knows them."""

from __future__ import annotations

from enum import StrEnum

from plantui.model.base import Day, Minutes, Part
from plantui.model.period import Period, Slot
from plantui.model.score import Follow
from plantui.model.status import ClientStatus


class ChartKind(StrEnum):
    """Whose chart it is."""

    INDIVIDUAL = "individual"
    COUPLE = "couple"
    FAMILY = "family"
    GROUP = "group"


class Person(Part, frozen=True, kw_only=True):
    """Somebody around the client: emergency contact, guardian, member of the care team or of a couple or group.

    ``chart`` is the id of the person's own chart, for a member of a couple, family or group who has one.
    """

    name: str
    relation: str = ""
    phone: str = ""
    note: str = ""
    chart: str = ""


class Client(Part, frozen=True, kw_only=True):
    """Names, contact, appointment, payer and standing of a client.

    ``part2`` marks a record under 42 CFR Part 2. ``cadence`` is the client's own interim review rhythm, before the
    practice's default. ``status_on`` is the day the status began.
    """

    kind: ChartKind = ChartKind.INDIVIDUAL
    family: str
    given: str = ""
    called: str = ""
    pronouns: str = ""
    born: Day | None = None
    phone: str = ""
    email: str = ""
    address: str = ""
    language: str = ""
    members: tuple[Person, ...] = ()
    guardian: Person | None = None
    emergency: tuple[Person, ...] = ()
    team: tuple[Person, ...] = ()
    payer: str = ""
    profile: str = ""
    clinician: str = ""
    supervisor: str = ""
    slot: Slot | None = None
    visit_minutes: Minutes | None = None
    cadence: Period | None = None
    follows: tuple[Follow, ...] = ()
    preferences: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    part2: bool = False
    since: Day | None = None
    status: ClientStatus = ClientStatus.ACTIVE
    status_on: Day | None = None
    status_reason: str = ""

    @property
    def full_name(self) -> str:
        """Family name first: Reyes, Maria."""
        return f"{self.family}, {self.given}" if self.given else self.family

    @property
    def spoken_name(self) -> str:
        """Given name first, as a person would be introduced: Maria Reyes."""
        return f"{self.called or self.given} {self.family}".strip()

    @property
    def initials(self) -> str:
        """First letters of the given and family names: M.R."""
        letters = [part.strip()[0].upper() for part in (self.given, self.family) if part.strip()]
        return "".join(f"{letter}." for letter in letters)
