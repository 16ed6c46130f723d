"""A sheet: a few short rows a chart, kept in a file of the store, so that not all headers need be read each time.

It can always be made again, and is trusted only as far as the folders agree: every save renames a file inside the
folder of its shard and so changes the time of that folder. A shard whose folder has the same time and inode as when it
was read is unchanged, unless that time lies less than two seconds before the reading. Rows of other shards do not
count, and their charts are read anew.

```
plantui-sheet 1 KIND VAULT VERSION
7f MTIME_NS INODE SEEN_NS            one line a shard
                                     an empty line
ROW<tab>7f                           the rows of all charts in order, each with its shard
```

The rows stay one piece of bytes: to take a megabyte apart costs more than the whole answer.
"""

from __future__ import annotations

import os
import time

from plantui import __version__
from plantui.glimpse.bare import Odd
from plantui.glimpse.shop import read_header

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from plantui.glimpse.shop import Shop

    RowsOf = Callable[[str, dict[str, Any]], list[bytes]]

RACE_NS = 2_000_000_000
WORTH_WRITING = 16
"""From this many charts read anew on, and about one in a hundred of all, the sheet is written."""

_ENDING = ".chart"
_HEAD = 32768
"""More than the first line and the stamps of 256 shards."""
_ROW_BYTES = 100
"""About how much of a sheet belongs to a chart."""


class Sheet:
    """The rows of all charts, as they lie in the file and as they were read anew.

    Attributes:
        stale: shards whose rows in the file do not count.
        fresh: rows read anew, in order, each ending in a tab, its shard and a line end.
    """

    __slots__ = ("_body", "_fd", "_start", "fresh", "size", "stale")
    stale: set[bytes]
    fresh: list[bytes]
    size: int
    """Bytes of all rows in the file."""

    def __init__(self) -> None:
        self._fd = -1
        self._start = self.size = 0
        self._body: bytes | None = None
        self.stale, self.fresh = set(), []

    def open(self, path: str, first: bytes) -> dict[bytes, bytes]:
        """Open the file of a sheet; its stamps by shard. Nothing when it is none of ours."""
        try:
            self._fd = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW)
        except OSError:
            return {}
        head = os.pread(self._fd, _HEAD, 0)
        end = head.find(b"\n\n")
        if end < 0 or not head.startswith(first):
            return {}
        self._start = end + 2
        self.size = os.fstat(self._fd).st_size - self._start
        return {stamp[:2]: stamp for stamp in head[len(first) : end].split(b"\n")}

    @property
    def body(self) -> bytes:
        """All rows in the file, in the form of ``fresh``."""
        if self._body is None:
            self._body = self.piece(0, self.size)
        return self._body

    def piece(self, start: int, length: int) -> bytes:
        """Some of the rows' bytes, without reading the others.

        Raises:
            Odd: the file is shorter than it was.
        """
        if self._body is not None:
            return self._body[start : start + length]
        found = os.pread(self._fd, length, self._start + start) if length else b""
        if len(found) != length:
            raise Odd
        return found

    def close(self) -> None:
        """Let go of the file."""
        if self._fd >= 0:
            os.close(self._fd)
            self._fd = -1

    def keep(self, body: bytes) -> None:
        """Take other rows in place of all of them."""
        self._body, self.size = body, len(body)
        self.stale, self.fresh = set(), []

    def holding(self, wanted: bytes) -> list[bytes]:
        """Every row that counts and holds some bytes, without its shard."""
        found = [row[:-4] for row in self.fresh if wanted in row]
        at = self.body.find(wanted)
        while at >= 0:
            end = self.body.index(b"\n", at)
            if self.body[end - 2 : end] not in self.stale:
                found.append(self.body[self.body.rfind(b"\n", 0, at) + 1 : end - 3])
            at = self.body.find(wanted, end)
        return found

    def of_stale_shards(self) -> list[bytes]:
        """The rows in ``body`` that do not count."""
        found = []
        for shard in self.stale:
            ending = b"\t%b\n" % shard
            at = self.body.find(ending)
            while at >= 0:
                found.append(self.body[self.body.rfind(b"\n", 0, at) + 1 : at])
                at = self.body.find(ending, at + 4)
        return found

    def place(self, wanted: bytes) -> int:
        """Where in ``body`` the first row begins that is not before ``wanted``."""
        low, high = 0, len(self.body)
        while low < high:
            start = self.body.rfind(b"\n", low, (low + high) // 2) + 1 or low
            end = self.body.index(b"\n", start) + 1
            if self.body[start:end] < wanted:
                low = end
            else:
                high = start
        return low


def sheet(shop: Shop, kind: str, rows_of: RowsOf) -> Sheet:
    """The sheet of a kind, as the charts are now.

    Args:
        shop: the store.
        kind: the name of the sheet.
        rows_of: makes the rows of a chart from its id and the summary part of its header; no row holds a line end.

    Raises:
        Odd: a chart's header cannot be read.
        OSError: a folder cannot be read.
    """
    path = f"{shop.root}/glimpse-{kind}"
    first = f"plantui-sheet 1 {kind} {shop.vault} {__version__}\n".encode()
    found = Sheet()
    kept = found.open(path, first)
    stamps = []
    looked = 0
    charts = f"{shop.root}/charts"
    for shard in os.listdir(charts):
        if len(shard) != 2:
            continue
        seen = time.time_ns()
        state = os.lstat(f"{charts}/{shard}")
        stamp = kept.get(shard.encode(), b"")
        known = f"{shard} {state.st_mtime_ns} {state.st_ino} ".encode()
        if stamp.startswith(known) and state.st_mtime_ns + RACE_NS < int(stamp[len(known) :]):
            del kept[shard.encode()]
        else:
            stamp = known + str(seen).encode()
            kept[shard.encode()] = b""
            looked += _read_shard(shop, f"{charts}/{shard}", shard, rows_of, found.fresh)
        stamps.append(stamp)
    found.stale = set(kept)
    found.fresh.sort()
    if looked >= WORTH_WRITING and looked * _ROW_BYTES * 100 >= found.size:
        rows = [row for row in found.body.splitlines(keepends=True) if row[-3:-1] not in found.stale]
        found.keep(b"".join(sorted(rows + found.fresh)))
        _write(path, first + b"".join(stamp + b"\n" for stamp in stamps) + b"\n" + found.body)
    return found


def _read_shard(shop: Shop, folder: str, shard: str, rows_of: RowsOf, fresh: list[bytes]) -> int:
    """Add the rows of the charts in a folder; how many charts it has."""
    end = f"\t{shard}\n".encode()
    read = 0
    for name in os.listdir(folder):
        if name.endswith(_ENDING):
            chart = name[: -len(_ENDING)]
            for row in rows_of(chart, read_header(f"{folder}/{name}", shop, chart)["summary"]):
                if b"\n" in row:
                    raise Odd
                fresh.append(row + end)
            read += 1
    return read


def _write(path: str, content: bytes) -> None:
    """Replace the file. Nothing depends on it, so a failure is no fault; half of it after a power cut would be one."""
    new = f"{path}.{os.getpid()}.new"
    try:
        fd = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        try:
            left = memoryview(content)
            while left:
                left = left[os.write(fd, left) :]
            os.fsync(fd)
        finally:
            os.close(fd)
        os.replace(new, path)
    except OSError:
        try:
            os.unlink(new)
        except OSError:
            return
