"""Finding and doing as text: the palette, settings, the shelf, keys shown, the tour, empty states."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.snapshots import Snapshots
from tests.tui.paint.test_snapshots import SIZES, named, typing
from tests.tui.seat import Seat

from plantui.tui.desk.tour import Tour


def on_tour(at: Seat) -> None:
    at.desk.tour = Tour(at.desk)
    at.press("g t", "q", "l")


def in_order(at: Seat) -> None:
    at.press("2 y", ":", "client C-020", "enter")
    at.press("a p", "Low mood", "enter", "esc a g", "Mornings that work", "enter", "esc p", "g p")


SCREENS: dict[str, Callable[[Seat], object]] = {
    "palette": typing("2 :", text="rev"),
    "palette-all": typing(":"),
    "palette-line": typing(":", text="when +6w cancelled twice"),
    "palette-choices": typing(":", text="status 1.2 "),
    "palette-fault": typing(":", text="export pln", then=("enter",)),
    "palette-nothing": typing(":", text="zzqq"),
    "palette-over-a-line": typing("2 a o", text="Walk daily", then=("f2",)),
    "palette-recent": typing(":", text="names codes", then=("enter", ":")),
    "settings": typing(", j"),
    "setting-typed": typing(", j enter", then=("ctrl+u", "9h", "enter")),
    "shelf": typing("2 y G y :", text="shelf", then=("enter",)),
    "shelf-empty": typing(":", text="shelf", then=("enter",)),
    "shelf-foreign": in_order,
    "keys-test": typing(":", text="keys test", then=("enter", "x", "ctrl+o", "f5")),
    "tour": on_tour,
    "goal-without-objectives": typing("2 a g", text="Sing again", then=("enter", "esc")),
}


@pytest.mark.parametrize("size", SIZES, ids=named)
@pytest.mark.parametrize("screen", SCREENS)
def test_screen(sized: Callable[[int, int], Seat], snapshot: Snapshots, screen: str, size: tuple[int, int]) -> None:
    at = sized(*size)
    SCREENS[screen](at)
    snapshot(at.screen(*size), f"{screen}-{named(size)}")


@pytest.mark.parametrize("size", [(79, 23), (60, 20), (200, 60)], ids=named)
@pytest.mark.parametrize("screen", ["palette", "settings", "tour"])
def test_elsewhere(sized: Callable[[int, int], Seat], snapshot: Snapshots, screen: str, size: tuple[int, int]) -> None:
    at = sized(*size)
    SCREENS[screen](at)
    snapshot(at.screen(*size), f"{screen}-{named(size)}")
