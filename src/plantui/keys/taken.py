"""Keys that something on the way may take, and what does the same."""

from __future__ import annotations

import msgspec


class Key(msgspec.Struct, frozen=True):
    """A key that does not always arrive.

    Attributes:
        key: the key, as screens print it.
        taker: who is known to take it.
        instead: what to press then.
    """

    key: str
    taker: str
    instead: str


KEYS: tuple[Key, ...] = (
    Key("ctrl+o", "zellij", "F2"),
    Key("ctrl+g", "zellij", "Esc"),
    Key("F1", "GNOME Terminal's help", "?"),
    Key("F2", "byobu, some terminals", "ctrl+o"),
    Key("F3", "byobu, some terminals", "ctrl+o l"),
    Key("F4", "byobu, some terminals", "ctrl+o e, or E"),
    Key("F5", "byobu, some terminals", "ctrl+j"),
    Key("F9", "byobu, some terminals", "ctrl+l, or B"),
    Key("ctrl+j", "tmux with vim-style pane navigation, VS Code's panel", "F5, or Esc q"),
    Key("ctrl+l", "tmux with vim-style pane navigation", "F9, or Esc B"),
    Key("ctrl+s", "flow control of the terminal", "nothing: it is never needed"),
    Key("ctrl+q", "flow control of the terminal", "nothing: it is never needed"),
    Key("ctrl+z", "a shell's job wrapper", "u"),
)
"""Keys that something on the way may take."""
