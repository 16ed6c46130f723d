"""What left the house: exports of a client and backups of everything, by the audit trail. Undo stops at them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Final, NamedTuple

import msgspec

from plantui.vault.audit import ABORT, Mark, month_of

BACKUP: Final = "store.backup"
"""The act of a backup of the whole store."""

_EXPORT: Final = "export."


class Release(NamedTuple):
    """A chart as it left the house.

    ``act`` says how (``export.plan``, ``store.backup``), ``who`` is the user, and ``rev`` the newest revision
    that was in it: 0 where none was stored since the reading began.
    """

    act: str
    at: datetime
    who: str
    rev: int


class _Line(msgspec.Struct, frozen=True, gc=False):
    """What of a line of the audit trail matters here."""

    act: str
    chart: str
    rev: int
    at: datetime
    who: str


_lines = msgspec.json.Decoder(_Line)

Behind = Callable[[Mark], tuple[Sequence[bytes], Mark]]
"""Gives the lines of the audit trail behind a mark, and the next mark."""


class Releases:
    """The last release of each chart; each question reads only what came to the trail since the one before.

    Args:
        behind: reads the trail.
        since: the month of this moment is where the reading begins; what was released before is not known.
    """

    def __init__(self, behind: Behind, since: datetime) -> None:
        self._behind = behind
        self._mark = Mark(month_of(since))
        self._revs: dict[str, int] = {}
        self._last: dict[str, Release] = {}

    def last(self, chart: str) -> Release | None:
        """The last release of a chart, alone or in a backup; None where there was none.

        Raises:
            VaultFault: the trail cannot be read.
        """
        lines, self._mark = self._behind(self._mark)
        for raw in lines:
            try:
                line = _lines.decode(raw)
            except (msgspec.MsgspecError, UnicodeDecodeError):
                # What is damaged is found by verify; it closes nothing.
                continue
            self._take(line)
        return self._last.get(chart)

    def _take(self, line: _Line) -> None:
        if line.rev:
            self._revs[line.chart] = line.rev - 1 if line.act == ABORT else line.rev
        elif line.act == BACKUP:
            for chart, rev in self._revs.items():
                self._last[chart] = Release(line.act, line.at, line.who, rev)
        elif line.act.startswith(_EXPORT) and line.chart:
            self._last[line.chart] = Release(line.act, line.at, line.who, self._revs.get(line.chart, 0))
