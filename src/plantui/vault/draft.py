"""One text while it is being typed."""

from __future__ import annotations

import errno
import threading
from collections.abc import Callable
from datetime import datetime

import msgspec

from plantui.vault.codec import Codec
from plantui.vault.draftfile import DraftFile
from plantui.vault.draftlog import WHOLE_EVERY, DraftHeader, DraftLog, splice
from plantui.vault.faults import VaultFault, from_os_error

_DOING = "keeping a draft"


class Draft:
    """A text that is being typed, on the disk with every change. `DraftBook` makes them.

    `change` belongs to one thread; `sync` may run on another at the same time.

    Args:
        header: who types what, where.
        text: the text as typing began.
        file: where it is kept.
        codec: protects it.
        guard: refuses, by raising, when the store may not be written.
        now: the clock.
        leaving: called with this draft when it is closed.
        typing: called when something waits for a sync.

    Raises:
        VaultFault: it cannot be kept.
    """

    def __init__(
        self,
        header: DraftHeader,
        text: str,
        file: DraftFile,
        codec: Codec,
        guard: Callable[[], object],
        now: Callable[[], datetime],
        leaving: Callable[[Draft], object],
        typing: Callable[[], object],
    ) -> None:
        self.text = text
        """The text as it was given last; also while it could not be written."""
        self.fault: VaultFault | None = None
        """Why the text as it is now is not on the disk; None when it is."""
        self._log = DraftLog(header, codec)
        self._codec = codec
        self._file = file
        self._guard = guard
        self._now = now
        self._leaving = leaving
        self._typing = typing
        self._base_rev = header.base_rev
        self._touched = header.carried
        self._written = ""
        self._count = 0
        self._unsynced = True
        self._open = True
        self._lock = threading.RLock()
        # Taken before the other one, and held while the disk works: `change` never waits for it.
        self._syncing = threading.RLock()
        self._safely(self._begin)

    @property
    def id(self) -> str:
        """The id of the draft."""
        return self._log.header.id

    @property
    def chart(self) -> str:
        """The chart it belongs to."""
        return self._log.header.chart

    @property
    def field(self) -> str:
        """Which text of the chart."""
        return self._log.header.field

    @property
    def base_rev(self) -> int:
        """The revision of the chart it stands on."""
        return self._base_rev

    @property
    def path(self) -> str:
        """Its file."""
        return self._file.path

    def change(self, text: str) -> None:
        """Keep the text as it is now. A process that is killed after this has lost nothing.

        Raises:
            VaultFault: it could not be written. It is kept in memory; the next change or sync writes it all.
        """
        with self._lock:
            self._refuse_closed()
            self.text = text
            self._safely(self._catch_up)

    def rebase(self, rev: int) -> None:
        """Say that the chart moved on to a revision and the text with it: what changed there was something else.

        Raises:
            VaultFault: it could not be written.
        """
        with self._lock:
            self._refuse_closed()
            if rev != self._base_rev:
                self._base_rev = rev
                self._safely(lambda: self._add(self._log.rebased(self._count, self._seconds(), rev)))

    def sync(self) -> None:
        """Wait until the disk has the text. Call it where typing stops and when the line hangs up.

        Raises:
            VaultFault: it has not.
        """
        with self._syncing:
            with self._lock:
                if not self._open:
                    return
                self._safely(self._catch_up)
                if not self._unsynced:
                    return
                fd, self._unsynced = self._file.handle(), False
            try:
                self._file.sync(fd)
            except OSError as error:
                with self._lock:
                    self._unsynced = True
                    raise self._failed(from_os_error(error, _DOING)) from error

    def discard(self) -> None:
        """Remove the draft: its text is in the store. Call it only after the commit was acknowledged.

        Raises:
            VaultFault: it is still there.
        """
        self._finish(self._file.remove)

    def leave(self) -> None:
        """Stop typing and leave the text to be found, e.g. before the store is locked; nothing typed leaves nothing.

        Raises:
            VaultFault: the last change is not on the disk; the draft is still open.
        """
        if not self._touched:
            self.discard()
            return
        self.sync()
        self._finish(self._file.close)

    def _finish(self, end: Callable[[], None]) -> None:
        with self._syncing, self._lock:
            if not self._open:
                return
            try:
                end()
            except OSError as error:
                raise from_os_error(error, _DOING) from error
            self._open = False
        self._leaving(self)

    def _refuse_closed(self) -> None:
        if not self._open:
            raise ValueError("this draft is closed")

    def _safely(self, work: Callable[[], None]) -> None:
        """Write after the guard, and remember what went wrong."""
        try:
            self._guard()
            work()
        except OSError as error:
            raise self._failed(from_os_error(error, _DOING)) from error
        except VaultFault as fault:
            self._failed(fault)
            raise
        self.fault = None

    def _failed(self, fault: VaultFault) -> VaultFault:
        """Remember what went wrong, and have it tried again in a while."""
        self.fault = fault
        self._typing()
        return fault

    def _catch_up(self) -> None:
        """Bring the file up to the text."""
        if self._file.whole and self.text == self._written:
            return
        self._touched = self._touched or self.text != self._written
        if self._count % WHOLE_EVERY:
            record = self._log.change(self._count, self._seconds(), splice(self._written, self.text))
        else:
            record = self._log.whole(self._count, self._seconds(), self.text)
        self._add(record)
        self._written = self.text

    def _add(self, record: bytes) -> None:
        if self._file.whole:
            try:
                self._file.append(record)
            except OSError as error:
                # A limit on the size of files is no end of the typing: the text alone is much smaller.
                if error.errno != errno.EFBIG:
                    raise
                self._begin()
                return
            self._count += 1
            self._mark_unsynced()
        else:
            self._begin()

    def _begin(self) -> None:
        """Write the file anew, with the whole text as its first record."""
        header = msgspec.structs.replace(self._log.header, base_rev=self._base_rev, carried=self._touched)
        log = DraftLog(header, self._codec)
        content = log.line + b"\n" + log.whole(0, self._seconds(), self.text)
        # What it takes the place of may be on the disk already, and must not give way to what is not.
        self._file.begin(content, durable=self._touched)
        self._log, self._count, self._written = log, 1, self.text
        self._mark_unsynced()

    def _mark_unsynced(self) -> None:
        if not self._unsynced:
            self._unsynced = True
            self._typing()

    def _seconds(self) -> int:
        return max(0, int((self._now() - self._log.header.at).total_seconds()))
