"""The notes of one client: a list to read in, to filter, to write on from, with addenda and exports."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from plantui.clinical.filters import fold
from plantui.keys.context import Context
from plantui.keys.field import LineField, opened
from plantui.model.chart import Chart
from plantui.model.note import Note
from plantui.practice.commands.notes import DropNote
from plantui.practice.group_notes import missing
from plantui.practice.refusal import Refused
from plantui.tui.desk.note import NotePage
from plantui.tui.desk.note_addendum import open_addendum
from plantui.tui.desk.note_opening import find_draft, open_note
from plantui.tui.desk.note_sign import open_strip
from plantui.tui.desk.scene import RECALLED, Scene

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Action, Desk


@dataclass(eq=False)
class NoteList(Scene):
    """The list: the note under the cursor, the first row shown, the filter, and whether it is being typed."""

    follows: ClassVar[bool] = True
    acts: ClassVar[dict[str, Action]] = {}
    cursor: str = ""
    top: int = 0
    line: LineField = field(default_factory=opened)
    filtering: bool = False

    def context(self) -> Context:
        """Letters are verbs, while the filter is typed they go there."""
        return Context.LINE if self.filtering else Context.NORMAL

    def focus(self) -> str:
        """Its footer and help."""
        return "search" if self.filtering else "notes"

    def field(self) -> LineField | None:
        """The filter while it is typed."""
        return self.line if self.filtering else None

    def put(self, desk: Desk, field: LineField) -> None:
        """The filter, changed."""
        self.line = field

    def cancel(self, desk: Desk) -> bool:
        """Clear the filter first."""
        if self.filtering or self.line.text:
            desk.remember("note filter", self.line.text)
            self.filtering, self.line = False, opened()
            return True
        return False

    def step(self, desk: Desk, by: int) -> None:
        """Another note."""
        found = self.notes(desk)
        if found:
            at = next((at for at, note in enumerate(found) if note.id == self.cursor), 0)
            self.cursor = found[max(0, min(at + by, len(found) - 1))].id

    def client_changed(self, desk: Desk) -> None:
        """Begin at the newest note."""
        self.cursor, self.top = "", 0

    def stands(self) -> object:
        """The note under the cursor."""
        return self.cursor, self.line.text, self.filtering

    def stow(self, desk: Desk) -> Callable[[Desk], None] | None:
        """The list comes back at the same note; its filter is words and stays behind."""
        cursor = self.cursor
        return lambda desk: desk.open(NoteList(cursor))

    def notes(self, desk: Desk) -> list[Note]:
        """The notes that the filter leaves, newest visit first."""
        chart = desk.shown.chart()
        if chart is None:
            return []
        key = (id(chart), self.line.text)

        def make() -> tuple[Chart, list[Note]]:
            return chart, filtered(chart, self.line.text)

        kept: tuple[Chart, list[Note]] = desk.shown.keep("notes", key, make)
        return kept[1]

    def here(self, desk: Desk) -> Note | None:
        """The note under the cursor."""
        found = self.notes(desk)
        return next((note for note in found if note.id == self.cursor), found[0] if found else None)


def filtered(chart: Chart, typed: str) -> list[Note]:
    """The notes that hold every word: in their text, their kind, their day, or ``draft`` and ``unsigned``."""
    newest = sorted(chart.notes, key=lambda note: (note.date, note.start or "", note.written, note.id), reverse=True)
    wanted = fold(typed).split()
    if not wanted:
        return newest

    def words(note: Note) -> str:
        day = f"{note.date:%a} {note.date.day} {note.date:%b %B %Y} {note.date.isoformat()}"
        waits = "" if note.signatures else "draft unsigned"
        return fold(f"{day} {note.kind} {note.place or ''} {note.format} {waits} {note.text}")

    return [note for note in newest if all(word in words(note) for word in wanted)]


def open_list(desk: Desk) -> None:
    """The notes of the chosen client.

    Raises:
        Refused: there are none.
    """
    chart = desk.chart()
    if not chart.notes:
        raise Refused(f"{chart.code} has no notes yet. {desk.key('note.new')} writes one.")
    page = desk.state.page
    here = page.note if isinstance(page, NotePage) and page.chart == chart.id else ""
    if not isinstance(page, NoteList):
        desk.open(NoteList(here))


def list_here(desk: Desk) -> tuple[NoteList, Note]:
    """The list that has the keys and the note under its cursor.

    Raises:
        Refused: no note fits the filter.
    """
    page = desk.state.scene
    if not isinstance(page, NoteList):
        raise Refused("That works in the list of notes.")
    note = page.here(desk)
    if note is None:
        raise Refused("No note fits the filter.")
    return page, note


def read(desk: Desk) -> None:
    """Open the note to be read."""
    _, note = list_here(desk)
    open_note(desk, desk.chart(), note)


def write(desk: Desk) -> None:
    """Write on in the draft.

    Raises:
        Refused: it is signed.
    """
    _, note = list_here(desk)
    if note.signatures:
        key = desk.key("addendum.add")
        raise Refused(f"The note of {note.date.day} {note.date:%b} is signed. {key} adds an addendum.")
    open_note(desk, desk.chart(), note, writing=True)


def sign(desk: Desk) -> None:
    """Sign the note under the cursor; it is on the screen while it is signed."""
    _, note = list_here(desk)
    show_and_sign(desk, desk.chart(), note)


def show_and_sign(desk: Desk, chart: Chart, note: Note) -> None:
    """Open a note to be read with the sign strip under it.

    Raises:
        Refused: it is signed.
    """
    if note.signatures and not missing(desk.practice, chart, note):
        raise Refused(f"The note of {note.date.day} {note.date:%b} is signed already.")
    open_note(desk, chart, note)
    open_strip(desk, chart.id, note.id, desk.state.scene)


def sign_oldest(desk: Desk, chart: Chart) -> None:
    """Sign the oldest unsigned note of a client.

    Raises:
        Refused: there is none.
    """
    show_and_sign(desk, chart, find_draft(desk, chart))


def remove(desk: Desk) -> None:
    """Throw a draft away.

    Raises:
        Refused: it is signed.
    """
    page, note = list_here(desk)
    found = page.notes(desk)
    at = found.index(note)
    desk.do(DropNote(note.id))
    rest = page.notes(desk)
    page.cursor = rest[min(at, len(rest) - 1)].id if rest else ""


def add(desk: Desk) -> None:
    """An addendum to the note under the cursor, or to the note that is open.

    Raises:
        Refused: it is a draft, or its signature can still be taken back.
    """
    page = desk.state.scene
    if isinstance(page, NotePage):
        open_addendum(desk, page.chart, page.note)
    elif isinstance(page, NoteList):
        _, note = list_here(desk)
        open_addendum(desk, desk.chart().id, note.id)
    else:
        raise Refused(f"An addendum adds to a note: {desk.key('note.list')} lists them.")


def filter_here(desk: Desk) -> None:
    """Type a filter."""
    page = desk.state.scene
    if isinstance(page, NoteList):
        page.filtering = True
        page.line = opened(page.line.text, desk.history("note filter"))


def keep_filter(desk: Desk) -> None:
    """Keep the filter as it is typed."""
    page = desk.state.scene
    if isinstance(page, NoteList):
        page.filtering = False
        desk.remember("note filter", page.line.text)


NoteList.acts = {
    "item.open": read,
    "edit.line": write,
    "sign.open": sign,
    "item.remove": remove,
    "filter.open": filter_here,
    "line.commit": keep_filter,
    "line.done": keep_filter,
    **RECALLED,
}
ACTIONS: dict[str, Action] = {"note.list": open_list, "addendum.add": add}
"""Action id -> what runs."""
