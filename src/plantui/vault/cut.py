"""A cut through the store: which revision each chart had, and how far the audit trail reached, at one moment.

A copy of charts and trail that were read at different moments looks like a store in which somebody put a chart
back, or saved without a line. The cut avoids it and hardly anybody waits: charts are linked shard by shard,
each under its lock; then those that were saved meanwhile are linked again while their shards and the trail
are held, and the end of the trail is noted.
"""

from __future__ import annotations

import contextlib
from stat import S_ISREG
from typing import NamedTuple

from plantui.vault.audit import parse
from plantui.vault.files import discard, exists, is_dir
from plantui.vault.layout import shard_of
from plantui.vault.lines import tail_of
from plantui.vault.parts import Parts
from plantui.vault.seam import is_name
from plantui.vault.sheets import SHEET

_CHARTS = "charts"
_KEPT = ("chart", "new")
"""A `.new` file is what an interrupted save left; it proves that it was interrupted."""

LEFT_OUT = frozenset({"locks", "drafts", "sessions", "undo", "snapshots", "index", "ballast", "damaged"})
"""What lies in a store and is in no snapshot: what can be made again, what grows in place, and other snapshots."""


class TrailEnd(NamedTuple):
    """How far the audit trail reached.

    Attributes:
        month: the name of its last file without the ending; empty for a trail without lines.
        size: how many bytes of that file belong to it.
        seq: the number of its last line.
    """

    month: str = ""
    size: int = 0
    seq: int = 0


class Cut:
    """Links the store into a tree, as it is at one moment."""

    def __init__(self, parts: Parts, tree: str) -> None:
        self._parts = parts
        self._root = parts.layout.root
        self._tree = tree
        self.charts = 0
        """How many charts are in the tree."""

    def make(self) -> TrailEnd:
        """Link everything; the tree itself is there and empty. Return the end of the trail that fits it.

        Raises:
            OSError: as the operating system says.
            VaultFault: a lock is held for too long, or the store may not be written.
        """
        fs, locks = self._parts.fs, self._parts.locks
        with locks.hold("audit"):
            start = self._end()
        charts = self._parts.layout.charts
        shards = [name for name in (fs.names(charts) if exists(fs, charts) else []) if self._is_shard(name)]
        fs.mkdir(f"{self._tree}/{_CHARTS}")
        for shard in shards:
            fs.mkdir(f"{self._tree}/{_CHARTS}/{shard}")
            with locks.hold(f"chart-{shard}"):
                for name in fs.names(f"{charts}/{shard}"):
                    chart, _, ending = name.rpartition(".")
                    if ending in _KEPT and is_name(chart):
                        self._link(f"{_CHARTS}/{shard}/{name}")
                        self.charts += ending == "chart"
        held: frozenset[str] = frozenset()
        while True:
            with contextlib.ExitStack() as stack:
                # In the order in which everybody takes locks: the manifest, shards, the trail.
                for lock in ("vault", *(f"chart-{shard}" for shard in sorted(held)), "audit"):
                    stack.enter_context(locks.hold(lock))
                self._parts.guard()
                changed = self._changed(start)
                wanted = frozenset(map(shard_of, changed))
                if wanted <= held:
                    for chart in changed:
                        self._again(chart)
                    self._link_rest()
                    return self._end()
            held |= wanted

    def _is_shard(self, name: str) -> bool:
        return len(name) == 2 and is_dir(self._parts.fs.stat(self._parts.layout.shard(name)))

    def _link(self, name: str) -> None:
        self._parts.fs.link(f"{self._root}/{name}", f"{self._tree}/{name}")

    def _again(self, chart: str) -> None:
        fs, shard = self._parts.fs, shard_of(chart)
        if not exists(fs, f"{self._tree}/{_CHARTS}/{shard}"):
            fs.mkdir(f"{self._tree}/{_CHARTS}/{shard}")
        for ending in _KEPT:
            name = f"{_CHARTS}/{shard}/{chart}.{ending}"
            was, there = exists(fs, f"{self._tree}/{name}"), exists(fs, f"{self._root}/{name}")
            discard(fs, f"{self._tree}/{name}")
            if there:
                self._link(name)
            if ending == "chart":
                self.charts += there - was

    def _link_rest(self) -> None:
        for name in self._parts.fs.names(self._root):
            if name not in LEFT_OUT and name != _CHARTS and not name.endswith(".new") and not name.startswith(SHEET):
                self._link_all(name)

    def _link_all(self, name: str) -> None:
        fs = self._parts.fs
        state = fs.stat(f"{self._root}/{name}")
        if S_ISREG(state.st_mode):
            self._link(name)
        if not is_dir(state):
            return
        fs.mkdir(f"{self._tree}/{name}")
        for inner in fs.names(f"{self._root}/{name}"):
            if not inner.endswith(".new"):
                self._link_all(f"{name}/{inner}")

    def _end(self) -> TrailEnd:
        """The end of the last whole line."""
        fs, folder = self._parts.fs, self._parts.layout.audit
        for month in reversed(self._parts.trail.months()):
            path = f"{folder}/{month}.jsonl"
            fd = fs.open_append(path)
            try:
                end = tail_of(fs, fd, path, lambda raw: parse(raw) is not None)
            finally:
                fs.close(fd)
            line = parse(end.last) if end.last else None
            if line is not None:
                return TrailEnd(month, end.size, line.seq)
        return TrailEnd()

    def _changed(self, start: TrailEnd) -> list[str]:
        """The charts of which the trail tells something after a place in it."""
        fs, folder = self._parts.fs, self._parts.layout.audit
        found: dict[str, None] = {}
        for month in self._parts.trail.months():
            if month < start.month:
                continue
            content = fs.read(f"{folder}/{month}.jsonl")
            for raw in content[start.size if month == start.month else 0 :].split(b"\n"):
                line = parse(raw)
                if line is not None and line.chart and is_name(line.chart):
                    found[line.chart] = None
        return list(found)
