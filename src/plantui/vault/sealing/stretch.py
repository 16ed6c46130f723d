"""Argon2id (RFC 9106): makes every guess of a passphrase cost time and memory. Loads `cryptography`."""

from __future__ import annotations

import unicodedata

from plantui.vault.faults import StoreLocked, StoreMissing, Tampered
from plantui.vault.sealing.derivation import SIZE
from plantui.vault.sealing.slot import ARGON2ID, Cost

_MOST = Cost(t=32, m=1024 * 1024, p=16)
"""More than this is none of ours: 1 GiB, 32 passes."""

_MOST_WORK = 8 * 1024 * 1024
"""Passes times KiB: about forty times the default, some seconds on a slow machine."""


def stretch(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    """Return the key of a passphrase; 32 bytes.

    The passphrase is taken in NFC, so that the same letters typed on another system are the same.

    Raises:
        StoreMissing: a newer program made the slot.
        StoreLocked: there is not enough memory.
        Tampered: the cost is none that this program ever writes, and would stall the machine.
    """
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    if cost.kdf != ARGON2ID:
        raise StoreMissing(f"A slot uses {cost.kdf}, which this version does not know.", "Update plantui.")
    if not (0 < cost.t <= _MOST.t and 8 * cost.p <= cost.m <= _MOST.m and 0 < cost.p <= _MOST.p and len(salt) >= 8) or (
        cost.t * cost.m > _MOST_WORK
    ):
        raise Tampered("The costs of a slot in vault.json are out of range.", "Put back vault.json.bak or a backup.")
    secret = unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogateescape")
    try:
        return Argon2id(salt=salt, length=SIZE, iterations=cost.t, lanes=cost.p, memory_cost=cost.m).derive(secret)
    except MemoryError:
        raise StoreLocked(
            f"A passphrase takes {-(-cost.m // 1024)} MB of memory to be tried, and there is not as much.",
            "End other programs, then try again.",
        ) from None
