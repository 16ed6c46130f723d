"""Where the reading of a line rests on a value that nobody has typed, it says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantui.tui.desk.filling import Fill

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plantui.tui.desk.desk import Desk

_DATED = frozenset({"by", "date", "weeks", "months"})
"""Blanks from which a line has its date."""


def defaulted(desk: Desk, fill: Fill, said: Sequence[str]) -> tuple[str, ...]:
    """The rows of a reading; a date from the library's own value reads `(in 56 d, default)`."""
    dated = any(name in _DATED and known.why == "default" for name, known in fill.offered(desk).items())
    return tuple(each.replace(" d)", " d, default)", 1) if dated and each.startswith("due ") else each for each in said)
