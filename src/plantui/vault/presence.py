"""Whether the writer of a file still lives: it keeps the file marked, and the kernel drops the mark when it dies.

The mark is a `flock` on the file itself. `filelock`, which the locks of the store come from, knows no shared
lock, and whoever only looks needs one.
"""

from __future__ import annotations

import fcntl
import os
import time
from typing import Protocol

LOOK = 0.05
"""How long somebody who only looks may stand in the way of a mark, in seconds; a look takes microseconds."""


class Presence(Protocol):
    """Marks open files and looks for marks."""

    def mark(self, fd: int) -> bool:
        """Mark an open file until it is closed, by whatever end; False when somebody else has."""

    def marked(self, path: str) -> bool:
        """Tell whether a living writer has marked a file; False when there is none.

        Raises:
            OSError: as the operating system says.
        """


class FlockPresence:
    """See `Presence`."""

    def mark(self, fd: int) -> bool:
        """See `Presence.mark`."""
        until = time.monotonic() + LOOK
        while True:
            try:
                fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                # Whoever only looks lets go in a moment; a writer does not.
                if time.monotonic() > until:
                    return False
                time.sleep(LOOK / 20)
            else:
                return True

    def marked(self, path: str) -> bool:
        """See `Presence.marked`."""
        try:
            fd = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK)
        except FileNotFoundError:
            return False
        try:
            # A shared mark, so that two terminals that look at once do not take each other for the writer.
            fcntl.flock(fd, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        finally:
            os.close(fd)
        return False
