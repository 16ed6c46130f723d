"""Private psychotherapy notes in a conversation: heard, written, removed, with the passphrase of their author."""

from __future__ import annotations

from plantui.cli.line.clients import introduced
from plantui.cli.line.notes import END
from plantui.cli.line.room import Room
from plantui.cli.line.speech import counted, day_said
from plantui.cli.line.talk import Ended
from plantui.documents.prose import safe
from plantui.practice.private import AT_THE_START, PrivateBook, unlock
from plantui.quickentry.palette import Command
from plantui.vault.private import PrivateNote, PrivatePage, refuse_plain


class _Rested(Exception):
    """No line has come for so long that the store is to be locked."""


def private(room: Room, command: Command) -> None:
    """`private`: your private notes about the client; they are closed again when you leave them, or the store locks.

    Whoever unlocks the store afterwards may be somebody else.
    """
    chart, session = room.chart(), room.session
    summary = room.practice.summary(chart.id)
    assert summary is not None
    refuse_plain(session.store.key is not None)
    typed = session.passphrases.read(f"Passphrase of {room.practice.acting().user.initials}")
    book = unlock(session.store, typed, room.practice.acting, session.terminal)
    locks, rested = room.talk.on_idle, False
    room.talk.on_idle = _rest
    try:
        page = book.open(chart.id)
        room.talk.say(f"{counted(len(page.notes), 'private note')} about {introduced(room, summary)}.")
        while (after := _turn(room, book, chart.id, page)) is not None:
            page = after
    except _Rested:
        rested = True
    finally:
        room.talk.on_idle = locks
        book.close()
    room.talk.say("Private notes closed.")
    if rested:
        locks()


def _rest() -> None:
    raise _Rested


def _turn(room: Room, book: PrivateBook, chart: str, page: PrivatePage) -> PrivatePage | None:
    """One question about the notes; None once they are to be closed."""
    told = [f"{at}, {_said(room, note)}" for at, note in enumerate(page.notes, 1)]
    room.talk.say(*told)
    typed = room.talk.ask("A number reads one. Or write, remove and a number, or Enter to close.")
    word, _, rest = typed.partition(" ")
    if not word:
        return None
    if word.casefold() == "write":
        return _write(room, book, chart, page)
    removing = word.casefold() == "remove"
    number = (rest if removing else word).strip()
    if not number.isascii() or not number.isdigit() or not 1 <= int(number[:6]) <= len(page.notes):
        room.talk.say(f"There is no private note {number[:20]}.")
        return page
    note = page.notes[int(number) - 1]
    if not removing:
        room.talk.say(*safe(note.text).splitlines())
        return page
    room.may_change()
    if not room.talk.agreed(f"Remove the private note of {_said(room, note)} for good?"):
        room.talk.say("Nothing was removed.")
        return page
    after = book.drop(chart, note)
    room.talk.say("Removed. Snapshots hold what was until they go.")
    return after


def _write(room: Room, book: PrivateBook, chart: str, page: PrivatePage) -> PrivatePage:
    room.may_change()
    if not page.notes:
        room.talk.say(AT_THE_START)
    room.talk.say("The note, line by line. A line with only a full stop ends it.")
    lines: list[str] = []
    try:
        while (line := room.talk.read_raw()).strip() != END:
            lines.append(line)
    except (_Rested, Ended, KeyboardInterrupt):
        # There are no drafts of private notes: what was typed so far is kept as it is.
        if "".join(lines).strip():
            book.add(chart, "\n".join(lines))
        raise
    if not "".join(lines).strip():
        room.talk.say("No private note was kept.")
        return page
    after = book.add(chart, "\n".join(lines))
    room.talk.say(f"Private note {len(after.notes)} is kept.")
    return after


def _said(room: Room, note: PrivateNote) -> str:
    return day_said(note.at.astimezone().date(), room.session.now.date())
