"""A text in the person's own editor, for whoever listens to that one better: a line of the plan, or today's note."""

from __future__ import annotations

import os
import sys

from plantui.cli.line.lines import keep_edited, words_of
from plantui.cli.line.marks import coded
from plantui.cli.line.notes import begun_today, keep, new_header
from plantui.cli.line.room import Room
from plantui.practice.notes_header import header_of
from plantui.practice.refusal import Refused
from plantui.quickentry.palette import Command
from plantui.settings.editor import SAID_FIRST, edit_text
from plantui.settings.environment import editor_command
from plantui.settings.leftover import Whence


def editor(room: Room, command: Command) -> None:
    """`editor 1.2`, `editor`: a line of the plan, or today's note."""
    chart = room.chart()
    room.may_change()
    if command.args:
        node = coded(room, list(command.args), "Which line? editor 1.2.")
        typed = _through(room, words_of(room, node), f"edit-{node}", one_line=True).strip()
        keep_edited(room, node, " ".join(typed.split()))
        return
    begun = begun_today(room, chart)
    header = header_of(begun) if begun is not None else new_header(room, chart)
    note = begun.id if begun is not None else room.new_id()
    keep(room, header, note, _through(room, begun.text if begun is not None else "", f"note-{note}"))


def _through(room: Room, text: str, target: str, *, one_line: bool = False) -> str:
    """The text as the editor left it.

    Raises:
        Refused: there is no editor or no terminal, or nothing came back.
    """
    session = room.session
    said = editor_command(session.setup.settings, os.environ)
    if not said:
        raise Refused("No editor is set, or it is switched off. PLANTUI_EDITOR names one; edit and note do without.")
    if sys.stdin is None or not sys.stdin.isatty():
        raise Refused("The editor needs a terminal. edit and note do without.")
    room.talk.say(SAID_FIRST)
    whence = Whence(
        vault=session.store.vault.id,
        who=room.practice.acting().user.id,
        chart=room.chart_id,
        target=target,
        rev=room.practice.revision(room.chart_id),
        one_line=one_line,
    )
    edited = edit_text(
        text, said, session.setup.paths.runtime, os.environ, no_color=session.flags.no_color, whence=whence
    )
    if edited.said:
        room.talk.say(edited.said)
    if edited.problem:
        raise Refused("Left as it was.")
    return edited.text
