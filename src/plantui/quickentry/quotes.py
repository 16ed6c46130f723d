"""Quotation marks: what they protect, and the spelling that keeps any text whole.

A ``;`` ends a part of the line unless it stands between quotation marks. A mark opens where a word
could start, and only if it is closed later, so an inch mark (5") is just a character. Two marks in
a row inside quotes stand for one.

Marks inside a longer text belong to the text. Marks around a whole text belong to it too, unless
they are needed: where the text between them could not stand there by itself, they are protection
and are taken off. That makes a spelling for every text, and leaves ordinary quotations alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import msgspec

MASK = "\x01"
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029]")

_KEYWORD = re.compile(r"([^\s:;\"“]+)\s*:?")


class Segment(msgspec.Struct, frozen=True):
    """A part of a line between two ``;``, with its place.

    Attributes:
        text: the part, without outer spaces.
        start: where ``text`` begins in the line.
        end: one past its end.
    """

    text: str
    start: int
    end: int


class Quotation(msgspec.Struct, frozen=True):
    """A closed pair of quotation marks in a text: its outer span and what stands between."""

    start: int
    end: int
    inner: str


def clean(line: str) -> str:
    """The line with every control character and lone surrogate as a space, of the same length."""
    return _CONTROL.sub(" ", line)


def quotations(text: str) -> list[Quotation]:
    """All closed quotations of ``text``, left to right."""
    found: list[Quotation] = []
    if '"' not in text and "“" not in text:
        return found
    at, size = 0, len(text)
    while at < size:
        char = text[at]
        if char in '"“' and (at == 0 or not (text[at - 1].isalnum() or text[at - 1] in '"”')):
            end = _closing(text, at)
            if end > 0:
                inner = text[at + 1 : end - 1]
                found.append(Quotation(at, end, inner.replace('""', '"') if char == '"' else inner))
                at = end
                continue
        at += 1
    return found


def _closing(text: str, start: int) -> int:
    """One past the mark that closes the quotation opened at ``start``; 0 when nothing closes it."""
    if text[start] == "“":
        return text.find("”", start + 1) + 1
    at = text.find('"', start + 1)
    while at >= 0:
        if text[at + 1 : at + 2] != '"':
            return at + 1
        at = text.find('"', at + 2)
    return 0


def masked(text: str) -> str:
    """``text`` with every quotation replaced by a mask of the same length."""
    spans = quotations(text)
    if not spans:
        return text
    parts: list[str] = []
    at = 0
    for span in spans:
        parts.append(text[at : span.start])
        parts.append(MASK * (span.end - span.start))
        at = span.end
    parts.append(text[at:])
    return "".join(parts)


def segments(line: str) -> list[Segment]:
    """The parts of ``line`` between ``;`` outside quotation marks; always at least one, perhaps empty."""
    hidden = masked(line)
    found: list[Segment] = []
    begin = 0
    while True:
        stop = hidden.find(";", begin)
        end = len(line) if stop < 0 else stop
        found.append(trimmed(line, begin, end))
        if stop < 0:
            return found
        begin = stop + 1


def trimmed(line: str, begin: int, end: int) -> Segment:
    """The stretch of ``line`` from ``begin`` to ``end`` without its outer spaces."""
    text = line[begin:end]
    lead = len(text) - len(text.lstrip())
    text = text.strip()
    start = begin + lead if text else begin
    return Segment(text, start, start + len(text))


def keyword_of(part: Segment) -> tuple[str, Segment]:
    """The first word of a part in lower case, a colon behind it aside, and what follows with its place."""
    match = _KEYWORD.match(part.text)
    if match is None:
        return "", part
    said = trimmed(part.text, match.end(), len(part.text))
    return match[1].lower(), Segment(said.text, part.start + said.start, part.start + said.end)


def self_contained(text: str) -> bool:
    """Whether ``text`` can stand in a line, or behind a keyword, without changing how the rest is read.

    True for text that is not empty, has no outer spaces, no colon in front, no ``;`` outside
    quotes and no quotation mark left open.
    """
    if not text or text != text.strip() or text[0] == ":" or _CONTROL.search(text):
        return False
    hidden = masked(text)
    return ";" not in hidden and '"' not in hidden and "“" not in hidden


def inside(text: str) -> str | None:
    """What stands between the marks of a text that is one quotation from end to end, else None."""
    if text[:1] not in ('"', "“"):
        return None
    spans = quotations(text)
    return spans[0].inner if spans and spans[0].end == len(text) else None


def quoted(text: str) -> str:
    """``text`` between quotation marks, marks inside doubled."""
    return '"' + text.replace('"', '""') + '"'


Plain = Callable[[str], bool]
"""Whether a text, written without marks, would be read as itself in its place."""


def unprotected(text: str, plain: Plain = self_contained) -> str:
    """The text a typed ``text`` stands for: outer quotation marks come off where they protect."""
    inner = inside(text)
    return text if inner is None or stands_alone(inner, plain) else inner


def stands_alone(text: str, plain: Plain = self_contained) -> bool:
    """Whether ``text`` written as it is will be read as itself."""
    return plain(text) and unprotected(text, plain) == text


def protected(text: str, plain: Plain = self_contained) -> str:
    """The spelling of ``text`` that reads back as ``text``: as it is where possible, else in quotes."""
    return text if stands_alone(text, plain) else quoted(text)
