"""Putting a chart back whatever is in its place now: nothing, or a file that is damaged.

A chart that can be read is changed by an ordinary commit. This is for the other ones: the revision follows the
highest that the audit trail tells of, the damaged file is kept under `damaged/`, and the revision before stays
where it is, since it may be the only good one.
"""

from __future__ import annotations

from plantui.vault.audit import ABORT, Stamp
from plantui.vault.chartfile import read_header
from plantui.vault.commit import Commit
from plantui.vault.faults import CommitUncertain, Conflict, VaultFault, from_os_error
from plantui.vault.files import discard, ensure_dir, exists
from plantui.vault.layout import shard_of
from plantui.vault.parts import Parts
from plantui.vault.seam import AuditQuery

FOLDER = "damaged"


class Reinstatement(Commit):
    """A commit that does not look at what it replaces, if that cannot be read."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.layout, parts.vault, parts.fs, parts.locks, parts.trail, parts.guard)
        self._folder = f"{parts.layout.root}/{FOLDER}"

    def highest(self, chart: str) -> int:
        """Return the highest revision a chart ever had; 0 when nobody knows of one.

        Raises:
            VaultFault: the audit trail cannot be read.
        """
        lines = self._trail.find(AuditQuery(chart=chart))
        return max((line.rev for line in lines if line.sha and line.act != ABORT), default=0)

    def top(self, chart: str) -> int:
        """Return the highest revision that a chart has or ever had, as far as it can be read; 0 for none.

        Raises:
            VaultFault: the audit trail cannot be read.
        """
        try:
            current = read_header(self._fs, self._layout.chart(chart), self._vault, chart).rev
        except (OSError, VaultFault):
            current = 0
        return max(current, self.highest(chart))

    def _compare(self, chart: str, expected: int) -> None:
        try:
            current = read_header(self._fs, self._layout.chart(chart), self._vault, chart).rev
        except (FileNotFoundError, VaultFault):
            current = expected
        # The header of a damaged file may still be read, and its revision is not above the highest.
        if max(current, self.highest(chart)) > expected:
            raise Conflict(chart, expected, max(current, self.highest(chart)))

    def _write(self, chart: str, expected: int, content: bytes) -> None:
        # The folder of the shard may be gone with the chart.
        super()._write(chart, 0, content)

    def _show(self, chart: str, expected: int, saved: Stamp) -> None:
        path = self._layout.chart(chart)
        try:
            if exists(self._fs, path):
                self._set_aside(chart, expected)
            self._fs.replace(self._layout.fresh(chart), path)
        except OSError as error:
            self._sweep(chart)
            raise from_os_error(error, f"putting chart {chart} back") from error
        try:
            self._fs.sync_dir(self._layout.shard(shard_of(chart)))
        except OSError as error:
            raise CommitUncertain(chart, saved.rev) from error

    def _set_aside(self, chart: str, before: int) -> None:
        if not exists(self._fs, self._folder):
            ensure_dir(self._fs, self._folder, self._layout.root)
        aside = f"{self._folder}/{chart}.{before}.chart"
        discard(self._fs, aside)
        self._fs.link(self._layout.chart(chart), aside)
