"""`plantui due --count`: how many rows the queue has, from a sheet of dates.

Each row of the sheet is something that may be a row of the queue: R and a day for a review, P and a day for an
objective past its date, M and a day for a measure, U and microseconds for something unsigned, A for what is a row on
any day. All are of one length, so that the sheet is counted by looking at a few of them. The rules are those of
``plantui.clinical.due``, and a test holds the two together.
"""

from __future__ import annotations

from plantui.glimpse import day
from plantui.glimpse.bare import Odd
from plantui.glimpse.sheet import sheet

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from plantui.glimpse.sheet import Sheet
    from plantui.glimpse.shop import Shop

KIND = "due"
ROW = 22
"""Bytes of a row: the kind, 17 characters, a tab, the shard and the line end."""
DRIFT = 3
VISITS_WITHOUT_PLAN = 3
MEASURE_GRACE_DAYS = 3
DRAFT_AGE_MICROS = 24 * 3600 * 1_000_000
FURTHEST = 36_500
"""The longest window in days that is counted here."""


def count(shop: Shop, window: int, overdue: bool) -> int:
    """How many rows the queue has at the store's moment.

    Args:
        shop: the store.
        window: reviews up to so many days ahead count.
        overdue: only reviews that are late count.

    Raises:
        Odd: a chart cannot be counted here.
        OSError: the store cannot be read.
    """
    if window > FURTHEST:
        raise Odd
    found = sheet(shop, KIND, rows_of)
    try:
        return counted(found, shop.now[:10], shop.micros, window, overdue)
    finally:
        found.close()


def counted(found: Sheet, today: str, micros: int, window: int, overdue: bool) -> int:
    """How many of the sheet's rows are rows of the queue on a day."""
    if found.size % ROW:
        raise Odd
    now = day.number(today)
    spans = [("R", today if overdue else day.text(now + window + 1))]
    if not overdue:
        spans += [
            ("A", "~"),
            ("P", today),
            ("M", day.text(now - MEASURE_GRACE_DAYS)),
            ("U", f"{max(0, micros - DRAFT_AGE_MICROS):017d}"),
        ]
    gone = found.of_stale_shards() if found.stale else []
    total = 0
    for kind, end in spans:
        low, high = _row(kind, ""), _row(kind, end)
        total += _before(found, high) - _before(found, low)
        total += sum(1 for row in found.fresh if low <= row < high)
        total -= sum(1 for row in gone if low <= row < high)
    return total


def _before(found: Sheet, wanted: bytes) -> int:
    """How many rows in the file come before ``wanted``."""
    low, high = 0, found.size // ROW
    while low < high:
        middle = (low + high) // 2
        if found.piece(middle * ROW, ROW) < wanted:
            low = middle + 1
        else:
            high = middle
    return low


def _row(kind: str, rest: str) -> bytes:
    return f"{kind}{rest:<17}".encode()


def rows_of(chart: str, kept: dict[str, Any]) -> list[bytes]:
    """The rows of one chart from the summary part of its header."""
    summary = kept.get("summary")
    if not summary:
        return []
    draft = summary.get("draft_since")
    unsigned = [draft] if draft else []
    unsigned += [written for _, written in (*summary.get("unsigned_notes", ()), *summary.get("unsigned_reviews", ()))]
    found = [_row("U", f"{max(0, micros_of(written)):017d}") for written in unsigned]
    status = summary.get("status", "active")
    if status == "discharged":
        return found
    dates = [date for date in (summary.get("review_due"), summary.get("formal_due")) if date]
    if dates:
        found.append(_row("R", min(dates)))
    no_plan = (
        status != "plan-not-required"
        and not summary.get("signed_on")
        and summary.get("visits_kept", 0) >= VISITS_WITHOUT_PLAN
    )
    always = (summary.get("events"), no_plan, summary.get("drift", 0) >= DRIFT, draft and summary.get("blanks"))
    found += [_row("A", "") for fits in always if fits]
    if status != "on-hold":
        found += [_row("P", past["due"]) for past in summary.get("open_objectives", ())]
        found += [_row("M", due["day"]) for due in summary.get("measures_due", ())]
    return found


def micros_of(moment: str) -> int:
    """Microseconds since 1970 of a moment such as 2026-03-10T13:52:00.250000+01:00.

    Raises:
        Odd: it is written in another way.
    """
    try:
        zone = moment[19:].lstrip(".0123456789")
        fraction = moment[20 : len(moment) - len(zone)] if moment[19:20] == "." else ""
        seconds = day.number(moment[:10]) * 86400 + int(moment[11:13]) * 3600
        seconds += int(moment[14:16]) * 60 + int(moment[17:19])
        if zone != "Z":
            ahead = int(zone[1:3]) * 3600 + int(zone[4:6]) * 60 + (int(zone[7:9]) if len(zone) == 9 else 0)
            if zone[0] not in "+-" or len(zone) not in (6, 9):
                raise Odd
            seconds += ahead if zone[0] == "-" else -ahead
        return seconds * 1_000_000 + int(f"{fraction:0<6}"[:6] if fraction else 0)
    except (ValueError, IndexError):
        raise Odd from None
