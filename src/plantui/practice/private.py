"""Private psychotherapy notes, as a door or a screen works with them: opened, added to, removed.

    book = unlock(store, typed, acting, session)       # WrongPassphrase is E201; it stands in the log
    page = book.open(chart)                            # stands in the log
    page = book.add(chart, "text")
    book.close()                                       # the moment they are out of sight

They are kept apart from the record (45 CFR 164.501): nothing else in the program reads them.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from plantui.model.canonical import clean_text
from plantui.practice.acting import Acting
from plantui.practice.refusal import Refused
from plantui.vault.faults import StoreLocked, WrongPassphrase
from plantui.vault.private import OPENED, PrivateMoved, PrivateNote, PrivateNotes, PrivatePage, refuse_plain
from plantui.vault.privatefile import PrivateShelf
from plantui.vault.sealing.key import Key
from plantui.vault.seam import Event
from plantui.vault.store import FileStore

AT_THE_START = (
    "Private notes open with your own passphrase and nothing else: no colleague and no recovery key opens them. "
    "If you forget it, or somebody gives you another one, they are lost. Once you leave this store nobody can open "
    "them: take them with you before."
)
"""What is said before the first private note about a client is written."""

LONGEST = 200_000
"""The longest private note, in characters."""

_TRIES = 8


class PrivateBook:
    """The private notes of whoever works here, while they are open. Close it as soon as they are out of sight.

    Args:
        store: the store, open and sealed.
        key: what the author's passphrase opened just now; it is forgotten by `close`.
        acting: gives the user and the moment.
        session: names this terminal in the audit trail.

    Raises:
        StoreMissing: the store is not sealed, so there are no private notes.
        StoreLocked: the key is not from the passphrase of whoever works here.
    """

    def __init__(self, store: FileStore, key: Key | None, acting: Callable[[], Acting], session: str) -> None:
        refuse_plain(store.key is not None)
        if key is None or key.user != acting().user.id:
            raise StoreLocked("Private notes open with their author's own passphrase only.", "Give your passphrase.")
        self._store = store
        self._key = key
        self._notes = PrivateNotes(store.parts, key)
        self._acting = acting
        self._session = session

    def open(self, chart: str) -> PrivatePage:
        """Return the notes about a client; that they were opened is in the audit trail before.

        Raises:
            PrivateLost: nobody can open them any more.
            VaultFault: they cannot be read, or the line not be written.
        """
        self._store.record([_event(OPENED, self._acting(), self._session, chart)], durable=True)
        return self._notes.read(chart)

    def add(self, chart: str, text: str) -> PrivatePage:
        """Add a note about a client; return all of them.

        Raises:
            Refused: there is no text, too much of it, or the user may only read.
            VaultFault: nothing was added.
        """
        acting = self._acting()
        text = clean_text(text).strip("\n")
        if not text.strip():
            raise Refused("A private note needs some text. Nothing was added.")
        if len(text) > LONGEST:
            raise Refused(f"That is longer than {LONGEST:,} characters. Nothing was added.")
        note = PrivateNote(acting.now, text)
        return self._change(chart, acting, lambda page: (*page.notes, note))

    def drop(self, chart: str, note: PrivateNote) -> PrivatePage:
        """Remove one note about a client; return what is left. Snapshots hold it until they go.

        Raises:
            Refused: it is gone already, or the user may only read.
            VaultFault: nothing was removed.
        """

        def without(page: PrivatePage) -> tuple[PrivateNote, ...]:
            if note not in page.notes:
                raise Refused("That private note is gone already.")
            at = page.notes.index(note)
            return page.notes[:at] + page.notes[at + 1 :]

        return self._change(chart, self._acting(), without)

    def clear(self, chart: str) -> bool:
        """Remove all notes about a client, also those nobody can open; False when there are none.

        Raises:
            Refused: the user may only read.
            VaultFault: they are still there.
        """
        acting = self._acting()
        _refuse_reader(acting)
        return self._notes.remove(chart, _event("private.remove", acting, self._session))

    def close(self) -> None:
        """Forget the key: nothing opens any more."""
        self._key.forget()

    def _change(
        self, chart: str, acting: Acting, change: Callable[[PrivatePage], tuple[PrivateNote, ...]]
    ) -> PrivatePage:
        """Change the notes, whatever another terminal of the same author saves meanwhile."""
        _refuse_reader(acting)
        for _ in range(_TRIES):
            page = self._notes.read(chart)
            after = change(page)
            try:
                rev = self._notes.save(chart, page.rev, after, _event("private.save", acting, self._session))
            except PrivateMoved:
                continue
            return PrivatePage(rev, after)
        raise PrivateMoved("These private notes are being saved in another terminal all the time.", "Try again.")


def unlock(store: FileStore, passphrase: str, acting: Callable[[], Acting], session: str) -> PrivateBook:
    """Open the private notes of whoever works here with what they typed just now. That it failed stands in the log.

    Raises:
        WrongPassphrase: it is not theirs.
        StoreMissing: the store is not sealed, so there are no private notes.
        VaultFault: the store cannot be read.
    """
    refuse_plain(store.key is not None)
    # Loaded here because a plain store never needs it.
    from plantui.vault.sealing.keyring import Keyring

    user = acting().user.id
    try:
        key = Keyring(Path(store.layout.root)).unlock(passphrase, user)
    except WrongPassphrase:
        store.record([_event("private.failed", acting(), session)], durable=True)
        raise
    try:
        return PrivateBook(store, key, acting, session)
    except StoreLocked:
        key.forget()
        raise


def lost_with(store: FileStore, user: str) -> str:
    """Return a sentence about the private notes that nobody can open once a user's passphrase slot is gone, or nothing.

    Args:
        store: the store.
        user: the id of the user.

    Raises:
        VaultFault: the folder cannot be read.
    """
    count = len(PrivateShelf(store.parts).charts(user))
    if not count:
        return ""
    about = "one client" if count == 1 else f"{count} clients"
    return f"Their private notes about {about} can then be opened by nobody: only their own passphrase does it."


def _refuse_reader(acting: Acting) -> None:
    if acting.user.role == "reader":
        raise Refused("Whoever may only read keeps no private notes here.")


def _event(act: str, acting: Acting, session: str, chart: str = "") -> Event:
    return Event(act=act, who=acting.user.id, at=acting.now, session=session, chart=chart)
