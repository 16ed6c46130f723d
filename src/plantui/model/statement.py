"""Statements of the library: prepared sentences for plans, and the presenting problems they belong to."""

from __future__ import annotations

from enum import StrEnum

import msgspec


class StatementKind(StrEnum):
    """What a statement can become in a plan."""

    DESCRIPTION = "description"
    """What the problem looks like from outside; evidence of a problem."""
    GOAL = "goal"
    OBJECTIVE = "objective"
    INTERVENTION = "intervention"
    HOMEWORK = "homework"
    DISCHARGE = "discharge"
    """A criterion for ending treatment."""


class Statement(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One prepared sentence.

    Attributes:
        id: permanent and unique in the library, ``insomnia.o03``; wording may change, the id does not.
        kind: what it can become.
        problem: id of the presenting problem whose page it stands on.
        text: the sentence as it prints, with blanks such as ``{target}``.
        group: the sub-heading of an objective (``Counted``); empty elsewhere.
        metric: what is counted, in the grammar of plan lines; empty for "done or not done".
        modality: printed name of an intervention's modality (``CBT``); empty when it suits any approach.
        evidence: where support for an intervention is found, such as ``NICE NG222 (2022)``.
        pairs: short names of interventions that go with it.
        tags: further words it is found by; ``safety`` marks what answers a risk.
        blanks: names of the blanks in text and metric, each once.
        own: whether it comes from the practice's own files.
        line: line in its file, from 1.
    """

    id: str
    kind: StatementKind
    problem: str
    text: str
    group: str = ""
    metric: str = ""
    modality: str = ""
    evidence: tuple[str, ...] = ()
    pairs: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    blanks: tuple[str, ...] = ()
    own: bool = False
    line: int = 0


class PresentingProblem(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A presenting problem of the library, without its statements.

    Attributes:
        id: permanent, ``insomnia``.
        title: as it is shown, ``Insomnia``.
        family: the group of problems it is listed under.
        codes: typical ICD-10-CM codes; a help for finding the page, never a diagnosis.
        measures: ids of measures that fit.
        risks: what can make this problem dangerous, in a few words each.
        reviewed_by: the licensed clinician who signed the page off; empty when nobody has.
        reviewed_on: the day of that review, ISO; empty when there was none.
        own: whether it comes from the practice's own files.
    """

    id: str
    title: str
    family: str = ""
    codes: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    risks: tuple[str, ...] = ()
    reviewed_by: str = ""
    reviewed_on: str = ""
    own: bool = False
