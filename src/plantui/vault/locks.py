"""Locks between terminals. The kernel drops them when a process dies, so none is ever stale."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from typing import TYPE_CHECKING, Protocol

from plantui.vault.faults import StoreBusy, from_os_error
from plantui.vault.files import FILE_MODE, Fs, ensure_dir, exists
from plantui.vault.layout import Layout

if TYPE_CHECKING:
    from filelock import FileLock

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
    this one. The objects are kept: making a file lock costs more than a third of taking it.
    """

    def __init__(self, layout: Layout, fs: Fs) -> None:
        self._layout = layout
        self._fs = fs
        self._kept: dict[str, tuple[threading.Lock, FileLock]] = {}

    @contextmanager
    def hold(self, name: str, patience: float = PATIENCE) -> Iterator[None]:
        """See `Locks.hold`."""
        # Loaded here because it is the dearest import of the vault and reading never needs it.
        from filelock import Timeout

        threads, processes = self._kept.get(name) or self._keep(name)
        if not threads.acquire(timeout=patience):
            raise _busy(name, patience)
        try:
            try:
                processes.acquire(timeout=patience)
            except Timeout as error:
                raise _busy(name, patience) from error
            except OSError as error:
                raise from_os_error(error, f"taking the lock {name}") from error
            try:
                yield
            finally:
                _release(processes)
        finally:
            threads.release()

    def _keep(self, name: str) -> tuple[threading.Lock, FileLock]:
        from filelock import FileLock

        try:
            if not exists(self._fs, self._layout.locks):
                ensure_dir(self._fs, self._layout.locks, self._layout.root)
        except OSError as error:
            raise from_os_error(error, f"taking the lock {name}") from error
        file = FileLock(self._layout.lock(name), mode=FILE_MODE, poll_interval=POLL, thread_local=False)
        return self._kept.setdefault(name, (threading.Lock(), file))


def _release(lock: FileLock) -> None:
    """Let go of a lock file. What was done under it is done, so a refusal is no fault: it is asked once more."""
    try:
        lock.release()
    except OSError:
        with suppress(OSError):
            lock.release(force=True)


def _busy(name: str, patience: float) -> StoreBusy:
    return StoreBusy(
        f"Another terminal holds the lock {name} for more than {patience:g} seconds.",
        "Look for a stopped plantui (ctrl+z in a shell) and end it, then try again.",
    )
