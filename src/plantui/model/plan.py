"""A plan version: a tree of problems, goals, objectives and interventions.

Problems and goals map to FHIR R4 ``Condition`` and ``Goal``, objectives to ``Goal.target``, interventions to
``CarePlan.activity``. A signed version never changes: status changes, progress marks and review dates after that are
dated rows of their own (``progress``, ``schedule``).
"""

from __future__ import annotations

from enum import StrEnum

import msgspec

from plantui.model.base import Day, Id, Minutes, Moment, Number, Part, Positive
from plantui.model.period import Period
from plantui.model.signature import Collaboration, Signature
from plantui.model.status import Status


class Severity(StrEnum):
    """Severity of a problem as the clinician judges it (SNOMED CT words used by FHIR R4 ``Condition.severity``)."""

    MILD = "mild"
    MODERATE = "moderate"
    SEVERE = "severe"


class Horizon(StrEnum):
    """How far away an objective lies."""

    SHORT = "short"
    MID = "mid"
    LONG = "long"


class Origin(StrEnum):
    """Whose idea a goal was."""

    CLIENT = "client"
    CLINICIAN = "clinician"
    BOTH = "both"


class Frequency(Part, frozen=True, kw_only=True):
    """``times`` in every ``per`` period: 2 times per week; 1 time per 2 weeks is fortnightly."""

    times: Positive
    per: Period

    @property
    def words(self) -> str:
        """As a list says it: weekly, fortnightly, 2 a week, every 3 weeks, 2 in 3 weeks."""
        if self.times == 1:
            usual = {(1, "d"): "daily", (1, "wk"): "weekly", (2, "wk"): "fortnightly", (1, "mo"): "monthly"}
            return usual.get((self.per.n, self.per.unit.value), self.per.words)
        span = self.per.words.removeprefix("every ")
        return f"{self.times} a {span}" if self.per.n == 1 else f"{self.times} in {span}"


class Service(Part, frozen=True, kw_only=True):
    """Type, amount, frequency and duration of service (Medicare Benefit Policy Manual ch. 6, section 70.1)."""

    kind: str
    minutes: Minutes
    frequency: Frequency
    duration: Period
    modality: str = ""
    level_of_care: str = ""


class Criterion(Part, frozen=True, kw_only=True):
    """One discharge criterion."""

    id: Id
    text: str


class Outcome(Part, frozen=True, kw_only=True):
    """One expected outcome of the plan."""

    id: Id
    text: str


class Intervention(Part, frozen=True, kw_only=True):
    """What is done for an objective, by whom and how often. Status is active or cancelled only.

    ``foreign`` marks words taken from another client's plan and not yet made this client's own, ``raw`` words of the
    library in which nothing has been put by hand or confirmed yet; both as in every line.
    """

    id: Id
    code: str
    text: str
    approach: str = ""
    frequency: Frequency | None = None
    minutes: Minutes | None = None
    who: str = ""
    due: Day | None = None
    evidence: str = ""
    foreign: bool = False
    raw: bool = False
    source: str = ""
    status: Status = Status.ACTIVE
    status_reason: str = ""


class Objective(Part, frozen=True, kw_only=True):
    """A small, observable step towards a goal.

    With ``measure`` (an id of the measure table) or ``label`` (an own count) it is measured from ``baseline`` to
    ``target``; a missing baseline then means that the next score becomes it. With neither it is done or not done.
    ``initial_due`` is the date first promised and never changes; ``due`` is the one in force; ``reached`` the day it
    was met. ``foreign`` marks words taken from another client's plan and not yet made this client's own.
    """

    id: Id
    code: str
    text: str
    measure: str = ""
    label: str = ""
    baseline: Number | None = None
    target: Number | None = None
    unit: str = ""
    initial_due: Day | None = None
    due: Day | None = None
    every: Period | None = None
    horizon: Horizon | None = None
    who: str = ""
    client_does: str = ""
    clinician_does: str = ""
    status: Status = Status.NEW
    status_reason: str = ""
    reached: Day | None = None
    foreign: bool = False
    raw: bool = False
    source: str = ""
    interventions: tuple[Intervention, ...] = ()

    @property
    def measured(self) -> bool:
        """Whether numbers say how far it has come; if not it is done or not done."""
        return bool(self.measure or self.label)


class Goal(Part, frozen=True, kw_only=True):
    """What life looks like when it works; ``words`` are the client's own. The order of goals is their priority."""

    id: Id
    code: str
    words: str = ""
    text: str = ""
    due: Day | None = None
    origin: Origin | None = None
    foreign: bool = False
    raw: bool = False
    source: str = ""
    status: Status | None = msgspec.field(default=None)
    status_reason: str = ""
    objectives: tuple[Objective, ...] = ()

    @property
    def title(self) -> str:
        """The client's words in quotation marks, then the clinician's."""
        quoted = f'"{self.words}"' if self.words else ""
        return f"{quoted}  {self.text}" if quoted and self.text else quoted or self.text


class Problem(Part, frozen=True, kw_only=True):
    """What brings the client, with what shows it ("as evidenced by") and the diagnoses it rests on."""

    id: Id
    code: str
    text: str
    dx: tuple[str, ...] = ()
    severity: Severity | None = None
    evidence: tuple[str, ...] = ()
    strengths: tuple[str, ...] = ()
    barriers: tuple[str, ...] = ()
    foreign: bool = False
    raw: bool = False
    source: str = ""
    status: Status | None = None
    status_reason: str = ""
    goals: tuple[Goal, ...] = ()


class Plan(Part, frozen=True, kw_only=True):
    """One version of a client's plan.

    It is a draft until the clinician signs it and never changes afterwards. ``number`` is 1 for the first version.
    ``cadence`` is this plan's own interim review rhythm; ``reason`` says why the version before was amended.
    """

    id: Id
    number: Positive
    made: Moment
    made_by: str = ""
    effective: Day | None = None
    amends: str = ""
    reason: str = ""
    service: Service | None = None
    orientation: str = ""
    cadence: Period | None = None
    discharge: tuple[Criterion, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    problems: tuple[Problem, ...] = ()
    collaboration: Collaboration | None = None
    signatures: tuple[Signature, ...] = ()


Node = Problem | Goal | Objective | Intervention
"""A line of the plan tree."""
