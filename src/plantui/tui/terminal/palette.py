"""Palettes: what the style words look like in each theme.

`dark` and `light` use the terminal's own sixteen colours and its own background, so the user's
colours rule. `contrast` uses the terminal's own text colour, and where it colours, black or white
on a background of its own, so that text stays above 7:1 whatever lies behind. `mono` has bold,
underline and reverse only; `NO_COLOR` selects it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from rich.style import Style

THEMES: Final = ("dark", "light", "contrast", "mono")
"""The names a user can choose."""

_MONO: Final[dict[str, str]] = {
    "bar": "bold",
    "title": "bold",
    "head": "bold",
    "cursor": "reverse",
    "here": "underline",
    "ticked": "bold",
    "label": "bold reverse",
    "match": "underline",
    "overdue": "bold",
    "must": "bold",
    "field": "underline",
    "caret": "reverse",
    "selected": "reverse",
    "key": "bold",
    "rehearsal": "bold reverse",
    "strong": "bold",
}

_DARK: Final[dict[str, str]] = _MONO | {
    "focus": "cyan",
    "code": "cyan",
    "ticked": "bold yellow",
    "overdue": "bold red",
    "soon": "yellow",
    "better": "green",
    "worse": "red",
    "must": "bold red",
    "ask": "yellow",
    "suggestion": "bright_black",
    "field": "not underline",
}

_LIGHT: Final[dict[str, str]] = _DARK | {
    "focus": "blue",
    "code": "blue",
    "ticked": "bold magenta",
    "soon": "magenta",
    "ask": "magenta",
}

_CONTRAST: Final[dict[str, str]] = _MONO | {
    "focus": "bold reverse",
    "overdue": "bold color(231) on color(52)",
    "must": "bold color(231) on color(52)",
    "soon": "color(16) on color(226)",
    "ask": "color(16) on color(226)",
    "better": "color(231) on color(22)",
    "worse": "color(231) on color(52)",
}

_LOOKS: Final[Mapping[str, dict[str, str]]] = {
    "dark": _DARK,
    "light": _LIGHT,
    "contrast": _CONTRAST,
    "mono": _MONO,
}


def theme_for(chosen: str, no_color: bool) -> str:
    """Return the theme to use: `mono` when colour is not wanted, `dark` for an unknown name."""
    return "mono" if no_color else chosen if chosen in THEMES else "dark"


class Palette:
    """Turns style words into rich styles, for one theme."""

    def __init__(self, theme: str = "dark") -> None:
        self.theme: Final = theme_for(theme, no_color=False)
        self._looks = _LOOKS[self.theme]
        self._styles: dict[str, Style] = {"": Style.null()}

    @property
    def colourful(self) -> bool:
        """Whether grey text may be used; where not, a suggestion is put in parentheses."""
        return self.theme in ("dark", "light")

    def style(self, words: str) -> Style:
        """Return the style of one or more words; an unknown word looks like ordinary text."""
        style = self._styles.get(words)
        if style is None:
            style = Style.combine(Style.parse(self._looks.get(word, "")) for word in words.split())
            self._styles[words] = style
        return style
