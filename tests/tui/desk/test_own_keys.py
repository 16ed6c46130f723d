"""A person's own keys: the footer, help, the strip of second keys, the palette and every hint show what holds."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.tui.seat import Seat, copied, seat

from plantui.keys.action import Registry
from plantui.keys.keymap import Keymap
from plantui.keys.parse import parse_keymap
from plantui.keys.shipped import SHIPPED, shipped_text
from plantui.tui.desk.actions import ACTIONS

REGISTRY = Registry.of(ACTIONS)
OWN = """\
[keys]
"note.new" = "f6"
"status.met" = "s d"
"edit.undo" = "C"
"help.here" = ["V", "f1"]
"line.commit" = "ctrl+t"
"ui.cancel" = "ctrl+g"

[unbind]
keys = ["Q"]

[user]
"b" = "when +12w"
"X" = "names codes; theme light"
"""


def read(text: str) -> Keymap:
    keymap = parse_keymap(text, REGISTRY)
    assert isinstance(keymap, Keymap), keymap
    return keymap


@pytest.fixture
def own(invented_store: Path, tmp_path: Path) -> Seat:
    return seat(copied(invented_store, tmp_path / "store"), keymap=read(OWN))


def test_the_footer_shows_them(own: Seat) -> None:
    footer = own.screen().splitlines()[-1]
    assert "F6 note" in footer
    assert "V help" in footer
    assert "n note" not in footer


def test_the_old_key_means_nothing_and_the_new_one_the_same(own: Seat) -> None:
    assert own.press("n").said == "n is not a key here. V shows them."
    assert own.press("?").said == "? is not a key here. V shows them."
    assert own.press("Q").said == "Q is not a key here. V shows them."
    own.press("f6")
    assert "NOTE" in own.screen()


def test_help_shows_them(own: Seat) -> None:
    own.press("V")
    screen = own.screen(120, 60)
    assert "F6" in screen
    own.type("note for this client")
    assert "F6" in own.screen()


def test_the_strip_of_second_keys_shows_them(own: Seat) -> None:
    own.press("2 s ?")
    screen = own.screen()
    assert "d met" in screen
    assert "m met" not in screen


def test_the_palette_shows_them(own: Seat) -> None:
    own.press(":").type("new note")
    assert "F6" in own.screen()


def test_messages_and_lines_show_them(own: Seat) -> None:
    own.press("2 +")
    assert own.said == "g1.1 marked +1   C undo"
    own.press("C")
    assert own.said.startswith("Undone: g1.1 marked +1")
    own.press("a o")
    assert "ctrl+t" in own.screen().splitlines()[-1]
    own.type("Walk daily").press("enter")
    assert own.desk.state.line is not None
    own.press("ctrl+t", "ctrl+g")
    assert "g1.3 new Walk daily" in own.screen()


def test_their_own_lines_run(own: Seat) -> None:
    own.press("b")
    assert own.said.startswith("Review of C-014 set to Tue 2 Jun 2026")
    own.press("X")
    assert (own.desk.state.names, own.desk.state.theme) == ("codes", "light")
    assert "Reyes" not in own.screen()


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_keymap_moves_and_writes(invented_store: Path, tmp_path: Path, name: str) -> None:
    keymap = read(shipped_text(name, REGISTRY))
    at = seat(copied(invented_store, tmp_path / "store"), keymap=keymap)
    down, note = {"default": ("j", "n"), "arrows": ("down", "n"), "colemak": ("n", "j")}[name]
    at.press(down)
    assert at.chart.client.family == "Osei"
    at.press(note)
    assert "NOTE" in at.screen()
    at.type("njh").press("esc")
    assert "njh" in at.screen(), "letters are typed where text is typed"
    if name == "arrows":
        for key in "hjkl":
            assert keymap.table(at.desk.context()).get((key,)) is None
