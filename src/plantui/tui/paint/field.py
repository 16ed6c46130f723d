"""A line being typed, wrapped into the room there is: with its caret, or with carets under a faulty place."""

from __future__ import annotations

from plantui.keys.field import LineField
from plantui.quickentry import LineFault
from plantui.tui.frame import Line, line
from plantui.tui.text import cells, visible, wrap


def field_lines(field: LineField, width: int, most: int = 0) -> tuple[list[Line], int]:
    """The field wrapped to a width, with the caret; and the row the caret is on.

    At the end of the text the caret is `_`; inside it the character under it is marked. With ``most`` only so many rows
    around the caret are returned. What is secret is drawn as asterisks.
    """
    text, at = "*" * len(field.text) if field.secret else field.text, field.cursor
    lines: list[Line] = []
    caret_row = 0
    for start, piece in _chop(text + "_" if at >= len(text) else text, width):
        inner = at - start
        if 0 <= inner < len(piece):
            caret_row = len(lines)
            end = inner + 1
            while end < len(piece) and not cells(f"a{piece[end]}") - 1:
                end += 1
            under = piece[inner:end] if cells(piece[inner:end]) else "_"
            lines.append(line((piece[:inner], "field"), (under, "caret"), (piece[end:], "field")))
        else:
            lines.append(line((piece, "field")))
    if field.suggestion and at == len(text):
        lines[-1] = (*lines[-1], *line((f"({field.suggestion})", "suggestion")))
    if most and len(lines) > most:
        first = max(0, min(caret_row - most + 1, len(lines) - most))
        return lines[first : first + most], caret_row - first
    return lines, caret_row


def _chop(text: str, width: int) -> list[tuple[int, str]]:
    """A text in pieces of at most ``width`` cells with where each begins, broken behind a space where there is one."""
    pieces: list[tuple[int, str]] = []
    begin = space = 0
    used = since = 0
    for index, char in enumerate(text):
        size = 1 if char.isascii() else max(0, cells(f"a{char}") - 1)
        if used + size > width and index > begin:
            cut, used = (space, since) if space > begin else (index, 0)
            pieces.append((begin, text[begin:cut]))
            begin, since = cut, 0
        used += size
        since += size
        if char == " ":
            space, since = index + 1, 0
    return [*pieces, (begin, text[begin:])]


def faulty_field(field: LineField, fault: LineFault, width: int, most: int = 0) -> list[Line]:
    """The field with carets under the faulty place, and the sentence that says what would be right."""
    lines, caret = field_lines(field, width)
    shown: list[Line] = []
    text = f"{field.text}_" if field.cursor >= len(field.text) else field.text
    pieces = _chop(text, width)
    at = 0
    for number, ((start, piece), drawn) in enumerate(zip(pieces, lines, strict=True)):
        shown.append(drawn)
        last = number == len(pieces) - 1
        if start <= fault.start < start + len(piece) or (last and fault.start >= start):
            before = cells(visible(piece[: fault.start - start]))
            inside = cells(visible(piece[fault.start - start : max(fault.end, fault.start) - start]))
            at = len(shown)
            shown.append(line(" " * before, ("^" * max(1, min(inside, width - before)), "must")))
    if most and len(shown) > most:
        first = max(0, min(max(at, caret) - most + 2, len(shown) - most))
        shown = shown[first : first + most]
    return [*shown, *(line((part, "must")) for part in wrap(f"{fault.code} {fault.message}", width))]
