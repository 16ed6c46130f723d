"""The open file of a draft: records go to its end, one write each, and its mark shows that somebody types."""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Callable

from plantui.vault.ballast import Ballast
from plantui.vault.files import Fs, discard, write_all
from plantui.vault.presence import Presence


class DraftFile:
    """A draft on the disk, from its first record on.

    Args:
        path: where it lies.
        fs: the file system.
        presence: marks it as being typed.
        ballast: what is given up when the disk is full.
    """

    def __init__(self, path: str, fs: Fs, presence: Presence, ballast: Ballast) -> None:
        self.path = path
        self.whole = False
        """False when it cannot be added to any more: it must begin again with the whole text."""
        self._fs = fs
        self._presence = presence
        self._ballast = ballast
        self._fd = -1
        self._end = 0
        self._named = False
        self._spent: list[int] = []

    def begin(self, content: bytes, *, durable: bool) -> None:
        """Write the file with its first record; whatever was in it before is gone only once the new one is there.

        Args:
            content: all of it.
            durable: False when nothing of it is worth a wait for the disk yet.

        Raises:
            OSError: as the operating system says; the file is as it was.
        """
        self._helped(lambda: self._begin(content, durable))

    def append(self, content: bytes) -> None:
        """Add a record.

        Raises:
            OSError: as the operating system says; nothing was added.
        """
        self._helped(lambda: self._append(content))

    def handle(self) -> int:
        """Return the descriptor to sync, see `sync`."""
        return self._fd

    def sync(self, fd: int) -> None:
        """Wait until the disk has everything that was written to a descriptor, and its name.

        Nothing is locked meanwhile: records may be added, and the file may begin again.

        Raises:
            OSError: as the operating system says. A sync is never tried again; the file must begin again.
        """
        try:
            self._fs.fdatasync(fd)
            if not self._named:
                self._fs.sync_dir(os.path.dirname(self.path))
                # Unless it began again meanwhile, and the new name came after this.
                self._named = fd == self._fd
        except OSError:
            self.whole = False
            raise
        finally:
            self._close_spent()

    def close(self) -> None:
        """Leave the file to whoever finds it."""
        self._spent.append(self._fd)
        self._fd, self.whole = -1, False
        self._close_spent()

    def remove(self) -> None:
        """Remove the file.

        Raises:
            OSError: as the operating system says; it is still there, and still marked.
        """
        discard(self._fs, self.path)
        self.close()

    def _helped(self, work: Callable[[], None]) -> None:
        try:
            work()
        except OSError as error:
            if not self._ballast.drop(error):
                raise
            work()

    def _begin(self, content: bytes, durable: bool) -> None:
        fresh = f"{self.path}.new"
        discard(self._fs, fresh)
        fd = self._fs.create(fresh)
        try:
            # Marked before it has its name: a draft that can be seen without a mark has lost its writer.
            if not self._presence.mark(fd):
                raise OSError(errno.EAGAIN, os.strerror(errno.EAGAIN), fresh)
            write_all(self._fs, fd, content)
            if durable:
                self._fs.fdatasync(fd)
            self._fs.replace(fresh, self.path)
        except OSError:
            self._fs.close(fd)
            with contextlib.suppress(OSError):
                discard(self._fs, fresh)
            raise
        # The old descriptor may be in the middle of a sync on another thread.
        self._spent.append(self._fd)
        self._fd, self._end, self._named, self.whole = fd, len(content), False, True

    def _append(self, content: bytes) -> None:
        try:
            write_all(self._fs, self._fd, content)
        except OSError:
            try:
                self._fs.truncate(self._fd, self._end)
            except OSError:
                self.whole = False
            raise
        self._end += len(content)

    def _close_spent(self) -> None:
        while self._spent:
            fd = self._spent.pop()
            if fd >= 0:
                with contextlib.suppress(OSError):
                    self._fs.close(fd)
