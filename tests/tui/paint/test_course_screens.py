"""Measures, trend, timeline, history and events as text, to be read in review."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.snapshots import Snapshots
from tests.tui.paint.test_snapshots import SIZES, named, typing
from tests.tui.seat import Seat

SCREENS: dict[str, Callable[[Seat], object]] = {
    "measure": typing("m", "11221"),
    "measure-done": typing("m", "112213210", "enter"),
    "measure-risk": typing("m", "112213211", "enter enter", text="asked; no plan"),
    "measure-alert": typing("m", "112213212"),
    "measure-blank": typing("m", "1122", "j j j j j enter"),
    "measure-total": typing("m =", "14", "enter"),
    "measure-date": typing("m d", text="3 mar"),
    "measure-count": typing("m tab tab", "4"),
    "measure-other": typing("m tab tab tab tab", text="ptsd"),
    "measure-long": typing("m tab tab tab tab", "pcl5", "enter", "12340123401234"),
    "follow": typing("a m", text="pcl every 4w"),
    "event": typing("a e", text="hospital stay 2 mar; two nights"),
    "event-fault": typing("a e", "holiday", "enter"),
    "trend": typing("t"),
    "trend-count": typing("t tab j j"),
    "trend-words": typing("t tab tab t"),
    "timeline": typing("t t t"),
    "entry": typing("t enter"),
    "caseload-picture": typing("g s"),
    "history": typing("H"),
    "history-trail": typing("H tab"),
    "version": typing("H enter"),
}
OTHER_SIZES = ((79, 23), (60, 20), (200, 60))


@pytest.mark.parametrize("size", SIZES, ids=named)
@pytest.mark.parametrize("screen", SCREENS)
def test_screen(sized: Callable[[int, int], Seat], snapshot: Snapshots, screen: str, size: tuple[int, int]) -> None:
    at = sized(*size)
    SCREENS[screen](at)
    snapshot(at.screen(*size), f"{screen}-{named(size)}")


@pytest.mark.parametrize("size", OTHER_SIZES, ids=named)
@pytest.mark.parametrize("screen", ["measure", "measure-risk", "trend", "history", "event"])
def test_elsewhere(sized: Callable[[int, int], Seat], snapshot: Snapshots, screen: str, size: tuple[int, int]) -> None:
    at = sized(*size)
    SCREENS[screen](at)
    snapshot(at.screen(*size), f"{screen}-{named(size)}")


@pytest.mark.parametrize("size", [(40, 12), (60, 20), (120, 40), (200, 60)], ids=named)
@pytest.mark.parametrize("screen", SCREENS)
def test_every_size_holds_together(demo: Seat, screen: str, size: tuple[int, int]) -> None:
    SCREENS[screen](demo)
    lines = demo.screen(*size).split("\n")
    assert len(lines) == size[1]
