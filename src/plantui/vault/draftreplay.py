"""Reading a draft: the text that its records amount to, whatever a crash or a bad disk left of them.

What a crash left of the last record is passed over, and behind a hole that a power cut left the text goes on with the
next record that holds the whole of it: so it is always one that was typed. Where a bad disk damaged a record and no
whole text follows, the letters that came after it stand behind a mark, `[...]`, in the order they were typed in.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, NamedTuple

import msgspec

from plantui.vault.codec import Codec, Place
from plantui.vault.draftlog import FORMAT, FRAME, MAGIC, DraftHeader
from plantui.vault.faults import StoreLocked, StoreMissing, Tampered

_NO_HELP = "Nothing can be done about this draft; look whether a backup holds it."

_SKIPPED = 256
"""How many records in a row are passed over when they are damaged: more than a block of a disk holds."""

_HOLE = bytes(FRAME.size)
"""A power cut leaves zeros where records should be; whole records hold no more than three in a row."""

GAP = " [...] "
"""What stands in a text where letters are missing."""

_headers = msgspec.json.Decoder(DraftHeader)


class Replay(NamedTuple):
    """What a draft amounts to.

    Attributes:
        header: its header.
        text: the text after the last whole record.
        base_rev: the revision it stands on.
        at: when it was changed last.
        typed: whether there is anything in it that the chart did not have.
        torn: how many bytes at the end a crash left of a record.
        fault: empty, or the sentence that says which record cannot be read first.
    """

    header: DraftHeader
    text: str
    base_rev: int
    at: datetime
    typed: bool
    torn: int
    fault: str


class _Record(NamedTuple):
    """A record as it lies: its number, its sealed bytes, where it ends, and what is wrong before it.

    ``skipped`` says that records before it are missing, ``damaged`` that no power cut explains it.
    """

    number: int
    sealed: bytes
    end: int
    skipped: bool
    damaged: bool


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
    text, rev, at, typed = "", header.base_rev, header.at, header.carried
    fault, lost, end, expected = "", False, 0, 0
    behind: list[str] = []
    for record in _records(rest):
        lost = lost or record.skipped
        if record.damaged:
            fault = fault or _damaged(draft, expected)
        expected, end = record.number + 1, record.end
        try:
            row = json.loads(reader.open_summary(Place("draft", draft, record.number, line), record.sealed))
            when = header.at + timedelta(seconds=row[0])
            changed, rev = _apply(text, rev, row) if not lost or _is_whole(row) else (text, rev)
            if lost and len(row) == 4:
                behind.append(str(row[3]))
        except StoreLocked:
            raise
        except (Tampered, ValueError, TypeError, LookupError) as error:
            fault = fault or (str(error) if isinstance(error, Tampered) else _damaged(draft, record.number))
            lost = True
            continue
        if _is_whole(row):
            lost, behind = False, []
        typed = typed or (record.number > 0 and changed != text)
        text, at = changed, when
    if fault and any(behind):
        text += GAP + "".join(behind)
    return Replay(header, text, rev, at, typed or bool(fault), 0 if fault else len(rest) - end, fault)


def _damaged(draft: str, number: int) -> str:
    return f"Record {number} of draft {draft} is damaged."


def _is_whole(row: list[Any]) -> bool:
    return len(row) == 2 and isinstance(row[1], str)


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


def _records(rest: bytes) -> Iterator[_Record]:
    """Go through the records; past those that cannot be read, as long as a whole one follows."""
    offset, number, skipped, damaged = 0, 0, False, False
    while True:
        sealed = _sealed(rest, offset, number)
        if sealed is not None:
            offset += FRAME.size + len(sealed)
            yield _Record(number, sealed, offset, skipped, damaged)
            number, skipped, damaged = number + 1, False, False
            continue
        behind = _behind(rest, offset, number)
        if behind is None:
            return
        skipped, damaged = True, _HOLE not in rest[offset : behind[0]]
        offset, number = behind


def _sealed(rest: bytes, offset: int, number: int) -> bytes | None:
    """Return what is sealed in the whole record `number` at a place, or None where something else is, or less."""
    if offset + FRAME.size > len(rest):
        return None
    length, crc = FRAME.unpack_from(rest, offset)
    sealed = rest[offset + FRAME.size : offset + FRAME.size + length]
    return sealed if len(sealed) == length and length and zlib.crc32(sealed, number) == crc else None


def _behind(rest: bytes, offset: int, number: int) -> tuple[int, int] | None:
    """Return place and number of the first whole record behind a damaged one; None where a crash cut the file off."""
    later = range(number + 1, number + 1 + min(_SKIPPED, len(rest) // FRAME.size))
    # Not at the place itself: a flipped bit can make of a record what passes for one of another number.
    for place in range(offset + 1, len(rest) - FRAME.size):
        length, crc = FRAME.unpack_from(rest, place)
        sealed = rest[place + FRAME.size : place + FRAME.size + length] if length < len(rest) - place else b""
        if sealed and len(sealed) == length:
            for each in later:
                if zlib.crc32(sealed, each) == crc:
                    return place, each
    return None
