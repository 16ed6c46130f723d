"""Leaving an unlocked key for later commands of the same login, and taking it back.

The kernel's keyring is tried first, then the runtime folder; where neither is to be had the key is not left
anywhere.
"""

from __future__ import annotations

from collections.abc import Iterator

from plantui.vault.faults import StoreForbidden
from plantui.vault.manifest import Vault
from plantui.vault.sealing.kernel import KernelKeyring
from plantui.vault.sealing.key import Key
from plantui.vault.sealing.payload import pack, unpack
from plantui.vault.sealing.place import Place, Places, Unavailable
from plantui.vault.sealing.runtime import RuntimeFile

LONGEST = 60 * 60
"""The longest time a key may be left, in seconds."""


def share(key: Key, seconds: int, places: Places | None = None) -> str:
    """Leave a key; return where, as a part of a sentence.

    Args:
        key: the key.
        seconds: for how long, 1 to 3,600.
        places: for tests.

    Raises:
        StoreForbidden: there is no place for it here; says why.
        ValueError: the time is out of its range.
    """
    if not 1 <= seconds <= LONGEST:
        raise ValueError(f"a key is left for 1 to {LONGEST} seconds, not {seconds}")
    forget(key.vault, places)
    reasons: list[str] = []
    for place in _all(places):
        try:
            place.put(_name(key.vault), pack(key), seconds)
        except Unavailable as unavailable:
            reasons.append(str(unavailable))
        else:
            return place.words
    raise StoreForbidden(
        f"The key cannot be left for later commands: {'; '.join(reasons)}.",
        "Give the passphrase each time, with --passphrase-fd from a script.",
    )


def recall(vault: Vault, places: Places | None = None) -> Key | None:
    """Return the key that was left for a store and still fits, or None."""
    for place, content in _found(vault.id, places):
        key = unpack(content, vault)
        if key is not None:
            return key
        place.drop(_name(vault.id))
    return None


def forget(vault: str, places: Places | None = None) -> bool:
    """Take a key back from wherever it was left; False when there was none."""
    found = False
    for place, _ in list(_found(vault, places)):
        found = place.drop(_name(vault)) or found
    return found


def _found(vault: str, places: Places | None) -> Iterator[tuple[Place, bytes]]:
    for place in _all(places):
        try:
            content = place.get(_name(vault))
        except Unavailable:
            continue
        if content is not None:
            yield place, content


def _all(places: Places | None) -> Places:
    return (KernelKeyring(), RuntimeFile()) if places is None else places


def _name(vault: str) -> str:
    return f"plantui-{vault}"
