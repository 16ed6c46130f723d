"""A hundred thousand random keys on the invented caseload: nothing is raised, nothing breaks, Esc leads home."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from tests.tui.desk.test_random_keys import KEYS, SIZES, TEXTS
from tests.tui.seat import Seat, copied, seat

from plantui.keys.context import Context
from plantui.model.validate import check
from plantui.tui.desk.state import DeskState
from plantui.tui.frame.line import line_width
from plantui.tui.paint.screen import paint

LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789 ;#+-="


def burst(chance: random.Random) -> list[str]:
    """Keys as they come in one packet: verbs, typed texts, letters."""
    keys: list[str] = []
    for _ in range(chance.randint(1, 30)):
        kind = chance.random()
        if kind < 0.6:
            keys.append(chance.choice(KEYS))
        elif kind < 0.7:
            keys += [letter if letter != " " else "space" for letter in chance.choice(TEXTS)]
        elif kind < 0.9:
            keys.append(chance.choice(["enter", "esc", "tab", "j", "space", "y", "down"]))
        else:
            letter = chance.choice(LETTERS)
            keys.append("space" if letter == " " else letter)
    return keys


def soak(at: Seat, seed: int, count: int) -> None:
    """Press so many random keys."""
    chance = random.Random(seed)
    size, pressed, rounds = SIZES[0], 0, 0
    while pressed < count:
        keys = burst(chance)
        for key in keys:
            at.desk.press(key)
            at.desk.done = False
        pressed += len(keys)
        rounds += 1
        if chance.random() < 0.05:
            size = chance.choice(SIZES)
        frame = paint(at.desk, *size)
        assert len(frame.lines) == size[1]
        assert {line_width(spans) for spans in frame.lines} == {size[0]}
        if rounds % 20 == 0:
            home(at)
        if rounds % 200 == 0:
            sound(at)
    home(at)
    sound(at)


def home(at: Seat) -> None:
    """Ten Esc reach the main screen, from behind a blank or a lock too."""
    at.open_up()
    for _ in range(10):
        at.desk.press("esc")
    state: DeskState = at.desk.state
    assert at.desk.context() is Context.NORMAL
    assert state.on_main
    assert not state.scenes


def sound(at: Seat) -> None:
    """Every chart is valid and stored."""
    at.room.practice.save()
    for summary in at.room.practice.summaries():
        assert check(at.room.chart(summary.chart)) == []


@pytest.mark.parametrize("seed", range(2))
def test_two_thousand_keys(invented_store: Path, tmp_path: Path, seed: int) -> None:
    at = seat(copied(invented_store, tmp_path / "store"))
    soak(at, seed, 2_000)
    assert at.room.store.verify() == []
    at.room.store.close()


@pytest.mark.nightly
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("seed", range(10, 20))
def test_a_hundred_thousand_keys(invented_store: Path, tmp_path: Path, seed: int) -> None:
    at = seat(copied(invented_store, tmp_path / "store"))
    soak(at, seed, 10_000)
    assert at.room.store.verify(deep=True) == []
    at.room.store.close()
