"""Whether a chart on the disk is what the audit trail says was saved last."""

from __future__ import annotations

import hashlib

from plantui.vault.audit import ABORT
from plantui.vault.chartfile import decode, read_header
from plantui.vault.codec import Codec
from plantui.vault.faults import VaultFault
from plantui.vault.files import Fs, exists
from plantui.vault.layout import Layout
from plantui.vault.seam import AuditLine, Finding

NOTE = "N301"
"""The code of a finding by which nothing is lost."""

DISPOSED = "chart.dispose"
"""The act of the line after which a chart is gone for good, see `disposal`."""

RESTORE = "Compare with a backup before working on this chart; its previous version may still be beside it."


def fold(saves: list[AuditLine], line: AuditLine) -> list[AuditLine]:
    """Add a line to the last two saves of a chart that stand; an abort takes its save back, a disposal all.

    A later save of the same revision means that the earlier one never became visible.
    """
    if line.act == DISPOSED:
        return []
    if line.act == ABORT:
        return [save for save in saves if (save.rev, save.sha) != (line.rev, line.sha)]
    return [*(save for save in saves if save.rev != line.rev), line][-2:]


class Standing:
    """Judges charts one by one."""

    def __init__(self, layout: Layout, vault: str, fs: Fs, codec: Codec) -> None:
        self._layout = layout
        self._vault = vault
        self._fs = fs
        self._codec = codec

    def judge(self, chart: str, saves: list[AuditLine], deep: bool) -> Finding | None:
        """Return what is wrong with a chart, or None.

        Args:
            chart: its id.
            saves: its last two saves that stand, see `fold`.
            deep: True to read and hash the whole file, not its header only.

        Raises:
            OSError: as the operating system says.
        """
        path = self._layout.chart(chart)
        sha = ""
        try:
            if deep:
                content = self._fs.read(path)
                header, tables = decode(content, self._vault, chart, self._codec)
                rev = header.rev
                for table in tables.values():
                    # Asked for all, so that none is left unparsed.
                    table.values()
                sha = hashlib.sha256(content).hexdigest()
            else:
                rev = read_header(self._fs, path, self._vault, chart).rev
        except FileNotFoundError:
            return self._judge_missing(chart, saves)
        except VaultFault as fault:
            return Finding(code=fault.code, sentence=fault.sentence, next_step=fault.next_step, chart=chart)
        last = saves[-1].rev if saves else 0
        if last < rev:
            return self._outside(chart, f"Chart {chart} is at revision {rev}, which no line of the audit trail made.")
        if sha and any(save.rev == rev and save.sha != sha for save in saves):
            return self._outside(chart, f"Chart {chart} is not what revision {rev} was when it was saved.")
        if last == rev:
            if not exists(self._fs, self._layout.fresh(chart)):
                return None
            return self._note(chart, f"A save of chart {chart} was interrupted before it began to count.")
        if last == rev + 1 and self._is_waiting(chart, saves[-1].sha):
            return self._note(chart, f"A save of chart {chart} was interrupted; revision {rev} stands.")
        return self._outside(
            chart,
            f"Chart {chart} is at revision {rev}, but revision {last} was saved: it was put back to an older "
            "version, or a power cut interrupted that save.",
        )

    def _judge_missing(self, chart: str, saves: list[AuditLine]) -> Finding | None:
        begun = exists(self._fs, self._layout.fresh(chart))
        before = exists(self._fs, self._layout.previous(chart))
        if not before and not saves:
            return self._note(chart, f"The making of chart {chart} was interrupted.") if begun else None
        if not before and saves[-1].rev == 1 and self._is_waiting(chart, saves[-1].sha):
            return self._note(chart, f"The making of chart {chart} was interrupted.")
        return Finding(
            code="E304",
            sentence=f"The file of chart {chart} is gone.",
            next_step="Put it back from a backup; its previous version may still be beside it.",
            chart=chart,
        )

    def judge_disposed(self, chart: str) -> Finding:
        """Return what is wrong with a chart that was disposed of and is there."""
        return Finding(
            code="E303",
            sentence=f"Chart {chart} was disposed of, but files of it are there: it was interrupted, or put back.",
            next_step="Dispose of it again with plantui vault dispose, or restore it from a backup if it is needed.",
            chart=chart,
        )

    def _is_waiting(self, chart: str, sha: str) -> bool:
        """Tell whether the file of an interrupted save is still there, which proves that it was interrupted."""
        try:
            return hashlib.sha256(self._fs.read(self._layout.fresh(chart))).hexdigest() == sha
        except FileNotFoundError:
            return False

    def _note(self, chart: str, sentence: str) -> Finding:
        return Finding(code=NOTE, sentence=sentence, next_step="Nothing to do: the next save clears it.", chart=chart)

    def _outside(self, chart: str, sentence: str) -> Finding:
        return Finding(code="E303", sentence=sentence, next_step=RESTORE, chart=chart)
