"""Where passphrases come from: a descriptor that a script gives, or the terminal, unseen."""

from __future__ import annotations

import os
import sys

from plantui.cli.exits import PERSON, USAGE, Stop
from plantui.cli.waiting import typed_line

_LONGEST = 4096
SHORT = 12
"""Below so many letters a passphrase is remarked upon."""


class Passphrases:
    """Passphrases for one run of a command.

    Args:
        fd: the descriptor; each line of it is a passphrase. None to ask at the terminal.
    """

    def __init__(self, fd: int | None) -> None:
        self._fd = fd
        self._first: str | None = None
        self._prepared = False

    @property
    def scripted(self) -> bool:
        """Whether they come from a descriptor."""
        return self._fd is not None

    @property
    def askable(self) -> bool:
        """Whether there is somebody at the terminal to ask."""
        return self._fd is None and sys.stdin is not None and sys.stdin.isatty()

    def prepare(self) -> None:
        """Take the first line, before anything else reads the same descriptor.

        Raises:
            Stop: the descriptor cannot be read.
        """
        if self._fd is not None and not self._prepared:
            self._first = self._line()
            self._prepared = True

    def read(self, prompt: str) -> str:
        """Return the next passphrase.

        Raises:
            Stop: there is no descriptor and nobody to ask, or the descriptor has no further line.
        """
        if self._fd is not None:
            line = self._line() if self._first is None else self._first
            self._first = None
            if not line:
                raise Stop(USAGE, f"Descriptor {self._fd} holds no passphrase ({prompt.lower()}). Each line is one.")
            return line
        if not self.askable:
            raise Stop(PERSON, f"{prompt} is missing. Give --passphrase-fd N, or run this at a terminal.")
        import getpass

        return getpass.getpass(f"{prompt}: ")

    def ask(self, prompt: str) -> str:
        """Return what somebody types at the terminal, to be seen.

        Raises:
            Stop: there is nobody to ask.
        """
        if not self.askable:
            raise Stop(PERSON, f"{prompt}: this needs a person at a terminal.")
        print(f"{prompt}: ", end="", file=sys.stderr, flush=True)
        line = typed_line()
        if not line:
            raise KeyboardInterrupt
        return line.strip()

    def choose(self, prompt: str) -> str:
        """Return a new passphrase: typed twice at a terminal, read once from a descriptor.

        Raises:
            Stop: see `read`.
        """
        while True:
            chosen = self.read(prompt)
            if self.scripted:
                return chosen
            if not chosen:
                say("It must have at least one letter.")
                continue
            if len(chosen) < SHORT:
                say("That is short, and a thief can try many. Four or five words that nobody would guess are better.")
            if self.read("The same again") == chosen:
                return chosen
            say("They differ. Once more.")

    def _line(self) -> str:
        """The next line, byte by byte: what follows belongs to somebody else."""
        assert self._fd is not None
        taken = bytearray()
        try:
            while len(taken) < _LONGEST:
                byte = os.read(self._fd, 1)
                if byte in (b"", b"\n"):
                    break
                taken += byte
        except OSError as error:
            raise Stop(USAGE, f"Descriptor {self._fd} cannot be read ({error.strerror}).") from None
        try:
            return taken.removesuffix(b"\r").decode()
        except UnicodeDecodeError:
            raise Stop(USAGE, f"The passphrase of descriptor {self._fd} is not UTF-8 text.") from None


def say(sentence: str) -> None:
    """A sentence at the terminal, whatever --quiet says: somebody is waiting for it. Lines are broken at words."""
    if sys.stderr.isatty():
        from shutil import get_terminal_size
        from textwrap import wrap

        width = max(20, get_terminal_size().columns - 1)
        lines = sentence.split("\n")
        broken = (wrap(each, width, break_on_hyphens=False, break_long_words=False) or [""] for each in lines)
        sentence = "\n".join(row for rows in broken for row in rows)
    print(sentence, file=sys.stderr)
