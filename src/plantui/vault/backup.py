"""A backup: the whole store in one file, a tar archive whose members are in order and tested by their sums.

    backup.json   what it is; first
    vault.json, counter, charts/7f/ID.chart, audit/2026-03.jsonl, drafts/..., undo/... and whatever else there is
    sums.json     the SHA-256 of every member before it; last, so that a backup that was cut off is found out

What is sealed in the store is sealed in its backup, under the same key, and a plain store makes a plain backup.
Charts and audit trail are of one moment (see `cut`); drafts and undo logs are read as they are then. The same
store gives the same bytes, but for the moment in `backup.json`.
"""

from __future__ import annotations

import hashlib
import io
import tarfile
from collections.abc import Iterator
from datetime import datetime
from typing import BinaryIO

import msgspec

from plantui.vault.faults import from_os_error
from plantui.vault.files import is_dir, remove_tree
from plantui.vault.label import label_at
from plantui.vault.parts import Parts
from plantui.vault.snapshots import FACTS, Snapshot, Snapshots

MAGIC = "plantui-backup"
FORMAT = 1
HEAD = "backup.json"
SUMS = "sums.json"

_GROWING = ("drafts", "undo")
"""Folders whose files grow in place; they are read as they are, and what a read cuts off is passed over later."""


class BackupHead(msgspec.Struct, frozen=True, kw_only=True):
    """What a backup says about itself.

    Attributes:
        magic: always `plantui-backup`.
        format: the number of this layout.
        vault: the id of the store.
        made: when.
        program: the version of the program that made it.
        charts: how many charts are in it.
        seq: the number of the last line of its audit trail.
        sealed: whether it takes the key of the store to read charts.
    """

    magic: str = MAGIC
    format: int = FORMAT
    vault: str
    made: datetime
    program: str
    charts: int
    seq: int
    sealed: bool


def write_backup(parts: Parts, out: BinaryIO, now: datetime, program: str, *, sealed: bool) -> BackupHead:
    """Write the whole store to an open file, while others go on saving.

    Args:
        parts: of the open store.
        out: where to; only written, never sought.
        now: the clock of the store.
        program: the version of the program.
        sealed: whether the store is sealed.

    Raises:
        StoreBusy: another terminal makes a snapshot or a backup.
        OSError: the file cannot be written.
        VaultFault: the store cannot be read.
    """
    snapshots = Snapshots(parts)
    tree = f"{parts.layout.snapshots}/.backup"
    with parts.locks.hold("snapshots"):
        cut = snapshots.link(tree, label_at(now))
        try:
            head = BackupHead(
                vault=parts.vault, made=now, program=program, charts=cut.charts, seq=cut.seq, sealed=sealed
            )
            _write(parts, tree, cut, head, out)
        finally:
            try:
                remove_tree(parts.fs, tree)
            except OSError as error:
                raise from_os_error(error, "clearing up after a backup") from error
    return head


def _write(parts: Parts, tree: str, cut: Snapshot, head: BackupHead, out: BinaryIO) -> None:
    sums: dict[str, str] = {}
    with tarfile.open(fileobj=out, mode="w|", format=tarfile.PAX_FORMAT) as archive:
        _add(archive, HEAD, msgspec.json.encode(head) + b"\n", int(head.made.timestamp()))
        for name, path in sorted({**dict(_files(parts, tree, "")), **dict(_growing(parts))}.items()):
            try:
                content = parts.fs.read(path)
                moment = parts.fs.stat(path).st_mtime_ns // 1_000_000_000
            except FileNotFoundError:
                # A draft whose text went into the store meanwhile.
                continue
            except OSError as error:
                raise from_os_error(error, f"reading {path}") from error
            month = name.removeprefix("audit/").removesuffix(".jsonl")
            if name.startswith("audit/") and month >= cut.month:
                content = content[: cut.size] if month == cut.month else b""
            sums[name] = hashlib.sha256(content).hexdigest()
            _add(archive, name, content, moment)
        _add(archive, SUMS, msgspec.json.encode(sums, order="sorted") + b"\n", int(head.made.timestamp()))


def _add(archive: tarfile.TarFile, name: str, content: bytes, moment: int) -> None:
    member = tarfile.TarInfo(name)
    member.size, member.mode, member.mtime = len(content), 0o600, moment
    archive.addfile(member, io.BytesIO(content))


def _files(parts: Parts, folder: str, name: str) -> Iterator[tuple[str, str]]:
    """The name in the archive and the path of every file below a folder."""
    for each in parts.fs.names(folder):
        path, inner = f"{folder}/{each}", f"{name}/{each}" if name else each
        if is_dir(parts.fs.stat(path)):
            yield from _files(parts, path, inner)
        elif inner != FACTS:
            yield inner, path


def _growing(parts: Parts) -> Iterator[tuple[str, str]]:
    for folder in _GROWING:
        try:
            names = parts.fs.names(f"{parts.layout.root}/{folder}")
        except FileNotFoundError:
            continue
        except OSError as error:
            raise from_os_error(error, f"reading the folder {folder}") from error
        yield from (
            (f"{folder}/{name}", f"{parts.layout.root}/{folder}/{name}")
            for name in names
            if name.endswith((".draft", ".jsonl"))
        )
