"""The premises of a practice: a store that is open, or locked and opened again, for as long as the program runs."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple, NoReturn

from plantui.model.base import Plain, Tables
from plantui.practice.acting import Acting
from plantui.practice.practice import Practice
from plantui.practice.releases import Release
from plantui.vault.faults import StoreLocked, VaultFault
from plantui.vault.sealing.key import UNLOCK_FAILED, Key
from plantui.vault.sealing.keyring import Keyring
from plantui.vault.seam import Event
from plantui.vault.store import FileStore


class Shut:
    """What a practice has in the place of a store while it is locked: nothing, and it says so."""

    def caseload(self) -> list[tuple[str, int, bytes]]:
        """Nobody."""
        return []

    def load(self, chart: str) -> tuple[int, Tables]:
        """Nothing.

        Raises:
            StoreLocked: always.
        """
        self._refuse()

    def save(self, chart: str, expected: int, before: Tables, after: Tables, act: str, acting: Acting) -> int:
        """Nothing.

        Raises:
            StoreLocked: always.
        """
        self._refuse()

    def next_code(self) -> str:
        """None.

        Raises:
            StoreLocked: always.
        """
        self._refuse()

    def reserve(self, code: str) -> bool:
        """None.

        Raises:
            StoreLocked: always.
        """
        self._refuse()

    def log(self, acts: Iterable[tuple[str, str]], acting: Acting) -> None:
        """Nothing is done while it is locked."""

    def released(self, chart: str, since: datetime) -> Release | None:
        """Nothing is asked while it is locked."""
        return None

    def append(self, entry: Plain, chart: str, at: datetime) -> None:
        """Nothing.

        Raises:
            StoreLocked: always.
        """
        self._refuse()

    def entries(self, now: datetime) -> list[Plain]:
        """Nothing can be undone."""
        return []

    def _refuse(self) -> NoReturn:
        raise StoreLocked("The store is locked.", "Unlock it again.")


class Fresh(NamedTuple):
    """A store just opened, and the practice in it; ``practice`` is None where only the passphrase was checked."""

    practice: Practice | None
    store: FileStore | None
    caution: str = ""
    """What must be known about the store; empty when nothing."""


Opener = Callable[[Key | None], tuple[Practice, FileStore]]
"""Opens the store with a key; None for a plain one."""


@dataclass
class Premises:
    """One store for a program that runs long. ``practice`` is the same object whether it is open or locked.

    Args:
        opener: opens the store.
        rings: gives the ways into the store as they are now.
        acting: who acts, before anybody has unlocked.
        session: the name of this terminal in the audit trail.
        user: id or initials of whose passphrase opens it; anybody's when empty.
    """

    opener: Opener
    rings: Callable[[], Keyring]
    acting: Callable[[], Acting]
    session: str
    user: str = ""
    practice: Practice = field(init=False)
    store: FileStore | None = field(init=False, default=None)
    caution: str = field(init=False, default="")
    _closing: threading.Thread | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        """Begin locked."""
        shut = Shut()
        self.practice = Practice(shut, shut, self.acting)

    @classmethod
    def around(
        cls, practice: Practice, store: FileStore, opener: Opener, rings: Callable[[], Keyring], session: str
    ) -> Premises:
        """The premises of a practice that is open already."""
        made = cls(opener, rings, practice.acting, session, practice.acting().user.id)
        made.practice, made.store = practice, store
        return made

    @property
    def locked(self) -> bool:
        """Whether no store is open."""
        return self.store is None

    def sealed(self) -> bool:
        """Whether the store needs a passphrase.

        Raises:
            VaultFault: there is no store, or it may not be used.
        """
        return self.rings().sealed

    def begin(self, key: Key | None) -> None:
        """Open the store with a key that is at hand; without one it is a plain store.

        Raises:
            VaultFault: it cannot be opened.
        """
        self.enter(self._opened(key))

    def unlock(self, typed: str) -> Fresh:
        """Open the store with what was typed. Slow on purpose; any thread may do it, ``enter`` takes what it gave.

        Raises:
            WrongPassphrase: it opens nothing.
            VaultFault: the store cannot be opened.
        """
        ring = self.rings()
        if not ring.sealed:
            return Fresh(None, None) if not self.locked else self._opened(None)
        from plantui.vault.sealing.process import harden

        harden()
        try:
            key = ring.unlock(typed, self.user)
        except StoreLocked:
            known = ring.find(self.user) if self.user else None
            self._note(ring, UNLOCK_FAILED, known.id if known else "nobody", None)
            raise
        caution = self._note(ring, "unlock.recovery" if key.slot == "recovery" else "unlock.passphrase", key.user, key)
        if not self.locked:
            key.forget()
            return Fresh(None, None, caution)
        return self._opened(key, caution)

    def _opened(self, key: Key | None, caution: str = "") -> Fresh:
        try:
            practice, store = self.opener(key)
        except BaseException:
            if key is not None:
                key.forget()
            raise
        return Fresh(practice, store, " ".join(filter(None, (caution, store.caution()))))

    def enter(self, fresh: Fresh) -> None:
        """Work with a store that was opened, on the thread of the practice."""
        if fresh.practice is None or fresh.store is None:
            return
        self.practice.take_up(fresh.practice)
        self.store, self.caution = fresh.store, fresh.caution
        if fresh.store.key is not None:
            self.user = self.practice.acting().user.id

    def lock(self, *, idle: bool = False) -> None:
        """Put every chart away and forget the key. Nothing may wait to be stored.

        What takes time (the index for the next start, the line in the audit trail) is done on a thread; the key is
        forgotten after it.
        """
        store, self.store = self.store, None
        if store is None:
            return
        acting = self.practice.acting()
        event = Event(
            act="lock", who=acting.user.id, at=acting.now, session=self.session, detail=("idle",) if idle else ()
        )
        self.practice.put_away(Shut())
        self._closing = threading.Thread(target=_close, args=(store, event), name="plantui-lock", daemon=True)
        self._closing.start()

    def settle(self, timeout: float = 5.0) -> None:
        """Wait until a lock is done with, the key included."""
        if self._closing is not None:
            self._closing.join(timeout)

    def close(self) -> None:
        """Leave: keep the index for the next start, and forget the key.

        Raises:
            VaultFault: something could not be stored.
        """
        self.settle()
        store, self.store = self.store, None
        if store is not None:
            self.practice.save()
            store.close()
            if store.key is not None:
                store.key.forget()

    def _note(self, ring: Keyring, act: str, who: str, key: Key | None) -> str:
        """Write a line into the audit trail; a sentence where that fails: reading goes on with a warning."""
        event = Event(act=act, who=who or "nobody", at=self.acting().now, session=self.session)
        try:
            ring.note(event, key)
        except VaultFault as fault:
            return f"{fault.code} This could not be written into the audit trail. {fault}"
        return ""


def _close(store: FileStore, event: Event) -> None:
    with contextlib.suppress(VaultFault):
        store.record([event], durable=True)
    with contextlib.suppress(VaultFault):
        store.close()
    if store.key is not None:
        store.key.forget()
