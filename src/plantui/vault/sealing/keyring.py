"""`Keyring`: every way to the key of a sealed store.

How to use it, from a door or a screen:

    ring = Keyring(path)                              # raises what open_store raises
    if ring.sealed:
        harden()                                      # process.harden, before a key is held
        key = ring.from_session(user) or ring.unlock(typed, user)     # WrongPassphrase is E201: wait, ask again
        ring.note(Event(act="unlock.passphrase", ...), key)           # without a key: "unlock.failed"
    store = open_store(path, summarise, key=key)

    key.forget()                                      # to lock: the store and everything from it is dropped too
    Keyring(path).unlock(typed, key.user)             # to unlock: then open the store anew

`ring.unlock(typed, user).forget()` is how a passphrase signs: it raises, or it was right.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from plantui.vault.audit import AuditTrail, Stamp
from plantui.vault.create import look_at
from plantui.vault.faults import WrongPassphrase
from plantui.vault.files import Fs, RealFs
from plantui.vault.locks import FileLocks
from plantui.vault.manifest import User, Vault
from plantui.vault.sealing.key import Key
from plantui.vault.sealing.place import Places
from plantui.vault.sealing.recovery import lock_of, parse
from plantui.vault.sealing.session import forget, recall, share
from plantui.vault.sealing.slot import AGENT, PASSPHRASE, RECOVERY, Slot, slot_of
from plantui.vault.seam import AuditLine, Event

_AGAIN = "Try again; capitals and the keyboard layout matter. The recovery key opens the store too."


class Keyring:
    """The ways into one store. It keeps no secret itself; whoever gets a `Key` from it must `forget` it.

    How long a wrong passphrase has to wait is the caller's business, and so is the audit line about it.

    Args:
        path: the folder of the store.
        fs: the file system, for tests.
        places: where an unlocked key may wait for later commands, for tests.

    Raises:
        VaultFault: there is no store, or it may not be used.
    """

    def __init__(self, path: Path, fs: Fs | None = None, places: Places | None = None) -> None:
        self._fs = fs or RealFs()
        self.layout, self.vault = look_at(path, self._fs)
        self._places = places

    @property
    def sealed(self) -> bool:
        """Whether the store needs a key at all."""
        return self.vault.sealing is not None

    def holders(self) -> list[User]:
        """Return the users who have a passphrase."""
        return [user for user in self.vault.users if self._slot(slot_of(user.id)) is not None]

    def find(self, user: str) -> User | None:
        """Return the user with an id or initials, capitals ignored; None when there is none."""
        return find_user(self.vault, user)

    def unlock(self, passphrase: str, user: str = "") -> Key:
        """Return the key, from a passphrase or from the recovery key.

        Args:
            passphrase: what was typed.
            user: id or initials of who types it; without it every slot is tried, which takes a moment for each.

        Raises:
            WrongPassphrase: it opens no slot.
            Tampered: it opens a slot, but `vault.json` was changed by somebody without the key.
        """
        if parse(passphrase) is not None:
            return self.unlock_recovery(passphrase, user)
        from plantui.vault.sealing.stretch import stretch

        for slot in self._slots(PASSPHRASE, user):
            if slot.cost is None or not passphrase:
                continue
            key = self._open(slot, stretch(passphrase, slot.salt, slot.cost))
            if key is not None:
                return key
        raise WrongPassphrase("That passphrase does not open the store.", _AGAIN)

    def unlock_recovery(self, text: str, user: str = "") -> Key:
        """Return the key, from the recovery key as somebody types it.

        Args:
            text: the nine groups; capitals, hyphens and spaces do not matter.
            user: id or initials of who works then; the first user without it.

        Raises:
            WrongPassphrase: it has a slip in it, or belongs to another store or an earlier recovery key.
            Tampered: it opens the store, but `vault.json` was changed by somebody without the key.
        """
        secret = parse(text)
        if secret is None:
            raise WrongPassphrase(
                "That is not a recovery key: it has nine groups of four, and the last one finds slips.",
                "Compare it letter by letter.",
            )
        who = self.find(user) or next(iter(self.vault.users), None)
        for slot in self._slots(RECOVERY):
            key = self._open(slot, lock_of(self.vault.id, secret, slot.salt))
            if key is not None:
                key.user = who.id if who else ""
                return key
        raise WrongPassphrase(
            "That recovery key does not open this store.", "A newer one may have been printed since; look for that."
        )

    def unlock_agent(self, user: str = "", socket: str | None = None) -> Key | None:
        """Return the key, from an ssh key in the agent of this login; None where no slot or no agent is for it.

        Args:
            user: id or initials of who works here; any user's slot without it.
            socket: the path of the agent's socket; `SSH_AUTH_SOCK` by default.

        Raises:
            Tampered: it opens a slot, but `vault.json` was changed by somebody without the key.
        """
        slots = self._slots(AGENT, user)
        if not slots:
            return None
        from plantui.vault.sealing.agent import AgentFault
        from plantui.vault.sealing.agent import lock_of as agent_lock

        for slot in slots:
            try:
                lock = agent_lock(self.vault.id, slot.name, slot.agent, slot.salt, socket)
            except AgentFault:
                continue
            key = self._open(slot, lock)
            if key is not None:
                return key
        return None

    def from_session(self, user: str = "") -> Key | None:
        """Return the key that `unlock --for` left for later commands of this login; None when there is none.

        Args:
            user: id or initials of whose key it must be; anybody's without it.
        """
        if self.vault.sealing is None:
            return None
        key = recall(self.vault, self._places)
        who = self.find(user)
        if key is None or not user or (who is not None and who.id == key.user):
            return key
        key.forget()
        return None

    def share(self, key: Key, seconds: int) -> str:
        """Leave a key for later commands of this login; return where, in words.

        Raises:
            StoreForbidden: there is no place for it on this machine; says why.
        """
        return share(key, seconds, self._places)

    def lock(self) -> bool:
        """Take a key that was left for later commands back; False when there was none."""
        return forget(self.vault.id, self._places)

    def note(self, event: Event, key: Key | None = None) -> None:
        """Add a line to the audit trail, durable on return.

        Args:
            event: what was done.
            key: authenticates the line; a failed unlocking has none.

        Raises:
            VaultFault: nothing was added.
        """
        sign: Callable[[AuditLine], str] | None = key.sign if key is not None else None
        trail = AuditTrail(self.layout, self.vault.id, self._fs, FileLocks(self.layout, self._fs), sign)
        trail.append([Stamp(event)], durable=True)

    def _slots(self, kind: str, user: str = "") -> list[Slot]:
        sealing = self.vault.sealing
        if sealing is None:
            return []
        slots = [slot for slot in sealing.slots if slot.kind == kind]
        if not user:
            return slots
        who = self.find(user)
        return [slot for slot in slots if who is not None and slot.user == who.id]

    def _slot(self, name: str) -> Slot | None:
        return self.vault.sealing.slot(name) if self.vault.sealing else None

    def _open(self, slot: Slot, lock: bytes) -> Key | None:
        from plantui.vault.sealing.wrapping import open_slot

        return open_slot(self.vault, slot, lock)


def find_user(vault: Vault, user: str) -> User | None:
    """Return the user of a store with an id or initials, capitals ignored; None when there is none."""
    wanted = user.casefold()
    return next((each for each in vault.users if wanted in (each.id.casefold(), each.initials.casefold())), None)
