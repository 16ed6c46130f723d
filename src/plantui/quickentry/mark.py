"""Progress marks: +2 much better to -2 much worse."""

from __future__ import annotations

from plantui.quickentry import messages
from plantui.quickentry.faults import LineFault

MARKS = {
    "++": 2,
    "+2": 2,
    "+": 1,
    "+1": 1,
    "=": 0,
    "0": 0,
    "+0": 0,
    "-0": 0,
    "-": -1,
    "-1": -1,
    "--": -2,
    "-2": -2,
}
"""Every spelling of a mark."""

WORDS = {2: "much better", 1: "better", 0: "no change", -1: "worse", -2: "much worse"}


def parse_mark(text: str, offset: int = 0) -> int:
    """The mark ``text`` stands for, -2 to 2.

    Raises:
        LineFault: N2.
    """
    mark = mark_of(text.strip())
    if mark is None:
        raise LineFault("N2", messages.mark_range(), offset, offset + len(text), unfinished=not text.strip())
    return mark


def mark_of(text: str) -> int | None:
    """The mark ``text`` stands for, None when it is none."""
    return MARKS.get(text.replace("−", "-").replace("–", "-"))


def print_mark(mark: int) -> str:
    """``+2``, ``+1``, ``0``, ``-1``, ``-2``."""
    return f"+{mark}" if mark > 0 else str(mark)
