"""Keys as a person writes them in a specification, and as a terminal sends them."""

from __future__ import annotations

import re

NAMED = {
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "home": "\x1b[H",
    "end": "\x1b[F",
    "pgup": "\x1b[5~",
    "pgdn": "\x1b[6~",
    "enter": "\r",
    "esc": "\x1b",
    "tab": "\t",
    "stab": "\x1b[Z",
    "space": " ",
    "bs": "\x7f",
    "del": "\x1b[3~",
    "f1": "\x1bOP",
    "f10": "\x1b[21~",
    "lt": "<",
    "SIGHUP": "SIGHUP",
    "RESIZE": "RESIZE",
}
KEY_RE = re.compile(r"<(C-.|M-.|[A-Za-z0-9]+)>|(.)", re.S)


def parse_keys(text: str) -> list[str]:
    """'jj<pgdn><C-c>' -> list of what a terminal would send, one item per key press."""
    keys = []
    for name, char in KEY_RE.findall(text):
        if char:
            keys.append(char)
        elif name.startswith("C-"):
            keys.append(chr(ord(name[2].upper()) & 0x1F))
        elif name.startswith("M-"):
            keys.append("\x1b" + name[2])
        elif name in NAMED:
            keys.append(NAMED[name])
        else:
            raise SystemExit(f"unknown key <{name}>")
    return keys
