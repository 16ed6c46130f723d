"""What a draft is written as: a header line, then records, one for each change of the text.

    header line | length (4) crc (4) record | length (4) crc (4) record | ...

A record is a splice (where, how many letters go, which letters come), every 64th the whole text. Each is
sealed as the store seals, bound to the header line and to its number, so that records of one draft open in
no other place. How they are read, also where something is damaged, see `draftreplay`.
"""

from __future__ import annotations

import json
import zlib
from datetime import datetime
from struct import Struct
from typing import NamedTuple

import msgspec

from plantui.vault.codec import Codec, Place

MAGIC = "plantui-draft"
FORMAT = 1
WHOLE_EVERY = 64
"""Every so many records the whole text is written."""

FRAME = Struct("<II")
"""What stands before each record: its length, and its CRC-32 from its number on."""


class DraftHeader(msgspec.Struct, frozen=True, kw_only=True):
    """The first line of a draft. It holds ids only, never a word of a chart.

    Attributes:
        magic: always `plantui-draft`.
        format: the number of this layout.
        vault: the id of the store.
        id: the id of the draft: `SESSION.CHART.FIELD`.
        chart: the chart it belongs to.
        field: which text of the chart.
        base_rev: the revision of the chart that was shown when the typing began.
        who: the id of the user.
        session: the id of the terminal session.
        place: the terminal, e.g. `pts/7`; empty where it is not known.
        at: when the typing began.
        carried: True when the text was already worth keeping then (it came from another draft).
        alg: how the records are protected.
    """

    magic: str = MAGIC
    format: int = FORMAT
    vault: str
    id: str
    chart: str
    field: str
    base_rev: int
    who: str
    session: str
    place: str = ""
    at: datetime
    carried: bool = False
    alg: str


class Splice(NamedTuple):
    """A change of a text, counted in letters (code points).

    Attributes:
        at: where.
        cut: how many letters go.
        ins: which letters come instead.
    """

    at: int
    cut: int
    ins: str


def splice(old: str, new: str) -> Splice:
    """Return the change that makes `new` of `old`: both ends that are the same stay out of it."""
    most = min(len(old), len(new))
    front = _same_front(old, new, most)
    back = _same_back(old, new, most - front)
    return Splice(front, len(old) - front - back, new[front : len(new) - back])


def _same_front(old: str, new: str, most: int) -> int:
    """Halve the doubt until it is gone: comparing slices is many times faster than comparing letters."""
    if old[:most] == new[:most]:
        return most
    low, high = 0, most
    while high - low > 1:
        middle = (low + high) // 2
        if old[low:middle] == new[low:middle]:
            low = middle
        else:
            high = middle
    return low


def _same_back(old: str, new: str, most: int) -> int:
    ends = len(old), len(new)
    if old[ends[0] - most :] == new[ends[1] - most :]:
        return most
    low, high = 0, most
    while high - low > 1:
        middle = (low + high) // 2
        if old[ends[0] - middle : ends[0] - low] == new[ends[1] - middle : ends[1] - low]:
            low = middle
        else:
            high = middle
    return low


class DraftLog:
    """Makes the bytes of one draft, and reads them."""

    def __init__(self, header: DraftHeader, codec: Codec) -> None:
        self.header = header
        self.line = msgspec.json.encode(header)
        """The header line, without its line break."""
        self._codec = codec

    def whole(self, number: int, seconds: int, text: str) -> bytes:
        """Return record `number`: the whole text, at so many seconds after the header."""
        return self._framed(number, [seconds, text])

    def change(self, number: int, seconds: int, change: Splice) -> bytes:
        """Return record `number`: a change of the text."""
        return self._framed(number, [seconds, *change])

    def rebased(self, number: int, seconds: int, rev: int) -> bytes:
        """Return record `number`: the chart moved on to a revision, and this text with it."""
        return self._framed(number, [seconds, rev])

    def _framed(self, number: int, content: list[object]) -> bytes:
        try:
            plain = msgspec.json.encode(content)
        except UnicodeEncodeError:
            # Half of a pair of surrogates is no text, but it was typed, and a draft keeps what was typed.
            plain = json.dumps(content).encode()
        sealed = self._codec.seal_summary(Place("draft", self.header.id, number, self.line), plain)
        return FRAME.pack(len(sealed), zlib.crc32(sealed, number)) + sealed
