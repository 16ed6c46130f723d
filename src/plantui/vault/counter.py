"""The counter of client codes: a number is given once and never again, whatever crashes."""

from __future__ import annotations

from plantui.vault.faults import Tampered, from_os_error
from plantui.vault.files import Fs, put
from plantui.vault.layout import Layout
from plantui.vault.locks import Locks


class Counter:
    """The highest client number given so far, durable before it is handed out."""

    def __init__(self, layout: Layout, fs: Fs, locks: Locks) -> None:
        self._layout = layout
        self._fs = fs
        self._locks = locks

    def take(self) -> int:
        """Return a number that was never given, from 1.

        Raises:
            Tampered: the counter is gone or damaged; `reserve` with the highest number in use puts it right.
            VaultFault: no number was given.
        """
        with self._locks.hold("counter"):
            return self._keep(self.highest() + 1)

    def reserve(self, number: int) -> None:
        """Make sure that `number` and everything below it will not be given again.

        Raises:
            VaultFault: the disk said no.
        """
        with self._locks.hold("counter"):
            try:
                highest = self.highest()
            except Tampered:
                highest = -1
            if number > highest:
                self._keep(number)

    def highest(self) -> int:
        """Return the highest number given so far, 0 for none.

        Raises:
            Tampered: the counter is gone or damaged.
            VaultFault: it cannot be read.
        """
        try:
            text = self._fs.read(self._layout.counter, 64)
        except FileNotFoundError:
            text = b""
        except OSError as error:
            raise from_os_error(error, "reading the counter of client codes") from error
        if not text.endswith(b"\n") or not text.strip().isdigit():
            raise Tampered(
                "The counter of client codes is gone or damaged.",
                "Opening the caseload sets it to the highest code in use.",
            )
        return int(text)

    def _keep(self, number: int) -> int:
        try:
            put(self._fs, self._layout.counter, b"%d\n" % number, durable=True)
        except OSError as error:
            raise from_os_error(error, "taking a client code") from error
        return number
