"""The passphrase of a signature is checked beside the keys: it takes its time, and no key waits or gets lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Desk

CHECKING = "Checking your passphrase."


class Vouching:
    """What is being checked now, and the keys that came meanwhile: they go where they would have gone before."""

    def __init__(self) -> None:
        self._asked: object | None = None
        self._kept: list[Callable[[], None]] = []

    @property
    def busy(self) -> bool:
        """Whether a passphrase is being checked."""
        return self._asked is not None

    def check(self, desk: Desk, work: Callable[[], object], then: Callable[[object], None]) -> None:
        """Do slow work beside the keys and hand over what it gave, or the exception it raised."""
        asked = self._asked = object()

        def guarded() -> object:
            try:
                return work()
            except Exception as error:
                return error

        def came(outcome: object) -> None:
            # After a lock nobody waits for it any more.
            if self._asked is not asked:
                return
            # The keys that came meanwhile wait behind what it gave.
            self._asked = None
            kept, self._kept = self._kept, []
            desk.beside(lambda _: then(outcome))
            for key in kept:
                key()

        desk.locking.run(guarded, came)

    def holds(self, desk: Desk, key: str) -> bool:
        """Whether a key is kept for later; the one that blanks the screen never is."""
        if not self.busy or desk.state.blank:
            return False
        binding = desk.keymap.table(desk.context()).get((key,))
        if binding is not None and binding.action == "privacy.blank":
            return False
        self._kept.append(lambda: desk.press(key))
        return True

    def holds_text(self, desk: Desk, text: str) -> bool:
        """Whether pasted text is kept for later."""
        if not self.busy or desk.state.blank:
            return False
        self._kept.append(lambda: desk.paste(text))
        return True

    def drop(self) -> None:
        """The screen is locked: what comes of the check does not matter any more."""
        self._asked, self._kept = None, []
