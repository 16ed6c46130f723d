"""Key tokens: one spelling for each key, as in the key tables (`j`, `+`, `ctrl+j`, `esc`).

A sequence is tokens with a space between them (`g t`, `ctrl+o l`); the space bar is `space`.
"""

from __future__ import annotations

import unicodedata

NAMED = (
    "esc",
    "enter",
    "tab",
    "shift+tab",
    "space",
    "backspace",
    "delete",
    "insert",
    "up",
    "down",
    "left",
    "right",
    "home",
    "end",
    "pageup",
    "pagedown",
    *(f"f{number}" for number in range(1, 13)),
)
"""Keys that have a name of their own."""

_MOVING = ("up", "down", "left", "right", "home", "end", "pageup", "pagedown")
_SPELLINGS = {
    "escape": "esc",
    "return": "enter",
    "newline": "ctrl+j",
    "page_up": "pageup",
    "page_down": "pagedown",
    "pgup": "pageup",
    "pgdn": "pagedown",
    "del": "delete",
    "backtab": "shift+tab",
    "spacebar": "space",
    "ctrl+space": "ctrl+@",
    "ctrl+at": "ctrl+@",
}
_CHARACTERS = {
    "plus": "+",
    "minus": "-",
    "slash": "/",
    "backslash": "\\",
    "at": "@",
    "underscore": "_",
    "equals_sign": "=",
    "question_mark": "?",
    "exclamation_mark": "!",
    "colon": ":",
    "semicolon": ";",
    "asterisk": "*",
    "number_sign": "#",
    "full_stop": ".",
    "comma": ",",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "left_curly_bracket": "{",
    "right_curly_bracket": "}",
    "left_parenthesis": "(",
    "right_parenthesis": ")",
    "less_than_sign": "<",
    "greater_than_sign": ">",
    "apostrophe": "'",
    "quotation_mark": '"',
    "grave_accent": "`",
    "circumflex_accent": "^",
    "vertical_line": "|",
    "tilde": "~",
    "dollar_sign": "$",
    "percent_sign": "%",
    "ampersand": "&",
}
_CONTROLS = {
    "\r": "enter",
    "\n": "ctrl+j",
    "\t": "tab",
    "\x1b": "esc",
    "\x7f": "backspace",
    "\x08": "backspace",
    " ": "space",
}
_DISPLAY = {
    "esc": "Esc",
    "enter": "Enter",
    "tab": "Tab",
    "shift+tab": "Shift+Tab",
    "pageup": "PageUp",
    "pagedown": "PageDown",
    "home": "Home",
    "end": "End",
    "delete": "Delete",
    "insert": "Insert",
}
_RESERVED_LETTERS = frozenset("abhimq[\\]@")
RESERVED = frozenset({*(f"ctrl+{letter}" for letter in _RESERVED_LETTERS), "ctrl+s"})
"""Keys that no keymap may bind: terminals, multiplexers or flow control use them for something else.

`ctrl+q` and `ctrl+s` carry their default hints and nothing else.
"""


def from_character(character: str) -> str:
    """The token of one raw character: `G` is `G`, a carriage return `enter`, 0x04 `ctrl+d`."""
    if character in _CONTROLS:
        return _CONTROLS[character]
    code = ord(character)
    if code < 32:
        return f"ctrl+{chr(code + 64).lower()}"
    return character


def from_name(name: str, character: str | None = None) -> str:
    """The token of a key as Textual names it (`plus`, `escape`, `ctrl+left_square_bracket`).

    `character` is what the key types, where it types something; it decides for printable keys, so a
    letter of any script is its own token. A name nobody knows is returned unchanged and so stays
    unbound.
    """
    if character is not None and len(character) == 1 and is_text(character):
        return from_character(character)
    lowered = name if len(name) == 1 else name.lower()
    if lowered in _SPELLINGS:
        return _SPELLINGS[lowered]
    head, plus, last = lowered.rpartition("+")
    if plus and head and len(last) > 1:
        return f"{head}+{_character_of(last)}"
    return _character_of(lowered)


def _character_of(name: str) -> str:
    if len(name) == 1 or name in NAMED:
        return name
    if name in _SPELLINGS:
        return _SPELLINGS[name]
    if name in _CHARACTERS:
        return _CHARACTERS[name]
    for spelling in (name.replace("_", " "), name.replace("_", "-")):
        try:
            return unicodedata.lookup(spelling.upper())
        except KeyError:
            continue
    return name


def is_text(character: str) -> bool:
    """Whether one character may stand in a text: all but controls, line separators and surrogates.

    Characters newer than this Python's tables (emoji, mostly) are let through.
    """
    return unicodedata.category(character) not in ("Cc", "Cs", "Zl", "Zp")


def is_printable(token: str) -> bool:
    """Whether pressing this key types something."""
    return token == "space" or (len(token) == 1 and is_text(token))


def typed(token: str) -> str:
    """What a printable key types; empty for other keys."""
    if token == "space":
        return " "
    return token if is_printable(token) else ""


def shown(sequence: str) -> str:
    """A key or a sequence as screens print it: `Esc`, `Tab`, `F3`, `ctrl+j`, `g t`."""
    return " ".join(_shown_one(token) for token in sequence.split(" "))


def _shown_one(token: str) -> str:
    if len(token) > 1 and token[0] == "f" and token[1:].isdigit():
        return token.upper()
    if len(token) == 1 and not token.isprintable():
        return "\N{REPLACEMENT CHARACTER}"
    return _DISPLAY.get(token, token)


def tidy(written: str) -> str:
    """A token as people write it in a file, in our spelling: `Ctrl+O` is `ctrl+o`, `Escape` `esc`."""
    if len(written) == 1:
        return written
    lowered = written.lower()
    return _SPELLINGS.get(lowered, _CHARACTERS.get(lowered, lowered))


def fault(token: str) -> str:
    """Why a token cannot be bound, as the end of a sentence; empty when it can.

    Reserved keys are the ones of `RESERVED`, any `alt+`, any `ctrl+shift+` and shifted arrows.
    """
    if is_printable(token) or (token in NAMED and token not in RESERVED):
        return ""
    if token in RESERVED or token == "ctrl+space":
        return "is reserved"
    if token.startswith("alt+"):
        return "is reserved: alt is read as Esc by many terminals"
    if token.startswith(("ctrl+shift+", "shift+ctrl+")):
        return "is reserved: terminals do not tell ctrl+shift from ctrl"
    if token.startswith("shift+"):
        return "is reserved: many terminals do not send it"
    if token.startswith("ctrl+"):
        rest = token.removeprefix("ctrl+")
        if rest in _MOVING or (len(rest) == 1 and rest.isascii() and rest.isalpha()) or rest == "_":
            return ""
        return "is not sent by terminals"
    return "is not a key"
