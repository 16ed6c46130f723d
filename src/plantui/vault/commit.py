"""The commit protocol: how the next revision of a chart takes the place of the current one.

    lock the shard -> compare the revision -> write `.new`, fsync -> add the audit line, fdatasync
    -> link the current file to `.prev` -> rename `.new` over it -> fsync the directory -> acknowledge

All three syncs are needed. Without the first a power cut leaves a name on bytes that never arrived, without
the second a change without its audit line, without the third an acknowledged save that is gone. No sync is
ever tried again: after a failure the kernel may call bytes clean that the disk never took.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable

import msgspec

from plantui.vault.audit import ABORT, AuditTrail, Stamp
from plantui.vault.chartfile import read_header
from plantui.vault.faults import CommitUncertain, Conflict, NotFound, Tampered, VaultFault, from_os_error
from plantui.vault.files import Fs, discard, ensure_dir, exists, write_all
from plantui.vault.layout import Layout, shard_of
from plantui.vault.locks import Locks
from plantui.vault.seam import Event


class Commit:
    """Puts finished chart files in place."""

    def __init__(
        self,
        layout: Layout,
        vault: str,
        fs: Fs,
        locks: Locks,
        trail: AuditTrail,
        guard: Callable[[], object] = lambda: None,
    ) -> None:
        self._layout = layout
        self._vault = vault
        self._fs = fs
        self._locks = locks
        self._trail = trail
        self._guard = guard

    def save(self, chart: str, expected: int, content: bytes, event: Event) -> int:
        """Make `content` revision `expected` + 1 of a chart.

        Args:
            chart: its id.
            expected: the revision it must be at now; 0 when it must not exist yet.
            content: the whole new file, written for revision `expected` + 1.
            event: who does what; its chart is filled in here.

        Returns:
            The new revision: durable, visible, and in the audit trail.

        Raises:
            Conflict: it is at another revision.
            NotFound: there is no such chart.
            CommitUncertain: it is saved and visible, but the disk did not confirm it.
            VaultFault: anything else; nothing visible has changed.
        """
        with self._locks.hold(f"chart-{shard_of(chart)}"):
            self._guard()
            try:
                self._compare(chart, expected)
                leftover = self._leftover(chart)
                self._write(chart, expected, content)
            except OSError as error:
                self._sweep(chart)
                raise from_os_error(error, f"saving chart {chart}") from error
            event = msgspec.structs.replace(event, chart=chart)
            saved = Stamp(event, expected + 1, hashlib.sha256(content).hexdigest())
            stamps = [saved]
            if leftover:
                stamps.insert(0, _taken_back(Stamp(event, expected + 1, leftover)))
            try:
                self._trail.append(stamps, durable=True)
            except VaultFault:
                self._sweep(chart)
                raise
            self._show(chart, expected, saved)
        return expected + 1

    def _compare(self, chart: str, expected: int) -> None:
        try:
            current = read_header(self._fs, self._layout.chart(chart), self._vault, chart).rev
        except FileNotFoundError:
            if exists(self._fs, self._layout.previous(chart)):
                raise Tampered(
                    f"The file of chart {chart} is gone, the revision before it is still there.",
                    "Run plantui verify before changing this chart.",
                ) from None
            current = 0
        if current == expected:
            return
        if current == 0:
            raise NotFound(f"There is no chart {chart}.", "Look it up in the list.")
        raise Conflict(chart, expected, current)

    def _leftover(self, chart: str) -> str:
        """Return the hash of a file that an interrupted save left, so that its audit line can be taken back."""
        try:
            content = self._fs.read(self._layout.fresh(chart))
        except FileNotFoundError:
            return ""
        self._fs.unlink(self._layout.fresh(chart))
        return hashlib.sha256(content).hexdigest()

    def _write(self, chart: str, expected: int, content: bytes) -> None:
        if expected == 0:
            # The name of the shard must be durable before a chart in it is. Another terminal may have made the
            # folder a moment ago and not synced yet, so every first save of a chart does.
            if not exists(self._fs, self._layout.charts):
                ensure_dir(self._fs, self._layout.charts, self._layout.root)
            ensure_dir(self._fs, self._layout.shard(shard_of(chart)), self._layout.charts)
        fd = self._fs.create(self._layout.fresh(chart))
        try:
            write_all(self._fs, fd, content)
            self._fs.fsync(fd)
        finally:
            self._fs.close(fd)

    def _show(self, chart: str, expected: int, saved: Stamp) -> None:
        path, previous = self._layout.chart(chart), self._layout.previous(chart)
        try:
            if expected:
                discard(self._fs, previous)
                self._fs.link(path, previous)
            self._fs.replace(self._layout.fresh(chart), path)
        except OSError as error:
            if not self._is_visible(chart, saved.rev):
                # Where the line cannot be taken back now, the file stays: it proves that the save was interrupted,
                # and the next one takes the line back.
                with contextlib.suppress(VaultFault):
                    self._trail.append([_taken_back(saved)], durable=True)
                    self._sweep(chart)
                raise from_os_error(error, f"saving chart {chart}") from error
            raise CommitUncertain(chart, saved.rev) from error
        try:
            self._fs.sync_dir(self._layout.shard(shard_of(chart)))
        except OSError as error:
            raise CommitUncertain(chart, saved.rev) from error

    def _is_visible(self, chart: str, rev: int) -> bool:
        """Tell whether a rename that reported an error took place all the same."""
        try:
            return read_header(self._fs, self._layout.chart(chart), self._vault, chart).rev == rev
        except (OSError, VaultFault):
            return False

    def _sweep(self, chart: str) -> None:
        with contextlib.suppress(OSError):
            discard(self._fs, self._layout.fresh(chart))


def _taken_back(saved: Stamp) -> Stamp:
    return saved._replace(event=msgspec.structs.replace(saved.event, act=ABORT, detail=(saved.event.act,)))
