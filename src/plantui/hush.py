"""The hush: what is typed while the program is still loading is not shown, where it may be a passphrase.

A terminal shows each letter until a program tells it not to, and most of a start is imports. So the first thing that is
done for a sealed store is to switch that off; it is switched on again on every way out, and before anything but a
passphrase is asked. Nothing is imported here that a quick answer would have to wait for.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import FrameType
    from typing import Any

SCREEN = ""
"""Stands for the full screen among the commands: no command was given."""
PATIENT = frozenset(
    {
        "backup",
        "due",
        "export",
        "glance",
        "lint",
        "line",
        "list",
        "log",
        "mark",
        "measure",
        "members",
        "note",
        "private",
        "review",
        "show",
        "sign",
        "stats",
        "status",
        "unlock",
        "verify",
        "when",
    }
)
"""Commands that ask for nothing before the passphrase: the hush lasts until the store is open."""
_VALUED = ("--store", "--names", "--format", "--passphrase-fd", "--user")
_NO_PERSON = ("--passphrase-fd", "--help", "-h", "--version")
_LARGEST = 1 << 20


class Hush:
    """A terminal that shows nothing of what is typed, until `lift`. Made without a terminal, it does nothing."""

    def __init__(self) -> None:
        self._source = -1
        self._before: list[Any] = []
        self._ahead = 0

    @classmethod
    def begin(cls, words: list[str], environ: Mapping[str, str], source: int = 0) -> Hush:
        """Hush the terminal if ``plantui WORDS`` may ask for a passphrase there.

        Args:
            words: the arguments without the program's name.
            environ: the environment.
            source: the descriptor that letters come from.
        """
        made = cls()
        command = _command(words)
        if command is not None and os.isatty(source) and _sealed(words, environ):
            made._switch_off(source, keys=command == SCREEN)
        return made

    def _switch_off(self, source: int, *, keys: bool) -> None:
        import signal
        import termios

        try:
            # Of a job in the background the terminal is none of its business: it would be stopped.
            if os.tcgetpgrp(source) != os.getpgrp():
                return
            before = termios.tcgetattr(source)
            silent = termios.tcgetattr(source)
            if keys:
                unlined(silent)
            silent[3] &= ~(termios.ECHO | termios.ECHONL)
            self._source, self._before = source, before
            for number in (signal.SIGHUP, signal.SIGTERM, signal.SIGQUIT, signal.SIGTSTP):
                if signal.getsignal(number) is signal.SIG_DFL:
                    signal.signal(number, self._signalled)
            termios.tcsetattr(source, termios.TCSANOW, silent)
            self._ahead = ahead(source) if keys else 0
        except (OSError, termios.error):
            self.lift()

    def take(self) -> tuple[list[Any], int]:
        """Leave the terminal to the full screen: its settings from before, and how many bytes were typed under them.

        Empty and 0 where nothing was changed here. The signals are left to it too. `lift` still puts everything back.
        """
        self._let_signals_go()
        return list(self._before), self._ahead

    def lift(self) -> None:
        """Let the terminal show letters again, as it did before. Doing it twice does nothing more."""
        before, self._before = self._before, []
        if not before:
            return
        import termios

        try:
            termios.tcsetattr(self._source, termios.TCSANOW, before)
        except (OSError, termios.error):
            return
        finally:
            self._let_signals_go()

    def _let_signals_go(self) -> None:
        import signal

        for number in (signal.SIGHUP, signal.SIGTERM, signal.SIGQUIT, signal.SIGTSTP):
            if signal.getsignal(number) == self._signalled:
                signal.signal(number, signal.SIG_DFL)

    def _signalled(self, number: int, _frame: FrameType | None) -> None:
        """Put the terminal right, then do what the signal does: end, or stop until somebody goes on."""
        import signal

        self.lift()
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)


def ahead(source: int) -> int:
    """How many bytes wait to be read from a terminal."""
    import fcntl
    import termios

    return int.from_bytes(fcntl.ioctl(source, termios.FIONREAD, bytes(4)), sys.byteorder)


def unlined(attributes: list[Any]) -> None:
    """Change settings of a terminal so that keys are bytes, each as it comes, with no editing of lines."""
    import termios

    attributes[3] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN)
    attributes[0] &= ~(termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR)
    attributes[6][termios.VMIN] = 1


def _command(words: list[str]) -> str | None:
    """The command that is given; None where nobody will be asked at the terminal."""
    command, expected = SCREEN, False
    for word in words:
        if expected:
            expected = False
        elif word.partition("=")[0] in _NO_PERSON:
            return None
        elif word in _VALUED:
            expected = True
        elif word[:1] != "-" and not command:
            command = word
    return command


def _sealed(words: list[str], environ: Mapping[str, str]) -> bool:
    """Whether the store is sealed; no where that cannot be told at a glance."""
    from plantui.glimpse.asked import Asked, store_folder
    from plantui.glimpse.bare import Odd

    asked = Asked()
    asked.values = {}
    for at, word in enumerate(words):
        name, equals, given = word.partition("=")
        if name == "--store":
            asked.values[name] = given if equals else "".join(words[at + 1 : at + 2])
    try:
        fd = os.open(f"{store_folder(asked, environ)}/vault.json", os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
    except (Odd, OSError, ValueError):
        return False
    try:
        return b'"sealing"' in os.read(fd, _LARGEST)
    except OSError:
        return False
    finally:
        os.close(fd)
