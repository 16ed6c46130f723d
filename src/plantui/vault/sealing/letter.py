"""Letters: something sealed to a public key, which only the holder of the private key can read.

That is how a new data key reaches every slot when somebody leaves, without asking anybody for a passphrase.
X25519, HKDF-SHA256 and AES-256-GCM. Loads `cryptography`.
"""

from __future__ import annotations

from typing import NamedTuple

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from plantui.vault.sealing.cipher import AES, reveal, shut
from plantui.vault.sealing.derivation import Bytes, derive


class Letter(NamedTuple):
    """A sealed letter.

    Attributes:
        sender: a public key made for this letter alone.
        nonce: random.
        sealed: the content.
    """

    sender: bytes
    nonce: bytes
    sealed: bytes


def new_pair() -> tuple[bytes, bytes]:
    """Return a private key and its public key, 32 bytes each."""
    private = X25519PrivateKey.generate()
    return private.private_bytes_raw(), private.public_key().public_bytes_raw()


def public_of(private: bytes) -> bytes:
    """Return the public key of a private one."""
    return X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()


def write(public: bytes, context: bytes, content: bytes) -> Letter:
    """Return a letter to the holder of the private key of `public`, bound to a context."""
    once = X25519PrivateKey.generate()
    sender = once.public_key().public_bytes_raw()
    shared = once.exchange(X25519PublicKey.from_public_bytes(public))
    return Letter(sender, *shut(AES, _key(shared, sender, public), context, content))


def read(private: Bytes, letter: Letter, context: bytes) -> bytes | None:
    """Return the content, or None when the letter is for somebody else, of another context, or changed."""
    own = X25519PrivateKey.from_private_bytes(bytes(private))
    try:
        shared = own.exchange(X25519PublicKey.from_public_bytes(letter.sender))
    except ValueError:
        return None
    key = _key(shared, letter.sender, own.public_key().public_bytes_raw())
    return reveal(AES, key, context, letter.nonce, letter.sealed)


def _key(shared: bytes, sender: bytes, receiver: bytes) -> bytes:
    return derive(sender + receiver, shared, b"plantui letter")
