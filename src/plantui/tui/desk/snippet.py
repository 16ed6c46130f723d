"""The list of snippets over a note."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from plantui.practice.refusal import Refused
from plantui.tui.desk.note import NotePage, page_here
from plantui.tui.desk.phrasebook import phrasebook
from plantui.tui.desk.searching import SearchPanel

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Action, Desk


@dataclass(eq=False, kw_only=True)
class SnippetPanel(SearchPanel):
    """The snippets whose name or words hold what is typed."""

    acts: ClassVar[dict[str, Action]] = {}
    page: NotePage

    def focus(self) -> str:
        """Its footer."""
        return "snippets"

    def found(self, desk: Desk) -> list[tuple[str, str]]:
        """Names and phrases that fit, names first."""
        wanted = self.typed.text.strip().lstrip(";").casefold()
        phrases = phrasebook(desk).snippets().phrases
        named = [each for each in phrases.items() if each[0].casefold().startswith(wanted)]
        rest = [each for each in phrases.items() if each not in named and wanted in f"{each[0]} {each[1]}".casefold()]
        return named + rest

    def count(self, desk: Desk) -> int:
        """How many fit."""
        return len(self.found(desk))

    def about(self, desk: Desk) -> str:
        """The chart of the note."""
        return self.page.chart


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
    desk.open(SnippetPanel(page=page))


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
