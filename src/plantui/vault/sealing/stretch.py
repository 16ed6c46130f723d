"""Argon2id (RFC 9106): makes every guess of a passphrase cost time and memory. Loads `cryptography`."""

from __future__ import annotations

import unicodedata

from plantui.vault.faults import StoreMissing, Tampered
from plantui.vault.sealing.derivation import SIZE
from plantui.vault.sealing.slot import ARGON2ID, Cost

_MOST = Cost(t=64, m=4 * 1024 * 1024, p=64)


def stretch(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    """Return the key of a passphrase; 32 bytes.

    The passphrase is taken in NFC, so that the same letters typed on another system are the same.

    Raises:
        StoreMissing: a newer program made the slot.
        Tampered: the cost is none that this program ever writes, and would stall the machine.
    """
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    if cost.kdf != ARGON2ID:
        raise StoreMissing(f"A slot uses {cost.kdf}, which this version does not know.", "Update plantui.")
    if not (0 < cost.t <= _MOST.t and 8 * cost.p <= cost.m <= _MOST.m and 0 < cost.p <= _MOST.p and len(salt) >= 8):
        raise Tampered("The costs of a slot in vault.json are out of range.", "Put back vault.json.bak or a backup.")
    secret = unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogateescape")
    return Argon2id(salt=salt, length=SIZE, iterations=cost.t, lanes=cost.p, memory_cost=cost.m).derive(secret)
