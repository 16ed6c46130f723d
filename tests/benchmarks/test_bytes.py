"""What each key costs on the line, for a caseload of 10,000: bytes are the same on every machine."""

from __future__ import annotations

from statistics import median
from typing import Any

import pytest
from textual.pilot import Pilot

from tests.benchmarks.board import board
from tests.tui.terminal.recorder import Recorder, Step, play

SIZE = (120, 40)


def press(*keys: str) -> Step:
    async def step(_driver: Recorder, pilot: Pilot[Any]) -> None:
        await pilot.press(*keys)

    return step


async def costs(keys: list[str], plan_follows: bool = True) -> list[int]:
    """Bytes of the start, and of each key."""
    sent = await play(board(plan_follows), [press(key) for key in keys], SIZE)
    return [len(part.encode()) for part in sent]


async def test_start_and_idle() -> None:
    start, nothing = await costs(["k"])
    assert 2_000 < start <= 7_000
    assert nothing == 0


@pytest.mark.parametrize(
    ("keys", "plan_follows", "usual", "most"),
    [
        # The list scrolls when the cursor is at its edge.
        pytest.param(["j"] * 20, False, 250, 600, id="j, list only"),
        pytest.param(["j"] * 20, True, 2_000, 2_000, id="j, plan follows"),
        pytest.param(["pagedown"] * 5, True, 3_000, 3_000, id="page"),
        pytest.param(["slash", "r", "e", "y", "e"], True, 2_000, 3_000, id="filter"),
    ],
)
async def test_a_key(keys: list[str], plan_follows: bool, usual: int, most: int) -> None:
    _, *each = await costs(keys, plan_follows)
    assert 0 < median(each) <= usual
    assert max(each) <= most


async def test_a_typed_letter_in_a_long_note() -> None:
    _, _, *letters = await costs(["n", *"one more word"[:3]])
    assert 0 < max(letters) <= 200
