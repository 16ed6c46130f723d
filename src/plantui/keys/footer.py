"""The last row of every screen: the keys that matter here."""

from __future__ import annotations

from plantui.keys.context import Context as C
from plantui.keys.footing import COMMANDS, ESC, HELP
from plantui.keys.footing_pages import PAGE, PAGES
from plantui.keys.footing_panels import PANELS
from plantui.keys.footing_typing import TYPING
from plantui.keys.hint import NARROW_MOST, WIDE, WIDE_MOST, Hint, Shown, Told, fitted
from plantui.keys.keymap import Keymap

_FOOTERS: dict[tuple[C, str], tuple[Hint, ...]] = {**PAGES, **TYPING, **PANELS}


def focuses(context: C) -> tuple[str, ...]:
    """The places of a context that have a footer of their own; the empty one is the context's."""
    return tuple(focus for one, focus in _FOOTERS if one is context)


def hints_of(context: C, focus: str) -> tuple[Hint, ...]:
    """The hints of a place with a footer of its own, without help and commands; none for another place."""
    return tuple(hint for hint in _FOOTERS.get((context, focus), ()) if hint not in (HELP, COMMANDS, ESC))


def footer(context: C, focus: str, width: int, keymap: Keymap, told: Told | None = None) -> tuple[Shown, ...]:
    """Keys and words for the last row, in order.

    Args:
        context: Where keys are pressed.
        focus: The pane or panel (`plan`, `glance`, `add`, `statements`); one without a footer of its
            own gets the context's, and a context without one gets the footer of a page.
        width: Columns of the screen. At most ten hints from 120 columns, eight below.
        keymap: The keys in force; what is not registered is not shown.
        told: Keys and words of this moment, by the hint's first action
            (`{"line.deeper": ("", "intervention")}`).
    """
    if context is C.BLANK:
        keys = [keymap.keys_text("privacy.blank", C.ANY), keymap.keys_text("privacy.blank", C.BLANK)]
        return ((" or ".join(dict.fromkeys(one for one in keys if one)), ""),)
    fallback = _FOOTERS.get((context, ""), PAGE)
    hints = _FOOTERS.get((context, focus), fallback)
    most = WIDE_MOST if width >= WIDE else NARROW_MOST
    return fitted(hints, context, width, keymap, told=told, most=most)
