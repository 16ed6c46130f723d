"""A note between its page and the chart: kept as a draft, taken in again when it changed elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from plantui.keys import body as bodies
from plantui.model.note import Note
from plantui.practice.commands.notes import DropNote, KeepNote
from plantui.practice.notes import note_in
from plantui.practice.notes_format import written
from plantui.practice.notes_header import header_of
from plantui.practice.refusal import Refused
from plantui.quickentry.header import NoteHeader

if TYPE_CHECKING:
    from plantui.practice.command import Step
    from plantui.tui.desk.desk import Desk
    from plantui.tui.desk.note import NotePage

NOT_KEPT = ("missed", "cancelled")
"""Kinds of visits that need no words: that they did not take place is what the note says."""
SIGNED = "Signed"
"""How the sentence begins that says why a signed note cannot be written on."""


def keep(desk: Desk, page: NotePage, *, say: bool = True) -> bool:
    """Put the note into the chart as a draft; whether it is there then.

    While nothing can be stored the draft waits with the other changes. An empty draft goes away.
    """
    if not desk.state.read_only and not page.locked:
        step = _step(desk, page)
        if step is not None and step.changed and say:
            desk.say(desk.told(step))
    return note_in(desk.practice.chart(page.chart), page.note) is not None


def leave(desk: Desk, page: NotePage) -> None:
    """Keep the note as its page goes; when it cannot be, its words stay a draft."""
    try:
        keep(desk, page)
    except Refused as refused:
        desk.warn(f"{refused.sentence} What was typed stays a draft.")


def _step(desk: Desk, page: NotePage) -> Step | None:
    there = note_in(desk.practice.chart(page.chart), page.note)
    if there is not None and there.signatures:
        return None
    text = page.body.text.rstrip()
    if not written(text, page.form):
        if page.header.kind not in NOT_KEPT:
            return desk.practice.perform(page.chart, DropNote(page.note)) if there is not None else None
        text = ""
    if there is not None and there.text.rstrip() == text and same_header(there, page.header):
        return None
    step = desk.practice.perform(page.chart, KeepNote(text, page.header, page.note))
    page.kept = text
    page.begun_as = page.whole()
    return step


def attend(desk: Desk, page: NotePage) -> None:
    """After a key: while the panes are visited from the note it stands in the chart, so that marks go into it.

    When it is on top again, what happened to it meanwhile is taken in.
    """
    if desk.state.scene is page:
        refresh(desk, page)
    elif desk.state.on_main and page.body.text.rstrip() != page.kept.rstrip() and desk.practice.writer.failure is None:
        keep(desk, page, say=False)


def refresh(desk: Desk, page: NotePage) -> None:
    """Take in what happened to the note elsewhere: marks from the tree, the other terminal, undo."""
    try:
        there = note_in(desk.practice.chart(page.chart), page.note)
    except Refused:
        return
    if there is not None and there.signatures and (page.holder or not page.locked):
        page.locked, page.holder, page.struck = signed_words(there), "", False
        page.mode = "reading"
    elif page.holder:
        return
    elif there is not None and not there.signatures and page.locked.startswith(SIGNED):
        page.locked = ""
    if there is None or there.text == page.kept:
        return
    if page.body.text.rstrip() == page.kept.rstrip() or page.locked:
        page.body = bodies.put(page.body, there.text, _same_place(page.body, there.text))
        page.header = header_of(there)
        page.begun_as = page.whole()
    page.kept = there.text


def free(desk: Desk, page: NotePage) -> None:
    """Another terminal is done with the note: as the chart has it, to be written on. One's own words are kept.

    What was typed there and is not in the chart was dropped, or waits as a draft: reading it here does not keep it.
    """
    chart = desk.practice.chart(page.chart)
    if not page.mine and note_in(chart, page.note) is None:
        from plantui.tui.desk.note_opening import fresh

        empty = fresh(desk, chart, page.note)
        page.header, page.body, page.begun_as = empty.header, empty.body, empty.begun_as
        desk.say("Nobody else types this note any more. It is not in the chart.")
    page.holder, page.locked, page.struck, page.mine = "", "", False, False
    page.kept = page.body.text
    refresh(desk, page)


def _same_place(body: bodies.TextBody, text: str) -> int:
    """Where the cursor stands in a text that changed in one place: before that place as it was, behind it moved on."""
    alike = next((at for at, (one, other) in enumerate(zip(body.text, text, strict=False)) if one != other), None)
    before = min(len(body.text), len(text)) if alike is None else alike
    if body.cursor <= before:
        return body.cursor
    longer = len(text.rstrip()) - len(body.text.rstrip())
    return max(before, min(len(text), body.cursor + longer))


def signed_words(note: Note) -> str:
    """Who signed a note and when."""
    by = note.signatures[0]
    name = f"{by.name}, {by.credential}" if by.credential else by.name
    return f"{SIGNED} by {name}, {by.at.day} {by.at:%b %Y %H:%M}."


def same_header(note: Note, header: NoteHeader) -> bool:
    """Whether a note was kept with this header."""
    return msgspec.structs.replace(header_of(note), end=None) == msgspec.structs.replace(header, end=None)
