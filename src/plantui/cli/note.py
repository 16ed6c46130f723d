"""A note by command line: from standard input, or from the editor at a terminal. Never from an argument."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

import click
import msgspec

from plantui.cli import exits, refs
from plantui.cli.door import GlobalCommand
from plantui.cli.session import Session
from plantui.cli.signing import Voice, ask_signature
from plantui.cli.waiting import typed_line
from plantui.cli.writing import day_of, explain, read_stdin, refuse_prose
from plantui.model.note import NoteFormat
from plantui.practice.commands.notes import KeepNote
from plantui.practice.group_notes import sign_note
from plantui.practice.group_text import shared_text
from plantui.practice.lexicon import lexicon
from plantui.practice.notes import note_in
from plantui.practice.notes_format import empty_text, written
from plantui.practice.notes_header import header_words, over, usual_header
from plantui.quickentry import LineFault, parse_header, parse_note
from plantui.quickentry.header import NoteHeader
from plantui.quickentry.mark import print_mark
from plantui.quickentry.messages import and_list
from plantui.settings.leftover import Whence

if TYPE_CHECKING:
    from plantui.model.chart import Chart
    from plantui.model.note import Note


@click.command("note", cls=GlobalCommand)
@click.argument("who", metavar="CLIENT")
@click.argument("prose", metavar="", nargs=-1)
@click.option("--date", "day", metavar="D", help="The day of the visit; today when left out.")
@click.option("--header", "typed", metavar="WORDS", help="Time, length, kind, place, format: '14:00 50m video SOAP'.")
@click.option("--sign", is_flag=True, help="Ask for your initials and sign it.")
@click.option("--draft", is_flag=True, help="Keep it as a draft and ask nothing.")
@click.pass_obj
def note_command(
    session: Session, who: str, prose: tuple[str, ...], day: str | None, typed: str | None, sign: bool, draft: bool
) -> int:
    """A note of a visit, from standard input; at a terminal your editor opens."""
    if prose:
        refuse_prose(who, f"Type: plantui note {who} and write in your editor; or plantui note {who} < FILE")
    if sign and draft:
        raise exits.Stop(exits.USAGE, "--sign and --draft are two different ends. Take one.")
    if sign and not (sys.stderr.isatty() and _person()):
        raise exits.Stop(exits.PERSON, "A signature needs a person at a terminal. --draft keeps the note unsigned.")
    summary = refs.client(session, who)
    chart = session.practice.chart(summary.chart)
    header = _header(session, chart, day, typed)
    form = NoteFormat(header.format) if header.format else NoteFormat.FREE
    text = _text(session, form, lambda: _whence(session, chart, header)).rstrip()
    if not written(text, form):
        if header.kind not in ("missed", "cancelled"):
            raise exits.Stop(exits.USAGE, "Nothing was written, so no note was kept.")
        text = ""
    step = session.practice.perform(summary.chart, KeepNote(text, header))
    session.practice.save()
    note = note_in(session.practice.chart(summary.chart), step.focus)
    assert note is not None
    _warn(session, chart, note)
    if sign:
        message = sign_note(session.practice, summary.chart, note.id, _signature(session)).message
        session.practice.save()
        session.line(message)
        return exits.DONE
    if session.flags.form == "json":
        marks = {code: mark for code, mark in _marks(session, chart, note).items() if mark is not None}
        row = {"client": chart.code, "date": note.date, "note": note.id, "marks": marks, "signed": False}
        session.out_json([row])
    else:
        session.done(f"Draft saved: {_told(session, chart, note)}.")
    return exits.DONE


def _person() -> bool:
    """Whether a terminal is there to ask on, also when the text comes through a pipe."""
    try:
        with open("/dev/tty", "rb") as terminal:
            return terminal.isatty()
    except OSError:
        return False


def _header(session: Session, chart: Chart, day: str | None, typed: str | None) -> NoteHeader:
    """What was typed over what is usual for this client."""
    words = lexicon(chart, session.practice.acting())
    try:
        header = parse_header(typed or "", words)
    except LineFault as fault:
        raise explain(fault, typed or "") from None
    on = day_of(session, day) if day else header.date or words.today
    settings = session.setup.settings
    form = NoteFormat(header.format) if header.format else settings.note_format
    usual = usual_header(chart, on, form, int(settings.note_length.total_seconds() // 60))
    return over(msgspec.structs.replace(header, date=on), usual)


def _whence(session: Session, chart: Chart, header: NoteHeader) -> Whence:
    """What the next start does with the text, if this run is killed while the editor is open."""
    acting = session.practice.acting()
    return Whence(
        vault=session.store.vault.id,
        who=acting.user.id,
        chart=chart.id,
        target=f"note-{acting.new_id()}",
        rev=session.practice.revision(chart.id),
        head=f"{header_words(header, date.min)}\n\n",
    )


def _text(session: Session, form: NoteFormat, whence: Callable[[], Whence]) -> str:
    """The text: from a pipe or a file as it is, at a terminal from the editor, else line by line."""
    if not sys.stdin.isatty():
        return read_stdin("The note")
    from plantui.settings.editor import SAID_FIRST, edit_text
    from plantui.settings.environment import editor_command

    settings = session.setup.settings
    command = editor_command(settings, os.environ)
    if not command:
        return read_stdin("The note")
    session.tell(SAID_FIRST)
    edited = edit_text(
        empty_text(form),
        command,
        session.setup.paths.runtime,
        os.environ,
        no_color=session.flags.no_color,
        whence=whence(),
    )
    if edited.said:
        session.tell(edited.said)
    if edited.problem:
        raise exits.Stop(exits.STORE, "No note was kept.")
    return edited.text


def _signature(session: Session) -> str:
    """What signs; see ``ask_signature``."""
    return ask_signature(session.practice, Voice(session.tell, lambda _: _initials()))


def _initials() -> str:
    """Initials, asked on the terminal itself: standard input may have been the note."""
    print("Initials: ", end="", file=sys.stderr, flush=True)
    with open("/dev/tty", encoding="utf-8") as terminal:
        answer = typed_line(terminal)
    if not answer:
        raise exits.Stop(exits.PERSON, "\nLeft unsigned; the draft is kept.")
    return answer.strip()


def _marks(session: Session, chart: Chart, note: Note) -> dict[str, int | None]:
    """The lines of the plan that the note touches, by code."""
    reading = parse_note(shared_text(note.text, chart), lexicon(chart, session.practice.acting()))
    found: dict[str, int | None] = {}
    for link in reading.links:
        if link.node is not None and not link.replaced:
            found[link.code] = link.mark if link.mark is not None else found.get(link.code)
    return found


def _told(session: Session, chart: Chart, note: Note) -> str:
    parts = [chart.code, f"{note.date.day} {note.date:%b %Y}"]
    for code, mark in _marks(session, chart, note).items():
        parts.append(code if mark is None else f"{code} {print_mark(mark)}")
    return ", ".join(parts)


def _warn(session: Session, chart: Chart, note: Note) -> None:
    """Say what was not understood."""
    reading = parse_note(shared_text(note.text, chart), lexicon(chart, session.practice.acting()))
    for fault in reading.faults:
        session.tell(f"{fault.code} {fault.message}")
    for notice in reading.notices:
        session.tell(f"{notice.code} {notice.message}")
    waiting = [
        event.text
        for event in session.practice.chart(chart.id).events
        if event.kind.value == "risk-item" and not event.answered and event.date <= note.date
    ]
    if waiting and not note.risk:
        session.tell(f"A risk: line is missing: {and_list(waiting)} is open.")
