"""The two ciphers, by the names that stand in headers. Loads `cryptography`."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM, ChaCha20Poly1305

AES = "aes256gcm"
"""AES-256-GCM: fastest where the processor has AES instructions, which is nearly everywhere."""

CHACHA = "chacha20poly1305"
"""ChaCha20-Poly1305: for processors without AES instructions."""

NONCE = 12
"""The size of a nonce, in bytes."""

TAG = 16
"""How many bytes sealing adds, without the nonce."""


class Cipher(Protocol):
    """An authenticated cipher with a key."""

    def encrypt(self, nonce: bytes, data: bytes, associated_data: bytes | None) -> bytes:
        """Return the sealed bytes."""

    def decrypt(self, nonce: bytes | memoryview, data: bytes | memoryview, associated_data: bytes | None) -> bytes:
        """Return the content, or raise `InvalidTag`."""


def cipher(alg: str, key: bytes) -> Cipher:
    """Return a cipher.

    Args:
        alg: `aes256gcm` or `chacha20poly1305`.
        key: 32 bytes.

    Raises:
        KeyError: there is no such cipher.
    """
    return _KINDS[alg](key)


_KINDS: dict[str, Callable[[bytes], Cipher]] = {AES: AESGCM, CHACHA: ChaCha20Poly1305}


def shut(alg: str, key: bytes, context: bytes, content: bytes) -> tuple[bytes, bytes]:
    """Return a fresh random nonce and the sealed content, bound to a context."""
    nonce = os.urandom(NONCE)
    return nonce, cipher(alg, key).encrypt(nonce, content, context)


def reveal(alg: str, key: bytes, context: bytes, nonce: bytes, sealed: bytes) -> bytes | None:
    """Return the content, or None when key, context or bytes are not those of the sealing."""
    try:
        return cipher(alg, key).decrypt(nonce, sealed, context)
    except (InvalidTag, ValueError):
        return None
