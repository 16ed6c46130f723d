"""Where an entry stands in a TOML text: the parser of the standard library does not say."""

from __future__ import annotations

import re

_KEY = r"""(?:"(?:[^"\\]|\\.)*"|'[^']*'|[A-Za-z0-9_-]+)"""
_TABLE = re.compile(rf"^\s*\[\s*({_KEY}(?:\s*\.\s*{_KEY})*)\s*\]\s*(#.*)?$")
_ENTRY = re.compile(rf"^\s*({_KEY}(?:\s*\.\s*{_KEY})*)\s*=")
_AT_LINE = re.compile(r"\(at line (\d+)")


class Places:
    """The lines of a TOML text by table and key."""

    def __init__(self, text: str) -> None:
        self._lines = text.split("\n")
        self._entries: dict[tuple[str, str], int] = {}
        self._tables: dict[str, int] = {}
        table = ""
        for number, line in enumerate(self._lines, start=1):
            if found := _TABLE.match(line):
                table = _plain(found[1])
                self._tables.setdefault(table, number)
            elif found := _ENTRY.match(line):
                self._entries.setdefault((table, _plain(found[1])), number)

    def table(self, name: str) -> int:
        """The line of a table's heading; 1 where there is none."""
        return self._tables.get(name, 1)

    def entry(self, table: str, key: str) -> int:
        """The line where a key is set; the table's line where it cannot be found."""
        return self._entries.get((table, key), self._entries.get(("", f"{table}.{key}"), self.table(table)))

    def value(self, table: str, key: str, value: str) -> int:
        """The line where a value of a list stands; the key's line where it cannot be found."""
        first = self.entry(table, key)
        for number in range(first, len(self._lines) + 1):
            line = self._lines[number - 1]
            if number > first and (_ENTRY.match(line) or _TABLE.match(line)):
                break
            if f'"{value}"' in line or f"'{value}'" in line:
                return number
        return first


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
