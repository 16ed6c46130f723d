"""What to export, and where to: export plan marked to ~/plans."""

from __future__ import annotations

import re

import msgspec

from plantui.quickentry import messages
from plantui.quickentry.faults import LineFault
from plantui.quickentry.quotes import clean, inside, quoted, trimmed
from plantui.quickentry.spelling import nearest

EXPORTS = ("plan", "glance", "notes", "review", "bundle")
_VERB = re.compile(r"\s*export(?!\S)", re.IGNORECASE)
_WORD = re.compile(r"\S+")


class Export(msgspec.Struct, frozen=True, kw_only=True):
    """An export as typed.

    Attributes:
        what: plan, glance, notes, review or bundle.
        marked: for the ticked clients rather than this one.
        path: where to; empty for the usual place.
    """

    what: str
    marked: bool = False
    path: str = ""


def parse_export(text: str, offset: int = 0) -> Export:
    """Read ``export plan marked to PATH``; the word ``export`` may be missing.

    Raises:
        LineFault: C2 for what cannot be exported, C6 for words that do not belong.
    """
    line = clean(text)
    verb = _VERB.match(line)
    at = verb.end() if verb else 0
    word = _WORD.search(line, at)
    if word is None:
        end = offset + len(line)
        raise LineFault("C2", messages.export_what(), end, end, unfinished=True)
    what = word[0].lower()
    if what not in EXPORTS:
        near = nearest(what, EXPORTS)
        start, end = offset + word.start(), offset + word.end()
        raise LineFault("C2", messages.no_such_export(word[0]), start, end, suggestion=near)
    marked = False
    following = _WORD.search(line, word.end())
    if following is not None and following[0].lower() == "marked":
        marked = True
        following = _WORD.search(line, following.end())
    if following is None:
        return Export(what=what, marked=marked)
    start = offset + following.start()
    if following[0].lower() != "to":
        raise LineFault("C6", messages.export_shape(), start, offset + len(line.rstrip()))
    path = trimmed(line, following.end(), len(line)).text
    if not path:
        raise LineFault("C6", messages.export_shape(), start, offset + following.end(), unfinished=True)
    between = inside(path)
    return Export(what=what, marked=marked, path=path if between is None else between)


def print_export(export: Export) -> str:
    """The line that reads back as the same export."""
    said = f"export {export.what}" + (" marked" if export.marked else "")
    if not export.path:
        return said
    safe = export.path == export.path.strip() and not re.search('[;"“”]', export.path)
    return f"{said} to {export.path if safe else quoted(export.path)}"
