"""The real file system, with an error put in at the n-th call."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

from plantui.vault.files import RealFs

TAKES_SPACE = frozenset({"create", "write", "link", "mkdir"})


class FailingFs:
    """See `plantui.vault.files.Fs`.

    Args:
        wrong: which error a call gets, or 0: a function of (number of the call from 1, its name).
    """

    def __init__(self, wrong: Callable[[int, str], int]) -> None:
        self._real = RealFs()
        self._wrong = wrong
        self.calls: list[str] = []
        self.armed = True

    def __getattr__(self, name: str) -> Any:
        real = getattr(self._real, name)

        def call(*args: Any, **named: Any) -> Any:
            if not self.armed:
                return real(*args, **named)
            self.calls.append(name)
            number = self._wrong(len(self.calls), name)
            if not number:
                return real(*args, **named)
            if name == "close":
                real(*args)
            if name == "write" and number < 0:
                # A disk that fills up takes a part first.
                fd, payload = args
                return real(fd, payload[: len(payload) // 2])
            raise OSError(abs(number), os.strerror(abs(number)), args[0] if isinstance(args[0], str) else None)

        return call
