"""Homework through the notes: assigned in one visit, looked at in a later one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from plantui.clinical.visits import kept
from plantui.model.chart import Chart
from plantui.model.note import Note

ANSWERS: Final = ("done", "partly", "not done", "dropped")
"""How a ``hw:`` line that speaks of earlier homework begins: ``hw: done: log daily`` or ``hw: partly``."""

_ANSWER = re.compile(r"(done|partly|not done|dropped)\b[ \t]*(?:[,:;(.][ \t]*(.*))?", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]{3,}")


@dataclass(frozen=True)
class Homework:
    """Something to be practised between visits.

    ``answer`` is empty until a later note says done, partly, not done or dropped; ``reviewed`` is the day of that note
    and ``remark`` what it said besides.
    """

    text: str
    assigned: date
    note: str
    answer: str = ""
    reviewed: date | None = None
    remark: str = ""


def homework(chart: Chart) -> tuple[Homework, ...]:
    """Everything ever assigned to this client with what became of it, oldest first.

    A line of a later note answers the open homework that it names; one that names nothing answers all that was open
    when the visit began.
    """
    return ledger(kept(chart))


def ledger(notes: Iterable[Note]) -> tuple[Homework, ...]:
    """The same from notes in the order of their visits."""
    tasks: list[Homework] = []
    for note in notes:
        before = len(tasks)
        for text in note.homework:
            spoken = read_answer(text)
            if spoken is None:
                tasks.append(Homework(text, note.date, note.id))
                continue
            answer, rest = spoken
            for at in _meant(tasks[:before], rest):
                tasks[at] = replace(tasks[at], answer=answer, reviewed=note.date, remark=rest)
    return tuple(tasks)


def still_open(tasks: Iterable[Homework]) -> tuple[Homework, ...]:
    """What has not been looked at yet."""
    return tuple(task for task in tasks if not task.answer)


def read_answer(text: str) -> tuple[str, str] | None:
    """What a ``hw:`` line says about earlier homework, and the rest of it; None when it assigns something new."""
    match = _ANSWER.fullmatch(text.strip())
    return (match[1].lower(), (match[2] or "").rstrip(" )")) if match is not None else None


def _meant(tasks: list[Homework], words: str) -> list[int]:
    """Which open tasks an answer is about: those it shares a word with, else all of them."""
    waiting = [at for at, task in enumerate(tasks) if not task.answer]
    said = _words(words)
    named = [at for at in waiting if said & _words(tasks[at].text)]
    return named or waiting


def _words(text: str) -> set[str]:
    return {word.casefold() for word in _WORD.findall(text)}
