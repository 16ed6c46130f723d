"""Looks and rich styles: Textual speaks the one, the shadow the other."""

from __future__ import annotations

from functools import lru_cache

from rich.color import Color, ColorSystem
from rich.style import Style

from plantui.tui.terminal.look import PLAIN, Look

_SYSTEMS = {
    "standard": ColorSystem.STANDARD,
    "256": ColorSystem.EIGHT_BIT,
    "truecolor": ColorSystem.TRUECOLOR,
}


@lru_cache(maxsize=4096)
def look_of(style: Style | None, color_system: str | None) -> Look:
    """Return the look of a rich style on a terminal with `color_system` (rich's names).

    The colours are reduced to what the terminal has, as Textual itself does.
    """
    if style is None:
        return PLAIN
    system = _SYSTEMS.get(color_system or "truecolor", ColorSystem.TRUECOLOR)
    attributes = {
        1: style.bold,
        2: style.dim,
        3: style.italic,
        4: style.underline,
        5: style.blink,
        6: style.blink2,
        7: style.reverse,
        8: style.conceal,
        9: style.strike,
        21: style.underline2,
        51: style.frame,
        52: style.encircle,
        53: style.overline,
    }
    return Look(
        _codes(style.color, system, foreground=True),
        _codes(style.bgcolor, system, foreground=False),
        frozenset(code for code, on in attributes.items() if on),
    )


def _codes(color: Color | None, system: ColorSystem, foreground: bool) -> str:
    if color is None or color.is_default:
        return ""
    return ";".join(color.downgrade(system).get_ansi_codes(foreground))


@lru_cache(maxsize=1024)
def style_of(look: Look) -> Style:
    """Return the rich style of a look."""
    return Style(
        color=_color(look.foreground, 30),
        bgcolor=_color(look.background, 40),
        bold=1 in look.attributes or None,
        underline=4 in look.attributes or None,
        reverse=7 in look.attributes or None,
    )


def _color(codes: str, base: int) -> Color | None:
    if not codes:
        return None
    first, _, rest = codes.partition(";")
    if rest:
        return Color.from_ansi(int(rest.partition(";")[2]))
    number = int(first) - base
    return Color.from_ansi(number if number < 8 else number - 60 + 8)
