"""What a key turned out to mean."""

from __future__ import annotations

import msgspec


class Run(msgspec.Struct, frozen=True):
    """Run an action."""

    action: str
    keys: str
    """The whole sequence that was typed, as tokens."""


class Line(msgspec.Struct, frozen=True):
    """Run a palette line that the user put on a key."""

    line: str
    keys: str


class Pending(msgspec.Struct, frozen=True):
    """A prefix was typed; the next key decides."""

    prefix: str
    strip: bool = False
    """Show the strip of second keys now, without waiting for silence, and keep it."""


class Unknown(msgspec.Struct, frozen=True):
    """A key that means nothing here; a pending prefix is dropped."""

    message: str


class Text(msgspec.Struct, frozen=True):
    """Put this text where the cursor is."""

    text: str


class Edit(msgspec.Struct, frozen=True):
    """An editing key for the field or the note body (`left`, `ctrl+w`, `backspace`)."""

    key: str


class Answer(msgspec.Struct, frozen=True):
    """A single answer to a panel: a digit, a label's letter, a sign."""

    char: str


class Cancel(msgspec.Struct, frozen=True):
    """The cancel key. With `dropped` it only dropped that prefix; without, the ladder is next."""

    dropped: str = ""


class Nothing(msgspec.Struct, frozen=True):
    """A key that is swallowed in silence: the screen is blank."""


Decision = Run | Line | Pending | Unknown | Text | Edit | Answer | Cancel | Nothing
