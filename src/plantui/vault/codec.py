"""How the bytes of a chart are protected. The plain codec keeps them readable, under a checksum."""

from __future__ import annotations

import hashlib
from typing import NamedTuple, Protocol

from plantui.vault.faults import Tampered

PLAIN = "plain"
"""The method of `PlainCodec`."""

_DIGEST = 64


class Place(NamedTuple):
    """Where sealed bytes belong; they open nowhere else.

    Attributes:
        kind: `chart`, `summary`, `index`, `undo`.
        name: the id of the chart, of the store, or of the user.
        rev: the revision, 0 where there is none.
        bind: bytes that are kept beside and must be the same, e.g. the header line.
    """

    kind: str
    name: str
    rev: int = 0
    bind: bytes = b""


class Codec(Protocol):
    """Seals and opens bytes."""

    @property
    def alg(self) -> str:
        """The name of the method, as written into headers."""

    @property
    def kid(self) -> str:
        """The id of the key, as written into headers; empty where there is none."""

    def reader(self, alg: str) -> Codec | None:
        """Return what opens bytes of a method, or None when the store must not hold such bytes."""

    def seal(self, place: Place, content: bytes) -> bytes:
        """Return the bytes to keep."""

    def open(self, place: Place, sealed: bytes | memoryview) -> bytes:
        """Return the content.

        Raises:
            Tampered: the bytes are not what was sealed at this place.
        """

    def seal_summary(self, place: Place, summary: bytes) -> bytes:
        """Return one JSON value without line breaks, made of a summary in JSON."""

    def open_summary(self, place: Place, sealed: bytes) -> bytes:
        """Return the summary in JSON.

        Raises:
            Tampered: the value is not what was sealed at this place.
        """


class PlainCodec:
    """No encryption: a SHA-256 line in front of the content finds damage, and keeps nobody out."""

    alg = PLAIN
    kid = ""

    def reader(self, alg: str) -> Codec | None:
        """See `Codec.reader`."""
        return self if alg == PLAIN else None

    def seal(self, place: Place, content: bytes) -> bytes:
        """See `Codec.seal`."""
        return _digest(place, content) + b"\n" + content + b"\n"

    def open(self, place: Place, sealed: bytes | memoryview) -> bytes:
        """See `Codec.open`."""
        content = bytes(sealed[_DIGEST + 1 : -1])
        ends = bytes(sealed[_DIGEST : _DIGEST + 1]) + sealed[-1:]
        if sealed[:_DIGEST] != _digest(place, content) or ends != b"\n\n":
            raise Tampered(
                f"The {place.kind} {place.name} is damaged: its checksum does not fit.",
                "Run plantui verify; the version before, or a backup, can be put back.",
            )
        return content

    def seal_summary(self, place: Place, summary: bytes) -> bytes:
        """See `Codec.seal_summary`."""
        return summary

    def open_summary(self, place: Place, sealed: bytes) -> bytes:
        """See `Codec.open_summary`."""
        return sealed


def _digest(place: Place, content: bytes) -> bytes:
    summed = hashlib.sha256(f"{place.kind}|{place.name}|{place.rev}|".encode())
    summed.update(place.bind)
    summed.update(content)
    return summed.hexdigest().encode()
