"""The file of one chart: a header line in JSON, then what the codec makes of the body (see `body`).

The header tells a list everything it needs, so that a caseload is read without opening one chart.
"""

from __future__ import annotations

from typing import TypeVar

import msgspec

from plantui.vault.body import Unreadable, decode_tables
from plantui.vault.codec import Codec, Place
from plantui.vault.faults import NotPlain, StoreMissing, Tampered
from plantui.vault.files import Fs
from plantui.vault.seam import Tables

MAGIC = "plantui-chart"
FORMAT = 2
HEAD = 4096
"""How much of a file is read first for its header, in bytes."""

UNLISTED = "glance"
"""The part of a summary that no list needs: a page ready to be printed, four times the size of the rest."""

_DAMAGED = "Run plantui verify; the version before, or a backup, can be put back."


class Header(msgspec.Struct, frozen=True):
    """The first line of a chart file.

    Attributes:
        magic: always `plantui-chart`.
        format: the number of this layout.
        vault: the id of the store.
        chart: the id of the chart.
        rev: the revision, from 1.
        alg: how the body is protected.
        kid: the key it is protected with, or empty.
        summary: the summary as the codec keeps it.
    """

    magic: str
    format: int
    vault: str
    chart: str
    rev: int
    alg: str
    kid: str
    summary: msgspec.Raw


_headers = msgspec.json.Decoder(Header)
_summaries = msgspec.json.Decoder(dict[str, object])
_parts = msgspec.json.Decoder(dict[str, msgspec.Raw])
Value = TypeVar("Value")


def encode(vault: str, chart: str, rev: int, codec: Codec, body: bytes, summary: dict[str, object]) -> bytes:
    """Return the content of a chart file."""
    place = Place("summary", chart, rev)
    try:
        small = msgspec.json.encode(summary)
    except (TypeError, ValueError, OverflowError) as error:
        raise NotPlain(f"The summary of chart {chart} holds a value that cannot be stored ({error}).") from error
    sealed = msgspec.Raw(codec.seal_summary(place, small))
    header = msgspec.json.encode(Header(MAGIC, FORMAT, vault, chart, rev, codec.alg, codec.kid, sealed))
    return header + b"\n" + codec.seal(Place("chart", chart, rev, header), body)


def decode_header(line: bytes, vault: str, chart: str) -> Header:
    """Return the header of a chart file.

    Args:
        line: the first line, without its line break.
        vault: the id of the store it must belong to.
        chart: the id of the chart it must be.

    Raises:
        Tampered: it is damaged, or belongs to another chart or store.
        StoreMissing: a newer program wrote it.
    """
    try:
        header = _headers.decode(line)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise Tampered(f"The file of chart {chart} has no readable header.", _DAMAGED) from error
    if header.magic != MAGIC or header.rev < 1:
        raise Tampered(f"The file of chart {chart} has no readable header.", _DAMAGED)
    if header.format > FORMAT:
        raise StoreMissing(
            f"Chart {chart} was written by a newer version of this program (format {header.format}).",
            "Update plantui on this machine.",
        )
    if header.vault != vault or header.chart != chart:
        raise Tampered(f"The file of chart {chart} belongs to another chart or store.", _DAMAGED)
    return header


def read_header(fs: Fs, path: str, vault: str, chart: str) -> Header:
    """Return the header of a chart file, reading no more of it than needed.

    Raises:
        OSError: as the operating system says.
        Tampered: see `decode_header`.
        StoreMissing: see `decode_header`.
    """
    size = HEAD
    while True:
        head = fs.read(path, size)
        line, found, _ = head.partition(b"\n")
        if found or len(head) < size:
            return decode_header(line if found else b"", vault, chart)
        size *= 8


def open_summary(header: Header, codec: Codec) -> dict[str, object]:
    """Return the summary of a header.

    Raises:
        Tampered: it is damaged.
    """
    return _summary(header, codec, _summaries)


def open_listed(header: Header, codec: Codec) -> msgspec.Raw:
    """Return the summary of a header in JSON, without the part that no list needs.

    Raises:
        Tampered: it is damaged.
    """
    parts = _summary(header, codec, _parts)
    parts.pop(UNLISTED, None)
    return msgspec.Raw(msgspec.json.encode(parts))


def _summary(header: Header, codec: Codec, decoder: msgspec.json.Decoder[dict[str, Value]]) -> dict[str, Value]:
    place = Place("summary", header.chart, header.rev)
    try:
        return decoder.decode(_reader(header, codec).open_summary(place, bytes(header.summary)))
    except msgspec.MsgspecError as error:
        raise Tampered(f"The summary of chart {header.chart} is damaged.", _DAMAGED) from error


def decode(content: bytes, vault: str, chart: str, codec: Codec) -> tuple[Header, Tables]:
    """Return header and tables of a chart file.

    Raises:
        Tampered: it is damaged, or belongs to another chart or store.
        StoreMissing: a newer program wrote it.
    """
    end = content.find(b"\n")
    line = content[: max(0, end)]
    header = decode_header(line, vault, chart)
    # A view, so that a large chart is not copied on its way.
    sealed = memoryview(content)[end + 1 :]
    body = _reader(header, codec).open(Place("chart", chart, header.rev, line), sealed)
    try:
        return header, decode_tables(body, header.format)
    except Unreadable as error:
        raise Tampered(f"The tables of chart {chart} cannot be read.", _DAMAGED) from error


def _reader(header: Header, codec: Codec) -> Codec:
    reader = codec.reader(header.alg)
    if reader is None:
        raise Tampered(f"Chart {header.chart} is protected by {header.alg}, the store by {codec.alg}.", _DAMAGED)
    return reader
