"""Review dates for one plan or many: when +7d cancelled twice, when spread 2/d from mon."""

from __future__ import annotations

import re
from datetime import date
from typing import Literal

import msgspec

from plantui.quickentry import messages
from plantui.quickentry.cadence import Period, period_of
from plantui.quickentry.dates import parse_date
from plantui.quickentry.datewords import print_date
from plantui.quickentry.faults import LineFault
from plantui.quickentry.lexicon import Lexicon
from plantui.quickentry.quotes import clean

_WHEN = re.compile(r"\s*when(?!\S)", re.IGNORECASE)
_EVERY = re.compile(r"every\s+([0-9]{1,4})\s*([a-z]+)(?!\S)", re.IGNORECASE)
_SPREAD = re.compile(r"\s*(?:spread\s+)?([0-9]{1,4})\s*/\s*(d|day|w|wk|week)(?!\S)", re.IGNORECASE)
_FROM = re.compile(r"\s+from(?:\s+|$)", re.IGNORECASE)
_DATE_WORDS = 5


class Spread(msgspec.Struct, frozen=True):
    """Reviews spread over days: ``count`` (1 or more) a working day (``d``) or a week (``w``), from a day on."""

    count: int
    per: Literal["d", "w"]
    start: date | None = None


class When(msgspec.Struct, frozen=True, kw_only=True):
    """When a plan is to be reviewed: one of a date, a cadence or a spread, and why.

    Attributes:
        date: the day.
        period: the cadence, counted from today.
        spread: how several plans are spread.
        reason: the words behind it; empty when none were typed.
    """

    date: date | None = None
    period: Period | None = None
    spread: Spread | None = None
    reason: str = ""


def parse_when(text: str, lexicon: Lexicon, offset: int = 0) -> When:
    """Read a review date with its reason, with or without the word ``when`` in front.

    The longest beginning that is a date is the date; the rest is the reason.

    Raises:
        LineFault: D1 to D6, C3 or C5.
    """
    line = clean(text)
    verb = _WHEN.match(line)
    begin = verb.end() if verb else 0
    words = [(begin + found.start(), begin + found.end()) for found in re.finditer(r"\S+", line[begin:])]
    if not words:
        end = offset + len(line)
        raise LineFault("D1", messages.no_date_yet("when"), end, end, unfinished=True)
    start = words[0][0]
    first = line[start : words[0][1]].lower()
    if first == "spread":
        spread, end = _spread(line, start, lexicon, offset)
        return When(spread=spread, reason=line[end:].strip())
    every = _EVERY.match(line, start)
    period = period_of(every[1], every[2]) if every else None
    if every is not None and period is not None:
        return When(period=period, reason=line[every.end() :].strip())
    day, end = _longest_date(line, words, lexicon, offset)
    return When(date=day, reason=line[end:].strip())


def parse_spread(text: str, lexicon: Lexicon, offset: int = 0) -> Spread:
    """Read ``spread 2/d from mon``; the word ``spread`` may be missing.

    Raises:
        LineFault: C3, C5, or D1 to D5 for the day.
    """
    line = clean(text)
    spread, end = _spread(line, 0, lexicon, offset)
    if line[end:].strip():
        rest = end + len(line[end:]) - len(line[end:].lstrip())
        raise LineFault("C5", messages.spread_shape(), offset + rest, offset + len(line.rstrip()))
    return spread


def print_spread(spread: Spread) -> str:
    """``spread 2/d from 16 Mar 2026``."""
    said = f"spread {spread.count}/{spread.per}"
    return said if spread.start is None else f"{said} from {print_date(spread.start)}"


def print_when(when: When) -> str:
    """The line that reads back as the same: ``when 17 Mar 2026 cancelled twice``."""
    if when.spread is not None:
        said = print_spread(when.spread)
    elif when.period is not None:
        said = f"every {when.period}"
    else:
        said = print_date(when.date) if when.date is not None else ""
    return f"when {said} {when.reason}".rstrip()


def _spread(line: str, begin: int, lexicon: Lexicon, offset: int) -> tuple[Spread, int]:
    match = _SPREAD.match(line, begin)
    if match is None:
        lead = begin + len(line[begin:]) - len(line[begin:].lstrip())
        words = line[lead:].split()
        unfinished = words in ([], ["spread"])
        raise LineFault("C5", messages.spread_shape(), offset + lead, offset + len(line), unfinished=unfinished)
    per: Literal["d", "w"] = "d" if match[2][0].lower() == "d" else "w"
    count = int(match[1])
    if count == 0:
        message = messages.at_least_one("day" if per == "d" else "week")
        raise LineFault("C3", message, offset + match.start(1), offset + match.end(2))
    since = _FROM.match(line, match.end())
    if since is None:
        return Spread(count, per), match.end()
    later = [(since.end() + m.start(), since.end() + m.end()) for m in re.finditer(r"\S+", line[since.end() :])]
    if not later:
        end = offset + len(line)
        raise LineFault("D1", messages.no_date_yet("from"), end, end, unfinished=True)
    day, end = _longest_date(line, later, lexicon, offset)
    return Spread(count, per, day), end


def _longest_date(line: str, words: list[tuple[int, int]], lexicon: Lexicon, offset: int) -> tuple[date, int]:
    """The longest beginning of ``words`` that is a date, and where it ends in the line."""
    start = words[0][0]
    fault: LineFault | None = None
    for _, end in reversed(words[:_DATE_WORDS]):
        try:
            return parse_date(line[start:end], lexicon, "future", offset + start), end
        except LineFault as found:
            if fault is None or found.code != "D1" or fault.code == "D1":
                fault = found
    raise fault or LineFault("D1", messages.no_date_yet(), offset + start, offset + start)
