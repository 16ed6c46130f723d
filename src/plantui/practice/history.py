"""What a user can take back: a log of done, undone and redone steps, kept outside the charts.

The log only grows; what can be undone is found by reading it in order. A new step forgets the undone ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Literal

import msgspec

from plantui.model.diff import Change


class Past(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A step that was made: enough to take it back or do it again.

    ``code`` is the client's code, for the sentence that names what undo will take back. Neighbours with the same
    ``group`` were one intention on several charts; empty for a step of its own.
    """

    id: str
    at: datetime
    chart: str
    code: str
    act: str
    message: str
    changes: tuple[Change, ...]
    group: str = ""


class Entry(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One line of the log: a step done, or the id of one undone, redone or dropped (no longer to be taken back).

    ``rev`` is the revision of the chart that storing it made; 0 until it is stored.
    """

    kind: Literal["done", "undone", "redone", "dropped"]
    past: Past | None = None
    of: str = ""
    rev: int = 0

    @property
    def step(self) -> str:
        """The id of the step it is about."""
        return self.past.id if self.past is not None else self.of


class History(msgspec.Struct, frozen=True):
    """The steps that undo can take back and redo can do again, oldest first."""

    done: tuple[Past, ...] = ()
    undone: tuple[Past, ...] = ()


def intention(steps: Sequence[Past]) -> int:
    """How many steps at the end were one intention; 0 when there are none."""
    if not steps:
        return 0
    group = steps[-1].group
    count = 1
    while group and count < len(steps) and steps[-count - 1].group == group:
        count += 1
    return count


def intentions(steps: Sequence[Past]) -> list[Sequence[Past]]:
    """The steps put together by intention, oldest first."""
    found: list[Sequence[Past]] = []
    left = steps
    while count := intention(left):
        found.append(left[-count:])
        left = left[:-count]
    return found[::-1]


def revisions(entries: Iterable[Entry]) -> dict[str, int]:
    """The revision that the last stored turn of each step made, by the id of the step."""
    return {entry.step: entry.rev for entry in entries if entry.rev}


def to_plain(entry: Entry) -> dict[str, Any]:
    """The entry as plain data."""
    plain: dict[str, Any] = msgspec.to_builtins(entry)
    return plain


def from_plain(lines: Iterable[object]) -> list[Entry]:
    """The entries of a log; lines of another program version are passed over."""
    entries: list[Entry] = []
    for line in lines:
        try:
            entries.append(msgspec.convert(line, Entry))
        except msgspec.ValidationError:
            continue
    return entries


def read(entries: Iterable[Entry]) -> History:
    """The history that a log amounts to."""
    done: list[Past] = []
    undone: list[Past] = []
    for entry in entries:
        if entry.kind == "done" and entry.past is not None:
            done.append(entry.past)
            undone.clear()
        elif entry.kind == "undone":
            _move(entry.of, done, undone)
        elif entry.kind == "redone":
            _move(entry.of, undone, done)
        else:
            done[:] = [past for past in done if past.id != entry.of]
            undone[:] = [past for past in undone if past.id != entry.of]
    return History(done=tuple(done), undone=tuple(undone))


def _move(step_id: str, source: list[Past], target: list[Past]) -> None:
    for past in source:
        if past.id == step_id:
            source.remove(past)
            target.append(past)
            return
