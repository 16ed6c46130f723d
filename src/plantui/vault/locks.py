"""Locks between terminals. The kernel drops them when a process dies, so none is ever stale."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from typing import Protocol

from plantui.vault.faults import StoreBusy, StoreForbidden, StoreFull, from_os_error
from plantui.vault.files import Fs, ensure_dir, exists
from plantui.vault.layout import Layout

PATIENCE = 15.0
"""How long a lock is waited for, in seconds. A save holds it for milliseconds."""

POLL = 0.003
"""How often a taken lock is tried again, in seconds."""


class Locks(Protocol):
    """Hands out locks by name."""

    def hold(self, name: str, patience: float = PATIENCE) -> AbstractContextManager[None]:
        """Hold a lock; no two holders of one name anywhere, not even two threads of one process.

        Raises:
            StoreBusy: it was not free within `patience` seconds.
            VaultFault: the lock file cannot be made.
        """


class FileLocks:
    """Locks as files under `locks/`, never deleted.

    The file excludes other processes and other open stores, a thread lock beside it the threads that share
    this one. Of `filelock` it is the lock on a descriptor that is used: its lock on a path costs five times as
    much, and turns into a file that a kill leaves behind where the disk has no locks.
    """

    def __init__(self, layout: Layout, fs: Fs) -> None:
        self._layout = layout
        self._fs = fs
        self._threads: dict[str, threading.Lock] = {}

    @contextmanager
    def hold(self, name: str, patience: float = PATIENCE) -> Iterator[None]:
        """See `Locks.hold`."""
        threads = self._threads.get(name) or self._threads.setdefault(name, threading.Lock())
        until = time.monotonic() + patience
        if not threads.acquire(timeout=patience):
            raise _busy(name, patience)
        try:
            try:
                fd = self._open(name)
            except OSError as error:
                raise from_os_error(error, f"taking the lock {name}") from error
            try:
                try:
                    free = _taken(fd, until)
                except OSError as error:
                    raise from_os_error(error, f"taking the lock {name}") from error
                if not free:
                    raise _busy(name, patience)
                yield
            finally:
                # What was done under the lock is done, so a disk that refuses is no fault. Closing lets go too, but
                # a descriptor whose closing failed would hold the lock until this process ends.
                with suppress(OSError):
                    _let_go(fd)
                with suppress(OSError):
                    self._fs.close(fd)
        finally:
            threads.release()

    def _open(self, name: str) -> int:
        path = self._layout.lock(name)
        try:
            return self._fs.open_append(path)
        except FileNotFoundError:
            if not exists(self._fs, self._layout.locks):
                ensure_dir(self._fs, self._layout.locks, self._layout.root)
        try:
            return self._fs.create(path)
        except FileExistsError:
            return self._fs.open_append(path)


@contextmanager
def steady(locks: Locks, name: str) -> Iterator[None]:
    """Hold a lock only to look at what it guards. Where the disk takes no lock file it takes no change either.

    Raises:
        StoreBusy: see `Locks.hold`.
    """
    with ExitStack() as held:
        with suppress(StoreForbidden, StoreFull):
            held.enter_context(locks.hold(name))
        yield


def _taken(fd: int, until: float) -> bool:
    """Take the lock of an open file, trying until a moment of the monotonic clock; False when it was not free."""
    # Loaded here because reading never needs it.
    from filelock import lock_descriptor

    while not lock_descriptor(fd, blocking=False):
        left = until - time.monotonic()
        if left <= 0:
            return False
        time.sleep(min(POLL, left))
    return True


def _let_go(fd: int) -> None:
    from filelock import unlock_descriptor

    unlock_descriptor(fd)


def _busy(name: str, patience: float) -> StoreBusy:
    return StoreBusy(
        f"Another terminal holds the lock {name} for more than {patience:g} seconds.",
        "Look for a stopped plantui (ctrl+z in a shell) and end it, then try again.",
    )
