"""When somebody looks: names as the privacy mode says on every screen, one client in the first row, no noise."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.practice.rooms import LIBRARY, NOW
from tests.tui.desk.test_every_context import ALL, go
from tests.tui.desk.vaulted import PASSPHRASE, vaulted
from tests.tui.seat import Seat

from plantui.keys.context import Context
from plantui.practice.rehearsal.caseload import invented_charts

FAMILIES = sorted({chart.client.family for chart in invented_charts(LIBRARY, NOW)})
FAMILY = re.compile("|".join(rf"\b{re.escape(each)}\b" for each in FAMILIES))
CODE = re.compile(r"\bC-0\d\d\b")


@pytest.mark.parametrize("place", ALL)
def test_names_are_shown_as_the_mode_says(demo: Seat, place: str) -> None:
    context, keys = ALL[place]
    for mode in ("initials", "codes"):
        demo.desk.state.names = mode
        if mode == "initials":
            go(demo, keys)
        for size in ((120, 40), (80, 24), (60, 20)):
            screen = demo.screen(*size)
            assert FAMILY.findall(screen) == [], (mode, size)
        if mode == "codes" and context is not Context.BLANK:
            assert "M.R." not in demo.screen()


@pytest.mark.parametrize("place", ALL)
def test_the_first_row_names_one_client_at_most(demo: Seat, place: str) -> None:
    go(demo, ALL[place][1])
    for size in ((120, 40), (80, 24), (60, 20)):
        first = demo.screen(*size).splitlines()[0]
        assert len(set(FAMILY.findall(first))) <= 1
        assert len(set(CODE.findall(first))) <= 1


@pytest.mark.parametrize(
    "keys",
    [("2 +",), ("2 s h",), ("w", "+6w", "enter"), ("x p",), ("2 + u",), ("a e", "crisis today; x", "enter")],
    ids=" ".join,
)
def test_messages_follow_the_mode(demo: Seat, keys: tuple[str, ...]) -> None:
    demo.desk.state.names = "codes"
    demo.press(*keys)
    assert demo.said
    assert FAMILY.findall(demo.said) == []
    assert "M.R." not in demo.said


def test_suspending_locks_first(sealed_store: Path, tmp_path: Path) -> None:
    seat, _ = vaulted(sealed_store, tmp_path / "store", sealed=True)
    seat.press(":", "suspend", "enter")
    assert seat.desk.state.asked == "suspend"
    assert "PlanTUI is locked" in seat.screen()
    assert FAMILY.findall(seat.screen()) == []
    seat.type(PASSPHRASE).press("enter")
    assert "Reyes" in seat.screen()


def test_ctrl_z_is_undo_and_stops_nothing(demo: Seat) -> None:
    demo.press("2 +", "ctrl+z")
    assert demo.said.startswith("Undone: g1.1 marked +1")
    assert demo.desk.state.asked == ""
