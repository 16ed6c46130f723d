"""What was said in this run, for the log page. In memory only."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

MOST = 500
"""How many messages are kept."""


class Said(NamedTuple):
    """One message: when it was said, its words, and whether it was a warning."""

    at: datetime
    text: str
    warning: bool = False


@dataclass
class Journal:
    """The messages of this run, oldest first."""

    said: list[Said] = field(default_factory=list)

    def note(self, at: datetime, text: str, *, warning: bool) -> None:
        """Keep a message; nothing said and the same again at once are not kept."""
        if text and not (self.said and self.said[-1].text == text):
            self.said.append(Said(at, text, warning))
            del self.said[:-MOST]
