"""What the environment says about the terminal: whether it will do, and its colours.

Light: the command line asks before it loads the full screen.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from plantui.tui.terminal.palette import THEMES

ESCAPE_DELAY: Final = 0.04
"""Seconds an ESC is held to see whether it begins a longer sequence. `ESCDELAY` (ms) overrides it."""


def refusal(environment: Mapping[str, str]) -> str | None:
    """Return why the full screen cannot run on this terminal, with the next step; None if it can."""
    terminal = environment.get("TERM", "")
    if terminal in ("", "dumb", "unknown"):
        named = f"TERM={terminal}" if terminal else "TERM is not set"
        return (
            f"This terminal cannot show a full screen ({named}). Use `plantui line`, or set TERM, e.g. xterm-256color."
        )
    return None


def escape_delay(environment: Mapping[str, str]) -> float:
    """Return the seconds an ESC is held: `ESCDELAY` in milliseconds (1 to 2000), or 40 ms."""
    given = environment.get("ESCDELAY", "")
    if given.isascii() and given.isdigit() and 1 <= int(given[:6]) <= 2000:
        return int(given[:6]) / 1000
    return ESCAPE_DELAY


def theme_for(chosen: str, environment: Mapping[str, str]) -> str:
    """Return the theme to use on this terminal.

    `NO_COLOR` and terminals without colour get `mono`, `contrast` needs 256 colours and is `mono`
    where they are missing; an unknown name is `dark`.
    """
    terminal = environment.get("TERM", "")
    if environment.get("NO_COLOR") or terminal.startswith(("vt", "dumb")):
        return "mono"
    if chosen == "contrast" and "256" not in terminal and not environment.get("COLORTERM"):
        return "mono" if terminal in ("linux", "xterm", "screen", "ansi", "") else chosen
    return chosen if chosen in THEMES else "dark"
