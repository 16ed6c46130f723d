"""The cursor begins at the next appointment, whatever visits of today are over."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.practice.rooms import open_room
from tests.tui.seat import seat

# Tue 10 Mar 2026, 13:52.
SLOTS = {"over": "tue 09:00", "over too": "tue 10:00", "soon": "tue 15:00", "tomorrow": "wed 11:00", "none": ""}


@pytest.mark.parametrize(
    ("there", "first"),
    [
        (("over", "over too", "soon", "tomorrow"), "soon"),
        (("over", "over too", "tomorrow", "none"), "tomorrow"),
        (("over", "over too"), "over"),
        (("none", "over"), "over"),
    ],
)
def test_the_cursor_begins_at_the_next_appointment(tmp_path: Path, there: tuple[str, ...], first: str) -> None:
    room = open_room(tmp_path / "store")
    for name in there:
        slot = f"; slot {SLOTS[name]}" if SLOTS[name] else ""
        room.client(f"{name.capitalize()}, Ada{slot}")
    room.practice.save()
    chosen = seat(room).desk.chart()
    assert chosen.client.family == first.capitalize()
