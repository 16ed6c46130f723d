"""What the footers are made of: hints for actions and prefixes, and those that stand on most screens."""

from __future__ import annotations

from plantui.keys.hint import Hint


def hint(actions: str, *words: str, rank: int = 5, prefer: str = "", wide: bool | None = None) -> Hint:
    """A hint for actions, their ids with spaces between."""
    return Hint(actions=tuple(actions.split()), words=words or ("",), rank=rank, prefer=prefer, wide=wide)


def prefix(key: str, *words: str) -> Hint:
    """A hint for the key that begins a family of others."""
    return Hint(prefix=key, words=words)


HELP = hint("help.here", "help", rank=0)
COMMANDS = hint("palette.open", "commands", rank=4)
TYPE = Hint(literal="type", words=("to search",), rank=1)
ESC = hint("ui.cancel", "close", "", rank=2)
MARKS = "progress.up progress.same progress.down"
