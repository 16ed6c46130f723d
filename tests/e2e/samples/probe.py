"""A full-screen program to test the terminal with: it asks, echoes what it reads, and says what happens to it."""

from __future__ import annotations

import os
import signal
import sys
import termios
import tty
from pathlib import Path

QUESTIONS = {
    "da1": b"\x1b[c",
    "cpr": b"\x1b[6n",
    "decrqm": b"\x1b[?2026$p",
    "version": b"\x1b[>0q",
    "background": b"\x1b]11;?\x1b\\",
    "size": b"\x1b[18t",
}


def say(text: str) -> None:
    """Write text to the terminal."""
    os.write(1, text.encode())


def ask() -> None:
    """Ask each question and show the answer."""
    for name, question in QUESTIONS.items():
        os.write(1, b"\x1b[3;7H" + question)
        answer = os.read(0, 100)
        say(f"\x1b[{10 + list(QUESTIONS).index(name)};1H{name} {answer!r}")


def on_resize(*_: object) -> None:
    """Show the new size."""
    columns, rows = os.get_terminal_size(1)
    say(f"\x1b[2;1Hsize {columns}x{rows} ")


def on_hangup(*_: object) -> None:
    """Leave a mark, as a program does that saves a draft."""
    Path("hangup").write_text("saved")
    os._exit(7)


def main() -> int:
    """Run until `q`; `m` asks for the mouse, `p` for bracketed paste, `t` sets the title, `w` writes a lot."""
    signal.signal(signal.SIGWINCH, on_resize)
    signal.signal(signal.SIGHUP, on_hangup)
    before = termios.tcgetattr(0)
    say("on the main screen\r\n")
    tty.setraw(0)
    say("\x1b[?1049h\x1b[H\x1b[1;31mready\x1b[0m")
    on_resize()
    read = b""
    while not read.endswith(b"q"):
        key = os.read(0, 4096)
        read += key
        if key == b"a":
            ask()
        elif key == b"m":
            say("\x1b[?1000;1006h")
        elif key == b"p":
            say("\x1b[?2004h")
        elif key == b"t":
            say("\x1b]2;a window\x07")
        elif key == b"f":
            say("\x1b[?2026h\x1b[30;1Hhalf ")
        elif key == b"g":
            say("\x1b[30;6Hwhole\x1b[?2026l")
        elif set(key) == {ord("w")}:
            say("\x1b[31;1H" + "x" * 100_000 + "\x1b[31;1H\x1b[Jwritten")
        say(f"\x1b[5;1Hread {len(read)} {read[-60:]!r}\x1b[K")
    say("\x1b[?1049l")
    termios.tcsetattr(0, termios.TCSANOW, before)
    say("bye\n")
    return 3


if __name__ == "__main__":
    sys.exit(main())
