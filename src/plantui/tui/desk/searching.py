"""A search with a list under it: what the palette, the statement picker and other panels share."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from plantui.keys.context import Context
from plantui.keys.field import LineField, opened
from plantui.tui.desk.scene import Scene

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Desk


@dataclass(eq=False)
class SearchPanel(Scene):
    """What is typed, the match under the cursor, and the first match shown. Up, down and pages move by ``step``."""

    panel: ClassVar[bool] = True
    history: ClassVar[str] = ""
    """The history that a search goes to when the panel closes; empty keeps none."""
    typed: LineField = field(default_factory=opened)
    cursor: int = 0
    top: int = 0

    def context(self) -> Context:
        """A search field with a list."""
        return Context.PICK

    def field(self) -> LineField | None:
        """The search."""
        return self.typed

    def put(self, desk: Desk, field: LineField) -> None:
        """Search anew: other words have other matches."""
        if field.text != self.typed.text:
            self.cursor = self.top = 0
        self.typed = field

    def count(self, desk: Desk) -> int:
        """How many matches there are."""
        return 0

    def step(self, desk: Desk, by: int) -> None:
        """Another match."""
        self.cursor = max(0, min(self.cursor + by, self.count(desk) - 1))

    def stands(self) -> object:
        """What is typed and the match under the cursor."""
        return self.typed, self.cursor

    def closed(self, desk: Desk) -> None:
        """What was typed waits in history."""
        if self.history:
            desk.remember(self.history, self.typed.text)
