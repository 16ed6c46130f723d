"""What may follow the values of a metric: words of the unit, a date, a cadence."""

from __future__ import annotations

import re
from datetime import date

import msgspec

from plantui.quickentry.cadence import EVERY_WITHIN, Period, period_of
from plantui.quickentry.dates import LONGEST, parse_date
from plantui.quickentry.faults import LineFault
from plantui.quickentry.lexicon import Lexicon
from plantui.quickentry.quotes import masked

_BY = re.compile(r"(?<!\w)by(?!\w)", re.IGNORECASE)
_BLANK = re.compile(r"\{[^{}]+\}")
_OFFSET = re.compile(r"(?:^|\s)((?:(?:with)?in\s+|\+\s*)[0-9]{1,4}\s*[a-z]+)\.?$", re.IGNORECASE)
_WINDOW = 40
_TRIED = 8
"""How many of the last ``by`` are tried for a date; an earlier one cannot be near enough to the end."""


class Tail(msgspec.Struct, frozen=True):
    """What follows the values: words of the unit, ``by`` a date, ``every`` so often."""

    unit: str = ""
    due: date | None = None
    every: Period | None = None


def read_tail(text: str, lexicon: Lexicon, offset: int = 0) -> Tail:
    """Unit words, ``by <date>`` and ``every <n> <unit>``, the last two in any order.

    Raises:
        LineFault: D1 to D6 when what follows the last ``by`` is no date.
    """
    every: Period | None = None
    rest = text
    dated = _BY.search(masked(text))
    for match in EVERY_WITHIN.finditer(masked(text)):
        behind_date = dated is not None and match.start() > dated.start()
        period = period_of(match[1] or "1", match[2]) if match[1] or behind_date else None
        if period is not None:
            every = period
            rest = rest[: match.start()] + " " * len(match[0]) + rest[match.end() :]
    found = trailing_date(rest, lexicon, offset) or _bare_offset(rest, lexicon, offset)
    if isinstance(found, LineFault):
        raise found
    before, due = (rest, None) if found is None else (found[0].rstrip(" ,"), found[1])
    return Tail(" ".join(before.split()), due, every)


def _bare_offset(text: str, lexicon: Lexicon, offset: int) -> tuple[str, date] | None:
    """``in 8 weeks``, ``within 8 weeks`` or ``+8w`` at the end, without ``by``; nobody counts in such units."""
    match = _OFFSET.search(text[-_WINDOW:].rstrip())
    if match is None:
        return None
    start = max(len(text) - _WINDOW, 0) + match.start(1)
    try:
        words = match[1].lower().removeprefix("with")
        return text[:start], parse_date(words, lexicon, "future", offset + start)
    except LineFault:
        return None


def trailing_date(text: str, lexicon: Lexicon, offset: int = 0) -> tuple[str, date] | LineFault | None:
    """What a ``by`` makes of the end of ``text``.

    Returns:
        The words before it and the date; the fault when there is a ``by`` but no date behind it;
        None without a ``by``, or with a blank behind it that is still to be filled.
    """
    matches = list(_BY.finditer(masked(text)))[-_TRIED:]
    fault: LineFault | None = None
    for match in matches:
        words = text[match.end() :]
        if len(words.strip()) > LONGEST and match is not matches[-1]:
            continue
        if _BLANK.search(words):
            continue
        try:
            return text[: match.start()], parse_date(words, lexicon, "future", offset + match.end())
        except LineFault as found:
            if fault is None or found.code != "D1" or fault.code == "D1":
                fault = found
    return fault
