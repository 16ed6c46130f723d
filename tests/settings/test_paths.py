"""Where things are kept, and what the environment says."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from platformdirs import user_config_dir, user_data_dir

from plantui.settings.environment import date_order, editor_command, line_mode, locale_date_order, overridden, utf8
from plantui.settings.known import Settings
from plantui.settings.load import load
from plantui.settings.paths import find_paths


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "PLANTUI_STORE"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def test_the_default_places(home):
    paths = find_paths(None, {})
    data, config = Path(user_data_dir("plantui", appauthor=False)), Path(user_config_dir("plantui", appauthor=False))
    assert home in data.parents
    assert paths.store == data / "store"
    assert paths.exports == data / "store-exports"
    assert paths.demo == data / "demo"
    assert paths.config_file == config / "config.toml"
    assert paths.keymap_file == config / "keymap.toml"
    assert paths.library == config / "library"
    assert paths.runtime is None
    assert list(home.iterdir()) == []


def test_the_flag_comes_before_the_variable_and_that_before_the_default(home):
    environ = {"PLANTUI_STORE": "/srv/charts"}
    assert find_paths("/flag/store", environ).store == Path("/flag/store")
    assert find_paths(None, environ).store == Path("/srv/charts")
    assert find_paths(None, environ).exports == Path("/srv/charts-exports")
    assert find_paths(None, {"PLANTUI_STORE": ""}).store == find_paths(None, {}).store


def test_places_are_whole(home, monkeypatch):
    monkeypatch.chdir(home)
    assert find_paths("charts", {}).store == home / "charts"
    assert find_paths("~/charts", {}).store == home / "charts"
    assert find_paths("sub/../charts", {}).store == home / "charts"
    assert find_paths("..", {}).exports == home.parent.parent / f"{home.parent.name}-exports"
    assert find_paths("/", {}).store == Path("/")
    assert find_paths("~nobodyhere/x", {}).store == home / "~nobodyhere/x"


def test_the_settings_move_exports_and_library(home):
    set_up = Settings(export_dir=Path("/srv/out"), library_path=Path("/srv/lib"))
    paths = find_paths("/srv/charts", {"XDG_RUNTIME_DIR": "/run/user/1"}, set_up)
    assert (paths.exports, paths.library, paths.runtime) == (
        Path("/srv/out"),
        Path("/srv/lib"),
        Path("/run/user/1"),
    )


def test_loading_reads_the_file_and_lets_the_environment_win(home):
    config = find_paths(None, {}).config_file
    config.parent.mkdir(parents=True)
    config.write_text('theme = "light"\nnames.default = "initials"\nlock.aftr = 1\n', encoding="utf-8")
    loaded = load(None, {"PLANTUI_NAMES": "codes", "NO_COLOR": "1"})
    assert (loaded.settings.theme, loaded.settings.names_default) == ("mono", "codes")
    assert [problem.line for problem in loaded.problems] == [3]
    assert loaded.problems[0].sentence.startswith(str(config))
    assert load(None, {}).settings.theme == "light"


def test_without_a_file_the_defaults_hold(home):
    loaded = load(None, {})
    assert loaded.settings == Settings()
    assert loaded.problems == ()


def test_an_unreadable_file_is_told(home):
    config = find_paths(None, {}).config_file
    config.mkdir(parents=True)
    loaded = load(None, {})
    assert loaded.settings == Settings()
    assert "Cannot be read" in loaded.problems[0].sentence


@pytest.mark.parametrize("inside", ["", "/exports", "/a/b"])
def test_exports_never_lie_inside_the_store(home, inside):
    config = find_paths(None, {}).config_file
    config.parent.mkdir(parents=True)
    config.write_text(f'export.dir = "/srv/charts{inside}"\n', encoding="utf-8")
    loaded = load("/srv/charts", {})
    assert loaded.paths.exports == Path("/srv/charts-exports")
    assert "export.dir lies inside the store. /srv/charts-exports is used." in loaded.problems[0].sentence


def test_a_faulty_name_mode_in_the_environment_is_told():
    settings, problems = overridden(Settings(), {"PLANTUI_NAMES": "none"})
    assert settings == Settings()
    assert problems[0].sentence == "PLANTUI_NAMES is one of full, initials, codes. full is used."


@pytest.mark.parametrize(
    ("environ", "command", "found"),
    [
        ({}, "", ""),
        ({"EDITOR": "ed"}, "", "ed"),
        ({"EDITOR": "ed", "VISUAL": "vi"}, "", "vi"),
        ({"EDITOR": "ed", "VISUAL": "vi"}, "nano", "nano"),
        ({"PLANTUI_EDITOR": "vim -n", "VISUAL": "vi"}, "nano", "vim -n"),
    ],
)
def test_which_editor(environ, command, found):
    assert editor_command(Settings(editor_command=command), environ) == found
    assert editor_command(Settings(editor_command=command, editor_enabled=False), environ) == ""


@pytest.mark.parametrize(
    ("name", "order"),
    [
        ("", None),
        ("C", None),
        ("C.UTF-8", None),
        ("POSIX", None),
        ("en", None),
        ("en_CA.UTF-8", None),
        ("en_US.UTF-8", "mdy"),
        ("en_GB.UTF-8", "dmy"),
        ("en_IE@euro", "dmy"),
        ("de_AT.UTF-8", "dmy"),
        ("de", "dmy"),
        ("ja_JP.UTF-8", "mdy"),
        ("zh", "mdy"),
        ("pt-BR", "dmy"),
    ],
)
def test_what_a_locale_says_about_dates(name, order):
    assert locale_date_order(name) == order


def test_the_setting_decides_before_the_locale():
    environ = {"LANG": "en_GB.UTF-8", "LC_TIME": "en_US.UTF-8"}
    assert date_order(Settings(), environ) == "mdy"
    assert date_order(Settings(), {**environ, "LC_ALL": "C"}) is None
    assert date_order(Settings(date_order="dmy"), environ) == "dmy"
    assert date_order(Settings(date_order="mdy"), {"LANG": "de_DE"}) == "mdy"
    assert date_order(Settings(), {}) is None


def test_line_mode_and_character_set():
    assert line_mode({"TERM": "dumb"})
    assert line_mode({"PLANTUI_A11Y": "line"})
    assert not line_mode({"TERM": "xterm"})
    assert utf8({"LANG": "en_GB.UTF-8"})
    assert utf8({"LANG": "C", "LC_CTYPE": "C.utf8"})
    assert not utf8({"LANG": "en_GB.UTF-8", "LC_ALL": "C"})
    assert not utf8({"LANG": "de_DE@euro"})
    assert not utf8({})


def test_asking_for_a_module_loads_nothing_heavy():
    code = (
        "import sys; import plantui.settings.load, plantui.settings.clock, plantui.keys.machine; "
        "print([one for one in ('platformdirs', 'tomllib', 'difflib', 'textual', 'wcwidth') if one in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"
