"""`verify`: modes, the chain of the audit trail, and every chart against its last audit line."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

from plantui.vault.audit import ABORT, AuditTrail, digest, parse
from plantui.vault.codec import Codec
from plantui.vault.counter import Counter
from plantui.vault.faults import VaultFault, from_os_error
from plantui.vault.files import Fs, Stat, exists, is_dir
from plantui.vault.layout import Layout, complaint, remedy, shard_of
from plantui.vault.locks import Locks, steady
from plantui.vault.mount import caution
from plantui.vault.seam import AuditLine, Finding, Findings, is_name
from plantui.vault.standing import DISPOSED, NOTE, RESTORE, Standing, fold
from plantui.vault.strays import strays


class Check:
    """One run of `verify`."""

    def __init__(
        self,
        layout: Layout,
        vault: str,
        fs: Fs,
        locks: Locks,
        codec: Codec,
        trail: AuditTrail,
        counter: Counter,
        doubt: Callable[[AuditLine], str] | None = None,
    ) -> None:
        self._layout = layout
        self._fs = fs
        self._locks = locks
        self._trail = trail
        self._counter = counter
        self._doubt = doubt
        self._standing = Standing(layout, vault, fs, codec)
        self._findings: Findings = []
        self._owner = os.geteuid()

    def run(self, deep: bool) -> Findings:
        """Return what was found, the store's own files first, then the charts.

        Raises:
            VaultFault: the folders cannot be read.
        """
        try:
            self._check_files()
            saves = self._check_chain()
            for chart in sorted(self._charts() | saves.keys()):
                finding = self._judge(chart, saves.get(chart, []), deep)
                if finding is not None:
                    self._findings.append(finding)
        except OSError as error:
            raise from_os_error(error, "checking the store") from error
        return self._findings

    def _add(self, code: str, sentence: str, next_step: str, chart: str = "") -> None:
        self._findings.append(Finding(code=code, sentence=sentence, next_step=next_step, chart=chart))

    def _check_files(self) -> None:
        if sentence := caution(self._layout.root):
            self._add(NOTE, sentence, "Move the store to a disk of this machine.")
        for path, state in self._walk(self._layout.root):
            if sentence := complaint(path, state, self._owner):
                inside = path != self._layout.root
                self._add("E302", sentence, remedy(path, state, self._owner, inside=inside))
        self._findings += strays(self._fs, self._layout)
        try:
            self._counter.highest()
        except VaultFault as fault:
            self._add(fault.code, fault.sentence, fault.next_step)

    def _walk(self, path: str) -> Iterator[tuple[str, Stat]]:
        try:
            state = self._fs.stat(path)
            # What lies in a snapshot are other names of files that lie in the store, or lay there.
            inner = is_dir(state) and os.path.dirname(path) != self._layout.snapshots
            names = self._fs.names(path) if inner else []
        except FileNotFoundError:
            # Another terminal renames files all the time.
            return
        yield path, state
        for name in names:
            yield from self._walk(f"{path}/{name}")

    def _check_chain(self) -> dict[str, list[AuditLine]]:
        """Walk the chain; return the last saves of each chart that stand."""
        saves: dict[str, list[AuditLine]] = {}
        prev, seq = self._trail.origin, 0
        for place in self._trail.lines():
            where = f"line {place.number} of the audit trail of {place.month}"
            line = parse(place.raw) if place.whole else None
            if line is None:
                if place.whole:
                    self._add("E304", f"L{where[1:]} cannot be read.", "Compare with a backup.")
                else:
                    self._add(NOTE, f"A crash cut off {where}.", "Nothing to do: the next line repairs it.")
                continue
            if line.prev != prev or line.seq != seq + 1:
                self._add(
                    "E303",
                    f"The audit trail breaks before {where}: lines were changed, removed or moved.",
                    "Compare with a backup; find out who could write to this folder.",
                )
            if self._doubt is not None and (doubt := self._doubt(line)):
                self._add("E303", f"L{where[1:]} {doubt}.", "Find out who could write to this folder.")
            prev, seq = digest(place.raw), line.seq
            if _tells(line):
                mine = saves.setdefault(line.chart, [])
                if mine and line.act not in (ABORT, DISPOSED) and line.rev <= mine[-1].rev:
                    self._step_back(where, line, mine[-1])
                saves[line.chart] = fold(mine, line)
        return saves

    def _step_back(self, where: str, line: AuditLine, before: AuditLine) -> None:
        chart = line.chart
        if line.rev == before.rev:
            self._add(
                NOTE,
                f"Revision {line.rev} of chart {chart} was saved again ({where}): the first time was interrupted.",
                "Nothing to do, if there was a crash or a power cut at that time.",
                chart,
            )
        else:
            self._add(
                "E303",
                f"Chart {chart} went back from revision {before.rev} to {line.rev - 1} before {where}.",
                RESTORE,
                chart,
            )

    def _charts(self) -> set[str]:
        charts: set[str] = set()
        shards = self._fs.names(self._layout.charts) if exists(self._fs, self._layout.charts) else []
        for shard in shards:
            folder = self._layout.shard(shard)
            if not is_dir(self._fs.stat(folder)):
                self._add(NOTE, f"{folder} does not belong in the store.", "Move it out of the store.")
                continue
            for file in self._fs.names(folder):
                chart, _, ending = file.rpartition(".")
                if is_name(chart) and shard_of(chart) == shard and ending in ("chart", "prev", "new"):
                    charts.add(chart)
                else:
                    self._add(NOTE, f"{folder}/{file} does not belong in the store.", "Move it out of the store.")
        return charts

    def _judge(self, chart: str, saves: list[AuditLine], deep: bool) -> Finding | None:
        finding = self._standing.judge(chart, saves, deep)
        if finding is None:
            return None
        # Somebody may have saved between the reading of the trail and of the chart: look again, alone.
        with steady(self._locks, f"chart-{shard_of(chart)}"):
            saves, disposed = [], False
            for place in self._trail.lines():
                line = parse(place.raw) if place.whole else None
                if line is not None and line.chart == chart and _tells(line):
                    saves, disposed = fold(saves, line), line.act == DISPOSED
            finding = self._standing.judge(chart, saves, deep)
            return self._standing.judge_disposed(chart) if finding and disposed else finding


def _tells(line: AuditLine) -> bool:
    """Whether a line says something about the state of its chart."""
    return bool(line.sha) or line.act == DISPOSED
