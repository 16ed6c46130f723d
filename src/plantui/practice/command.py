"""What a command is, and the step that performing one makes."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import ClassVar

from plantui.model.base import Tables
from plantui.model.chart import Chart
from plantui.model.codec import from_tables, to_tables
from plantui.model.diff import Change, apply, diff
from plantui.practice.acting import Acting


@dataclass(frozen=True)
class Done:
    """A command's result: the new chart, the sentence that describes the change, and the node it happened to."""

    chart: Chart
    message: str
    focus: str = ""


@dataclass(frozen=True)
class Command(ABC):
    """One intention of a person, as a value.

    ``act`` is the word of the audit log; it never holds clinical content. ``repeatable`` commands can be done again on
    another line.
    """

    act: ClassVar[str]
    repeatable: ClassVar[bool] = False

    @abstractmethod
    def do(self, chart: Chart, acting: Acting) -> Done:
        """The chart after the change.

        Raises:
            Refused: the change does not fit; nothing happened.
        """


@dataclass(frozen=True)
class Step:
    """A command that was done: what to store, how to take it back, what to say.

    ``tables`` are the chart's after the step; they are empty when the chart is gone.
    """

    chart_id: str
    act: str
    message: str
    changes: tuple[Change, ...]
    tables: Tables
    chart: Chart | None
    focus: str = ""
    command: Command | None = None

    @property
    def changed(self) -> bool:
        """Whether there is anything to store."""
        return bool(self.changes)


def perform(command: Command, chart: Chart, acting: Acting) -> Step:
    """Do a command on a chart. One step, one event, one undo."""
    done = command.do(chart, acting)
    before, after = to_tables(chart), to_tables(done.chart)
    return Step(
        chart_id=chart.id,
        act=command.act,
        message=done.message,
        changes=diff(before, after),
        tables=after,
        chart=done.chart,
        focus=done.focus,
        command=command,
    )


def admit(chart: Chart, message: str, act: str = "client.add") -> Step:
    """The step that puts a new chart into the store."""
    after = to_tables(chart)
    return Step(chart_id=chart.id, act=act, message=message, changes=diff({}, after), tables=after, chart=chart)


def change_step(chart_id: str, tables: Tables, changes: tuple[Change, ...], act: str, message: str) -> Step:
    """The step that applying changes to stored tables makes (undo, redo).

    Raises:
        Stale: the chart holds something else by now.
    """
    after = apply(tables, changes)
    chart = from_tables(after) if after else None
    return Step(chart_id=chart_id, act=act, message=message, changes=changes, tables=after, chart=chart)
