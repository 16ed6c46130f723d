"""Dates as people type them: fri, +12w, 12 may, 3/4, eoq, review."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import Literal

from plantui.quickentry import messages
from plantui.quickentry.datewords import (
    DAYS,
    MONTHS,
    NAMED,
    add_period,
    day_number,
    month_number,
    near_date,
)
from plantui.quickentry.faults import LineFault
from plantui.quickentry.lexicon import Lexicon
from plantui.quickentry.spelling import nearest

When = Literal["future", "past"]

LONGEST = 40
"""No spelling of a date is longer than this; longer text is refused unread."""

UNITS = {
    word: unit
    for unit, words in {
        "d": "d day days",
        "w": "w wk wks week weeks",
        "m": "m mo month months",
        "y": "y yr yrs year years",
    }.items()
    for word in words.split()
}

_SIGNED = re.compile(r"([+\-−])\s*([0-9]{1,9})\s*([a-z]*)")
_IN = re.compile(r"in\s+([0-9]{1,9})\s*([a-z]*)")
_AGO = re.compile(r"([0-9]{1,9})\s*([a-z]+)\s+ago")
_BARE = re.compile(r"([0-9]{1,9})\s*([a-z]+)")
_WEEKDAY = re.compile(r"(?:(next|last)\s+)?(\w+)")
_DAY_MONTH = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th)?\s*([a-z]{3,9})(?:,?\s+([0-9]{4}))?")
_MONTH_DAY = re.compile(r"([a-z]{3,9})\s+([0-9]{1,2})(?:st|nd|rd|th)?(?:,?\s+([0-9]{4}))?")
_NUMERIC = re.compile(r"([0-9]{1,2})\s*([/.])\s*([0-9]{1,2})(?:\s*\2\s*([0-9]{4}|[0-9]{2})?)?")
_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")


def parse_date(text: str, lexicon: Lexicon, direction: When = "future", offset: int = 0) -> date:
    """The day ``text`` stands for.

    Args:
        text: the words of a date and nothing else.
        lexicon: gives today, the order of numeric dates and the review date.
        direction: ``future`` for due and review dates, ``past`` for dates of what happened. Missing
            parts take the nearest date in that direction.
        offset: where ``text`` stands in the whole line, for the columns of a fault.

    Returns:
        The date; never on the wrong side of today, except one of the lexicon's kept dates.

    Raises:
        LineFault: D1 to D6.
    """
    lead = len(text) - len(text.lstrip())
    words = text.strip()
    start = offset + lead
    return _Reading(words, lexicon, direction, start, start + len(words)).day()


class _Reading:
    """One reading of one date text."""

    def __init__(self, words: str, lexicon: Lexicon, direction: When, start: int, end: int) -> None:
        self.words = words
        self.low = words.lower().removesuffix(".")
        self.lexicon = lexicon
        self.today = lexicon.today
        self.direction = direction
        self.start = start
        self.end = end

    def fault(self, code: str, message: str, suggestion: str | None = None) -> LineFault:
        return LineFault(code, message, self.start, self.end, suggestion=suggestion)

    def day(self) -> date:
        if not self.words:
            raise LineFault("D1", messages.no_date_yet(), self.start, self.end, unfinished=True)
        try:
            found = self.read() if len(self.words) <= LONGEST else None
        except ValueError:
            found = None
        if found is None:
            raise self.no_date()
        if self.direction == "future":
            if found < self.today and found not in self.lexicon.kept_dates:
                raise self.fault("D5", messages.lies_behind(near_date(found, self.today, weekday=False)))
        elif found > self.today:
            raise self.fault("D5", messages.lies_ahead(near_date(found, self.today, weekday=False)))
        return found

    def read(self) -> date | None:
        """The date, or None if these words are none; D2, D3, D4 and D6 are raised."""
        for form in (self.named, self.offset, self.weekday, self.day_month, self.numeric, self.iso):
            found = form()
            if found is not None:
                return found
        return None

    def named(self) -> date | None:
        today = self.today
        match self.low:
            case "today" | "tod":
                return today
            case "tomorrow" | "tom":
                return add_period(today, 1, "d")
            case "yesterday":
                return add_period(today, -1, "d")
            case "eow":
                return add_period(today, 6 - today.weekday(), "d")
            case "eom":
                return today.replace(day=monthrange(today.year, today.month)[1])
            case "eoq":
                month = (today.month + 2) // 3 * 3
                return date(today.year, month, monthrange(today.year, month)[1])
            case "eoy":
                return date(today.year, 12, 31)
            case "review":
                if self.lexicon.review is None:
                    raise self.fault("D6", messages.no_review_date())
                return self.lexicon.review
        return None

    def offset(self) -> date | None:
        if match := _SIGNED.fullmatch(self.low):
            sign, number, unit = match.groups()
            factor = 1 if sign == "+" else -1
        elif match := _IN.fullmatch(self.low):
            sign, factor, (number, unit) = "+", 1, match.groups()
        elif match := _AGO.fullmatch(self.low):
            sign, factor, (number, unit) = "-", -1, match.groups()
        else:
            return None
        if not unit:
            sign = "-" if factor < 0 else "+"
            suggestion = f"{sign}{number}d"
            offered = suggestion if self.meant(suggestion) is not None else None
            raise self.fault("D2", messages.offset_without_unit(sign, number), offered)
        known = UNITS.get(unit)
        return add_period(self.today, factor * int(number), known) if known else None

    def weekday(self) -> date | None:
        match = _WEEKDAY.fullmatch(self.low)
        if match is None:
            return None
        which, name = match.groups()
        number = day_number(name)
        if number is None:
            number = self.lexicon.day_names.get(name)
        if number is None:
            return None
        today = self.today
        if which == "next":
            return add_period(today, 7 - today.weekday() + number, "d")
        behind = (today.weekday() - number) % 7
        if which == "last":
            return add_period(today, -(behind or 7), "d")
        if self.direction == "past":
            return add_period(today, -behind, "d")
        return add_period(today, 7 - behind, "d")

    def day_month(self) -> date | None:
        if match := _DAY_MONTH.fullmatch(self.low):
            day, name, year = match.groups()
        elif match := _MONTH_DAY.fullmatch(self.low):
            name, day, year = match.groups()
        else:
            return None
        month = month_number(name)
        return self.on(int(day), month, int(year) if year else None) if month else None

    def numeric(self) -> date | None:
        match = _NUMERIC.fullmatch(self.low)
        if match is None:
            return None
        first, second = int(match[1]), int(match[3])
        year = self.full_year(match[4]) if match[4] else None
        if first == second:
            day, month = first, second
        elif self.lexicon.date_order is not None:
            day, month = (first, second) if self.lexicon.date_order == "dmy" else (second, first)
        elif first > 12 or second > 12:
            day, month = (first, second) if first > 12 else (second, first)
        else:
            suggestion = f"{first} {MONTHS[second - 1][:3]}" + (f" {year}" if year else "")
            offered = suggestion if self.meant(suggestion) is not None else None
            raise self.fault("D4", messages.day_or_month(suggestion), offered)
        return self.on(day, month, year) if 1 <= month <= 12 else None

    def iso(self) -> date | None:
        match = _ISO.fullmatch(self.low)
        if match is None or not 1 <= int(match[2]) <= 12:
            return None
        return self.on(int(match[3]), int(match[2]), int(match[1]))

    def full_year(self, digits: str) -> int:
        if len(digits) == 4:
            return int(digits)
        century = self.today.year - self.today.year % 100
        year = century + int(digits)
        return year - 100 if self.direction == "past" and year > self.today.year else year

    def on(self, day: int, month: int, year: int | None) -> date | None:
        """That day of that month, in the nearest year that has it; D3 if no year does."""
        longest = 29 if month == 2 else monthrange(2001, month)[1]
        if year == 0:
            return None
        if year is not None:
            if 1 <= day <= monthrange(year, month)[1]:
                return date(year, month, day)
            nearby = date(year, month, min(max(day, 1), monthrange(year, month)[1]))
            if (nearby > self.today) != (self.direction == "future"):
                # The nearest day of that year would be refused in its turn: offer one on the right side of today.
                raise self.no_such_day(day, month, self.nearest(min(nearby.day, 28), month), None)
            raise self.no_such_day(day, month, nearby, year)
        if not 1 <= day <= longest:
            near = 1 if day < 1 else 28 if month == 2 else longest
            raise self.no_such_day(day, month, self.nearest(near, month), None)
        return self.nearest(day, month)

    def nearest(self, day: int, month: int) -> date:
        """The nearest ``day`` of ``month`` in the direction of the field; today counts."""
        step = 1 if self.direction == "future" else -1
        year = self.today.year
        while True:
            if day <= monthrange(year, month)[1]:
                found = date(year, month, day)
                if (found - self.today) * step >= timedelta(0):
                    return found
            year += step

    def no_such_day(self, day: int, month: int, near: date, year: int | None) -> LineFault:
        suggestion = f"{near.day} {MONTHS[month - 1][:3]}" + (f" {year}" if year else "")
        described = near_date(near, self.today)
        message = messages.no_such_day(day, MONTHS[month - 1].capitalize(), suggestion, described)
        return self.fault("D3", message, suggestion)

    def no_date(self) -> LineFault:
        """D1, with the nearest words that would be a date."""
        for suggestion in self.corrections() if len(self.words) <= LONGEST else ():
            meant = self.meant(suggestion)
            if meant is not None:
                message = messages.not_a_date(self.words, suggestion, near_date(meant, self.today))
                return self.fault("D1", message, suggestion)
        return self.fault("D1", messages.not_a_date(self.words, ahead=self.direction == "future"))

    def meant(self, suggestion: str) -> date | None:
        """The day a suggestion stands for, None unless it reads and lies on the right side of today."""
        try:
            day = _Reading(suggestion, self.lexicon, self.direction, 0, 0).read()
        except (LineFault, ValueError):
            return None
        if day is None:
            return None
        right = day >= self.today if self.direction == "future" else day <= self.today
        return day if right else None

    def corrections(self) -> list[str]:
        """Spellings that could have been meant, most likely first."""
        found: list[str] = []
        if bare := _BARE.fullmatch(self.low):
            unit = UNITS.get(bare[2])
            if unit and self.direction == "future":
                found.append(f"+{bare[1]}{unit}")
            elif unit:
                found.append(f"{bare[1]}{unit} ago")
        if turned := _NUMERIC.fullmatch(self.low):
            day, month = sorted((int(turned[1]), int(turned[3])), reverse=True)
            if 1 <= month <= 12 < day <= 31:
                found.append(f"{day} {MONTHS[month - 1][:3]}" + (f" {turned[4]}" if len(turned[4] or "") == 4 else ""))
        if self.low in ("next week", "next month", "next year"):
            found.append("+1" + self.low[5])
        vocabulary = [*DAYS, *MONTHS, *(word[:3] for word in (*DAYS, *MONTHS)), *NAMED, "next", "last", "ago"]
        corrected = [self.correction(word, vocabulary) for word in re.findall(r"[0-9]+|[a-z]+|\S", self.low)]
        if all(corrected):
            found.append(" ".join(word for word in corrected if word))
        return found

    def correction(self, word: str, vocabulary: list[str]) -> str | None:
        if not word.isalpha() or word in UNITS:
            return word
        near = nearest(word, vocabulary) if len(word) > 2 else None
        if near is None:
            return None
        return near[:3] if near in DAYS or near in MONTHS else near
