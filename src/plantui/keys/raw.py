"""Raw terminal input, split so that Esc and a following key are two keys.

A terminal sends Alt and a letter as ESC and that letter. No alt key is bound, so ESC followed by a
byte that cannot begin a longer sequence is the Esc key, then that key; so is ESC followed by ESC. What
is pasted is left alone.
"""

from __future__ import annotations

import msgspec

ESC = 0x1B
_LEAVES_ALONE = frozenset(b"[O]PX^_\t")
_STRINGS = frozenset(b"]PX^_")
_PASTE_START = b"\x1b[200~"
_PASTE_END = b"\x1b[201~"
_LONGEST = 32


class Reading(msgspec.Struct, frozen=True):
    """What the splitter knows between two chunks."""

    held: bool = False
    """The last byte was an ESC that is not given out yet: what follows decides, or time (`flush`)."""
    kept: int = 0
    """How many ESC at the end of a paste are not given out yet; they wait for what follows."""
    control: bytes = b""
    """A control sequence that has begun (`ESC [ 2 0`) and not ended."""
    string: bool = False
    """Inside a terminal's answer that ends with ESC and a backslash."""
    pasting: bool = False
    """Inside a bracketed paste."""
    matched: int = 0
    """How much of the end of a paste has been seen."""


def split_escape(data: bytes, reading: Reading | None = None) -> tuple[list[bytes], Reading]:
    """Cut a chunk of input after each Esc that is a key of its own.

    An ESC at the very end is held back: give the next chunk with the returned state, or call `flush`
    when nothing followed within the terminal's delay.

    Args:
        data: The next bytes from the terminal, cut anywhere, even inside a character.
        reading: The state returned with the chunk before; None at the beginning.

    Returns:
        Pieces for the parser, in order, and the new state. A piece that is a single ESC is the Esc
        key, and no other piece is; all pieces together are the bytes given so far, less what is held.
    """
    splitter = _Splitter(reading or Reading())
    for byte in data:
        splitter.take(byte)
    return splitter.pieces(), splitter.reading()


def flush(reading: Reading) -> tuple[list[bytes], Reading]:
    """What is held when nothing followed in time: the Esc key, or nothing."""
    if not reading.held:
        return [], reading
    return [b"\x1b"], msgspec.structs.replace(reading, held=False)


class _Splitter:
    """The state machine, byte by byte."""

    def __init__(self, reading: Reading) -> None:
        self._held = reading.held
        self._kept = reading.kept
        self._control = reading.control
        self._string = reading.string
        self._pasting = reading.pasting
        self._matched = reading.matched
        self._pieces: list[bytes] = []
        self._open = bytearray()

    def take(self, byte: int) -> None:
        """Read one byte."""
        if self._pasting:
            self._paste(byte)
        elif self._held:
            self._after_escape(byte)
        elif byte == ESC:
            self._held = True
            self._control = b""
        else:
            self._plain(byte)

    def _plain(self, byte: int) -> None:
        self._open.append(byte)
        if self._string and byte == 0x07:
            self._string = False
        if not self._control:
            return
        self._control += bytes((byte,))
        if self._control == _PASTE_START:
            self._pasting, self._matched, self._control = True, 0, b""
        elif 0x40 <= byte <= 0x7E or byte < 0x20 or len(self._control) > _LONGEST:
            self._control = b""

    def _after_escape(self, byte: int) -> None:
        self._held = False
        if byte in _LEAVES_ALONE or (self._string and byte == 0x5C):
            self._open += bytes((ESC, byte))
            self._string = byte in _STRINGS
            self._control = b"\x1b[" if byte == 0x5B else b""
            return
        self._string = False
        self._close()
        self._pieces.append(b"\x1b")
        if byte == ESC:
            self._held = True
        else:
            self._open.append(byte)

    def _paste(self, byte: int) -> None:
        if byte == ESC:
            self._kept += 1
        else:
            self._open += b"\x1b" * self._kept
            self._open.append(byte)
            self._kept = 0
        if byte == _PASTE_END[self._matched]:
            self._matched += 1
        else:
            self._matched = 1 if byte == ESC else 0
        if self._matched == len(_PASTE_END):
            self._pasting, self._matched = False, 0

    def _close(self) -> None:
        if self._open:
            self._pieces.append(bytes(self._open))
            self._open.clear()

    def pieces(self) -> list[bytes]:
        """Everything read that is not held."""
        self._close()
        return self._pieces

    def reading(self) -> Reading:
        """The state for the next chunk."""
        return Reading(
            held=self._held,
            kept=self._kept,
            control=self._control,
            string=self._string,
            pasting=self._pasting,
            matched=self._matched,
        )
