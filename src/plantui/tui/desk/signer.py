"""What is typed to sign: initials, or the passphrase where `sign.by` asks for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from plantui.keys.context import Context
from plantui.keys.field import LineField, opened
from plantui.keys.hint import Shown
from plantui.model.signature import SigningMethod
from plantui.practice.commands.signing import signs_by, vouched
from plantui.practice.refusal import Refused
from plantui.tui.desk.vouching import CHECKING
from plantui.vault.faults import VaultFault

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Desk

ASKS = "Nothing stops this signature: type your {word}."


def signing_field(desk: Desk) -> LineField:
    """The field of a signature: for initials, or a secret one for the passphrase.

    Raises:
        Refused: the passphrase is to sign, and a plain store has none.
    """
    return opened(secret=signs_by(desk.practice.acting()) is SigningMethod.PASSPHRASE)


def typed_word(field: LineField) -> str:
    """What is typed into such a field, in a word."""
    return "passphrase" if field.secret else "initials"


class Panel(Protocol):
    """A panel that takes a signature: the field it is typed into, and what stands in the way."""

    initials: LineField
    problem: str


def sign_with(desk: Desk, panel: Panel, sign: Callable[[str], None]) -> None:
    """Hand over to ``sign`` what a command takes for what was typed.

    Initials go at once. A passphrase is checked first, beside the keys; the panel says so, and what is wrong with it.
    """
    field = panel.initials
    if not field.secret:
        sign(field.text)
        return
    acting = desk.practice.acting()

    def came(outcome: object) -> None:
        panel.problem = ""
        if isinstance(outcome, str):
            sign(outcome)
            return
        panel.initials = emptied(field)
        if isinstance(outcome, Refused):
            panel.problem = f"{outcome.code} {outcome.sentence}".strip()
        elif isinstance(outcome, VaultFault):
            panel.problem = f"{outcome.code} {outcome}"
        elif isinstance(outcome, Exception):
            raise outcome

    panel.problem = CHECKING
    desk.vouching.check(desk, lambda: vouched(field.text, acting), came)


def sign_told(desk: Desk, field: LineField) -> dict[str, Shown]:
    """The footer's word for the key that signs, where it is not the usual one."""
    if not field.secret:
        return {}
    return {"sign.commit": (f"passphrase then {desk.key('sign.commit', Context.SIGN_INITIALS)}", "")}


def emptied(field: LineField) -> LineField:
    """The field after a try that failed: initials stay to be mended, a passphrase does not."""
    return opened(secret=True) if field.secret else field


def word_here(desk: Desk) -> str:
    """What will be typed to sign here, in a word, where nothing is being signed yet."""
    try:
        return typed_word(signing_field(desk))
    except Refused:
        return "passphrase"
