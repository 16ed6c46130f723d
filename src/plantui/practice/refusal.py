"""Refusals: a command that does not fit says why and what does."""

from __future__ import annotations


class Refused(Exception):
    """The change was not made; ``sentence`` says why and what to do, ``code`` is a message code where one exists."""

    def __init__(self, sentence: str, code: str = "") -> None:
        self.sentence = sentence
        self.code = code
        super().__init__(sentence)


class MayOnlyRead(Refused):
    """Nothing may be changed here: the person may only read, or the store was opened so."""


class OpenToOthers(Refused):
    """The folder of a file that is to be written can be read by everybody on this machine."""


class NothingThere(Refused):
    """There is nothing to export."""


class NeedsReason(Refused):
    """The change needs a typed reason first (discontinuing, signing against a gate)."""


class NeedsConfirming(Refused):
    """The change cannot be undone in kind and needs a ``y``; ``sentence`` is the question."""
