"""Which client a word means, as ``plantui.cli.refs`` finds it; anything but one clear answer is left to that.

A row of the sheet holds, between tabs: slot, chart id, code, whether open, initials, the names searched for an open
client and for any client. Rows are in order of the slot, which begins with weekday and time.
"""

from __future__ import annotations

from plantui.glimpse import day
from plantui.glimpse.bare import Odd
from plantui.glimpse.sheet import sheet

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from plantui.glimpse.sheet import Sheet
    from plantui.glimpse.shop import Shop

KIND = "names"
_TAB = "\t"
_DAYS_LOOKED_AHEAD = 28


def find(shop: Shop, word: str) -> str:
    """The id of the chart of the client that a code, initials, a piece of a name, or ``next`` means.

    Raises:
        Odd: nobody, or more than one.
        OSError: the store cannot be read.
    """
    found = sheet(shop, KIND, rows_of)
    try:
        return _next(found, shop.now) if word.lower() == "next" else named(found, word)
    finally:
        found.close()


def named(found: Sheet, word: str) -> str:
    """The chart of the one client that a code, initials or a piece of a name means.

    Raises:
        Odd: nobody, or more than one.
    """
    code, wanted = word.casefold(), fold(word.replace(".", ""))
    if exact := [row[1] for row in _holding(found, f"\t{code}\t") if code in row[1:3]]:
        return _only(exact)
    if not wanted or _TAB in wanted:
        raise Odd
    if initials := [row[1] for row in _holding(found, f"\t1\t{wanted}\t") if row[3] == "1" and row[4] == wanted]:
        return _only(initials)
    rows = _holding(found, wanted)
    open_ones = [row[1] for row in rows if row[3] == "1" and wanted in row[5]]
    return _only(open_ones or [row[1] for row in rows if wanted in row[6]])


def _holding(found: Sheet, wanted: str) -> list[list[str]]:
    """The rows that hold a text somewhere, taken apart."""
    return [row.decode().split(_TAB) for row in found.holding(wanted.encode())]


def _only(found: list[str]) -> str:
    if len(found) != 1:
        raise Odd
    return found[0]


def _next(found: Sheet, now: str) -> str:
    """The open client whose appointment begins next; of several at one time, the one with the lowest code."""
    today, clock = day.number(now[:10]), now[11:]
    for ahead in range(_DAYS_LOOKED_AHEAD):
        on = today + ahead
        start = f"{day.weekday(on)} {clock[:5] if ahead == 0 else ''}".encode()
        coming: list[tuple[str, str, str]] = []
        for row in _from(found, start, f"{day.weekday(on)} ".encode()):
            slot, chart, code, is_open, *_ = row.decode().split(_TAB)
            begins = slot[2:7]
            if coming and begins > coming[0][0]:
                break
            begun = ahead == 0 and f"{begins}:00.000000" < clock
            if is_open == "1" and not begun and _falls_on(slot, on):
                coming.append((begins, code, chart))
        if coming:
            coming.sort()
            if len(coming) > 1 and coming[0][:2] == coming[1][:2]:
                raise Odd
            return coming[0][2]
    raise Odd


def _from(found: Sheet, start: bytes, within: bytes) -> Iterator[bytes]:
    """The rows that count from a place on, as long as they begin with ``within``, in order."""
    waiting = [row for row in found.fresh if row >= start and row.startswith(within)]
    at = found.place(start)
    while found.body.startswith(within, at):
        end = found.body.index(b"\n", at) + 1
        row = found.body[at:end]
        at = end
        while waiting and waiting[0] < row:
            yield waiting.pop(0)[:-4]
        if row[-3:-1] not in found.stale:
            yield row[:-4]
    yield from (row[:-4] for row in waiting)


def _falls_on(slot: str, on: int) -> bool:
    """Whether a slot has an appointment on a day of its weekday."""
    weekday, _, every, first = slot.split(" ")
    date = day.text(on)
    return day.slot_day({"weekday": int(weekday), "every_weeks": int(every), "first": first}, date) == date


def rows_of(chart: str, kept: dict[str, Any]) -> list[bytes]:
    """The row of one chart from the summary part of its header."""
    summary = kept.get("summary")
    if not summary:
        return []
    family, given, called = summary["family"], summary.get("given", ""), summary.get("called", "")
    slot = summary.get("slot") or {}
    parts = (
        f"{slot['weekday']} {slot['time']} {slot.get('every_weeks', 1)} {slot.get('first') or ''}" if slot else "",
        chart,
        summary["code"].casefold(),
        "0" if summary.get("status", "active") == "discharged" else "1",
        fold(summary.get("initials", "").replace(".", "")),
        fold(f"{family} {given} {called}"),
        fold(f"{family} {given}"),
    )
    if any(_TAB in part or "\n" in part for part in parts):
        raise Odd
    return [_TAB.join(parts).encode()]


def fold(text: str) -> str:
    """Lower case without accents, as ``plantui.clinical.filters.fold`` has it."""
    if text.isascii():
        return text.casefold()
    from unicodedata import combining, normalize

    return "".join(each for each in normalize("NFKD", text.casefold()) if not combining(each))
