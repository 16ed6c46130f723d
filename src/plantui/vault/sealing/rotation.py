"""A new data key for a store, without anybody's passphrase but one's own."""

from __future__ import annotations

import secrets
from collections.abc import Callable

import msgspec

from plantui.vault.faults import StoreLocked
from plantui.vault.manifest import Vault
from plantui.vault.sealing.key import Key
from plantui.vault.seam import Event
from plantui.vault.store import FileStore


def rotate(store: FileStore, event: Event, change: Callable[[Vault], Vault] = lambda vault: vault) -> Vault:
    """Give a store a new data key, sent to every slot; whoever has no slot any more never gets it.

    What is written from now on is sealed with it. Older files stay readable, and are sealed anew at their next
    save, or all at once by `FileStore.rewriting`. Terminals that are open go on, if their slot is still there.

    Args:
        store: the store, open.
        event: who does this.
        change: what else changes in the manifest in the same moment, e.g. a slot that goes.

    Raises:
        StoreLocked: the store has no key.
        VaultFault: the key is the old one.
    """
    from plantui.vault.sealing.shelf import retire
    from plantui.vault.sealing.wrapping import renew

    key = store.key
    if key is None:
        raise StoreLocked("This store is not sealed.", "plantui vault seal seals it.")
    turned = Key(key.vault, secrets.token_bytes(32), user=key.user, slot=key.slot)

    def build(vault: Vault) -> Vault:
        vault = change(vault)
        sealing = vault.sealing
        assert sealing is not None
        past = [key.kid, *(retired.kid for retired in sealing.retired)]
        for kid in past:
            turned.add(key.past(kid))
        return msgspec.structs.replace(
            vault,
            sealing=msgspec.structs.replace(
                sealing,
                kid=turned.kid,
                slots=tuple(renew(key, slot, turned.data_key) for slot in sealing.slots),
                retired=retire(turned, past),
            ),
        )

    try:
        return store.change_vault(build, event, turned)
    finally:
        turned.forget()
