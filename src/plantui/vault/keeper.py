"""Makes the hourly snapshots beside the saves, so that no save waits for one."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime

from plantui.vault.faults import StoreBusy, VaultFault
from plantui.vault.parts import Parts
from plantui.vault.snapshots import EVERY, Snapshots


class SnapshotKeeper:
    """One terminal's hand in the snapshots.

    Args:
        parts: of the open store.
        now: the clock of the store.
    """

    def __init__(self, parts: Parts, now: Callable[[], datetime]) -> None:
        self._snapshots = Snapshots(parts)
        self._now = now
        self._looked: datetime | None = None
        self._thread: threading.Thread | None = None
        self.fault: VaultFault | None = None
        """Why the last snapshot could not be made; None when it could."""

    def nudge(self) -> None:
        """Make a snapshot on a thread of its own if one is due. Call it after a save; it returns at once."""
        now = self._now()
        if self._looked is not None and self._looked <= now < self._looked + EVERY:
            return
        if self._thread is not None and self._thread.is_alive():
            return
        self._looked = now
        self._thread = threading.Thread(target=self._make, args=(now,), name="plantui-snapshot", daemon=True)
        self._thread.start()

    def finish(self, timeout: float = 30.0) -> None:
        """Wait for the snapshot that is being made, in seconds at most."""
        if self._thread is not None:
            self._thread.join(timeout)

    def _make(self, now: datetime) -> None:
        try:
            if self._snapshots.is_due(now):
                self._snapshots.make(now, patience=0)
            self.fault = None
        except StoreBusy:
            # Another terminal makes one at this moment, which does as well.
            self.fault = None
        except VaultFault as fault:
            self.fault = fault
