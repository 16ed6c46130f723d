"""Writing everything in a store anew, as its key says now: after a plain store got a key, or a store a new one."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

import msgspec

from plantui.vault.audit import ABORT, Stamp, parse
from plantui.vault.body import encode_tables
from plantui.vault.chartfile import Header, decode, encode, open_summary, read_header
from plantui.vault.codec import PLAIN
from plantui.vault.faults import Conflict, NotFound, Tampered, VaultFault, from_os_error
from plantui.vault.files import discard, exists
from plantui.vault.layout import shard_of
from plantui.vault.sealing.codec import SealedCodec
from plantui.vault.seam import Event, is_name
from plantui.vault.sheets import drop_sheets
from plantui.vault.undolog import UndoLog

if TYPE_CHECKING:
    from plantui.vault.commit import Commit
    from plantui.vault.parts import Parts

_ENDINGS = ("chart", "prev", "new")
_TRIES = 8


class Rewriting:
    """Writes what is not sealed with the current key anew. It can stop anywhere, and a second run does the rest.

    Each chart is saved as its next revision with the same content, so that the audit trail knows the new file,
    and the revision before it, which is not sealed so, is removed.

    Args:
        parts: of an open, sealed store.
        commit: its commits.
        event: who does this; its act is the act of each save.
    """

    def __init__(self, parts: Parts, commit: Commit, event: Event) -> None:
        self._parts = parts
        self._layout, self._fs = parts.layout, parts.fs
        self._commit = commit
        self._event = event
        assert isinstance(parts.codec, SealedCodec)
        self._codec = parts.codec

    def run(self, progress: Callable[[int, int], object] = lambda done, of: None) -> list[str]:
        """Write everything anew; return a sentence for each chart that could not be.

        Args:
            progress: told after each chart how many are done, of how many.

        Raises:
            VaultFault: the folders cannot be read or written.
        """
        left: list[str] = []
        try:
            charts = sorted(self._charts())
            for done, chart in enumerate(charts, 1):
                try:
                    self.renew(chart)
                except (Conflict, VaultFault) as fault:
                    if fault.code in ("E301", "E302", "E306", "E201"):
                        raise
                    left.append(str(fault))
                progress(done, len(charts))
            self._undo_logs()
            self._drop_index()
        except OSError as error:
            raise from_os_error(error, "writing the store anew") from error
        return left

    def renew(self, chart: str) -> bool:
        """Write one chart anew if its file is not as the key says; False when there was nothing to do.

        Raises:
            VaultFault: it cannot be read or written.
        """
        try:
            done = self._renew_current(chart)
            with self._parts.locks.hold(f"chart-{shard_of(chart)}"):
                return self._drop_rest(chart) or done
        except OSError as error:
            raise from_os_error(error, f"writing chart {chart} anew") from error

    def _renew_current(self, chart: str) -> bool:
        for _ in range(_TRIES):
            try:
                content = self._fs.read(self._layout.chart(chart))
            except FileNotFoundError:
                return False
            header, tables = decode(content, self._parts.vault, chart, self._codec)
            if self._fits(header):
                return False
            summary = open_summary(header, self._codec)
            body = encode_tables(chart, tables)
            fresh = encode(self._parts.vault, chart, header.rev + 1, self._codec, body, summary)
            # Somebody else may save meanwhile. That save is sealed already, or the next round sees it.
            with contextlib.suppress(Conflict):
                self._commit.save(chart, header.rev, fresh, self._event)
                return True
        raise NotFound(f"Chart {chart} is being saved all the time.", "Try again when nobody works on it.")

    def _drop_rest(self, chart: str) -> bool:
        """Remove the revision before, and what an interrupted save left, where they are not as the key says."""
        if not exists(self._fs, self._layout.chart(chart)):
            return self._drop_unmade(chart)
        dropped = False
        for path in (self._layout.previous(chart), self._layout.fresh(chart)):
            try:
                header = read_header(self._fs, path, self._parts.vault, chart)
            except FileNotFoundError:
                continue
            except VaultFault:
                # The torn rest of a save. A damaged revision before is left to `verify`, unless it may be readable.
                if path == self._layout.previous(chart) and self._codec.reader(PLAIN) is None:
                    continue
            else:
                if self._fits(header):
                    continue
            if path == self._layout.fresh(chart):
                self._take_back(chart)
            discard(self._fs, path)
            dropped = True
        if dropped:
            self._fs.sync_dir(self._layout.shard(shard_of(chart)))
        return dropped

    def _drop_unmade(self, chart: str) -> bool:
        """Remove what an interrupted making of a chart left; without its chart nobody was told that it exists."""
        fresh = self._layout.fresh(chart)
        if exists(self._fs, self._layout.previous(chart)):
            raise Tampered(
                f"The file of chart {chart} is gone, the revision before it is still there as it was.",
                "Run plantui verify, and put the chart back.",
            )
        if not exists(self._fs, fresh):
            return False
        self._take_back(chart)
        discard(self._fs, fresh)
        self._fs.sync_dir(self._layout.shard(shard_of(chart)))
        return True

    def _take_back(self, chart: str) -> None:
        content = self._fs.read(self._layout.fresh(chart))
        sha = hashlib.sha256(content).hexdigest()
        for place in self._parts.trail.lines():
            line = parse(place.raw) if place.whole else None
            if line is not None and (line.chart, line.sha) == (chart, sha):
                event = msgspec.structs.replace(self._event, chart=chart, act=ABORT, detail=(line.act,))
                self._parts.trail.append([Stamp(event, line.rev, sha)], durable=True)
                return

    def _charts(self) -> Iterator[str]:
        for shard in self._names(self._layout.charts):
            if len(shard) != 2:
                continue
            # A save that began while the store had another key has ended once the lock of its shard is free,
            # and a later one sees the new key. So nothing can appear here after this look.
            with self._parts.locks.hold(f"chart-{shard}"):
                files = self._names(self._layout.shard(shard))
            for chart in {file.rpartition(".")[0] for file in files if file.rpartition(".")[2] in _ENDINGS}:
                if is_name(chart) and shard_of(chart) == shard:
                    yield chart

    def _undo_logs(self) -> None:
        for file in self._names(self._layout.undo):
            user, _, ending = file.partition(".")
            if ending == "jsonl" and is_name(user):
                UndoLog(self._layout, user, self._fs, self._parts.locks, self._codec).reseal()
            else:
                discard(self._fs, f"{self._layout.undo}/{file}")

    def _drop_index(self) -> None:
        with self._parts.locks.hold("index"):
            for path in (self._layout.index, f"{self._layout.index}.new"):
                discard(self._fs, path)
        drop_sheets(self._fs, self._layout)

    def _fits(self, header: Header) -> bool:
        return (header.alg, header.kid) == (self._codec.alg, self._codec.kid)

    def _names(self, folder: str) -> Iterable[str]:
        try:
            return self._fs.names(folder)
        except FileNotFoundError:
            return ()
