"""A page of plain sentences that can be turned: the log, the check of the terminal, what the store was found to be."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from plantui.tui.desk.scene import Leaf

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Desk

Sentence = tuple[str, str]
"""A line of the page and its style; it is wrapped, and what is wrapped is indented like its beginning."""


@dataclass(eq=False)
class PlainPage(Leaf):
    """The sentences as they were when the page was opened, or as they are now; ``top`` is the first line shown."""

    title: str
    sentences: Callable[[Desk], Sequence[Sentence]]
    top: int = 0

    def focus(self) -> str:
        """Its footer and help."""
        return "page"


def show(desk: Desk, title: str, sentences: Callable[[Desk], Sequence[Sentence]], top: int = 0) -> None:
    """Open a page, in the place of one of the same title."""
    page = desk.state.page
    if isinstance(page, PlainPage) and page.title == title:
        desk.close(page)
    desk.open(PlainPage(title, sentences, top))
