"""From anywhere ten presses of Esc reach the main screen, and what was typed last waits in a history or a draft."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.tui.desk.test_random_keys import MOVES
from tests.tui.seat import Seat, copied, seat

from plantui.keys.context import Context

WORD = "zqxjkv"
LINES = ("theme light", "names codes; undo", "keys test", "doctor", "shelf", "set lock.after 7m", "log", "tour")
STEPS = st.one_of(MOVES, st.sampled_from(LINES).map(lambda line: f"line {line}"))


def act(at: Seat, move: object) -> None:
    if isinstance(move, tuple):
        at.screen(*move)
    elif move == "paste":
        at.desk.paste("d\ny\nS")
    elif str(move).startswith("type "):
        at.type(str(move).removeprefix("type "))
    elif str(move).startswith("line "):
        at.press("f2").type(str(move).removeprefix("line ")).press("enter")
    else:
        at.desk.press(str(move))
    at.desk.done = False


def remembered(at: Seat) -> str:
    """Everything that waits under up or in a note that is a draft."""
    lines = [line for history in at.desk.state.histories.values() for line in history]
    charts = [at.room.chart(summary.chart) for summary in at.room.practice.summaries()]
    notes = [note for chart in charts for note in chart.notes]
    return "\n".join([*lines, *(note.text for note in notes), *(each.text for note in notes for each in note.addenda)])


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(STEPS, max_size=40))
def test_ten_presses_reach_the_main_screen(invented_store: Path, moves: list[object]) -> None:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        at = seat(copied(invented_store, Path(scratch) / "store"), rehearsal=True)
        for move in moves:
            act(at, move)
        at.open_up()
        for _ in range(10):
            at.press("esc")
            assert not at.desk.done
        assert at.desk.context() is Context.NORMAL, at.screen()
        assert at.desk.state.scenes == [], at.screen()
        assert at.desk.state.on_main
        at.room.practice.save()
        at.room.store.close()


FIELDS = (
    ("2 a o",),
    ("2 e",),
    ("a c",),
    ("/",),
    ("w",),
    ("#",),
    (":",),
    ("c",),
    ("?",),
    ("2 s x",),
    (",", "j", "enter"),
    ("n",),
    ("2 a o", "f2"),
    ("2 a o", "f1"),
    ("r", "i"),
    ("r", "s x"),
    ("a e",),
    ("2 e", "; -> 5", "enter", "S y"),
    ("2 e", "; -> 5", "enter", "S n"),
    ("n", "shift+tab"),
    ("g n", "/"),
    ("g n", "a x"),
    ("g l", "/"),
    ("x n",),
    ("m", "d"),
    ("a m",),
    ("2 k i",),
)


@pytest.mark.parametrize("keys", FIELDS)
def test_what_is_typed_into_any_field_waits_in_a_history_or_a_draft(demo: Seat, keys: tuple[str, ...]) -> None:
    demo.press(*keys).type(WORD)
    assert WORD in demo.screen(), demo.screen()
    for _ in range(10):
        demo.press("esc")
    demo.room.practice.save()
    assert demo.desk.state.on_main
    assert WORD in remembered(demo)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.sampled_from(FIELDS), st.lists(STEPS, max_size=12))
def test_nothing_typed_is_lost(invented_store: Path, field: tuple[str, ...], moves: list[object]) -> None:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        at = seat(copied(invented_store, Path(scratch) / "store"), rehearsal=True)
        for move in moves:
            act(at, move)
        at.open_up()
        for _ in range(10):
            at.press("esc")
        at.press(*field).type(WORD)
        typed = WORD in at.screen()
        for _ in range(10):
            at.press("esc")
        if typed:
            assert WORD in remembered(at) or WORD in at.screen(), (field, at.screen())
        at.room.practice.save()
        at.room.store.close()
