"""Ballast: a file that holds nothing, given up when the disk is full so that drafts can still be written."""

from __future__ import annotations

import contextlib
import errno
import os

from plantui.vault.files import Fs, discard, exists, put
from plantui.vault.layout import Layout

SIZE = 1024 * 1024
"""How much room it keeps, in bytes: some days of typing."""

FULL = frozenset({errno.ENOSPC, errno.EDQUOT})


class Ballast:
    """The ballast of one store; all its terminals share it."""

    def __init__(self, layout: Layout, fs: Fs, size: int = SIZE) -> None:
        self._path = layout.ballast
        self._fs = fs
        self._size = size

    def load(self) -> None:
        """Make it where it is missing. A disk that has no room for it is no fault."""
        with contextlib.suppress(OSError):
            if not exists(self._fs, self._path):
                # Random bytes, because some file systems keep zeros in no space at all.
                put(self._fs, self._path, os.urandom(self._size), durable=False)

    def drop(self, error: OSError) -> bool:
        """Give it up if an error says that the disk is full; tell whether it does, so that trying again may help."""
        if error.errno not in FULL:
            return False
        with contextlib.suppress(OSError):
            discard(self._fs, self._path)
        return True
