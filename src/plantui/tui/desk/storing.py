"""When a change cannot be stored: trying again, a copy elsewhere, and changes that another terminal made first."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from plantui.model.codec import from_tables
from plantui.model.tree import find
from plantui.practice.command import Step
from plantui.practice.commands.nodes import EditNode
from plantui.practice.drafts import plan_at_hand
from plantui.practice.exporting import bundle_text, write_private
from plantui.practice.lexicon import lexicon
from plantui.practice.lines import line_of
from plantui.practice.practice import Clash
from plantui.practice.refusal import Refused
from plantui.quickentry import print_line
from plantui.tui.desk import naming
from plantui.tui.desk.moving import settle
from plantui.tui.desk.state import LineEntry

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Action, Desk

WAIT = 2.0
"""Seconds a choice in a conflict waits for the steps behind it."""


def clash(desk: Desk) -> Step | None:
    """The step that another terminal was faster than; None when there is none."""
    failure = desk.practice.writer.failure
    return failure.step if isinstance(failure, Clash) else None


def waiting_changes(desk: Desk) -> list[str]:
    """What is not stored yet, in the words of the steps, at most three and how many more."""
    said = [naming.discreet(desk, job.step.message, job.step.chart_id) for job in desk.practice.writer.jobs()]
    return said if len(said) <= 3 else [*said[:3], f"{len(said) - 3} more"]


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


def _taken_back(desk: Desk) -> Step:
    """Give up the step that clashed and all that waits behind it for the same chart; then read the chart again."""
    step = clash(desk)
    assert step is not None
    writer = desk.practice.writer
    writer.drop()
    while not writer.flush(WAIT):
        behind = clash(desk)
        if behind is None or behind.chart_id != step.chart_id:
            break
        writer.drop()
    desk.practice.refresh()
    settle(desk)
    return step


def theirs(desk: Desk) -> None:
    """Take what the other terminal stored; what was typed here waits in history."""
    if clash(desk) is None:
        return
    step = _taken_back(desk)
    said = naming.discreet(desk, step.message, step.chart_id)
    desk.say(f"Theirs stands. Not kept: {said}. Your line waits under up.")


def mine(desk: Desk) -> None:
    """Do the same change again on what the other terminal stored.

    Raises:
        Refused: it does not fit any more.
    """
    step = clash(desk)
    if step is None:
        return
    if step.command is None:
        raise Refused("An undo cannot be put on top of theirs. Take theirs.")
    _taken_back(desk)
    desk.do(step.command, step.chart_id)


def sides(desk: Desk) -> tuple[str, str]:
    """The line as it is here and as the other terminal stored it; empty where it cannot be shown."""
    step = clash(desk)
    if step is None:
        return "", ""
    node = getattr(step.command, "node", "") or step.focus
    try:
        _, tables = desk.practice.charts.load(step.chart_id)
        stored = from_tables(tables)
        place = find(plan_at_hand(stored), node)
    except Exception:
        return "", ""
    words = lexicon(stored, desk.practice.acting())
    theirs = print_line(line_of(place.node), words) if place is not None else "(no longer there)"
    if isinstance(step.command, EditNode):
        return print_line(step.command.line, words), theirs
    own = find(plan_at_hand(step.chart), node) if step.chart is not None else None
    return (print_line(line_of(own.node), words) if own is not None else "(removed)"), theirs


ACTIONS: dict[str, Action] = {
    "store.retry": retry,
    "store.rescue": rescue,
    "conflict.mine": mine,
    "conflict.theirs": theirs,
}
"""Action id -> what runs."""
