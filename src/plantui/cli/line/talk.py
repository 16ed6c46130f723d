"""The conversation itself: sentences out, lines in, one question at a time."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import TextIO

from plantui.cli.exits import shown
from plantui.cli.waiting import awaited

PROMPT = "> "
MOST = 9
"""Choices are numbered 1 to 9; more than that are no choice to listen to."""
LONGEST = 100_000
"""Bytes of a line that are read; a longer one is refused whole."""
_PIECE = 65_536


class Ended(Exception):
    """Nobody is there any more: the input has ended, or the terminal has gone."""


class Talk:
    """Sentences to ``out``, lines from the descriptor ``source``. New lines only at the end, nothing else is sent.

    After ``idle`` seconds without a line ``on_idle`` is called, once for each line waited for; None waits for ever.
    """

    def __init__(
        self,
        source: int,
        out: TextIO,
        idle: float | None = None,
        on_idle: Callable[[], None] = lambda: None,
    ) -> None:
        self._source = source
        self._out = out
        self._rest = b""
        self._over = False
        self.idle = idle
        self.on_idle = on_idle

    # out

    def say(self, *sentences: str) -> None:
        """Each sentence on a line of its own; empty ones are left out.

        Raises:
            Ended: nobody listens.
        """
        for each in sentences:
            if each.strip():
                self._write(f"{shown(each).rstrip()}\n")

    def _write(self, text: str) -> None:
        try:
            self._out.write(text)
            self._out.flush()
        except (OSError, ValueError) as error:
            raise Ended from error

    # in

    def read(self) -> str:
        """The next line, without outer spaces.

        Raises:
            Ended: there is none.
        """
        return self.read_raw().strip()

    def read_raw(self) -> str:
        """The next line as it was typed.

        Raises:
            Ended: there is none.
        """
        while True:
            self._write(PROMPT)
            line = self._line()
            if len(line) > LONGEST:
                self.say("That line is too long. Nothing was done.")
                continue
            try:
                return line.decode().rstrip("\r\n")
            except UnicodeDecodeError:
                self.say("That line is not UTF-8 text. Nothing was done.")

    def _line(self) -> bytes:
        waited = False
        while b"\n" not in self._rest:
            if self._over:
                if not self._rest:
                    raise Ended
                line, self._rest = self._rest, b""
                return line
            waited = self._wait(waited)
            try:
                piece = os.read(self._source, _PIECE)
            except OSError as error:
                raise Ended from error
            self._over = not piece
            if len(self._rest) > LONGEST and b"\n" not in piece:
                # Only that it is too long still matters.
                self._rest = self._rest[: LONGEST + 1]
                piece = b""
            self._rest += piece
        line, _, self._rest = self._rest.partition(b"\n")
        return line

    def _wait(self, waited: bool) -> bool:
        if self.idle is None:
            return waited
        if not waited and not awaited(self._source, self.idle):
            self.on_idle()
        awaited(self._source)
        return True

    # questions

    def ask(self, question: str) -> str:
        """A question, and the line that answers it; empty for Enter alone.

        Raises:
            Ended: there is no answer.
        """
        self.say(question)
        return self.read()

    def agreed(self, question: str) -> bool:
        """Whether a question is answered with y; Enter never means yes."""
        return self.ask(f"{question} y or n.").casefold() in ("y", "yes")

    def choice(self, question: str, options: Sequence[str]) -> int | None:
        """The place of the option chosen by its number, from 0; None for Enter alone.

        Of more than nine options the first nine are offered.
        """
        offered = options[:MOST]
        self.say(question, *(f"{number} {option}" for number, option in enumerate(offered, 1)))
        while True:
            answer = self.ask(f"1 to {len(offered)}, or Enter for none." if len(offered) > 1 else "1, or Enter.")
            if not answer:
                return None
            if answer.isascii() and answer.isdigit() and 1 <= int(answer[:3]) <= len(offered):
                return int(answer) - 1
            self.say(f"That is not one of the numbers: {answer[:20]}.")
