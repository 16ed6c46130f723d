"""Whatever a script or a tired person hands to `plantui`: a code of the table, a sentence, never a traceback."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.adversary.charts import NASTY
from tests.e2e.home import program
from tests.e2e.shell import Outcome, Shell

CODES = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 130}
CLIENTS = ["C-014", "", "-", "next", "r", "../../etc", "-x", "\x1b[2J"]
OF_A_CLIENT = [
    ["glance"],
    ["show"],
    ["lint"],
    ["export", "plan"],
    ["export", "bundle"],
    ["new"],
    ["add"],
    ["mark"],
    ["status"],
    ["when"],
    ["sign"],
    ["import"],
]
INPUTS = [
    b"",
    b"\n\n\n",
    b"\x00\xff\xfe",
    "\ufeffReyes, Maria".encode(),
    b"PHQ-9 18 -> 9\n" * 2000,
    b"x" * 1_000_000,
    "\n".join(NASTY).encode(),
    b"    deep\n  shallow\n",
    b"{}",
    b'{"id": 1}',
    b"[" * 100_000,
]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A rehearsal store to copy."""
    shell = Shell(tmp_path_factory.mktemp("made"))
    shell.check("demo", "--no-open", "--store", str(shell.store))
    return shell.store


@pytest.fixture
def shell(tmp_path: Path, made: Path) -> Shell:
    """A shell at a store of its own."""
    shutil.copytree(made, tmp_path / "store")
    return Shell(tmp_path)


def judge(outcome: Outcome) -> None:
    """What every command owes to whoever called it."""
    assert outcome.code in CODES, outcome
    assert "Traceback" not in outcome.err, outcome
    assert "error of its own" not in outcome.err, outcome
    if outcome.code not in (0, 1):
        assert outcome.err.strip(), outcome
    for text in (outcome.out, outcome.err):
        assert not any((ord(char) < 32 and char not in "\n\t") or 127 <= ord(char) < 160 for char in text), outcome


@pytest.mark.parametrize("client", CLIENTS)
def test_any_client(shell: Shell, client: str) -> None:
    for command in OF_A_CLIENT:
        judge(shell.run(*command, client, stdin="x"))
    judge(shell.run("mark", client, "g1.1", "-1"))
    judge(shell.run("status", client, "g1.1", "met"))
    judge(shell.run("when", client, "+2w"))


@pytest.mark.parametrize("given", INPUTS, ids=lambda given: repr(given[:12]))
def test_any_standard_input(shell: Shell, given: bytes) -> None:
    judge(shell.run("new", stdin=given))
    judge(shell.run("add", "C-031", stdin=given))
    judge(shell.run("status", "C-014", "g1.1", "hld", "--why", "-", stdin=given))
    judge(shell.run("import", "-", stdin=given))
    (shell.folder / "given.json").write_bytes(given)
    (shell.folder / "given.csv").write_bytes(given)
    judge(shell.run("import", "given.json"))
    judge(shell.run("import", "given.csv"))
    assert shell.run("verify").code == 0


@pytest.mark.parametrize("code", ["", "p1", "g9.9", "g1.1a", "\x1b[A", "g" * 3000, "٣"])
def test_any_code_and_mark(shell: Shell, code: str) -> None:
    for mark in ("-1", "99", "\x1b"):
        judge(shell.run("mark", "C-014", code, mark))
    judge(shell.run("show", "C-014", code))
    judge(shell.run("status", "C-014", code, "nonsense"))


@pytest.mark.parametrize("day", ["today", "2026-02-30", "+9999y", "-1d", "", "next", "0", "3/4", "\x00x"[1:], "９"])
def test_any_date(shell: Shell, day: str) -> None:
    judge(shell.run("when", "C-014", day))
    judge(shell.run("mark", "C-014", "g1.1", "+1", "--date", day))
    judge(shell.run("due", "--within", day))


def test_prose_is_refused_as_an_argument(shell: Shell) -> None:
    for command in (["new", "Reyes, Maria"], ["add", "C-014", "p1", "more words"]):
        outcome = shell.run(*command)
        judge(outcome)
        assert outcome.code in (2, 8)
        assert outcome.out == ""


@pytest.mark.parametrize("kind", ["missing", "file", "empty", "loop", "inside a file", "no counter", "no audit"])
@pytest.mark.parametrize("command", [["list"], ["verify"], ["glance"], ["new"]], ids=" ".join)
def test_any_folder_as_a_store(shell: Shell, kind: str, command: list[str]) -> None:
    place = shell.store
    if kind == "no counter":
        (place / "counter").unlink()
    elif kind == "no audit":
        shutil.rmtree(place / "audit")
    else:
        shutil.rmtree(place)
    if kind == "file":
        place.write_text("x")
    elif kind == "empty":
        place.mkdir()
    elif kind == "loop":
        place.symlink_to("store")
    outcome = shell.run(*command, "--store", str(place / "in") if kind == "inside a file" else str(place), stdin="A, B")
    judge(outcome)
    if kind not in ("no counter", "no audit"):
        assert outcome.code == 7


@pytest.mark.parametrize("command", [["list"], ["glance", "C-014"], ["keys", "--check"]], ids=" ".join)
def test_odd_surroundings(shell: Shell, command: list[str]) -> None:
    surroundings: list[dict[str, str]] = [
        {"LANG": "C"},
        {"LANG": "C", "PYTHONIOENCODING": "ascii"},
        {"LANG": "de_DE.ISO-8859-1"},
        {"TERM": "dumb"},
        {"HOME": "/nowhere", "XDG_CONFIG_HOME": "/nowhere/config"},
        {"HOME": ""},
        {"XDG_CONFIG_HOME": "/dev/null"},
        {"XDG_STATE_HOME": "/dev/null", "XDG_CACHE_HOME": "/dev/null", "XDG_DATA_HOME": "/dev/null"},
        {"PLANTUI_NAMES": "nonsense"},
        {"PLANTUI_NOW": "yesterday"},
        {"PLANTUI_NOW": "9999-12-31T23:59"},
        {"COLUMNS": "1"},
        {"COLUMNS": "x"},
        {"TZ": "Nowhere/Land"},
    ]
    for more in surroundings:
        outcome = shell.run(*command, **more)
        assert outcome.code in (0, 1, 2, 7), (more, outcome)
        judge(outcome)


@pytest.mark.parametrize("command", [["list"], ["due"], ["schema"], ["show", "C-014"], ["keys"]], ids=" ".join)
def test_a_reader_that_goes_away(shell: Shell, command: list[str]) -> None:
    """`plantui list | head -0` must end in silence."""
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        [program(), *command],
        env=shell.env,
        stdin=subprocess.DEVNULL,
        stdout=write,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(write)
    assert done.returncode in CODES
    assert b"Traceback" not in done.stderr
    assert b"error of its own" not in done.stderr
    assert b"Exception ignored" not in done.stderr


@pytest.mark.parametrize("command", [["list"], ["export", "bundle", "C-014", "-o", "-"]], ids=" ".join)
def test_a_full_disk_behind_the_output(shell: Shell, command: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [program(), *command],
            env=shell.env,
            stdin=subprocess.DEVNULL,
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode in CODES - {0}
    assert b"Traceback" not in done.stderr
    assert b"Exception ignored" not in done.stderr


def test_no_standard_streams_at_all(shell: Shell) -> None:
    done = subprocess.run(
        ["sh", "-c", 'exec "$0" list <&- >&- 2>&-', program()], env=shell.env, timeout=60, check=False
    )
    assert done.returncode in CODES


def test_a_folder_that_is_gone(shell: Shell) -> None:
    gone = shell.folder / "gone"
    gone.mkdir()
    script = f'cd "{gone}" && rmdir "{gone}" && exec "$0" list'
    done = subprocess.run(
        ["sh", "-c", script, program()], env=shell.env, capture_output=True, text=True, timeout=60, check=False
    )
    judge(Outcome(done.returncode, done.stdout, done.stderr))


SETTINGS = ["", "x", "[", "[names]\ndefault = 3", '[names]\ndefault = "\x1b"', "\x00", "a = 1" * 5000]


@pytest.mark.parametrize("text", SETTINGS)
def test_any_settings_and_keymap_file(shell: Shell, text: str) -> None:
    folder = Path(shell.env["XDG_CONFIG_HOME"]) / "plantui"
    folder.mkdir(parents=True)
    for name in ("config.toml", "keymap.toml", "keys.toml", "measures.json", "profiles.json", "snippets.toml"):
        (folder / name).write_bytes(text.encode())
    for command in (["list"], ["keys", "--check"], ["glance", "C-014"], ["lint"]):
        judge(shell.run(*command))
    for name in ("config.toml", "keymap.toml", "keys.toml"):
        (folder / name).unlink()
        (folder / name).mkdir()
    judge(shell.run("list"))
