"""The caseload in numbers as a page: no names, no codes of clients."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from plantui.clinical.picture import Figure, picture
from plantui.tui.desk.scene import Leaf

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Action, Desk


@dataclass(eq=False)
class PicturePage(Leaf):
    """The figures; ``top`` is the first line shown."""

    top: int = 0

    def focus(self) -> str:
        """Its footer and help."""
        return "entry"

    def stow(self, desk: Desk) -> Callable[[Desk], None] | None:
        """The page comes back where it was."""
        top = self.top
        return lambda desk: desk.open(PicturePage(top))


def figures(desk: Desk) -> list[Figure]:
    """The figures of the practice as it stands."""
    today = desk.now().date()

    def make() -> list[Figure]:
        measures = desk.library.measures
        summaries = desk.practice.summaries()
        short = {name: measures[name].short for each in summaries for name in each.measures if name in measures}
        return picture(summaries, today, desk.now(), desk.settings.review_window, short)

    found: list[Figure] = desk.shown.keep("picture", (desk.practice.version, today), make)
    return found


def open_picture(desk: Desk) -> None:
    """The caseload in numbers."""
    if not isinstance(desk.state.page, PicturePage):
        desk.open(PicturePage())


ACTIONS: dict[str, Action] = {"caseload.stats": open_picture}
"""Action id -> what runs."""
