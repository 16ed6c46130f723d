"""What a draft is written as: a header line, then records, one for each change of the text.

    header line | length (4) crc (4) record | length (4) crc (4) record | ...

A record is a splice (where, how many letters go, which letters come), every 64th the whole text. Each is
sealed as the store seals, bound to the header line and to its number, so that records of one draft open in
no other place. What a crash left of the last record is passed over.
"""

from __future__ import annotations

import json
import zlib
from datetime import datetime, timedelta
from struct import Struct
from typing import Any, NamedTuple

import msgspec

from plantui.vault.codec import Codec, Place
from plantui.vault.faults import StoreLocked, StoreMissing, Tampered

MAGIC = "plantui-draft"
FORMAT = 1
WHOLE_EVERY = 64
"""Every so many records the whole text is written."""

_FRAME = Struct("<II")
_NO_HELP = "Nothing can be done about this draft; look whether a backup holds it."


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


class Replay(NamedTuple):
    """What a draft amounts to.

    Attributes:
        header: its header.
        text: the text after the last whole record.
        base_rev: the revision it stands on.
        at: when it was changed last.
        typed: whether there is anything in it that the chart did not have.
        torn: how many bytes at the end a crash left of a record.
        fault: empty, or the sentence that says why later records cannot be read.
    """

    header: DraftHeader
    text: str
    base_rev: int
    at: datetime
    typed: bool
    torn: int
    fault: str


_headers = msgspec.json.Decoder(DraftHeader)


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
        return _FRAME.pack(len(sealed), zlib.crc32(sealed, number)) + sealed


def replay(content: bytes, vault: str, draft: str, codec: Codec) -> Replay:
    """Read a draft.

    Args:
        content: the whole file.
        vault: the id of the store it must belong to.
        draft: the id it must have.
        codec: opens the records.

    Raises:
        Tampered: there is no header, or it is that of another draft or store.
        StoreMissing: a newer program wrote it.
        StoreLocked: the store is locked.
    """
    line, found, rest = content.partition(b"\n")
    header = _header(line if found else b"", vault, draft)
    reader = codec.reader(header.alg)
    if reader is None:
        raise Tampered(f"Draft {draft} is protected by {header.alg}, the store by {codec.alg}.", _NO_HELP)
    text, rev, at, typed, fault, offset, number = "", header.base_rev, header.at, header.carried, "", 0, 0
    while True:
        sealed = _next_record(rest, offset, number)
        if sealed is None:
            break
        try:
            row = json.loads(reader.open_summary(Place("draft", draft, number, line), sealed))
            changed, rev = _apply(text, rev, row)
            at = header.at + timedelta(seconds=row[0])
        except StoreLocked:
            raise
        except (Tampered, ValueError, TypeError, LookupError) as error:
            fault = str(error) if isinstance(error, Tampered) else f"Record {number} of draft {draft} is damaged."
            break
        typed = typed or (number > 0 and changed != text)
        text = changed
        offset += _FRAME.size + len(sealed)
        number += 1
    return Replay(header, text, rev, at, typed or bool(fault), 0 if fault else len(rest) - offset, fault)


def _apply(text: str, rev: int, row: list[Any]) -> tuple[str, int]:
    """Return text and revision after a record."""
    if len(row) == 4:
        _, at, cut, ins = row
        return text[:at] + ins + text[at + cut :], rev
    _, new = row
    return (new, rev) if isinstance(new, str) else (text, int(new))


def _header(line: bytes, vault: str, draft: str) -> DraftHeader:
    try:
        header = _headers.decode(line)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise Tampered(f"Draft {draft} has no readable header.", _NO_HELP) from error
    if header.magic != MAGIC or header.vault != vault or header.id != draft:
        raise Tampered(f"Draft {draft} belongs to another place or store.", _NO_HELP)
    if header.format > FORMAT:
        raise StoreMissing(
            f"Draft {draft} was written by a newer version of this program (format {header.format}).",
            "Update plantui on this machine.",
        )
    return header


def _next_record(rest: bytes, offset: int, number: int) -> bytes | None:
    """Return the next whole record, or None at the end and where a crash left less or something else."""
    if offset + _FRAME.size > len(rest):
        return None
    length, crc = _FRAME.unpack_from(rest, offset)
    sealed = rest[offset + _FRAME.size : offset + _FRAME.size + length]
    return sealed if len(sealed) == length and length and zlib.crc32(sealed, number) == crc else None
