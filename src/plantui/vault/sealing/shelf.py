"""Retired data keys: each lies in `vault.json` under the current one, to read what it sealed."""

from __future__ import annotations

from collections.abc import Sequence

from plantui.vault.faults import Tampered
from plantui.vault.manifest import Vault
from plantui.vault.sealing.cipher import AES, reveal, shut
from plantui.vault.sealing.derivation import expand
from plantui.vault.sealing.key import Key
from plantui.vault.sealing.slot import Retired


def with_retired(key: Key, vault: Vault) -> Key:
    """Return the key with the retired data keys of the store beside it.

    Raises:
        Tampered: `vault.json` was changed by somebody without the key.
    """
    sealing = key.accept(vault)
    for retired in sealing.retired:
        data_key = reveal(AES, _shelf(key), _shelved(key, retired.kid), retired.nonce, retired.sealed)
        if data_key is None or key.add(data_key) != retired.kid:
            raise Tampered(f"The retired key {retired.kid} cannot be read.", "Put back vault.json.bak.")
    return key


def retire(key: Key, kids: Sequence[str]) -> tuple[Retired, ...]:
    """Return data keys of the past under the current one.

    Args:
        key: the key of the store, turned to its new data key already.
        kids: which, newest first.
    """
    out: list[Retired] = []
    for kid in kids:
        nonce, sealed = shut(AES, _shelf(key), _shelved(key, kid), key.past(kid))
        out.append(Retired(kid=kid, nonce=nonce, sealed=sealed))
    return tuple(out)


def _shelf(key: Key) -> bytes:
    root = key.root()
    assert root is not None
    return expand(root, b"plantui retired")


def _shelved(key: Key, kid: str) -> bytes:
    return f"retired|{key.vault}|{kid}|{key.kid}".encode()
