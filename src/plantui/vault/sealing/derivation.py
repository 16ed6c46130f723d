"""Keys made from keys: HKDF-SHA256 (RFC 5869) with the standard library, about a microsecond each."""

from __future__ import annotations

import hmac
from typing import TypeAlias

SIZE = 32
"""The size of every key, in bytes."""

Bytes: TypeAlias = "bytes | bytearray"
"""A secret that can be overwritten is a bytearray."""


def extract(salt: bytes, secret: Bytes) -> bytearray:
    """Return the root that keys are derived from; 32 bytes."""
    return bytearray(hmac.digest(salt, secret, "sha256"))


def expand(root: Bytes, purpose: bytes) -> bytes:
    """Return the key for a purpose; 32 bytes, which is one block, so a single round is all of HKDF."""
    return hmac.digest(root, purpose + b"\x01", "sha256")


def derive(salt: bytes, secret: Bytes, purpose: bytes) -> bytes:
    """Return the key for a purpose from a secret of full strength (not from a passphrase: see `stretch`)."""
    return expand(extract(salt, secret), purpose)


def mark(root: Bytes, purpose: bytes, content: bytes) -> bytes:
    """Return the HMAC-SHA256 of a content under the key for a purpose; 32 bytes."""
    return hmac.digest(expand(root, purpose), content, "sha256")
