"""What is typed to sign: initials, or the passphrase where `sign.by` asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantui.keys.context import Context
from plantui.keys.field import LineField, opened
from plantui.keys.hint import Shown
from plantui.model.signature import SigningMethod
from plantui.practice.commands.signing import signs_by, vouched
from plantui.practice.refusal import Refused

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


def given(desk: Desk, field: LineField) -> str:
    """What the command takes for what was typed; takes its time for a passphrase.

    Raises:
        Refused: S1, it is not the user's.
        VaultFault: the store cannot be asked.
    """
    return vouched(field.text, desk.practice.acting()) if field.secret else field.text


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
