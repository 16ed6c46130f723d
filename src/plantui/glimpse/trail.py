"""One line for the audit trail: who looked at which chart."""

from __future__ import annotations

import fcntl
import os

from plantui.glimpse.bare import Odd, sha256, table
from plantui.glimpse.shop import Shop

_TAIL = 8192


def record_view(shop: Shop, chart: str) -> None:
    """Add a line about a chart being looked at, chained to the line before it, as the vault does.

    Raises:
        Odd: the trail needs more than one line at its end (a new month, a torn line, a terminal that holds it).
        OSError: it cannot be written.
    """
    month = max((name for name in os.listdir(f"{shop.root}/audit") if name.endswith(".jsonl")), default="")
    if _utc_month(shop) > month[:7] or not all(map(_is_word, (shop.user, chart))):
        raise Odd
    lock = os.open(f"{shop.root}/locks/audit.lock", os.O_RDWR | os.O_CLOEXEC)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        fd = os.open(f"{shop.root}/audit/{month}", os.O_RDWR | os.O_APPEND | os.O_CLOEXEC | os.O_NOFOLLOW)
        try:
            size = os.fstat(fd).st_size
            tail = os.pread(fd, _TAIL, max(0, size - _TAIL))
            if tail[-1:] != b"\n" or (size > _TAIL and tail.count(b"\n") < 2):
                raise Odd
            last = tail[:-1].rpartition(b"\n")[2]
            line = _line(shop, chart, last)
            if os.write(fd, line) != len(line):
                raise Odd
        finally:
            os.close(fd)
    finally:
        os.close(lock)


def _line(shop: Shop, chart: str, last: bytes) -> bytes:
    seq = table(last)["seq"]
    if not isinstance(seq, int):
        raise Odd
    sign, ahead = ("-", -shop.offset) if shop.offset < 0 else ("+", shop.offset)
    at = f"{shop.now}{sign}{ahead // 3600:02d}:{ahead // 60 % 60:02d}"
    session = os.urandom(4).hex()
    return (
        f'{{"seq":{seq + 1},"at":"{at}","who":"{shop.user}","sess":"{session}","act":"chart.view",'
        f'"chart":"{chart}","rev":0,"sha":"","detail":[],"prev":"{sha256(last)}"}}\n'
    ).encode()


def _utc_month(shop: Shop) -> str:
    import time

    utc = time.gmtime(shop.micros // 1_000_000)
    return f"{utc.tm_year:04d}-{utc.tm_mon:02d}"


def _is_word(text: str) -> bool:
    return 0 < len(text) <= 80 and all(letter.isascii() and (letter.isalnum() or letter in "-_.") for letter in text)
