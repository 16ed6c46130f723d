"""Lines of a TOML text by dotted name: the parser of the standard library does not say."""

from __future__ import annotations

import re

_KEY = r"""(?:"(?:[^"\\]|\\.)*"|'[^']*'|[A-Za-z0-9_-]+)"""
_TABLE = re.compile(rf"^\s*\[\s*({_KEY}(?:\s*\.\s*{_KEY})*)\s*\]\s*(#.*)?$")
_ENTRY = re.compile(rf"^\s*({_KEY}(?:\s*\.\s*{_KEY})*)\s*=")
_AT_LINE = re.compile(r"\(at line (\d+)")


def toml_lines(text: str) -> dict[str, int]:
    """Where each name is set, and where each table begins: dotted name to line, from 1."""
    found: dict[str, int] = {}
    table = ""
    for number, line in enumerate(text.split("\n"), start=1):
        if heading := _TABLE.match(line):
            table = _plain(heading[1])
            found.setdefault(f"[{table}]", number)
        elif entry := _ENTRY.match(line):
            name = _plain(entry[1])
            found.setdefault(f"{table}.{name}" if table else name, number)
    return found


def line_of_fault(message: str, text: str) -> int:
    """The line a message of the TOML parser names; the last line where it names the end."""
    found = _AT_LINE.search(message)
    return int(found[1]) if found else text.rstrip("\n").count("\n") + 1


def _plain(written: str) -> str:
    """A key as it is meant, quotes and escapes read, its parts joined with dots."""
    import tomllib

    try:
        found: object = tomllib.loads(f"{written} = 0")
    except tomllib.TOMLDecodeError:
        return written
    parts = []
    while isinstance(found, dict):
        ((part, found),) = found.items()
        parts.append(part)
    return ".".join(parts)
