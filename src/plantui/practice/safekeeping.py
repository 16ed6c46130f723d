"""Backups and older states of charts: writing a backup file, and putting one chart back as it was."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from plantui.model.base import Plain, Tables
from plantui.practice.refusal import OpenToOthers, Refused
from plantui.vault.backup import BackupHead, write_backup
from plantui.vault.backupfile import BackupFile
from plantui.vault.chartfile import Header, decode, open_summary, read_header
from plantui.vault.faults import NotFound, Tampered, VaultFault, from_os_error
from plantui.vault.history import RevInfo, load_kept
from plantui.vault.label import label_at
from plantui.vault.seam import Event
from plantui.vault.snapshots import Snapshots
from plantui.vault.store import FileStore

BEFORE = "before-restore"
"""The reason of the snapshot that is made before a chart is put back."""


@dataclass(frozen=True)
class Older:
    """A chart as it was: its revision then, what it held, and where that was found (`snapshot:...`, `backup:...`).

    ``wanted`` is the revision that was asked for, where only an earlier one is kept; else the same.
    """

    rev: int
    tables: Tables
    source: str
    wanted: int


@dataclass(frozen=True)
class Difference:
    """What putting a chart back does to one table: how many documents come back, go, and change."""

    table: str
    back: int
    gone: int
    changed: int


def back_up(store: FileStore, target: Path, event: Event, program: str, *, force: bool = False) -> BackupHead:
    """Write a backup of the whole store to a file of mode 0600, whole or not at all, while others go on working.

    Its line is in the audit trail before the first byte leaves the store.

    Args:
        store: the open store.
        target: the file.
        event: who does this, and when.
        program: the version of this program.
        force: True to replace a file, and to write where everybody can read.

    Raises:
        OpenToOthers: everybody can read the folder, and ``force`` was not given.
        Refused: the file is there already, or would lie inside the store.
        VaultFault: the store cannot be read, or the file not be written.
    """
    target = Path(os.path.realpath(target.parent)) / target.name
    if target.is_relative_to(store.layout.root):
        raise Refused("A backup inside the store is lost with it. Name a file elsewhere, best on another disk.")
    if target.exists() and not force:
        raise Refused(f"There is a file {target} already. Name another one, or add --force.")
    fresh = target.with_name(f".{target.name}.new")
    try:
        if not target.parent.exists():
            target.parent.mkdir(mode=0o700, parents=True)
            target.parent.chmod(0o700)
        if stat.S_IMODE(target.parent.stat().st_mode) & 0o005 and not force:
            raise OpenToOthers(f"{target.parent} can be read by everybody here. Choose another folder, or add --force.")
        fresh.unlink(missing_ok=True)
        store.record([event], durable=True)
        fd = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
        try:
            with os.fdopen(fd, "wb") as out:
                os.fchmod(out.fileno(), 0o600)
                head = write_backup(store.parts, out, event.at, program, sealed=store.key is not None)
                out.flush()
                os.fsync(out.fileno())
            fresh.replace(target)
        except BaseException:
            fresh.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise from_os_error(error, f"writing {target}") from error
    return head


def in_backup(store: FileStore, backup: BackupFile, chart: str) -> Older:
    """A chart as a backup of this store holds it.

    Raises:
        Refused: it is a backup of another store.
        NotFound: the chart is not in it.
        VaultFault: it cannot be read.
    """
    if backup.head.vault != store.vault.id:
        raise Refused(
            f"{backup.path} is a backup of another store, so no single chart can be taken from it. "
            "plantui restore FILE --store DIR puts it into a folder of its own; export bundle takes a chart from there."
        )
    header, tables = decode(backup.chart(chart), backup.head.vault, chart, store.parts.codec)
    return Older(header.rev, tables, f"backup:{label_at(backup.head.made).name}", header.rev)


def as_of(store: FileStore, chart: str, day: date) -> Older:
    """A chart as it was at the end of a day, or the nearest revision before that is still kept.

    Raises:
        NotFound: nothing that is kept goes back that far.
        VaultFault: the audit trail or the folders cannot be read.
    """
    known = [info for info in store.history(chart) if info.at is not None]
    until = [info for info in known if info.at is not None and info.at.astimezone().date() <= day]
    for info in until:
        if info.readable:
            try:
                return Older(info.rev, load_kept(store.parts, chart, info.rev), _source(info), until[0].rev)
            except (NotFound, Tampered):
                # A file that was damaged where it lay is damaged in the snapshots that hold it too: go further back.
                continue
    kept = [info.at for info in known if info.readable and info.at is not None]
    first = f" The oldest one is of {_said(min(kept))}." if kept else ""
    raise NotFound(
        f"No revision of {day.day} {day:%b %Y} or before is kept.{first}", "A backup of that time may hold it."
    )


def _source(info: RevInfo) -> str:
    if info.snapshots:
        return f"snapshot:{info.snapshots[-1].name}"
    return "store:current" if info.current else "store:previous"


def gone_chart(store: FileStore, code: str, backup: BackupFile | None) -> str:
    """The id of a chart that is no longer in the store, by its code, from a backup or from the snapshots.

    Raises:
        NotFound: nothing holds a chart with that code.
    """
    if backup is not None:
        found = [header.chart for header in backup.headers() if _code(store, header) == code]
    else:
        found = _in_snapshots(store, code)
    if not found:
        raise NotFound(f"Nothing holds a client with the code {code}.", "A backup of another time may.")
    return found[0]


def differences(now: Tables, then: Tables) -> list[Difference]:
    """What putting a chart back as it was then does to it, table by table; empty when nothing."""
    found = []
    for table in sorted({*now, *then}):
        current, older = now.get(table, {}), then.get(table, {})
        changed = sum(current[key] != older[key] for key in current.keys() & older.keys())
        each = Difference(table, len(older.keys() - current.keys()), len(current.keys() - older.keys()), changed)
        if each.back or each.gone or each.changed:
            found.append(each)
    return found


def current_tables(store: FileStore, chart: str) -> Tables | None:
    """What a chart holds now; None when it is gone or damaged."""
    try:
        return store.load(chart)[1]
    except (NotFound, Tampered):
        return None


def put_back(store: FileStore, chart: str, older: Older, event: Event) -> int:
    """Make an older state of a chart its next revision; a snapshot of everything as it is now is made first.

    Raises:
        VaultFault: the chart is as it was.
    """
    Snapshots(store.parts).make(event.at, BEFORE)
    detailed = Event(
        act="chart.restore",
        who=event.who,
        at=event.at,
        session=event.session,
        detail=(*event.detail, older.source, f"rev:{older.rev}"),
    )
    return store.put_back(chart, older.tables, detailed)


def _in_snapshots(store: FileStore, code: str) -> list[str]:
    snapshots = Snapshots(store.parts)
    for label in reversed(snapshots.labels()):
        root = Path(snapshots.folder(label)) / "charts"
        for file in sorted(root.glob("*/*.chart")):
            try:
                header = read_header(store.parts.fs, str(file), store.vault.id, file.stem)
            except (OSError, VaultFault):
                continue
            if _code(store, header) == code:
                return [header.chart]
    return []


def _code(store: FileStore, header: Header) -> str:
    try:
        summary: Plain = open_summary(header, store.parts.codec)
    except VaultFault:
        return ""
    inner = summary.get("summary")
    return str(inner.get("code", "")) if isinstance(inner, dict) else ""


def _said(moment: datetime) -> str:
    local = moment.astimezone()
    return f"{local.day} {local:%b %Y %H:%M}"


def default_target(store: Path, now: datetime) -> Path:
    """Where a backup goes when nobody says: a folder beside the store, never inside it."""
    return store.with_name(f"{store.name}-backups") / f"plantui_{now:%Y-%m-%d_%H%M}.tar"
