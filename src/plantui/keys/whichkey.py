"""The strip of second keys that shows after a prefix."""

from __future__ import annotations

import msgspec

from plantui.keys import token
from plantui.keys.context import Context
from plantui.keys.grapheme import cells
from plantui.keys.hint import WIDE, Shown
from plantui.keys.keymap import Keymap

FAMILIES = {
    "a": "add",
    "s": "status",
    "x": "export",
    "g": "go",
    "z": "view",
    "ctrl+o": "text menu",
}
"""What the default prefixes stand for."""

_NAMED = {
    "status.new": ("new", "not started"),
    "status.active": ("act", "active"),
    "status.met": ("met", "reached (asks the date)"),
    "status.hold": ("hld", "on hold"),
    "status.stopped": ("dis", "discontinued (asks why)"),
}


class WhichKey(msgspec.Struct, frozen=True):
    """One row of the strip."""

    key: str
    """The key to press next, as printed. Keys that must still follow it stand behind it."""
    name: str
    """What it is, in a word or three."""
    detail: str
    """What it does; empty where the name says it all."""
    word: str
    """The word for the footer under the strip."""
    action: str
    """The action id; empty for a key of the user's."""


def which_key(prefix: str, context: Context, keymap: Keymap) -> tuple[WhichKey, ...]:
    """The keys that may follow a prefix here, in catalogue order; the user's own come last."""
    typed = tuple(prefix.split(" "))
    rows = []
    for binding in keymap.table(context).under(typed):
        key = token.shown(" ".join(binding.sequence[len(typed) :]))
        action = keymap.registry.get(binding.action)
        if action is None:
            rows.append(WhichKey(key, binding.line, "", binding.line, ""))
            continue
        name, detail = _NAMED.get(action.id, (action.word, action.title))
        rows.append(WhichKey(key, name, "" if detail == name else detail, action.word, action.id))
    order = {action_id: place for place, action_id in enumerate(keymap.registry.ids)}
    rows.sort(key=lambda row: order.get(row.action, len(order)))
    return tuple(rows)


def family(prefix: str, context: Context, keymap: Keymap) -> str:
    """What a prefix stands for (`status`), whatever key it is on; empty when nothing is known."""
    for row in which_key(prefix, context, keymap):
        action = keymap.registry.get(row.action)
        for keys in action.keys.values() if action else ():
            for one in keys:
                first, space, _ = one.partition(" ")
                if space and first in FAMILIES:
                    return FAMILIES[first]
    return ""


def which_footer(prefix: str, context: Context, keymap: Keymap, width: int) -> tuple[Shown, ...]:
    """The footer while a prefix is pending: second keys with their words, then the cancel key.

    Where room is short the last words go, the keys stay: the strip over it has all the words.
    """
    rows = [(row.key, row.word) for row in which_key(prefix, context, keymap)]
    cancel = keymap.keys_text("ui.cancel", context)
    shown = [*rows, (cancel, "")] if cancel else rows
    gap = 3 if width >= WIDE else 2
    for at in reversed(range(len(rows))):
        if 1 + sum(cells(f"{key} {word}".strip()) for key, word in shown) + gap * (len(shown) - 1) <= width:
            break
        shown[at] = (shown[at][0], "")
    return tuple(shown)
