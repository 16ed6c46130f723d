"""Palettes: what the style words look like in each theme.

`dark` and `light` use the terminal's own sixteen colours and its own background, so the user's
colours rule. `contrast` uses the terminal's own text colour, and where it colours, black or white
on a background of its own, so that text stays above 7:1 whatever lies behind. `mono` has bold,
underline and reverse only; `NO_COLOR` selects it (`surroundings.theme_for`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from plantui.tui.terminal.look import PLAIN, Look, look

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
    "field": "",
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
    "overdue": "bold 231 on 52",
    "must": "bold 231 on 52",
    "soon": "16 on 226",
    "ask": "16 on 226",
    "better": "231 on 22",
    "worse": "231 on 52",
}

_LOOKS: Final[Mapping[str, dict[str, str]]] = {
    "dark": _DARK,
    "light": _LIGHT,
    "contrast": _CONTRAST,
    "mono": _MONO,
}


class Palette:
    """Turns style words into looks, for one theme of `THEMES`; an unknown theme is `dark`."""

    def __init__(self, theme: str = "dark") -> None:
        self.theme: Final = theme if theme in THEMES else "dark"
        self._words = _LOOKS[self.theme]
        self._looks: dict[str, Look] = {"": PLAIN}

    @property
    def grey(self) -> bool:
        """Whether there is grey text; where not, a suggestion is put in parentheses."""
        return self.theme in ("dark", "light")

    def look(self, words: str) -> Look:
        """Return the look of one or more style words; an unknown word looks like ordinary text."""
        found = self._looks.get(words)
        if found is None:
            found = PLAIN
            for word in words.split():
                found = found.then(look(self._words.get(word, "")))
            self._looks[words] = found
        return found
