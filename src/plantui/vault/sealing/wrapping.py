"""Data keys in slots: putting them in, getting them out, and sending a new one to every slot.

A slot holds a private key and the data key of the day it was made, under a key that only its passphrase (or
recovery key, or agent) gives. Later data keys come as letters to the slot's public key. Each letter proves
that its writer held the data key before it, so nobody who merely writes to the disk can slip a key in.
"""

from __future__ import annotations

import hmac
from collections.abc import Sequence

import msgspec

from plantui.vault.faults import StoreLocked, Tampered
from plantui.vault.manifest import Vault
from plantui.vault.sealing.cipher import AES, reveal, shut
from plantui.vault.sealing.derivation import SIZE
from plantui.vault.sealing.key import Key, kid_of
from plantui.vault.sealing.letter import Letter, new_pair, public_of, read, write
from plantui.vault.sealing.shelf import with_retired
from plantui.vault.sealing.slot import Cost, Renewal, Slot

_BROKEN = "Put back vault.json.bak or a backup of vault.json."


def make_slot(
    key: Key,
    name: str,
    kind: str,
    lock: bytes,
    salt: bytes,
    *,
    user: str = "",
    cost: Cost | None = None,
    agent: bytes = b"",
) -> Slot:
    """Return a slot with the current data key.

    Args:
        key: the key of the store.
        name: the name of the slot.
        kind: `passphrase`, `recovery` or `agent`.
        lock: the 32 bytes that open it.
        salt: what `lock` was made with.
        user: whom it makes somebody.
        cost: what `lock` was made with, for a passphrase.
        agent: the public key of an ssh key that `lock` was made with.
    """
    # The holder of a slot who changes its lock keeps the pair, so that terminals still open can be renewed.
    own = key.private if key.slot == name else b""
    private, public = (own, public_of(own)) if own else new_pair()
    bare = Slot(
        name=name,
        kind=kind,
        user=user,
        kid=key.kid,
        cost=cost,
        salt=salt,
        nonce=b"",
        sealed=b"",
        public=public,
        agent=agent,
    )
    nonce, sealed = shut(AES, lock, _context(key.vault, bare), private + key.data_key)
    return msgspec.structs.replace(bare, nonce=nonce, sealed=sealed)


def open_slot(vault: Vault, slot: Slot, lock: bytes) -> Key | None:
    """Return the key of a store, or None when `lock` does not open the slot (or somebody changed the slot).

    Raises:
        Tampered: the slot opens, but `vault.json` was changed by somebody without the key.
    """
    content = reveal(AES, lock, _context(vault.id, slot), slot.nonce, slot.sealed)
    if content is None or len(content) != 2 * SIZE:
        return None
    private, data_key = content[:SIZE], content[SIZE:]
    if kid_of(vault.id, data_key) != slot.kid:
        raise Tampered(f"The slot {slot.name} holds another key than it says.", _BROKEN)
    key = Key(vault.id, data_key, user=slot.user, slot=slot.name, private=private)
    _walk(key, slot, slot.renewals)
    return with_retired(key, vault)


def follow(key: Key, vault: Vault) -> None:
    """Bring a key up to date after the data key was changed elsewhere.

    Raises:
        StoreLocked: the new key is not for this slot, or needs its passphrase.
        Tampered: `vault.json` was changed by somebody without the key.
    """
    sealing = vault.sealing
    assert sealing is not None
    slot = sealing.slot(key.slot)
    kids = [slot.kid, *(renewal.kid for renewal in slot.renewals)] if slot else []
    if slot is None or not key.private or key.kid not in kids:
        raise StoreLocked("The key of the store was changed meanwhile.", "Leave, start again and unlock it.")
    _walk(key, slot, slot.renewals[kids.index(key.kid) :])
    with_retired(key, vault)


def renew(key: Key, slot: Slot, data_key: bytes) -> Slot:
    """Return a slot that a new data key was sent to.

    Args:
        key: the key of the store, not turned yet.
        slot: the slot.
        data_key: the new one.
    """
    kid = kid_of(key.vault, data_key)
    letter = write(slot.public, _addressed(key.vault, slot, kid), data_key + _proof(key, slot, kid, data_key))
    renewal = Renewal(kid=kid, sender=letter.sender, nonce=letter.nonce, sealed=letter.sealed)
    return msgspec.structs.replace(slot, renewals=(*slot.renewals, renewal))


def _walk(key: Key, slot: Slot, renewals: Sequence[Renewal]) -> None:
    for renewal in renewals:
        letter = Letter(renewal.sender, renewal.nonce, renewal.sealed)
        content = read(key.private, letter, _addressed(key.vault, slot, renewal.kid)) or b""
        data_key, proof = content[:SIZE], content[SIZE:]
        if len(content) != 2 * SIZE or not hmac.compare_digest(proof, _proof(key, slot, renewal.kid, data_key)):
            raise Tampered("A renewal of the key was written by somebody without the key before it.", _BROKEN)
        key.turn(data_key)


def _context(vault: str, slot: Slot) -> bytes:
    """What a slot is bound to: everything about it but its renewals."""
    bare = msgspec.structs.replace(slot, nonce=b"", sealed=b"", renewals=())
    return f"slot|{vault}|{slot.name}|".encode() + msgspec.json.encode(bare)


def _addressed(vault: str, slot: Slot, kid: str) -> bytes:
    return f"renewal|{vault}|{slot.name}|{kid}".encode()


def _proof(key: Key, slot: Slot, kid: str, data_key: bytes) -> bytes:
    return key.mark(b"plantui renewal", f"{slot.name}|{kid}|".encode() + data_key)
