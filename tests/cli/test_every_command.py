"""Every command of the table: it exists, has its flags, and ends with the right code wherever it is run."""

from __future__ import annotations

import json
import re
from pathlib import Path
from unittest import mock

import pytest

from plantui.cli import exits
from plantui.cli.door import _COMMANDS, _SAID, door
from plantui.practice.practice import Moved
from plantui.practice.store import StoredCharts
from plantui.vault.faults import StoreBusy, StoreForbidden, StoreFull, VaultFault
from tests.cli.commands import READING, WRITING, charts
from tests.cli.inside import Inside
from tests.e2e.shell import Shell

ROWS = Path(__file__).with_name("command_rows.md").read_text(encoding="utf-8").splitlines()[6:]
LATER = {"thread", "codes"}
"""Commands of the clinical record, which comes later."""
NEVER = {"--stale"}
"""The storage layer leaves no lock file behind, so none is cleared."""

JSON = {
    **{name: (words, "") for name, words in READING.items() if name != "export"},
    **{name: each for name, each in WRITING.items() if name != "import a list"},
    "glance all": (("glance", "--all-today"), ""),
    "show line": (("show", "C-014", "1.1", "--history"), ""),
    "plan": (("export", "plan", "C-014", "-o", "-"), ""),
    "notes": (("export", "notes", "C-014", "-o", "-"), ""),
    "review": (("export", "review", "C-014", "-o", "-"), ""),
    "glance sheet": (("export", "glance", "C-014", "-o", "-"), ""),
    "lib": (("lib", "list"), ""),
    "config": (("config",), ""),
    "doctor": (("doctor",), ""),
}


@pytest.fixture
def reader(demo_inside: Inside) -> Inside:
    added = demo_inside.run(
        "users", "add", "--name", "Rita Reader", "--initials", "RR", "--credential", "", "--role", "reader"
    )
    assert added.code == exits.DONE, added
    return demo_inside


@pytest.fixture(scope="session")
def sealed_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    shell = Shell(tmp_path_factory.mktemp("sealed"))
    named = ("--name", "Dana Whitlock", "--initials", "DW", "--credential", "LCSW")
    shell.check("init", "--rehearsal", *named, "--passphrase-fd", "0", stdin="a walk by the river\n")
    return shell.store


def rows() -> list[tuple[str, list[str], list[str]]]:
    found = []
    for line in ROWS:
        cells = re.split(r" \|(?: |$)", line.removeprefix("| "))
        first = cells[0]
        named = [words.split()[0] for words in re.findall("`([^`]+)`", first)]
        listed = re.findall(r"--[a-z-]+", " ".join(cells))
        found.append((line, named, [flag for flag in listed if flag not in NEVER]))
    return found


def test_all_rows_are_read() -> None:
    assert len(rows()) == 29
    assert {"glance", "line", "help", "restore", "vault"} <= {name for _, named, _ in rows() for name in named}


@pytest.mark.parametrize(("named", "flags"), [row[1:] for row in rows()])
def test_a_row_of_the_table(tmp_path: Path, named: list[str], flags: list[str]) -> None:
    at = Inside(tmp_path)
    told = ""
    for name in named:
        if name not in LATER:
            assert name in _COMMANDS
            done = at.run(name, "--help")
            assert (done.code, done.err) == (0, "")
            told += done.out
    if "lib" in named:
        told += at.run("lib", "list", "--help").out
    if not LATER.intersection(named):
        assert [flag for flag in flags if flag not in told] == []


def test_every_command_is_listed_with_a_word_and_help_shows_it(tmp_path: Path) -> None:
    assert set(_SAID) == set(_COMMANDS)
    at = Inside(tmp_path)
    assert at.run("help").out == at.run("--help").out
    assert "--overdue" in at.run("help", "due").out
    assert "--drop-snapshots" in at.run("help", "vault", "seal").out
    assert at.run("help", "nothing").code == exits.NOT_FOUND
    for name in _COMMANDS:
        command = door.get_command(None, name)
        assert command is not None
        assert command.help, name


def test_global_flags_are_those_of_the_table(tmp_path: Path) -> None:
    told = Inside(tmp_path).run("--help").out
    flags = ("store", "names", "format", "no-color", "ascii", "read-only", "print", "quiet", "yes", "version", "help")
    for flag in (*flags, "passphrase-fd"):
        assert f"--{flag}" in told


@pytest.mark.parametrize("name", [*WRITING, *READING])
def test_without_a_store(tmp_path: Path, name: str) -> None:
    words, text = WRITING[name] if name in WRITING else (READING[name], "")
    done = Inside(tmp_path).run(*words, stdin=text)
    assert (done.code, done.out) == (exits.STORE, "")
    assert "plantui init" in done.err


@pytest.mark.parametrize("name", [*WRITING, *READING])
def test_on_a_locked_store(tmp_path: Path, sealed_store: Path, name: str) -> None:
    at = Inside(tmp_path, sealed_store)
    words, text = WRITING[name] if name in WRITING else (READING[name], "")
    done = at.run(*words, stdin=text)
    assert (done.code, done.out) == (exits.LOCKED, "")
    assert "plantui unlock" in done.err


@pytest.mark.parametrize("name", [*WRITING, *READING])
def test_on_an_empty_store(tmp_path: Path, name: str) -> None:
    at = Inside(tmp_path)
    named = ("--name", "Dana Whitlock", "--initials", "DW", "--credential", "LCSW")
    assert at.run("init", "--no-encryption", "--rehearsal", *named).code == exits.DONE
    words, text = WRITING[name] if name in WRITING else (READING[name], "")
    done = at.run(*words, stdin=text)
    wanted = exits.NOT_FOUND if "C-014" in words else exits.DONE
    assert done.code == wanted, done
    if wanted == exits.NOT_FOUND:
        assert done.out == ""
        assert "plantui list" in done.err


@pytest.mark.parametrize("name", WRITING)
def test_read_only_changes_nothing(demo_inside: Inside, name: str) -> None:
    words, text = WRITING[name]
    before = charts(demo_inside)
    for flags in (("--read-only", *words), (*words, "--read-only")):
        done = demo_inside.run(*flags, stdin=text)
        assert (done.code, done.out) == (exits.PRIVACY, ""), done
        assert "--read-only" in done.err
    assert charts(demo_inside) == before


@pytest.mark.parametrize(
    "words",
    [
        ("config", "theme", "light"),
        ("config", "theme", "--default"),
        ("keys", "--use", "arrows"),
        ("lib", "add", "gad", "--kind", "goal"),
    ],
    ids=" ".join,
)
def test_read_only_leaves_the_persons_own_files_too(tmp_path: Path, words: tuple[str, ...]) -> None:
    at = Inside(tmp_path)
    done = at.run(*words, "--read-only", stdin="Sleep through the night\n")
    assert (done.code, done.out) == (exits.PRIVACY, "")
    config = Path(at.env["XDG_CONFIG_HOME"])
    assert not [path for path in config.rglob("*") if path.is_file()]
    assert at.run(*words, stdin="Sleep through the night\n").code == exits.DONE
    assert [path for path in config.rglob("*") if path.is_file()]


@pytest.mark.parametrize("name", WRITING)
def test_a_reader_changes_nothing(reader: Inside, name: str) -> None:
    words, text = WRITING[name]
    before = charts(reader)
    done = reader.run("--user", "RR", *words, stdin=text)
    assert (done.code, done.out) == (exits.PRIVACY, ""), done
    assert "RR may only read here" in done.err
    assert charts(reader) == before


def test_a_reader_reads(reader: Inside) -> None:
    for words in READING.values():
        assert reader.run("--user", "RR", *words).code == exits.DONE, words


@pytest.mark.parametrize("name", WRITING)
def test_a_writing_command_writes(demo_inside: Inside, name: str) -> None:
    words, text = WRITING[name]
    before = charts(demo_inside)
    done = demo_inside.run(*words, stdin=text)
    assert (done.code, done.err) == (exits.DONE, ""), done
    assert charts(demo_inside) != before


@pytest.mark.parametrize("name", JSON)
def test_json_is_one_object(demo_inside: Inside, name: str) -> None:
    words, text = JSON[name]
    done = demo_inside.run(*words, "--format", "json", stdin=text)
    assert done.code == exits.DONE, done
    body = json.loads(done.out)
    assert {"schema", "generated", "items"} <= set(body)
    assert isinstance(body["items"], list)
    if name in ("plan", "notes", "review", "glance sheet"):
        assert body["rehearsal"] is True
    if name not in ("stats", "users", "lib", "config", "doctor", "verify", "log", "lint"):
        assert all(row["client"].startswith(("C-", "B-")) for row in body["items"])


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (StoreBusy("Another terminal is saving.", "Try again."), exits.IN_USE),
        (StoreFull("The disk is full.", "Free some space."), exits.STORE),
        (StoreForbidden("The store cannot be written.", "Make it yours."), exits.STORE),
    ],
)
def test_what_cannot_be_stored(demo_inside: Inside, fault: VaultFault, code: int) -> None:
    before = charts(demo_inside)
    with mock.patch.object(StoredCharts, "save", side_effect=fault):
        done = demo_inside.run("mark", "C-014", "1.1", "+1")
    assert (done.code, done.out) == (code, "")
    assert done.err == f"{fault.code} {fault.sentence}\n{fault.next_step}\n"
    assert charts(demo_inside) == before


def test_another_terminal_was_faster(demo_inside: Inside) -> None:
    with mock.patch.object(StoredCharts, "save", side_effect=Moved):
        done = demo_inside.run("mark", "C-014", "1.1", "+1")
    assert (done.code, done.out) == (exits.IN_USE, "")
    assert done.err.startswith("E303 ")


def test_interrupted(demo_inside: Inside) -> None:
    with mock.patch("plantui.cli.lists.queue", side_effect=KeyboardInterrupt):
        assert demo_inside.run("due").code == exits.INTERRUPTED == 130
