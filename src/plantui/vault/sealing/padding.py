"""Padding: sizes in steps, so that a file says little about how much is written in it."""

from __future__ import annotations

from plantui.vault.faults import Tampered

CHART = 4096
"""The step of charts and the index, in bytes."""

SMALL = 256
"""The step of summaries and lines, in bytes."""

_END = b"\x80"


def pad(content: bytes, step: int) -> bytes:
    """Return the content, one byte that ends it, and zeros up to a multiple of `step`."""
    short = -(len(content) + 1) % step
    return b"".join((content, _END, bytes(short)))


def unpad(padded: bytes) -> bytes:
    """Return the content.

    Raises:
        Tampered: there is no end, which authentic bytes always have.
    """
    content = padded.rstrip(b"\0")
    if not content.endswith(_END):
        raise Tampered("A sealed file has no end.", "Run plantui verify.")
    return content[:-1]
