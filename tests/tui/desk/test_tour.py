"""The tour: ten tasks, each done with the keys that the strip names; the last one signs a plan."""

from __future__ import annotations

import pytest
from tests.tui.seat import Seat

from plantui.clinical.standing import plan_in_force
from plantui.keys.action import Registry
from plantui.keys.parse import keymap_or_default
from plantui.keys.shipped import shipped_text
from plantui.tui.desk.actions import ACTIONS
from plantui.tui.desk.tour import TASKS, Tour, command

KEYS: tuple[tuple[str, ...], ...] = (
    ("g t",),
    ("q", "l"),
    ("+",),
    ("u",),
    ("e", "; -> 6", "enter"),
    (":", "when +6w", "enter"),
    ("c", "osei", "enter"),
    ("a p", "Low mood; dx F33.1", "enter", "tab", "Enjoy the evenings", "enter"),
    ("tab", "PHQ-9 18 -> 9 by +12w", "enter", "tab", "BA: two outings a week", "enter"),
    ("esc", "S", "y", "enter", "dw", "enter"),
)


@pytest.fixture
def tour(demo: Seat) -> Seat:
    demo.desk.tour = Tour(demo.desk)
    return demo


def test_ten_tasks_end_with_a_signed_plan(tour: Seat) -> None:
    assert len(TASKS) == len(KEYS) == 10
    for number, keys in enumerate(KEYS):
        assert f"TOUR {number + 1} of 10" in tour.screen()
        for key in keys[:-1]:
            tour.press(key)
            assert tour.desk.tour.at == number, (number, key, tour.screen())
        tour.press(keys[-1])
        assert tour.desk.tour.at == number + 1, tour.screen()
    assert "TOUR done   You signed a plan; your own clients were not touched. q leaves" in tour.screen()
    assert tour.chart.client.family == "Osei"
    assert plan_in_force(tour.chart) is not None


def test_the_strip_names_the_keys_of_each_task(tour: Seat) -> None:
    for keys in KEYS:
        strip = tour.desk.tour.strip(tour.desk)
        for word in keys:
            if word not in ("enter", "tab", "esc", "dw"):
                assert word in strip, (word, strip)
        tour.press(*keys)


def test_it_names_the_users_own_keys(tour: Seat) -> None:
    registry = Registry.of(ACTIONS)
    keymap, problems = keymap_or_default(shipped_text("colemak", registry), registry)
    assert problems == ()
    tour.desk.machine.keymap = keymap
    tour.press("g t")
    assert "i goes into the plan" in tour.screen()


def test_other_keys_do_not_move_it_on(tour: Seat) -> None:
    tour.press("j", "3", "?", "esc", "1", ":", "esc", "z w")
    assert tour.desk.tour.at == 0


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 20), (40, 13), (200, 60)])
def test_the_screen_keeps_its_shape(tour: Seat, size: tuple[int, int]) -> None:
    for keys in KEYS:
        rows = tour.screen(*size).split("\n")
        assert len(rows) == size[1]
        assert all(len(row) <= size[0] for row in rows)
        assert "TOUR" in "\n".join([*rows[:3], *rows[-3:]])
        tour.press(*keys)


def test_a_blank_screen_hides_the_strip(tour: Seat) -> None:
    tour.press("ctrl+l")
    assert "TOUR" not in tour.screen()


def test_it_runs_on_a_store_of_its_own(demo: Seat) -> None:
    demo.press(":").type("tour").press("enter")
    assert demo.desk.state.asked == "tour"
    assert command(ascii_only=True, no_color=False)[1:] == ["-m", "plantui", "demo", "--tour", "--ascii"]
    demo.desk.tour = Tour(demo.desk)
    demo.press(":").type("tour").press("enter")
    assert demo.said.startswith("This is the tour")
