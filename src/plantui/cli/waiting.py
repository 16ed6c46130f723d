"""Questions at the terminal, and waiting for what is typed: ctrl+c and a hang-up count at every moment of it."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import sys
from typing import TextIO


def awaited(source: int, seconds: float | None = None) -> bool:
    """Wait until there is something to read; whether there is.

    Python takes note of a signal and acts on it at its next step. One that comes after the last step and before the
    reading begins would only be acted on once something was typed, so that both are waited for here.

    Args:
        source: the descriptor that is going to be read.
        seconds: how long; None for ever.

    Raises:
        KeyboardInterrupt: ctrl+c, or whatever else a signal raises here.
    """
    heard, noted = os.pipe()
    os.set_blocking(noted, False)
    before = -1
    try:
        # Elsewhere than on the main thread no signal is acted on, and none need be waited for.
        with contextlib.suppress(ValueError):
            before = signal.set_wakeup_fd(noted, warn_on_full_buffer=False)
        while True:
            ready = select.select([source, heard], [], [], seconds)[0]
            if source in ready or not ready:
                return bool(ready)
            # A signal that raised nothing: the size of the window, say.
            os.read(heard, 64)
    finally:
        with contextlib.suppress(ValueError):
            signal.set_wakeup_fd(before)
        os.close(heard)
        os.close(noted)


def typed_line(terminal: TextIO | None = None) -> str:
    """The next line of a terminal, of standard input where none is given, with its end; empty at the end of all.

    Raises:
        KeyboardInterrupt: ctrl+c.
    """
    stream = sys.stdin if terminal is None else terminal
    if stream.isatty():
        awaited(stream.fileno())
    return stream.readline()


def prompted(question: str, default: str | None = None, *, shows: bool = True) -> str:
    """What somebody answers to a question, without outer blanks; asked again until there is an answer.

    Args:
        question: without the colon behind it.
        default: what Enter alone means; None where it means nothing.
        shows: whether the default stands behind the question.

    Raises:
        KeyboardInterrupt: ctrl+c, or nobody is there any more.
    """
    while True:
        usual = f" [{default}]" if default is not None and shows else ""
        print(f"{question}{usual}: ", end="", file=sys.stderr, flush=True)
        line = typed_line()
        if not line:
            raise KeyboardInterrupt
        answer = line.strip()
        if answer or default is not None:
            return answer or str(default)


def agreed(question: str) -> bool:
    """Whether somebody answers a question with y; Enter never means yes.

    Raises:
        KeyboardInterrupt: ctrl+c, or nobody is there any more.
    """
    return prompted(f"{question} [y/N]", "", shows=False).lower() in ("y", "yes")
