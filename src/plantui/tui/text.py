"""The one way by which text from people reaches the screen.

Every name, note and statement passes through `visible`, `fit` or `wrap` before it is drawn. They
promise three things:

1. Nothing in the text can steer the terminal. Control characters become their symbol pictures
   (ESC is `␛`, DEL is `␡`), C1 controls, lone surrogates, tag characters and non-characters become
   `�`, and each bidirectional control becomes `⇄`. Tabs, line ends and exotic spaces become a space.
2. A column never shifts. Only characters whose width all terminals agree on remain: joiners,
   variation selectors and other invisible characters are dropped (a family emoji is drawn as its
   members), skin tones after an emoji are dropped, and flags are drawn as their two letters. What
   remains is measured by wcwidth, wide characters as two cells. Composed letters are used where
   they exist (NFC); a base carries at most four combining marks, and a mark without a base stands
   on `◌`.
3. Length does not matter. ASCII takes a short path, and fitting looks only at the part that could
   be seen, so a name of ten kilobytes costs no more than a short one.

Pure functions; nothing here knows Textual.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Literal

CUT = "~"
"""The mark at the end of text that was cut."""

MARKS_KEPT = 4
"""How many combining marks one character may carry on screen."""

_DIRECTION = "⇄"
_UNKNOWN = "\N{REPLACEMENT CHARACTER}"
_CARRIER = "◌"


def _marks() -> dict[int, str | None]:
    """Build the table of characters that are replaced or dropped before drawing."""
    table: dict[int, str | None] = {code: chr(0x2400 + code) for code in range(0x20)}
    table |= dict.fromkeys((0x09, 0x0A, 0x0B, 0x0C, 0x85, 0x2028, 0x2029), " ")
    table[0x7F] = "␡"
    table |= {code: _UNKNOWN for code in range(0x80, 0xA0) if code != 0x85}
    table |= dict.fromkeys((0xA0, *range(0x2000, 0x200B), 0x202F, 0x205F), " ")
    table |= dict.fromkeys((0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)), _DIRECTION)
    table |= dict.fromkeys((0x00AD, 0x034F, 0x200B, 0x200C, 0x200D, 0xFEFF, *range(0x2060, 0x2066)), None)
    table |= dict.fromkeys((*range(0x180B, 0x1810), *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)), None)
    table |= dict.fromkeys((*range(0x206A, 0x2070), *range(0xFFF9, 0xFFFC), *range(0xE0000, 0xE0080)), _UNKNOWN)
    table |= {0x1F1E6 + letter: chr(ord("A") + letter) for letter in range(26)}
    return table


_TABLE = _marks()
_LETTERS = {
    **dict(zip("ıøØłŁđĐðÐħĦŧŦßæÆœŒþÞ", "ioOlLdDdDhHtTsaAoOtT", strict=True)),
    **dict.fromkeys("‘’‚", "'"),
    **dict.fromkeys("“”„", '"'),
    **dict.fromkeys("‐‑–—−", "-"),
    **dict(zip("·•×÷", ".*x/", strict=True)),
}
"""Letters and signs without a base of their own, with what stands for them in ASCII."""
_LONE = re.compile("[\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_TONE = re.compile("(?<=[^\x00-\u2000])[\U0001f3fb-\U0001f3ff]+")
_LINE_END = re.compile("\r\n|[\n\v\f\x85\u2028\u2029]")
_TAB = 4


def cell(character: str) -> int:
    """Return the width in cells (0, 1 or 2) of one character that `visible` let through.

    A spacing mark (category Mc, the vowel signs of Indic scripts) takes a cell, as in wcswidth.
    """
    # Latin letters and the lines of boxes, which every screen has, need no table of widths; loading
    # wcwidth takes as long as starting Python.
    if character < "\u0300" or "\u2500" <= character < "\u25fd":
        return 1
    return _cell(character)


@lru_cache(maxsize=4096)
def _cell(character: str) -> int:
    from wcwidth import wcwidth

    width = max(0, wcwidth(character))
    return 1 if not width and unicodedata.category(character) == "Mc" else width


def _plain(text: str) -> bool:
    """Whether every character is printable ASCII, one cell each."""
    return text.isascii() and text.isprintable()


def visible(text: str) -> str:
    """Return `text` on one line as it may be drawn: no control, no doubtful width.

    The result is stable: `visible(visible(text)) == visible(text)`.
    """
    if _plain(text):
        return text
    return _visible_cached(text) if len(text) <= 400 else _visible(text)


@lru_cache(maxsize=4096)
def _visible_cached(text: str) -> str:
    return _visible(text)


def _visible(text: str) -> str:
    text = text.replace("\r\n", " ").translate(_TABLE)
    if text.isascii():
        return text
    text = _TONE.sub("", _LONE.sub(_UNKNOWN, unicodedata.normalize("NFC", text)))
    drawn: list[str] = []
    marks = MARKS_KEPT + 1
    for character in text:
        if character.isascii() or cell(character):
            marks = 0
        else:
            marks += 1
            if not drawn:
                drawn.append(_CARRIER)
                marks = 1
            if marks > MARKS_KEPT:
                continue
        drawn.append(character)
    return "".join(drawn)


def cells(text: str) -> int:
    """Return how many terminal cells `text` takes when drawn on one line."""
    if _plain(text):
        return len(text)
    return _cells_cached(text) if len(text) <= 400 else sum(map(cell, visible(text)))


@lru_cache(maxsize=4096)
def _cells_cached(text: str) -> int:
    return sum(map(cell, visible(text)))


def take(text: str, width: int) -> str:
    """Return the longest beginning of `visible(text)` that takes at most `width` cells."""
    if width <= 0:
        return ""
    if _plain(text):
        return text[:width]
    text = visible(_reach(text, width))
    used = 0
    for index, character in enumerate(text):
        used += cell(character)
        if used > width:
            return text[:index]
    return text


def _reach(text: str, width: int) -> str:
    """Return the part of a long text that could show within `width` cells, and a little more."""
    most = width * (MARKS_KEPT + 4) + 64
    return text if len(text) <= most else text[:most]


def shorten(text: str, width: int, cut: str = CUT) -> str:
    """Return `text` in at most `width` cells; if it must be cut, at a word, ending in `cut`.

    A cut at a word that would leave less than half of the width empty-handed (a very long word) is
    made inside the word instead.
    """
    if width <= 0:
        return ""
    seen = _reach(text, width)
    whole = len(seen) == len(text)
    seen = visible(seen)
    if whole and cells(seen) <= width:
        return seen
    room = width - cells(cut)
    if room <= 0:
        return take(cut, width)
    kept = take(seen, room)
    if len(kept) < len(seen) and seen[len(kept)] != " ":
        word = kept.rfind(" ")
        if word > 0 and cells(kept[:word]) * 2 >= room:
            kept = kept[:word]
    kept = kept.rstrip(" ,;:-") or kept
    return kept + cut


def fit(text: str, width: int, cut: str = CUT, align: Literal["<", ">"] = "<") -> str:
    """Return `text` in exactly `width` cells: padded with spaces, or cut at a word with `cut`.

    `align` is `<` for text and `>` for numbers and dates in a right-hand column. A width of zero or
    less gives an empty string.
    """
    if _plain(text) and len(text) <= width:
        return text.ljust(width) if align == "<" else text.rjust(width)
    text = shorten(text, width, cut)
    space = " " * (width - cells(text))
    return text + space if align == "<" else space + text


def breaks(text: str, width: int) -> tuple[tuple[int, int], ...]:
    """Return where `text` breaks into lines of at most `width` cells: (start, end) in characters.

    Lines end at a line end or at the last space that fits; a word longer than the line is split.
    The space or line end at a break belongs to no line. At least one line is returned, so that a
    caret in an empty text has a place.
    """
    width = max(2, width)
    lines: list[tuple[int, int]] = []
    start = 0
    for end_mark in _LINE_END.finditer(text):
        lines += _break_paragraph(text, start, end_mark.start(), width)
        start = end_mark.end()
    lines += _break_paragraph(text, start, len(text), width)
    return tuple(lines)


def _break_paragraph(text: str, start: int, end: int, width: int) -> list[tuple[int, int]]:
    if _plain(text[start:end]):
        return _break_plain(text, start, end, width)
    lines: list[tuple[int, int]] = []
    line, space, used = start, -1, 0
    index = start
    while index < end:
        character = text[index]
        wide = _TAB if character == "\t" else 1 if " " <= character < "\x7f" else _alone(character)
        if used + wide > width:
            if character in " \t":
                lines.append((line, index))
                line, space, used = index + 1, -1, 0
                index += 1
                continue
            cut = space if space > line else index
            lines.append((line, cut))
            line = cut + 1 if cut == space else cut
            space, used = -1, 0
            index = line
            continue
        used += wide
        if character in " \t":
            space = index
        index += 1
    lines.append((line, end))
    return lines


def _break_plain(text: str, start: int, end: int, width: int) -> list[tuple[int, int]]:
    """Break a paragraph of printable ASCII: a note of ten kilobytes at every key."""
    lines: list[tuple[int, int]] = []
    while end - start > width:
        cut = text.rfind(" ", start + 1, start + width + 1)
        lines.append((start, cut) if cut > 0 else (start, start + width))
        start = cut + 1 if cut > 0 else start + width
    lines.append((start, end))
    return lines


def _alone(character: str) -> int:
    """Return the width in cells of one character as it stands inside a text."""
    if not unicodedata.combining(character):
        return cells(character) if _TABLE.get(ord(character), "") is not None else 0
    return cell(character)


def column(text: str, index: int) -> int:
    """Return the cell at which the character `index` of one drawn line begins (for a caret)."""
    return cells(text[:index].expandtabs(_TAB))


def wrap(text: str, width: int) -> tuple[str, ...]:
    """Return `text` as lines of at most `width` cells, broken at words; line ends are kept.

    A tab is drawn as four spaces. Lines are not padded. A width below two counts as two.
    """
    return tuple(visible(text[start:end].replace("\t", " " * _TAB)) for start, end in breaks(text, width))


@lru_cache(maxsize=2048)
def ascii_only(text: str) -> str:
    """Return `text` for a terminal without Unicode, cell for cell: `Müller` is `Muller`, the rest `?`."""
    if _plain(text):
        return text
    drawn: list[str] = []
    for character in visible(text):
        width = cell(character)
        if character.isascii():
            drawn.append(character)
        elif width:
            base = _LETTERS.get(character) or unicodedata.normalize("NFKD", character)[:1]
            drawn.append((base if base.isascii() and base.isprintable() else "?") + " " * (width - 1))
    return "".join(drawn)
