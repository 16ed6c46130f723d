"""Text from people inside Markdown: escaped so that it stays text, whatever was typed.

Escaped text comes out of any CommonMark renderer exactly as it was typed. Three kinds of character are never written:
control characters become their symbol pictures, bidirectional controls become a visible mark, and characters that no
file may hold become a replacement character.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    # Only to read Markdown back; the screen, which writes it, starts without.
    from markdown_it.token import Token


EMPTY = "*(empty)*"
"""How an empty line of a list is written: an empty list line would not be read back."""

_DIRECTION = "⇄"
_UNKNOWN = "\N{REPLACEMENT CHARACTER}"


def _marks() -> dict[int, str]:
    """Characters that never reach a document, and what stands in their place."""
    table = {code: chr(0x2400 + code) for code in range(0x20) if code not in (0x09, 0x0A)}
    table[0x7F] = "␡"
    table |= dict.fromkeys((0x0B, 0x0C, 0x85), " ")
    table |= {code: _UNKNOWN for code in range(0x80, 0xA0) if code != 0x85}
    table |= dict.fromkeys((0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)), _DIRECTION)
    table |= dict.fromkeys((*range(0xD800, 0xE000), *range(0xFDD0, 0xFDF0), *range(0x206A, 0x2070)), _UNKNOWN)
    table |= {plane << 16 | last: _UNKNOWN for plane in range(17) for last in (0xFFFE, 0xFFFF)}
    return table


_TABLE = _marks()
_INLINE = re.compile(r"[\\`*_\[\]{}<>&~|$#^]|@(?=\w)|:(?=//|[\w+-]+:)|(?<=[wW]{3})\.")
_START = re.compile(r"[-+=:]|\d+(?=[.)](?:\s|$))")


def safe(text: str) -> str:
    r"""The text with ``\n`` as its only line end and without anything that a document must not hold."""
    text = text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
    return text if text.isascii() and text.isprintable() else text.translate(_TABLE)


def escaped(text: str) -> str:
    """The text for a paragraph, a heading's end or a list line; line ends become hard breaks without indent."""
    return "\\\n".join(_lines(text))


def in_line(text: str) -> str:
    """The text on one line of Markdown, for headings; line ends are written as character references."""
    return "&#10;".join(_lines(text))


def in_cell(text: str) -> str:
    """The text for a table cell: on one line, and a pipe cannot end the cell."""
    return in_line(text).replace("\\|", "&#124;")


def indented(text: str, indent: int) -> str:
    """Escaped text whose lines after the first stand under a list line of this indent."""
    return escaped(text).replace("\n", "\n" + " " * indent)


def _lines(text: str) -> list[str]:
    """Each line escaped; leading and trailing line ends are character references, as Markdown would drop them."""
    text = safe(text)
    core = text.strip("\n")
    if not core:
        return ["&#10;" * len(text)] if text else [""]
    lines = [_line(line) for line in core.split("\n")]
    before = len(text) - len(text.lstrip("\n"))
    after = len(text) - len(text.rstrip("\n"))
    lines[0] = "&#10;" * before + lines[0]
    lines[-1] += "&#10;" * after
    return lines


def _line(line: str) -> str:
    """One line: white space at its ends and anything that could be markup is written so that it stays text."""
    core = line.strip()
    if not core:
        return _references(line)
    start = line.index(core[0]) if line[0] != core[0] else 0
    lead, trail = line[:start], line[start + len(core) :]
    text = _INLINE.sub(lambda found: "\\" + found.group(), core)
    if not lead and text[0] != "\\" and (found := _START.match(core)):
        digits = found.group() if found.group().isdigit() else ""
        text = f"{digits}\\{text[len(digits) :]}"
    body = text.replace("\t", "&#9;").replace("\u2028", "&#8232;").replace("\u2029", "&#8233;")
    return _references(lead) + body + _references(trail)


def _references(space: str) -> str:
    return "".join(f"&#{ord(character)};" for character in space)


def words(tokens: Sequence[Token]) -> str:
    """The text that inline tokens show: the inverse of ``escaped``; formatting added by hand is left out."""
    parts: list[str] = []
    targets: list[str] = []
    for token in tokens:
        if token.type in ("text", "text_special", "html_inline", "code_inline"):
            parts.append(token.content)
        elif token.type == "hardbreak":
            parts.append("\n")
        elif token.type == "softbreak":
            parts.append(" ")
        elif token.type == "image":
            parts.append(token.content)
        elif token.type == "link_open":
            targets.append(str(token.attrs.get("href", "")))
        elif token.type == "link_close":
            target = targets.pop()
            if target:
                parts.append(f" ({target})")
    return "".join(parts)
