"""A mistake in a keymap file, said so that it can be put right."""

from __future__ import annotations

import msgspec


class Problem(msgspec.Struct, frozen=True):
    """One mistake, with its place."""

    line: int
    """Line in the file, from 1."""
    entry: str
    """The offending key or id as written."""
    reason: str
    """What is wrong, as a sentence that begins with the entry."""
    nearest: str = ""
    """The known id or key that looks most like it; empty when none does."""

    @property
    def sentence(self) -> str:
        """`line 4: note.nwe is not an action. Did you mean note.new?`, on one line and without controls."""
        ask = f" Did you mean {self.nearest}?" if self.nearest else ""
        said = f"line {self.line}: {self.reason}.{ask}"
        return "".join(one if one.isprintable() else "\N{REPLACEMENT CHARACTER}" for one in said)
