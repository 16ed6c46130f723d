"""Places where an unlocked key can wait for later commands of a login."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeAlias


class Unavailable(Exception):
    """A place cannot be used here; the message is the reason, as a part of a sentence."""


class Place(Protocol):
    """Holds a few bytes by name, in memory only, for a time."""

    @property
    def words(self) -> str:
        """Where this is, as a part of a sentence."""

    def put(self, name: str, content: bytes, seconds: int) -> None:
        """Hold a content for so many seconds, in the place of one of the same name.

        Raises:
            Unavailable: it cannot be held here.
        """

    def get(self, name: str) -> bytes | None:
        """Return a content; None when there is none any more.

        Raises:
            Unavailable: nothing can be held here.
        """

    def drop(self, name: str) -> bool:
        """Let go of a content; False when there was none.

        Raises:
            Unavailable: nothing can be held here.
        """


Places: TypeAlias = Sequence[Place]
"""Tried one after another."""
