"""Every entry of the palette runs, from an empty store, from the demonstration and in read-only mode."""

from __future__ import annotations

import pytest
from tests.tui.seat import Seat

from plantui.keys.context import Context
from plantui.tui.desk.palette import Palette
from plantui.tui.desk.palette_lines import available, verbs
from plantui.tui.desk.palette_rows import listed

STANDS = ("", "2", "3", "enter", "2 a o")
"""Where the palette is opened: in the caseload, the plan, the queue, on a page, over a line."""


def to_main(at: Seat) -> None:
    """Back to the three panes, ten presses at most."""
    if at.desk.state.blank:
        at.press("enter")
    if at.desk.locking.page(at.desk) is not None:
        at.desk.press("enter")
    for _ in range(10):
        at.press("esc")
    assert at.desk.context() is Context.NORMAL, at.screen()
    assert at.desk.state.scenes == [], at.screen()
    at.desk.done = False
    at.desk.state.asked = ""


def run_entry(at: Seat, action: str) -> None:
    """Open the palette, choose the entry, press Enter."""
    at.press("f2")
    panel = at.desk.state.scene
    if not isinstance(panel, Palette):
        return
    rows = panel.rows(at.desk)
    panel.cursor = [entry.action for entry in rows].index(action)
    at.screen(80, 24)
    at.press("enter")
    at.screen(120, 40)


@pytest.mark.parametrize("stand", STANDS)
@pytest.mark.parametrize("read_only", [False, True], ids=["writing", "reading"])
def test_every_entry_on_the_demonstration(demo: Seat, stand: str, read_only: bool) -> None:
    demo.desk.state.read_only = read_only
    before = {chart.chart: demo.room.chart(chart.chart) for chart in demo.room.practice.summaries()}
    for action in listed(demo.desk):
        if stand:
            demo.press(stand)
        run_entry(demo, action.id)
        to_main(demo)
    if read_only:
        after = {chart.chart: demo.room.chart(chart.chart) for chart in demo.room.practice.summaries()}
        assert after == before


@pytest.mark.parametrize("read_only", [False, True], ids=["writing", "reading"])
def test_every_entry_on_an_empty_store(empty: Seat, read_only: bool) -> None:
    empty.desk.state.read_only = read_only
    for action in listed(empty.desk):
        run_entry(empty, action.id)
        to_main(empty)


@pytest.mark.parametrize("kind", ["demo", "empty", "reading"])
def test_every_verb_as_a_line(request: pytest.FixtureRequest, kind: str) -> None:
    at: Seat = request.getfixturevalue("empty" if kind == "empty" else "demo")
    at.desk.state.read_only = kind == "reading"
    for name in sorted(available(at.desk)):
        verb = verbs().get(name)
        for line in (name, verb.shape if verb is not None else name, f"{name} nonsense 1.1 ; ("):
            at.press("2" if kind != "empty" else "1", ":").type(line).press("enter")
            at.screen(80, 24)
            to_main(at)


def test_all_that_the_catalogue_lists_and_this_program_does_is_there(demo: Seat) -> None:
    there = {action.id for action in listed(demo.desk)}
    for action in demo.desk.keymap.registry.listed():
        hidden = action.id.startswith("command.") and action.id not in there
        assert action.id in there or (hidden and action.verb in {each.verb for each in listed(demo.desk)})
