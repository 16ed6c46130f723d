"""Nothing of a note is lost: every key is kept, a lock and a hang-up come back, any keys in any order do no harm."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.tui.desk.trouble import Bell, Full
from tests.tui.desk.vaulted import Hands, vaulted
from tests.tui.desk.writing import drafts, keep
from tests.tui.seat import Seat, copied, seat

from plantui.keys.context import Context
from plantui.model.validate import check
from plantui.tui.desk.note import NotePage
from plantui.tui.desk.note_list import NoteList
from plantui.tui.frame import line_width
from plantui.tui.paint.screen import paint


@pytest.fixture
def locked(invented_store: Path, tmp_path: Path) -> tuple[Seat, Hands]:
    return vaulted(invented_store, tmp_path / "vaulted")


def page(at: Seat) -> NotePage:
    found = at.desk.state.page
    assert isinstance(found, NotePage)
    return found


def test_every_key_is_kept_and_let_go_once_it_is_stored(demo: Seat) -> None:
    keep(demo).press("n").type("Kept")
    (draft,) = drafts(demo)
    assert draft.startswith("note: 2026-03-10 14:00 50m individual DAP")
    assert "DATA\nKept" in draft
    demo.press("esc q")
    demo.room.practice.save()
    demo.press("j")
    assert drafts(demo) == []


def test_an_untouched_note_leaves_no_draft(demo: Seat) -> None:
    keep(demo).press("n")
    assert drafts(demo) == []


def test_a_header_ahead_is_said_and_nothing_goes(demo: Seat) -> None:
    demo.press("n").type("Kept the log").press("shift+tab", "ctrl+u").type("2026-03-12").press("enter")
    assert page(demo).fault is not None
    assert demo.desk.context() is Context.LINE
    demo.press("esc esc q")
    assert any("Kept the log" in note.text for note in demo.chart.notes)


def test_a_note_is_kept_while_nothing_can_be_stored(demo: Seat) -> None:
    demo.press("n").type("Kept the log").press("esc")
    full = Full(demo.room.practice.charts)
    demo.room.practice.charts = full  # type: ignore[assignment]
    bell = Bell()
    demo.room.practice.writer.start(bell)
    demo.press("q")
    bell.wait()
    assert demo.desk.practice.writer.failure is not None
    assert any("Kept the log" in note.text for note in demo.chart.notes)
    assert "CANNOT SAVE" in demo.screen()


def test_visiting_the_panes_puts_marks_into_the_note(demo: Seat) -> None:
    demo.press("n").type("Kept the log #1.1 ").press("esc 2 +")
    assert "in the note of 10 Mar" in demo.said
    demo.press("q")
    assert "Kept the log #1.1+1" in page(demo).body.text
    demo.press("e").type("well").press("esc q")
    assert any("#1.1+1 well" in note.text for note in demo.chart.notes)


def test_a_note_that_was_undone_is_kept_again_when_it_is_still_open(demo: Seat) -> None:
    demo.press("n").type("Kept").press("esc 2 u q", "e").type(" on").press("esc q")
    assert any("Kept on" in note.text for note in demo.chart.notes)


def test_a_missed_visit_needs_no_words(demo: Seat) -> None:
    demo.press("n shift+tab").type(" missed").press("enter", "esc q")
    assert "Note of 10 Mar 2026 kept as a draft" in demo.said
    assert (demo.chart.notes[-1].kind, demo.chart.notes[-1].text) == ("missed", "")
    demo.press("g n e").type("child ill").press("esc q")
    assert "child ill" in demo.chart.notes[-1].text


def test_a_note_comes_back_after_the_lock(locked: tuple[Seat, Hands]) -> None:
    at, _ = locked
    at.press("n").type("Kept the log").press("left left").press("ctrl+l", "enter", "esc", "L")
    at.press("enter")
    found = page(at)
    assert "DATA\nKept the log" in found.body.text
    assert found.body.text[: found.body.cursor].endswith("Kept the l")
    at.press("e").type("X")
    assert "Kept the lXog" in found.body.text


def test_a_list_comes_back_after_the_lock(locked: tuple[Seat, Hands]) -> None:
    at, _ = locked
    at.press("g n j j")
    here = at.desk.state.scene.cursor
    at.press("L", "enter")
    assert isinstance(at.desk.state.scene, NoteList)
    assert at.desk.state.scene.cursor == here


MOVES = st.one_of(
    st.sampled_from(
        [
            *("n", "esc", "q", "e", "i", "u", "U", "S", "d", "j", "k", "2", "y", "+", "=", "-", "space", "a x", "g n"),
            *("g u", "x n", "/", "enter", "tab", "shift+tab", "ctrl+j", "f3", "ctrl+o f", "ctrl+o m", "ctrl+o s"),
            *("ctrl+z", "ctrl+y", "up", "down", "home", "end", "backspace", "ctrl+w", "ctrl+u", "ctrl+k", "pageup"),
        ]
    ),
    st.sampled_from(
        [
            "#1.1+",
            "#2.",
            "@phq9=12",
            "@phq9=1,1,2,2,1,2,1,1,1",
            "hw: log",
            "risk: none",
            "dw",
            "{minutes}",
            "video",
            "é 日",
        ]
    ).map(lambda text: f"type {text}"),
    st.sampled_from([(120, 40), (80, 24), (60, 20), (40, 12)]),
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moves=st.lists(MOVES, min_size=10, max_size=50))
def test_any_keys_in_any_order(invented_store: Path, moves: list[object]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        at = seat(copied(invented_store, Path(folder) / "store"), rehearsal=True)
        signed = {note.id: note for chart in _charts(at) for note in chart.notes if note.signatures}
        size = (120, 40)
        for move in moves:
            if isinstance(move, tuple):
                size = move
            elif str(move).startswith("type "):
                at.type(str(move).removeprefix("type "))
            else:
                at.press(str(move))
            at.desk.done = False
            at.desk.state.errand = None
            frame = paint(at.desk, *size)
            assert {line_width(spans) for spans in frame.lines} == {size[0]}
        for _ in range(10):
            at.desk.press("esc")
        assert at.desk.context() is Context.NORMAL
        for chart in _charts(at):
            assert not check(chart)
            for note in chart.notes:
                if note.id in signed:
                    assert note.text == signed[note.id].text


def _charts(at: Seat):
    return [
        at.desk.practice.chart(summary.chart) for summary in at.desk.practice.summaries() if summary.code == "C-014"
    ]
