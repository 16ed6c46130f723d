"""Putting private notes back that are damaged or gone: the newest file of which the audit trail has the hash.

Nobody but their author can open them, so nothing is read and nothing merged: the same bytes come back, from a
snapshot or a backup, or they do not come back at all.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import msgspec

from plantui.vault.audit import Stamp
from plantui.vault.backupfile import BackupFile
from plantui.vault.faults import VaultFault, from_os_error
from plantui.vault.files import ensure_dir, put
from plantui.vault.label import label_at
from plantui.vault.parts import Parts
from plantui.vault.privatecheck import RESTORED, saves_of
from plantui.vault.privatefile import FOLDER, PrivateShelf, short_sha
from plantui.vault.seam import Event
from plantui.vault.snapshots import Snapshots


class PrivateRemedy(NamedTuple):
    """What a file of private notes can be put back to.

    Attributes:
        author: the id of the user whose they are.
        chart: the id of the chart of the client they are about.
        rev: which save it was; 0 when no file is kept.
        wanted: the last save; what was written between the two is lost.
        source: where it was found: `snapshot:...` or `backup:...`.
        content: the file.
    """

    author: str
    chart: str
    rev: int
    wanted: int
    source: str
    content: bytes


def find_private_remedies(parts: Parts, backups: Sequence[BackupFile] = ()) -> list[PrivateRemedy]:
    """Return what can be done for each file of private notes that is not as it was saved last.

    Raises:
        VaultFault: the audit trail or a folder cannot be read.
    """
    shelf = PrivateShelf(parts)
    found: list[PrivateRemedy] = []
    for (author, chart), saves in sorted(saves_of(parts.trail, keep=0).items()):
        if not saves or _sha(parts, shelf.path(author, chart)) == saves[-1].sha:
            continue
        known = {save.sha: save.rev for save in saves}
        best = PrivateRemedy(author, chart, 0, saves[-1].rev, "", b"")
        for source, content in _versions(parts, f"{FOLDER}/{author}.{chart}.private", backups):
            rev = known.get(short_sha(content), 0)
            if rev > best.rev:
                best = best._replace(rev=rev, source=source, content=content)
        found.append(best)
    return found


def put_private_back(parts: Parts, remedy: PrivateRemedy, event: Event) -> None:
    """Put a file of private notes back.

    Args:
        parts: of the open store.
        remedy: what `find_private_remedies` found.
        event: who does this; act, chart and detail are filled in here.

    Raises:
        VaultFault: it is not put back.
    """
    shelf = PrivateShelf(parts)
    detail = (f"author:{remedy.author}", f"rev:{remedy.rev}", f"sha:{short_sha(remedy.content)}")
    told = msgspec.structs.replace(event, act=RESTORED, chart=remedy.chart, detail=detail)
    with parts.locks.hold("vault"):
        parts.guard()
        parts.trail.append([Stamp(told)], durable=True)
        try:
            ensure_dir(parts.fs, shelf.folder, parts.layout.root)
            put(parts.fs, shelf.path(remedy.author, remedy.chart), remedy.content, durable=True)
        except OSError as error:
            raise from_os_error(error, "putting private notes back") from error


def _versions(parts: Parts, name: str, backups: Sequence[BackupFile]) -> Iterator[tuple[str, bytes]]:
    snapshots = Snapshots(parts)
    for label in reversed(snapshots.labels()):
        with contextlib.suppress(OSError):
            yield f"snapshot:{label.name}", parts.fs.read(f"{snapshots.folder(label)}/{name}")
    for backup in backups:
        if backup.head.vault == parts.vault:
            with contextlib.suppress(VaultFault):
                yield f"backup:{label_at(backup.head.made).name}", backup.member(name)


def _sha(parts: Parts, path: str) -> str:
    try:
        return short_sha(parts.fs.read(path))
    except OSError:
        return ""
