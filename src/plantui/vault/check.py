"""`verify`: modes, the chain of the audit trail, and every chart against its last audit line."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable

from plantui.vault.audit import ABORT, AuditTrail, digest, parse
from plantui.vault.chartfile import decode, read_header
from plantui.vault.codec import Codec
from plantui.vault.counter import Counter
from plantui.vault.faults import VaultFault, from_os_error
from plantui.vault.files import Fs, exists, is_dir
from plantui.vault.layout import Layout, complaint, remedy, shard_of
from plantui.vault.locks import Locks
from plantui.vault.seam import AuditLine, Finding, is_name

NOTE = "N301"
"""The code of a finding by which nothing is lost."""

_RESTORE = "Compare with a backup before working on this chart; its previous version may still be beside it."


def fold(saves: list[AuditLine], line: AuditLine) -> list[AuditLine]:
    """Add a line to the last two saves of a chart that stand; an abort takes its save back.

    A later save of the same revision means that the earlier one never became visible.
    """
    if line.act == ABORT:
        return [save for save in saves if (save.rev, save.sha) != (line.rev, line.sha)]
    return [*(save for save in saves if save.rev != line.rev), line][-2:]


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
    ) -> None:
        self._layout = layout
        self._vault = vault
        self._fs = fs
        self._locks = locks
        self._codec = codec
        self._trail = trail
        self._counter = counter
        self._findings: list[Finding] = []
        self._owner = os.geteuid()

    def run(self, deep: bool) -> list[Finding]:
        """Return what was found, the store's own files first, then the charts.

        Raises:
            VaultFault: the folders cannot be read.
        """
        try:
            self._check_files()
            saves = self._check_chain()
            charts = self._charts()
            for chart in sorted(charts | saves.keys()):
                self._check_chart(chart, saves.get(chart, []), deep)
        except OSError as error:
            raise from_os_error(error, "checking the store") from error
        return self._findings

    def _note(self, code: str, sentence: str, next_step: str, chart: str = "") -> None:
        self._findings.append(Finding(code=code, sentence=sentence, next_step=next_step, chart=chart))

    def _check_files(self) -> None:
        for path in self._paths():
            try:
                state = self._fs.stat(path)
            except FileNotFoundError:
                continue
            if sentence := complaint(path, state, self._owner):
                self._note("E302", sentence, remedy(path, state, self._owner))
        try:
            self._counter.highest()
        except VaultFault as fault:
            self._note(fault.code, fault.sentence, fault.next_step)

    def _paths(self) -> Iterable[str]:
        root = self._layout.root
        yield root
        for name in self._fs.names(root):
            path = f"{root}/{name}"
            yield path
            if not is_dir(self._fs.stat(path)):
                continue
            for inner in self._fs.names(path):
                yield f"{path}/{inner}"
                if path == self._layout.charts and is_dir(self._fs.stat(f"{path}/{inner}")):
                    for file in self._fs.names(f"{path}/{inner}"):
                        yield f"{path}/{inner}/{file}"

    def _check_chain(self) -> dict[str, list[AuditLine]]:
        """Walk the chain; return the saves of each chart that were not taken back, oldest first."""
        saves: dict[str, list[AuditLine]] = {}
        prev, seq = self._trail.origin, 0
        for place in self._trail.lines():
            where = f"line {place.number} of the audit trail of {place.month}"
            line = parse(place.raw) if place.whole else None
            if line is None:
                if not place.whole:
                    self._note(NOTE, f"A crash cut off {where}.", "Nothing to do: the next line repairs it.")
                else:
                    self._note("E304", f"{where.capitalize()} cannot be read.", "Compare with a backup.")
                continue
            if line.prev != prev or line.seq != seq + 1:
                self._note(
                    "E303",
                    f"The audit trail breaks before {where}: lines were changed, removed or moved.",
                    "Compare with a backup; find out who could write to this folder.",
                )
            prev, seq = digest(place.raw), line.seq
            if not line.sha:
                continue
            mine = saves.setdefault(line.chart, [])
            if mine and line.act != ABORT and line.rev <= mine[-1].rev:
                self._note_step_back(where, line, mine[-1])
            saves[line.chart] = fold(mine, line)
        return saves

    def _note_step_back(self, where: str, line: AuditLine, before: AuditLine) -> None:
        if line.rev == before.rev:
            self._note(
                NOTE,
                f"Revision {line.rev} of chart {line.chart} was saved again ({where}): the first save was interrupted.",
                "Nothing to do, if there was a crash at that time.",
                line.chart,
            )
        else:
            self._note(
                "E303",
                f"Chart {line.chart} went back from revision {before.rev} to {line.rev - 1} before {where}.",
                _RESTORE,
                line.chart,
            )

    def _charts(self) -> set[str]:
        charts: set[str] = set()
        for shard in self._fs.names(self._layout.charts):
            for file in self._fs.names(self._layout.shard(shard)):
                chart, _, ending = file.rpartition(".")
                if not is_name(chart) or shard_of(chart) != shard or ending not in ("chart", "prev", "new"):
                    self._note(
                        NOTE,
                        f"{self._layout.shard(shard)}/{file} does not belong in the store.",
                        "Move it out of the store.",
                    )
                    continue
                charts.add(chart)
        return charts

    def _check_chart(self, chart: str, saves: list[AuditLine], deep: bool) -> None:
        finding = self._judge(chart, saves, deep)
        if finding is None:
            return
        # Somebody may have saved between the reading of the trail and of the chart: look again, alone.
        with self._locks.hold(f"chart-{shard_of(chart)}"):
            saves = []
            for place in self._trail.lines():
                line = parse(place.raw) if place.whole else None
                if line is not None and line.chart == chart and line.sha:
                    saves = fold(saves, line)
            finding = self._judge(chart, saves, deep)
        if finding is not None:
            self._findings.append(finding)

    def _judge(self, chart: str, saves: list[AuditLine], deep: bool) -> Finding | None:
        path = self._layout.chart(chart)
        last = saves[-1] if saves else None
        try:
            if deep:
                content = self._fs.read(path)
                rev = decode(content, self._vault, chart, self._codec)[0].rev
                sha = hashlib.sha256(content).hexdigest()
            else:
                rev = read_header(self._fs, path, self._vault, chart).rev
                sha = ""
        except FileNotFoundError:
            return self._judge_missing(chart, last)
        except VaultFault as fault:
            return Finding(code=fault.code, sentence=fault.sentence, next_step=fault.next_step, chart=chart)
        if last is None or last.rev < rev:
            return Finding(
                code="E303",
                sentence=f"Chart {chart} is at revision {rev}, which no line of the audit trail made.",
                next_step=_RESTORE,
                chart=chart,
            )
        at_rev = next((line for line in saves if line.rev == rev), None)
        if at_rev is not None and sha and at_rev.sha != sha:
            return Finding(
                code="E303",
                sentence=f"Chart {chart} is not what revision {rev} was when it was saved.",
                next_step=_RESTORE,
                chart=chart,
            )
        if last.rev == rev:
            return self._judge_leftover(chart)
        if last.rev == rev + 1 and self._begun(chart, last.sha):
            return Finding(
                code=NOTE,
                sentence=f"A save of chart {chart} was interrupted; revision {rev} stands.",
                next_step="Nothing to do: the next save clears it.",
                chart=chart,
            )
        return Finding(
            code="E303",
            sentence=f"Chart {chart} is at revision {rev}, but revision {last.rev} was saved: "
            "it was put back to an older version, or a crash interrupted that save.",
            next_step=_RESTORE,
            chart=chart,
        )

    def _judge_missing(self, chart: str, last: AuditLine | None) -> Finding | None:
        if last is None or (last.rev == 1 and not exists(self._fs, self._layout.previous(chart))):
            begun = last is not None or exists(self._fs, self._layout.fresh(chart))
            if last is None or self._begun(chart, last.sha):
                return (
                    Finding(
                        code=NOTE,
                        sentence=f"The making of chart {chart} was interrupted; it does not exist.",
                        next_step="Nothing to do.",
                        chart=chart,
                    )
                    if begun
                    else None
                )
        return Finding(
            code="E304",
            sentence=f"The file of chart {chart} is gone.",
            next_step="Put it back from a backup; its previous version may still be beside it.",
            chart=chart,
        )

    def _judge_leftover(self, chart: str) -> Finding | None:
        if not exists(self._fs, self._layout.fresh(chart)):
            return None
        return Finding(
            code=NOTE,
            sentence=f"A save of chart {chart} was interrupted before it began to count.",
            next_step="Nothing to do: the next save clears it.",
            chart=chart,
        )

    def _begun(self, chart: str, sha: str) -> bool:
        """Tell whether the file of an interrupted save is still there."""
        try:
            return hashlib.sha256(self._fs.read(self._layout.fresh(chart))).hexdigest() == sha
        except FileNotFoundError:
            return False
