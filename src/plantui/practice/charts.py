"""What a practice needs of a store."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Protocol, TypeAlias

import msgspec

from plantui.model.base import Plain, Tables
from plantui.model.summary import Summary
from plantui.practice.acting import Acting
from plantui.practice.releases import Release

Buffer: TypeAlias = bytes | msgspec.Raw
"""JSON that is not decoded yet."""


class Charts(Protocol):
    """What a practice needs of a store: revisions of charts, a caseload, codes."""

    def caseload(self) -> Iterable[tuple[str, int, Buffer]]:
        """Chart id, revision and stored summary of every chart that changed since the last call (at first: all).

        The summary is the JSON of what ``summariser`` makes.
        """

    def load(self, chart: str) -> tuple[int, Tables]:
        """Revision and tables of a chart."""

    def save(self, chart: str, expected: int, before: Tables, after: Tables, act: str, acting: Acting) -> int:
        """Store ``after`` as the next revision.

        Raises:
            Moved: the chart is at another revision than ``expected``.
        """

    def next_code(self) -> str:
        """A client code never given before."""

    def reserve(self, code: str) -> bool:
        """Keep a code that came from outside from being given again; False when it is taken."""

    def log(self, acts: Iterable[tuple[str, str]], acting: Acting) -> None:
        """Write acts that change no chart (act, chart id) to the audit trail."""

    def released(self, chart: str, since: datetime) -> Release | None:
        """The last export or backup that a chart was in; asked first with the earliest moment that matters."""


class UndoSteps(Protocol):
    """Where the log of done and undone steps is kept."""

    def append(self, entry: Plain, chart: str, at: datetime) -> None:
        """Add a line about a chart."""

    def entries(self, now: datetime) -> list[Plain]:
        """All lines, oldest first."""


class _Kept(msgspec.Struct, gc=False):
    """What the vault keeps in the header of a chart, as far as a list needs it."""

    summary: Summary | None = None


_kept = msgspec.json.Decoder(_Kept)


def kept_summary(stored: Buffer) -> Summary | None:
    """The summary in what the vault keeps of a chart; None where the chart had none.

    Raises:
        msgspec.MsgspecError: another version of the program made it.
    """
    return _kept.decode(stored).summary


@contextmanager
def without_collector() -> Iterator[None]:
    """No collection of cycles inside: ten thousand summaries hold none, and looking for them takes its time."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
