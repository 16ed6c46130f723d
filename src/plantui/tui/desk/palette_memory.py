"""What a run remembers of commands: the recent ones, and which keys were told."""

from __future__ import annotations

from dataclasses import dataclass, field

MOST_RECENT = 20
"""How many recent actions and lines are kept."""


@dataclass
class PaletteMemory:
    """Recent actions by id and lines as typed, each the latest first, and the actions whose key was told."""

    actions: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    told: set[str] = field(default_factory=set)

    def ran(self, action_id: str) -> None:
        """An action was run from the palette."""
        self.actions = [action_id, *(each for each in self.actions if each != action_id)][:MOST_RECENT]

    def typed(self, line: str) -> None:
        """A whole line was run."""
        self.lines = [line, *(each for each in self.lines if each != line)][:MOST_RECENT]

    def clear(self) -> None:
        """Forget the lines: they may hold words about a client."""
        self.lines.clear()
