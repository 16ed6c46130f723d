"""The revisions a chart had: who made them and when, by the audit trail, and where they can still be read."""

from __future__ import annotations

from datetime import datetime

import msgspec

from plantui.vault.audit import ABORT
from plantui.vault.chartfile import decode, read_header
from plantui.vault.faults import NotFound, Tampered, VaultFault, from_os_error
from plantui.vault.label import Label
from plantui.vault.parts import Parts
from plantui.vault.seam import AuditLine, AuditQuery, Tables
from plantui.vault.snapshots import Snapshots

CURRENT = "current"
PREVIOUS = "previous"


class RevInfo(msgspec.Struct, frozen=True, kw_only=True):
    """A revision of a chart.

    Attributes:
        rev: its number, from 1.
        at: when it was saved; None when the audit trail no longer tells.
        who: the id of the user who saved it; empty likewise.
        session: the id of the terminal session; empty likewise.
        act: what was done, e.g. `plan.edit`; empty likewise.
        detail: codes that go with it.
        current: whether it is the one in the store.
        previous: whether it lies beside the current one.
        snapshots: the snapshots that hold it, oldest first.
    """

    rev: int
    at: datetime | None = None
    who: str = ""
    session: str = ""
    act: str = ""
    detail: tuple[str, ...] = ()
    current: bool = False
    previous: bool = False
    snapshots: tuple[Label, ...] = ()

    @property
    def readable(self) -> bool:
        """Whether its content can still be read."""
        return self.current or self.previous or bool(self.snapshots)


def history(parts: Parts, chart: str) -> list[RevInfo]:
    """Return every revision of a chart that is known of, the newest first.

    Raises:
        VaultFault: the audit trail or the folders cannot be read.
    """
    saves: dict[int, AuditLine] = {}
    for line in parts.trail.find(AuditQuery(chart=chart)):
        if not line.sha:
            continue
        if line.act == ABORT:
            if line.rev in saves and saves[line.rev].sha == line.sha:
                del saves[line.rev]
        else:
            saves[line.rev] = line
    places = _places(parts, chart)
    found = []
    for rev in sorted({*saves, *places}, reverse=True):
        where = places.get(rev, [])
        info = RevInfo(
            rev=rev,
            current=CURRENT in where,
            previous=PREVIOUS in where,
            snapshots=tuple(place for place in where if isinstance(place, Label)),
        )
        if rev in saves:
            line = saves[rev]
            info = msgspec.structs.replace(
                info, at=line.at, who=line.who, session=line.sess, act=line.act, detail=line.detail
            )
        found.append(info)
    return found


def load_kept(parts: Parts, chart: str, rev: int) -> Tables:
    """Return the tables of a revision, from wherever it is kept and can be read.

    Raises:
        NotFound: it is kept nowhere.
        Tampered: it is damaged wherever it is kept.
    """
    damaged: Tampered | None = None
    for place in (parts.layout.chart(chart), parts.layout.previous(chart)):
        # 0 is what a file that is not there says.
        if rev > 0 and _rev_at(parts, place, chart) == rev:
            try:
                return _decoded(parts, place, chart)
            except Tampered as fault:
                damaged = fault
    snapshots = Snapshots(parts)
    for label in reversed(snapshots.holding(chart)):
        if rev > 0 and _quiet_rev(snapshots, label, chart) == rev:
            try:
                return snapshots.load(label, chart)[1]
            except Tampered as fault:
                damaged = fault
    raise damaged or NotFound(f"Revision {rev} of chart {chart} is kept nowhere.", "A backup of that time may hold it.")


def _places(parts: Parts, chart: str) -> dict[int, list[str | Label]]:
    places: dict[int, list[str | Label]] = {}
    for name, path in ((CURRENT, parts.layout.chart(chart)), (PREVIOUS, parts.layout.previous(chart))):
        if rev := _rev_at(parts, path, chart):
            places.setdefault(rev, []).append(name)
    snapshots = Snapshots(parts)
    for label in snapshots.holding(chart):
        if rev := _quiet_rev(snapshots, label, chart):
            places.setdefault(rev, []).append(label)
    return places


def _rev_at(parts: Parts, path: str, chart: str) -> int:
    """The revision in a file; 0 when there is none that can be read."""
    try:
        return read_header(parts.fs, path, parts.vault, chart).rev
    except (OSError, VaultFault):
        return 0


def _quiet_rev(snapshots: Snapshots, label: Label, chart: str) -> int:
    try:
        return snapshots.rev_of(label, chart)
    except VaultFault:
        return 0


def _decoded(parts: Parts, path: str, chart: str) -> Tables:
    try:
        content = parts.fs.read(path)
    except OSError as error:
        raise from_os_error(error, f"reading chart {chart}") from error
    return decode(content, parts.vault, chart, parts.codec)[1]
