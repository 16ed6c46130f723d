"""The log, the check of the terminal and the store, keys shown, files in and out."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from tests.practice.rooms import open_room
from tests.tui.seat import Seat, seat

from plantui.model.codec import to_bundle
from plantui.settings.checkup import report
from plantui.settings.paths import find_paths
from plantui.tui.desk.keys_test import KeysTest
from plantui.tui.desk.palette import Palette


def run(at: Seat, line: str) -> Seat:
    return at.press(":").type(line).press("enter")


def test_the_log_lists_messages_newest_first_with_names_as_the_mode_allows(demo: Seat) -> None:
    demo.press("a c").type("Vega, Luz").press("enter", "z w")
    assert "Vega, Luz added" in run(demo, "log").screen()
    lines = demo.screen().splitlines()
    at = [number for number, text in enumerate(lines) if "wrapped" in text or "Vega" in text]
    assert "wrapped" in lines[at[0]]
    run(demo.press("q z p z p"), "log")
    assert "Vega" not in demo.screen()
    assert "C-" in demo.screen()


def test_a_long_page_turns_and_stops_at_its_end(demo: Seat) -> None:
    for _ in range(40):
        demo.press("z w")
    run(demo, "log")
    assert "more below" in demo.screen(80, 24)
    demo.press("G")
    assert "more below" not in demo.screen()
    demo.press("g g")
    assert demo.desk.state.scene.top == 0


def test_the_doctor_names_what_takes_keys(demo: Seat, monkeypatch) -> None:
    monkeypatch.setenv("ZELLIJ", "0")
    monkeypatch.delenv("TMUX", raising=False)
    run(demo, "doctor")
    assert 'unbind "Ctrl o" "Ctrl g"' in demo.screen()
    assert report([]) == []


def test_keys_are_shown_instead_of_doing_anything(demo: Seat) -> None:
    before = demo.chart
    run(demo, "keys test")
    demo.press("d", "ctrl+o", "f5", "+")
    assert isinstance(demo.desk.state.scene, KeysTest)
    assert demo.chart is before
    screen = demo.screen()
    assert "ctrl+o  arrived" in screen
    assert "ctrl+j  arrived" not in screen
    assert "Commands and one-line forms" in screen
    demo.press("ctrl+l")
    assert demo.desk.state.blank
    demo.press("enter esc")
    assert demo.desk.state.scenes == []


def test_a_check_of_the_store_says_what_it_found(demo: Seat) -> None:
    run(demo, "verify")
    assert demo.said.endswith("charts checked. Nothing found.")
    folder = demo.room.store.layout.root
    os.chmod(folder, 0o755)
    run(demo.press("q"), "verify")
    assert "to look at" in demo.said
    os.chmod(folder, 0o700)


@pytest.fixture
def bare(tmp_path: Path) -> Seat:
    """A desk on a store without clients, beside the one of the demo."""
    return seat(open_room(tmp_path / "bare"))


def test_a_list_and_a_bundle_come_in_and_go_with_one_undo(demo: Seat, bare: Seat, tmp_path: Path) -> None:
    empty = bare
    (tmp_path / "people.csv").write_text("Last name,First name,DOB\nVega,Luz,1991-04-02\nWest,Kim,1980-01-01\n")
    run(empty, f"import {tmp_path}/people.csv")
    assert empty.said == "2 imported: C-001, C-002   u undo"
    empty.press("u")
    assert empty.desk.shown.lists.in_care() == 0
    (tmp_path / "one.json").write_bytes(to_bundle(demo.chart))
    run(empty, f"import {tmp_path}/one.json")
    assert empty.said == "1 imported: C-014   u undo"
    run(empty, f"import {tmp_path}/one.json")
    assert "is in this store already" in empty.said


def test_what_cannot_come_in_is_told_row_by_row(empty: Seat, tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("Last,DOB\nVega,1991-02-30\nWest,1980-01-01\n")
    run(empty, f"import {tmp_path}/people.csv")
    assert empty.said == "Nothing was imported: 1 fault."
    assert "row 2: D3" in empty.screen()
    assert not empty.desk.shown.lists.anybody()
    run(empty.press("q"), f"import {tmp_path}/none.csv")
    assert empty.said == f"There is no file {tmp_path}/none.csv."
    assert isinstance(empty.desk.state.scene, Palette)
    (tmp_path / "bad.json").write_text('{"schema": 1}')
    run(empty.press("esc"), f"import {tmp_path}/bad.json")
    assert empty.said.startswith("Nothing was imported")


def test_nothing_is_imported_into_a_store_opened_to_read(demo: Seat, tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("Last\nVega\n")
    demo.desk.state.read_only = True
    run(demo, f"import {tmp_path}/people.csv")
    assert demo.said == "Read only: this store was opened with --read-only."


def test_a_backup_goes_where_it_is_told(demo: Seat, tmp_path: Path) -> None:
    folder = tmp_path / "stick"
    folder.mkdir(mode=0o700)
    run(demo, f"backup {folder}")
    (file,) = folder.iterdir()
    assert str(file) in demo.said
    assert file.stat().st_mode & 0o777 == 0o600
    run(demo, f"backup {file}")
    assert "There is a file" in demo.said


def test_the_measures_with_their_ranges_and_the_change_that_counts(demo: Seat) -> None:
    run(demo, "measures")
    lines = [text for text, _ in demo.desk.state.scene.sentences(demo.desk)]
    assert any(
        text.startswith("PHQ-9 ") and "0 to 27" in text and "A change of 6 counts. Lower is better." in text
        for text in lines
    )
    assert any(text.startswith("GAD-7 ") and "A change of 4 counts." in text for text in lines)
    assert "more below" in demo.screen(80, 24)


def test_snippets_with_what_is_wrong_in_their_file(demo: Seat, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    run(demo, "snippets")
    assert "There is no folder for snippets here." in demo.screen()
    demo.desk.paths = find_paths(str(tmp_path / "store"), {})
    assert "No snippets yet." in demo.screen()
    demo.desk.paths.config.mkdir(parents=True)
    demo.desk.paths.snippets_file.write_text('sleep = "Sleep {n} h"\n"9x" = "no"\n')
    assert ";sleep          Sleep {n} h" in demo.screen()
    lines = [text for text, _ in demo.desk.state.scene.sentences(demo.desk)]
    assert any("9x: a name is a letter" in text for text in lines)
