"""The words by which statements are checked: verbs, terms to avoid, what is never offered, sources of evidence."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property

import msgspec

from plantui.library.content import shipped_bytes

COMMON_PRACTICE = "common practice"
"""The label of an intervention that rests on no guideline."""


class _Avoid(msgspec.Struct, frozen=True):
    terms: tuple[str, ...]
    instead: str = ""
    because: str = ""


class _Lint(msgspec.Struct, frozen=True):
    observable_verbs: tuple[str, ...]
    vague_verbs: tuple[str, ...]
    vague_without_number: tuple[str, ...]
    intervention_verbs: tuple[str, ...]
    avoid: tuple[_Avoid, ...]
    do_not_offer: tuple[_Avoid, ...]
    medication: tuple[str, ...]
    medication_allowed_with: tuple[str, ...]
    gendered: tuple[str, ...]
    promises: tuple[str, ...]
    sources: tuple[str, ...]
    max_words: dict[str, int]


class EvidenceSource(msgspec.Struct, frozen=True):
    """A guideline or list that interventions name.

    Attributes:
        label: its short name, ``NICE NG222``.
        year: when it came out; 0 for a list without a year.
        title: its full title.
        link: where it can be read.
    """

    label: str
    year: int
    title: str
    link: str

    @property
    def printed(self) -> str:
        """As a statement names it: ``NICE NG222 (2022)``."""
        return f"{self.label} ({self.year})" if self.year else self.label


class _Sources(msgspec.Struct, frozen=True):
    sources: tuple[EvidenceSource, ...]


class Lexis:
    """The shipped words, read when first asked for."""

    @cached_property
    def _lint(self) -> _Lint:
        return msgspec.json.decode(shipped_bytes("statement_lint.json"), type=_Lint)

    @cached_property
    def evidence(self) -> dict[str, EvidenceSource]:
        """The sources of evidence, as statements name them."""
        listed = msgspec.json.decode(shipped_bytes("evidence.json"), type=_Sources).sources
        return {source.printed: source for source in listed}

    @cached_property
    def observable(self) -> re.Pattern[str]:
        """A verb that can be seen done, at the beginning of a sentence."""
        return _beginning(self._lint.observable_verbs)

    @cached_property
    def clinician(self) -> re.Pattern[str]:
        """A verb for what a clinician does, at the beginning of a sentence."""
        return _beginning(self._lint.intervention_verbs)

    @cached_property
    def second_verb(self) -> re.Pattern[str]:
        """A second task: ``and`` and a verb that can be seen done, with what is done."""
        verbs = _any(self._lint.observable_verbs)
        what = r"(?:a|an|the|their|own|each|every|one|two|three|\d+|\{[^{}]*\})"
        return re.compile(rf"\band (?:then )?({verbs}) {what}\b", re.IGNORECASE)

    @cached_property
    def vague(self) -> re.Pattern[str]:
        """A verb nobody can see done."""
        return _anywhere(self._lint.vague_verbs)

    @cached_property
    def vague_without_number(self) -> re.Pattern[str]:
        """A verb that needs a number beside it."""
        return _anywhere(self._lint.vague_without_number)

    @cached_property
    def avoid(self) -> tuple[tuple[re.Pattern[str], str], ...]:
        """Terms to avoid, with what to say instead."""
        return tuple((_anywhere(each.terms), each.instead) for each in self._lint.avoid)

    @cached_property
    def do_not_offer(self) -> tuple[tuple[re.Pattern[str], str], ...]:
        """What is never offered, with the reason."""
        return tuple((_anywhere(each.terms), each.because) for each in self._lint.do_not_offer)

    @cached_property
    def medication(self) -> re.Pattern[str]:
        """Words about medicines."""
        return _anywhere(self._lint.medication)

    @cached_property
    def beside_prescriber(self) -> re.Pattern[str]:
        """Words that make a line about medicines one of coordination."""
        return re.compile(_any(self._lint.medication_allowed_with), re.IGNORECASE)

    @cached_property
    def gendered(self) -> re.Pattern[str]:
        """Pronouns with a gender."""
        return _anywhere(self._lint.gendered)

    @cached_property
    def promises(self) -> re.Pattern[str]:
        """Words that promise a result."""
        return _anywhere(self._lint.promises)

    @cached_property
    def sources(self) -> re.Pattern[str]:
        """Words that say how a number is known: log, score, diary."""
        return _anywhere(self._lint.sources)

    def most_words(self, kind: str) -> int:
        """How many words a statement of a kind may have."""
        return self._lint.max_words[kind]


def _any(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, words))


def _anywhere(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{_any(words)})(?![\w-])", re.IGNORECASE)


def _beginning(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?:{_any(words)})(?![\w-])", re.IGNORECASE)
