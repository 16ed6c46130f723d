"""Drafts: texts that are being typed, kept with every keystroke until they are in the store.

How to use it, from a screen:

    book = DraftBook(store.parts, Owner(who=user, session=session, place="pts/7"), now)
    draft = book.open(chart, "note-n12", rev, text)    # when a field opens; DraftHeld: read only, take over, or back
    draft.change(text)                                 # at every change of the field, on the thread of the keys
    draft.sync()                                       # where typing stops: the field loses the focus
    draft.discard()                                    # after the commit of the text was acknowledged, never before

    book.taken(draft)                                  # every few seconds: somebody took it over, go on read-only
    book.sync()                                        # on SIGHUP and SIGTERM (loop.add_signal_handler, not signal)
    book.leave()                                       # before the store is locked or closed: the texts stay

    for found in book.abandoned():                     # at the start, after unlocking, and when a chart is opened
        ...                                            # text as saved: book.forget(found), silently
        draft = book.resume(found)                     # "Draft from 14:52. Enter goes on."

`found.base_rev` below the revision of the chart means that the chart moved on: show base, draft and chart. A
commit of something else in the same chart is no such thing: tell it to the draft with `draft.rebase(rev)`.
A field is named by an id, never by words of the chart. A background thread syncs what was typed at most two
seconds ago; no keystroke waits for the disk. `change` raises when even the ballast did not help; the text then
stays in memory, `draft.fault` says why, and the next change or sync writes all of it.
"""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable
from datetime import datetime

import msgspec

from plantui.vault.ballast import Ballast
from plantui.vault.draft import Draft
from plantui.vault.draftfile import DraftFile
from plantui.vault.draftlog import DraftHeader
from plantui.vault.faults import NotFound, VaultFault, from_os_error
from plantui.vault.files import discard, ensure_dir, exists, put
from plantui.vault.founddraft import ENDING, TAKEN, DraftHeld, DraftShelf, FoundDraft, Owner
from plantui.vault.parts import Parts
from plantui.vault.presence import FlockPresence, Presence
from plantui.vault.seam import is_name
from plantui.vault.whereabouts import Whereabouts, leave_word

SYNC_EVERY = 2.0
"""How long a keystroke may wait for the disk, in seconds."""

_LOCK = "drafts"


class DraftBook:
    """The drafts of one terminal, and a way to those that others left.

    Args:
        parts: of the open store.
        owner: who types here.
        now: the clock of the store.
        presence: how living writers are told from dead ones, for tests.
        background: False to sync only when asked to, for tests.
        here: where the terminal sits, for the others to be told; None where nobody is to know.
    """

    def __init__(
        self,
        parts: Parts,
        owner: Owner,
        now: Callable[[], datetime],
        presence: Presence | None = None,
        *,
        background: bool = True,
        here: Whereabouts | None = None,
    ) -> None:
        self._parts = parts
        self._owner = owner
        self._here = here
        self._now = now
        self._presence = presence or FlockPresence()
        self._shelf = DraftShelf(parts, self._presence)
        self._ballast = Ballast(parts.layout, parts.fs)
        self._open: list[Draft] = []
        self._loaded = False
        self._background = background
        self._thread: threading.Thread | None = None
        self._typed = threading.Event()
        self._turning = threading.Lock()

    # typing

    def open(self, chart: str, field: str, base_rev: int, text: str, *, take_over: bool = False) -> Draft:
        """Begin to type a text of a chart.

        Args:
            chart: the id of the chart.
            field: which text: an id of 1 to 64 of a-z, 0-9, - and _.
            base_rev: the revision of the chart the text is from; 0 for a chart that is not stored yet.
            text: the text as it is now.
            take_over: True to go on although somebody types it in another terminal; theirs is kept as a draft.

        Raises:
            DraftHeld: somebody types it in another terminal (or in this one).
            ValueError: the field cannot be part of a file name.
            VaultFault: no draft can be kept.
        """
        if not is_name(field) or not is_name(chart):
            raise ValueError(f"{chart}.{field} cannot name a draft")
        self.prepare()
        with self._parts.locks.hold(_LOCK):
            self._parts.guard()
            for draft in self._shelf.ids(chart, field):
                found = self._shelf.read(draft)
                if found is None or not found.live:
                    continue
                if not take_over:
                    raise DraftHeld(found)
                self._take(draft)
            return self._begin(chart, field, base_rev, text, carried=False)

    def holder(self, chart: str, field: str) -> FoundDraft | None:
        """Return the draft of whoever types a text in another terminal now, or None.

        Raises:
            VaultFault: the folder cannot be read, or the store is locked.
        """
        return next(iter(self.elsewhere(chart, field)), None)

    def elsewhere(self, chart: str, field: str = "") -> list[FoundDraft]:
        """Return the drafts of a chart, or of one text of it, that are typed in other terminals now.

        Raises:
            VaultFault: the folder cannot be read, or the store is locked.
        """
        mine = {draft.id for draft in self._open}
        found = (self._shelf.read(draft) for draft in self._shelf.ids(chart, field) if draft not in mine)
        return [each for each in found if each is not None and each.live and each.typed]

    def taken(self, draft: Draft) -> Owner | None:
        """Return who took a draft of this terminal over, or None. Then nothing more may be typed here.

        Raises:
            VaultFault: the folder cannot be read.
        """
        try:
            return msgspec.json.decode(self._parts.fs.read(self._shelf.taken_path(draft.id)), type=Owner)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise from_os_error(error, "looking for drafts") from error
        except (msgspec.MsgspecError, UnicodeDecodeError):
            return Owner(who="", session="")

    def sync(self) -> None:
        """Wait until the disk has every text that is being typed here.

        Raises:
            VaultFault: it has not got all of them; each was tried.
        """
        self._each(Draft.sync)

    def leave(self) -> None:
        """Leave every text that is being typed here to be found again.

        Raises:
            VaultFault: not all of them are on the disk; each was tried, and those are still open.
        """
        self._each(Draft.leave)

    # finding

    def abandoned(self, chart: str = "") -> list[FoundDraft]:
        """Return the drafts whose terminal is gone, of one chart or of all, the latest first.

        Drafts into which nothing was typed are removed on the way.

        Raises:
            VaultFault: the folder cannot be read, or the store is locked.
        """
        found = []
        for draft in self._shelf.ids(chart):
            each = self._shelf.read(draft)
            if each is None or self._is_marked(draft):
                continue
            if each.typed:
                found.append(each)
            else:
                with contextlib.suppress(VaultFault):
                    self.forget(each)
        self._sweep()
        return sorted(found, key=lambda each: each.at, reverse=True)

    def resume(self, found: FoundDraft) -> Draft:
        """Go on typing a text that was left behind; the draft that was found becomes one of this terminal.

        Raises:
            NotFound: it is gone; another terminal was faster.
            DraftHeld: another terminal goes on with it.
            VaultFault: it is still where it was.
        """
        self.prepare()
        with self._parts.locks.hold(_LOCK):
            self._parts.guard()
            held, latest = self._claim(found)
            try:
                for other in self._shelf.ids(found.chart, found.field):
                    theirs = self._shelf.read(other) if other != found.id else None
                    if theirs is not None and theirs.live:
                        raise DraftHeld(theirs)
                draft = self._begin(found.chart, found.field, latest.base_rev, latest.text, carried=True)
                # The one that was found may only go once the disk has its successor.
                draft.sync()
                self._remove(found.id)
            finally:
                self._parts.fs.close(held)
        return draft

    def forget(self, found: FoundDraft) -> None:
        """Remove a draft that was left behind: its text is in the store, or nobody wants it.

        Raises:
            DraftHeld: somebody goes on with it.
            VaultFault: it is still there.
        """
        with self._parts.locks.hold(_LOCK):
            self._parts.guard()
            try:
                held, _ = self._claim(found)
            except NotFound:
                return
            try:
                self._remove(found.id)
            finally:
                self._parts.fs.close(held)

    # inside

    def prepare(self) -> None:
        """Make ready for the first letter: the folder, the ballast, the lock, and word of where this terminal sits.

        Raises:
            VaultFault: no draft can be kept.
        """
        try:
            if not exists(self._parts.fs, self._parts.layout.drafts):
                ensure_dir(self._parts.fs, self._parts.layout.drafts, self._parts.layout.root)
        except OSError as error:
            raise from_os_error(error, "keeping a draft") from error
        if not self._loaded:
            with self._parts.locks.hold(_LOCK):
                self._ballast.load()
            if self._here is not None:
                leave_word(self._parts, self._owner.session, self._here)
            self._loaded = True

    def _begin(self, chart: str, field: str, base_rev: int, text: str, *, carried: bool) -> Draft:
        owner = self._owner
        header = DraftHeader(
            vault=self._parts.vault,
            id=self._free_id(chart, field),
            chart=chart,
            field=field,
            base_rev=base_rev,
            who=owner.who,
            session=owner.session,
            place=owner.place,
            at=self._now(),
            carried=carried,
            alg=self._parts.codec.alg,
        )
        file = DraftFile(self._shelf.path(header.id), self._parts.fs, self._presence, self._ballast)
        draft = Draft(header, text, file, self._parts.codec, self._parts.guard, self._now, self._left, self._wake)
        self._open.append(draft)
        self._wake()
        return draft

    def _free_id(self, chart: str, field: str) -> str:
        """A draft that was left behind keeps its name: the next one of the session gets another."""
        number = 1
        while True:
            session = self._owner.session if number == 1 else f"{self._owner.session}-{number}"
            draft = f"{session}.{chart}.{field}"
            if not exists(self._parts.fs, self._shelf.path(draft)):
                return draft
            number += 1

    def _take(self, draft: str) -> None:
        try:
            put(self._parts.fs, self._shelf.taken_path(draft), msgspec.json.encode(self._owner), durable=False)
        except OSError as error:
            raise from_os_error(error, "taking a draft over") from error

    def _claim(self, found: FoundDraft) -> tuple[int, FoundDraft]:
        """Mark a draft that was left behind as ours; return the descriptor that holds the mark, and the draft."""
        fs = self._parts.fs
        try:
            held = fs.open_append(self._shelf.path(found.id))
        except FileNotFoundError:
            raise NotFound("This draft is gone.", "Another terminal went on with it.") from None
        except OSError as error:
            raise from_os_error(error, "opening a draft") from error
        latest = None
        try:
            latest = self._shelf.read(found.id)
            if latest is None:
                raise NotFound("This draft is gone.", "Another terminal went on with it.")
            if not self._presence.mark(held):
                raise DraftHeld(latest)
        except VaultFault:
            fs.close(held)
            raise
        return held, latest

    def _remove(self, draft: str) -> None:
        try:
            discard(self._parts.fs, self._shelf.path(draft))
            discard(self._parts.fs, self._shelf.taken_path(draft))
        except OSError as error:
            raise from_os_error(error, "removing a draft") from error

    def _is_marked(self, draft: str) -> bool:
        try:
            return self._presence.marked(self._shelf.path(draft))
        except OSError as error:
            raise from_os_error(error, "looking for drafts") from error

    def _sweep(self) -> None:
        """Remove what belongs to no draft: marks of taken ones, and beginnings whose writer died."""
        fs, folder = self._parts.fs, self._parts.layout.drafts
        with contextlib.suppress(OSError):
            for name in fs.names(folder):
                path = f"{folder}/{name}"
                over = name.endswith(TAKEN) and not exists(fs, self._shelf.path(name.removesuffix(TAKEN)))
                if over or (name.endswith(f"{ENDING}.new") and self._is_dead(path)):
                    discard(fs, path)

    def _is_dead(self, path: str) -> bool:
        """A writer needs a moment between the making of the file and its mark, but never a minute."""
        old = time.time_ns() - self._parts.fs.stat(path).st_mtime_ns > 60_000_000_000
        return old and not self._presence.marked(path)

    def _left(self, draft: Draft) -> None:
        self._open = [each for each in self._open if each is not draft]
        with contextlib.suppress(OSError):
            if not exists(self._parts.fs, draft.path):
                discard(self._parts.fs, self._shelf.taken_path(draft.id))
        # So that the thread sees that there may be nothing left to do.
        self._typed.set()

    def _each(self, work: Callable[[Draft], None]) -> None:
        failed: VaultFault | None = None
        for draft in list(self._open):
            try:
                work(draft)
            except VaultFault as fault:
                failed = fault
        if failed is not None:
            raise failed

    # the thread that syncs

    def _wake(self) -> None:
        with self._turning:
            self._typed.set()
            if self._background and self._thread is None:
                self._thread = threading.Thread(target=self._run, name="plantui-drafts", daemon=True)
                self._thread.start()

    def _run(self) -> None:
        pause = threading.Event()
        while True:
            self._typed.wait()
            pause.wait(SYNC_EVERY)
            self._typed.clear()
            try:
                self.sync()
            except VaultFault:
                # The draft remembers it for whoever types; it is tried again until it works.
                self._typed.set()
            with self._turning:
                if not self._open and not self._typed.is_set():
                    self._thread = None
                    return
