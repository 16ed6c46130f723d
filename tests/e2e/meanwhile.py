"""Several terminals at once, with the same outcome on a fast machine and on a slow one."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from plantui.vault.files import RealFs
from plantui.vault.layout import Layout
from plantui.vault.locks import FileLocks
from tests.e2e.line import PATIENCE
from tests.e2e.terminal import ScreenError, Terminal


@contextmanager
def saves_held(store: Path) -> Iterator[None]:
    """Keep every chart from being saved: changes made meanwhile wait in their terminals, which do not look around.

    Not for longer than terminals wait for a lock (`plantui.vault.locks.PATIENCE`).
    """
    locks = FileLocks(Layout(str(store)), RealFs())
    with ExitStack() as held:
        for shard in sorted((store / "charts").iterdir()):
            held.enter_context(locks.hold(f"chart-{shard.name}"))
        yield


def next_with(terminals: Sequence[Terminal], words: str) -> Terminal:
    """The first of the terminals that shows these words.

    Raises:
        AssertionError: none of them does.
    """
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        for terminal in terminals:
            with suppress(ScreenError):
                terminal.wait_for(words, timeout=0.2)
                return terminal
    raise AssertionError(f"no terminal shows {words!r}: {[each.text for each in terminals]}")
