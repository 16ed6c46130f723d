"""A plain store as these readers see it: what it is, its clock, and the headers of its charts."""

from __future__ import annotations

import os
import time

from plantui.glimpse.bare import Odd, table

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

DEMO_START = "2026-03-10T13:52:00"
"""When the demonstration begins, local time; as in ``plantui.settings.clock``."""

_KNOWN = {"magic", "format", "id", "made", "practice", "rehearsal", "users"}
_HEADER = {"magic", "format", "vault", "chart", "rev", "alg", "kid", "summary"}
_LONGEST = 1 << 20


class Shop:
    """An open store.

    Attributes:
        root: its folder.
        vault: its id.
        user: the id of who works in it.
        now: the local moment on its clock, 2026-03-10T13:54:07.250000.
        offset: seconds that local time is ahead of UTC.
        micros: the same moment in microseconds since 1970.
    """

    __slots__ = ("micros", "now", "offset", "root", "user", "vault")
    root: str
    vault: str
    user: str
    now: str
    offset: int
    micros: int


def read_file(path: str) -> bytes:
    """The whole of a file.

    Raises:
        OSError: as the operating system says.
    """
    fd = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW)
    try:
        wanted = os.fstat(fd).st_size + 1
        parts = []
        while part := os.read(fd, wanted):
            parts.append(part)
        return b"".join(parts)
    finally:
        os.close(fd)


def open_shop(root: str, environ: Mapping[str, str]) -> Shop:
    """The store in a folder.

    Raises:
        Odd: it is sealed, open to others, not ours, or its clock is not plain.
        OSError: it cannot be read.
    """
    owner = os.geteuid()
    for path in (root, f"{root}/vault.json", f"{root}/charts", f"{root}/audit"):
        state = os.lstat(path)
        wanted = 0o600 if path.endswith(".json") else 0o700
        if state.st_uid != owner or state.st_mode & 0o077 or state.st_mode & wanted != wanted:
            raise Odd
    kept = table(read_file(f"{root}/vault.json"))
    if kept.keys() - _KNOWN or kept["magic"] != "plantui-vault" or kept["format"] != 1:
        raise Odd
    shop = Shop()
    shop.root, shop.vault, shop.user = root, kept["id"], kept["users"][0]["id"]
    _set_clock(shop, kept, environ.get("PLANTUI_NOW", "").strip())
    return shop


def _set_clock(shop: Shop, kept: dict[str, Any], told: str) -> None:
    if not kept["rehearsal"]:
        if told:
            raise Odd
        shop.micros = time.time_ns() // 1000
    else:
        made = kept["made"]
        start = told or (DEMO_START if made[:19] == DEMO_START and made[19:20] != "." else "")
        # A rehearsal's clock runs, so the full program never sees the very moment it starts at.
        shop.micros = _moment(start) + 1 if start else time.time_ns() // 1000
    local = time.localtime(shop.micros // 1_000_000)
    shop.offset = local.tm_gmtoff
    shop.now = (
        f"{local.tm_year:04d}-{local.tm_mon:02d}-{local.tm_mday:02d}"
        f"T{local.tm_hour:02d}:{local.tm_min:02d}:{local.tm_sec:02d}.{shop.micros % 1_000_000:06d}"
    )


def _moment(written: str) -> int:
    """Microseconds since 1970 of a local moment such as 2026-03-10T13:52."""
    if len(written) == 16:
        written += ":00"
    digits = written[:4] + written[5:7] + written[8:10] + written[11:13] + written[14:16] + written[17:]
    marks = written[4:5] + written[7:8] + written[10:11] + written[13:14] + written[16:17]
    if len(written) != 19 or marks != "--T::" or not (digits.isascii() and digits.isdigit()):
        raise Odd
    year, month, day = int(digits[:4]), int(digits[4:6]), int(digits[6:8])
    hour, minute, second = int(digits[8:10]), int(digits[10:12]), int(digits[12:])
    seconds = int(time.mktime((year, month, day, hour, minute, second, 0, 0, -1)))
    again = time.localtime(seconds)
    # An hour that does not exist, or a day that does not, comes back as another: left to the full program.
    if (*again[:6],) != (year, month, day, hour, minute, second) or not 1970 < year < 3000:
        raise Odd
    return seconds * 1_000_000


def header(line: bytes, shop: Shop, chart: str) -> dict[str, Any]:
    """The header of a chart.

    Raises:
        Odd: it is not a plain header of this chart in this store.
    """
    found = table(line)
    fits = (
        found.keys() == _HEADER
        and found["magic"] == "plantui-chart"
        and found["format"] in (1, 2)
        and found["vault"] == shop.vault
        and found["chart"] == chart
        and found["alg"] == "plain"
        and isinstance(found["rev"], int)
        and found["rev"] >= 1
        and isinstance(found["summary"], dict)
    )
    if not fits:
        raise Odd
    return found


def read_header(path: str, shop: Shop, chart: str) -> dict[str, Any]:
    """The header of a chart file, reading no more than its first line needs.

    Raises:
        Odd: see ``header``.
        OSError: as the operating system says.
    """
    fd = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW)
    try:
        start = os.read(fd, 16384)
        while b"\n" not in start:
            more = os.read(fd, 65536)
            if not more or len(start) > _LONGEST:
                raise Odd
            start += more
    finally:
        os.close(fd)
    return header(start[: start.index(b"\n")], shop, chart)
