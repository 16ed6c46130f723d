"""The labelled lines of a plan on paper: one table that is written from and read by.

A field stands in the document as ``- **Label:** words``, or as its label with a list of lines under it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from plantui.documents.phrases import (
    TOOK_PART,
    day_words,
    number_words,
    often_words,
    read_choice,
    read_day,
    read_every,
    read_minutes,
    read_number,
    read_often,
    read_span,
    read_status,
    read_took_part,
    span_words,
    status_words,
)
from plantui.model.plan import Horizon, Origin, Severity


class Kind(NamedTuple):
    """How the value of a field is put into words and read back.

    ``prose`` keeps the words as they are typed; other kinds ignore spaces around them. ``several`` values stand in a
    list, one a line.
    """

    words: Callable[[Any], str]
    read: Callable[[str], Any]
    prose: bool = False
    several: bool = False


class Field(NamedTuple):
    """A field of a part of the plan: its label, its name in the model, and its kind.

    ``asked`` fields are shown as not recorded when they are empty, because a payer looks for them.
    """

    label: str
    name: str
    kind: Kind
    asked: bool = False


def _same(text: str) -> str:
    return text


PROSE = Kind(_same, _same, prose=True)
SEVERAL = Kind(_same, _same, prose=True, several=True)
CODES = Kind(_same, str.strip, several=True)
DAY = Kind(day_words, read_day)
NUMBER = Kind(number_words, read_number)
MINUTES = Kind(lambda minutes: f"{minutes} min", read_minutes)
SPAN = Kind(span_words, read_span)
EVERY = Kind(lambda span: span.words, read_every)
OFTEN = Kind(often_words, read_often)
STATUS = Kind(status_words, read_status)
SEVERITY = Kind(str, lambda text: read_choice(Severity, text))
HORIZON = Kind(str, lambda text: read_choice(Horizon, text))
ORIGIN = Kind(str, lambda text: read_choice(Origin, text))
TOOK = Kind(TOOK_PART.__getitem__, read_took_part)

PLAN = (
    Field("Takes effect on", "effective", DAY),
    Field("Why this version", "reason", PROSE),
    Field("Orientation", "orientation", PROSE),
    Field("Interim review", "cadence", EVERY),
)
SERVICE = (
    Field("Type", "kind", PROSE),
    Field("Amount", "minutes", MINUTES),
    Field("Frequency", "frequency", OFTEN),
    Field("Duration", "duration", SPAN),
    Field("Modality", "modality", PROSE),
    Field("Level of care", "level_of_care", PROSE),
)
PROBLEM = (
    Field("Diagnoses", "dx", CODES, asked=True),
    Field("Severity", "severity", SEVERITY, asked=True),
    Field("As evidenced by", "evidence", SEVERAL, asked=True),
    Field("Strengths", "strengths", SEVERAL, asked=True),
    Field("Barriers", "barriers", SEVERAL, asked=True),
    Field("Status", "status", STATUS),
    Field("Reason", "status_reason", PROSE),
)
GOAL = (
    Field("In the client's words", "words", PROSE, asked=True),
    Field("Goal", "text", PROSE),
    Field("Whose goal", "origin", ORIGIN),
    Field("Target date", "due", DAY),
    Field("Status", "status", STATUS),
    Field("Reason", "status_reason", PROSE),
)
OBJECTIVE = (
    Field("Measure", "measure", PROSE),
    Field("Counted as", "label", PROSE),
    Field("Baseline", "baseline", NUMBER),
    Field("Target", "target", NUMBER),
    Field("Unit", "unit", PROSE),
    Field("Asked", "every", EVERY),
    Field("First promised for", "initial_due", DAY),
    Field("Target date", "due", DAY, asked=True),
    Field("Horizon", "horizon", HORIZON),
    Field("Who", "who", PROSE),
    Field("The client does", "client_does", PROSE, asked=True),
    Field("The clinician does", "clinician_does", PROSE),
    Field("Status", "status", STATUS),
    Field("Reached on", "reached", DAY),
    Field("Reason", "status_reason", PROSE),
)
INTERVENTION = (
    Field("Approach", "approach", PROSE),
    Field("Frequency", "frequency", OFTEN, asked=True),
    Field("Length", "minutes", MINUTES),
    Field("Who", "who", PROSE, asked=True),
    Field("Due", "due", DAY),
    Field("Evidence", "evidence", PROSE),
    Field("Status", "status", STATUS),
    Field("Reason", "status_reason", PROSE),
)
COLLABORATION = (
    Field("The client took part", "took_part", TOOK),
    Field("The client's comment", "comment", PROSE),
    Field("In place of the client's signature", "reason", PROSE),
    Field("Present", "participants", SEVERAL),
)

NODES = {"problem": PROBLEM, "goal": GOAL, "objective": OBJECTIVE, "intervention": INTERVENTION}
"""The fields of each kind of node."""

SHOWN_ONLY = frozenset({"Since then", "Latest score", "How it is measured"})
"""Labels of lines that are worked out when the document is written and passed over when it is read."""

NOT_RECORDED = "*not recorded*"
"""What stands for an empty field that a reader of the document looks for."""
