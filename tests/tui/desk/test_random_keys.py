"""Any keys in any order: nothing is raised, every chart stays sound, the screen stays in shape."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.practice.rooms import open_room
from tests.tui.seat import Seat, copied, seat

from plantui.keys.action import Registry
from plantui.keys.context import Context
from plantui.keys.keymap import default_keymap
from plantui.model.validate import check
from plantui.tui.desk.actions import ACTIONS
from plantui.tui.frame.line import line_width
from plantui.tui.paint.screen import paint

KEYMAP = default_keymap(Registry.of(ACTIONS))
KEYS = sorted({key for context in Context for one in KEYMAP.own(context) for key in one.keys.split(" ")})
TEXTS = (
    "PHQ-9 18 -> 9 by +12w",
    "Low mood; dx F33.1",
    '"I want"  Sleep',
    "CBT: thing; weekly",
    "; -> 7",
    "; by +6w; met",
    "+6w cancelled",
    "1.2",
    "rey",
    "overdue dx:F41",
    "dw",
    "Vega, Luz; dob 1990-01-01; slot tue 9:00",
    "spread 2/d from mon",
    "by frday",
    "service individual 50m weekly for 12 w",
    "süß ☂️ 😀 \u202e\u0301[/x]",
)
SIZES = ((120, 40), (80, 24), (60, 20), (40, 12), (200, 60))
MOVES = st.one_of(
    st.sampled_from(KEYS),
    st.sampled_from(["2", "a", "p", "g", "o", "i", "e", "s", "enter", "enter", "esc", "S", "y"]),
    st.sampled_from(TEXTS).map(lambda text: f"type {text}"),
    st.just("paste"),
    st.sampled_from(SIZES),
)


def play(at: Seat, moves: list[object], size: tuple[int, int]) -> None:
    for move in moves:
        if isinstance(move, tuple):
            size = move
            at.screen(*size)
        elif move == "paste":
            at.desk.paste("d\ny\nS")
        elif str(move).startswith("type "):
            at.type(str(move).removeprefix("type "))
        else:
            at.desk.press(str(move))
        at.desk.done = False
    frame = paint(at.desk, *size)
    assert {line_width(spans) for spans in frame.lines} == {size[0]}
    assert len(frame.lines) == size[1]
    at.open_up()
    for _ in range(10):
        at.desk.press("esc")
    assert at.desk.context() is Context.NORMAL
    for summary in at.room.practice.summaries():
        assert check(at.room.chart(summary.chart)) == []
    at.room.practice.save()
    at.room.store.close()


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(MOVES, min_size=10, max_size=80), st.sampled_from(SIZES))
def test_on_the_invented_caseload(invented_store: Path, moves: list[object], size: tuple[int, int]) -> None:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        play(seat(copied(invented_store, Path(scratch) / "store"), size=size), moves, size)


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(MOVES, min_size=10, max_size=80), st.sampled_from(SIZES))
def test_from_nothing(moves: list[object], size: tuple[int, int]) -> None:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        at = seat(open_room(Path(scratch) / "store"), size=size)
        play(at.press("a c", "Vega, Luz", "enter", "a p", "Low mood", "enter"), moves, size)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(MOVES, min_size=10, max_size=60))
def test_a_burst_ends_where_single_keys_end(invented_store: Path, moves: list[object]) -> None:
    """Painting after each key or only once makes no difference to what stands on the screen."""
    keys = [move for move in moves if isinstance(move, str)]
    screens = []
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        for painted in (True, False):
            at = seat(copied(invented_store, Path(scratch) / f"store-{painted}"))
            for key in keys:
                if key == "paste":
                    at.desk.paste("d\ny")
                elif key.startswith("type "):
                    at.type(key.removeprefix("type "))
                else:
                    at.desk.press(key)
                if painted:
                    at.screen()
            screens.append(at.screen().replace(f"store-{painted}", "store").replace(str(scratch), ""))
    assert screens[0] == screens[1]
