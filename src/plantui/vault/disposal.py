"""Disposal: removing a chart from the live store for good, with its drafts, its versions and its undo steps.

What remains is its id in the audit trail, which says who disposed of it and when; the snapshots of the last
month, which go by their policy; and backups and exports, which are outside of the store.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from plantui.vault.audit import Stamp
from plantui.vault.chartfile import read_header
from plantui.vault.faults import Conflict, NotFound, from_os_error
from plantui.vault.files import discard, exists, is_dir
from plantui.vault.founddraft import DraftHeld, DraftShelf
from plantui.vault.label import Label
from plantui.vault.layout import shard_of
from plantui.vault.parts import Parts
from plantui.vault.presence import FlockPresence
from plantui.vault.seam import Event, is_name
from plantui.vault.sheets import drop_sheets
from plantui.vault.snapshots import Snapshots
from plantui.vault.standing import DISPOSED
from plantui.vault.undolog import UndoLog

_OTHERS = frozenset({"charts", "audit", "locks", "undo", "snapshots"})
"""Folders that are dealt with one by one, or hold nothing of a chart but its id."""


class Disposal(NamedTuple):
    """What a disposal removed, and what it could not.

    Attributes:
        files: how many files were removed.
        steps: how many steps can no longer be undone.
        snapshots: the snapshots that still hold the chart, oldest first.
    """

    files: int
    steps: int
    snapshots: tuple[Label, ...]


def dispose(parts: Parts, chart: str, expected: int, event: Event) -> Disposal:
    """Remove a chart for good; the audit line is written first. It can be done again after an interruption.

    Args:
        parts: of the open store.
        chart: its id.
        expected: the revision that was looked at when it was decided.
        event: who does this; act and chart are filled in here.

    Raises:
        Conflict: it was changed since.
        NotFound: there is no such chart.
        DraftHeld: somebody is typing in it.
        VaultFault: the disk said no; say it again once it says yes.
    """
    _refuse_typing(parts, chart)
    event = msgspec.structs.replace(event, act=DISPOSED, chart=chart, detail=(*event.detail, f"rev:{expected}"))
    layout, fs = parts.layout, parts.fs
    files = 0
    try:
        with parts.locks.hold(f"chart-{shard_of(chart)}"):
            parts.guard()
            _compare(parts, chart, expected)
            parts.trail.append([Stamp(event)], durable=True)
            # The chart itself last: as long as it is there, the disposal can be found and done again.
            for path in (layout.fresh(chart), layout.previous(chart), *_beside(parts, chart), layout.chart(chart)):
                files += exists(fs, path)
                discard(fs, path)
            fs.sync_dir(layout.shard(shard_of(chart)))
        # The list of charts that is kept for a quick start still names it.
        with parts.locks.hold("index"):
            discard(fs, layout.index)
        drop_sheets(fs, layout)
        steps = sum(log.drop(chart) for log in _undo_logs(parts))
    except OSError as error:
        raise from_os_error(error, f"disposing of chart {chart}") from error
    return Disposal(files, steps, tuple(Snapshots(parts).holding(chart)))


def _refuse_typing(parts: Parts, chart: str) -> None:
    shelf = DraftShelf(parts, FlockPresence())
    for draft in shelf.ids(chart):
        found = shelf.read(draft)
        if found is not None and found.live:
            raise DraftHeld(found)


def _compare(parts: Parts, chart: str, expected: int) -> None:
    try:
        rev = read_header(parts.fs, parts.layout.chart(chart), parts.vault, chart).rev
    except FileNotFoundError:
        raise NotFound(f"There is no chart {chart}.", "Look it up in the list.") from None
    if rev != expected:
        raise Conflict(chart, expected, rev)


def _beside(parts: Parts, chart: str) -> Iterator[str]:
    """Whatever else carries the id of the chart in its name: drafts, files set aside, private notes."""
    for folder in parts.fs.names(parts.layout.root):
        path = f"{parts.layout.root}/{folder}"
        if folder in _OTHERS or not is_dir(parts.fs.stat(path)):
            continue
        for name in parts.fs.names(path):
            if chart in name.split("."):
                yield f"{path}/{name}"


def _undo_logs(parts: Parts) -> Iterator[UndoLog]:
    names: list[str] = []
    with contextlib.suppress(FileNotFoundError):
        names = parts.fs.names(parts.layout.undo)
    for name in names:
        user = name.removesuffix(".jsonl")
        if is_name(user) and user != name:
            yield UndoLog(parts.layout, user, parts.fs, parts.locks, parts.codec, parts.guard)
