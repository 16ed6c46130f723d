"""Lines that belong to the plan itself: its service, discharge criteria and expected outcomes."""

from __future__ import annotations

import re

import msgspec

from plantui.quickentry import messages
from plantui.quickentry.cadence import Period, read_frequency, read_length, read_period
from plantui.quickentry.faults import LineFault
from plantui.quickentry.lexicon import Lexicon
from plantui.quickentry.lines import PlanLine
from plantui.quickentry.quotes import clean, protected, unprotected

SERVICE_KINDS = {
    "individual": "individual",
    "indiv": "individual",
    "couple": "couple",
    "couples": "couple",
    "family": "family",
    "group": "group",
    "intake": "intake",
    "crisis": "crisis",
    "phone": "phone",
}
"""Kinds of service as typed to their one spelling; any other single word is kept as it is."""

_LONGEST = 160
_SERVICE = re.compile(
    r"service\s+(?P<kind>[^\W\d][\w-]*)\s+(?P<amount>.+?)\s+for\s+(?P<period>[0-9]+\s*[a-z]+)", re.IGNORECASE
)
_AMOUNT = re.compile(
    r"(?P<length>[0-9]+\s*[a-z]+)\s+(?P<freq>.+)|(?P<freq2>.+?)\s+(?P<length2>[0-9]+\s*m[a-z]*)", re.IGNORECASE
)


class Service(msgspec.Struct, frozen=True):
    """What is provided: kind, minutes a sitting, how often, for how long."""

    kind: str
    minutes: int
    frequency: str
    period: Period


class ServiceLine(PlanLine, frozen=True, kw_only=True, eq=False):
    """The service of the plan as typed.

    Attributes:
        kind: individual, couple, family, group, or another single word.
        minutes: length of one sitting.
        frequency: how often, in the spelling of ``InterventionLine.frequency``.
        period: for how long.
    """

    kind: str
    minutes: int
    frequency: str
    period: Period

    @property
    def service(self) -> Service:
        """The same as one value."""
        return Service(self.kind, self.minutes, self.frequency, self.period)


class DischargeLine(PlanLine, frozen=True, kw_only=True, eq=False):
    """One discharge criterion of the plan."""

    text: str


class OutcomeLine(PlanLine, frozen=True, kw_only=True, eq=False):
    """One expected outcome of the plan."""

    text: str


def parse_service(text: str, lexicon: Lexicon | None = None) -> ServiceLine:
    """Read ``service individual 50m weekly for 12 w``; it reads the same with any lexicon.

    Raises:
        LineFault: V1, with the place of the first piece that does not fit.
    """
    del lexicon
    line = clean(text).replace(",", " ")
    said = line.strip()
    start = len(line) - len(line.lstrip())
    match = _SERVICE.fullmatch(said) if len(said) <= _LONGEST else None
    amount = _AMOUNT.fullmatch(match["amount"].strip()) if match is not None else None
    if match is None or amount is None:
        tail = said[7:].strip() if said[:7].lower() == "service" else said
        begin = start + (len(said) - len(tail) if tail else 0)
        end = start + len(said)
        raise LineFault("V1", messages.service_shape(), begin, end, unfinished=len(tail.split()) < 5)
    turned = "2" if amount["length"] is None else ""
    minutes = read_length(amount["length" + turned])
    frequency = read_frequency(amount["freq" + turned])
    period = read_period(match["period"])
    if minutes is None or frequency is None or period is None:
        at, end = match.span("period")
        if minutes is None or frequency is None:
            wrong = ("length" if minutes is None else "freq") + turned
            at, end = (match.start("amount") + place for place in amount.span(wrong))
        raise LineFault("V1", messages.service_shape(), start + at, start + end)
    kind = SERVICE_KINDS.get(match["kind"].lower(), match["kind"])
    given = frozenset({"kind", "minutes", "frequency", "period"})
    return ServiceLine(kind=kind, minutes=minutes, frequency=frequency, period=period, given=given)


def parse_discharge(text: str, lexicon: Lexicon | None = None) -> DischargeLine:
    """Read ``discharge PHQ-9 under 5 twice running``; it reads the same with any lexicon.

    Raises:
        LineFault: O6 without a criterion.
    """
    del lexicon
    return DischargeLine(text=_said(text, "discharge", "When is it enough?"), given=frozenset({"text"}))


def parse_outcome(text: str, lexicon: Lexicon | None = None) -> OutcomeLine:
    """Read ``outcome back at work part time``; it reads the same with any lexicon.

    Raises:
        LineFault: O6 without an outcome.
    """
    del lexicon
    return OutcomeLine(text=_said(text, "outcome", "What should come of it?"), given=frozenset({"text"}))


def print_service(line: ServiceLine) -> str:
    """The one-line form; reading it gives the same line."""
    return f"service {line.kind} {line.minutes}m {line.frequency} for {line.period}"


def print_discharge(line: DischargeLine) -> str:
    """The one-line form; reading it gives the same line."""
    return f"discharge {protected(line.text)}"


def print_outcome(line: OutcomeLine) -> str:
    """The one-line form; reading it gives the same line."""
    return f"outcome {protected(line.text)}"


def _said(text: str, keyword: str, question: str) -> str:
    """The text behind the keyword. Nothing follows it, so a ``;`` in it needs no quotation marks."""
    line = clean(text).strip()
    said = line[len(keyword) :].strip() if line[: len(keyword)].lower() == keyword else line
    words = unprotected(said)
    if not words.strip():
        start = len(text) - len(text.lstrip())
        raise LineFault("O6", messages.needs_words(question), start, len(text.rstrip()), unfinished=True)
    return words
