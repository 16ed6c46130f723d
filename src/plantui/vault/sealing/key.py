"""`Key`: what an unlocked store is worked with, for as short a time as possible.

Python cannot wipe memory for certain. The bytes this object owns are overwritten by `forget`, but copies that
the interpreter, `cryptography` or the kernel made on the way (of keys, passphrases, and of every chart that was
shown) stay in freed memory until something else is written there. What can be done is done: no core dumps, no
reading by other processes of the account (`process.harden`), a short life, and nothing of it on any disk.
Whoever is root while the store is unlocked can read everything.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable
from typing import TYPE_CHECKING

import msgspec

from plantui.vault.faults import StoreLocked, Tampered
from plantui.vault.sealing.derivation import expand, extract, mark
from plantui.vault.sealing.slot import Sealing

if TYPE_CHECKING:
    from plantui.vault.manifest import Vault
    from plantui.vault.seam import AuditLine

_BROKEN = "Put back vault.json.bak or a backup of vault.json; find out who could write to this folder."


def kid_of(vault: str, data_key: bytes | bytearray) -> str:
    """Return the id of a data key: 8 hex digits that follow from it, so that no key passes for another."""
    return expand(extract(vault.encode(), data_key), b"plantui kid")[:4].hex()


class Key:
    """The data keys of one store: the current one, and the retired ones that older files need.

    Args:
        vault: the id of the store.
        data_key: the current data key, 32 bytes.
        user: the id of the user whose slot was opened; empty for the recovery key.
        slot: the name of the slot that was opened.
        private: the private key of that slot; empty when it is not at hand (a shared session).
    """

    def __init__(self, vault: str, data_key: bytes, *, user: str = "", slot: str = "", private: bytes = b"") -> None:
        self.vault = vault
        self.user = user
        self.slot = slot
        self.kid = kid_of(vault, data_key)
        self.alg = ""
        self.unfinished = False
        self.catch_up: Callable[[], object] = lambda: None
        """Brings the key up to date with `vault.json`; an open store sets it."""
        self._since = 1
        self._private = bytearray(private)
        self._keys = {self.kid: bytearray(data_key)}
        self._roots = {self.kid: extract(vault.encode(), data_key)}

    @property
    def held(self) -> bool:
        """False once the key was forgotten."""
        return bool(self._keys)

    @property
    def private(self) -> bytes:
        """The private key of the slot; empty when it is not at hand."""
        return bytes(self._private)

    @property
    def data_key(self) -> bytes:
        """The current data key.

        Raises:
            StoreLocked: the key was forgotten.
        """
        self.root()
        return bytes(self._keys[self.kid])

    def kids(self) -> frozenset[str]:
        """The ids of the data keys at hand."""
        return frozenset(self._keys)

    def root(self, kid: str = "") -> bytearray | None:
        """Return the root of a data key, by default the current one; None when it is not at hand.

        Raises:
            StoreLocked: the key was forgotten.
        """
        if not self._roots:
            raise StoreLocked("The store is locked.", "Unlock it again.")
        return self._roots.get(kid or self.kid)

    def mark(self, purpose: bytes, content: bytes, kid: str = "") -> bytes:
        """Return the HMAC of a content under the key for a purpose; empty when the data key is not at hand."""
        root = self.root(kid)
        return mark(root, purpose, content) if root is not None else b""

    def past(self, kid: str) -> bytes:
        """Return a data key that is at hand, by its id."""
        return bytes(self._keys[kid])

    def add(self, data_key: bytes) -> str:
        """Keep one more data key, to read with; return its id."""
        kid = kid_of(self.vault, data_key)
        self._keys[kid] = bytearray(data_key)
        self._roots[kid] = extract(self.vault.encode(), data_key)
        return kid

    def turn(self, data_key: bytes) -> None:
        """Write with another data key from now on; the one before stays for reading."""
        self.kid = self.add(data_key)

    def accept(self, vault: Vault) -> Sealing:
        """Check that `vault.json` was written by a holder of the key, and go by what it says.

        Raises:
            Tampered: it was not, or it names another key.
            StoreLocked: the key was forgotten.
        """
        sealing = vault.sealing
        if sealing is None or vault.id != self.vault or sealing.kid != self.kid:
            raise Tampered("vault.json belongs to another key.", _BROKEN)
        if not hmac.compare_digest(sealing.mac, self._manifest_mark(vault, sealing)):
            raise Tampered("vault.json was changed by somebody without the key.", _BROKEN)
        self.alg = sealing.alg
        self.unfinished = sealing.unfinished
        self._since = sealing.since
        return sealing

    def attest(self, vault: Vault) -> Vault:
        """Return a manifest as it may be written: authenticated."""
        assert vault.sealing is not None
        mac = self._manifest_mark(vault, vault.sealing)
        return msgspec.structs.replace(vault, sealing=msgspec.structs.replace(vault.sealing, mac=mac))

    def sign(self, line: AuditLine) -> str:
        """Return the mac of a line of the audit trail."""
        return f"{self.kid}:{self.mark(b'plantui audit', _signed(line)).hex()}"

    def doubt(self, line: AuditLine) -> str:
        """Return what speaks against a line of the audit trail, or nothing.

        A failed unlocking is the one thing that somebody without the key has to write.
        """
        if not line.mac:
            return "" if line.seq < self._since or line.act == UNLOCK_FAILED else "carries no authentication"
        kid, _, digest = line.mac.partition(":")
        if self.root(kid) is None or not kid:
            return "was authenticated with a key that this store never had"
        genuine = hmac.compare_digest(digest, self.mark(b"plantui audit", _signed(line), kid).hex())
        return "" if genuine else "was written by somebody without the key"

    def forget(self) -> None:
        """Overwrite the keys; whatever needs them from now on is refused."""
        for secret in (self._private, *self._keys.values(), *self._roots.values()):
            secret[:] = bytes(len(secret))
        self._private = bytearray()
        self._keys.clear()
        self._roots.clear()

    def _manifest_mark(self, vault: Vault, sealing: Sealing) -> bytes:
        bare = msgspec.structs.replace(vault, sealing=msgspec.structs.replace(sealing, mac=b""))
        return self.mark(b"plantui vault", msgspec.json.encode(bare))


UNLOCK_FAILED = "unlock.failed"
"""The act of a line about a wrong passphrase."""


def _signed(line: AuditLine) -> bytes:
    return msgspec.json.encode(msgspec.structs.replace(line, mac=""))
