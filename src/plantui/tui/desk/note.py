"""The page of a note: its text, its header, and what has been read from it while it is typed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, ClassVar

from plantui.keys import body as bodies
from plantui.keys.body import TextBody
from plantui.keys.context import Context
from plantui.keys.field import LineField, apply, insert
from plantui.keys.field import opened as opened_line
from plantui.model.chart import Chart
from plantui.model.note import NoteFormat
from plantui.practice.group_notes import together_words
from plantui.practice.group_text import shared_text
from plantui.practice.notes_header import header_words, over, usual_header
from plantui.practice.refusal import Refused
from plantui.quickentry import LineFault, NoteReading, parse_header, parse_note
from plantui.quickentry.blanks import Blank, parse_blanks
from plantui.quickentry.header import NoteHeader
from plantui.tui.desk import note_links
from plantui.tui.desk.keeping import Typed
from plantui.tui.desk.note_held import HeldNote, Mode
from plantui.tui.desk.note_links import Begun, Match
from plantui.tui.desk.note_room import NoteRoom, note_room
from plantui.tui.text import breaks

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Action, Desk

SIGNS = "+-= "
"""What may follow a link in the list: a mark, or none."""
HEADER = "note header"
"""The history of headers that were typed and left."""


@dataclass(eq=False)
class NotePage(HeldNote):
    """A note of one client: being typed, its header being typed, or being read.

    ``note`` is its id, known before it is kept. ``kept`` is the text as the chart has it, ``begun_as`` the whole
    draft as it was opened. ``line`` is the header while it is typed, ``line_before`` as it was opened, ``fault`` what
    is wrong with it. ``row`` is the row under the cursor while reading, ``top`` the first one shown. ``choice`` is
    the chosen line of the list of objectives, ``moved`` whether it was chosen by hand, ``shut`` the ``#`` whose list
    was closed. ``asked`` is the name of the blank being filled, ``filling`` where its words begin. ``locked`` says
    why it cannot be written on, ``typed_at`` when the last letter was typed. ``holder`` is who types it in another
    terminal, ``struck`` whether it was being typed here when it was taken over, ``mine`` whether the words shown are
    still the ones typed here.
    """

    holds: ClassVar[bool] = True
    acts: ClassVar[dict[str, Action]] = {}
    acts_in: ClassVar[str] = "note_reading"
    chart: str
    note: str
    header: NoteHeader
    body: TextBody
    mode: Mode = "text"
    kept: str = field(default="", repr=False)
    begun_as: str = field(default="", repr=False)
    line: LineField = field(default_factory=opened_line)
    line_before: str = field(default="", repr=False)
    fault: LineFault | None = None
    top: int = 0
    row: int = 0
    choice: int = 0
    moved: bool = False
    shut: int = -1
    asked: str = ""
    filling: int = -1
    locked: str = ""
    typed_at: datetime | None = None
    holder: str = ""
    struck: bool = False
    mine: bool = False

    @property
    def form(self) -> NoteFormat:
        """Its format."""
        return NoteFormat(self.header.format) if self.header.format else NoteFormat.FREE

    # what keys mean here

    def context(self) -> Context:
        """TEXT while writing, LINE in the header, NOTE while reading."""
        return {"text": Context.TEXT, "header": Context.LINE, "reading": Context.NOTE}[self.mode]

    def focus(self) -> str:
        """Its footer and help."""
        if self.holder:
            return "held"
        return "header" if self.mode == "header" else "signed" if self.locked else "note"

    def typing(self) -> bool:
        """Whether letters are typed."""
        return self.mode != "reading"

    def field(self) -> LineField | None:
        """The header while it is typed."""
        return self.line if self.mode == "header" else None

    def put(self, desk: Desk, field: LineField) -> None:
        """The header, changed."""
        self.line, self.fault = field, None

    def type(self, desk: Desk, text: str) -> None:
        """Letters go into the text or into the header."""
        self.typed_at = desk.now()
        if self.mode == "header":
            self.line, self.fault = insert(self.line, text), None
            return
        self.complete_for(desk, text)
        blank = self.blank_here()
        start = self.body.cursor
        if blank is not None and text.strip():
            self.asked, self.filling = blank.name, start
            self.put_body(bodies.replace(self.body, start, start + blank.end - blank.start, text))
        else:
            self.put_body(bodies.insert(self.body, text))

    def blank_here(self) -> Blank | None:
        """The blank that begins at the cursor."""
        row = self._row_text()
        if "{" not in row:
            return None
        return next((each for each in parse_blanks(row).blanks if each.start == self._in_row()), None)

    def _row_text(self) -> str:
        start = self.body.text.rfind("\n", 0, self.body.cursor) + 1
        end = self.body.text.find("\n", start)
        return self.body.text[start : len(self.body.text) if end < 0 else end]

    def _in_row(self) -> int:
        return self.body.cursor - self.body.text.rfind("\n", 0, self.body.cursor) - 1

    def edit(self, desk: Desk, key: str) -> None:
        """Editing keys change the text; in the open list of objectives the arrows choose."""
        self.typed_at = desk.now()
        if self.mode == "header":
            self.line, self.fault = apply(self.line, key), None
            return
        found = self.offered(desk) if key in ("up", "down", "enter") else []
        if found and key != "enter":
            self.choice = max(0, min(self.choice + (1 if key == "down" else -1), len(found) - 1))
            self.moved = True
        elif found and self.moved:
            self.take(desk)
        else:
            room = self.room(desk)
            self.put_body(bodies.apply(self.body, key, self.wrap(desk), max(1, room.rows - 1)))

    def put_body(self, body: TextBody) -> None:
        """Take another text; the list of objectives begins at its first line again."""
        if body.text != self.body.text:
            self.choice, self.moved = 0, False
        self.body = body

    def step(self, desk: Desk, by: int) -> None:
        """Another row, while reading."""
        self.row = max(0, min(self.row + by, len(self.rows(desk)) - 1))

    def cancel(self, desk: Desk) -> bool:
        """Out of the header, then the list, then from writing to reading."""
        if self.struck:
            self.struck = False
        elif self.mode == "header":
            if self.line.text != self.line_before:
                desk.remember(HEADER, self.line.text)
            self.mode = "text"
            self.fault = None
        elif self.mode == "text" and self.offered(desk):
            begun = self.begun()
            self.shut = begun.start if begun is not None else -1
        elif self.mode == "text":
            self.mode = "reading"
            self.row = bodies.row_of(self.rows(desk), self.body.cursor)
        else:
            return False
        return True

    def closed(self, desk: Desk) -> None:
        """The note is kept as a draft."""
        from plantui.tui.desk import note_keeping

        note_keeping.leave(desk, self)

    def said(self, desk: Desk) -> str:
        """What stands in the message line while nothing was said."""
        if self.mode == "header":
            return "Date, time, length, kind, place, format, in any order.   Enter keeps them"
        begun = self.begun()
        if self.mode == "text" and begun is not None and self.offered(desk):
            goal = begun.typed.lower().removeprefix("g").partition(".")[0]
            of = f" of goal {goal}" if "." in begun.typed else ""
            if begun.typed.partition(".")[2]:
                return f"#{begun.typed}  + = - says how it goes; letters choose an intervention"
            return f"#{begun.typed}  choose an objective{of}"
        blank = self.blank_here() if self.mode == "text" else None
        if blank is not None:
            taken = f"; Tab takes {blank.default}" if blank.default else ""
            return f"{blank.name}: {', '.join(blank.options) or blank.type}   type it{taken}"
        if self.mode == "reading":
            return self.locked or f"Reading. {desk.key('note.edit', Context.NOTE)} writes on."
        return together_words(desk.practice.chart(self.chart), desk.practice.summary)

    def about(self, desk: Desk) -> str:
        """The chart it belongs to."""
        return self.chart

    def stands(self) -> object:
        """Where its cursor stands."""
        return self.mode, self.body.cursor, self.body.text, self.row, self.line.text, self.choice

    # drafts

    def draft(self) -> Typed | None:
        """The text as it is typed, to be kept with every key."""
        if self.locked or (self.kept and self.whole() == self.begun_as):
            return None
        return Typed(self.chart, f"note-{self.note}", self.whole(), self.begun_as)

    def whole(self) -> str:
        """Header and text in one."""
        return joined(self.header, self.body.text)

    def put_whole(self, desk: Desk, text: str) -> None:
        """Show header and text of a draft."""
        from plantui.tui.desk.note_opening import put_whole

        put_whole(desk, self, text)

    def free(self, desk: Desk) -> None:
        """As the chart has it, to be written on."""
        from plantui.tui.desk.note_keeping import free

        free(desk, self)

    def stow(self, desk: Desk) -> Callable[[Desk], None] | None:
        """The page comes back with its draft, the cursor where it was."""
        from plantui.tui.desk.note_opening import come_back

        place = (self.chart, self.note, self.mode, self.body.cursor, self.row)
        return lambda desk: come_back(desk, *place)

    # what is shown

    def room(self, desk: Desk) -> NoteRoom:
        """How the page is shared on this screen."""
        return note_room(desk.state.width, desk.state.height)

    def wrap(self, desk: Desk) -> bodies.Wrap:
        """Where a text breaks into rows; a line that did not change is not measured again."""
        width = self.room(desk).width
        known: dict[str, tuple[tuple[int, int], ...]] = desk.shown.memory("note lines", (self.chart, width))

        def rows(text: str) -> tuple[tuple[int, int], ...]:
            found: list[tuple[int, int]] = []
            at = 0
            for line in text.split("\n"):
                if line not in known:
                    known[line] = breaks(line, width)
                found += [(at + start, at + end) for start, end in known[line]]
                at += len(line) + 1
            return tuple(found)

        return rows

    def rows(self, desk: Desk) -> tuple[tuple[int, int], ...]:
        """The rows of the text as they are drawn."""
        text, width = self.body.text, self.room(desk).width
        made: tuple[tuple[int, int], ...] = desk.shown.keep("note rows", (text, width), lambda: self.wrap(desk)(text))
        return made

    def reading(self, desk: Desk) -> NoteReading:
        """What was understood in the text."""
        words = desk.shown.lexicon()
        key = (self.body.text, id(words))

        def make() -> tuple[object, NoteReading]:
            return words, parse_note(shared_text(self.body.text, desk.practice.chart(self.chart)), words)

        kept: tuple[object, NoteReading] = desk.shown.keep("note reading", key, make)
        return kept[1]

    def begun(self) -> Begun | None:
        """The link being typed."""
        return note_links.begun(self.body.text, self.body.cursor)

    def offered(self, desk: Desk) -> list[Match]:
        """The lines of the plan that the link being typed can become; empty when its list is closed."""
        begun = self.begun() if self.mode == "text" else None
        if begun is None or begun.start == self.shut:
            return []
        return note_links.matches(desk.practice.chart(self.chart), begun.typed)

    # completing

    def complete_for(self, desk: Desk, text: str) -> None:
        """Before a sign or a space: a chosen line of the list, or the only one, becomes the link."""
        if text[:1] not in SIGNS or not text:
            return
        found, begun = self.offered(desk), self.begun()
        if begun is None or not found or note_links.whole(desk.practice.chart(self.chart), begun.typed):
            return
        if self.moved or (len(found) == 1 and text[:1] != " "):
            self.take(desk)

    def take(self, desk: Desk) -> None:
        """Type the rest of the chosen code."""
        found = self.offered(desk)
        if found:
            chosen = found[min(self.choice, len(found) - 1)]
            self.put_body(bodies.insert(self.body, chosen.rest))

    # keeping

    def keep(self, desk: Desk) -> bool:
        """Put the note into the chart as a draft; whether it is there then.

        Raises:
            Refused: its date lies ahead.
        """
        from plantui.tui.desk import note_keeping

        return note_keeping.keep(desk, self)

    # the header

    def open_header(self, desk: Desk) -> None:
        """Type the header."""
        self.line = opened_line(header_words(self.header, desk.now().date()), desk.history(HEADER))
        self.line_before = self.line.text
        self.mode, self.fault = "header", None

    def keep_header(self, desk: Desk) -> None:
        """Back from the header into the text; what was left out is filled as usual. A fault keeps it open."""
        from plantui.tui.desk.note_typing import in_format

        try:
            typed, usual = self.typed_header(desk)
        except LineFault as fault:
            self.fault = fault
            return
        header = over(typed, usual)
        in_format(self, NoteFormat(header.format) if header.format else self.form)
        self.header = header
        self.mode, self.fault = "text", None

    def typed_header(self, desk: Desk) -> tuple[NoteHeader, NoteHeader]:
        """The header as it is typed, and what is usual for what was left out.

        Raises:
            LineFault: it does not read, or its day lies ahead.
        """
        typed = parse_header(self.line.text, desk.shown.lexicon())
        today = desk.now().date()
        day = typed.date or self.header.date or today
        if day > today:
            raise LineFault("D5", "A note tells of a visit that was", 0, len(self.line.text))
        return typed, usual_header(desk.practice.chart(self.chart), day, self.form, minutes(desk))

    def rested(self, desk: Desk) -> None:
        """What is wrong with the header is said after a rest."""
        if self.mode == "header":
            try:
                self.typed_header(desk)
            except LineFault as fault:
                self.fault = fault


def joined(header: NoteHeader, text: str) -> str:
    """A draft: the header on a line of its own, then the text."""
    return f"{header_words(header, date.min)}\n\n{text}"


def minutes(desk: Desk) -> int:
    """The practice's length of a visit."""
    return int(desk.settings.note_length.total_seconds() // 60)


def page_here(desk: Desk) -> NotePage:
    """The note that has the keys.

    Raises:
        Refused: there is none.
    """
    page = desk.state.scene
    if not isinstance(page, NotePage):
        raise Refused("That works in a note.")
    return page


def chart_of(desk: Desk, page: NotePage) -> Chart:
    """The chart of a note."""
    return desk.practice.chart(page.chart)
