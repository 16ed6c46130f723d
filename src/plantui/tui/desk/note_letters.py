"""A panel over a note in which a letter chooses."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from plantui.keys import body as bodies
from plantui.keys.context import Context
from plantui.practice.refusal import Refused
from plantui.tui.desk.note import NotePage
from plantui.tui.desk.scene import Scene

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Desk

LETTERS = "asdfghjklqwertyuiopzxcvbnm"
"""Letters in the order in which they are given out."""

LetterRow = tuple[str, str, str]
"""Letter, what it stands for, the words beside it."""


def letter_rows(rows: Iterable[tuple[str, str]]) -> tuple[LetterRow, ...]:
    """Rows with a letter each, as long as there are letters."""
    return tuple((letter, name, words) for letter, (name, words) in zip(LETTERS, rows, strict=False))


@dataclass(eq=False)
class LetterPanel(Scene):
    """Rows with letters. With ``marking`` the panel stays, and + - = mark what was chosen last."""

    panel: ClassVar[bool] = True
    page: NotePage
    title: str
    rows: tuple[LetterRow, ...]
    choose: Callable[[Desk, NotePage, str], None]
    marking: bool = False
    chosen: str = ""

    def context(self) -> Context:
        """Letters answer."""
        return Context.JUMP

    def focus(self) -> str:
        """Its footer."""
        return "link" if self.marking else "letters"

    def answer(self, desk: Desk, char: str) -> None:
        """Take a letter, or the sign behind one.

        Raises:
            Refused: no row has this letter.
        """
        if self.marking and self.chosen and char in "+-=":
            self.page.put_body(bodies.insert(self.page.body, char))
            return
        found = next((row for row in self.rows if row[0] == char.lower()), None)
        if found is None:
            desk.close(self)
            if char != " ":
                raise Refused(f"{char} is not in this list. It is closed.")
            return
        self.choose(desk, self.page, found[1])
        self.chosen = found[1]
        if not self.marking:
            desk.close(self)

    def about(self, desk: Desk) -> str:
        """The chart of the note."""
        return self.page.chart

    def stands(self) -> object:
        """What was chosen."""
        return self.chosen, self.page.body.text
