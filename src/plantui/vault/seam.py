"""The types every store speaks: tables, events, listed charts, findings, and the `ChartStore` protocol."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Protocol, TypeAlias

import msgspec

Tables: TypeAlias = dict[str, dict[str, dict[str, object]]]
"""Table name -> document id -> document: everything one chart holds, as plain JSON values."""

Summarise: TypeAlias = Callable[[str, Tables], dict[str, object]]
"""Makes the small summary that is kept in the header of a chart: (chart id, tables) -> plain dict."""

_ACT = re.compile(r"[a-z][a-z0-9]*([.-][a-z0-9]+)*")
_WORD = re.compile(r"[!-~]{1,80}")
_NAME = re.compile(r"[0-9a-z][0-9a-z_-]{0,63}")
_DETAILS = 32


def is_name(text: str) -> bool:
    """Tell whether an id can be a file name: 1 to 64 of a-z, 0-9, - and _, no - or _ in front."""
    return _NAME.fullmatch(text) is not None


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody did, for the audit trail. Codes and ids only: never text, never a name.

    Attributes:
        act: what was done, e.g. `plan.edit`, `chart.view`.
        who: the id of the user.
        at: when; must know its time zone.
        session: the id of the terminal session.
        chart: the chart it was done to; empty for what concerns no chart. A commit fills it in.
        detail: codes in ASCII without spaces, at most 32 of at most 80 characters, e.g. `g1.2`.

    Raises:
        ValueError: a part is out of its range.
    """

    act: str
    who: str
    at: datetime
    session: str
    chart: str = ""
    detail: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if _ACT.fullmatch(self.act) is None or len(self.act) > 40:
            raise ValueError(f"an act is words joined by dots, e.g. plan.edit, not {self.act!r}")
        if self.at.tzinfo is None:
            raise ValueError("the moment of an event needs a time zone")
        if len(self.detail) > _DETAILS:
            raise ValueError(f"an event has at most {_DETAILS} details")
        for word in (self.who, self.session, *self.detail):
            if _WORD.fullmatch(word) is None:
                raise ValueError(f"the parts of an event are codes of 1 to 80 ASCII characters, not {word!r}")
        if self.chart and not is_name(self.chart):
            raise ValueError(f"{self.chart!r} is not the id of a chart")


class AuditLine(msgspec.Struct, frozen=True, omit_defaults=True):
    """One line of the audit trail.

    Attributes:
        seq: 1, 2, 3 ... over the whole life of the store.
        at: when.
        who: the id of the user.
        sess: the id of the terminal session.
        act: what was done.
        chart: the chart, or empty.
        rev: the revision a save made, 0 for what is no save.
        sha: SHA-256 of the chart file a save made, in hex; empty for what is no save.
        detail: codes.
        prev: SHA-256 of the line before, in hex; of the first line, of the id of the store.
        mac: in a sealed store `KEY:HMAC` over the rest of the line; nobody without the key can make one.
    """

    seq: int
    at: datetime
    who: str
    sess: str
    act: str
    chart: str
    rev: int
    sha: str
    detail: tuple[str, ...]
    prev: str
    mac: str = ""


class AuditQuery(msgspec.Struct, frozen=True, kw_only=True):
    """Which lines of the audit trail are wanted; every part that is given must fit.

    Attributes:
        since: not before this moment.
        until: before this moment.
        who: by this user.
        chart: about this chart.
        act: this act, or any below it (`plan` fits `plan.edit`).
    """

    since: datetime | None = None
    until: datetime | None = None
    who: str = ""
    chart: str = ""
    act: str = ""

    def fits(self, line: AuditLine) -> bool:
        """Tell whether a line is wanted."""
        return (
            (self.since is None or line.at >= self.since)
            and (self.until is None or line.at < self.until)
            and self.who in ("", line.who)
            and self.chart in ("", line.chart)
            and (self.act in ("", line.act) or line.act.startswith(f"{self.act}."))
        )


_summaries = msgspec.json.Decoder(dict[str, object])


class ListedChart(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A chart as the caseload sees it.

    Attributes:
        chart: its id.
        rev: its revision, from 1; 0 when the chart is gone (only in a list of changes) or cannot be read.
        stored: what `Summarise` made of it at its last save, in JSON.
        fault: empty, or the sentence that says why the chart cannot be read.
    """

    chart: str
    rev: int
    stored: msgspec.Raw = msgspec.Raw(b"{}")
    fault: str = ""

    @property
    def summary(self) -> dict[str, object]:
        """The summary, decoded anew each time: of ten thousand charts few are looked at more than once.

        Raises:
            msgspec.MsgspecError: it is no summary.
        """
        return _summaries.decode(self.stored)


class Cursor(msgspec.Struct, frozen=True):
    """A place in the stream of changes; give it back to `list` to get what changed since.

    Attributes:
        stream: which open store it belongs to; another store answers with everything.
        stamp: how far.
    """

    stream: str
    stamp: int


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """Something `verify` found.

    Attributes:
        code: E302 modes or owner, E303 changed outside, E304 damaged; N301 is a note: nothing is lost.
        sentence: what was found, with the place.
        next_step: what to do.
        chart: the chart, or empty.
    """

    code: str
    sentence: str
    next_step: str
    chart: str = ""


Findings: TypeAlias = list[Finding]
"""What `verify` found."""


class ChartStore(Protocol):
    """Charts with revisions. Every method may raise a `VaultFault`."""

    def list(self, since: Cursor | None = None) -> tuple[list[ListedChart], Cursor]:
        """Return the caseload, or only what changed since a cursor."""

    def load(self, chart: str, rev: int | None = None) -> tuple[int, Tables]:
        """Return revision and tables, freshly parsed. `rev` may ask for the current or the previous one."""

    def commit(self, chart: str, expected: int, tables: Tables, event: Event) -> int:
        """Save the next revision if the current one is `expected` (0: there is none); return it."""

    def record(self, events: Sequence[Event], durable: bool) -> None:
        """Add events that change no chart to the audit trail."""

    def audit(self, query: AuditQuery) -> Iterator[AuditLine]:
        """Return the lines of the audit trail that fit, oldest first."""

    def verify(self, deep: bool = False) -> Findings:
        """Check the store; `deep` reads every chart in full."""
