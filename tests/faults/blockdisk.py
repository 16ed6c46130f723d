"""A disk that writes down what happens to it: one file in a FUSE file system, for a loop device to stand on.

    blockdisk.py IMAGE FOLDER LOG

FOLDER gets two files: `disk` has the content of IMAGE, and `position` says how many entries the log has. Every block
that is written and every flush becomes an entry of LOG, in order. The program ends when FOLDER is unmounted.

It speaks the kernel's FUSE protocol itself, as far as a loop device needs it (linux/fuse.h, version 7.31).
"""

from __future__ import annotations

import ctypes
import errno
import os
import struct
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

WRITE, FLUSH = 1, 2
_ENTRY = struct.Struct("<BQI")
_LONGEST = 1 << 20

_LOOKUP, _FORGET, _GETATTR, _SETATTR = 1, 2, 3, 4
_OPEN, _READ, _WRITE_CALL, _STATFS, _RELEASE, _FSYNC, _FLUSH_CALL, _INIT = 14, 15, 16, 17, 18, 20, 25, 26
_DESTROY, _BATCH_FORGET, _INTERRUPT = 38, 42, 36
_DIRECT = 1
_BIG_WRITES, _MAX_PAGES = 1 << 5, 1 << 22
_ROOT, _DISK, _POSITION = 1, 2, 3
_NAMES = {b"disk": _DISK, b"position": _POSITION}


class Entry(NamedTuple):
    """One thing that happened to the disk.

    Attributes:
        offset: where bytes were written; -1 for a flush.
        content: the bytes.
    """

    offset: int
    content: bytes


def entries(log: Path) -> list[Entry]:
    """Read a log."""
    return list(_entries(log.read_bytes()))


def _entries(content: bytes) -> Iterator[Entry]:
    at = 0
    while at < len(content):
        kind, offset, size = _ENTRY.unpack_from(content, at)
        at += _ENTRY.size
        yield Entry(-1, b"") if kind == FLUSH else Entry(offset, content[at : at + size])
        at += size


class Disk:
    """Answers the kernel."""

    def __init__(self, image: str, log: BinaryIO) -> None:
        self._image = os.open(image, os.O_RDWR)
        self._log = log
        self._count = 0

    def serve(self, device: int) -> None:
        """Answer until the file system is unmounted."""
        while True:
            try:
                asked = os.read(device, _LONGEST + 65536)
            except OSError as error:
                if error.errno == errno.ENODEV:
                    return
                if error.errno in (errno.EINTR, errno.EAGAIN, errno.ENOENT):
                    continue
                raise
            _, call, unique, node = struct.unpack_from("<IIQQ", asked)
            if call in (_FORGET, _BATCH_FORGET, _INTERRUPT):
                continue
            fault, answer = self._answer(call, node, asked[40:])
            os.write(device, struct.pack("<IiQ", 16 + len(answer), -fault, unique) + answer)
            if call == _DESTROY:
                return

    def _answer(self, call: int, node: int, body: bytes) -> tuple[int, bytes]:
        if call == _INIT:
            flags = struct.unpack_from("<IIII", body)[3] & (_BIG_WRITES | _MAX_PAGES)
            pages = _LONGEST // 4096
            return 0, struct.pack("<IIIIHHIIHH", 7, 31, 0, flags, 16, 12, _LONGEST, 1, pages, 0).ljust(64, b"\0")
        if call == _LOOKUP:
            found = _NAMES.get(body.rstrip(b"\0"))
            return (0, struct.pack("<QQQQII", found, 1, 9, 9, 0, 0) + self._attributes(found)) if found else (2, b"")
        if call in (_GETATTR, _SETATTR):
            return 0, struct.pack("<QII", 9, 0, 0) + self._attributes(node)
        if call == _OPEN:
            return 0, struct.pack("<QII", node, _DIRECT, 0)
        if call == _READ:
            return self._read(node, *struct.unpack_from("<QI", body, 8))
        if call == _WRITE_CALL and node == _DISK:
            offset, size = struct.unpack_from("<QI", body, 8)
            content = body[40 : 40 + size]
            os.pwrite(self._image, content, offset)
            self._note(WRITE, offset, content)
            return 0, struct.pack("<II", size, 0)
        if call == _FSYNC:
            self._note(FLUSH, 0, b"")
            return 0, b""
        if call == _STATFS:
            return 0, struct.pack("<QQQQQIIII", 0, 0, 0, 2, 0, 4096, 255, 4096, 0).ljust(80, b"\0")
        if call in (_RELEASE, _FLUSH_CALL, _DESTROY):
            return 0, b""
        return errno.ENOSYS, b""

    def _read(self, node: int, offset: int, size: int) -> tuple[int, bytes]:
        if node == _POSITION:
            return 0, b"%d\n" % self._count if offset == 0 else b""
        return 0, os.pread(self._image, size, offset)

    def _note(self, kind: int, offset: int, content: bytes) -> None:
        self._log.write(_ENTRY.pack(kind, offset, len(content)) + content)
        self._log.flush()
        self._count += 1

    def _attributes(self, node: int) -> bytes:
        size = os.fstat(self._image).st_size if node == _DISK else 16
        mode = 0o40700 if node == _ROOT else 0o100600
        times = (0,) * 6
        return struct.pack("<QQQ3Q3IIIIIIII", node, size, size // 512, *times, mode, 1, 0, 0, 0, 4096, 0)


def main(image: str, folder: str, log: str) -> None:
    """Mount, say so on standard output, and serve."""
    device = os.open("/dev/fuse", os.O_RDWR)
    libc = ctypes.CDLL(None, use_errno=True)
    options = f"fd={device},rootmode=40000,user_id=0,group_id=0,max_read={_LONGEST}".encode()
    if libc.mount(b"blockdisk", folder.encode(), b"fuse", 0, options):
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), folder)
    with open(log, "wb") as out:
        print("mounted", flush=True)
        Disk(image, out).serve(device)


if __name__ == "__main__":
    main(*sys.argv[1:])
