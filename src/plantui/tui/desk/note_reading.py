"""What keys do while a note is read: back into the text, links, marks, signature."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantui.keys import body as bodies
from plantui.model.tree import find_code
from plantui.practice.commands.progress import SIGNS, mark_text
from plantui.practice.group_notes import missing
from plantui.practice.notes import note_in, with_mark
from plantui.practice.refusal import Refused
from plantui.practice.texts import Spot
from plantui.quickentry.link import Link
from plantui.tui.desk import held, note_typing, rewinding
from plantui.tui.desk.moving import focus_on, go_to_client
from plantui.tui.desk.note import NotePage, chart_of, page_here
from plantui.tui.desk.note_keeping import refresh
from plantui.tui.desk.note_opening import new_note
from plantui.tui.desk.note_sign import open_strip
from plantui.tui.desk.scene import Visit, only_here
from plantui.tui.desk.snippet import open_snippets
from plantui.tui.desk.state import Pane

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Action, Desk
    from plantui.vault.founddraft import FoundDraft


def write_on(desk: Desk) -> None:
    """Back into the text, at the row under the cursor.

    Raises:
        Refused: it is signed, or another terminal has it.
    """
    page = page_here(desk)
    if page.locked:
        note = note_in(chart_of(desk, page), page.note)
        more = f" {desk.key('addendum.add')} adds an addendum." if note is not None and note.signatures else ""
        raise Refused(f"{page.locked}{more}")
    if held.hold(desk, Spot(page.chart, f"note-{page.note}"), lambda desk, found: _read(desk, page, found)):
        return
    rows = page.rows(desk)
    if bodies.row_of(rows, page.body.cursor) != page.row:
        page.body = bodies.move(page.body, rows[min(page.row, len(rows) - 1)][1])
    page.mode = "text"


def _read(desk: Desk, page: NotePage, found: FoundDraft) -> None:
    """The page that is open already shows the note as another terminal types it."""
    page.show_held(desk, found, held.holder(desk, found))


def links_here(desk: Desk, page: NotePage) -> list[Link]:
    """The links on the row under the cursor."""
    rows = page.rows(desk)
    start, end = rows[min(page.row, len(rows) - 1)]
    return [link for link in page.reading(desk).links if link.start <= end and link.end >= start]


def open_link(desk: Desk) -> None:
    """From a link to its line of the plan; going back returns to the note.

    Raises:
        Refused: there is no link on this row.
    """
    page = page_here(desk)
    links = links_here(desk, page)
    if not links:
        raise Refused("There is no link on this row. Links look like #1.2+1.")
    page.keep(desk)
    plan = desk.shown.plan()
    place = find_code(plan, links[0].code) if plan is not None else None
    if place is None:
        raise Refused(f"{links[0].code} is no longer in the plan.")
    desk.open(Visit())
    go_to_client(desk, page.chart)
    desk.state.tree.folded -= {parent.id for parent in place.parents}
    if place.node.id not in desk.shown.keys(Pane.PLAN):
        desk.state.tree.filter, desk.state.tree.hide_done = "", False
    focus_on(desk, Pane.PLAN)
    desk.state.tree.cursor = place.node.id
    desk.say(f"{desk.key('ui.back')} goes back to the note.")


def _mark(sign: str) -> Action:
    def mark(desk: Desk) -> None:
        page = page_here(desk)
        if page.locked:
            raise Refused(page.locked)
        links = links_here(desk, page)
        if not links:
            raise Refused(f"{sign} marks the objective linked on this row; there is none.")
        link = links[-1]
        old = page.reading(desk).marks.get(link.code)
        value = SIGNS[sign]
        if value and old is not None and old * value > 0:
            value *= 2
        text = with_mark(page.body.text, link.code, value, desk.shown.lexicon())
        page.put_body(bodies.put(page.body, text, page.body.cursor))
        page.keep(desk)
        desk.say(f"{link.code} marked {mark_text(value)} in this note")

    return mark


def sign(desk: Desk) -> None:
    """Sign this note.

    Raises:
        Refused: nothing is written, or it is signed and filed where it belongs.
    """
    page = page_here(desk)
    chart = desk.practice.chart(page.chart)
    note = note_in(chart, page.note)
    if page.locked and (note is None or not missing(desk.practice, chart, note)):
        raise Refused(page.locked)
    if not page.keep(desk):
        raise Refused("Nothing is written yet.")
    open_strip(desk, page.chart, page.note, page)


def take_back(desk: Desk) -> None:
    """Undo: typing while the note is a draft, else the last change."""
    page = page_here(desk)
    if page.locked or not page.body.past:
        rewinding.undo(desk)
        refresh(desk, page)
    else:
        note_typing.undo(desk)


def again(desk: Desk) -> None:
    """Redo: typing while the note is a draft, else the last change."""
    page = page_here(desk)
    if page.locked or not page.body.future:
        rewinding.redo(desk)
        refresh(desk, page)
    else:
        note_typing.redo(desk)


def _section(by: int) -> Action:
    def go(desk: Desk) -> None:
        page = page_here(desk)
        rows = page.rows(desk)
        from plantui.practice.notes_format import HEADINGS

        names = HEADINGS[page.form]
        heads = [at for at, (start, end) in enumerate(rows) if page.body.text[start:end].strip() in names]
        wanted = [at for at in heads if (at > page.row if by > 0 else at < page.row)]
        if wanted:
            page.row = wanted[0] if by > 0 else wanted[-1]

    return go


def stay_here(desk: Desk) -> None:
    """Other clients are a step away from the note."""
    raise Refused(
        f"This note is one client's. {desk.key('ui.back')} leaves it; then {desk.key('client.next')} goes on."
    )


NotePage.acts = {
    "text.done": note_typing.done,
    "text.next_part": note_typing.next_part,
    "text.prev_part": note_typing.prev_part,
    "text.undo": note_typing.undo,
    "text.redo": note_typing.redo,
    "text.link": note_typing.link,
    "text.date": note_typing.date_here,
    "text.time": note_typing.time_here,
    "text.measure": note_typing.measure,
    "text.format": note_typing.change_format,
    "text.snippet": open_snippets,
    "insert.statement": note_typing.statement,
    "line.commit": note_typing.next_part,
    "line.done": note_typing.done,
    "line.deeper": note_typing.next_part,
    "line.shallower": note_typing.next_part,
    "line.prev_match": note_typing.older,
    "line.next_match": note_typing.newer,
    "note.edit": write_on,
    "note.new": write_on,
    "edit.line": write_on,
    "item.open": open_link,
    "progress.up": _mark("+"),
    "progress.down": _mark("-"),
    "progress.same": _mark("="),
    "sign.open": sign,
    "edit.undo": take_back,
    "edit.redo": again,
    "nav.next_part": _section(1),
    "nav.prev_part": _section(-1),
    "client.next": stay_here,
    "client.prev": stay_here,
}

_HERE = (
    "text.done",
    "text.next_part",
    "text.prev_part",
    "text.link",
    "text.date",
    "text.time",
    "text.measure",
    "text.format",
    "text.snippet",
    "note.edit",
)
ACTIONS: dict[str, Action] = {"note.new": new_note, **{name: only_here("a note") for name in _HERE}}
"""Action id -> what runs."""
