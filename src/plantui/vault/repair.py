"""Repair: the newest good version of what `verify` found damaged, gone or put back, and making it count again.

A version is good when it can be read and its hash stands in the audit trail for its revision. It is looked for
beside the chart, in the snapshots, and in backups of this store. What a repair takes the place of is set aside in
`damaged/`, and the repaired chart goes on above every revision it ever had, so that no number counts twice. The
audit trail itself is never repaired: a break in it is evidence.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from plantui.vault.audit import ABORT
from plantui.vault.backupfile import BackupFile
from plantui.vault.chartfile import decode
from plantui.vault.faults import Conflict, NotFound, StoreMissing, Tampered, UnknownKey, VaultFault, from_os_error
from plantui.vault.files import Fs, is_dir, put
from plantui.vault.label import label_at
from plantui.vault.layout import Layout, complaint
from plantui.vault.manifest import read_vault
from plantui.vault.parts import Parts
from plantui.vault.reinstate import Reinstatement
from plantui.vault.seam import AuditQuery, Event, Tables
from plantui.vault.snapshots import Snapshots
from plantui.vault.store import FileStore


class Remedy(NamedTuple):
    """What a chart can be put back to.

    Attributes:
        chart: its id.
        rev: the revision that was found.
        wanted: the last one that was saved; the changes between the two are lost.
        source: where it was found: `store:previous`, `snapshot:...` or `backup:...`.
        tables: what it holds.
        proven: whether the audit trail has its hash. A snapshot that was sealed later has another one.
        above: the highest revision the chart ever had; the repaired one is above it.
        seen: the hash of what is in its place now; empty when there is nothing that can be read.
    """

    chart: str
    rev: int
    wanted: int
    source: str
    tables: Tables
    proven: bool
    above: int
    seen: str


class Found(NamedTuple):
    """A file that may be a version of a chart.

    Attributes:
        source: where it is.
        content: its bytes.
    """

    source: str
    content: bytes


def find_remedy(store: FileStore, chart: str, backups: Sequence[BackupFile] = ()) -> Remedy | None:
    """Return the best version of a chart that is kept anywhere; None when there is none.

    Args:
        store: the store.
        chart: the id of a chart that is damaged, gone or not what it should be.
        backups: backups to look into; those of other stores are passed over.

    Raises:
        UnknownKey: the chart is sealed with a data key that is not at hand, so nothing says that it is damaged.
        VaultFault: the audit trail or a folder cannot be read.
    """
    try:
        store.load(chart)
    except UnknownKey:
        raise
    except (NotFound, Tampered):
        pass
    above, seen = Reinstatement(store.parts).top(chart), _hash_of(store.parts, chart)
    known: dict[tuple[int, str], None] = {}
    for line in store.parts.trail.find(AuditQuery(chart=chart)):
        if line.sha and line.act == ABORT:
            known.pop((line.rev, line.sha), None)
        elif line.sha:
            known[line.rev, line.sha] = None
    wanted = max((rev for rev, _ in known), default=0)
    best: Remedy | None = None
    for found in _versions(store.parts, chart, backups):
        try:
            header, tables = decode(found.content, store.vault.id, chart, store.parts.codec)
        except (Tampered, StoreMissing):
            continue
        proven = (header.rev, hashlib.sha256(found.content).hexdigest()) in known
        if not proven and (found.source.startswith("store:") or header.rev > wanted):
            continue
        if best is None or (proven, header.rev) > (best.proven, best.rev):
            best = Remedy(chart, header.rev, wanted, found.source, tables, proven, above, seen)
    return best


def repair(store: FileStore, remedy: Remedy, event: Event) -> int:
    """Make a version the next revision of its chart, above all that there were; return the revision.

    Args:
        store: the store.
        remedy: what `find_remedy` found.
        event: who does this, and when.

    Raises:
        Conflict: somebody saved it since the version was looked for.
        VaultFault: the chart is as it was.
    """
    if _hash_of(store.parts, remedy.chart) != remedy.seen:
        raise Conflict(remedy.chart, remedy.above, Reinstatement(store.parts).top(remedy.chart))
    detailed = Event(
        act="chart.repair",
        who=event.who,
        at=event.at,
        session=event.session,
        detail=(*event.detail, remedy.source, f"rev:{remedy.rev}"),
    )
    return store.put_back(remedy.chart, remedy.tables, detailed, above=remedy.above)


def mend_modes(fs: Fs, layout: Layout, chmod: Callable[[str, int], object] = os.chmod) -> list[str]:
    """Close what is open to other accounts, or unusable for its own; return the paths that were changed.

    Files of another account are left as they are: only that account can change them.

    Raises:
        VaultFault: the disk said no.
    """
    changed: list[str] = []
    try:
        for path in _walk(fs, layout.root):
            state = fs.stat(path)
            if state.st_uid == os.geteuid() and complaint(path, state, state.st_uid):
                chmod(path, 0o700 if is_dir(state) else 0o600)
                changed.append(path)
    except OSError as error:
        raise from_os_error(error, "closing the store") from error
    return changed


def spare_manifest(fs: Fs, layout: Layout) -> bytes | None:
    """Return the second copy of `vault.json` where the first is gone or damaged and the second is whole; else None.

    Raises:
        OSError: as the operating system says.
    """
    try:
        read_vault(fs, layout)
    except Tampered:
        pass
    except StoreMissing:
        if layout.vault.rpartition("/")[2] in fs.names(layout.root):
            return None
    else:
        return None
    spare = _Spare(layout.root)
    try:
        read_vault(fs, spare)
        return fs.read(spare.vault)
    except (VaultFault, OSError):
        return None


def put_manifest(fs: Fs, layout: Layout, content: bytes) -> None:
    """Put the second copy of `vault.json` in the place of the first. A sealed store checks it when it is opened.

    Raises:
        VaultFault: the disk said no.
    """
    try:
        put(fs, layout.vault, content, durable=True)
    except OSError as error:
        raise from_os_error(error, "putting vault.json back") from error


class _Spare(Layout, frozen=True):
    """The layout of a store whose manifest is the second copy."""

    @property
    def vault(self) -> str:
        """See `Layout.vault`."""
        return f"{self.root}/vault.json.bak"


def _hash_of(parts: Parts, chart: str) -> str:
    try:
        return hashlib.sha256(parts.fs.read(parts.layout.chart(chart))).hexdigest()
    except OSError:
        return ""


def _versions(parts: Parts, chart: str, backups: Sequence[BackupFile]) -> Iterator[Found]:
    """Every file that may be a version of a chart; in this order, so that of equals the nearest is taken."""
    layout, fs = parts.layout, parts.fs
    places = [
        (f"store:{word}", path)
        for word, path in (
            ("current", layout.chart(chart)),
            ("previous", layout.previous(chart)),
            ("interrupted", layout.fresh(chart)),
        )
    ]
    snapshots = Snapshots(parts)
    shard = os.path.relpath(layout.chart(chart), layout.root)
    places += [
        (f"snapshot:{label.name}", f"{snapshots.folder(label)}/{shard}") for label in reversed(snapshots.labels())
    ]
    for source, path in places:
        try:
            yield Found(source, fs.read(path))
        except (FileNotFoundError, NotADirectoryError):
            continue
        except OSError:
            # A bad block in one place says nothing about the others.
            continue
    for backup in backups:
        if backup.head.vault != parts.vault:
            continue
        with contextlib.suppress(VaultFault):
            yield Found(f"backup:{label_at(backup.head.made).name}", backup.chart(chart))


def _walk(fs: Fs, path: str) -> Iterator[str]:
    try:
        state = fs.stat(path)
    except FileNotFoundError:
        return
    yield path
    if is_dir(state):
        for name in fs.names(path):
            yield from _walk(fs, f"{path}/{name}")
