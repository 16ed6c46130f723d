"""The keys of a store that is about to be sealed, before anything of it is on the disk."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field

import msgspec

from plantui.vault.manifest import Vault
from plantui.vault.sealing.key import Key
from plantui.vault.sealing.recovery import lock_of, new_secret, printed
from plantui.vault.sealing.slot import PASSPHRASE, RECOVERY, Cost, Sealing, Slot, slot_of

SALT = 16
"""The size of a salt, in bytes."""


@dataclass(frozen=True)
class Founding:
    """A data key and the slots that hold it.

    Attributes:
        vault: the id the store gets, or has.
        key: the key; nobody else has it yet.
        recovery: the recovery key as it is printed. It is kept nowhere: whoever asks for it later gets a new one.
        sealing: what `vault.json` will say.
    """

    vault: str
    key: Key = field(repr=False)
    recovery: str = field(repr=False)
    sealing: Sealing = field(repr=False)

    def complete(self, vault: Vault, *, since: int = 1, unfinished: bool = False) -> Vault:
        """Return the manifest of the sealed store.

        Args:
            vault: the manifest of the plain one.
            since: the first line of the audit trail that must be authenticated.
            unfinished: True while there are plain charts in it.
        """
        sealing = msgspec.structs.replace(self.sealing, since=since, unfinished=unfinished)
        whole = self.key.attest(msgspec.structs.replace(vault, sealing=sealing))
        self.key.accept(whole)
        return whole


def found(user: str, passphrase: str, *, vault: str = "", alg: str = "aes256gcm", cost: Cost | None = None) -> Founding:
    """Make the keys of a store: a random data key, a slot for its first user, a slot for the recovery key.

    Args:
        user: the id of the user.
        passphrase: not empty.
        vault: the id of the store, when it has one.
        alg: the cipher: `aes256gcm` or `chacha20poly1305`.
        cost: what a guess of the passphrase shall cost.
    """
    vault = vault or secrets.token_hex(16)
    key = Key(vault, secrets.token_bytes(32), user=user)
    recovery, slot = recovery_slot(key)
    slots = (passphrase_slot(key, user, passphrase, cost), slot)
    return Founding(vault, key, recovery, Sealing(alg=alg, kid=key.kid, slots=slots))


def passphrase_slot(key: Key, user: str, passphrase: str, cost: Cost | None = None) -> Slot:
    """Return a slot that a passphrase opens.

    Raises:
        ValueError: the passphrase is empty.
    """
    from plantui.vault.sealing.stretch import stretch
    from plantui.vault.sealing.wrapping import make_slot

    if not passphrase:
        raise ValueError("a passphrase has at least one letter")
    cost, salt = cost or Cost(), secrets.token_bytes(SALT)
    lock = stretch(passphrase, salt, cost)
    return make_slot(key, slot_of(user), PASSPHRASE, lock, salt, user=user, cost=cost)


def recovery_slot(key: Key) -> tuple[str, Slot]:
    """Return a new recovery key as it is printed, and its slot."""
    from plantui.vault.sealing.wrapping import make_slot

    secret, salt = new_secret(), secrets.token_bytes(SALT)
    return printed(secret), make_slot(key, RECOVERY, RECOVERY, lock_of(key.vault, secret, salt), salt)
