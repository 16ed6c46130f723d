"""What a terminal sends when a key is pressed."""

from __future__ import annotations

import re
from collections.abc import Iterable

NAMED = {
    "enter": "\r",
    "tab": "\t",
    "shift+tab": "\x1b[Z",
    "esc": "\x1b",
    "escape": "\x1b",
    "space": " ",
    "backspace": "\x7f",
    "insert": "\x1b[2~",
    "delete": "\x1b[3~",
    "pageup": "\x1b[5~",
    "pagedown": "\x1b[6~",
    "f1": "\x1bOP",
    "f2": "\x1bOQ",
    "f3": "\x1bOR",
    "f4": "\x1bOS",
    "f5": "\x1b[15~",
    "f6": "\x1b[17~",
    "f7": "\x1b[18~",
    "f8": "\x1b[19~",
    "f9": "\x1b[20~",
    "f10": "\x1b[21~",
    "f11": "\x1b[23~",
    "f12": "\x1b[24~",
    "ctrl+space": "\x00",
}
ARROWS = {"up": "A", "down": "B", "right": "C", "left": "D", "home": "H", "end": "F"}
MODIFIERS = {"shift": 2, "alt": 3, "ctrl": 5}
CONTROL_LETTER = re.compile(r"ctrl\+([a-z@\[\\\]^_])")


def encode(key: str, *, application_cursor: bool = False) -> bytes:
    """The bytes of one key: a character, a name (`enter`, `pageup`, `f1`), `ctrl+j`, `alt+x` or `shift+up`.

    With `application_cursor` (mode DECCKM) the plain arrows are sent as a terminal then sends them.

    Raises:
        ValueError: the key is none of these.
    """
    if len(key) == 1:
        return key.encode()
    if key in NAMED:
        return NAMED[key].encode()
    if key in ARROWS:
        return f"\x1b{'O' if application_cursor else '['}{ARROWS[key]}".encode()
    if match := CONTROL_LETTER.fullmatch(key):
        return bytes([ord(match[1].upper()) & 0x1F])
    modifier, _, rest = key.partition("+")
    if modifier in MODIFIERS and rest in ARROWS:
        return f"\x1b[1;{MODIFIERS[modifier]}{ARROWS[rest]}".encode()
    if modifier == "alt" and rest:
        return b"\x1b" + encode(rest)
    raise ValueError(f"no terminal has a key {key!r}")


def is_key(word: str) -> bool:
    """Whether `encode` knows the word."""
    try:
        encode(word)
    except ValueError:
        return False
    return True


def split(words: Iterable[str]) -> list[str]:
    """Words as the keystroke tables write them, one key each: `["c", "rey", "enter"]` is c, r, e, y, enter.

    A word that is the name of a key is that key; anything else is typed letter by letter.
    """
    keys: list[str] = []
    for word in words:
        keys.extend([word] if is_key(word) else ["enter" if char == "\n" else char for char in word])
    return keys
