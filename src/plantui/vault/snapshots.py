"""Snapshots: the store as it was, as trees of hard links under `snapshots/`.

A snapshot costs a name for each chart and no copy, because no file of the store that it holds is ever edited
in place: charts are replaced whole, and the audit trail only grows (`snapshot.json` says how far it had grown).
Snapshots lie on the same disk, so they help against mistakes and not against the loss of the disk: that takes
`backup`. They also hold what was removed from the store since, until the policy lets them go.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

import msgspec

from plantui.vault.chartfile import decode, read_header
from plantui.vault.cut import Cut, TrailEnd
from plantui.vault.faults import NotFound, VaultFault, from_os_error
from plantui.vault.files import ensure_dir, exists, put, remove_tree
from plantui.vault.label import Label, kept, label_at, read_label
from plantui.vault.layout import shard_of
from plantui.vault.locks import PATIENCE
from plantui.vault.parts import Parts
from plantui.vault.seam import Tables

EVERY = timedelta(hours=1)
"""How often a snapshot is made, at most."""

FACTS = "snapshot.json"
_LOCK = "snapshots"
_HIDDEN = "."


class Snapshot(msgspec.Struct, frozen=True, kw_only=True):
    """What a snapshot says about itself.

    Attributes:
        vault: the id of the store.
        at: when it was made.
        reason: empty for the hourly ones.
        charts: how many charts it holds.
        month: the last file of the audit trail then, without its ending.
        size: how many bytes of that file there were.
        seq: the number of the last line then.
    """

    vault: str
    at: datetime
    reason: str = ""
    charts: int
    month: str
    size: int
    seq: int

    @property
    def label(self) -> Label:
        """Its label."""
        return label_at(self.at, self.reason)

    @property
    def end(self) -> TrailEnd:
        """How far the audit trail reached."""
        return TrailEnd(self.month, self.size, self.seq)


class Snapshots:
    """The snapshots of one store."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def folder(self, label: Label) -> str:
        """The folder of a snapshot."""
        return f"{self._parts.layout.snapshots}/{label.name}"

    def labels(self) -> list[Label]:
        """The snapshots there are, oldest first.

        Raises:
            VaultFault: the folder cannot be read.
        """
        with _told("looking for snapshots"):
            try:
                names = self._parts.fs.names(self._parts.layout.snapshots)
            except FileNotFoundError:
                return []
        return sorted(label for name in names if (label := read_label(name)) is not None)

    def is_due(self, now: datetime) -> bool:
        """Tell whether an hourly snapshot should be made: there is none of the last hour.

        Raises:
            VaultFault: the folder cannot be read.
        """
        # A snapshot of the future comes from a clock that was wrong, and says nothing about the last hour.
        return not any(now - EVERY < label.at <= now for label in self.labels() if not label.reason)

    def make(self, now: datetime, reason: str = "", patience: float = PATIENCE) -> Snapshot:
        """Make a snapshot and let go of those the policy no longer keeps.

        Args:
            now: the clock of the store.
            reason: one word when there is one, e.g. `rotation`; such snapshots stay for 30 days.
            patience: how long to wait for another terminal that makes one, in seconds.

        Raises:
            StoreBusy: another terminal makes one.
            VaultFault: none was made.
        """
        with self._parts.locks.hold(_LOCK, patience):
            with _told("making a snapshot"):
                label = self._free(label_at(now, reason))
                hidden = f"{self._parts.layout.snapshots}/{_HIDDEN}{label.name}"
                made = self.link(hidden, label)
                self._parts.fs.replace(hidden, self.folder(label))
                self._parts.fs.sync_dir(self._parts.layout.snapshots)
            self._prune(now)
        return made

    def keep(self, chart: str, now: datetime, reason: str = "version") -> Label:
        """Keep one chart as it is now, so that this revision can be read for 30 days, whatever is saved after it.

        For the version that lost a conflict: save it, keep it, save the one that won.

        Raises:
            NotFound: there is no such chart.
            VaultFault: it was not kept.
        """
        fs, layout = self._parts.fs, self._parts.layout
        with self._parts.locks.hold(_LOCK), _told("keeping a version"):
            self._parts.guard()
            label = self._free(label_at(now, reason))
            hidden = f"{layout.snapshots}/{_HIDDEN}{label.name}"
            if not exists(fs, layout.snapshots):
                ensure_dir(fs, layout.snapshots, layout.root)
            self._sweep()
            for folder in (hidden, f"{hidden}/charts", f"{hidden}/charts/{shard_of(chart)}"):
                fs.mkdir(folder)
            with self._parts.locks.hold(f"chart-{shard_of(chart)}"):
                try:
                    fs.link(layout.chart(chart), f"{hidden}/charts/{shard_of(chart)}/{chart}.chart")
                except FileNotFoundError:
                    raise NotFound(f"There is no chart {chart}.", "Look it up in the list.") from None
            facts = Snapshot(vault=self._parts.vault, at=label.at, reason=reason, charts=1, month="", size=0, seq=0)
            put(fs, f"{hidden}/{FACTS}", msgspec.json.encode(facts) + b"\n", durable=True)
            fs.sync_dir(f"{hidden}/charts/{shard_of(chart)}")
            fs.replace(hidden, self.folder(label))
            fs.sync_dir(layout.snapshots)
        return label

    def link(self, tree: str, label: Label) -> Snapshot:
        """Link the store into a new tree, as it is now. The lock of the snapshots is held by the caller.

        Raises:
            VaultFault: there is no tree.
        """
        fs, layout = self._parts.fs, self._parts.layout
        try:
            self._parts.guard()
            if not exists(fs, layout.snapshots):
                ensure_dir(fs, layout.snapshots, layout.root)
            self._sweep()
            fs.mkdir(tree)
            cut = Cut(self._parts, tree)
            month, size, seq = cut.make()
            made = Snapshot(
                vault=self._parts.vault,
                at=label.at,
                reason=label.reason,
                charts=cut.charts,
                month=month,
                size=size,
                seq=seq,
            )
            put(fs, f"{tree}/{FACTS}", msgspec.json.encode(made) + b"\n", durable=True)
        except (OSError, VaultFault) as error:
            with contextlib.suppress(OSError):
                remove_tree(fs, tree)
            with _told("making a snapshot"):
                raise error
        return made

    def prune(self, now: datetime) -> list[Label]:
        """Let go of the snapshots the policy does not keep; return which.

        Raises:
            VaultFault: they are still there, or a part of them.
        """
        with self._parts.locks.hold(_LOCK):
            return self._prune(now)

    def facts(self, label: Label) -> Snapshot:
        """Return what a snapshot says about itself.

        Raises:
            NotFound: there is none, or it is none of this store.
            VaultFault: it cannot be read.
        """
        with _told("reading a snapshot"):
            try:
                made = msgspec.json.decode(self._parts.fs.read(f"{self.folder(label)}/{FACTS}"), type=Snapshot)
            except (FileNotFoundError, msgspec.MsgspecError, UnicodeDecodeError):
                made = None
        if made is None or made.vault != self._parts.vault:
            raise NotFound(f"There is no snapshot {label.name} of this store.", "Look at the list of snapshots.")
        return made

    def rev_of(self, label: Label, chart: str) -> int:
        """Return the revision of a chart in a snapshot; 0 when it is not in it.

        Raises:
            VaultFault: it cannot be read.
        """
        with _told(f"reading a snapshot of chart {chart}"):
            try:
                return read_header(self._parts.fs, self._path(label, chart), self._parts.vault, chart).rev
            except FileNotFoundError:
                return 0

    def load(self, label: Label, chart: str) -> tuple[int, Tables]:
        """Return revision and tables of a chart as a snapshot holds it.

        Raises:
            NotFound: it does not.
            Tampered: the file is damaged or belongs elsewhere.
            VaultFault: it cannot be read.
        """
        with _told(f"reading a snapshot of chart {chart}"):
            try:
                content = self._parts.fs.read(self._path(label, chart))
            except FileNotFoundError:
                raise NotFound(
                    f"The snapshot {label.name} does not hold chart {chart}.", "Choose another snapshot."
                ) from None
        header, tables = decode(content, self._parts.vault, chart, self._parts.codec)
        return header.rev, tables

    def holding(self, chart: str) -> list[Label]:
        """Return the snapshots that hold a chart, oldest first.

        Raises:
            VaultFault: the folder cannot be read.
        """
        with _told("looking for snapshots"):
            return [label for label in self.labels() if exists(self._parts.fs, self._path(label, chart))]

    def let_go(self, label: Label) -> None:
        """Remove a snapshot before its time.

        Raises:
            VaultFault: it is still there, or a part of it.
        """
        with self._parts.locks.hold(_LOCK):
            self._parts.guard()
            self._let_go([label])

    def _path(self, label: Label, chart: str) -> str:
        return f"{self.folder(label)}/charts/{shard_of(chart)}/{chart}.chart"

    def _free(self, label: Label) -> Label:
        while exists(self._parts.fs, self.folder(label)):
            label = label._replace(at=label.at + timedelta(seconds=1))
        return label

    def _sweep(self) -> None:
        """Remove what an interrupted making or letting go left."""
        for name in self._parts.fs.names(self._parts.layout.snapshots):
            if name.startswith(_HIDDEN):
                remove_tree(self._parts.fs, f"{self._parts.layout.snapshots}/{name}")

    def _prune(self, now: datetime) -> list[Label]:
        labels = self.labels()
        keep = kept(labels, now)
        return self._let_go([label for label in labels if label not in keep])

    def _let_go(self, labels: Sequence[Label]) -> list[Label]:
        with _told("removing old snapshots"):
            for label in labels:
                hidden = f"{self._parts.layout.snapshots}/{_HIDDEN}{label.name}"
                # Under another name first, so that half of a snapshot never passes for one.
                self._parts.fs.replace(self.folder(label), hidden)
                remove_tree(self._parts.fs, hidden)
        return list(labels)


@contextlib.contextmanager
def _told(doing: str) -> Iterator[None]:
    """Turn what the operating system says into a sentence."""
    try:
        yield
    except OSError as error:
        raise from_os_error(error, doing) from error
