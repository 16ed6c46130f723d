"""Text in columns of a terminal: measured by wcwidth, cut or wrapped to a width.

Characters without a width of their own (joiners, variation selectors, a mark without a letter) are left out, because
terminals do not agree on them and a box would lose its edge.
"""

from __future__ import annotations

from unicodedata import normalize

from plantui.documents.one_line import one_line

CUT = "~"
"""The mark at the end of text that was cut."""

_FLAGS = {0x1F1E6 + letter: chr(ord("A") + letter) for letter in range(26)}
_TONES = range(0x1F3FB, 0x1F400)


def drawn(text: str) -> str:
    """The text on one line with only characters whose width is certain."""
    text = one_line(text)
    if text.isascii():
        return text
    kept: list[str] = []
    marks = 0
    for character in normalize("NFC", text.translate(_FLAGS)):
        width = _width(character)
        marks = 0 if width > 0 else marks + 1
        if width == 0 and (not kept or marks > 1 or _joins(character)):
            continue
        if width < 0 or (ord(character) in _TONES and kept and ord(kept[-1]) > 0x2000):
            continue
        kept.append(character)
    return "".join(kept)


def cells(text: str) -> int:
    """How many cells a drawn text takes."""
    return len(text) if text.isascii() else sum(max(0, _width(character)) for character in text)


def fit(text: str, width: int) -> str:
    """The text in exactly ``width`` cells: padded, or cut at a word with a mark."""
    if width <= 0:
        return ""
    text = drawn(text)
    if cells(text) > width:
        text = _cut(text, width - 1) + CUT
    return text + " " * (width - cells(text))


def wrap(text: str, width: int) -> list[str]:
    """The text in lines of at most ``width`` cells, broken at spaces; at least one line."""
    lines: list[str] = []
    line = ""
    for word in drawn(text).split(" "):
        joined = f"{line} {word}" if line else word
        if cells(joined) <= width:
            line = joined
            continue
        if line:
            lines.append(line)
        line = word
        while cells(line) > width:
            head = _take(line, width) or line[:1]
            lines.append(head)
            line = line[len(head) :]
    return [*lines, line] if line or not lines else lines


def _cut(text: str, room: int) -> str:
    """The beginning that fits, up to a word where that leaves at least half of the room filled."""
    kept = _take(text, room)
    word = kept.rfind(" ") if text[len(kept) : len(kept) + 1] != " " else -1
    if word > 0 and cells(kept[:word]) * 2 >= room:
        kept = kept[:word]
    return kept.rstrip(" ,;:-") or kept


def _take(text: str, width: int) -> str:
    used = 0
    for index, character in enumerate(text):
        used += max(0, _width(character))
        if used > width:
            return text[:index]
    return text


def _width(character: str) -> int:
    from wcwidth import wcwidth

    return wcwidth(character)


def _joins(character: str) -> bool:
    code = ord(character)
    return 0xFE00 <= code <= 0xFE0F or 0xE0100 <= code <= 0xE01EF or code in (0x200B, 0x200C, 0x200D, 0x00AD, 0xFEFF)
