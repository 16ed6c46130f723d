"""The conversation from the first sentence to the last: a line in, what it does, the next one."""

from __future__ import annotations

import contextlib
import signal
import sys
from collections.abc import Iterator
from types import FrameType

from plantui.cli.exits import DONE, STORE, Stop
from plantui.cli.line.clients import go_to, introduced
from plantui.cli.line.going import Leaving, open_again, shut
from plantui.cli.line.notes import write
from plantui.cli.line.room import Room
from plantui.cli.line.speech import counted, spoken
from plantui.cli.line.talk import Ended, Talk
from plantui.cli.line.verbs import SAME, VERBS
from plantui.cli.session import Session
from plantui.cli.unedited import take_up_all
from plantui.clinical.due import queue
from plantui.model.fault import ChartFaults
from plantui.model.note import NoteFormat
from plantui.model.status import ClientStatus
from plantui.practice.notes import note_in
from plantui.practice.notes_header import header_of, usual_header
from plantui.practice.practice import Clash, Moved
from plantui.practice.refusal import Refused
from plantui.quickentry import LineFault
from plantui.quickentry.palette import Command, parse_command
from plantui.vault.faults import VaultFault

GREETING = "Type help, or quit."


def converse(session: Session, first: str = "") -> int:
    """Talk until somebody leaves; the exit code.

    ``first`` is a line that is carried out first; then the conversation ends with it.
    """
    room = room_of(session)
    _leave_on_signals()
    try:
        _open(room)
        if first:
            _carry_out(room, first)
        else:
            _greet(room)
            _take_up_drafts(room)
            while True:
                _turn(room)
    except (Leaving, Ended, EOFError):
        pass
    except KeyboardInterrupt:
        with contextlib.suppress(Ended):
            room.talk.say("")
    return _end(room)


def room_of(session: Session) -> Room:
    """The room of a conversation; after a rest a sealed store locks itself."""
    settings = session.setup.settings
    idle = settings.lock_after.total_seconds() if sys.stdin is not None and sys.stdin.isatty() else None
    source = sys.stdin.fileno() if sys.stdin is not None else -1
    room = Room(session, Talk(source, sys.stdout, idle), names=session.names)

    def locks() -> None:
        if shut(room):
            minutes = counted(max(1, int(settings.lock_after.total_seconds()) // 60), "minute")
            room.talk.say("", f"Locked after {minutes} without a line.")
            open_again(room)
            room.talk.say("Go on where you were.")

    room.talk.on_idle = locks
    return room


def _open(room: Room) -> None:
    _ = room.practice


def _leave_on_signals() -> None:
    """A hang-up ends the conversation as its own end does: every change is stored, every text is kept."""

    def gone(number: int, frame: FrameType | None) -> None:
        raise Ended

    for number in (signal.SIGHUP, signal.SIGTERM):
        with contextlib.suppress(ValueError, OSError):
            signal.signal(number, gone)


def _greet(room: Room) -> None:
    practice, now = room.practice, room.session.now
    summaries = practice.summaries()
    window = room.session.setup.settings.review_window
    late = sum(1 for row in queue(summaries, now.date(), now, window) if row.group == "overdue")
    in_care = sum(1 for each in summaries if each.status != ClientStatus.DISCHARGED)
    caution = room.session.store.caution()
    if caution:
        room.talk.say(caution)
    overdue = f"{counted(late, 'plan')} overdue" if late else "nothing overdue"
    room.talk.say(f"PlanTUI line mode. {counted(in_care, 'client')}, {overdue}. {GREETING}")


def _take_up_drafts(room: Room) -> None:
    """Offer the texts of notes that were being typed when a terminal went away, in the editor or here."""
    with contextlib.suppress(VaultFault):
        take_up_all(room.session, room.texts)
        for found in room.texts.abandoned():
            summary = room.practice.summary(found.chart)
            kind, _, note_id = found.field.partition("-")
            if summary is None or kind != "note" or not found.text.strip():
                continue
            rest = " Not all of it can be read." if found.fault else ""
            said = f"Draft of a note from {found.at:%H:%M}, {introduced(room, summary)}.{rest}"
            if not room.talk.agreed(f"{said} Go on with it?"):
                continue
            go_to(room, summary)
            room.texts.resume(found)
            chart = room.chart()
            old = note_in(chart, note_id)
            if old is not None and old.signatures:
                room.talk.say("That note is signed already. What was typed:", *found.text.splitlines())
                continue
            form = NoteFormat(room.session.setup.settings.note_format)
            header = header_of(old) if old is not None else usual_header(chart, room.session.now.date(), form)
            with _refusals(room):
                write(room, header, note_id, found.text)


def _turn(room: Room) -> None:
    """One line: read it, do it."""
    try:
        line = room.talk.read()
        if line:
            with _refusals(room):
                # What other terminals stored meanwhile counts from here on.
                room.practice.refresh()
            _carry_out(room, line)
    except KeyboardInterrupt:
        room.talk.say("", "Left as it was. quit leaves.")


def _carry_out(room: Room, line: str) -> None:
    with _refusals(room):
        for command in read(line):
            VERBS[command.verb].run(room, command)


def read(line: str) -> tuple[Command, ...]:
    """The commands of a line.

    Raises:
        LineFault: C4 for a word that is no verb.
    """
    line = line.lstrip(": ")
    word, _, rest = line.partition(" ")
    word = SAME.get(word.casefold(), word.casefold())
    known = VERBS.get(word)
    if known is not None and known.whole:
        start = len(line) - len(rest)
        return (Command(verb=word, rest=rest.strip(), args=tuple(rest.split()), rest_start=start),)
    found = []
    for each in parse_command(f"{word} {rest}", VERBS):
        if each.verb not in VERBS:
            raise LineFault("C4", f"No such command: {each.verb}. help says all verbs.", 0, len(each.verb))
        found.append(each)
    return tuple(found)


@contextlib.contextmanager
def _refusals(room: Room) -> Iterator[None]:
    """Whatever does not fit is said in a sentence; the conversation goes on."""
    talk = room.talk
    try:
        yield
    except LineFault as fault:
        talk.say(spoken(fault.message))
    except Refused as refused:
        talk.say(spoken(refused.sentence))
    except Stop as stop:
        talk.say(stop.sentence)
    except ChartFaults as faults:
        talk.say(*(str(each) for each in faults.faults[:5]))
    except (Clash, Moved):
        talk.say("Another terminal changed this meanwhile. Nothing was done; say it again.")
    except VaultFault as fault:
        if room.practice.writer.waiting:
            talk.say(f"NOT SAVED. {fault.sentence} {fault.next_step} retry tries again.")
        else:
            talk.say(f"{fault.sentence} {fault.next_step}")
    except (Leaving, Ended, KeyboardInterrupt, EOFError):
        raise
    except Exception as error:
        from plantui.settings.clock import WallClock
        from plantui.settings.faultlog import told

        talk.say(told(error, room.session.setup.paths.log, WallClock().now()), "Nothing else was done.")


def _end(room: Room) -> int:
    """Store what waits and leave texts to be found again."""
    code = DONE
    try:
        room.forget_texts()
        if "opened" in room.session.__dict__:
            room.save()
    except Refused as refused:
        with contextlib.suppress(Ended):
            room.talk.say(spoken(refused.sentence))
    except VaultFault as fault:
        code = STORE
        with contextlib.suppress(Ended):
            room.talk.say(f"NOT SAVED. {fault.sentence} {fault.next_step}")
    return code
