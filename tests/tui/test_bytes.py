"""What each key of the full screen costs on the line: bytes are the same on every machine."""

from __future__ import annotations

from statistics import median
from typing import Any

import pytest
from tests.tui.seat import Seat
from tests.tui.terminal.recorder import Recorder, Step, play
from textual.pilot import Pilot

from plantui.tui.app import DeskApp

SIZE = (120, 40)


def press(*keys: str) -> Step:
    async def step(_driver: Recorder, pilot: Pilot[Any]) -> None:
        await pilot.press(*keys)

    return step


async def costs(at: Seat, keys: list[str]) -> list[int]:
    """Bytes of the start, and of each key."""
    sent = await play(DeskApp(at.desk), [press(key) for key in keys], SIZE)
    return [len(part.encode()) for part in sent]


async def test_the_start(demo: Seat) -> None:
    (start,) = await costs(demo, [])
    assert 2_000 < start <= 7_000


async def test_a_key_that_changes_nothing_sends_nothing(demo: Seat) -> None:
    _, _, again = await costs(demo, ["h", "h"])
    assert again == 0


@pytest.mark.parametrize(
    ("before", "keys", "usual", "most"),
    [
        pytest.param("", ["j"] * 12, 2_000, 2_600, id="j with the plan"),
        pytest.param("2", ["j"] * 5, 1_000, 1_500, id="j in the plan"),
        pytest.param("", ["pagedown"] * 3, 3_000, 3_500, id="page"),
        pytest.param("/", ["r", "e", "y"], 2_000, 3_000, id="filter"),
        pytest.param("c", ["r", "e", "y"], 2_000, 2_500, id="finder"),
        # The first letter brings the library's matches under the line, and so moves all lines below it.
        pytest.param("2 a o", list("one more word"), 200, 1_500, id="typed letter"),
        pytest.param("2", ["plus", "minus"], 1_000, 1_500, id="mark"),
    ],
)
async def test_a_key(demo: Seat, before: str, keys: list[str], usual: int, most: int) -> None:
    if before:
        demo.press(*before.split())
    named = {" ": "space", "/": "slash"}
    _, *each = await costs(demo, [named.get(key, key) for key in keys])
    assert 0 < median(each) <= usual, each
    assert max(each) <= most, each


async def test_a_repeated_key_moves_the_list_alone(demo: Seat) -> None:
    demo.desk.state.plan_waits = True
    app = DeskApp(demo.desk)
    app._let_plan_follow = lambda _: None  # type: ignore[method-assign]
    sent = await play(app, [press("k") for _ in range(2)], SIZE)
    assert all(0 < len(part.encode()) <= 300 for part in sent[1:]), [len(part.encode()) for part in sent]
