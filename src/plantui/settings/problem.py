"""A mistake in one of a person's files, said so that it can be put right."""

from __future__ import annotations

from pathlib import Path

import msgspec


class Problem(msgspec.Struct, frozen=True):
    """One mistake, with its place."""

    file: Path | None
    """The file; None for an environment variable."""
    line: int
    """Line in the file, from 1; 0 when the whole file is meant."""
    what: str
    """What is wrong and what holds instead, as sentences."""
    nearest: str = ""
    """The known name that looks most like the faulty one; empty when none does."""

    @property
    def sentence(self) -> str:
        """`config.toml line 4: lock.aftr is not a setting. Did you mean lock.after?`, without controls."""
        where = ""
        if self.file is not None:
            where = f"{self.file}{f' line {self.line}' if self.line else ''}: "
        ask = f" Did you mean {self.nearest}?" if self.nearest else ""
        said = f"{where}{self.what}{ask}"
        return "".join(one if one.isprintable() else "\N{REPLACEMENT CHARACTER}" for one in said)


def nearest(word: str, known: tuple[str, ...]) -> str:
    """The known word that looks most like this one; empty when none does."""
    from difflib import get_close_matches

    found = get_close_matches(word.lower(), known, n=1, cutoff=0.6)
    return found[0] if found else ""
