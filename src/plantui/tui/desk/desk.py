"""The desk: takes every key, synchronously, and lets actions change the state."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from plantui.keys import decision as decided
from plantui.keys.context import Context
from plantui.keys.field import LineField, apply, insert
from plantui.keys.keymap import Keymap
from plantui.keys.machine import Machine
from plantui.library import Library
from plantui.model.chart import Chart
from plantui.practice.command import Command, Step
from plantui.practice.practice import Practice
from plantui.practice.refusal import Refused
from plantui.tui.desk.shown import Shown
from plantui.tui.desk.state import DeskState, Message, MessageKind, SignStage, View
from plantui.tui.desk.typing import type_into

if TYPE_CHECKING:
    from plantui.settings.known import Settings

Action = Callable[["Desk"], None]
"""What a key runs; it finishes before the next key is looked at."""


class Desk:
    """Everything behind the screen: the state, the practice, and the one place that takes keys.

    ``actions`` maps action ids to what runs. ``now`` is the clock. Nothing here waits: changes go to the practice's
    writer.
    """

    def __init__(
        self,
        practice: Practice,
        library: Library,
        keymap: Keymap,
        settings: Settings,
        actions: Mapping[str, Action],
        now: Callable[[], datetime],
        export_dir: Path,
        rehearsal: bool = False,
    ) -> None:
        self.practice = practice
        self.library = library
        self.settings = settings
        self.machine = Machine(keymap)
        self.actions = actions
        self.now = now
        self.rehearsal = rehearsal
        self.state = DeskState()
        self.shown = Shown(self)
        self.last_command: Command | None = None
        self.saved_at: datetime | None = None
        self.done = False
        self.export_dir = export_dir

    @property
    def keymap(self) -> Keymap:
        """The keys in force."""
        return self.machine.keymap

    # keys

    def context(self) -> Context:
        """Where a key pressed now would land."""
        state = self.state
        if state.blank:
            return Context.BLANK
        if self.practice.writer.failure is not None:
            return Context.SAVEFAIL
        if state.confirm is not None:
            return Context.CONFIRM
        if state.sign is not None:
            stage = state.sign.stage
            if stage is SignStage.TOOK_PART:
                return Context.SIGN
            return Context.SIGN_INITIALS if stage is SignStage.INITIALS else Context.SIGN_COMMENT
        if state.line is not None:
            return Context.LINE
        if state.move is not None:
            return Context.MOVE
        if state.view is View.HELP:
            return Context.PICK if state.search.text else Context.HELP
        return Context.NORMAL

    def press(self, key: str) -> None:
        """Take one key, as a token."""
        state = self.state
        before = state.message
        self._decide(self.machine.feed(key, self.context()))
        if state.message is before and before.kind is not MessageKind.ERROR:
            state.message = Message()
        state.strip = self.machine.strip

    def paste(self, text: str) -> None:
        """Take pasted text: typed where text goes, refused elsewhere, never read as keys."""
        self._decide(self.machine.paste(text, self.context()))

    def _decide(self, decision: decided.Decision) -> None:
        if isinstance(decision, decided.Run):
            self.run(decision.action)
        elif isinstance(decision, decided.Text):
            self._type(lambda field: insert(field, decision.text))
        elif isinstance(decision, decided.Edit):
            self._type(lambda field: apply(field, decision.key))
        elif isinstance(decision, decided.Unknown):
            self.say(decision.message, MessageKind.WARNING)
        elif isinstance(decision, decided.Cancel):
            if decision.dropped:
                self.say("")
            else:
                self.run("ui.cancel")

    def run(self, action_id: str) -> None:
        """Run an action; a refusal becomes the message."""
        action = self.actions.get(action_id)
        if action is None:
            return
        known = self.keymap.registry.get(action_id)
        if self.state.read_only and known is not None and known.changes:
            self.say("Read only: this store was opened with --read-only.", MessageKind.WARNING)
            return
        try:
            action(self)
        except Refused as refused:
            code = f"{refused.code} " if refused.code else ""
            self.say(f"{code}{refused.sentence}", MessageKind.WARNING)

    def _type(self, change: Callable[[LineField], LineField]) -> None:
        type_into(self.state, change)

    # saying and doing

    def say(self, text: str, kind: MessageKind = MessageKind.DONE) -> None:
        """Put a sentence into the message line."""
        self.state.message = Message(text, kind)

    def chart(self) -> Chart:
        """The chart of the client that verbs act on.

        Raises:
            Refused: no client is chosen.
        """
        if not self.state.client:
            raise Refused("No client here. a c adds one.")
        return self.practice.chart(self.state.client)

    def do(self, command: Command, chart_id: str = "", *, undo_hint: bool = True) -> Step:
        """Do a command on the chosen client's chart and say what happened.

        Raises:
            Refused: it does not fit.
        """
        step = self.practice.perform(chart_id or self.chart().id, command)
        if step.changed and command.repeatable:
            self.last_command = command
        hint = self.keymap.keys_text("edit.undo", Context.NORMAL)
        self.say(f"{step.message}   {hint} undo" if undo_hint and step.changed and hint else step.message)
        return step
