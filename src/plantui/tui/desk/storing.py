"""When a change cannot be stored: trying again, a copy elsewhere, and changes that another terminal made first."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from plantui.practice.exporting import bundle_text, write_private
from plantui.practice.practice import Clash
from plantui.practice.store import StoredCharts
from plantui.practice.unsaved import RecoveryFile
from plantui.tui.desk import naming
from plantui.tui.desk.state import LineEntry, MessageKind
from plantui.vault.faults import VaultFault

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Action, Desk


def waiting_changes(desk: Desk) -> list[str]:
    """What is not stored yet, in the words of the steps, at most three and how many more."""
    said = [naming.discreet(desk, job.step.message, job.step.chart_id) for job in desk.practice.writer.jobs()]
    return said if len(said) <= 3 else [*said[:3], f"{len(said) - 3} more"]


def keep_waiting(desk: Desk) -> None:
    """Keep what waits in the recovery file while it cannot be stored; remove it once everything is. Any thread."""
    drafts, writer = desk.drafts, desk.practice.writer
    premises = desk.locking.premises
    store = premises.store if premises is not None else None
    if store is None or premises is None:
        return
    if writer.failure is not None and not isinstance(writer.failure, Clash):
        if drafts.recovery is None:
            drafts.recovery = RecoveryFile(store.parts, premises.session)
        acting = desk.practice.acting()
        try:
            drafts.recovery.write(writer.jobs(), acting.user.id, acting.now)
            drafts.recovery_fault = ""
        except VaultFault as fault:
            drafts.recovery_fault = str(fault)
    elif not writer.waiting and drafts.recovery is not None:
        drafts.recovery.remove()
        drafts.recovery = None


def room_left(desk: Desk) -> str:
    """How little room the disk of the store has; empty where it is not little, or nobody can tell."""
    store = desk.locking.premises.store if desk.locking.premises is not None else None
    if store is None:
        return ""
    try:
        state = os.statvfs(store.layout.root)
    except OSError:
        return ""
    free = state.f_bavail * state.f_frsize
    if free < 10_000:
        return f"{free} bytes"
    return f"{free // 1000} kB" if free < 10_000_000 else ""


def tell_doubt(desk: Desk) -> None:
    """Say that the disk did not confirm a save, once: it is in the store, and a power cut now could take it back."""
    charts = desk.practice.charts
    if isinstance(charts, StoredCharts) and charts.doubt:
        desk.say(charts.doubt, MessageKind.ERROR)
        charts.doubt = ""


def retry(desk: Desk) -> None:
    """Try to save again."""
    desk.practice.writer.retry()
    desk.state.looking = False


def step_aside(desk: Desk) -> None:
    """Put the box aside to look around; nothing can be changed meanwhile."""
    desk.state.looking = True
    desk.warn(f"NOT SAVED. You can look around; a change brings the box back; {desk.key('ui.back')} leaves.")


def rescue(desk: Desk) -> None:
    """Ask for a folder, then write a copy of every unsaved chart there."""
    desk.state.looking = True
    desk.state.held = desk.state.line
    from plantui.tui.desk.entry import open_line

    open_line(desk, LineEntry("rescue", title="folder for a copy"), str(desk.export_dir))


def keep_rescue(desk: Desk, entry: LineEntry) -> None:
    """Enter in the prompt for a folder: write the charts with unsaved changes as bundles.

    Raises:
        Refused: the folder can be read by everybody.
        OSError: it cannot be written.
    """
    typed = entry.field.text.strip()
    if not typed:
        close_rescue(desk)
        return
    folder = Path(typed).expanduser()
    charts = dict.fromkeys(job.step.chart_id for job in desk.practice.writer.jobs())
    written = []
    for chart_id in charts:
        chart = desk.practice.chart(chart_id)
        target = folder / f"{chart.code}_unsaved_{desk.now():%Y-%m-%d_%H%M}.json"
        write_private(target, bundle_text(chart))
        written.append(target.name)
    close_rescue(desk)
    desk.say(f"Copy written to {folder}: {', '.join(written) or 'nothing is unsaved'}")


def close_rescue(desk: Desk) -> None:
    """Back to the line that was being typed when the save failed."""
    desk.state.line, desk.state.held = desk.state.held, None
    desk.state.looking = desk.practice.writer.failure is None


ACTIONS: dict[str, Action] = {
    "store.retry": retry,
    "store.rescue": rescue,
}
"""Action id -> what runs."""
