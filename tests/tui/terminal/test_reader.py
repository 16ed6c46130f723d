"""The reader of the terminal's input: escapes, pastes, and input cut anywhere."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events

from plantui.tui.terminal import reader as reader_module
from plantui.tui.terminal.reader import Reader
from plantui.tui.terminal.surroundings import ESCAPE_DELAY


class Clock:
    now = 100.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(reader_module, "time", clock)
    return clock


def keys(messages: list[object]) -> list[str]:
    return [message.key for message in messages if isinstance(message, events.Key)]


def test_an_escape_is_held_for_the_delay_and_no_longer(clock: Clock) -> None:
    reader = Reader(ESCAPE_DELAY)
    assert reader.patience() is None
    assert keys(reader.read(b"\x1b")) == []
    assert reader.patience() == pytest.approx(ESCAPE_DELAY)
    clock.now += ESCAPE_DELAY / 2
    assert keys(reader.pause()) == []
    clock.now += ESCAPE_DELAY
    assert keys(reader.pause()) == ["escape"]
    clock.now += 1
    assert reader.patience() is None


def test_a_sequence_cut_in_two_is_one_key(clock: Clock) -> None:
    reader = Reader(ESCAPE_DELAY)
    assert keys(reader.read(b"a\x1b")) == ["a"]
    clock.now += ESCAPE_DELAY / 2
    assert keys(reader.read(b"[")) == []
    assert keys(reader.read(b"A")) == ["up"]


def test_escapes_one_after_the_other(clock: Clock) -> None:
    reader = Reader(ESCAPE_DELAY)
    got = keys(reader.read(b"j\x1b\x1b"))
    clock.now += 1
    assert got + keys(reader.pause()) == ["j", "escape", "escape"]
    assert keys(reader.read(b"k")) == ["k"]


@given(st.lists(st.sampled_from([b"j", b"\x1b", b"-", b"\x1b[A", "ü日".encode(), b"\r", b"1"]), max_size=8))
def test_any_cut_gives_the_same_keys(pieces: list[bytes]) -> None:
    data = b"".join(pieces)
    whole = Reader(1_000)
    expected = keys(whole.read(data))
    for cut in range(len(data) + 1):
        reader = Reader(1_000)
        assert keys(reader.read(data[:cut])) + keys(reader.read(data[cut:])) == expected


def test_a_paste_keeps_escapes_and_loses_nulls() -> None:
    reader = Reader(1_000)
    messages = reader.read(b"a\x1b[200~one\x1bj\0 \xff two\r\x1b[201~b")
    assert [type(message).__name__ for message in messages] == ["Key", "Paste", "Key"]
    assert [message.text for message in messages if isinstance(message, events.Paste)] == ["one\x1bj \ufffd two\r"]


def test_a_paste_cut_anywhere_is_one_paste() -> None:
    data = b"x\x1b[200~one\x1b[A\x1bj two\x1b[201~\x1b[Ay"
    for first in range(len(data)):
        for second in range(first, len(data), 5):
            reader = Reader(1_000)
            messages = [
                message for part in (data[:first], data[first:second], data[second:]) for message in reader.read(part)
            ]
            assert keys(messages) == ["x", "up", "y"]
            assert [m.text for m in messages if isinstance(m, events.Paste)] == ["one\x1b[A\x1bj two"]


def test_the_beginning_of_a_mark_that_never_came_is_given_to_the_parser(clock: Clock) -> None:
    reader = Reader(ESCAPE_DELAY)
    assert keys(reader.read(b"\x1b[20")) == []
    assert reader.patience() is not None
    clock.now += 1
    reader.pause()
    assert keys(reader.read(b"1~j"))[-1] == "j"


def test_one_byte_after_the_other_is_the_same(clock: Clock) -> None:
    reader = Reader(ESCAPE_DELAY)
    data = "\x1b[200~ü日\x1b[201~é\x1b[5~".encode()
    messages = [message for byte in data for message in reader.read(bytes((byte,)))]
    assert keys(messages) == ["é", "pageup"]
    assert [m.text for m in messages if isinstance(m, events.Paste)] == ["ü日"]
