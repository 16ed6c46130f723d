"""Lines of a TOML text by dotted name: the parser of the standard library does not say."""

from __future__ import annotations

import re

_TABLE = re.compile(r"^\s*\[\s*([^\[\]]+?)\s*\]\s*(#.*)?$")
_ENTRY = re.compile(r"^\s*([A-Za-z0-9_.\"'-]+(?:\s*\.\s*[A-Za-z0-9_\"'-]+)*)\s*=")
_AT_LINE = re.compile(r"\(at line (\d+)")


def toml_lines(text: str) -> dict[str, int]:
    """Where each name is set, and where each table begins: dotted name to line, from 1."""
    found: dict[str, int] = {}
    table = ""
    for number, line in enumerate(text.splitlines(), start=1):
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
    return int(found[1]) if found else max(1, len(text.splitlines()))


def _plain(name: str) -> str:
    return re.sub(r"[\s\"']", "", name)
