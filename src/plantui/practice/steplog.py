"""The steps of one user in an open store: what undo takes back next, and what lies over it."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from plantui.model.base import Tables
from plantui.model.chart import Chart
from plantui.model.diff import invert
from plantui.practice.acting import Acting
from plantui.practice.barriers import Turn, newest, release_over, seal_over, turnable
from plantui.practice.charts import Charts, UndoSteps
from plantui.practice.command import Step, change_step
from plantui.practice.history import Entry, History, Past, from_plain, intention, read, revisions, to_plain
from plantui.practice.refusal import Refused
from plantui.practice.releases import Release


def step_done(step: Step, acting: Acting, group: str) -> Entry:
    """The line about a step that was made; neighbours with the same ``group`` are one intention."""
    past = Past(
        id=acting.new_id(),
        at=acting.now,
        chart=step.chart_id,
        code=step.chart.code if step.chart else "",
        act=step.act,
        message=step.message,
        changes=step.changes,
        group=group,
    )
    return Entry(kind="done", past=past)


def turned(past: Past, tables: Tables, turn: Turn) -> Step:
    """The step that takes an earlier one back or makes it again; the audit trail says when that was a signature.

    Raises:
        Stale: the chart holds something else by now.
    """
    act = "undo" if turn == "undone" else "redo"
    if past.act.endswith("sign"):
        act = f"{act}.{past.act}"
    if turn == "undone":
        return change_step(past.chart, tables, invert(past.changes), act, f"Undone: {past.message}")
    return change_step(past.chart, tables, past.changes, act, f"Again: {past.message}")


class StepLog:
    """The log of done and undone steps, read once and kept.

    Args:
        undo_steps: where it is kept.
    """

    def __init__(self, undo_steps: UndoSteps) -> None:
        self._undo_steps = undo_steps
        self._entries: list[Entry] | None = None
        self._turned: dict[str, int] = {}
        """The revision that the last stored turn of each step made, by the id of the step."""

    def entries(self, acting: Acting) -> list[Entry]:
        """Every line of the log, oldest first."""
        if self._entries is None:
            self._entries = from_plain(self._undo_steps.entries(acting.now))
            self._turned = {**revisions(self._entries), **self._turned}
        return self._entries

    def add(self, entry: Entry, acting: Acting) -> None:
        """Add a line that is not stored yet."""
        self.entries(acting).append(entry)

    def stored(self, entry: Entry, chart: str, rev: int, acting: Acting) -> None:
        """The change that a line is about is in the store, as this revision of its chart: keep the line too."""
        self._turned[entry.step] = rev
        self._undo_steps.append(to_plain(msgspec.structs.replace(entry, rev=rev)), chart, acting.now)

    def history(self, over: Callable[[Past], str], acting: Acting) -> History:
        """What can be undone and redone."""
        history = read(self.entries(acting))
        return History(done=turnable(history.done, over), undone=turnable(history.undone, over))

    def next(self, turn: Turn, over: Callable[[Past], str], acting: Acting, seen: str) -> tuple[Past, ...]:
        """The steps of the intention that is turned next; see ``barriers.newest``.

        Raises:
            Stays: something lies over it.
            Refused: there is none.
        """
        history = read(self.entries(acting))
        steps = history.done if turn == "undone" else history.undone
        until = steps[: steps.index(newest(steps, over, turn, seen)) + 1]
        return until[-intention(until) :]

    def over(self, charts: Charts, chart: Callable[[str], Chart], acting: Acting) -> Callable[[Past], str]:
        """Says what lies over a step, a sealed signature, an export or a backup; each step is looked at once."""
        found: dict[str, str] = {}
        releases: dict[str, Release | None] = {}
        since = min((entry.past.at for entry in self.entries(acting) if entry.past is not None), default=acting.now)

        def sealed_over(past: Past) -> str:
            try:
                return seal_over(past, chart(past.chart), acting.now)
            except Refused:
                return ""

        def released_over(past: Past) -> str:
            if past.chart not in releases:
                releases[past.chart] = charts.released(past.chart, since)
            release = releases[past.chart]
            other = release.who if release is not None and release.who != acting.user.initials else ""
            return release_over(past, self._turned.get(past.id, 0), release, acting.now, other)

        def over(past: Past) -> str:
            if past.id not in found:
                found[past.id] = sealed_over(past) or released_over(past)
            return found[past.id]

        return over
