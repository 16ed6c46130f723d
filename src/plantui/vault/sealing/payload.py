"""What is left for later commands of a login: the data key alone, as bytes."""

from __future__ import annotations

import msgspec

from plantui.vault.faults import VaultFault
from plantui.vault.manifest import Vault
from plantui.vault.sealing.key import Key


class _Payload(msgspec.Struct, array_like=True):
    vault: str
    user: str
    slot: str
    data_key: bytes


_payloads = msgspec.msgpack.Decoder(_Payload)


def pack(key: Key) -> bytes:
    """Return the bytes of a key.

    The private key of the slot stays out: it would open what is not of this hour, such as the next data key.
    """
    return msgspec.msgpack.encode(_Payload(key.vault, key.user, key.slot, key.data_key))


def unpack(content: bytes, vault: Vault) -> Key | None:
    """Return the key, or None when it is no longer that of the store, or never was."""
    from plantui.vault.sealing.shelf import with_retired

    try:
        kept = _payloads.decode(content)
        if kept.vault != vault.id or len(kept.data_key) != 32 or vault.sealing is None:
            return None
        slots = [slot.name for slot in vault.sealing.slots]
        key = Key(vault.id, kept.data_key, user=kept.user, slot=kept.slot)
        return with_retired(key, vault) if key.slot in slots else None
    except (msgspec.MsgspecError, VaultFault):
        return None
