"""A page of plain sentences that can be turned: the log, the check of the terminal, what the store was found to be."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from plantui.tui.desk.scene import Scene

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Desk

Sentence = tuple[str, str]
"""A line of the page and its style; it is wrapped, and what is wrapped is indented like its beginning."""


@dataclass(eq=False)
class PlainPage(Scene):
    """The sentences as they were when the page was opened, or as they are now; ``top`` is the first line shown."""

    title: str
    sentences: Callable[[Desk], Sequence[Sentence]]
    top: int = 0

    def focus(self) -> str:
        """Its footer and help."""
        return "page"

    def step(self, desk: Desk, by: int) -> None:
        """Turn the page."""
        self.top = max(0, self.top + by)

    def stands(self) -> object:
        """The first line shown."""
        return self.top


def show(desk: Desk, title: str, sentences: Callable[[Desk], Sequence[Sentence]], top: int = 0) -> None:
    """Open a page, in the place of one of the same title."""
    page = desk.state.page
    if isinstance(page, PlainPage) and page.title == title:
        desk.close(page)
    desk.open(PlainPage(title, sentences, top))
