"""What is wrong on a page of statements, with its place."""

from __future__ import annotations

import msgspec


class StatementFault(msgspec.Struct, frozen=True):
    """One fault; what it is about is left out or read as said, the rest of the page holds.

    Attributes:
        file: the page.
        line: line in it, from 1; 0 when the whole file is meant.
        what: one or two sentences: what is wrong, and what to do.
    """

    file: str
    line: int
    what: str

    @property
    def sentence(self) -> str:
        """``insomnia.md line 4: ...``, without controls."""
        said = f"{self.file}{f' line {self.line}' if self.line else ''}: {self.what}"
        return "".join(one if one.isprintable() else "\N{REPLACEMENT CHARACTER}" for one in said)


def nearest(word: str, known: tuple[str, ...]) -> str:
    """`` Did you mean goals?`` when a known word looks like this one, else nothing."""
    from difflib import get_close_matches

    found = get_close_matches(word.lower()[:80], [one.lower() for one in known], n=1, cutoff=0.6)
    close = next((one for one in known if found and one.lower() == found[0]), "")
    return f" Did you mean {close}?" if close else ""
