"""An open practice: the charts of a store, the commands done on them, and undo."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Literal

import msgspec

from plantui.clinical.standing import sealed
from plantui.clinical.summary import summarise
from plantui.model.base import Number, Tables
from plantui.model.chart import Chart
from plantui.model.client import Client
from plantui.model.codec import from_tables
from plantui.model.diff import Stale, apply, diff
from plantui.model.note import Note
from plantui.model.plan import Plan
from plantui.model.review import Review
from plantui.model.summary import Summary
from plantui.practice.acting import Acting
from plantui.practice.charts import Buffer, Charts, UndoSteps, kept_summary, without_collector
from plantui.practice.command import Command, Step, admit, change_step, perform, undo_step
from plantui.practice.commands.clients import new_chart
from plantui.practice.conflicts import Merge, crossed, merge
from plantui.practice.history import Entry, History, Past, from_plain, read, to_plain
from plantui.practice.newest import newest_moment
from plantui.practice.refusal import Refused
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
    writer: Writer = field(init=False)
    _open: dict[str, _Open] = field(default_factory=dict)
    _stored: dict[str, tuple[int, Tables]] = field(default_factory=dict)
    _summaries: dict[str, Summary] = field(default_factory=dict)
    _merged: set[str] = field(default_factory=set)
    _behind: set[str] = field(default_factory=set)
    _entries: list[Entry] | None = None
    version: int = 0
    """Counts changes of the caseload as seen here, so that what was computed from it can be kept until the next."""

    def __post_init__(self) -> None:
        """Make the writer; it stores on the caller's thread until it is started."""
        self.writer = Writer(self._commit)

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

    def perform(self, chart_id: str, command: Command, group: str = "") -> Step:
        """Do a command on a chart, and queue it for the store.

        Steps that follow each other with the same ``group`` (any new id) are one intention for undo.

        Raises:
            Refused: the change does not fit; nothing happened.
        """
        chart = self.chart(chart_id)
        return self._take(perform(command, chart, self._acting_on(chart)), group)

    def _acting_on(self, chart: Chart) -> Acting:
        """Who acts and when. A rehearsal's clock starts anew with each run: what is written then still comes last."""
        acting = self.acting()
        if acting.rehearsal:
            newest = newest_moment(chart)
            if newest >= acting.now:
                return replace(acting, now=newest + timedelta(milliseconds=1))
        return acting

    def admit(self, client: Client, dx: tuple[str, ...], code: str = "", group: str = "") -> Step:
        """Take on a client under the next free code, or under ``code``; ``group`` as in ``perform``.

        Raises:
            Refused: the code is taken.
        """
        if code and not self.charts.reserve(code):
            raise Refused(f"{code} belongs to another client. Leave id out, and the next free code is given.")
        chart = new_chart(client, code or self.charts.next_code(), dx, self.acting())
        return self._take(admit(chart, f"{chart.code} {client.full_name} added"), group)

    def bring_in(self, chart: Chart) -> Step:
        """Put a whole chart from a bundle into the store, as it is.

        Raises:
            Refused: this chart or its code is here already.
        """
        if chart.id in self._summaries:
            raise Refused(f"{chart.code} is in this store already. Nothing was imported.")
        if not self.charts.reserve(chart.code):
            raise Refused(f"Another client of this store has the code {chart.code}. Nothing was imported.")
        return self._take(admit(chart, f"{chart.code} imported", "chart.import"))

    def _take(self, step: Step, group: str = "") -> Step:
        if step.changed:
            acting = self.acting()
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
            self._keep(step, acting, Entry(kind="done", past=past))
        return step

    def _keep(self, step: Step, acting: Acting, entry: Entry) -> None:
        self.version += 1
        self._log_of_steps().append(entry)
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
            self.undo_steps.append(to_plain(job.entry), chart_id, job.acting.now)
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
            if job.entry.past is not None:
                self._log_of_steps().append(Entry(kind="dropped", of=job.entry.past.id))
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
        self._entries = None
        self.version += 1

    def take_up(self, opened: Practice) -> None:
        """Go on with the store that another practice was just opened on."""
        self.charts, self.undo_steps, self.acting = opened.charts, opened.undo_steps, opened.acting
        self._open, self._stored, self._summaries = opened._open, opened._stored, opened._summaries
        self._merged, self._behind, self._entries = opened._merged, opened._behind, opened._entries
        self.version += 1

    # undo

    def _log_of_steps(self) -> list[Entry]:
        if self._entries is None:
            self._entries = from_plain(self.undo_steps.entries(self.acting().now))
        return self._entries

    def history(self) -> History:
        """What can be undone and redone, without what a seal has closed."""
        history = read(self._log_of_steps())
        return History(done=tuple(past for past in history.done if not self._closed(past)), undone=history.undone)

    def undo(self) -> Step:
        """Take back the newest step.

        Raises:
            Refused: there is none, or its place has changed since.
        """
        history = self.history()
        if not history.done:
            raise Refused("Nothing to undo.")
        past = history.done[-1]
        return self._turn(past, "undone", f"Undone: {past.message}")

    def redo(self) -> Step:
        """Do the step that was undone last again.

        Raises:
            Refused: there is none, or its place has changed since.
        """
        history = self.history()
        if not history.undone:
            raise Refused("Nothing to redo.")
        past = history.undone[-1]
        return self._turn(past, "redone", f"Again: {past.message}")

    def _turn(self, past: Past, kind: Literal["undone", "redone"], message: str) -> Step:
        there = self._open.get(past.chart)
        if there is None:
            rev, tables = self.charts.load(past.chart)
            self._stored.setdefault(past.chart, (rev, tables))
        else:
            tables = there.tables
        try:
            if kind == "undone":
                step = undo_step(past.chart, tables, past.changes, message)
            else:
                step = change_step(past.chart, tables, past.changes, "redo", message)
        except Stale:
            self._log_of_steps().append(Entry(kind="dropped", of=past.id))
            raise Refused(f"{past.code}: changed since, so this stays: {past.message}") from None
        self._keep(step, self.acting(), Entry(kind=kind, of=past.id))
        return step

    def _closed(self, past: Past) -> bool:
        """Whether a sealed signature lies over what the step changed."""
        signable = {change.path[1] for change in past.changes if change.path[0] in ("plans", "notes", "reviews")}
        if not signable:
            return False
        try:
            chart = self.chart(past.chart)
        except Refused:
            return False
        now = self.acting().now
        return any(
            document.id in signable and any(sealed(signature, now) for signature in document.signatures)
            for document in _signable(chart)
        )


def _signable(chart: Chart) -> Iterator[Plan | Note | Review]:
    yield from chart.plans
    yield from chart.notes
    yield from chart.reviews
