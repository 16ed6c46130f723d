"""The full screen in a real terminal: keys at any speed, hang-ups and kills, sizes, colours, silence."""

from __future__ import annotations

import re
import shutil
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from plantui.model.chart import Chart
from plantui.model.codec import from_bundle
from plantui.model.tree import walk
from tests.e2e.meanwhile import next_with, saves_held
from tests.e2e.shell import Shell
from tests.e2e.terminal import Terminal

NOW = "2026-03-10T13:52"
Start = Callable[..., Terminal]


@pytest.fixture
def practice(shell: Shell, invented: Path) -> Shell:
    """A shell at a copy of the rehearsal store."""
    shutil.copytree(invented, shell.store, copy_function=shutil.copy)
    return shell


def chart_of(practice: Shell, code: str) -> Chart:
    return from_bundle(practice.check("export", "bundle", code, "-o", "-").encode())


def shape(chart: Chart) -> object:
    """What stands in a chart, without ids and moments."""
    nodes = [place.node for plan in chart.plans for place in walk(plan)]
    plans = [(node.code, getattr(node, "text", ""), str(node.status)) for node in nodes]
    marks = [(row.mark, str(row.status), row.reason, str(row.date)) for row in chart.progress]
    return plans, marks, [str(row.due) for row in chart.schedule]


# Every context, with text that is full of verbs, keys that end in ESC, and keys that answer panels.
MIXED = [
    *("c", *"rey", "enter", "j", "k", "+", "+", "-"),
    *("e", *"; by +10w", "enter"),
    *("a", "o", *"Call a friend qdxS", "backspace", "left", "right", "enter", "tab", *"BA: plan", "ctrl+j"),
    *("o", *"never kept", "esc"),
    *("J", "K", "M", "j", "l", "enter"),
    *("s", "x", *"moved away", "enter", "u", "U"),
    *("/", *"call", "enter", "esc", "z", "m", "z", "r"),
    *("w", *"+6w cancelled twice", "enter"),
    *("1", "space", "space", "w", *"+7w", "enter", "c", *"osei", "enter"),
    *("a", "p", *"Panic; dx F41.0", "enter", "tab", *"Take the bus", "enter", "enter"),
    *("c", *"rey", "enter", "?", *"undo", "esc", "esc", "f", "d", "z", "p", "z", "p", "z", "p"),
    *("S", "y", *"slowly", "enter", "d", "w", "enter"),
]


WAYS: tuple[float | None, ...] = (None, 0, 1, 5)
"""Milliseconds between keys; None for one burst."""
AFTER = ["p2", "g2", "g2.1", "g2.1a", "g2.1b", "g2.2"]


def test_keys_end_in_the_same_state_at_any_speed(tmp_path: Path, invented: Path, terminal: Start) -> None:
    ends: list[tuple[str, object]] = []
    for way in WAYS:
        shell = Shell(tmp_path, PLANTUI_STORE=str(tmp_path / f"store {way}"))
        shutil.copytree(invented, shell.store, copy_function=shutil.copy)
        window = terminal(PLANTUI_NOW=NOW, PLANTUI_STORE=str(shell.store))
        window.wait_for("REVIEW DUE")
        if way is None:
            window.burst(MIXED)
        else:
            window.press(*MIXED, spacing=way)
        window.wait_for("Plan v4 of C-014 signed")
        window.wait_for("saved 13:5")
        screen = window.wait_quiet()
        window.press("q", "y")
        assert window.wait_exit() == 0
        shown = "\n".join(re.sub(r"13:5\d", "13:5x", line) for line in screen)
        assert shown.count("Call a friend") == 1
        assert "SIGN PLAN" not in shown
        chart = chart_of(shell, "C-014")
        codes = [place.node.code for place in walk(chart.plans[-1])]
        assert codes == ["p1", "g1", "g1.1", "g1.1a", "g1.1b", "g1.3", "g1.2", "g1.2a", *AFTER]
        assert [place.node.code for place in walk(chart_of(shell, "C-031").plans[0])] == ["p1", "g1"]
        ends.append((shown, shape(chart)))
    for shown, stored in ends[1:]:
        assert shown == ends[0][0]
        assert stored == ends[0][1]


def test_keys_typed_before_the_first_screen_are_not_lost(practice: Shell, terminal: Start) -> None:
    window = terminal(PLANTUI_NOW=NOW)
    # The first screen stands before the program is loaded; from then on keys wait for it.
    window.wait_raw(b"\x1b[?1049h")
    window.burst(["c", "osei", "enter", "a", "p", "Panic", "enter", "enter"])
    window.wait_for("p1  Panic")
    window.press("q", "y")
    assert window.wait_exit() == 0
    assert [place.node.text for place in walk(chart_of(practice, "C-031").plans[0])] == ["Panic"]


def test_escape_and_a_letter_in_one_packet_are_two_keys(practice: Shell, terminal: Start) -> None:
    window = terminal(PLANTUI_NOW=NOW)
    window.wait_for("REVIEW DUE")
    window.burst(["2", "a", "o", "Walk", "esc", "j", "+"])
    window.wait_for("+ marks an objective; this is an intervention")
    window.burst(["e", "esc"])
    window.wait_gone("edit intervention")


@pytest.mark.parametrize("end", ["hang-up", "kill", "SIGTERM"])
def test_what_was_kept_is_stored_whatever_ends_the_program(practice: Shell, terminal: Start, end: str) -> None:
    window = terminal(PLANTUI_NOW=NOW)
    window.wait_for("REVIEW DUE")
    window.press("2", "a", "o", *"Walk by the river", "enter")
    window.wait_for("g1.3 added")
    window.wait_for("saved 13:5")
    window.type("Half a li")
    window.wait_for("Half a li_")
    if end == "hang-up":
        window.hangup()
    elif end == "kill":
        window.kill9()
    else:
        window.process.send_signal(signal.SIGTERM)
    window.wait_exit()
    assert not window.running
    plan = chart_of(practice, "C-014").plans[-1]
    assert "Walk by the river" in [getattr(place.node, "text", "") for place in walk(plan)]
    assert practice.run("verify").code == 0
    again = terminal(PLANTUI_NOW=NOW)
    again.wait_for("g1.3 new Walk by the river")


def test_a_hang_up_right_after_a_key_keeps_what_it_did(practice: Shell, terminal: Start) -> None:
    window = terminal(PLANTUI_NOW=NOW)
    window.wait_for("REVIEW DUE")
    window.press("2", "+")
    window.wait_for("g1.1 marked +1")
    window.process.send_signal(signal.SIGHUP)
    window.wait_exit()
    assert chart_of(practice, "C-014").progress[-1].mark == 1
    assert practice.run("verify").code == 0


def test_an_idle_screen_sends_nothing(practice: Shell, terminal: Start) -> None:
    window = terminal(PLANTUI_NOW=NOW)
    window.wait_for("REVIEW DUE")
    window.press("2", "+")
    window.wait_for("saved 13:5")
    window.wait_quiet(0.8)
    before = len(window.raw)
    window.wait_quiet(2.5)
    assert len(window.raw) == before
    assert window.titles == ["PlanTUI"] * len(window.titles)
    assert not window.mouse_enabled


def test_the_strip_and_the_fault_come_after_a_rest(practice: Shell, terminal: Start) -> None:
    window = terminal(PLANTUI_NOW=NOW)
    window.wait_for("REVIEW DUE")
    window.press("2", "s")
    window.wait_for("status of g1.1")
    window.press("esc", "a", "o")
    window.type("PHQ-9 18 -> 9 by frday")
    window.wait_for("D1 Not a date: frday.")
    window.press("backspace")
    window.wait_gone("D1 Not a date: frday.")


def test_sizes_change_under_typing(practice: Shell, terminal: Start) -> None:
    window = terminal(PLANTUI_NOW=NOW)
    window.wait_for("REVIEW DUE")
    window.press("2", "a", "o")
    window.type("Walk by")
    for columns, rows in ((80, 24), (60, 20), (40, 12), (200, 60), (20, 5), (120, 40)):
        window.resize(columns, rows)
        window.type(" x")
        if columns >= 40:
            window.wait_for(re.compile(r"Walk by( x)+_"))
    window.press("enter", "enter")
    window.wait_for("g1.3 new Walk by x x x x x x")


@pytest.mark.parametrize(
    ("environment", "colours", "ascii_only"),
    [
        ({"TERM": "xterm-256color"}, True, False),
        ({"NO_COLOR": "1"}, False, False),
        ({"TERM": "linux"}, True, False),
        ({"LANG": "C", "LC_ALL": "C"}, True, True),
    ],
    ids=["usual", "NO_COLOR", "linux", "LANG=C"],
)
def test_terminals(
    practice: Shell, terminal: Start, environment: dict[str, str], colours: bool, ascii_only: bool
) -> None:
    window = terminal(PLANTUI_NOW=NOW, **environment)
    window.wait_for("REVIEW DUE")
    window.press("2", "+", "?")
    window.wait_for("KEYS HERE")
    window.press("esc", "a", "o")
    window.wait_for("new objective g1.3")
    window.type("PHQ-9 x -> y")
    window.wait_for("PHQ-9 x -> y")
    window.wait_quiet()
    coloured = bool(re.search(rb"\x1b\[[0-9;]*\b(3[1-7]|9[0-7])[;m]", window.raw))
    assert coloured == colours
    assert window.text.isascii() == ascii_only
    assert ("#" if ascii_only else "╔") in window.text
    assert ("+- 1 CASELOAD" if ascii_only else "┌─ 1 CASELOAD") in window.text
    assert not window.mouse_enabled
    assert set(window.titles) == {"PlanTUI"}


def test_flags(practice: Shell, terminal: Start) -> None:
    window = terminal("--names", "codes", "--read-only", "--ascii", PLANTUI_NOW=NOW, size=(80, 24))
    window.wait_for("READ ONLY")
    assert "Reyes" not in window.text
    assert "C-002" in window.text
    window.press("#", "c-014", "enter")
    window.wait_for("2 PLAN C-014")
    window.press("2", "+")
    window.wait_for("Read only: this store was opened with --read-only.")


def test_two_terminals_and_a_conflict(practice: Shell, terminal: Start) -> None:
    first, second = terminal(PLANTUI_NOW=NOW), terminal(PLANTUI_NOW=NOW)
    for window in (first, second):
        window.wait_for("REVIEW DUE")
    first.press("2", "+")
    first.wait_for("saved 13:5")
    # What the other terminal did comes by itself.
    second.wait_for("10 Mar  +1  quick mark")
    first.press("a", "o", *"Call a friend", "enter", "enter")
    second.wait_for("g1.3 new Call a friend")
    second.press("2", *["j"] * 3)
    second.wait_for(re.compile(r">\s+g1\.3 new"))
    # Neither is stored before both are done.
    with saves_held(practice.store):
        first.press("e", "ctrl+u", *"Call her sister", "enter")
        first.wait_for("g1.3 new Call her sister")
        second.press("d")
        second.wait_gone("Call a friend")
    loser = next_with((first, second), "SOMETHING CHANGED OUTSIDE")
    loser.press("t")
    loser.wait_gone("SOMETHING CHANGED OUTSIDE")
    for window in (first, second):
        window.press("q", "y")
        assert window.wait_exit() == 0
    assert practice.run("verify").code == 0


def test_quitting_leaves_the_terminal_as_it_was(practice: Shell, terminal: Start) -> None:
    window = terminal(PLANTUI_NOW=NOW)
    window.wait_for("REVIEW DUE")
    window.press("Q")
    assert window.wait_exit() == 0
    assert window.cursor[0]
    assert 1049 not in window.modes
    assert 2004 not in window.modes
    assert "Reyes" not in window.text


def test_a_dumb_terminal_talks_in_lines(practice: Shell, terminal: Start) -> None:
    window = terminal(PLANTUI_NOW=NOW, TERM="dumb")
    window.wait_for("PlanTUI line mode.")
    window.type("quit\n")
    assert window.wait_exit() == 0
    assert "\x1b" not in window.raw.decode()
