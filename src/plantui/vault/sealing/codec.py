"""The sealed codec: what `PlainCodec` does, with a cipher.

Sealed bytes are `alg (1) | kid (4) | nonce (12) | ciphertext | tag (16)`. Every object has a key of its own,
derived from the data key and what the object is, and is bound to the store, its kind, id and revision, and to
the header line beside it, so that it opens in its own place only.
"""

from __future__ import annotations

import hashlib
import os
from binascii import Error, a2b_base64, b2a_base64

from cryptography.exceptions import InvalidTag

from plantui.vault.codec import PLAIN, Codec, Place, PlainCodec
from plantui.vault.faults import Tampered, UnknownKey
from plantui.vault.sealing.cipher import AES, CHACHA, NONCE, TAG, cipher
from plantui.vault.sealing.derivation import expand
from plantui.vault.sealing.key import Key
from plantui.vault.sealing.padding import CHART, SMALL, pad, unpad

_NUMBERS = {AES: b"\x01", CHACHA: b"\x02"}
_NAMES = {number: name for name, number in _NUMBERS.items()}
_FRONT = 1 + 4
_DAMAGED = "Run plantui verify; the version before, or a backup, can be put back."


class SealedCodec:
    """See `plantui.vault.codec.Codec`. It follows its key: a key that turned seals with the new data key."""

    def __init__(self, key: Key) -> None:
        self._key = key

    @property
    def alg(self) -> str:
        """The cipher for whatever is sealed from now on."""
        return self._key.alg

    @property
    def kid(self) -> str:
        """The id of the current data key."""
        return self._key.kid

    def reader(self, alg: str) -> Codec | None:
        """See `Codec.reader`: both ciphers; plain charts only while the store is being sealed."""
        if alg == PLAIN and self._key.unfinished:
            return PlainCodec()
        return self if alg in _NUMBERS else None

    def seal(self, place: Place, content: bytes) -> bytes:
        """See `Codec.seal`."""
        return self._seal(place, pad(content, CHART))

    def open(self, place: Place, sealed: bytes | memoryview) -> bytes:
        """See `Codec.open`."""
        front = bytes(sealed[:_FRONT])
        name = _NAMES.get(front[:1])
        if name is None or len(sealed) < _FRONT + NONCE + TAG:
            raise Tampered(f"The {place.kind} {place.name} is damaged.", _DAMAGED)
        kid = front[1:].hex()
        root = self._key.root(kid)
        if root is None:
            # Another terminal may have changed the key a moment ago.
            self._key.catch_up()
            root = self._key.root(kid)
        if root is None:
            raise UnknownKey(f"The {place.kind} {place.name} is sealed with a key that is not at hand.", _DAMAGED)
        nonce = sealed[_FRONT : _FRONT + NONCE]
        try:
            padded = cipher(name, expand(root, _purpose(place, name))).decrypt(
                nonce, sealed[_FRONT + NONCE :], self._bound(place, front)
            )
        except InvalidTag:
            raise Tampered(
                f"The {place.kind} {place.name} is damaged, or was changed without the key.", _DAMAGED
            ) from None
        return unpad(padded)

    def seal_summary(self, place: Place, summary: bytes) -> bytes:
        """See `Codec.seal_summary`: a JSON text in base64."""
        return b'"' + b2a_base64(self._seal(place, pad(summary, SMALL)), newline=False) + b'"'

    def open_summary(self, place: Place, sealed: bytes) -> bytes:
        """See `Codec.open_summary`."""
        if sealed[:1] == b"{" and self._key.unfinished:
            return sealed
        if len(sealed) < 2 or sealed[:1] + sealed[-1:] != b'""':
            raise Tampered(f"The {place.kind} {place.name} is damaged.", _DAMAGED)
        try:
            return self.open(place, a2b_base64(sealed[1:-1], strict_mode=True))
        except Error:
            raise Tampered(f"The {place.kind} {place.name} is damaged.", _DAMAGED) from None

    def _seal(self, place: Place, padded: bytes) -> bytes:
        key = self._key
        root, alg = key.root(), key.alg
        assert root is not None
        front = _NUMBERS[alg] + bytes.fromhex(key.kid)
        nonce = os.urandom(NONCE)
        sealed = cipher(alg, expand(root, _purpose(place, alg))).encrypt(nonce, padded, self._bound(place, front))
        return b"".join((front, nonce, sealed))

    def _bound(self, place: Place, front: bytes) -> bytes:
        header = hashlib.sha256(place.bind).digest()
        return f"{self._key.vault}|{place.kind}|{place.name}|{place.rev}|".encode() + front + header


def _purpose(place: Place, alg: str) -> bytes:
    return f"plantui {alg}|{place.kind}|{place.name}".encode()
