"""Esc and a following key in one packet, however the packets are cut."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plantui.keys.raw import flush, split_escape

ESC = b"\x1b"


def split(*chunks, end=True):
    reading = None
    pieces = []
    for chunk in chunks:
        got, reading = split_escape(chunk, reading)
        pieces += got
    if end and reading is not None:
        got, reading = flush(reading)
        pieces += got
    return pieces


@pytest.mark.parametrize(
    ("data", "pieces"),
    [
        (b"", []),
        (b"jk", [b"jk"]),
        (ESC, [ESC]),
        (b"\x1bj", [ESC, b"j"]),
        (b"ab\x1b-cd\x1b q", [b"ab", ESC, b"-cd", ESC, b" q"]),
        (b"\x1b\r", [ESC, b"\r"]),
        ("\x1bé".encode(), [ESC, "é".encode()]),
        (b"\x1b[A", [b"\x1b[A"]),
        (b"\x1bOP", [b"\x1bOP"]),
        (b"\x1b[A\x1bj", [b"\x1b[A", ESC, b"j"]),
        (b"\x1b\t", [b"\x1b\t"]),
        (b"\x1b\x1bj", [ESC, ESC, b"j"]),
        (b"\x1b\x1b[A", [ESC, b"\x1b[A"]),
        (b"\x1b]11;rgb:0/0/0\x1b\\j", [b"\x1b]11;rgb:0/0/0\x1b\\j"]),
        (b"\x1b]11;rgb:0/0/0\x07\x1b\\", [b"\x1b]11;rgb:0/0/0\x07", ESC, b"\\"]),
        (b"\x1bPx\x1bj\x1b\\", [b"\x1bPx", ESC, b"j", ESC, b"\\"]),
        (b"\x1b[200~a\x1bj\x1b\\b\x1b[201~\x1bj", [b"\x1b[200~a\x1bj\x1b\\b\x1b[201~", ESC, b"j"]),
        (b"\x1b[200~\x1b\x1b[201~\x1bj", [b"\x1b[200~\x1b\x1b[201~", ESC, b"j"]),
        (b"\x1b[20\x1bj0~\x1bk", [b"\x1b[20", ESC, b"j0~", ESC, b"k"]),
    ],
)
def test_pieces(data, pieces):
    assert split(data) == pieces


def test_a_last_esc_is_held_until_more_comes_or_nothing_does():
    pieces, reading = split_escape(b"a\x1b")
    assert pieces == [b"a"]
    assert split_escape(b"j", reading)[0] == [ESC, b"j"]
    assert split_escape(b"[A", reading)[0] == [b"\x1b[A"]
    assert flush(reading)[0] == [ESC]
    assert flush(flush(reading)[1])[0] == []


def test_a_paste_may_be_cut_anywhere():
    data = b"\x1b[200~one\x1bj\r\n\x1b[20two\x1b[201~\x1bj"
    for cut in range(len(data) + 1):
        pieces = split(data[:cut], data[cut:])
        assert pieces[-2:] == [ESC, b"j"]
        assert ESC not in pieces[:-2]


def test_an_esc_in_a_paste_is_never_a_key_wherever_the_chunks_end():
    pieces = split(b"\x1b[200~a", ESC, ESC, b"b", ESC, b"[201~", ESC)
    assert pieces == [b"\x1b[200~a", b"\x1b\x1bb", b"\x1b[201~", ESC]


def test_an_unfinished_paste_keeps_what_may_be_its_end():
    pieces, reading = split_escape(b"\x1b[200~a\x1b")
    assert flush(reading) == ([], reading)
    assert pieces + split_escape(b"[201~j", reading)[0] == [b"\x1b[200~a", b"\x1b[201~j"]


def escapes(pieces):
    """Where the pieces say Esc is a key: offsets into the whole input."""
    places, offset = [], 0
    for piece in pieces:
        if piece == ESC:
            places.append(offset)
        offset += len(piece)
    return places


BYTES = st.lists(
    st.one_of(
        st.sampled_from([ESC, b"\x1b[200~", b"\x1b[201~", b"\x1b[A", b"\x1b]0;", b"\x07", b"\x1b\\", b"j", b" "]),
        st.binary(max_size=3),
    ),
    max_size=25,
).map(b"".join)


@settings(max_examples=200, deadline=None)
@given(BYTES, st.lists(st.integers(0, 80), max_size=6))
def test_how_the_input_is_cut_changes_nothing(data, cuts):
    places = sorted({min(cut, len(data)) for cut in cuts})
    chunks = [data[a:b] for a, b in zip([0, *places], [*places, len(data)], strict=True)]
    whole, cut = split(data), split(*chunks)
    joined = b"".join(whole)
    assert b"".join(cut) == joined
    assert data.startswith(joined)
    assert set(data[len(joined) :]) <= set(ESC)
    assert escapes(cut) == escapes(whole)


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet=st.sampled_from("aé日😀\x1b[]O"), max_size=20), st.lists(st.integers(0, 60), max_size=5))
def test_characters_are_never_torn_by_a_split(text, cuts):
    for piece in split(text.encode()):
        piece.decode("utf-8")
    data = text.encode()
    places = sorted({min(cut, len(data)) for cut in cuts})
    chunks = [data[a:b] for a, b in zip([0, *places], [*places, len(data)], strict=True)]
    assert b"".join(split(*chunks)).decode("utf-8") == text
