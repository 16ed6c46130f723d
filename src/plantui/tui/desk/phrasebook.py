"""The person's snippets: `;name` and Tab while a note is typed."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from plantui.settings.own_files import Stamp, read_text, stamp
from plantui.settings.problem import Problem
from plantui.settings.snippets import Snippets, read_snippets

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Desk

_NAMED = re.compile(r"(?:^|[\s(\"'])(;([A-Za-z][A-Za-z0-9_-]*))\Z")


class Phrasebook:
    """The person's snippets, read again when their file changes; without a file there are none."""

    def __init__(self, file: Path | None = None) -> None:
        self.file = file
        self._seen: Stamp | None = None
        self._known = Snippets()

    def snippets(self) -> Snippets:
        """The snippets as the file has them now."""
        if self.file is None:
            return self._known
        now = stamp(self.file)
        if now != self._seen:
            self._seen = now
            text = read_text(self.file) if now is not None else None
            if isinstance(text, Problem):
                self._known = Snippets({}, (text,))
            else:
                self._known = read_snippets(text, self.file) if text is not None else Snippets()
        return self._known

    def before(self, text: str, cursor: int) -> tuple[int, str] | None:
        """Where the ``;name`` before the cursor begins, and its phrase; None when there is none of that name."""
        line = text.rfind("\n", 0, cursor) + 1
        match = _NAMED.search(text[line:cursor])
        phrase = self.snippets().phrases.get(match[2]) if match is not None else None
        return (line + match.start(1), phrase) if match is not None and phrase is not None else None


def phrasebook(desk: Desk) -> Phrasebook:
    """The snippets of whoever sits here."""
    file = desk.paths.snippets_file if desk.paths is not None else None
    book: Phrasebook = desk.shown.keep("phrasebook", file, lambda: Phrasebook(file))
    return book
