"""Several changes as one intention: done together, said in one sentence, taken back in one step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from plantui.practice.command import Command
from plantui.practice.commands.together import Together
from plantui.practice.refusal import Refused
from plantui.tui.desk import ticking
from plantui.tui.desk.state import ConfirmPanel

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Desk

ASK_ABOVE = 5
"""More rows than this are changed only after a ``y``."""


def asked(desk: Desk, count: int, question: str, then: Callable[[Desk], None]) -> None:
    """Do something to so many rows: at once when they are few, after a ``y`` when they are many."""
    if count > ASK_ABOVE:
        desk.state.confirm = ConfirmPanel(question, then)
    else:
        then(desk)


def on_lines(desk: Desk, commands: Sequence[Command], said: str) -> None:
    """Do commands on lines of the chosen client's plan: one alone as itself, several as one step.

    Raises:
        Refused: one of them does not fit; then none is done.
    """
    desk.do(commands[0] if len(commands) == 1 else Together(tuple(commands), said))
    ticking.clear(desk, desk.state.pane)


def on_charts(desk: Desk, changes: Sequence[tuple[str, Command]], said: str) -> None:
    """Do a command on each of several charts. Those it does not fit are left as they are and named.

    Raises:
        Refused: it fits none of them.
    """
    steps = []
    group = desk.practice.acting().new_id() if len(changes) > 1 else ""
    left: list[tuple[str, str]] = []
    for chart, command in changes:
        try:
            steps.append(desk.do(command, chart, group))
        except Refused as refused:
            left.append((chart, refused.sentence))
    if not steps:
        raise Refused(left[0][1] if left else "There is nothing to change.")
    if len(changes) > 1:
        summaries = [desk.practice.summary(chart) for chart, _ in left]
        codes = ", ".join(summary.code for summary in summaries if summary is not None)
        hint = f"   {desk.key('edit.undo')} undo" if desk.key("edit.undo") else ""
        desk.say(f"{said.format(count=len(steps))}{f'; not {codes}' if codes else ''}{hint}")
    ticking.clear(desk, desk.state.pane)
