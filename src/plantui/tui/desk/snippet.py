"""The list of snippets over a note."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from plantui.keys.context import Context
from plantui.keys.field import LineField, opened
from plantui.practice.refusal import Refused
from plantui.tui.desk.note import NotePage, page_here
from plantui.tui.desk.phrasebook import phrasebook
from plantui.tui.desk.scene import Scene

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Action, Desk


@dataclass(eq=False)
class SnippetPanel(Scene):
    """The snippets whose name or words hold what is typed."""

    panel: ClassVar[bool] = True
    acts: ClassVar[dict[str, Action]] = {}
    page: NotePage
    typed: LineField = field(default_factory=opened)
    cursor: int = 0
    top: int = 0

    def context(self) -> Context:
        """A search field with a list."""
        return Context.PICK

    def focus(self) -> str:
        """Its footer."""
        return "snippets"

    def field(self) -> LineField | None:
        """What is typed."""
        return self.typed

    def put(self, desk: Desk, field: LineField) -> None:
        """Another search: the list begins at its first row."""
        self.typed, self.cursor = field, 0

    def found(self, desk: Desk) -> list[tuple[str, str]]:
        """Names and phrases that fit, names first."""
        wanted = self.typed.text.strip().lstrip(";").casefold()
        phrases = phrasebook(desk).snippets().phrases
        named = [each for each in phrases.items() if each[0].casefold().startswith(wanted)]
        rest = [each for each in phrases.items() if each not in named and wanted in f"{each[0]} {each[1]}".casefold()]
        return named + rest

    def step(self, desk: Desk, by: int) -> None:
        """Another row."""
        self.cursor = max(0, min(self.cursor + by, len(self.found(desk)) - 1))

    def about(self, desk: Desk) -> str:
        """The chart of the note."""
        return self.page.chart

    def stands(self) -> object:
        """What is typed and chosen."""
        return self.typed.text, self.cursor


def open_snippets(desk: Desk) -> None:
    """The list of snippets.

    Raises:
        Refused: there are none.
    """
    page = page_here(desk)
    known = phrasebook(desk).snippets()
    if not known.phrases:
        if known.problems:
            raise Refused(f"snippets.toml: {known.problems[0].sentence}")
        raise Refused('No snippets yet: name = "phrase", one a line, in snippets.toml beside your settings.')
    desk.open(SnippetPanel(page))


def take(desk: Desk) -> None:
    """Put the chosen phrase into the note.

    Raises:
        Refused: nothing fits.
    """
    from plantui.tui.desk.note_typing import put_phrase

    panel = desk.state.scene
    if not isinstance(panel, SnippetPanel):
        raise Refused("That works in the list of snippets.")
    found = panel.found(desk)
    if not found:
        raise Refused(f"No snippet fits {panel.typed.text}.")
    phrase = found[min(panel.cursor, len(found) - 1)][1]
    desk.close(panel)
    put_phrase(panel.page, panel.page.body.cursor, phrase)


SnippetPanel.acts = {"pick.accept": take}
