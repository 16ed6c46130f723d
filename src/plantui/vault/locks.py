"""Locks between terminals. The kernel drops them when a process dies, so none is ever stale."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Protocol

from plantui.vault.faults import StoreBusy, from_os_error
from plantui.vault.files import FILE_MODE, Fs, ensure_dir, exists
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
    """Locks as files under `locks/`, never deleted."""

    def __init__(self, layout: Layout, fs: Fs) -> None:
        self._layout = layout
        self._fs = fs

    @contextmanager
    def hold(self, name: str, patience: float = PATIENCE) -> Iterator[None]:
        """See `Locks.hold`."""
        # Loaded here because it is the dearest import of the vault and reading never needs it.
        from filelock import FileLock, Timeout

        path = self._layout.lock(name)
        try:
            if not exists(self._fs, self._layout.locks):
                ensure_dir(self._fs, self._layout.locks, self._layout.root)
            lock = FileLock(path, timeout=patience, mode=FILE_MODE, poll_interval=POLL)
            lock.acquire()
        except Timeout as error:
            raise StoreBusy(
                f"Another terminal holds the lock {name} for more than {patience:g} seconds.",
                "Look for a stopped plantui (ctrl+z in a shell) and end it, then try again.",
            ) from error
        except OSError as error:
            raise from_os_error(error, f"taking the lock {name}") from error
        try:
            yield
        finally:
            lock.release()
