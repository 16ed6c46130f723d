"""What a terminal sends, read into keys and pastes.

Escapes are told apart by `plantui.keys.raw`, pastes are collected here (an escape inside a paste is
text), everything else is parsed by Textual's `XTermParser`, of which `feed` and `tick` are used.
"""

from __future__ import annotations

import codecs
import time
from typing import Final

from textual import events
from textual._xterm_parser import XTermParser
from textual.message import Message

from plantui.keys.raw import Reading, flush, split_escape

_PASTE_BEGINS: Final = b"\x1b[200~"
_PASTE_ENDS: Final = b"\x1b[201~"

_UNFINISHED: Final = 0.25
"""Seconds after which a sequence that never ended is given up (Textual's parser does so after 0.1)."""


class Reader:
    """Turns bytes from the terminal into messages."""

    def __init__(self, delay: float) -> None:
        self._delay = delay
        self._parser = XTermParser()
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        self._reading = Reading()
        self._last = 0.0
        self._unfinished = 0.0
        self._begun = b""
        self._paste: bytearray | None = None

    def patience(self) -> float | None:
        """Return how many seconds to wait for input before `pause` has something to do."""
        now = time.monotonic()
        if self._reading.held:
            return max(0.0, self._last + self._delay - now)
        return self._delay if now < self._unfinished else None

    def read(self, data: bytes) -> list[Message]:
        """Return the messages in what came from the terminal."""
        self._last = time.monotonic()
        if b"\x1b" in data:
            self._unfinished = self._last + _UNFINISHED
        pieces, self._reading = split_escape(data, self._reading)
        return [message for piece in pieces for message in self._messages(piece)]

    def pause(self) -> list[Message]:
        """Return what has become certain because nothing more came."""
        now = time.monotonic()
        messages: list[Message] = []
        if self._begun and now >= self._unfinished:
            begun, self._begun = self._begun, b""
            messages += self._keys(begun)
        messages += self._parser.tick()
        if self._reading.held and now >= self._last + self._delay:
            pieces, self._reading = flush(self._reading)
            messages += [message for piece in pieces for message in self._messages(piece)]
        return messages

    def _messages(self, piece: bytes) -> list[Message]:
        """Return the keys and pastes of one piece."""
        data, self._begun = self._begun + piece, b""
        messages: list[Message] = []
        while data:
            if self._paste is None:
                start = data.find(_PASTE_BEGINS)
                if start < 0:
                    begun = _begun(data)
                    self._begun = data[len(data) - begun :]
                    return messages + self._keys(data[: len(data) - begun])
                messages += self._keys(data[:start])
                self._paste, data = bytearray(), data[start + len(_PASTE_BEGINS) :]
            else:
                seen = max(0, len(self._paste) - len(_PASTE_ENDS))
                self._paste += data
                end = self._paste.find(_PASTE_ENDS, seen)
                if end < 0:
                    break
                text = self._paste[:end].decode("utf-8", "replace")
                messages.append(events.Paste(text.replace("\0", "")))
                data, self._paste = bytes(self._paste[end + len(_PASTE_ENDS) :]), None
        return messages

    def _keys(self, piece: bytes) -> list[Message]:
        """Parse keys. An ESC at the end is the Esc key: the parser would wait for more."""
        body = piece.rstrip(b"\x1b")
        text = self._decode(body)
        messages = list(self._parser.feed(text)) if text else []
        return messages + [events.Key("escape", "\x1b") for _ in range(len(piece) - len(body))]


def _begun(data: bytes) -> int:
    """Return how many bytes at the end may be the beginning of the mark of a paste (`ESC [` at least)."""
    for size in range(min(len(_PASTE_BEGINS) - 1, len(data)), 1, -1):
        if data.endswith(_PASTE_BEGINS[:size]):
            return size
    return 0
