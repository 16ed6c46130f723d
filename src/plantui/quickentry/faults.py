"""What a typed line can get wrong: a fault with its place, or a notice that stops nothing."""

from __future__ import annotations

import unicodedata

import msgspec


class Notice(msgspec.Struct, frozen=True):
    """Something worth saying about a line that was understood all the same.

    Attributes:
        code: the message code of the quick entry grammar, such as ``O3`` or ``N1``.
        message: one plain sentence.
        start: first character of the place, counted from 0 in the line as typed.
        end: one past the last character of the place.
        suggestion: what was probably meant, ready to be put in the place; None when nothing fits.
    """

    code: str
    message: str
    start: int
    end: int
    suggestion: str | None = None


class LineFault(Exception):
    """A line that cannot be read: what is wrong, where, and what would be right.

    Attributes:
        code: the message code, such as ``D3``.
        message: the sentence shown to the person typing.
        start: first faulty character, counted from 0 in the line as typed.
        end: one past the last faulty character (never before ``start``).
        suggestion: text that would be right in that place, if one is near.
        unfinished: True when the line merely stops too early, so that a preview should wait
            rather than complain.
        line: the line number, from 1, where the fault lies in a text of several lines.
    """

    def __init__(
        self,
        code: str,
        message: str,
        start: int = 0,
        end: int = 0,
        *,
        suggestion: str | None = None,
        unfinished: bool = False,
        line: int | None = None,
    ) -> None:
        super().__init__(code, message, start, end)
        self.code = code
        self.message = message
        self.start = max(start, 0)
        self.end = max(end, self.start)
        self.suggestion = suggestion
        self.unfinished = unfinished
        self.line = line

    def __str__(self) -> str:
        where = f"line {self.line}, " if self.line is not None else ""
        return f"{where}column {self.start + 1}: {self.message} [{self.code}]"

    def moved(self, by: int, line: int | None = None) -> LineFault:
        """The same fault, ``by`` characters further right (or left), optionally given a line number."""
        return LineFault(
            self.code,
            self.message,
            self.start + by,
            self.end + by,
            suggestion=self.suggestion,
            unfinished=self.unfinished,
            line=self.line if line is None else line,
        )

    def as_notice(self) -> Notice:
        """The same sentence and place, as a notice."""
        return Notice(self.code, self.message, self.start, self.end, self.suggestion)


def caret_line(fault: LineFault | Notice, line: str = "") -> str:
    """The line of carets that marks the place of a fault, to be printed under the line.

    Args:
        fault: the fault or notice.
        line: the line as typed. With it the carets stand right under wide characters too;
            without it every character counts as one column.
    """
    before = _columns(line[: fault.start]) + max(fault.start - len(line), 0) if line else fault.start
    marked = line[fault.start : fault.end]
    width = _columns(marked) + max(fault.end - max(fault.start, len(line)), 0) if line else fault.end - fault.start
    return " " * before + "^" * max(width, 1)


def _columns(text: str) -> int:
    total = 0
    for char in text:
        if unicodedata.combining(char):
            continue
        total += 2 if unicodedata.east_asian_width(char) in "WF" else 1
    return total
