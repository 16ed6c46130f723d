"""Opening notes: a new one, a draft to go on with, a signed one to read, one that was being typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantui.keys import body as bodies
from plantui.model.chart import Chart
from plantui.model.note import Note, NoteFormat
from plantui.practice.notes import draft_of, note_in
from plantui.practice.notes_format import empty_text, starts
from plantui.practice.notes_header import header_of, usual_header
from plantui.practice.refusal import Refused
from plantui.practice.texts import Spot
from plantui.quickentry import LineFault, parse_header
from plantui.tui.desk import held
from plantui.tui.desk.moving import go_to_client
from plantui.tui.desk.note import NotePage, minutes
from plantui.tui.desk.note_held import Mode
from plantui.tui.desk.note_keeping import signed_words

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Desk
    from plantui.vault.founddraft import FoundDraft


def new_note(desk: Desk) -> None:
    """Write a note for this client's visit; the draft of today, where there is one, goes on."""
    chart = desk.chart()
    acting = desk.practice.acting()
    begun = draft_of(chart, desk.now().date(), acting.user.id)
    if begun is not None:
        open_note(desk, chart, begun, writing=True)
        if isinstance(desk.state.scene, NotePage):
            desk.say("Going on with today's draft.")
        return
    if not held_elsewhere(desk, chart):
        desk.open(fresh(desk, chart, acting.new_id()))


def fresh(desk: Desk, chart: Chart, note_id: str) -> NotePage:
    """The page of a note that nothing is written in yet."""
    form = NoteFormat(desk.settings.note_format)
    header = usual_header(chart, desk.now().date(), form, minutes(desk))
    text = empty_text(form)
    first = starts(text, form)
    page = NotePage(chart.id, note_id, header, bodies.opened(text, first[0]))
    page.begun_as = page.whole()
    return page


def open_note(desk: Desk, chart: Chart, note: Note, *, writing: bool = False) -> None:
    """Open a note: a draft to be read or written on, a signed one to be read."""
    writes = writing and not note.signatures and not desk.state.read_only
    target = Spot(chart.id, f"note-{note.id}")
    if writes and held.hold(desk, target, open_held):
        return
    desk.open(page_of(desk, note, chart.id, "text" if writes else "reading"))


def open_held(desk: Desk, found: FoundDraft) -> None:
    """Show a note that another terminal types, as it stands there."""
    page = with_text(desk, found.chart, found.field.partition("-")[2], found.text)
    if not page.locked:
        page.hold_by(held.holder(desk, found))
    desk.open(page)


def held_elsewhere(desk: Desk, chart: Chart) -> bool:
    """Whether another terminal of the same person types the note of today, which is in no chart yet; it asks then."""
    user = desk.practice.acting().user.id
    for found in desk.drafts.typed_elsewhere(chart.id, "note-"):
        note_id = found.field.partition("-")[2]
        if found.owner.who != user or note_in(chart, note_id) is not None:
            continue
        if with_text(desk, chart.id, note_id, found.text).header.date in (None, desk.now().date()):
            desk.open(held.HeldPanel(found, open_held))
            return True
    return False


def page_of(desk: Desk, note: Note, chart: str, mode: Mode) -> NotePage:
    """The page of a note that was kept; writing goes on behind its last section."""
    places = starts(note.text, note.format)
    at = places[0] if note.signatures or not places else next_place(note, places)
    page = NotePage(chart, note.id, header_of(note), bodies.opened(note.text, at), mode, kept=note.text)
    if note.signatures:
        page.locked = signed_words(note)
    page.begun_as = page.whole()
    return page


def next_place(note: Note, places: list[int]) -> int:
    """Where one goes on writing: in the first section that says nothing, else at the end."""
    for at in places:
        if note.text[:at].endswith("\n"):
            return at
    return places[-1]


def last_place(text: str, form: NoteFormat) -> int:
    """Where a text goes on that was being typed: behind the last section that says something."""
    places = starts(text, form)
    written = [at for at in places if text[:at].strip() and not text[:at].endswith("\n")]
    at = written[-1] if written else places[0]
    return at + len(text[at:]) - len(text[at:].lstrip(" "))


def with_text(desk: Desk, chart: str, note_id: str, text: str) -> NotePage:
    """The page of a draft as it was being typed: its header on the first line, then the text."""
    there = note_in(desk.practice.chart(chart), note_id)
    page = page_of(desk, there, chart, "text") if there is not None else None
    if page is None:
        page = fresh(desk, desk.practice.chart(chart), note_id)
    if not page.locked:
        put_whole(desk, page, text)
    return page


def put_whole(desk: Desk, page: NotePage, text: str) -> None:
    """Put a draft into its page: the header on the first line, then the text."""
    first, _, rest = text.partition("\n\n")
    try:
        page.header = parse_header(first, desk.shown.lexicon())
    except LineFault:
        rest = text
    page.body = bodies.opened(rest, last_place(rest, page.form))


def come_back(desk: Desk, chart: str, note_id: str, mode: Mode, cursor: int, row: int) -> None:
    """Open a note again after a lock, as it was being typed."""
    go_to_client(desk, chart)
    typed = desk.drafts.text_of(Spot(chart, f"note-{note_id}"))
    there = note_in(desk.practice.chart(chart), note_id)
    if typed is not None:
        page = with_text(desk, chart, note_id, typed)
    elif there is not None:
        page = page_of(desk, there, chart, mode)
    else:
        page = fresh(desk, desk.practice.chart(chart), note_id)
    page.mode = "reading" if page.locked else "text" if mode == "header" else mode
    page.body = bodies.move(page.body, cursor)
    page.row = row
    desk.open(page)


def reopen_note(desk: Desk, chart: str, target: str, text: str) -> None:
    """Go on with a note that was being typed when the terminal went away.

    Raises:
        Refused: it was signed meanwhile.
    """
    note_id = target.partition("-")[2]
    go_to_client(desk, chart)
    page = with_text(desk, chart, note_id, text)
    if page.locked:
        raise Refused("That note was signed meanwhile.")
    desk.open(page)


def find_draft(desk: Desk, chart: Chart) -> Note:
    """The oldest unsigned note of a client.

    Raises:
        Refused: there is none.
    """
    from plantui.practice.notes import unsigned

    waiting = unsigned(chart)
    if not waiting:
        raise Refused(f"{chart.code} has no unsigned note. {desk.key('note.new')} writes one.")
    return waiting[0]
