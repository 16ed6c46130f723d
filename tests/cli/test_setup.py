"""keys, config, doctor and completion by command line."""

from __future__ import annotations

import json
import os
import pty
import select
import shutil
import subprocess
from pathlib import Path

import pytest

from plantui.cli import keytest
from plantui.cli.completion import SCRIPTS
from plantui.keys.action import Registry
from plantui.keys.keymap import Keymap
from plantui.keys.parse import parse_keymap
from plantui.keys.shipped import SHIPPED, shipped_text
from tests.cli.conftest import Practice
from tests.e2e.home import program


def test_config_lists_reads_writes_and_keeps_comments(practice: Practice) -> None:
    assert "lock.after " in practice.check("config")
    assert practice.check("config", "lock.after").strip() == "5m"
    practice.check("config", "lock.after", "10m")
    file = next(practice.folder.rglob("config.toml"))
    file.write_text("# mine\n" + file.read_text())
    practice.check("config", "theme", "light")
    assert file.read_text().startswith("# mine\n")
    assert practice.check("config", "lock.after").strip() == "10m"
    practice.check("config", "lock.after", "--default")
    assert practice.check("config", "lock.after").strip() == "5m"
    items = json.loads(practice.check("config", "--format", "json"))["items"]
    assert {"name": "theme", "value": "light", "help": "Colours"} in items


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("lok.after",), 3, "Did you mean lock.after?"),
        (("lock.after", "9h"), 2, "is a time from 60s to 15m"),
        (("theme", "purple"), 2, "is one of dark, light, contrast, mono"),
    ],
)
def test_config_says_what_is_wrong(practice: Practice, words: tuple[str, ...], code: int, said: str) -> None:
    done = practice.run("config", *words)
    assert done.code == code
    assert said in done.err


def test_doctor_names_the_line_to_change(practice: Practice) -> None:
    done = practice.run("doctor", TMUX="", ZELLIJ="0", TERM="xterm-256color", LC_ALL="C.UTF-8")
    assert done.code == 1
    assert 'unbind "Ctrl o" "Ctrl g"' in done.out
    assert "rehearsal store" in done.out
    rows = json.loads(practice.run("doctor", "--format", "json", ZELLIJ="0").out)["items"]
    assert {"word", "part", "said", "change"} == set(rows[0])


def test_doctor_without_a_store_and_with_a_faulty_keymap(practice: Practice) -> None:
    practice.check("config", "theme", "light")
    next(practice.folder.rglob("config.toml")).with_name("keymap.toml").write_text('[keys]\n"nope" = "x"\n')
    done = practice.run("doctor", "--store", str(practice.folder / "nowhere"))
    assert "keymap.toml: line 2: nope is not an action" in done.out
    assert "There is no store" in done.out


@pytest.mark.parametrize("name", SHIPPED)
def test_shipped_keymaps_are_sound_here(name: str) -> None:
    from plantui.tui.run import action_ids

    registry = Registry.of(action_ids())
    assert isinstance(parse_keymap(shipped_text(name, registry), registry), Keymap)
    assert isinstance(parse_keymap(SHIPPED[name], Registry.full()), Keymap)


def test_keys_use_keeps_the_persons_own(practice: Practice) -> None:
    practice.check("keys", "--use", "arrows")
    file = next(practice.folder.rglob("keymap.toml"))
    assert '"nav.down" = "down"' in file.read_text()
    practice.check("keys", "--use", "colemak")
    assert not file.with_name("keymap.toml.before").exists()
    file.write_text('[user]\n"b" = "when +12w"\n')
    practice.check("keys", "--use", "default")
    assert file.with_name("keymap.toml.before").read_text() == '[user]\n"b" = "when +12w"\n'
    assert "is sound" in practice.run("keys", "--check").err
    assert practice.run("keys", "--use", "dvorak").code == 2


WORDS = {
    (1, "plantui", "statu"): ["status"],
    (1, "plantui", "comp"): ["completion"],
    (2, "plantui", "completion", ""): ["bash", "zsh", "fish"],
    (3, "plantui", "status", "C-001", ""): [],
    (4, "plantui", "status", "C-001", "1.1", "h"): ["hld"],
    (4, "plantui", "mark", "C-001", "1.1", "+"): ["+2", "+1"],
    (2, "plantui", "show", "C-"): ["C-001"],
    (3, "plantui", "measure", "C-001", "phq9"): ["phq9"],
    (2, "plantui", "export", "pl"): ["plan"],
    (2, "plantui", "list", "--sor"): ["--sort"],
    (3, "plantui", "list", "--names", "co"): ["codes"],
    (2, "plantui", "config", "lock."): ["lock.after"],
    (2, "plantui", "vault", "se"): ["seal"],
    (1, "plantui", "--names"): ["--names"],
}


@pytest.mark.parametrize("line", WORDS)
def test_words_that_can_stand_there(planned: Practice, line: tuple[int, str]) -> None:
    at, *words = line
    done = planned.check("completion", "--words", str(at), "--", *words)
    assert [each.split("\t")[0] for each in done.splitlines()] == WORDS[line]


def test_no_name_and_no_text_is_ever_completed(planned: Practice) -> None:
    done = planned.check("completion", "--words", "2", "--", "plantui", "show", "")
    assert "C-001\tM.R." in done
    assert "Reyes" not in done
    assert planned.check("completion", "--words", "2", "--", "plantui", "show", "Rey") == ""


def test_a_locked_store_completes_no_client_and_asks_nothing(practice: Practice) -> None:
    sealed = practice.folder / "sealed"
    named = ("--name", "Dana Whitlock", "--initials", "DW", "--credential", "")
    made = practice.run("init", "--store", str(sealed), *named, "--passphrase-fd", "0", stdin="correct horse battery\n")
    assert made.code == 0, made
    done = practice.run("completion", "--words", "4", "--", "plantui", "--store", str(sealed), "show", "")
    assert (done.code, done.out) == (0, "next\tthe next appointment\n")


@pytest.mark.parametrize("shell", SCRIPTS)
def test_the_scripts_are_sound(practice: Practice, shell: str, tmp_path: Path) -> None:
    text = practice.check("completion", shell)
    assert "plantui completion --words" in text
    if shutil.which(shell):
        file = tmp_path / "script"
        file.write_text(text)
        assert subprocess.run([shell, "-n", str(file)], capture_output=True, check=False).returncode == 0
    assert practice.run("completion", "csh").code == 2


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"j", "j"),
        (b" ", "Space"),
        (b"\r", "Enter"),
        (b"\n", "ctrl+j"),
        (b"\x0c", "ctrl+l"),
        (b"\x1b", "Esc"),
        (b"\x1bOP", "F1"),
        (b"\x1b[15~", "F5"),
        (b"\x1b[A", "Up"),
        ("ü".encode(), "ü"),
        (b"\x1b[999~", ""),
        (b"\xff", ""),
    ],
)
def test_bytes_are_named_as_keys(data: bytes, name: str) -> None:
    assert keytest.named(data).lower() == name.lower()
    if name:
        assert keytest.split_keys([data * 2]) == [data, data]


def read_until(child: int, wanted: bytes) -> bytes:
    """What a terminal shows until this stands there."""
    seen = b""
    while wanted not in seen and select.select([child], [], [], 20)[0]:
        seen += os.read(child, 1000)
    assert wanted in seen
    return seen


def test_keys_are_shown_at_a_terminal(practice: Practice) -> None:
    child, screen = pty.openpty()
    done = subprocess.Popen(
        [program(), "keys", "--test"],
        stdin=screen,
        stdout=screen,
        stderr=screen,
        env=practice.env,
        close_fds=True,
    )
    os.close(screen)
    read_until(child, b"bytes")
    os.write(child, b"\x1bOQ")
    assert b"1b 4f 51" in read_until(child, b"F2")
    os.write(child, b"qqq")
    read_until(child, b"q\r\n71")
    assert done.wait(20) == 0
    os.close(child)


def test_keys_need_a_terminal(practice: Practice) -> None:
    assert practice.run("keys", "--test").code == 9
