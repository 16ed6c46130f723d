"""Power cuts on real file systems: everything a disk may hold at a moment, mounted, and looked at.

A disk promises only what a flush has confirmed. So a cut at some moment leaves all that was written before the last
flush, any part of what came after it, and the last of that torn at a sector.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import NamedTuple

from tests.faults.blockdisk import Entry, entries
from tests.faults.privileges import mounted, run

ROOT = Path(__file__).parents[2]
SECTOR = 512


class FileSystem(NamedTuple):
    """How a file system is made and mounted.

    Attributes:
        name: as `mount` knows it.
        make: the command that makes it, without the image.
        size: of the image, in MB.
        options: for mounting.
    """

    name: str
    make: tuple[str, ...]
    size: int
    options: str


FILE_SYSTEMS = (
    FileSystem("ext4", ("mkfs.ext4", "-q", "-F", "-E", "nodiscard,lazy_itable_init=0,lazy_journal_init=0"), 32, "rw"),
    FileSystem("xfs", ("mkfs.xfs", "-q", "-f", "-K"), 300, "rw,nouuid"),
    FileSystem("btrfs", ("mkfs.btrfs", "-q", "-f", "-K"), 120, "rw"),
)


class Recorded(NamedTuple):
    """What happened to a disk.

    Attributes:
        image: the disk before.
        log: all that happened to it.
        start: how many entries there were when the work began.
    """

    image: Path
    log: list[Entry]
    start: int


def make(system: FileSystem, image: Path) -> None:
    """Make an image with an empty file system in it."""
    with image.open("wb") as out:
        out.truncate(system.size << 20)
    run(*system.make, str(image))


def record(
    system: FileSystem, folder: Path, prepare: Callable[[Path], None], work: Callable[[Path, Callable[[], int]], None]
) -> Recorded:
    """Let some work happen on a disk that writes everything down.

    Args:
        system: the file system on it.
        folder: where images and mount points go; in memory, for speed.
        prepare: fills the mounted disk before anything is written down.
        work: works on the mounted disk; its second argument says how many entries the log has now.
    """
    image, live = folder / "before", folder / "live"
    make(system, image)
    with mounted(folder / "mount", "-t", system.name, "-o", f"loop,{system.options}", str(image)) as place:
        prepare(place)
    sparse_copy(image, live)
    with _logged(live, folder / "fuse", folder / "log") as disk:
        device = run("losetup", "-f", "--show", str(disk / "disk"))
        try:
            with mounted(folder / "mount", "-t", system.name, "-o", system.options, device) as place:
                start = _position(disk)
                work(place, lambda: _position(disk))
        finally:
            run("losetup", "-d", device)
    return Recorded(image, entries(folder / "log"), start)


@contextmanager
def _logged(image: Path, folder: Path, log: Path) -> Iterator[Path]:
    folder.mkdir(exist_ok=True)
    command = [sys.executable, "-m", "tests.faults.blockdisk", str(image), str(folder), str(log)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        assert server.stdout.readline() == "mounted\n"
        try:
            yield folder
        finally:
            run("umount", str(folder))
            server.wait()


def _position(disk: Path) -> int:
    fd = os.open(disk / "position", os.O_RDONLY)
    try:
        return int(os.read(fd, 32))
    finally:
        os.close(fd)


def cuts(recorded: Recorded, end: int, count: int, rng: Random, state: Path) -> Iterator[int]:
    """Cut the power so many times; each time `state` is the disk, and what is yielded is when.

    Args:
        recorded: what happened.
        end: no later than this entry.
        count: how often.
        rng: chooses moments, subsets and tears.
        state: where the disk goes.
    """
    durable, done = state.with_name("durable"), 0
    sparse_copy(recorded.image, durable)
    with durable.open("r+b", 0) as sure:
        for moment in sorted(rng.randint(recorded.start, end) for _ in range(count)):
            flushed = max((at for at in range(done, moment) if recorded.log[at].offset < 0), default=done)
            for entry in recorded.log[done:flushed]:
                _apply(sure.fileno(), entry)
            done = flushed
            sparse_copy(durable, state)
            pending = [entry for entry in recorded.log[flushed:moment] if entry.offset >= 0]
            _apply_some(state, pending, rng)
            yield moment


def _apply_some(state: Path, pending: Sequence[Entry], rng: Random) -> None:
    share = rng.random()
    chosen = [entry for entry in pending if rng.random() < share]
    with state.open("r+b", 0) as disk:
        for entry in chosen:
            last = entry is chosen[-1]
            keep = SECTOR * rng.randint(0, len(entry.content) // SECTOR) if last else len(entry.content)
            _apply(disk.fileno(), Entry(entry.offset, entry.content[:keep]))


def _apply(fd: int, entry: Entry) -> None:
    if entry.offset >= 0:
        os.pwrite(fd, entry.content, entry.offset)


def sparse_copy(source: Path, target: Path) -> None:
    """Copy a file without its holes."""
    with source.open("rb", 0) as one, target.open("wb", 0) as two:
        size = os.fstat(one.fileno()).st_size
        os.truncate(two.fileno(), size)
        at = 0
        while at < size:
            try:
                begin = os.lseek(one.fileno(), at, os.SEEK_DATA)
            except OSError:
                break
            at = os.lseek(one.fileno(), begin, os.SEEK_HOLE)
            for offset in range(begin, at, 1 << 20):
                os.pwrite(two.fileno(), os.pread(one.fileno(), min(1 << 20, at - offset), offset), offset)


@contextmanager
def after_the_cut(system: FileSystem, folder: Path, state: Path) -> Iterator[Path]:
    """Mount a disk after a cut, which replays its journal."""
    with mounted(folder / "after", "-t", system.name, "-o", f"loop,{system.options}", str(state)) as place:
        yield place


@contextmanager
def in_memory(folder: Path, size: str = "3g") -> Iterator[Path]:
    """A folder in memory: hundreds of disks are written there."""
    with mounted(folder, "-t", "tmpfs", "-o", f"size={size},mode=700", "none") as place:
        try:
            yield place
        finally:
            with contextlib.suppress(OSError):
                shutil.rmtree(place, ignore_errors=True)
