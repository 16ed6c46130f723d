"""Filter lines: overdue dx:F41, due<14d !unsigned, rey."""

from __future__ import annotations

import re
from datetime import date

import msgspec

from plantui.quickentry import messages
from plantui.quickentry.dates import UNITS, parse_date
from plantui.quickentry.datewords import print_date
from plantui.quickentry.faults import LineFault
from plantui.quickentry.lexicon import Lexicon
from plantui.quickentry.quotes import clean, masked, quotations, quoted

FILTER_KEYS = ("due", "dx", "payer", "tag", "status", "measure", "next")
DAY_KEYS = ("due", "next")
FLAGS = ("overdue", "unsigned", "drift", "noplan", "today", "marked", "closed")
_KEYED = re.compile(rf"({'|'.join(FILTER_KEYS)})([:<>])", re.IGNORECASE)
_SPAN = re.compile(r"([+-]?[0-9]{1,4})\s*([a-z]+)", re.IGNORECASE)
_TERM = re.compile(r"\S+")


class FilterTerm(msgspec.Struct, frozen=True, kw_only=True):
    """One condition of a filter: a key with a value, a flag, or a word to look for.

    Attributes:
        negated: True behind ``!``.
        key: one of the keys, with ``op`` and ``value``; empty otherwise.
        op: ``:``, ``<`` or ``>``.
        value: what is compared. For ``due`` and ``next`` a span from today such as ``14d``, or a day.
        flag: one of the flags; empty otherwise.
        word: a word of a name, initials or an id; empty otherwise.
    """

    negated: bool = False
    key: str = ""
    op: str = ""
    value: str | date = ""
    flag: str = ""
    word: str = ""


class Filter(msgspec.Struct, frozen=True):
    """Conditions that must all hold; none of them lets everything through."""

    terms: tuple[FilterTerm, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """The words to look for, without the negated ones."""
        return tuple(term.word for term in self.terms if term.word and not term.negated)


def parse_filter(text: str, lexicon: Lexicon | None = None) -> Filter:
    """Read a filter line, with or without a ``/`` in front.

    Args:
        text: the line.
        lexicon: with it, days such as ``fri`` become dates; without it they stay words.

    Raises:
        LineFault: F1 for a key without a value, F2 for ``<`` or ``>`` where there is no order,
            D1 to D6 for a day.
    """
    line = clean(text)
    slash = len(line) - len(line.lstrip())
    begin = slash + 1 if line[slash : slash + 1] == "/" else 0
    hidden = masked(line)
    terms: list[FilterTerm] = []
    for match in _TERM.finditer(hidden, begin):
        start, end = match.span()
        negated = False
        while start < end and line[start] == "!":
            negated, start = not negated, start + 1
        if start < end:
            terms.append(_term(line, start, end, negated, lexicon))
    return Filter(tuple(terms))


def print_filter(filtered: Filter) -> str:
    """The line that reads back as the same filter."""
    return " ".join(_print_term(term) for term in filtered.terms)


def _term(line: str, start: int, end: int, negated: bool, lexicon: Lexicon | None) -> FilterTerm:
    keyed = _KEYED.match(line, start, end)
    if keyed is None:
        typed = line[start:end]
        word = _unquoted(typed)
        if word == typed and word.lower() in FLAGS:
            return FilterTerm(negated=negated, flag=word.lower())
        return FilterTerm(negated=negated, word=word)
    key, op = keyed[1].lower(), keyed[2]
    value = _unquoted(line[keyed.end() : end])
    if not value.strip():
        raise LineFault("F1", messages.filter_value(key), start, end, unfinished=True)
    if op != ":" and key not in DAY_KEYS:
        raise LineFault("F2", messages.filter_order(key), start, keyed.end())
    if key not in DAY_KEYS:
        return FilterTerm(negated=negated, key=key, op=op, value=value)
    day = _day(value, lexicon, keyed.end())
    return FilterTerm(negated=negated, key=key, op=op, value=day)


def _day(value: str, lexicon: Lexicon | None, offset: int) -> str | date:
    """A span from today in its one spelling, or a day."""
    span = _SPAN.fullmatch(value.strip())
    unit = UNITS.get(span[2].lower()) if span is not None else None
    if span is not None and unit is not None:
        return f"{int(span[1])}{unit}"
    if lexicon is None:
        return value
    try:
        return parse_date(value, lexicon, "future", offset)
    except LineFault as fault:
        if fault.code != "D5":
            raise
    return parse_date(value, lexicon, "past", offset)


def _unquoted(text: str) -> str:
    spans = quotations(text)
    if spans and spans[0].start == 0 and spans[0].end == len(text) and spans[0].inner:
        return spans[0].inner
    return text


def _print_term(term: FilterTerm) -> str:
    negation = "!" if term.negated else ""
    if term.flag:
        return negation + term.flag
    if term.key:
        value = print_date(term.value) if isinstance(term.value, date) else term.value
        return f"{negation}{term.key}{term.op}{value if _bare(value) else quoted(value)}"
    word = term.word
    plain = _bare(word) and word.lower() not in FLAGS and not _KEYED.match(word) and word[:1] not in "!/:"
    return negation + (word if plain else quoted(word))


def _bare(text: str) -> bool:
    return bool(text) and not re.search(r'[\s"“”]', text)
