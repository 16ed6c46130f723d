"""Dates, spans and words as a document says them, and read back.

Every ``read_`` function raises ValueError with a sentence that says what would be right.
"""

from __future__ import annotations

import math
import re
from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar

from plantui.model.base import Number
from plantui.model.period import Period, Unit
from plantui.model.plan import Frequency
from plantui.model.signature import SigningMethod, TookPart
from plantui.model.status import STATUS_MEANINGS, STATUS_WORDS, Status

E = TypeVar("E", bound=StrEnum)

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_UNITS = {"day": Unit.DAY, "week": Unit.WEEK, "month": Unit.MONTH, "year": Unit.YEAR}
_NOUNS = {unit: noun for noun, unit in _UNITS.items()}
_DAY = re.compile(r"(\d{1,2})\s+([A-Za-z]{3,9})\.?\s+(\d{1,4})")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_SPAN = re.compile(r"(?:(\d+)\s+)?(day|week|month|year)s?", re.IGNORECASE)
_OFTEN = re.compile(r"(\d+)\s*(?:times?|x)\s*(?:per|a|every|/)\s*(.+)", re.IGNORECASE)
_ADVERBS = {
    "daily": (1, Unit.DAY),
    "weekly": (1, Unit.WEEK),
    "fortnightly": (2, Unit.WEEK),
    "monthly": (1, Unit.MONTH),
    "yearly": (1, Unit.YEAR),
}
_WHOLE = re.compile(r"[-+]?\d+")
_LONGEST = 300

TOOK_PART = {
    TookPart.IN_PERSON: "yes, in person",
    TookPart.BY_PHONE: "yes, by phone",
    TookPart.NOT_YET: "not yet",
}
"""How the client took part, in words."""

METHODS = {
    SigningMethod.INITIALS: "typed initials",
    SigningMethod.PASSPHRASE: "passphrase",
    SigningMethod.IN_PERSON: "in person",
    SigningMethod.PAPER: "on paper",
}
"""How a signature was made, in words."""


def day_words(day: date) -> str:
    """A date as paper wants it: 12 May 2026."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def read_day(text: str) -> date:
    """A date written as 12 May 2026 (months may be cut to three letters) or 2026-05-12."""
    if found := _ISO.fullmatch(text):
        numbers = [int(part) for part in found.groups()]
    elif found := _DAY.fullmatch(text):
        day, month, year = found.groups()
        names = [index for index, name in enumerate(MONTHS, 1) if name.lower().startswith(month.lower())]
        numbers = [int(year), names[0] if names else 0, int(day)]
    else:
        raise ValueError(f"{shown(text)} is not a date; write it as 12 May 2026 or 2026-05-12.")
    try:
        return date(*numbers)
    except ValueError:
        raise ValueError(f"{shown(text)} is a date that does not exist.") from None


def moment_words(moment: datetime) -> str:
    """A moment with its offset from UTC: 12 May 2026 at 14:05 (UTC+01:00)."""
    offset = moment.strftime("%z")
    zone = "UTC" if offset in ("+0000", "-0000", "") else f"UTC{offset[:3]}:{offset[3:5]}"
    return f"{day_words(moment.date())} at {moment:%H:%M} ({zone})"


def span_words(span: Period) -> str:
    """A length of time: 6 months."""
    return f"{span.n} {_NOUNS[span.unit]}{'' if span.n == 1 else 's'}"


def read_span(text: str) -> Period:
    """A length of time written as 6 months; a unit alone means one."""
    found = _SPAN.fullmatch(text)
    if found is None or len(text) > _LONGEST or int(found.group(1) or 1) < 1:
        raise ValueError(f"{shown(text)} is not a length of time; write it as 6 months or 12 weeks.")
    return Period(n=int(found.group(1) or 1), unit=_UNITS[found.group(2).lower()])


def read_every(text: str) -> Period:
    """A rhythm written as every 2 weeks."""
    start, _, rest = text.partition(" ")
    try:
        if start.lower() == "every":
            return read_span(rest.strip())
        number, unit = _ADVERBS[text.lower()]
    except (KeyError, ValueError):
        raise ValueError(f"{shown(text)} is not a rhythm; write it as every 2 weeks.") from None
    return Period(n=number, unit=unit)


def often_words(frequency: Frequency) -> str:
    """How often: 2 times per week, 1 time per 2 weeks."""
    per = frequency.per
    span = _NOUNS[per.unit] if per.n == 1 else span_words(per)
    return f"{frequency.times} time{'' if frequency.times == 1 else 's'} per {span}"


def read_often(text: str) -> Frequency:
    """How often, written as 2 times per week, or weekly."""
    found = _OFTEN.fullmatch(text)
    try:
        if found is None or len(text) > _LONGEST:
            return Frequency(times=1, per=read_every(text))
        times, per = int(found.group(1)), read_span(found.group(2).strip())
        if times < 1:
            raise ValueError
    except ValueError:
        raise ValueError(f"{shown(text)} does not say how often; write it as 2 times per week.") from None
    return Frequency(times=times, per=per)


def number_words(number: Number) -> str:
    """A number as it is kept, without a fraction of nothing."""
    return (
        str(int(number)) if isinstance(number, float) and number.is_integer() and abs(number) < 1e15 else repr(number)
    )


def read_number(text: str) -> Number:
    """A number with an optional minus and a decimal point."""
    plain = text.replace("\N{MINUS SIGN}", "-")
    try:
        if _WHOLE.fullmatch(plain) and plain.isascii():
            return int(plain[:_LONGEST])
        value = float(plain)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise ValueError(f"{shown(text)} is not a number.")
    return value


def read_minutes(text: str) -> int:
    """A length in minutes, 1 to 1440, written as 50 min."""
    found = re.fullmatch(r"(\d{1,4})\s*(?:m|min|minutes?)?\.?", text)
    if found is None or not 1 <= int(found.group(1)) <= 1440:
        raise ValueError(f"{shown(text)} is not a length in minutes from 1 to 1440; write it as 50 min.")
    return int(found.group(1))


def status_words(status: Status) -> str:
    """The status in full: active, not started, reached, on hold, discontinued."""
    return STATUS_MEANINGS[status]


def read_status(text: str) -> Status:
    """A status in full, as its three-letter word, or as FHIR's code."""
    names = {words: status for status, words in STATUS_MEANINGS.items()} | STATUS_WORDS
    names |= {status.value: status for status in Status}
    try:
        return names[text.lower()]
    except KeyError:
        wanted = ", ".join(STATUS_MEANINGS.values())
        raise ValueError(f"{shown(text)} is not a status; write one of: {wanted}.") from None


def read_took_part(text: str) -> TookPart:
    """How the client took part, in the words of ``TOOK_PART``."""
    names = {words: part for part, words in TOOK_PART.items()} | {part.value: part for part in TookPart}
    try:
        return names[text.lower()]
    except KeyError:
        wanted = "; ".join(TOOK_PART.values())
        raise ValueError(f"{shown(text)} does not say how the client took part; write one of: {wanted}.") from None


def read_choice(kind: type[E], text: str) -> E:
    """One of the words of an enumeration."""
    try:
        return kind(text.lower())
    except ValueError:
        wanted = ", ".join(word.value for word in kind)
        raise ValueError(f"{shown(text)} is not one of: {wanted}.") from None


def shown(text: str) -> str:
    """Text from a document inside a sentence: quoted, on one line, at most 40 characters."""
    line = " ".join(text.split())
    return f'"{line}"' if len(line) <= 40 else f'"{line[:37]}..."'
