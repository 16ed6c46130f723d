"""A look: the colours and attributes of a cell, and the shortest way from one to the next."""

from __future__ import annotations

from functools import lru_cache
from typing import Final, NamedTuple

_ATTRIBUTES: Final = {"bold": 1, "underline": 4, "reverse": 7}
_COLOURS: Final = {
    name: code for code, name in enumerate(("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"))
}

# The SGR code that switches an attribute off. Bold and dim share one.
_OFF: Final = {1: 22, 2: 22, 3: 23, 4: 24, 5: 25, 6: 25, 7: 27, 8: 28, 9: 29, 21: 24, 51: 54, 52: 54, 53: 55}

# Attributes that show on a blank cell.
_SHOWS_ON_BLANK: Final = frozenset((4, 5, 6, 7, 9, 21, 51, 52, 53))


class Look(NamedTuple):
    """How a cell is drawn: SGR parameters of the colours ("" is the terminal's own), and attributes."""

    foreground: str = ""
    background: str = ""
    attributes: frozenset[int] = frozenset()

    @property
    def blank(self) -> bool:
        """Whether a space in this look is the same as an erased cell."""
        return not self.background and not self.attributes & _SHOWS_ON_BLANK

    def then(self, other: Look) -> Look:
        """Return this look with another one on top."""
        return Look(
            other.foreground or self.foreground,
            other.background or self.background,
            self.attributes | other.attributes,
        )


PLAIN: Final = Look()
"""The terminal's own colours, no attributes."""


def look(words: str) -> Look:
    """Return the look that words describe: `bold underline reverse`, a colour, `on` a colour.

    Colours are the eight names, `bright_black`, or a number of the 256-colour table.

    Raises:
        ValueError: If a word is not known.
    """
    foreground = background = ""
    attributes = set()
    behind = False
    for word in words.split():
        if word == "on":
            behind = True
        elif word in _ATTRIBUTES:
            attributes.add(_ATTRIBUTES[word])
        elif behind:
            background, behind = _colour(word, 40), False
        else:
            foreground = _colour(word, 30)
    return Look(foreground, background, frozenset(attributes))


def _colour(word: str, base: int) -> str:
    if word == "bright_black":
        return str(base + 60)
    if word in _COLOURS:
        return str(base + _COLOURS[word])
    if word.isascii() and word.isdigit() and int(word) < 256:
        return f"{base + 8};5;{int(word)}"
    raise ValueError(f"{word!r} is not a colour or an attribute")


def _set(new: Look) -> list[str]:
    """Return the SGR parameters that make a look out of the plain one."""
    codes = [str(code) for code in sorted(new.attributes)]
    return codes + [code for code in (new.foreground, new.background) if code]


@lru_cache(maxsize=4096)
def transition(old: Look, new: Look) -> str:
    """Return the shortest sequence that changes the terminal from one look to another."""
    if old == new:
        return ""
    afresh = ["0", *_set(new)] if new != PLAIN else [""]
    changes: list[str] = []
    gone = old.attributes - new.attributes
    off = {_OFF[code] for code in gone}
    changes += [str(code) for code in sorted(off)]
    kept = {code for code in new.attributes & old.attributes if _OFF[code] not in off}
    changes += [str(code) for code in sorted(new.attributes - kept)]
    if old.foreground != new.foreground:
        changes.append(new.foreground or "39")
    if old.background != new.background:
        changes.append(new.background or "49")
    short = min(";".join(changes), ";".join(afresh), key=len)
    return f"\x1b[{short}m"
