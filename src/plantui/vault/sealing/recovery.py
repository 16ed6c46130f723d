"""The recovery key: 160 random bits on paper, in eight groups of letters and a ninth that finds slips."""

from __future__ import annotations

import base64
import hashlib
import secrets

from plantui.vault.sealing.derivation import derive

SIZE = 20
"""In bytes."""

_LETTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
_MISREAD = str.maketrans({"0": "O", "1": "I", "8": "B"})


def new_secret() -> bytes:
    """Return 160 random bits."""
    return secrets.token_bytes(SIZE)


def printed(secret: bytes) -> str:
    """Return a recovery key as it is printed: nine groups of four letters and digits, joined by hyphens."""
    text = base64.b32encode(secret).decode() + _check(secret)
    return "-".join(text[at : at + 4] for at in range(0, len(text), 4))


def parse(text: str) -> bytes | None:
    """Return the secret of a recovery key as somebody types it, or None when it is none or has a slip in it.

    Capitals, hyphens and spaces do not matter; 0, 1 and 8 never occur and are taken for O, I and B.
    """
    plain = "".join(text.split()).replace("-", "").upper().translate(_MISREAD)
    if len(plain) != 36 or not set(plain) <= _LETTERS:
        return None
    secret = base64.b32decode(plain[:32])
    return secret if plain[32:] == _check(secret) else None


def lock_of(vault: str, secret: bytes, salt: bytes) -> bytes:
    """Return what opens the recovery slot. 160 random bits need no slow derivation."""
    return derive(salt, secret, f"plantui recovery|{vault}".encode())


def _check(secret: bytes) -> str:
    return base64.b32encode(hashlib.sha256(b"plantui recovery" + secret).digest()).decode()[:4]
