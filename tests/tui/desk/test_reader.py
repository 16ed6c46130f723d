"""Somebody whose role is reader: everything can be looked at, nothing is changed, and the screen says so."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.tui.desk.writing import drafts, keep
from tests.tui.seat import Seat

from plantui.model.codec import to_tables
from plantui.tui.desk.recovery import begin

SAID = "DW may only read here: a clinician or a supervisor does this."


@pytest.fixture
def reader(demo: Seat) -> Seat:
    """The desk as it begins for a reader."""
    acting = demo.desk.practice.acting
    demo.desk.practice.acting = lambda: replace(acting(), user=replace(acting().user, role="reader"))
    begin(demo.desk)
    demo.press("c", "C-014", "enter")
    return demo


@pytest.mark.parametrize(
    "keys",
    [
        ("2 +",),
        ("2 s h",),
        ("2 a o",),
        ("2 e",),
        ("2 d",),
        ("2 J",),
        ("2 enter",),
        ("n",),
        ("r",),
        ("R",),
        ("m",),
        ("w",),
        ("S",),
        ("a c",),
        ("a t",),
        ("a e",),
        ("u",),
        (":", "when +6w", "enter"),
        (":", "mark 1.1 +1", "enter"),
    ],
    ids=" ".join,
)
def test_nothing_is_changed_and_it_is_said_why(reader: Seat, keys: tuple[str, ...]) -> None:
    before = {each.chart: to_tables(reader.room.chart(each.chart)) for each in reader.room.practice.summaries()}
    reader.press(*keys)
    assert SAID in reader.said
    assert {chart: to_tables(reader.room.chart(chart)) for chart in before} == before


@pytest.mark.parametrize(
    "keys", [("1 enter",), ("g n",), ("t",), ("H",), ("g p",), ("g l",), ("x p",), ("?",), ("g u",)]
)
def test_everything_is_read(reader: Seat, keys: tuple[str, ...]) -> None:
    reader.press(*keys)
    assert SAID not in reader.said


def test_the_screen_says_it_and_no_text_is_kept(reader: Seat) -> None:
    assert "READ ONLY" in reader.screen().splitlines()[0]
    keep(reader).press("2 e").type("; -> 4")
    assert drafts(reader) == []


def test_a_clinician_changes(demo: Seat) -> None:
    begin(demo.desk)
    demo.press("c", "C-014", "enter", "2 +")
    assert demo.said.startswith("g1.1 marked +1")
