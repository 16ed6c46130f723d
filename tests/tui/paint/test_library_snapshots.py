"""The picker, the blanks, a new plan and the library page as text, to be read in review."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.snapshots import Snapshots
from tests.tui.seat import Seat

SIZES = ((120, 40), (80, 24))
ELSEWHERE = ((79, 23), (60, 20), (200, 60), (40, 12))
PANIC = ("j", "a t", "panic", "enter")
WORDS = (*PANIC, "Stop the panic running my day", "enter")
OBJECTIVES = (*WORDS, "space enter")
TICKED = (*OBJECTIVES, "space j space j j j space")
BLANKS = (*TICKED, "enter", "space space space enter")
CHECK = (*BLANKS, "21", "tab", "9", "tab tab", "5", "tab", "1", "esc")


def named(size: tuple[int, int]) -> str:
    """80x24."""
    return f"{size[0]}x{size[1]}"


SCREENS: dict[str, tuple[str, ...]] = {
    "pick": ("2 k i", "sle"),
    "pick-ticked": ("2 k i", "sle", "down tab up up"),
    "pick-nothing": ("2 k i", "zzzz"),
    "pick-interventions": ("2 i",),
    "blanks": ("2 k i", "sle", "tab tab enter tab tab", "5"),
    "blanks-fault": ("2 k i", "gad-7 total", "enter", "many", "tab"),
    "matches": ("2 G a o", "Call one fri", "down down"),
    "steps-1": ("j a t",),
    "steps-1-blank": ("j a t", "blank", "enter", "Panic with avoidance; dx F40.01"),
    "steps-2": (*PANIC, "Stop the panic running my day", "tab", "a quiet bus ride"),
    "steps-3": (*WORDS, "space"),
    "steps-4": TICKED,
    "steps-4-filter": (*OBJECTIVES, "/", "sleep"),
    "steps-4-own": (*OBJECTIVES, "i", 'Ride the bus "rides/wk" 0 -> 3 by +8w'),
    "steps-5": (*TICKED, "enter", "space space"),
    "steps-6": (*BLANKS, "21"),
    "steps-7": CHECK,
    "steps-7-sign": (*CHECK[:-1], "enter", "S"),
    "library": ("g l",),
    "library-problem": ("g l j j enter }",),
    "library-one": ("g l /", "worry map", "enter enter"),
    "library-filter": ("g l /", "sleep diary"),
}


@pytest.mark.parametrize("size", SIZES, ids=named)
@pytest.mark.parametrize("screen", SCREENS)
def test_screen(sized: Callable[[int, int], Seat], snapshot: Snapshots, screen: str, size: tuple[int, int]) -> None:
    at = sized(*size).press(*SCREENS[screen])
    snapshot(at.screen(*size), f"{screen}-{named(size)}")


@pytest.mark.parametrize("size", ELSEWHERE, ids=named)
@pytest.mark.parametrize("screen", ["pick", "blanks", "steps-4", "steps-7", "library"])
def test_elsewhere(sized: Callable[[int, int], Seat], snapshot: Snapshots, screen: str, size: tuple[int, int]) -> None:
    at = sized(*size).press(*SCREENS[screen])
    snapshot(at.screen(*size), f"{screen}-{named(size)}")
