"""An open practice: the charts of a store, the commands done on them, and undo."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import msgspec

from plantui.clinical.summary import summarise
from plantui.model.base import Number, Tables
from plantui.model.chart import Chart
from plantui.model.client import Client
from plantui.model.codec import from_tables
from plantui.model.diff import Stale, apply, diff
from plantui.model.summary import Summary
from plantui.practice.acting import Acting
from plantui.practice.barriers import Turn
from plantui.practice.charts import Buffer, Charts, UndoSteps, kept_summary, without_collector
from plantui.practice.command import Command, Step, admit, change_step, perform
from plantui.practice.commands.clients import new_chart
from plantui.practice.conflicts import Merge, crossed, merge
from plantui.practice.history import Entry, History, Past
from plantui.practice.newest import in_order
from plantui.practice.refusal import MayOnlyRead, Refused
from plantui.practice.steplog import StepLog, step_done, turned
from plantui.practice.writer import Job, Writer

if TYPE_CHECKING:
    from plantui.practice.premises import Shut


class Moved(Exception):
    """Another terminal has stored a newer revision meanwhile."""


class Clash(Exception):
    """Another terminal has changed the same field; ``step`` could not be stored and was kept."""

    def __init__(self, step: Step) -> None:
        self.step = step
        super().__init__(f"{step.message}: changed in another terminal at the same place.")


@dataclass
class _Open:
    tables: Tables
    chart: Chart


@dataclass
class Practice:
    """A store with somebody working in it.

    ``perform`` changes the chart in memory at once and queues the step; the writer stores it. ``acting`` gives the
    user, the moment and the defaults for each act.
    """

    charts: Charts
    undo_steps: UndoSteps
    acting: Callable[[], Acting]
    read_only: bool = False
    """Whether the store was opened to be read alone."""
    writer: Writer = field(init=False)
    _open: dict[str, _Open] = field(default_factory=dict)
    _stored: dict[str, tuple[int, Tables]] = field(default_factory=dict)
    _summaries: dict[str, Summary] = field(default_factory=dict)
    _merged: set[str] = field(default_factory=set)
    _behind: set[str] = field(default_factory=set)
    _steps: StepLog = field(init=False)
    version: int = 0
    """Counts changes of the caseload as seen here, so that what was computed from it can be kept until the next."""

    def __post_init__(self) -> None:
        """Make the writer; it stores on the caller's thread until it is started."""
        self.writer = Writer(self._commit)
        self._steps = StepLog(self.undo_steps)

    # the caseload

    def refresh(self) -> frozenset[str]:
        """Take in what other terminals stored since the last call; the ids of charts that changed.

        A chart with changes of our own still on their way is taken in once they are stored.
        """
        changed = set(self._merged)
        self._merged.clear()
        with without_collector():
            self._take_in(changed)
        self._behind |= changed & self._stored.keys()
        for chart_id in tuple(self._behind):
            if not self.writer.concerns(chart_id):
                self._behind.discard(chart_id)
                self._reload(chart_id)
                changed.add(chart_id)
        if changed:
            self.version += 1
        return frozenset(changed)

    def _take_in(self, changed: set[str]) -> None:
        for chart_id, rev, summary in self.charts.caseload():
            mine = self._stored.get(chart_id)
            if mine is not None and mine[0] >= rev > 0:
                continue
            changed.add(chart_id)
            self._take_summary(chart_id, rev, summary)

    def _take_summary(self, chart_id: str, rev: int, stored: Buffer) -> None:
        self._summaries.pop(chart_id, None)
        if not rev:
            return
        try:
            summary = kept_summary(stored)
        except (msgspec.MsgspecError, UnicodeDecodeError):
            summary = self._summed(self.chart(chart_id))
        if summary is not None:
            # One object for both keeps ten thousand ids in memory once.
            self._summaries[summary.chart if summary.chart == chart_id else chart_id] = summary

    def summaries(self) -> list[Summary]:
        """The summary of every chart, in no particular order."""
        return list(self._summaries.values())

    def summary(self, chart_id: str) -> Summary | None:
        """The summary of one chart."""
        return self._summaries.get(chart_id)

    def reached(self) -> dict[str, list[Number]]:
        """Changes towards the target that met objectives of this store achieved, by measure id."""
        found: dict[str, list[Number]] = {}
        for summary in self._summaries.values():
            for measure, change in summary.achieved:
                found.setdefault(measure, []).append(change)
        return found

    def _summed(self, chart: Chart) -> Summary:
        acting = self.acting()
        return summarise(chart, acting.library, acting.cadence)

    # charts

    def chart(self, chart_id: str) -> Chart:
        """The chart as it is now, with changes that are not stored yet.

        Raises:
            Refused: there is no such chart, or it was taken back.
            VaultFault: it cannot be read.
        """
        there = self._open.get(chart_id)
        if there is None:
            rev, tables = self.charts.load(chart_id)
            if not tables:
                raise Refused("This client's chart is no longer there.")
            there = _Open(tables, from_tables(tables))
            self._open[chart_id] = there
            self._stored[chart_id] = (rev, tables)
        return there.chart

    def revision(self, chart_id: str) -> int:
        """The revision of a chart that is in the store, as known here; 0 for one that is not."""
        return self._stored.get(chart_id, (0, {}))[0]

    def _reload(self, chart_id: str) -> None:
        rev, tables = self.charts.load(chart_id)
        self._stored[chart_id] = (rev, tables)
        if tables:
            self._open[chart_id] = _Open(tables, from_tables(tables))
            self._summaries[chart_id] = self._summed(self._open[chart_id].chart)
        else:
            self._open.pop(chart_id, None)
            self._summaries.pop(chart_id, None)

    # changes

    @property
    def barred(self) -> str:
        """Why nothing may be changed here, as a sentence; empty where it may."""
        if self.read_only:
            return "Read only: this store was opened with --read-only."
        user = self.acting().user
        if user.role == "reader":
            return f"{user.initials} may only read here: a clinician or a supervisor does this."
        return ""

    def may_change(self) -> None:
        """Let only those go on who may change charts.

        Raises:
            MayOnlyRead: the person may only read, or the store was opened so.
        """
        barred = self.barred
        if barred:
            raise MayOnlyRead(barred)

    def perform(self, chart_id: str, command: Command, group: str = "") -> Step:
        """Do a command on a chart, and queue it for the store.

        Steps that follow each other with the same ``group`` (any new id) are one intention for undo.

        Raises:
            Refused: the change does not fit, or nothing may be changed; nothing happened.
        """
        self.may_change()
        chart = self.chart(chart_id)
        return self._take(perform(command, chart, in_order(self.acting(), chart)), group)

    def admit(self, client: Client, dx: tuple[str, ...], code: str = "", group: str = "") -> Step:
        """Take on a client under the next free code, or under ``code``; ``group`` as in ``perform``.

        Raises:
            Refused: the code is taken, or nothing may be changed.
        """
        self.may_change()
        if code and not self.charts.reserve(code):
            raise Refused(f"{code} belongs to another client. Leave id out, and the next free code is given.")
        chart = new_chart(client, code or self.charts.next_code(), dx, self.acting())
        return self._take(admit(chart, f"{chart.code} {client.full_name} added"), group)

    def bring_in(self, chart: Chart) -> Step:
        """Put a whole chart from a bundle into the store, as it is.

        Raises:
            Refused: this chart or its code is here already, or nothing may be changed.
        """
        self.may_change()
        if chart.id in self._summaries:
            raise Refused(f"{chart.code} is in this store already. Nothing was imported.")
        if not self.charts.reserve(chart.code):
            raise Refused(f"Another client of this store has the code {chart.code}. Nothing was imported.")
        return self._take(admit(chart, f"{chart.code} imported", "chart.import"))

    def _take(self, step: Step, group: str = "") -> Step:
        if step.changed:
            acting = self.acting()
            self._keep(step, acting, step_done(step, acting, group))
        return step

    def seal(self, chart_id: str, documents: tuple[str, ...]) -> None:
        """Seal this user's signatures under these documents: the screen they were made on is left.

        Nobody takes that back, so it is no step of undo.

        Raises:
            Refused: the chart is gone, or nothing may be changed.
        """
        # Loaded here because few starts come to it, and it needs everything that reviews need.
        from plantui.practice.commands.review_signing import Seal

        self.may_change()
        acting = self.acting()
        step = perform(Seal(documents), self.chart(chart_id), acting)
        if step.changed:
            self._keep(step, acting, None)

    def _keep(self, step: Step, acting: Acting, entry: Entry | None) -> None:
        self.version += 1
        if entry is not None:
            self._steps.add(entry, acting)
        if step.chart is None:
            self._open.pop(step.chart_id, None)
            self._summaries.pop(step.chart_id, None)
        else:
            self._open[step.chart_id] = _Open(step.tables, step.chart)
            self._summaries[step.chart_id] = self._summed(step.chart)
        self.writer.submit(Job(step, acting, entry))

    def save(self) -> None:
        """Wait until every change is stored.

        Raises:
            Exception: what the store raised; the change stays queued.
        """
        if not self.writer.flush() and self.writer.failure is not None:
            raise self.writer.failure

    def _commit(self, job: Job) -> None:
        chart_id, changes = job.step.chart_id, job.step.changes
        rev, before = self._stored.get(chart_id, (0, {}))
        for _ in range(8):
            mine = self._stored.get(chart_id, (0, {}))[1]
            try:
                after = apply(before, changes)
            except Stale:
                raise Clash(job.step) from None
            if before is not mine and crossed(mine, changes, before):
                raise Clash(job.step)
            try:
                rev = self.charts.save(chart_id, rev, before, after, job.step.act, job.acting)
            except Moved:
                rev, before = self.charts.load(chart_id)
                self._merged.add(chart_id)
                continue
            self._stored[chart_id] = (rev, after)
            if job.entry is not None:
                self._steps.stored(job.entry, chart_id, rev, job.acting)
            return
        raise Clash(job.step)

    # conflicts

    def merge(self, chart_id: str) -> Merge:
        """Both sides of a chart that another terminal changed too: what merges, and what must be chosen.

        Raises:
            Refused: the chart is gone on one side.
            VaultFault: it cannot be read.
        """
        here, (_, theirs) = self._open.get(chart_id), self.charts.load(chart_id)
        base = self._stored.get(chart_id, (0, {}))[1]
        if here is None or not theirs or not base:
            raise Refused("The chart is gone on one side, so the two cannot be put together.")
        return merge(base, here.tables, theirs, self.acting())

    def rebase(self, chart_id: str, wanted: Tables, message: str) -> Step | None:
        """Give up what waits to be stored for a chart, read it anew, and queue what makes it ``wanted``."""
        for job in self.writer.take(chart_id):
            if job.entry is not None and job.entry.past is not None:
                self._steps.add(Entry(kind="dropped", of=job.entry.past.id), job.acting)
        self._behind.discard(chart_id)
        self._reload(chart_id)
        self.version += 1
        now = self._stored[chart_id][1]
        changes = diff(now, wanted)
        return self._take(change_step(chart_id, now, changes, "plan.merge", message)) if changes else None

    # locking

    def put_away(self, shut: Shut) -> None:
        """Forget every chart and every step; nothing may wait to be stored. ``shut`` takes the place of the store."""
        self.charts, self.undo_steps = shut, shut
        for kept in (self._open, self._stored, self._summaries, self._merged, self._behind):
            kept.clear()
        self._steps = StepLog(shut)
        self.version += 1

    def take_up(self, opened: Practice) -> None:
        """Go on with the store that another practice was just opened on."""
        self.charts, self.undo_steps, self.acting = opened.charts, opened.undo_steps, opened.acting
        self._open, self._stored, self._summaries = opened._open, opened._stored, opened._summaries
        self._merged, self._behind = opened._merged, opened._behind
        self._steps = opened._steps
        self.version += 1

    # undo

    def history(self) -> History:
        """What can be undone and redone, without what a seal, an export or a backup has closed."""
        return self._steps.history(self._over(), self.acting())

    def next_undo(self, seen: str = "") -> tuple[Past, ...]:
        """The steps of one intention that undo takes back next; ``seen`` is the chart in front of the person.

        Raises:
            Stays: a seal, an export or a backup lies over it.
            Refused: there is none.
        """
        return self._steps.next("undone", self._over(), self.acting(), seen)

    def next_redo(self, seen: str = "") -> tuple[Past, ...]:
        """The steps of one intention that redo makes again next; as ``next_undo``."""
        return self._steps.next("redone", self._over(), self.acting(), seen)

    def _over(self) -> Callable[[Past], str]:
        return self._steps.over(self.charts, self.chart, self.acting())

    def undo(self, seen: str = "") -> Step:
        """Take back the newest step; ``seen`` is the chart in front of the person.

        Raises:
            Refused: there is none, its place has changed since, it left the house, or nothing may be changed.
        """
        self.may_change()
        return self._turn(self.next_undo(seen)[-1], "undone")

    def redo(self, seen: str = "") -> Step:
        """Do the step that was undone last again; ``seen`` is the chart in front of the person.

        Raises:
            Refused: there is none, its place has changed since, it left the house, or nothing may be changed.
        """
        self.may_change()
        return self._turn(self.next_redo(seen)[-1], "redone")

    def _turn(self, past: Past, kind: Turn) -> Step:
        there = self._open.get(past.chart)
        if there is None:
            rev, tables = self.charts.load(past.chart)
            self._stored.setdefault(past.chart, (rev, tables))
        else:
            tables = there.tables
        try:
            step = turned(past, tables, kind)
        except Stale:
            self._steps.add(Entry(kind="dropped", of=past.id), self.acting())
            raise Refused(f"{past.code}: changed since, so this stays: {past.message}") from None
        self._keep(step, self.acting(), Entry(kind=kind, of=past.id))
        return step
