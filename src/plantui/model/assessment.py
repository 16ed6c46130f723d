"""Screening, assessment and diagnosis: what the plan rests on."""

from __future__ import annotations

from enum import StrEnum

from plantui.model.base import Day, Id, Moment, Part
from plantui.model.plan import Severity


class FitDecision(StrEnum):
    """Outcome of a screening."""

    ACCEPT = "accept"
    DECLINE = "decline"
    REFER = "refer"


class Screening(Part, frozen=True, kw_only=True):
    """First contact: how it came, the concern, and whether this practice is the right place."""

    id: Id
    date: Day
    at: Moment
    by: str = ""
    source: str = ""
    concern: str = ""
    decision: FitDecision | None = None
    reason: str = ""


class NeedOutcome(StrEnum):
    """What became of an assessed need."""

    ADDRESSED = "addressed"
    REFERRED = "referred"
    DEFERRED = "deferred"


class Need(Part, frozen=True, kw_only=True):
    """An assessed need; ``reason`` is required when it was referred or deferred."""

    id: Id
    text: str
    outcome: NeedOutcome | None = None
    reason: str = ""


class TraumaEntry(Part, frozen=True, kw_only=True):
    """One dated line of the running overview of trauma and significant events."""

    id: Id
    date: Day
    text: str


class Assessment(Part, frozen=True, kw_only=True):
    """Findings, severity, the clinician's risk judgement, and the person behind them.

    ``risk`` is the clinician's own entry and never computed from a score (NICE NG225).
    """

    id: Id
    date: Day
    at: Moment
    by: str = ""
    source: str = ""
    findings: str = ""
    severity: Severity | None = None
    risk: str = ""
    history: str = ""
    needs: tuple[Need, ...] = ()
    strengths: tuple[str, ...] = ()
    coping: tuple[str, ...] = ()
    barriers: tuple[str, ...] = ()
    culture: str = ""
    formulation: str = ""
    trauma: tuple[TraumaEntry, ...] = ()
    avoid: tuple[str, ...] = ()


class Diagnosis(Part, frozen=True, kw_only=True):
    """An ICD-10-CM diagnosis, rank 1 first. FHIR R4 ``Condition`` with ``verificationStatus`` left to the clinician."""

    id: Id
    code: str
    title: str = ""
    code_year: int | None = None
    rank: int = 1
    specifiers: tuple[str, ...] = ()
    since: Day | None = None
    until: Day | None = None
    by: str = ""
