"""The seam between the vault and the operating system.

Everything the vault does to files goes through an `Fs`, one small step per method, so that tests can stop
the machine between any two steps and look at every state a crash could leave.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import sys
from typing import Protocol

FILE_MODE = 0o600
DIR_MODE = 0o700


class Stat(Protocol):
    """The part of `os.stat_result` the vault looks at."""

    @property
    def st_mode(self) -> int:
        """Kind and permission bits."""

    @property
    def st_uid(self) -> int:
        """The number of the owner."""

    @property
    def st_size(self) -> int:
        """In bytes."""

    @property
    def st_ino(self) -> int:
        """The number of the inode."""

    @property
    def st_mtime_ns(self) -> int:
        """When the content changed, in nanoseconds."""


class Fs(Protocol):
    """File operations. Every method raises OSError as the operating system would."""

    def read(self, path: str, limit: int = -1) -> bytes:
        """Return the first `limit` bytes of a file, or all of it."""

    def create(self, path: str) -> int:
        """Make a file that must not exist yet, mode 0600 whatever the umask; return a descriptor."""

    def open_append(self, path: str) -> int:
        """Open an existing file for reading and appending; return a descriptor."""

    def write(self, fd: int, payload: bytes) -> int:
        """Write once; return how many bytes were taken."""

    def pread(self, fd: int, size: int, offset: int) -> bytes:
        """Return up to `size` bytes from `offset`."""

    def fstat(self, fd: int) -> Stat:
        """Return the state of an open file."""

    def truncate(self, fd: int, size: int) -> None:
        """Cut an open file to `size` bytes."""

    def fsync(self, fd: int) -> None:
        """Make the content and the size of an open file durable."""

    def fdatasync(self, fd: int) -> None:
        """Make the content of an open file durable, and its size where it is needed to read it back."""

    def close(self, fd: int) -> None:
        """Close a descriptor."""

    def link(self, source: str, target: str) -> None:
        """Give a file a second name, which must be free."""

    def replace(self, source: str, target: str) -> None:
        """Rename atomically over whatever was there."""

    def unlink(self, path: str) -> None:
        """Remove a name."""

    def mkdir(self, path: str) -> None:
        """Make a directory, mode 0700 whatever the umask."""

    def rmdir(self, path: str) -> None:
        """Remove an empty directory."""

    def sync_dir(self, path: str) -> None:
        """Make the names in a directory durable."""

    def stat(self, path: str) -> Stat:
        """Return the state of a path, without following a symbolic link at its end."""

    def names(self, path: str) -> list[str]:
        """Return the names in a directory, sorted."""


class RealFs:
    """The operating system itself."""

    def read(self, path: str, limit: int = -1) -> bytes:
        """See `Fs.read`."""
        # Without O_NONBLOCK the opening of a named pipe that somebody left there would never return.
        fd = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK)
        try:
            wanted = os.fstat(fd).st_size if limit < 0 else limit
            chunks: list[bytes] = []
            # One byte more than the size, so that the usual file takes one read and one check for its end.
            while chunk := os.read(fd, max(wanted, 0) + 1 if limit < 0 else wanted):
                chunks.append(chunk)
                wanted -= len(chunk)
                if limit >= 0 and wanted <= 0:
                    break
            return b"".join(chunks) if len(chunks) != 1 else chunks[0]
        finally:
            os.close(fd)

    def create(self, path: str) -> int:
        """See `Fs.create`."""
        flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_APPEND | os.O_CLOEXEC | os.O_NOFOLLOW
        fd = os.open(path, flags, FILE_MODE)
        try:
            os.fchmod(fd, FILE_MODE)
        except OSError:
            os.close(fd)
            raise
        return fd

    def open_append(self, path: str) -> int:
        """See `Fs.open_append`."""
        return os.open(path, os.O_RDWR | os.O_APPEND | os.O_CLOEXEC | os.O_NOFOLLOW)

    def write(self, fd: int, payload: bytes) -> int:
        """See `Fs.write`."""
        return os.write(fd, payload)

    def pread(self, fd: int, size: int, offset: int) -> bytes:
        """See `Fs.pread`."""
        return os.pread(fd, size, offset)

    def fstat(self, fd: int) -> Stat:
        """See `Fs.fstat`."""
        return os.fstat(fd)

    def truncate(self, fd: int, size: int) -> None:
        """See `Fs.truncate`."""
        os.ftruncate(fd, size)

    def fsync(self, fd: int) -> None:
        """See `Fs.fsync`. On macOS fsync alone leaves the bytes in the disk's cache."""
        if sys.platform == "darwin":
            import fcntl

            fcntl.fcntl(fd, fcntl.F_FULLFSYNC)
        else:
            os.fsync(fd)

    def fdatasync(self, fd: int) -> None:
        """See `Fs.fdatasync`."""
        if sys.platform == "darwin":
            self.fsync(fd)
        else:
            os.fdatasync(fd)

    def close(self, fd: int) -> None:
        """See `Fs.close`."""
        os.close(fd)

    def link(self, source: str, target: str) -> None:
        """See `Fs.link`."""
        os.link(source, target)

    def replace(self, source: str, target: str) -> None:
        """See `Fs.replace`."""
        os.replace(source, target)

    def unlink(self, path: str) -> None:
        """See `Fs.unlink`."""
        os.unlink(path)

    def mkdir(self, path: str) -> None:
        """See `Fs.mkdir`."""
        os.mkdir(path, DIR_MODE)
        os.chmod(path, DIR_MODE)

    def rmdir(self, path: str) -> None:
        """See `Fs.rmdir`."""
        os.rmdir(path)

    def sync_dir(self, path: str) -> None:
        """See `Fs.sync_dir`."""
        fd = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            self.fsync(fd)
        finally:
            os.close(fd)

    def stat(self, path: str) -> Stat:
        """See `Fs.stat`."""
        return os.lstat(path)

    def names(self, path: str) -> list[str]:
        """See `Fs.names`."""
        return sorted(os.listdir(path))


def exists(fs: Fs, path: str) -> bool:
    """Tell whether a name is taken (by anything)."""
    try:
        fs.stat(path)
    except FileNotFoundError:
        return False
    return True


def is_dir(state: Stat) -> bool:
    """Tell whether a state is that of a directory."""
    return stat.S_ISDIR(state.st_mode)


def discard(fs: Fs, path: str) -> None:
    """Remove a name if it is there.

    Raises:
        OSError: the name is there and cannot be removed.
    """
    with contextlib.suppress(FileNotFoundError):
        fs.unlink(path)


def remove_tree(fs: Fs, path: str) -> None:
    """Remove a directory and everything in it, never what a symbolic link points to. A missing one is no fault.

    Raises:
        OSError: as the operating system says; a part may be gone.
    """
    with contextlib.suppress(FileNotFoundError):
        for name in fs.names(path):
            place = f"{path}/{name}"
            if is_dir(fs.stat(place)):
                remove_tree(fs, place)
            else:
                discard(fs, place)
        fs.rmdir(path)


def ensure_dir(fs: Fs, path: str, parent: str) -> None:
    """Make a directory if it is missing, and make its name durable.

    A name that another terminal made a moment ago may not be durable yet, so the parent is synced either way.
    """
    with contextlib.suppress(FileExistsError):
        fs.mkdir(path)
    fs.sync_dir(parent)


def write_all(fs: Fs, fd: int, payload: bytes) -> None:
    """Write every byte, however many writes it takes.

    Raises:
        OSError: as the operating system says; some bytes may have been written.
    """
    rest = payload
    while rest:
        taken = fs.write(fd, rest)
        if not taken:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        rest = rest[taken:]


def put(fs: Fs, path: str, payload: bytes, *, durable: bool) -> None:
    """Replace a whole small file atomically: `.new`, sync, rename, sync of the directory.

    Args:
        fs: the file system.
        path: the file.
        payload: its new content.
        durable: False for files that can be made again; they are replaced without any sync.

    Raises:
        OSError: the old content is still there, unless only the last sync failed.
    """
    fresh = f"{path}.new"
    discard(fs, fresh)
    fd = fs.create(fresh)
    try:
        try:
            write_all(fs, fd, payload)
            if durable:
                fs.fsync(fd)
        finally:
            fs.close(fd)
        fs.replace(fresh, path)
    except OSError:
        with contextlib.suppress(OSError):
            discard(fs, fresh)
        raise
    if durable:
        fs.sync_dir(os.path.dirname(path))
