"""Exit codes: part of the contract with scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from plantui.practice.refusal import Refused

DONE = 0
FINDINGS = 1
"""Done, with findings: lint has a must, due --fail has rows, verify found something."""
USAGE = 2
"""Usage, or a line that does not parse."""
NOT_FOUND = 3
AMBIGUOUS = 4
"""More than one client fits."""
LOCKED = 5
IN_USE = 6
"""The store is in use or changed meanwhile."""
STORE = 7
"""The store cannot be read or written, or there is none."""
PRIVACY = 8
"""Refused for privacy."""
PERSON = 9
"""Needs a person at a terminal."""
INTERRUPTED = 130


def of_refusal(refused: Refused) -> int:
    """The exit code of something that the practice refused."""
    from plantui.practice.refusal import MayOnlyRead, NothingThere, OpenToOthers

    if isinstance(refused, MayOnlyRead | OpenToOthers):
        return PRIVACY
    return NOT_FOUND if isinstance(refused, NothingThere) else USAGE


class Stop(Exception):
    """Ends the command with a sentence on standard error and an exit code."""

    def __init__(self, code: int, sentence: str = "") -> None:
        self.code = code
        self.sentence = sentence
        super().__init__(sentence)


def shown(text: str) -> str:
    """A message without the controls that a terminal would obey; line ends stay."""
    if text.isascii() and text.isprintable():
        return text
    drawn = (" " if one.isspace() and one != "\n" else one for one in text)
    return "".join(one if one.isprintable() or one == "\n" else "\N{REPLACEMENT CHARACTER}" for one in drawn)
