"""A file system in memory that knows what a power cut could leave of it.

Each change is pending until a sync of the file or folder it belongs to. A crash keeps everything synced and,
of the pending changes, either the first few (a journal in order) or any of them (a cache that writes back
as it likes). The last write that arrives may be torn: cut short, or a hole where its first bytes should be.
"""

from __future__ import annotations

import errno
import itertools
import os
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from random import Random
from types import SimpleNamespace
from typing import TypeAlias

Image: TypeAlias = tuple[tuple[str, bytes | None], ...]
"""What is on the disk: (path, content or None for a folder), sorted; folders before what is in them."""


@dataclass(frozen=True)
class Write:
    ino: int
    offset: int
    payload: bytes


@dataclass(frozen=True)
class Cut:
    ino: int
    size: int


@dataclass(frozen=True)
class Enter:
    ino: int
    name: str
    child: int


@dataclass(frozen=True)
class Leave:
    ino: int
    name: str


@dataclass(frozen=True)
class Move:
    ino: int
    source: str
    target: str
    child: int


Change: TypeAlias = Write | Cut | Enter | Leave | Move


@dataclass
class Disk:
    """Content by inode."""

    files: dict[int, bytes] = field(default_factory=dict)
    folders: dict[int, dict[str, int]] = field(default_factory=dict)

    def copy(self) -> Disk:
        return Disk(dict(self.files), {ino: dict(names) for ino, names in self.folders.items()})

    def apply(self, change: Change) -> None:
        match change:
            case Write(ino, offset, payload):
                old = self.files[ino]
                self.files[ino] = old[:offset].ljust(offset, b"\0") + payload + old[offset + len(payload) :]
            case Cut(ino, size):
                self.files[ino] = self.files[ino][:size].ljust(size, b"\0")
            case Enter(ino, name, child):
                self.folders[ino][name] = child
            case Leave(ino, name):
                self.folders[ino].pop(name, None)
            case Move(ino, source, target, child):
                self.folders[ino].pop(source, None)
                self.folders[ino][target] = child

    def image(self) -> Image:
        found: list[tuple[str, bytes | None]] = []

        def walk(ino: int, path: str) -> None:
            for name, child in sorted(self.folders[ino].items()):
                if child in self.folders:
                    found.append((f"{path}/{name}", None))
                    walk(child, f"{path}/{name}")
                else:
                    found.append((f"{path}/{name}", self.files[child]))

        walk(1, "")
        return tuple(found)


class SimFs:
    """See `plantui.vault.files.Fs`. `observe` is called after every change and every sync."""

    def __init__(self, image: Image = ()) -> None:
        self.live = Disk(folders={1: {}})
        self.durable = Disk(folders={1: {}})
        self.pending: list[Change] = []
        self.observe: Callable[[], None] = lambda: None
        self.lost_syncs: Callable[[str], bool] = lambda path: False
        """Which syncs do nothing: for the controls that must fail."""
        self.tick_ns = 1_000_000
        """How far the clock of the file system moves with each change."""
        self.grain_ns = 1
        """The resolution of the times it keeps."""
        self.clock_ns = 1_000_000_000_000
        self._times: dict[int, int] = {1: 0}
        self._open: dict[int, tuple[int, str]] = {}
        self._inos = itertools.count(2)
        self._fds = itertools.count(3)
        for path, content in image:
            parent, name = self._split(path)
            ino = next(self._inos)
            self._times[ino] = 0
            for disk in (self.live, self.durable):
                disk.folders[parent][name] = ino
                if content is None:
                    disk.folders[ino] = {}
                else:
                    disk.files[ino] = content

    def crash_states(self, any_subset: bool, rng: Random, most: int = 64) -> Iterator[Image]:
        """Every state a crash at this moment could leave; a sample when they are too many."""
        count = len(self.pending)
        picks: Iterator[tuple[int, ...]] | list[tuple[int, ...]]
        if not any_subset:
            picks = [tuple(range(length)) for length in range(count + 1)]
        elif 2**count <= most:
            picks = [pick for size in range(count + 1) for pick in itertools.combinations(range(count), size)]
        else:
            picks = [tuple(i for i in range(count) if rng.random() < 0.5) for _ in range(most)]
        for pick in picks:
            chosen = [self.pending[i] for i in pick]
            yield self._after(chosen)
            last = max((i for i, change in enumerate(chosen) if isinstance(change, Write)), default=None)
            if last is not None:
                for torn in _torn(chosen[last]):
                    yield self._after([*chosen[:last], torn, *chosen[last + 1 :]])

    def _after(self, changes: list[Change]) -> Image:
        disk = self.durable.copy()
        for change in changes:
            disk.apply(change)
        return disk.image()

    def _find(self, path: str) -> int:
        ino = 1
        for part in path.strip("/").split("/"):
            if not part:
                continue
            if ino not in self.live.folders:
                raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), path)
            try:
                ino = self.live.folders[ino][part]
            except KeyError:
                raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), path) from None
        return ino

    def _split(self, path: str) -> tuple[int, str]:
        folder, _, name = path.rpartition("/")
        return self._find(folder), name

    def _change(self, change: Change) -> None:
        self.live.apply(change)
        self.pending.append(change)
        self.clock_ns += self.tick_ns
        self._times[change.ino] = self.clock_ns // self.grain_ns * self.grain_ns
        self.observe()

    def _sync(self, ino: int, path: str) -> None:
        if not self.lost_syncs(path):
            for change in [change for change in self.pending if change.ino == ino]:
                self.durable.apply(change)
                self.pending.remove(change)
        self.observe()

    def read(self, path: str, limit: int = -1) -> bytes:
        ino = self._find(path)
        if ino in self.live.folders:
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), path)
        content = self.live.files[ino]
        return content if limit < 0 else content[:limit]

    def create(self, path: str) -> int:
        parent, name = self._split(path)
        if name in self.live.folders[parent]:
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), path)
        ino = next(self._inos)
        self.live.files[ino] = b""
        self.durable.files[ino] = b""
        self._change(Enter(parent, name, ino))
        self._times[ino] = self._times[parent]
        return self._handle(ino, path)

    def open_append(self, path: str) -> int:
        return self._handle(self._find(path), path)

    def _handle(self, ino: int, path: str) -> int:
        fd = next(self._fds)
        self._open[fd] = (ino, path)
        return fd

    def write(self, fd: int, payload: bytes) -> int:
        ino, _ = self._open[fd]
        self._change(Write(ino, len(self.live.files[ino]), bytes(payload)))
        return len(payload)

    def pread(self, fd: int, size: int, offset: int) -> bytes:
        return self.live.files[self._open[fd][0]][offset : offset + size]

    def fstat(self, fd: int) -> SimpleNamespace:
        return self._state(self._open[fd][0])

    def truncate(self, fd: int, size: int) -> None:
        self._change(Cut(self._open[fd][0], size))

    def fsync(self, fd: int) -> None:
        self._sync(*self._open[fd])

    def fdatasync(self, fd: int) -> None:
        self._sync(*self._open[fd])

    def close(self, fd: int) -> None:
        del self._open[fd]

    def link(self, source: str, target: str) -> None:
        parent, name = self._split(target)
        if name in self.live.folders[parent]:
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), target)
        self._change(Enter(parent, name, self._find(source)))

    def replace(self, source: str, target: str) -> None:
        parent, name = self._split(source)
        assert self._split(target)[0] == parent
        self._change(Move(parent, name, self._split(target)[1], self._find(source)))

    def unlink(self, path: str) -> None:
        parent, name = self._split(path)
        self._find(path)
        self._change(Leave(parent, name))

    def mkdir(self, path: str) -> None:
        parent, name = self._split(path)
        if name in self.live.folders[parent]:
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), path)
        ino = next(self._inos)
        self.live.folders[ino] = {}
        self.durable.folders[ino] = {}
        self._change(Enter(parent, name, ino))
        self._times[ino] = self._times[parent]

    def sync_dir(self, path: str) -> None:
        self._sync(self._find(path), path)

    def stat(self, path: str) -> SimpleNamespace:
        return self._state(self._find(path))

    def names(self, path: str) -> list[str]:
        ino = self._find(path)
        if ino not in self.live.folders:
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), path)
        return sorted(self.live.folders[ino])

    def _state(self, ino: int) -> SimpleNamespace:
        is_dir = ino in self.live.folders
        return SimpleNamespace(
            st_mode=(stat.S_IFDIR | 0o700) if is_dir else (stat.S_IFREG | 0o600),
            st_uid=os.geteuid(),
            st_size=0 if is_dir else len(self.live.files[ino]),
            st_ino=ino,
            st_mtime_ns=self._times[ino],
        )


def _torn(change: Change) -> Iterator[Change]:
    assert isinstance(change, Write)
    half = len(change.payload) // 2
    yield Write(change.ino, change.offset, change.payload[:half])
    yield Write(change.ino, change.offset, change.payload[:-1])
    yield Write(change.ino, change.offset, b"\0" * half + change.payload[half:])
    yield Write(change.ino, change.offset, b"\0" * len(change.payload))
