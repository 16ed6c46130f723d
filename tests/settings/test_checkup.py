"""The look at the terminal, the machine and the files: what is told, and the line to change."""

from __future__ import annotations

from pathlib import Path

import pytest

from plantui.keys.taken import KEYS
from plantui.settings.checkup import Finding, ask_system, files, machine, read_system, terminal
from plantui.settings.known import Settings
from plantui.settings.paths import find_paths
from plantui.settings.swallowing import swallowers

SOUND = {"TERM": "xterm-256color", "LANG": "en_GB.UTF-8", "XDG_RUNTIME_DIR": "/run/user/1"}


def said(found: list[Finding], part: str) -> list[tuple[str, str]]:
    return [(each.word, f"{each.said} {each.change}".rstrip()) for each in found if each.part == part]


def nothing(_: object) -> str:
    return ""


@pytest.mark.parametrize(
    ("environ", "part", "word", "words"),
    [
        ({"TERM": "dumb"}, "terminal", "ask", "TERM=dumb"),
        ({"TERM": ""}, "terminal", "ask", "TERM is not set"),
        (SOUND, "terminal", "ok", "256 colours"),
        ({**SOUND, "TERM": "xterm"}, "terminal", "ok", "16 colours"),
        ({**SOUND, "LANG": "C"}, "characters", "ask", "export LC_ALL="),
        (SOUND, "characters", "ok", "UTF-8."),
        ({**SOUND, "NO_COLOR": "1"}, "colours", "note", "mono"),
        ({**SOUND, "ESCDELAY": "1000"}, "Esc", "ask", "export ESCDELAY=40"),
    ],
)
def test_the_terminal(environ: dict[str, str], part: str, word: str, words: str) -> None:
    ((found, sentence),) = said(terminal(environ), part)
    assert found == word
    assert words in sentence


def tmux(escape: str, keys: str):
    def ask(command: tuple[str, ...]) -> str:
        return escape if "escape-time" in command else keys

    return ask


@pytest.mark.parametrize(
    ("environ", "ask", "part", "change"),
    [
        ({"TMUX": "x"}, tmux("500\n", "bind-key -T root MouseDown1Pane x\n"), "tmux", "set -sg escape-time 10"),
        ({"TMUX": "x"}, tmux("10\n", "bind-key -n C-j select-pane -D\n"), "tmux", "unbind -n C-j"),
        ({"TMUX": "x"}, tmux("10\n", "bind-key -T root C-l run x\n"), "tmux", "unbind -n C-l"),
        ({"TMUX": "x"}, tmux("10\n", "bind-key -T root F5 run x\n"), "tmux", "unbind -n F5"),
        ({"BYOBU_BACKEND": "tmux"}, nothing, "byobu", "shift+F12"),
        ({"ZELLIJ": "0"}, nothing, "zellij", 'unbind "Ctrl o" "Ctrl g"'),
        ({"TERM_PROGRAM": "vscode"}, nothing, "VS Code", "commandsToSkipShell"),
        ({"VTE_VERSION": "7600"}, nothing, "terminal keys", "Shortcuts"),
        ({"STY": "1.x"}, nothing, "screen", "defflow off"),
    ],
)
def test_what_takes_keys_is_named_with_the_line_to_change(environ, ask, part: str, change: str) -> None:
    assert any(change in sentence for _, sentence in said(swallowers(environ, ask), part))


def test_a_tmux_that_takes_nothing_is_fine() -> None:
    assert said(swallowers({"TMUX": "x"}, tmux("10\n", "bind-key -T root C-jump x\n")), "tmux")[0][0] == "ok"
    assert said(swallowers({"TMUX": "x"}, nothing), "tmux")[0][0] == "note"
    assert said(swallowers({}, nothing), "keys")[0][0] == "ok"


def test_every_key_that_may_be_taken_has_another() -> None:
    assert {key.key for key in KEYS} >= {"ctrl+o", "ctrl+g", "ctrl+j", "ctrl+l", "ctrl+s", "ctrl+q", "ctrl+z", "F1"}
    assert all(key.instead and key.taker for key in KEYS)


SWAPS = "Filename Type Size Used Priority\n{} partition 100 0 -2\n"


@pytest.mark.parametrize(
    ("swap", "uuid", "word"),
    [
        ("/dev/sda2", "", "ask"),
        ("/dev/zram0", "", "ok"),
        ("/dev/dm-1", "CRYPT-LUKS2-1", "ok"),
        ("/dev/dm-1", "LVM-x", "ask"),
    ],
)
def test_swap_that_is_not_encrypted_is_told(swap: str, uuid: str, word: str) -> None:
    def read(path: str) -> str:
        return SWAPS.format(swap) if path == "/proc/swaps" else uuid

    assert said(machine(SOUND, read), "swap")[0][0] == word


def test_no_private_folder_is_told() -> None:
    assert said(machine({}, nothing), "editor files")[0][0] == "note"
    assert said(machine(SOUND, nothing), "editor files")[0][0] == "ok"


def test_files_that_others_can_change_or_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    paths = find_paths(str(tmp_path / "store"), {})
    paths.config.mkdir(parents=True)
    paths.config_file.write_text("")
    paths.config_file.chmod(0o666)
    for folder in (paths.store, paths.exports):
        folder.mkdir()
        folder.chmod(0o755)
    found = files(paths, Settings(), {})
    assert "chmod go-w" in said(found, "settings")[0][1]
    assert f"chmod 700 {paths.store}" in said(found, "store")[0][1]
    assert f"chmod 700 {paths.exports}" in said(found, "exports")[0][1]
    for place in (paths.store, paths.exports, paths.config_file):
        place.chmod(0o700)
    assert not [each for each in files(paths, Settings(), {}) if each.word == "ask"]


@pytest.mark.parametrize(
    ("settings", "environ", "word"),
    [
        (Settings(), {}, "note"),
        (Settings(), {"EDITOR": "no-such-editor-anywhere -n"}, "ask"),
        (Settings(), {"EDITOR": "sh"}, "ok"),
        (Settings(editor_enabled=False), {}, "ok"),
    ],
)
def test_the_editor(tmp_path: Path, settings: Settings, environ: dict[str, str], word: str) -> None:
    assert said(files(find_paths(str(tmp_path), {}), settings, environ), "editor")[0][0] == word


def test_the_system_is_asked_without_faults(tmp_path: Path) -> None:
    assert ask_system(("sh", "-c", "echo here")) == "here\n"
    assert ask_system(("sh", "-c", "echo here; exit 3")) == ""
    assert ask_system(("no-such-command-anywhere",)) == ""
    assert read_system(str(tmp_path / "none")) == ""
