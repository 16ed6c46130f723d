"""The caseload index: the headers of all charts in one file that can always be made again.

It is trusted only as far as the folders agree. Every save renames a file inside the folder of its shard and
so changes the time of that folder; a shard whose folder has the same time and inode as when it was read is
unchanged, unless that time lies less than two seconds before the reading (a second change could then carry
the same time: git's rule for racily clean files).
"""

from __future__ import annotations

import contextlib
import secrets
from collections.abc import Callable, Iterable
from operator import attrgetter
from typing import TypeAlias

import msgspec

from plantui.vault.chartfile import open_listed, read_header
from plantui.vault.codec import Codec, Place
from plantui.vault.faults import VaultFault, from_os_error
from plantui.vault.files import Fs, is_dir, put
from plantui.vault.layout import Layout, shard_of
from plantui.vault.locks import Locks
from plantui.vault.seam import Cursor, ListedChart, is_name

_FORMAT = 2
_RACE_NS = 2_000_000_000
_WORTH_WRITING = 64
_ENDING = ".chart"
_by_chart = attrgetter("chart")
Rows: TypeAlias = list[ListedChart]


class _Entry(msgspec.Struct, array_like=True, gc=False):
    """One chart file as it was when its header was read."""

    mtime_ns: int
    size: int
    ino: int
    sure: bool
    row: ListedChart


class _Shard(msgspec.Struct, array_like=True, gc=False):
    """One folder as it was when it was read. `sure` says that its time alone proves that nothing changed.

    Its entries stay the JSON they are until somebody needs them: a summary is then decoded once, by whoever wants it.
    """

    mtime_ns: int
    ino: int
    sure: bool
    charts: msgspec.Raw

    def entries(self) -> list[_Entry]:
        """Decode the entries."""
        return _entries.decode(self.charts)


class _File(msgspec.Struct, array_like=True):
    format: int
    shards: dict[str, _Shard]


_files = msgspec.json.Decoder(_File)
_entries = msgspec.json.Decoder(list[_Entry])


class Caseload:
    """The list of all charts of one open store."""

    def __init__(
        self,
        layout: Layout,
        vault: str,
        fs: Fs,
        locks: Locks,
        codec: Codec,
        now_ns: Callable[[], int],
        guard: Callable[[], object] = lambda: None,
    ) -> None:
        self._layout = layout
        self._vault = vault
        self._fs = fs
        self._locks = locks
        self._codec = codec
        self._now_ns = now_ns
        self._guard = guard
        self._shards: dict[str, _Shard] | None = None
        self._stream = secrets.token_hex(8)
        self._stamp = 0
        self._changed: dict[str, int] = {}
        self._unwritten = 0

    def list(self, since: Cursor | None) -> tuple[Rows, Cursor]:
        """See `ChartStore.list`; in order of chart ids, which is the order of their making."""
        if self._shards is None:
            self._shards = self._read()
        try:
            self._refresh(self._shards)
        except OSError as error:
            raise from_os_error(error, "reading the list of charts") from error
        if self._unwritten >= _WORTH_WRITING:
            self.write()
        cursor = Cursor(self._stream, self._stamp)
        if since is None or since.stream != self._stream:
            return self._rows(self._shards), cursor
        wanted = {chart for chart, stamp in self._changed.items() if stamp > since.stamp}
        if not wanted:
            return [], cursor
        changed = [row for row in self._rows(map(shard_of, wanted)) if row.chart in wanted]
        changed += [ListedChart(chart, 0) for chart in wanted.difference(row.chart for row in changed)]
        return sorted(changed, key=_by_chart), cursor

    def write(self) -> None:
        """Write the index if something is new. Nothing depends on it, so a failure is no fault."""
        if not self._unwritten or self._shards is None:
            return
        content = msgspec.json.encode(_File(_FORMAT, self._shards))
        with contextlib.suppress(OSError, VaultFault), self._locks.hold("index", patience=0):
            self._guard()
            put(self._fs, self._layout.index, self._codec.seal(self._place, content), durable=False)
            self._unwritten = 0

    @property
    def _place(self) -> Place:
        return Place("index", self._vault)

    def _read(self) -> dict[str, _Shard]:
        try:
            content = self._codec.open(self._place, self._fs.read(self._layout.index))
            kept = _files.decode(content)
        except (OSError, VaultFault, msgspec.MsgspecError, UnicodeDecodeError):
            return {}
        return kept.shards if kept.format == _FORMAT else {}

    def _refresh(self, shards: dict[str, _Shard]) -> None:
        try:
            names = [name for name in self._fs.names(self._layout.charts) if len(name) == 2]
        except FileNotFoundError:
            names = []
        for name in names:
            known = shards.get(name)
            try:
                state = self._fs.stat(self._layout.shard(name))
            except FileNotFoundError:
                continue
            if not is_dir(state):
                continue
            if known and known.sure and (state.st_mtime_ns, state.st_ino) == (known.mtime_ns, known.ino):
                continue
            shards[name] = self._scan(name, known)
        for name in shards.keys() - set(names):
            self._note(entry.row.chart for entry in shards.pop(name).entries())

    def _scan(self, name: str, known: _Shard | None) -> _Shard:
        folder = self._layout.shard(name)
        # Time first, folder second, files last: whatever changes in between makes the next look scan again.
        seen_ns = self._now_ns()
        state = self._fs.stat(folder)
        before = {entry.row.chart: entry for entry in known.entries()} if known else {}
        charts: dict[str, _Entry] = {}
        for file in self._fs.names(folder):
            chart = file.removesuffix(_ENDING)
            if not file.endswith(_ENDING) or not is_name(chart) or shard_of(chart) != name:
                continue
            old = before.get(chart)
            entry = self._entry(f"{folder}/{file}", chart, old)
            if entry is None:
                continue
            charts[chart] = entry
            if old is None or old.row != entry.row:
                self._note([chart])
        self._note(before.keys() - charts.keys())
        sure = state.st_mtime_ns + _RACE_NS < seen_ns and not any(entry.row.fault for entry in charts.values())
        content = msgspec.Raw(msgspec.json.encode(list(charts.values())))
        return _Shard(state.st_mtime_ns, state.st_ino, sure, content)

    def _entry(self, path: str, chart: str, old: _Entry | None) -> _Entry | None:
        read_ns = self._now_ns()
        identity = (0, 0, 0)
        row = ListedChart(chart, 0)
        try:
            state = self._fs.stat(path)
            identity = (state.st_mtime_ns, state.st_size, state.st_ino)
            if old and old.sure and (old.mtime_ns, old.size, old.ino) == identity:
                return old
            header = read_header(self._fs, path, self._vault, chart)
            row = ListedChart(chart, header.rev, open_listed(header, self._codec))
        except FileNotFoundError:
            return None
        except OSError as error:
            row = ListedChart(chart, 0, fault=str(from_os_error(error, f"reading chart {chart}")))
        except VaultFault as error:
            row = ListedChart(chart, 0, fault=str(error))
        self._unwritten += 1
        sure = not row.fault and identity[0] + _RACE_NS < read_ns
        return _Entry(*identity, sure, row)

    def _note(self, charts: Iterable[str]) -> None:
        for chart in charts:
            self._stamp += 1
            self._changed[chart] = self._stamp

    def _rows(self, names: Iterable[str]) -> Rows:
        shards = self._shards or {}
        rows = [entry.row for name in set(names) & shards.keys() for entry in shards[name].entries()]
        rows.sort(key=_by_chart)
        return rows
