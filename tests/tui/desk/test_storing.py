"""Changes that cannot be stored stay, in memory and in the recovery file, until they can."""

from __future__ import annotations

import json

from tests.tui.desk.trouble import Bell, fail
from tests.tui.seat import Seat

from plantui.vault.faults import StoreFull


def test_the_box_says_what_happened_and_what_is_safe(demo: Seat) -> None:
    fail(demo)
    screen = demo.screen()
    assert "╔═ CANNOT SAVE ═" in screen
    assert "The disk is full (while saving)." in screen
    assert "Your last 1 change is in memory, not in the store." in screen
    assert "E301  plantui verify checks the store afterwards" in screen
    assert "NOT SAVED" in screen
    assert "r try again" in screen


def test_trying_again_when_there_is_room(demo: Seat) -> None:
    full = fail(demo)
    full.room = True
    demo.press("r")
    assert demo.room.practice.writer.flush(10)
    assert "CANNOT SAVE" not in demo.screen()
    assert demo.again().chart.progress[-1].mark == 1


def test_keys_typed_at_the_box_change_nothing(demo: Seat) -> None:
    fail(demo)
    before = demo.chart
    demo.press(*"d+sxjJKMSaco")
    demo.press("enter")
    assert demo.chart is before
    assert "CANNOT SAVE" in demo.screen()


def test_a_copy_elsewhere_can_be_read_back(demo: Seat) -> None:
    fail(demo)
    folder = demo.room.folder.with_name("rescue")
    demo.press("w", "ctrl+u").type(str(folder)).press("enter")
    (copy,) = folder.iterdir()
    assert copy.name == "C-014_unsaved_2026-03-10_1352.json"
    assert json.loads(copy.read_text())["code"] == "C-014"
    assert copy.stat().st_mode & 0o077 == 0
    assert "Copy written to" in demo.said


def test_the_line_being_typed_comes_back_after_the_copy(demo: Seat) -> None:
    demo.press("2 a o").type("Walk")
    line = demo.desk.state.line
    demo.room.practice.writer.failure = StoreFull("The disk is full.", "")
    demo.press("w", "esc")
    assert demo.desk.state.line is line
    demo.room.practice.writer.failure = None
    demo.type(" daily")
    assert demo.desk.state.line.field.text == "Walk daily"


def test_a_folder_that_everybody_reads_is_refused(demo: Seat) -> None:
    fail(demo)
    open_to_all = demo.room.folder.with_name("open")
    open_to_all.mkdir(mode=0o755)
    demo.press("w", "ctrl+u").type(str(open_to_all)).press("enter")
    assert "can be read by everybody" in demo.said
    assert demo.desk.state.line is not None


def test_a_damaged_chart_does_not_end_the_program(demo: Seat) -> None:
    target = next(each for each in demo.room.practice.summaries() if each.code == "C-031")
    (path,) = demo.room.folder.glob(f"charts/*/{target.chart}.chart")
    path.write_bytes(b"garbage")
    demo.press("j")
    assert "E304" in demo.screen()
    for keys in ("2", "a p", "enter", "+", "S", "w", "1", "enter", "x p", "d", "u"):
        demo.press(keys)
        assert demo.desk.state.line is None
        assert "E304" in demo.screen()
    demo.press("k")
    assert "Worry that keeps her up at night" in demo.screen()


def test_the_writer_can_be_heard(demo: Seat) -> None:
    bell = Bell()
    demo.room.practice.writer.start(bell)
    demo.press("2 +")
    bell.wait()
    assert demo.room.practice.writer.waiting == 0
