"""Reading the content files that come with the program."""

from __future__ import annotations

from pathlib import Path

_FOLDER = Path(__file__).parent / "data"


def shipped_bytes(name: str) -> bytes:
    """The bytes of a shipped content file."""
    return (_FOLDER / name).read_bytes()


def squeezed(name: str) -> str:
    """A name without case, spaces, hyphens and other marks: PHQ-9, phq 9 and phq9 are one."""
    return "".join(letter for letter in name.casefold() if letter.isalnum())
