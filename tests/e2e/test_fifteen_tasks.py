"""The fifteen frequent tasks, each by its exact keys: in one burst and one by one, in a real terminal.

The keys are counted; a task may not need more than its ceiling. What is typed as prose or as a link counts as the
ceiling says. Where a task begins with the cursor on something, ``before`` brings it there and is not counted.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from plantui.model.chart import Chart
from plantui.model.codec import from_bundle, to_tables
from plantui.model.tree import walk
from tests.e2e.keystrokes import is_key
from tests.e2e.shell import Shell
from tests.e2e.terminal import Terminal

NOW = "2026-03-10T13:52"
TODAY = "2026-03-10"
Start = Callable[..., Terminal]


def scored_today(chart: Chart) -> bool:
    """Whether a PHQ-9 of 11 was kept today."""
    return any(score.measure == "phq9" and score.total == 11 and str(score.date) == TODAY for score in chart.measures)


@dataclass(frozen=True)
class Task:
    """A task: its keys as the documentation writes them, the most keys it may take, and what shows that it is done.

    ``shows`` is looked for on the screen at the end; ``client`` names the chart that ``done`` is asked about.
    """

    keys: tuple[str, ...]
    ceiling: int
    shows: str
    client: str = "C-014"
    done: Callable[[Chart], object] = lambda chart: True
    before: tuple[str, ...] = ()
    backlog: bool = False

    def pressed(self) -> list[str]:
        """Single keys, in order."""
        return singly(self.keys)


def singly(words: tuple[str, ...]) -> list[str]:
    """Words as single keys: the name of a key is that key, anything else is typed letter by letter."""
    found: list[str] = []
    for word in words:
        found.extend([word] if is_key(word) else word)
    return found


def marks(chart: Chart) -> dict[str, object]:
    """The newest mark of each line, by its code."""
    codes = {place.node.id: place.node.code for plan in chart.plans for place in walk(plan)}
    return {codes.get(row.node, ""): row.mark for row in chart.progress if row.mark is not None}


def newest_note(chart: Chart) -> str:
    note = max(chart.notes, key=lambda note: note.written)
    said = sorted(link.mark for link in note.links if link.mark is not None)
    return f"{'signed' if note.signatures else 'draft'} {said}"


def newest_review(chart: Chart) -> bool:
    """Whether a review of today is signed; the demo has signed ones of earlier days."""
    return any(str(review.date) == TODAY and review.signatures for review in chart.reviews)


def node(chart: Chart, code: str) -> object:
    """The line of the newest version with this code."""
    return next(place.node for place in walk(chart.plans[-1]) if place.node.code == code)


TASKS: dict[str, Task] = {
    "1 glance at the next client": Task(("g", "t"), 2, "Reyes, Maria", before=("G",)),
    "2 find a client": Task(("c", "rey", "enter"), 5, "2 PLAN  Reyes, Maria", before=("G",)),
    "3 mark progress": Task(
        ("2", "f", "d", "+"), 4, "marked +1", done=lambda chart: list(marks(chart).values())[-1] == 1
    ),
    "4 a note with two links, signed": Task(
        ("n", "#1.1+", "#2.1=", "ctrl+j", "dw", "enter"),
        15,
        "signed",
        done=lambda chart: newest_note(chart) == "signed [0, 1]",
    ),
    "5 a review without a change": Task(
        ("R", "*", "S", "dw", "enter"), 6, "REVIEW 2 of", client="C-033", done=newest_review
    ),
    "6 a review with changes": Task(
        ("R", "+", "=", "s", "m", "enter", "e", "; -> 7", "enter", "+", "w", "+6w", "enter", "S", "dw", "enter"),
        24,
        "REVIEW 2 of",
        client="C-033",
        done=newest_review,
    ),
    "7 a new client and a signed plan": Task(
        (
            *("a", "c", "Reyes, Maria; dob 1991-04-02; dx F41.1; slot tue 14:00", "enter"),
            *("a", "t", "gad", "enter"),
            *("I want my nights back", "enter"),
            *("space", "enter"),
            *("space", "space", "space", "enter"),
            *("space", "space", "space", "space", "enter"),
            *("15", "tab", "7", "tab", "tab"),
            *("2", "tab", "5", "tab", "tab"),
            *("1", "tab", "4", "tab", "tab", "tab", "enter"),
            *("S", "y", "enter", "dw", "enter"),
        ),
        120,
        "v1 signed",
        client="C-035",
        done=lambda chart: bool(chart.plans[0].signatures),
    ),
    "8 an objective from the library": Task(
        ("i", "sle", "enter", "tab", "tab", "5", "enter"),
        9,
        "added",
        done=lambda chart: getattr(node(chart, "g1.3"), "target", None) == 5,
        before=("2", "k"),
    ),
    "9 an objective by typing": Task(
        ("a", "o", "PHQ-9 18 -> 9 by +12w", "enter", "enter"),
        25,
        "g1.3 new PHQ-9 18 -> 9",
        done=lambda chart: getattr(node(chart, "g1.3"), "baseline", None) == 18,
        before=("2",),
    ),
    "10 a PHQ-9 by items": Task(("m", "101213210", "enter", "enter"), 12, "PHQ-9 11", done=scored_today),
    "11 sign a draft note": Task(
        ("S", "dw", "enter"),
        4,
        "signed",
        done=lambda chart: newest_note(chart) == "signed [1]",
        before=("n", "Slept better. #1.1+", "ctrl+j", "esc", "g", "n"),
    ),
    "12 export the plan": Task(("x", "p"), 2, "Plan of C-014 exported to"),
    "13 put a review off": Task(
        ("w", "+7d cancelled twice", "enter"),
        21,
        "Tue 17 Mar 2026",
        done=lambda chart: str(chart.schedule[-1].due) == "2026-03-17",
    ),
    "14 ten overdue reviews": Task(
        (*("R",), *(("*", "S", "dw", "enter") * 7), *(("*", "k", "-", "S", "dw", "enter") * 3)),
        57,
        "Nothing more is due",
        done=lambda chart: True,
        backlog=True,
    ),
    "15 take back a slip": Task(
        ("u",), 1, "Undone: g1.1", done=lambda chart: "g1.1" not in marks(chart), before=("2", "+")
    ),
}


@pytest.fixture(scope="session")
def stores(tmp_path_factory: pytest.TempPathFactory) -> dict[bool, Path]:
    """The rehearsal store and the one with ten overdue reviews, to be copied."""
    made = {}
    for backlog in (False, True):
        shell = Shell(tmp_path_factory.mktemp("backlog" if backlog else "demo"))
        shell.check("demo", "--no-open", "--store", str(shell.store), *(["--backlog"] if backlog else []))
        made[backlog] = shell.store
    return made


@pytest.mark.parametrize("name", TASKS)
def test_a_task_takes_no_more_keys_than_it_may(name: str) -> None:
    task = TASKS[name]
    assert len(task.pressed()) <= task.ceiling


@pytest.mark.parametrize("name", TASKS)
def test_a_task_is_done_by_its_keys_in_a_burst_and_one_by_one(
    name: str, shell: Shell, terminal: Start, stores: dict[bool, Path]
) -> None:
    task = TASKS[name]
    ended = []
    for way in ("burst", "one by one"):
        shutil.rmtree(shell.store, ignore_errors=True)
        shutil.copytree(stores[task.backlog], shell.store, copy_function=shutil.copy)
        window = terminal(PLANTUI_NOW=NOW)
        window.wait_for("REVIEW DUE")
        if task.before:
            window.press(*singly(task.before))
        keys = task.pressed()
        if way == "burst":
            window.burst(keys)
        else:
            window.press(*keys, spacing=5)
        window.wait_for(task.shows)
        screen = window.wait_quiet(0.8)
        window.press(*["esc"] * 10, "q", "y", spacing=2)
        assert window.wait_exit() == 0
        chart = from_bundle(shell.check("export", "bundle", task.client, "-o", "-").encode())
        assert task.done(chart), f"{way}: not done\n" + "\n".join(screen)
        ended.append((plain("\n".join(screen)), shape(chart)))
    assert ended[0][0].splitlines() == ended[1][0].splitlines()
    assert ended[0][1] == ended[1][1]


def plain(screen: str) -> str:
    """A screen without what the clock does to it, and whether the last change has been stored yet."""
    still = re.sub(r"13:5\d(:\d\d)?|\d+ s left|\bin \d+ s\b", "13:5x", screen)
    return re.sub(r" +REHEARSAL.*| +(names: )?full .*|saved.*|saving.*", "", still)


def shape(chart: Chart) -> object:
    """What stands in a chart, without ids, moments and digests."""
    known: dict[str, str] = {}

    def bare(value: object, key: str = "") -> object:
        if isinstance(value, dict):
            return {name: bare(inner, name) for name, inner in value.items()}
        if isinstance(value, list | tuple):
            return [bare(inner) for inner in value]
        if isinstance(value, str):
            if re.fullmatch(r"[0-9a-z]{26}", value):
                return known.setdefault(value, f"id {len(known)}")
            if re.match(r"\d{4}-\d\d-\d\dT", value) or re.fullmatch(r"[0-9a-f]{64}", value):
                return ""
        return value

    return {table: [bare(row) for _, row in sorted(rows.items())] for table, rows in sorted(to_tables(chart).items())}
