"""Reading a backup: whether it is whole, what is in it, and putting it back as a store."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import tarfile
from collections.abc import Iterator
from pathlib import Path

import msgspec

from plantui.vault.backup import HEAD, MAGIC, SUMS, BackupHead
from plantui.vault.chartfile import Header, decode_header
from plantui.vault.faults import NotFound, StoreMissing, Tampered, VaultFault, from_os_error
from plantui.vault.files import Fs, RealFs, discard, exists, is_dir, remove_tree, write_all
from plantui.vault.layout import layout_at, shard_of
from plantui.vault.manifest import read_vault

_NAME = re.compile(r"[0-9A-Za-z_][0-9A-Za-z._-]*(/[0-9A-Za-z_][0-9A-Za-z._-]*){0,3}")
_LONGEST = 1 << 30
_DAMAGED = "Take another backup; this one can be trusted only in part."


class BackupFile:
    """A backup on the disk, read from its beginning each time.

    Args:
        path: the file.

    Raises:
        NotFound: there is no such file.
        StoreMissing: it is no backup, or a newer program made it.
        VaultFault: it cannot be read.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            name, content = next(self._members(), ("", b""))
            head = msgspec.json.decode(content, type=BackupHead) if name == HEAD else None
        except (Tampered, msgspec.MsgspecError, UnicodeDecodeError):
            head = None
        if head is None or head.magic != MAGIC:
            raise StoreMissing(f"{path} is not a backup of this program.", "Name the file that plantui backup wrote.")
        if head.format > 1:
            raise StoreMissing(
                f"{path} was made by a newer version of this program (format {head.format}).",
                "Update plantui on this machine.",
            )
        self.head = head

    def check(self) -> list[str]:
        """Read all of it; return a sentence for each thing that is wrong, none when it is whole.

        Raises:
            VaultFault: it cannot be read.
        """
        wrong: list[str] = []
        found: dict[str, str] = {}
        sums: dict[str, str] | None = None
        charts = 0
        try:
            for name, content in self._members():
                if name == SUMS:
                    sums = msgspec.json.decode(content, type=dict[str, str])
                elif name != HEAD:
                    found[name] = hashlib.sha256(content).hexdigest()
                    charts += name.endswith(".chart")
        except Tampered as fault:
            wrong.append(fault.sentence)
        except (msgspec.MsgspecError, UnicodeDecodeError):
            wrong.append("Its list of sums cannot be read.")
        if sums is None:
            return [*wrong, f"It was cut off after {len(found)} files: its end is missing."]
        wrong += [f"{name} is missing." for name in sorted(sums.keys() - found.keys())]
        wrong += [f"{name} does not belong in it." for name in sorted(found.keys() - sums.keys())]
        wrong += [f"{name} is damaged." for name in sorted(sums) if name in found and found[name] != sums[name]]
        if charts != self.head.charts:
            wrong.append(f"It should hold {self.head.charts} charts and holds {charts}.")
        return wrong

    def chart(self, chart: str) -> bytes:
        """Return the file of a chart.

        Raises:
            NotFound: it is not in the backup.
            VaultFault: the backup cannot be read.
        """
        try:
            return self.member(f"charts/{shard_of(chart)}/{chart}.chart")
        except NotFound:
            raise NotFound(f"Chart {chart} is not in this backup.", "Choose another backup.") from None

    def member(self, wanted: str) -> bytes:
        """Return any file of the backup, by its path in the store.

        Raises:
            NotFound: it is not in the backup.
            VaultFault: the backup cannot be read.
        """
        for name, content in self._members():
            if name == wanted:
                return content
        raise NotFound(f"{wanted} is not in this backup.", "Choose another backup.")

    def headers(self) -> Iterator[Header]:
        """Go through the headers of the charts; those that cannot be read are left out.

        Raises:
            VaultFault: the backup cannot be read.
        """
        for name, content in self._members():
            if name.startswith("charts/") and name.endswith(".chart"):
                with contextlib.suppress(VaultFault):
                    chart = name.rpartition("/")[2].removesuffix(".chart")
                    yield decode_header(content.partition(b"\n")[0], self.head.vault, chart)

    def unpack(self, folder: Path, fs: Fs | None = None) -> None:
        """Put the whole store back, into a folder that is missing or empty; whole or not at all.

        Raises:
            StoreMissing: something is in the folder.
            Tampered: the backup is damaged.
            VaultFault: the disk said no.
        """
        fs = fs or RealFs()
        wrong = self.check()
        if wrong:
            raise Tampered(f"{self.path} is damaged: {' '.join(wrong[:5])}", _DAMAGED)
        root = layout_at(folder).root
        fresh = f"{root}.restoring"
        try:
            if exists(fs, root) and not (is_dir(fs.stat(root)) and not fs.names(root)):
                raise StoreMissing(f"{root} is not empty.", "Name another folder with --store.")
            remove_tree(fs, fresh)
            _make(fs, fresh)
            for name, content in self._members():
                if name not in (HEAD, SUMS):
                    self._put(fs, fresh, name, content)
            for name in ("charts", "locks", "audit", "undo"):
                if not exists(fs, f"{fresh}/{name}"):
                    fs.mkdir(f"{fresh}/{name}")
            if read_vault(fs, layout_at(Path(fresh))).id != self.head.vault:
                raise Tampered(f"{self.path} holds the charts of another store than it says.", _DAMAGED)
            # One sync of everything: a sync for each of ten thousand files would take minutes.
            os.sync()
            if exists(fs, root):
                fs.rmdir(root)
            fs.replace(fresh, root)
            fs.sync_dir(os.path.dirname(root))
        except (OSError, VaultFault) as error:
            with contextlib.suppress(OSError):
                remove_tree(fs, fresh)
            if isinstance(error, OSError):
                raise from_os_error(error, f"restoring {root}") from error
            raise

    def _put(self, fs: Fs, root: str, name: str, content: bytes) -> None:
        folder = root
        for part in name.split("/")[:-1]:
            folder = f"{folder}/{part}"
            if not exists(fs, folder):
                fs.mkdir(folder)
        discard(fs, f"{root}/{name}")
        fd = fs.create(f"{root}/{name}")
        try:
            write_all(fs, fd, content)
        finally:
            fs.close(fd)

    def _members(self) -> Iterator[tuple[str, bytes]]:
        """Name and content of every member, in order."""
        try:
            with tarfile.open(self.path, mode="r|") as archive:
                for member in archive:
                    if not member.isreg() or member.size > _LONGEST or not _is_safe(member.name):
                        raise Tampered(f"{self.path} holds what no backup holds ({member.name[:80]!r}).", _DAMAGED)
                    file = archive.extractfile(member)
                    assert file is not None
                    yield member.name, file.read()
        except FileNotFoundError:
            raise NotFound(f"There is no file {self.path}.", "Look where the backup was written.") from None
        except tarfile.ReadError as error:
            if isinstance(error.__context__, OSError) and error.__context__.errno:
                raise from_os_error(error.__context__, f"reading {self.path}") from error
            raise Tampered(f"{self.path} ends in the middle, or is no archive.", _DAMAGED) from error
        except (tarfile.TarError, EOFError, ValueError) as error:
            raise Tampered(f"{self.path} cannot be read as an archive.", _DAMAGED) from error
        except OSError as error:
            raise from_os_error(error, f"reading {self.path}") from error


def _is_safe(name: str) -> bool:
    """Whether a member may become a file of a store: a few plain parts, none of which leads upwards."""
    return _NAME.fullmatch(name) is not None and ".." not in name.split("/")


def _make(fs: Fs, path: str) -> None:
    parent = os.path.dirname(path)
    if not exists(fs, parent):
        _make(fs, parent)
    fs.mkdir(path)
