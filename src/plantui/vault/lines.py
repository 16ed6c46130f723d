"""Files that only grow, line by line, and survive being cut off in the middle of one.

The caller holds the lock of the file. A line counts when it ends in a line break and can be read. Whatever
lies behind the last such line is what a crash left of a write, and the next append cuts it. A power cut can
also leave a hole of zero bytes where the first part of a write should be; no line ever holds a zero byte, so
the first one near the end is where the write began to fail.
"""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Callable
from typing import NamedTuple, TypeAlias

from plantui.vault.faults import Tampered
from plantui.vault.files import Fs

Readable: TypeAlias = Callable[[bytes], bool]
"""Tells whether a line (without its line break) can be read."""

WINDOW = 64 * 1024
"""How far from the end the rest of an interrupted write is looked for, in bytes."""

_LONGEST_REST = 1024 * 1024


class Tail(NamedTuple):
    """The end of a line file.

    Attributes:
        size: where the last whole line ends, in bytes.
        last: the last whole line without its line break; empty when there is none.
        torn: how many bytes lie behind it.
    """

    size: int
    last: bytes
    torn: int


def tail_of(fs: Fs, fd: int, path: str, readable: Readable) -> Tail:
    """Find the end of the last whole line.

    Raises:
        OSError: as the operating system says.
        Tampered: so much at the end is unreadable that no crash explains it.
    """
    size = fs.fstat(fd).st_size
    window = WINDOW
    while True:
        start = max(0, size - window)
        block = fs.pread(fd, size - start, start)
        # A window that opens in the middle of a line begins behind the first line break.
        skip = block.find(b"\n") + 1 if start else 0
        end = whole_until(block[skip:], readable)
        if end:
            end += skip
            last = block[block.rfind(b"\n", 0, end - 1) + 1 : end - 1]
            return Tail(start + end, last, size - start - end)
        if not start and size <= _LONGEST_REST:
            return Tail(0, b"", size)
        if window > _LONGEST_REST:
            raise Tampered(f"The end of {path} is damaged.", "Run plantui verify; put the file back from a backup.")
        window *= 4


def whole_until(block: bytes, readable: Readable) -> int:
    """Return where the last whole line of a block ends, 0 when there is none."""
    hole = block.find(b"\0", max(0, len(block) - WINDOW))
    stop = block.rfind(b"\n", 0, hole if hole >= 0 else len(block))
    while stop >= 0:
        before = block.rfind(b"\n", 0, stop)
        if readable(block[before + 1 : stop]):
            return stop + 1
        stop = before
    return 0


def append(fs: Fs, path: str, readable: Readable, build: Callable[[Tail], bytes], *, durable: bool) -> None:
    """Add lines in one write; on failure leave the file as it was, as far as the disk allows.

    Args:
        fs: the file system.
        path: the file; made when it is missing, its folder must be there.
        readable: tells a whole line from a broken one.
        build: makes the bytes to add, complete lines, from the end of the file.
        durable: True to wait until the disk has them.

    Raises:
        OSError: as the operating system says; nothing was added.
        Tampered: see `tail_of`.
    """
    try:
        fd = fs.open_append(path)
    except FileNotFoundError:
        fd = fs.create(path)
    try:
        end = tail_of(fs, fd, path, readable)
        if end.torn:
            fs.truncate(fd, end.size)
        if not end.size:
            # The name must be durable before the first line counts. A file without lines may be one whose
            # maker died before this point, so emptiness decides, not who made it.
            fs.sync_dir(os.path.dirname(path))
        payload = build(end)
        try:
            if fs.write(fd, payload) != len(payload):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), path)
            if durable:
                fs.fdatasync(fd)
        except OSError:
            # A sync that failed is never tried again: the kernel may have forgotten the bytes while calling
            # them clean. Cutting them off makes the next append write them anew.
            with contextlib.suppress(OSError):
                fs.truncate(fd, end.size)
            raise
    finally:
        fs.close(fd)


def settle(fs: Fs, path: str, readable: Readable) -> Tail:
    """Cut a torn end and make the file durable, before another file takes over; return its end.

    Raises:
        OSError: as the operating system says.
        Tampered: see `tail_of`.
    """
    fd = fs.open_append(path)
    try:
        end = tail_of(fs, fd, path, readable)
        if end.torn:
            fs.truncate(fd, end.size)
        fs.fdatasync(fd)
        return end
    finally:
        fs.close(fd)
