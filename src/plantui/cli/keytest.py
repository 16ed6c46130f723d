"""What the terminal really sends: the bytes of each key, and what the program makes of them."""

from __future__ import annotations

import os
import select
import sys

from plantui.cli import exits
from plantui.keys.raw import Reading, flush, split_escape
from plantui.keys.token import NAMED, from_character, is_printable, shown, typed

ENOUGH = 3
"""So many presses of the same key leave."""
REST = 0.15
"""Seconds after which bytes belong to the next key."""
HELD = 0.04
"""Seconds that an Esc waits for what may follow it."""

SEQUENCES = {
    "A": "up",
    "B": "down",
    "C": "right",
    "D": "left",
    "H": "home",
    "F": "end",
    "Z": "shift+tab",
    "P": "f1",
    "Q": "f2",
    "R": "f3",
    "S": "f4",
    "1~": "home",
    "2~": "insert",
    "3~": "delete",
    "4~": "end",
    "5~": "pageup",
    "6~": "pagedown",
    "7~": "home",
    "8~": "end",
    "11~": "f1",
    "12~": "f2",
    "13~": "f3",
    "14~": "f4",
    "15~": "f5",
    "17~": "f6",
    "18~": "f7",
    "19~": "f8",
    "20~": "f9",
    "21~": "f10",
    "23~": "f11",
    "24~": "f12",
    "[A": "f1",
    "[B": "f2",
    "[C": "f3",
    "[D": "f4",
    "[E": "f5",
}
"""What stands behind ESC [ or ESC O, and the key it is."""


def named(piece: bytes) -> str:
    """The key that these bytes are, as screens print it; empty for bytes that are no key of this program."""
    text = piece.decode("utf-8", "replace")
    if text == "\x1b":
        return shown("esc")
    if text.startswith(("\x1b[", "\x1bO")):
        found = SEQUENCES.get(text[2:], "")
        return shown(found) if found else ""
    if len(text) == 1 and not text.startswith("\ufffd"):
        token = from_character(text)
        if is_printable(token):
            return typed(token) if token != "space" else shown(token)
        return shown(token) if token in NAMED or token.startswith("ctrl+") else ""
    return ""


def told(piece: bytes) -> str:
    """A line about one key: its bytes, and what it is here."""
    codes = " ".join(f"{byte:02x}" for byte in piece)
    name = named(piece)
    return f"{codes:<24}{name or 'nothing PlanTUI knows'}"


def show_keys() -> int:
    """Print a line for each key until the same one was pressed three times.

    Raises:
        Stop: this is not a terminal.
    """
    import termios
    import tty

    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise exits.Stop(exits.PERSON, "Keys are tested at a terminal.")
    descriptor = sys.stdin.fileno()
    before = termios.tcgetattr(descriptor)
    last, times = b"", 0
    reading = Reading()
    try:
        tty.setraw(descriptor)
        sys.stdout.write("Press keys to see what arrives; the same key three times leaves.\r\n")
        sys.stdout.write(f"{'bytes':<24}key\r\n")
        sys.stdout.flush()
        while times < ENOUGH:
            ready, _, _ = select.select([descriptor], [], [], HELD if reading.held else None)
            if ready:
                data = os.read(descriptor, 1024)
                if not data:
                    break
                pieces, reading = split_escape(data, reading)
            else:
                pieces, reading = flush(reading)
            for piece in split_keys(pieces):
                times = times + 1 if piece == last else 1
                last = piece
                sys.stdout.write(f"{told(piece)}\r\n")
            sys.stdout.flush()
    finally:
        termios.tcsetattr(descriptor, termios.TCSADRAIN, before)
    return exits.DONE


def split_keys(pieces: list[bytes]) -> list[bytes]:
    """The keys of pieces of input: an escape sequence is one, else each character is."""
    found: list[bytes] = []
    for piece in pieces:
        at = 0
        while at < len(piece):
            size = _size(piece[at:])
            found.append(piece[at : at + size])
            at += size
    return found


def _size(data: bytes) -> int:
    """How many bytes the first key takes."""
    if data[:2] in (b"\x1b[", b"\x1bO"):
        start = 3 if data[2:3] == b"[" else 2
        for at in range(start, min(len(data), 32)):
            if 0x40 <= data[at] <= 0x7E:
                return at + 1
        return len(data)
    first = data[0]
    length = 1 if first < 0xC0 else 2 if first < 0xE0 else 3 if first < 0xF0 else 4
    return min(length, len(data))
