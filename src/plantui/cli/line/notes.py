"""Notes in a conversation: written line by line and kept with every line, signed, added to, read."""

from __future__ import annotations

import contextlib
import re

from plantui.cli.line.room import Room
from plantui.cli.line.speech import counted, day_said, mark_said, spoken, together
from plantui.clinical.standing import sealed
from plantui.clinical.trend import show
from plantui.model.chart import Chart
from plantui.model.note import Note, NoteFormat
from plantui.model.signature import SigningMethod
from plantui.practice.commands.notes import DropNote, KeepAddendum, KeepNote
from plantui.practice.commands.signing import signs_by, vouched
from plantui.practice.group_notes import parts_for, sign_addendum, told
from plantui.practice.group_notes import sign_note as signed_and_filed
from plantui.practice.group_text import shared_text
from plantui.practice.notes import draft_of, note_in
from plantui.practice.notes_header import header_of, header_words, over, usual_header
from plantui.practice.refusal import Refused
from plantui.practice.texts import Spot
from plantui.quickentry.header import NoteHeader, parse_header
from plantui.quickentry.note import parse_note
from plantui.quickentry.palette import Command
from plantui.vault.faults import VaultFault

_MINUTES = re.compile(r"(?<=\d)m\b")
END = "."
"""A line of this alone ends a text."""


def note(room: Room, command: Command) -> None:
    """`note`: write today's note, or go on with its draft; `note #1.1+ ...` begins with these words."""
    chart = room.chart()
    room.may_change()
    today = room.session.now.date()
    begun = begun_today(room, chart)
    if begun is not None:
        _go_on(room, begun, command.rest)
        return
    usual = new_header(room, chart)
    room.talk.say(f"New note, {_MINUTES.sub(' minutes', spoken(header_words(usual, today)))}.")
    header = usual
    if not command.rest:
        typed = room.talk.ask("Enter keeps that, or type what differs, such as yesterday, missed, phone or 45m.")
        if typed:
            header = over(parse_header(typed, room.words()), usual)
    write(room, header, room.new_id(), command.rest)


def begun_today(room: Room, chart: Chart) -> Note | None:
    """The draft of today's note; None when there is none."""
    return draft_of(chart, room.session.now.date(), room.practice.acting().user.id)


def new_header(room: Room, chart: Chart) -> NoteHeader:
    """The header of a note that begins today."""
    settings = room.session.setup.settings
    minutes = int(settings.note_length.total_seconds()) // 60
    return usual_header(chart, room.session.now.date(), NoteFormat(settings.note_format), minutes)


def _go_on(room: Room, begun: Note, more: str) -> None:
    today = room.session.now.date()
    if more:
        write(room, header_of(begun), begun.id, _under(begun.text, more))
        return
    day = "today" if begun.date == today else day_said(begun.date, today)
    options = ["go on with it", "read it", "write it anew", "throw it away", "sign it"]
    at = room.talk.choice(f"There is a draft of {day}, {counted(len(begun.text.split()), 'word')}.", options)
    if at == 0:
        write(room, header_of(begun), begun.id, begun.text)
    elif at == 1:
        read_out(room, begun)
    elif at == 2:
        write(room, header_of(begun), begun.id, "")
    elif at == 3 and room.talk.agreed("Throw the draft away? undo brings it back."):
        room.do(DropNote(begun.id))
    elif at == 4:
        sign_note(room, begun.id)


def _under(text: str, more: str) -> str:
    return f"{text.rstrip()}\n{more}" if text.strip() else more


def write(room: Room, header: NoteHeader, note_id: str, text: str) -> None:
    """Take lines until one says only a full stop; then store the note and offer the signature."""
    text = typed_text(room, f"note-{note_id}", text, "The text, line by line. A line with only a full stop ends it.")
    keep(room, header, note_id, text)


def keep(room: Room, header: NoteHeader, note_id: str, text: str) -> None:
    """Store a note and offer the signature; without words there is none."""
    if not text.strip():
        room.talk.say("No note was kept.")
        _done(room, f"note-{note_id}")
        return
    room.do(KeepNote(text, header, note_id))
    _done(room, f"note-{note_id}")
    _understood(room, text, note_id)
    sign_note(room, note_id)


def typed_text(room: Room, target: str, text: str, question: str) -> str:
    """A text of several lines, kept as a draft with every line, so that a lost connection loses none."""
    spot = Spot(room.chart().id, target)
    before = text
    room.talk.say(question)
    if text:
        room.talk.say(f"It ends: {text.rstrip().splitlines()[-1]}")
    while True:
        line = room.talk.read_raw()
        if line.strip() == END:
            return text
        text = f"{text.rstrip()}\n{line}" if text.strip() else line
        with contextlib.suppress(VaultFault):
            room.texts.typed(spot, 0, before, text)


def _done(room: Room, target: str) -> None:
    with contextlib.suppress(VaultFault):
        room.texts.done(Spot(room.chart().id, target))


def _understood(room: Room, text: str, note_id: str) -> None:
    """Say what was read in a note: marks, scores, and codes nobody knows."""
    reading = parse_note(shared_text(text, room.chart()), room.words())
    said = [
        f"{link.code} {mark_said(link.mark)}" if link.mark is not None else link.code
        for link in reading.links
        if link.code and not link.replaced
    ]
    measures = room.session.library.measures
    for score in room.chart().measures:
        known = measures.get(score.measure)
        if score.note == note_id and known is not None and score.total is not None:
            said.append(f"{known.short} {show(score.total)}")
    if said:
        room.talk.say(f"Read in it: {together(said)}.")
    else:
        room.talk.say("It links to no line of the plan. A link is #1.1, with a mark #1.1+.")
    room.talk.say(*(spoken(notice.message) for notice in reading.notices))
    room.talk.say(*(spoken(fault.message) for fault in reading.faults))


def ask_signature(room: Room) -> str:
    """What signs, as commands take it: initials, or a voucher for the passphrase; empty leaves it unsigned.

    Raises:
        Refused: S1, that is not the passphrase; or a plain store has none to ask for.
    """
    acting = room.practice.acting()
    if signs_by(acting) is not SigningMethod.PASSPHRASE:
        return room.talk.ask("Sign with your initials, or Enter to leave it unsigned.")
    from plantui.cli.signing import ask_hidden

    room.talk.say("Sign with your passphrase, or Enter to leave it unsigned.")
    typed = ask_hidden("Passphrase")
    return vouched(typed, acting) if typed else ""


def sign_note(room: Room, note_id: str) -> None:
    """Ask for the initials; Enter leaves the note unsigned."""
    kept = note_in(room.chart(), note_id)
    parts = parts_for(room.practice, room.chart(), kept) if kept is not None else ()
    if parts:
        room.talk.say(spoken(f"Signing files it {told(parts)}."))
    initials = ask_signature(room)
    if not initials:
        room.talk.say("Left unsigned.")
        return
    room.may_change()
    chart = room.chart().id
    room.told(signed_and_filed(room.practice, chart, note_id, initials).message, chart)


def _one_of(room: Room, question: str, found: list[Note]) -> Note | None:
    options = [_named(each) for each in found]
    at = room.talk.choice(question, options)
    return found[at] if at is not None else None


def _named(each: Note) -> str:
    state = "signed" if each.signatures else "draft"
    return f"{each.date.day} {each.date:%B %Y}, {each.kind.value}, {state}"


def notes(room: Room, command: Command) -> None:
    """`notes`: the last nine, to be read by number; `notes 2` begins with the tenth."""
    chart = room.chart()
    newest = sorted(chart.notes, key=lambda each: (each.date, each.written), reverse=True)
    if not newest:
        raise Refused(f"{chart.code} has no notes yet. note begins one.")
    page = int(command.rest) - 1 if command.rest.isascii() and command.rest.isdigit() and command.rest != "0" else 0
    shown = newest[9 * page : 9 * page + 9]
    if not shown:
        raise Refused(f"{chart.code} has {counted(len(newest), 'note')}.")
    more = f" notes {page + 2} says older ones." if len(newest) > 9 * page + 9 else ""
    chosen = _one_of(room, f"{counted(len(newest), 'note')}.{more} Which one is to be read?", shown)
    if chosen is not None:
        read_out(room, chosen)


def read_out(room: Room, found: Note) -> None:
    """Say a note with its addenda, as it was written."""
    room.talk.say(f"Note of {found.date.day} {found.date:%B %Y}, {found.kind.value}.", *found.text.splitlines())
    for each in found.addenda:
        room.talk.say(f"Addendum of {each.at.day} {each.at:%B %Y}.", *each.text.splitlines())


def addendum(room: Room, command: Command) -> None:
    """`addendum`: words added to a sealed note; the original stays."""
    chart, now = room.chart(), room.session.now
    room.may_change()
    found = [each for each in chart.notes if each.signatures and sealed(each.signatures[0], now)]
    found.sort(key=lambda each: (each.date, each.written), reverse=True)
    if not found:
        raise Refused(f"{chart.code} has no sealed note to add to.")
    chosen = _one_of(room, "To which note?", found)
    if chosen is None:
        room.talk.say("Nothing was added.")
        return
    target = f"addendum-{chosen.id}"
    text = typed_text(room, target, command.rest, "The addendum, line by line. A line with only a full stop ends it.")
    if not text.strip():
        room.talk.say("Nothing was added.")
        _done(room, target)
        return
    step = room.do(KeepAddendum(chosen.id, text))
    _done(room, target)
    initials = ask_signature(room)
    after = note_in(room.chart(), chosen.id)
    if initials and after is not None:
        signed = sign_addendum(room.practice, room.chart().id, chosen.id, step.focus, initials)
        room.told(signed.message, room.chart().id)
    else:
        room.talk.say("Left unsigned.")
