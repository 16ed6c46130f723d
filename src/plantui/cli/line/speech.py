"""The program's sentences as they are said: words in the place of signs, abbreviations and columns."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from plantui.model.status import STATUS_MEANINGS, STATUS_WORDS

_MONTHS = {
    "Jan": "January",
    "Feb": "February",
    "Mar": "March",
    "Apr": "April",
    "Jun": "June",
    "Jul": "July",
    "Aug": "August",
    "Sep": "September",
    "Oct": "October",
    "Nov": "November",
    "Dec": "December",
}
_DAYS = {
    "Mon": "Monday",
    "Tue": "Tuesday",
    "Wed": "Wednesday",
    "Thu": "Thursday",
    "Fri": "Friday",
    "Sat": "Saturday",
    "Sun": "Sunday",
}
_UNITS = {"d": "day", "w": "week", "wk": "week", "mo": "month", "y": "year", "min": "minute"}
_STATUS = {word: STATUS_MEANINGS[status] for word, status in STATUS_WORDS.items()}

_HINTS = (
    (re.compile(r"\ba x adds an addendum\b"), "addendum adds one"),
    (re.compile(r"\ba p (starts one|adds a problem)"), r"add p and a line \1"),
    (re.compile(r"\bu takes the signature back\b"), "undo takes the signature back"),
    (re.compile(r"\bw sets one\b"), "when sets one"),
    (re.compile(r" l goes in\.$"), ""),
    (re.compile(r" Digits answer; Esc leaves .* as it was\.$"), ""),
    (re.compile(r"\bbackspace goes back\b"), "back goes back"),
    (re.compile(r"! signs anyway with a reason\.$"), ""),
    (re.compile(r"\. : lists them$"), ". help lists them"),
)
"""Words about keys of the full screen, and what stands for them here."""

_WEEKDAY = re.compile(rf"\b({'|'.join(_DAYS)})(?= \d)")
_MONTH = re.compile(rf"(?<=\d )({'|'.join(_MONTHS)})\b")
_SPAN = re.compile(r"(?<![\w.:])(\d+) ?(d|w|wk|mo|y|min)\b(?!-)")
_RANGE = re.compile(r"(?<![\w.-])(\d{1,3})-(\d{1,3})(?![\w-])")
_VERSION = re.compile(r"\bv(\d+)\b")
_SIGN = re.compile(r"(?<![\w.:)])([+-])(?=\d(?!\d*[-/]))")
_STATE = re.compile(r"^((?:p\d+|g[\d.]+[a-z]*):?) (new|act|met|hld|dis)\b")
_TURN = re.compile(r"\b(new|act|met|hld|dis) -> (new|act|met|hld|dis) \(([^)]*)\)")
_GAP = re.compile(r"\s{2,}")
_RULE = re.compile(r"[|:\- ]+")
_HEADING = re.compile(r"^([A-Z]{4,}(?:,? [A-Z]{4,})*)(?=$|[ ,])")


def spoken(text: str) -> str:
    """A sentence of the program in words: ``g1.1 marked +1`` becomes ``g1.1 marked plus 1``.

    Only for what the program says, never for what a person wrote.
    """
    for hint, words in _HINTS:
        text = hint.sub(words, text)
    text = _TURN.sub(lambda found: f"from {_STATUS[found[1]]} to {found[3]}", text)
    text = _STATE.sub(lambda found: f"{found[1]} {_STATUS[found[2]]}", text)
    text = text.replace("->", "to").replace("(0)", "")
    text = _SIGN.sub(lambda found: "plus " if found[1] == "+" else "minus ", text)
    text = _SPAN.sub(lambda found: counted(int(found[1]), _UNITS[found[2]]), text)
    text = _RANGE.sub(r"\1 to \2", text)
    text = _VERSION.sub(r"version \1", text)
    text = _WEEKDAY.sub(lambda found: _DAYS[found[1]], text)
    return _MONTH.sub(lambda found: _MONTHS[found[1]], text).strip()


def counted(number: int, noun: str) -> str:
    """A number with its noun: 1 week, 9 visits."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def sentence(row: str) -> str:
    """A row of columns as one sentence: commas in the place of the gaps, a full stop at the end; empty stays empty.

    A row of a Markdown table is one too, its rule is nothing; headings lose their signs and their capitals.
    """
    row = row.strip()
    if row.startswith("|"):
        row = "" if _RULE.fullmatch(row) else "  ".join(cell.strip() for cell in row.strip("|").split("|"))
    row = _HEADING.sub(lambda found: found[1].capitalize(), row.lstrip("#= "))
    said = spoken(", ".join(part.rstrip(",") for part in _GAP.split(row) if part))
    return said if not said or said[-1] in ".?!:" else f"{said}."


def question_said(text: str) -> str:
    """A question of the command line as it is asked here: commas in the place of gaps, no colon at its end."""
    return spoken(", ".join(_GAP.split(text.strip())).rstrip(":"))


def aloud(text: str) -> str:
    """Lines of columns as sentences, one a line; empty lines go."""
    return "\n".join(said for row in text.splitlines() if (said := sentence(row)))


def mark_said(mark: int) -> str:
    """Plus 2, plus 1, 0, minus 1 or minus 2."""
    return f"plus {mark}" if mark > 0 else f"minus {-mark}" if mark < 0 else "0"


def day_said(day: date, today: date) -> str:
    """12 December; with the year where it is not the nearest such day."""
    month = f"{day:%B}"
    near = abs((day - today).days) < 330
    return f"{day.day} {month}" if near else f"{day.day} {month} {day.year}"


def full_day_said(day: date) -> str:
    """Tuesday 2 June 2026."""
    return f"{day:%A} {day.day} {day:%B} {day.year}"


def distance_said(day: date, today: date) -> str:
    """4 days late, today, in 5 days."""
    days = (day - today).days
    if not days:
        return "today"
    return f"{counted(-days, 'day')} late" if days < 0 else f"in {counted(days, 'day')}"


def together(words: Iterable[str], last: str = "and") -> str:
    """A list in a sentence: a, b and c."""
    parts = list(words)
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}" if len(parts) > 1 else "".join(parts)
