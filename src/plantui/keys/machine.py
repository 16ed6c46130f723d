"""The machine that reads keys: one pending prefix is all it remembers."""

from __future__ import annotations

from plantui.keys import token
from plantui.keys.context import Context, inserts
from plantui.keys.decision import (
    Answer,
    Cancel,
    Decision,
    Edit,
    Line,
    Nothing,
    Pending,
    Run,
    Text,
    Unknown,
)
from plantui.keys.keymap import Binding, Keymap, Sequence

EDITING = frozenset(
    {
        "left",
        "right",
        "ctrl+left",
        "ctrl+right",
        "up",
        "down",
        "home",
        "end",
        "backspace",
        "delete",
        "ctrl+a",
        "ctrl+e",
        "ctrl+w",
        "ctrl+u",
        "ctrl+k",
        "ctrl+d",
    }
)
"""Keys that edit a line wherever no action has them."""
_EDITING_TEXT = EDITING | {"enter", "pageup", "pagedown"}
_DIGIT = "measure.answer"
_POINT = (token.from_character("."), token.from_character(","))
"""What stands between the digits of a number, on one keyboard or another."""


class Machine:
    """Turns keys into decisions, one at a time, without a clock.

    A prefix waits as long as it takes. The same keys in one burst and one by one come to the same
    decisions, because nothing but the keys and the context is looked at.
    """

    def __init__(self, keymap: Keymap) -> None:
        self.keymap = keymap
        self.pending: Sequence = ()
        """The prefix typed so far."""
        self.strip = False
        """Whether the strip of second keys was asked for with `?`."""

    @property
    def prefix(self) -> str:
        """The pending prefix as tokens (`g`, `ctrl+o`); empty when there is none."""
        return " ".join(self.pending)

    def drop(self) -> None:
        """Forget a pending prefix."""
        self.pending = ()
        self.strip = False

    def feed(self, key: str, context: Context) -> Decision:
        """What one key means here.

        Args:
            key: A token (`token.from_name`, `token.from_character`).
            context: Where it is pressed. A prefix typed in another context that means nothing in
                this one is dropped together with the key, so that a panel which appears meanwhile is
                never answered by accident.
        """
        table = self.keymap.table(context)
        prefix = self.pending
        sequence = (*prefix, key)
        if prefix:
            alone = table.get((key,))
            if alone is not None and alone.action == "ui.cancel":
                dropped = self.prefix
                self.drop()
                return Cancel(dropped)
            if alone is not None and alone.action == "privacy.blank" and not token.is_printable(key):
                # Somebody has come in: that does not wait for a second key.
                self.drop()
                return self._hit(alone, key)
        binding = table.get(sequence)
        if binding is not None:
            self.drop()
            return self._hit(binding, key)
        if table.is_prefix(sequence):
            self.pending = sequence
            return Pending(self.prefix, self.strip)
        if prefix:
            if key == "?" and table.is_prefix(prefix):
                self.strip = True
                return Pending(self.prefix, strip=True)
            self.drop()
            return Unknown(self._unknown_second(prefix, key))
        return self._unbound(key, context)

    def paste(self, text: str, context: Context) -> Decision:
        """What pasted text means here; a pending prefix is dropped.

        Line ends become spaces in one-line fields, only the first line is used in a search field,
        and everywhere else the paste is refused: pasted text is never read as keys.
        """
        self.drop()
        if context is Context.TEXT:
            return Text(text.replace("\r\n", "\n").replace("\r", "\n"))
        if context is Context.LINE:
            return Text(" ".join(text.splitlines()))
        if context in (Context.PICK, Context.HELP, Context.LOCK):
            lines = text.splitlines()
            return Text(lines[0] if lines else "")
        if context in (Context.BLANK, Context.LOCK_LEFT):
            return Nothing()
        note = self.keymap.keys_text("note.new", context)
        return Unknown("Pasted text ignored here." + (f" {note} starts a note." if note else ""))

    def _hit(self, binding: Binding, key: str) -> Decision:
        if binding.line:
            return Line(binding.line, binding.keys)
        if binding.action == "ui.cancel":
            return Cancel()
        if binding.action == _DIGIT:
            return Answer(token.typed(key))
        return Run(binding.action, binding.keys)

    def _unbound(self, key: str, context: Context) -> Decision:
        if context is Context.BLANK:
            return Nothing()
        if inserts(context):
            if token.is_printable(key):
                return Text(token.typed(key))
            if key in (_EDITING_TEXT if context is Context.TEXT else EDITING):
                return Edit(key)
        elif context is Context.JUMP and token.is_printable(key):
            return Answer(token.typed(key))
        elif context is Context.MEASURE and key in _POINT:
            return Answer(".")
        told = self.keymap.keys_text("help.here", context)
        return Unknown(f"{token.shown(key)} is not a key here." + (f" {told} shows them." if told else ""))

    def _unknown_second(self, prefix: Sequence, key: str) -> str:
        first = token.shown(" ".join(prefix))
        return f"{first} {token.shown(key)} is not a key. {first} ? shows them."
