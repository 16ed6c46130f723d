"""Slots: the ways into a sealed store, as `vault.json` keeps them. Nothing here is secret or needs a key."""

from __future__ import annotations

import msgspec

PASSPHRASE = "passphrase"
RECOVERY = "recovery"
AGENT = "agent"
ARGON2ID = "argon2id"


class Cost(msgspec.Struct, frozen=True, kw_only=True):
    """What a guess of a passphrase costs.

    The default is the second recommended option of RFC 9106: 64 MiB.

    Attributes:
        kdf: always `argon2id`.
        t: passes over the memory.
        m: memory in KiB.
        p: lanes.
    """

    kdf: str = ARGON2ID
    t: int = 3
    m: int = 65536
    p: int = 4


class Renewal(msgspec.Struct, frozen=True, kw_only=True):
    """A newer data key, as a letter to the holder of a slot: made without the passphrase of that slot.

    Attributes:
        kid: the id of the newer key.
        sender: the public key of the letter, used once.
        nonce: of the letter.
        sealed: the newer key, and a proof that whoever wrote this held the key before it.
    """

    kid: str
    sender: bytes
    nonce: bytes
    sealed: bytes


class Slot(msgspec.Struct, frozen=True, kw_only=True):
    """One way into the store.

    Attributes:
        name: its name, different from all others: `user.dw`, `recovery`, `agent.dw`.
        kind: `passphrase`, `recovery` or `agent`.
        user: the id of the user it makes somebody; empty for the recovery key.
        kid: the id of the data key inside.
        cost: what a guess costs, for a passphrase.
        salt: random.
        nonce: of `sealed`.
        sealed: the private key of the slot and a data key, under the key that opens the slot.
        public: the public key of the slot (X25519), for renewals.
        agent: the public key (Ed25519) that an ssh-agent signs for; empty for other kinds.
        renewals: newer data keys, oldest first.
    """

    name: str
    kind: str
    user: str = ""
    kid: str
    cost: Cost | None = None
    salt: bytes
    nonce: bytes
    sealed: bytes
    public: bytes
    agent: bytes = b""
    renewals: tuple[Renewal, ...] = ()


class Retired(msgspec.Struct, frozen=True, kw_only=True):
    """A data key that seals nothing new, kept to read what it sealed; under the current data key.

    Attributes:
        kid: its id.
        nonce: of `sealed`.
        sealed: the key.
    """

    kid: str
    nonce: bytes
    sealed: bytes


class Sealing(msgspec.Struct, frozen=True, kw_only=True):
    """How a store is sealed.

    Attributes:
        alg: the cipher for whatever is written from now on.
        kid: the id of the current data key.
        slots: the ways in.
        retired: data keys of the past, newest first.
        since: the first line of the audit trail that must be authenticated.
        unfinished: True while a plain store is being sealed: plain charts are still read then, never after.
        mac: authenticates the whole of `vault.json`.
    """

    alg: str
    kid: str
    slots: tuple[Slot, ...]
    retired: tuple[Retired, ...] = ()
    since: int = 1
    unfinished: bool = False
    mac: bytes = b""

    def slot(self, name: str) -> Slot | None:
        """Return the slot with a name, or None."""
        return next((slot for slot in self.slots if slot.name == name), None)


def agent_slot_of(user: str, agent: bytes) -> str:
    """Return the name of the slot that an ssh key opens."""
    return f"agent.{user}.{agent[:8].hex()}"


def slot_of(user: str) -> str:
    """Return the name of the passphrase slot of a user."""
    return f"user.{user}"
