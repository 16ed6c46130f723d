"""The settings as a page and as a line: the file keeps its comments, what can hold at once does."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from tests.tui.seat import Seat

from plantui.settings.known import KNOWN
from plantui.settings.paths import Paths, find_paths
from plantui.tui.desk.settings_page import SettingsPage
from plantui.tui.desk.userkeys import KeymapFile


@pytest.fixture
def at(demo: Seat, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Seat:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    demo.desk.paths = find_paths(str(tmp_path / "store"), {})
    return demo


def paths(at: Seat) -> Paths:
    assert at.desk.paths is not None
    return at.desk.paths


def go_to(at: Seat, name: str) -> Seat:
    return at.press(",", "g g", *["j"] * [each.name for each in KNOWN].index(name))


def test_every_setting_is_on_the_page_with_its_value(at: Seat) -> None:
    at.press(",")
    screen = at.screen()
    for setting in KNOWN:
        assert setting.name in screen
    assert "names.default            full" in screen
    for size in ((80, 24), (60, 20), (200, 60)):
        assert "names.default" in at.screen(*size)


def test_enter_takes_the_next_word_and_d_the_default(at: Seat) -> None:
    go_to(at, "theme").press("enter")
    assert (at.desk.state.theme, at.desk.settings.theme, at.said) == ("light", "light", "theme is light.")
    assert 'theme = "light"' in paths(at).config_file.read_text()
    at.press("d")
    assert (at.desk.state.theme, at.said) == ("dark", "theme is dark.")
    assert "theme" not in paths(at).config_file.read_text()


def test_a_value_is_typed_and_a_faulty_one_stays(at: Seat) -> None:
    go_to(at, "lock.after").press("enter")
    at.press("ctrl+u").type("9h").press("enter")
    assert "lock.after is a time from 60s to 15m." in at.screen()
    at.press("ctrl+u").type("10m").press("enter")
    assert at.desk.settings.lock_after == timedelta(minutes=10)
    at.press("enter ctrl+u").type("11m").press("esc")
    assert isinstance(at.desk.state.scene, SettingsPage)
    assert at.desk.settings.lock_after == timedelta(minutes=10)
    at.press("enter up")
    assert at.desk.state.scene.typed.text == "11m"
    assert at.press("esc esc").desk.state.scenes == []


def test_comments_stay(at: Seat) -> None:
    paths(at).config.mkdir(parents=True)
    paths(at).config_file.write_text('# mine\nlock.after = "7m"  # longer\n')
    at.press(":").type("set lock.after 9m").press("enter")
    assert paths(at).config_file.read_text() == '# mine\nlock.after = "9m"  # longer\n'


def test_set_as_a_line(at: Seat) -> None:
    at.press(":").type("set keys.hint_after 0").press("enter")
    assert (at.said, at.desk.settings.keys_hint_after) == ("keys.hint_after is 0.", 0)
    at.press(":").type("set keys.hint_after").press("enter")
    assert at.said.startswith("keys.hint_after is 0.   Silence")
    at.press(":").type("set lok.after 3m").press("enter")
    assert at.said == "lok.after is not a setting. Did you mean lock.after?"
    at.press("esc :").type("set lock.after 3d").press("enter")
    assert at.said == "lock.after is a time from 60s to 15m."
    at.press("esc :").type("set review.cadence 6w").press("enter")
    assert at.said == "review.cadence is 6w. It holds from the next start."
    at.press(":").type("set").press("enter")
    assert isinstance(at.desk.state.scene, SettingsPage)


def test_a_longer_window_shows_at_once(at: Seat) -> None:
    before = at.desk.shown.lists.queue().count
    at.press(":").type("set review.window 200d").press("enter")
    assert at.desk.shown.lists.queue().count > before


def test_without_a_folder_it_says_so(demo: Seat) -> None:
    demo.press(":").type("set theme light").press("enter")
    assert demo.said == "There is no folder for settings here."


def test_the_keymap_file_is_read_again_when_it_changes(at: Seat) -> None:
    file = paths(at).keymap_file
    watch = KeymapFile.read_now(paths(at))
    assert not watch.reread(at.desk)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text('[user]\n"b" = "theme light"\n')
    assert watch.reread(at.desk)
    assert at.said == "keymap.toml was read again: its keys hold now."
    assert not watch.reread(at.desk)
    at.press("b")
    assert at.desk.state.theme == "light"
    file.write_text('[keys]\n"xxxx.yyyy" = "b"\n')
    assert watch.reread(at.desk)
    assert at.said == "keymap.toml, line 2: xxxx.yyyy is not an action. The default keys are used."
    at.press("b")
    assert at.said.startswith("b is not a key here.")
    file.unlink()
    assert watch.reread(at.desk)
    assert at.said == "keymap.toml is gone: the default keys hold."
