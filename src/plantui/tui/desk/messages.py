"""The message line: the newest message wins, and its kind says how long it stays.

What was done stays until the next key and two seconds more. A warning stays until something moves, an error until Esc
answers it: what is said over it passes, and it stands again.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from plantui.model.fault import ChartFaults
from plantui.practice.refusal import Refused
from plantui.tui.desk.state import Message, MessageKind
from plantui.vault.faults import VaultFault

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Desk

LINGERS = timedelta(seconds=2)
"""How long a message stays to be read after the key that came next."""
GRAVE = "E3"
"""How the codes of errors begin that stay until they are answered: the store, the disk, permissions."""


def say(desk: Desk, text: str, kind: MessageKind) -> None:
    """Put a sentence into the message line."""
    state, old = desk.state, desk.state.message
    if old.kind is MessageKind.ERROR and kind is not MessageKind.ERROR:
        if not text:
            return
        state.unanswered = old
    state.message, state.passing = Message(text, kind), ""
    state.journal.note(desk.moment, text, warning=kind is not MessageKind.DONE)


def complain(desk: Desk, error: Exception) -> None:
    """Say why something could not be done."""
    text = ""
    if isinstance(error, Refused):
        text = f"{error.code} {error.sentence}" if error.code else error.sentence
    elif isinstance(error, VaultFault):
        text = f"{error.code} {error}"
    elif isinstance(error, ChartFaults):
        text = f"E304 This chart does not read: {error.faults[0]}"
    elif isinstance(error, OSError):
        place = f" {error.filename}" if error.filename else ""
        text = f"E302 The system said no:{place} {error.strerror or 'cannot be used'}."
    grave = text.startswith(GRAVE) and not isinstance(error, Refused)
    say(desk, text, MessageKind.ERROR if grave else MessageKind.WARNING)


def standing(desk: Desk) -> object:
    """Where everything stands: a warning is dismissed by any movement."""
    state = desk.state
    line = state.line.field if state.line is not None else None
    panels = (state.sign, state.confirm, state.move, state.finder, state.help, state.jump)
    cursors = (state.caseload.cursor, state.tree.cursor, state.queue.cursor)
    scene = state.scene
    seen = (tuple(map(id, state.scenes)), scene.stands() if scene is not None else None)
    return seen, state.pane, state.client, cursors, line, tuple(map(id, panels)), state.blank


def after_key(desk: Desk, said: Message, stood: object) -> None:
    """After a key: what was ``said`` before it goes when its time has come; ``stood`` is how everything stood then."""
    state = desk.state
    if state.passing and desk.moment >= state.passes_at:
        state.passing = ""
    if state.message is not said or said.kind is MessageKind.ERROR:
        return
    if said.kind is MessageKind.DONE or standing(desk) != stood:
        if said.kind is MessageKind.DONE and said.text:
            state.passing, state.passes_at = said.text, desk.moment + LINGERS
        state.message, state.unanswered = state.unanswered, Message()


def rest(desk: Desk) -> float:
    """For how many seconds a message stays that is on its way out; 0 when there is none."""
    state = desk.state
    return max(0.0, (state.passes_at - desk.moment).total_seconds()) if state.passing else 0.0


def answered(desk: Desk) -> bool:
    """Take an error away that was read; whether there was one."""
    if desk.state.message.kind is not MessageKind.ERROR:
        return False
    desk.state.message, desk.state.passing = Message(), ""
    return True
