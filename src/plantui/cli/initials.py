"""Initials and names of the people who work in a store: what may sign, asked until it fits."""

from __future__ import annotations

import sys
from collections.abc import Callable

from plantui.cli import exits
from plantui.cli.passphrases import say
from plantui.cli.waiting import prompted

MOST = 6
"""Letters and digits that initials may have."""
LONGEST = 80
"""Characters of a name or a credential."""
ACCEPTED = f"Initials are 1 to {MOST} letters or digits without spaces, such as DW: typing them signs."


def initials_fault(text: str) -> str:
    """What is wrong with initials, as the sentence that says what is accepted; empty when they may stand."""
    return "" if text.isalnum() and text[0].isalpha() and len(text) <= MOST else ACCEPTED


def name_fault(text: str, what: str, *, empty: bool = False) -> str:
    """What is wrong with a name or a credential; empty when it may stand."""
    if not text and not empty:
        return "A name and initials are needed: they are the signature."
    if not text.isprintable() or len(text) > LONGEST:
        return f"{what} is one line of at most {LONGEST} characters."
    return ""


def asked_initials(given: str | None, question: str = "Your initials, such as DW") -> str:
    """The flag's value, else the answer at the terminal, asked again until it fits.

    Raises:
        Stop: the flag's value does not fit, or there is nobody to ask.
    """
    return _asked("Initials", question, given, initials_fault)


def asked_name(given: str | None, question: str, what: str, *, empty: bool = False) -> str:
    """The same for a name or a credential.

    Raises:
        Stop: the flag's value does not fit, or there is nobody to ask.
    """
    return _asked(what, question, given, lambda text: name_fault(text, what, empty=empty), empty=empty)


def _asked(what: str, question: str, given: str | None, fault: Callable[[str], str], *, empty: bool = False) -> str:
    if given is not None:
        wrong = fault(given.strip())
        if wrong:
            raise exits.Stop(exits.USAGE, wrong)
        return given.strip()
    if not sys.stdin.isatty():
        raise exits.Stop(exits.PERSON, f"{what} is missing. Give it as a flag, or run this at a terminal.")
    while True:
        answer = prompted(question, "" if empty else None, shows=False)
        wrong = fault(answer)
        if not wrong:
            return answer
        say(wrong)


def user_id(initials: str) -> str:
    """An id for a user, made from the initials."""
    plain = "".join(letter for letter in initials.lower() if letter.isascii() and letter.isalnum())
    return plain or "user"
