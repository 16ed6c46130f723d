"""Refusals: a command that does not fit says why and what does."""

from __future__ import annotations


class Refused(Exception):
    """The change was not made; ``sentence`` says why and what to do, ``code`` is a message code where one exists."""

    def __init__(self, sentence: str, code: str = "") -> None:
        self.sentence = sentence
        self.code = code
        super().__init__(sentence)


class NeedsReason(Refused):
    """The change needs a typed reason first (discontinuing, signing against a gate)."""


class NeedsConfirming(Refused):
    """The change cannot be undone in kind and needs a ``y``; ``sentence`` is the question."""
