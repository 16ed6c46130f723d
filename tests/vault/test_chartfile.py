"""The file of a chart: what goes in comes out, and nothing else is taken for it."""

from __future__ import annotations

import json
import math
from datetime import date
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from plantui.vault.body import encode_tables
from plantui.vault.chartfile import decode, decode_header, encode, open_summary, read_header
from plantui.vault.codec import Place, PlainCodec
from plantui.vault.faults import NotPlain, StoreMissing, Tampered
from plantui.vault.files import RealFs
from tests.vault.house import tables

text = st.text(st.characters(codec="utf-8"), max_size=20)
plain = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**64 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | text,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(text, inner, max_size=3),
    max_leaves=8,
)
any_tables = st.dictionaries(
    text, st.dictionaries(text, st.dictionaries(text, plain, max_size=3), max_size=3), max_size=3
)


def content(rev: int = 3, **other: str) -> bytes:
    body = encode_tables("chart", tables(1))
    return encode(other.get("vault", "v1"), other.get("chart", "chart"), rev, PlainCodec(), body, {"name": "R\né"})


@given(any_tables)
def test_any_plain_tables_come_back_the_same(tables: dict) -> None:
    kept = encode("v1", "chart", 7, PlainCodec(), encode_tables("chart", tables), {"n": 1})
    header, back = decode(kept, "v1", "chart", PlainCodec())
    assert back == tables
    assert repr(back) == repr(tables)
    assert (header.rev, open_summary(header, PlainCodec())) == (7, {"n": 1})
    assert kept.count(b"\n") == 4 + sum(map(len, tables.values()))
    assert decode(kept, "v1", "chart", PlainCodec())[1] is not back


@given(any_tables)
def test_a_file_of_the_first_format_is_read(tables: dict) -> None:
    place = Place(
        "chart",
        "chart",
        7,
        header := b'{"magic":"plantui-chart","format":1,"vault":"v1","chart":"chart",'
        b'"rev":7,"alg":"plain","kid":"","summary":{}}',
    )
    kept = header + b"\n" + PlainCodec().seal(place, msgspec.json.encode(tables))
    assert decode(kept, "v1", "chart", PlainCodec())[1] == tables


@pytest.mark.parametrize(
    "value",
    [math.nan, math.inf, date(2026, 3, 10), (1, 2), {1, 2}, b"x", {1: "x"}, {None: 1}, object(), "\ud800"],
)
def test_what_json_would_change_is_refused(value: object) -> None:
    with pytest.raises(NotPlain, match="chart"):
        encode_tables("chart", {"notes": {"n": {"value": value}}})


def test_a_summary_that_json_does_not_keep_is_refused() -> None:
    with pytest.raises(NotPlain, match="summary"):
        encode("v1", "chart", 1, PlainCodec(), b"{}", {"x": object()})


def test_each_line_of_a_file_is_plain_to_other_tools() -> None:
    header, checksum, lengths, client, note, end, rest = content().split(b"\n")
    assert list(json.loads(header)) == ["magic", "format", "vault", "chart", "rev", "alg", "kid", "summary"]
    assert json.loads(lengths) == {"client": {"c": len(client) + 1}, "notes": {"n0": len(note) + 1}}
    assert (json.loads(client), json.loads(note)) == (tables(1)["client"]["c"], tables(1)["notes"]["n0"])
    assert len(checksum) == 64
    assert end == rest == b""


def test_every_flipped_bit_and_every_cut_is_found() -> None:
    whole = content()
    for at in range(len(whole)):
        for bit in (1, 16, 128):
            flipped = whole[:at] + bytes([whole[at] ^ bit]) + whole[at + 1 :]
            with pytest.raises((Tampered, StoreMissing)):
                decode(flipped, "v1", "chart", PlainCodec())
        with pytest.raises(Tampered):
            decode(whole[:at], "v1", "chart", PlainCodec())
    with pytest.raises(Tampered):
        decode(whole + b"\n", "v1", "chart", PlainCodec())


def test_a_file_of_another_chart_or_store_is_refused() -> None:
    for other in (content(chart="other"), content(vault="v2")):
        with pytest.raises(Tampered, match="belongs to another"):
            decode(other, "v1", "chart", PlainCodec())


def test_a_file_of_a_newer_program_or_another_codec_is_refused() -> None:
    line, _, rest = content().partition(b"\n")
    newer = line.replace(b'"format":2', b'"format":3')
    with pytest.raises(StoreMissing, match="newer version"):
        decode_header(newer, "v1", "chart")
    sealed = line.replace(b'"alg":"plain"', b'"alg":"aes"') + b"\n" + rest
    with pytest.raises(Tampered, match="aes"):
        decode(sealed, "v1", "chart", PlainCodec())


def test_a_checksum_fits_its_place_only() -> None:
    line, _, rest = content(rev=3).partition(b"\n")
    raised = line.replace(b'"rev":3', b'"rev":4') + b"\n" + rest
    with pytest.raises(Tampered):
        decode(raised, "v1", "chart", PlainCodec())


@pytest.mark.parametrize("size", [0, 3900, 4096, 9000, 200_000])
def test_a_header_of_any_length_is_read_alone(tmp_path: Path, size: int) -> None:
    body = encode_tables("chart", tables(1, 50))
    (tmp_path / "x").write_bytes(encode("v1", "chart", 9, PlainCodec(), body, {"name": "x" * size}))
    header = read_header(RealFs(), str(tmp_path / "x"), "v1", "chart")
    assert header.rev == 9
    assert msgspec.json.decode(header.summary) == {"name": "x" * size}


@pytest.mark.parametrize(
    "junk", [b"", b"\n", b"{}\n", b"null\n", b"x" * 5000, b'{"magic":"plantui-chart"}\n', b"\xff\n"]
)
def test_what_is_no_header_is_damage(tmp_path: Path, junk: bytes) -> None:
    (tmp_path / "x").write_bytes(junk)
    with pytest.raises(Tampered, match="no readable header"):
        read_header(RealFs(), str(tmp_path / "x"), "v1", "chart")
