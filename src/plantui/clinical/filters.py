"""Whether a client belongs to a filtered caseload. The filter line itself is read by ``quickentry``."""

from __future__ import annotations

import re
from collections.abc import Container
from datetime import date, datetime
from unicodedata import combining, normalize

from plantui.clinical.drift import LIMIT
from plantui.clinical.schedule import earlier
from plantui.clinical.visits import slot_day, visit_of
from plantui.model.period import Period, Unit
from plantui.model.status import ClientStatus
from plantui.model.summary import Summary

KEYS = ("due", "dx", "payer", "tag", "status", "measure", "next")
"""Keys of a filter."""

FLAGS = ("overdue", "unsigned", "drift", "noplan", "today", "marked", "closed")
"""Words of a filter that are flags; anything else is searched for."""

_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})
"""Letters that are no base with an accent, as they are typed on a keyboard without them."""
_STATUS_WORDS = {"act": "active", "hld": "hold", "dis": "discharged", "closed": "discharged"}
_SPAN = re.compile(r"^\+?(\d{1,4})\s*([dwmy])$")
_UNITS = {"d": Unit.DAY, "w": Unit.WEEK, "m": Unit.MONTH, "y": Unit.YEAR}


def matches(summary: Summary, key: str, op: str, value: str | date, today: date) -> bool:
    """Whether ``key op value`` holds for the client; ``op`` is ``:``, ``<`` or ``>``.

    ``due`` and ``next`` compare days: a date, or a span from today (``14d``). ``:`` then means on that day or, with a
    span, within it. For the other keys ``:`` is the only relation; ``<`` and ``>`` match nobody. An unknown key
    matches nobody.
    """
    if key in ("due", "next"):
        return _day_matches(_day_of(summary, key, today), op, value, today)
    if op != ":" or isinstance(value, date):
        return False
    wanted = fold(value)
    if key == "dx":
        return any(code.casefold().startswith(wanted) for code in summary.dx)
    if key == "payer":
        return bool(summary.payer) and wanted in fold(summary.payer)
    if key == "tag":
        return any(fold(tag) == wanted for tag in summary.tags)
    if key == "status":
        return bool(wanted) and _STATUS_WORDS.get(wanted, _plain(wanted)) in _plain(summary.status)
    if key == "measure":
        return any(_plain(measure) == _plain(wanted) for measure in summary.measures)
    return False


def _day_of(summary: Summary, key: str, today: date) -> date | None:
    if key == "next":
        return slot_day(summary.slot, today) if summary.slot is not None else None
    first = earlier(summary.review_due, summary.formal_due)
    return first[0] if first is not None else None


def _day_matches(day: date | None, op: str, value: str | date, today: date) -> bool:
    limit, span = _limit(value, today)
    if day is None or limit is None:
        return False
    if op == "<":
        return day < limit
    if op == ">":
        return day > limit
    return today <= day <= limit if span else day == limit


def _limit(value: str | date, today: date) -> tuple[date | None, bool]:
    """The day meant, and whether it was given as a span from today."""
    if isinstance(value, date):
        return value, False
    span = _SPAN.match(value.strip().casefold())
    if span is not None:
        number = int(span[1])
        return (Period(n=number, unit=_UNITS[span[2]]).after(today) if number else today), True
    if value.strip().casefold() == "today":
        return today, False
    try:
        return date.fromisoformat(value.strip()), False
    except ValueError:
        return None, False


def flag(summary: Summary, name: str, now: datetime, marked: Container[str] = ()) -> bool:
    """Whether a flag holds; ``marked`` holds the chart ids that are marked. An unknown flag matches nobody."""
    today = now.date()
    if name == "overdue":
        first = earlier(summary.review_due, summary.formal_due)
        return first is not None and first[0] < today
    if name == "unsigned":
        return summary.draft_since is not None or bool(summary.unsigned_notes or summary.unsigned_reviews)
    if name == "drift":
        return summary.drift >= LIMIT
    if name == "noplan":
        return summary.signed_on is None and summary.status != ClientStatus.NO_PLAN_NEEDED
    if name == "today":
        visit = visit_of(summary.slot, now)
        return visit is not None and visit.date() == today
    if name == "marked":
        return summary.chart in marked
    return name == "closed" and summary.status == ClientStatus.DISCHARGED


def word(summary: Summary, text: str) -> bool:
    """Whether a word fits the client's name, initials or code, whatever its accents and case."""
    return word_pattern(text).search(haystack(summary)) is not None


def haystack(summary: Summary) -> str:
    """What a word is searched in, folded; worth keeping by whoever filters at every key."""
    code = summary.code
    parts = (summary.family, summary.given, summary.called, summary.initials, summary.initials.replace(".", ""), code)
    return fold(" ".join(part for part in (*parts, code.replace("-", "")) if part))


def word_pattern(text: str) -> re.Pattern[str]:
    """What finds a word in a haystack: as it stands, or letter by letter inside one word from its start.

    The second way needs three letters, so that ``rys`` finds Reyes but ``rs`` does not find half the caseload. It
    never matches across a line end: haystacks joined by line ends can be searched in one go.
    """
    wanted = fold(text)
    ways = [re.escape(wanted)]
    if len(wanted) >= 3 and not any(each.isspace() for each in wanted):
        first, *others = map(re.escape, wanted)
        ways.append(rf"(?:^|(?<=\s)){first}" + "".join(rf"[^\s{each}]*{each}" for each in others))
    return re.compile("|".join(ways), re.MULTILINE)


def fold(text: str) -> str:
    """Lower case without accents: Müller and muller, Yılmaz and yilmaz, Søren and soren are the same."""
    if text.isascii():
        return text.casefold()
    lowered = normalize("NFKD", normalize("NFKD", text).casefold().translate(_LETTERS))
    return "".join(each for each in lowered if not combining(each))


def _plain(text: str) -> str:
    return "".join(each for each in fold(text) if each.isalnum())
