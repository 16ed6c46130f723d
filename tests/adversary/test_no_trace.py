"""What a running program shows of a sealed store to those who look from outside: nothing of any client."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from tests.cli.test_sealed import NAMED, PASSPHRASE, Sealed
from tests.e2e.terminal import Terminal

NAME, BORN, PHRASE = "Reyes", "1991-04-02", "the dream of the empty house came back"
ROOT = Path(__file__).parents[2]


def holding(folder: Path, *words: str) -> list[str]:
    """Files below a folder that hold one of some words, in content or name."""
    wanted = [word.encode() for word in words]
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [
        str(path.relative_to(folder))
        for path in files
        if any(word in path.name.encode() + b"\n" + path.read_bytes() for word in wanted)
    ]


def test_a_session_leaves_no_trace_of_a_client_anywhere(tmp_path: Path, terminal: Callable[..., Terminal]) -> None:
    made = Sealed(tmp_path)
    made.init()
    made.keyed("new", stdin=f"{NAME}, Maria; dob {BORN}; dx F41.1; slot tue 14:00")
    made.keyed("private", "C-001", "--add", stdin=PHRASE)
    window = terminal(PLANTUI_NOW="2026-03-10T13:52")
    window.wait_for("Passphrase")
    window.type(f"{PASSPHRASE}\r")
    window.wait_for(NAME)
    place = Path(f"/proc/{window.process.pid}")
    outside = b"".join((place / name).read_bytes() for name in ("environ", "cmdline", "comm"))
    for secret in (NAME, BORN, PASSPHRASE, PHRASE):
        assert secret.encode() not in outside
        assert not any(secret in title for title in window.titles)
    assert re.search(r"Max core file size +0 +0 ", (place / "limits").read_text())
    window.kill9()
    window.wait_exit()
    assert holding(tmp_path, NAME, BORN, PHRASE, PASSPHRASE) == []
    assert not list(tmp_path.rglob("core*"))


def test_a_hang_up_keeps_a_private_note_that_is_being_typed(tmp_path: Path, terminal: Callable[..., Terminal]) -> None:
    made = Sealed(tmp_path)
    made.init()
    made.keyed("new", stdin=f"{NAME}, Maria; dob {BORN}; dx F41.1; slot tue 14:00")
    window = terminal(PLANTUI_NOW="2026-03-10T13:52")
    window.wait_for("Passphrase")
    window.type(f"{PASSPHRASE}\r")
    window.wait_for(NAME)
    window.keys("g v")
    window.wait_for("PRIVATE NOTES")
    window.type(f"{PASSPHRASE}\r")
    window.wait_for("Nothing yet.")
    window.keys("n")
    window.type(PHRASE)
    window.wait_for(PHRASE)
    window.hangup()
    window.wait_exit()
    assert holding(tmp_path, PHRASE) == []
    assert PHRASE in made.keyed("private", "C-001")


def test_the_search_finds_what_a_plain_store_holds(tmp_path: Path) -> None:
    """The control."""
    made = Sealed(tmp_path)
    made.check("init", "--no-encryption", *NAMED)
    made.check("new", stdin=f"{NAME}, Maria; dob {BORN}; dx F41.1")
    assert holding(tmp_path, NAME) != []


def test_every_command_on_a_sealed_store_shuts_its_memory(tmp_path: Path) -> None:
    made = Sealed(tmp_path)
    made.init()
    made.keyed("new", stdin=f"{NAME}, Maria; dob {BORN}; dx F41.1")
    script = (
        "import ctypes, resource, sys\n"
        "from plantui.cli.door import main\n"
        "code = main(sys.argv[1:])\n"
        "core = resource.getrlimit(resource.RLIMIT_CORE)\n"
        "dumpable = ctypes.CDLL(None).prctl(3, 0, 0, 0, 0) if sys.platform == 'linux' else 0\n"
        "print(code, core, dumpable, file=sys.stderr)\n"
    )
    for command in (("list",), ("show", "C-001"), ("private", "C-001"), ("verify",), ("backup",)):
        done = subprocess.run(
            [sys.executable, "-c", script, "--passphrase-fd", "0", *command],
            input=f"{PASSPHRASE}\n".encode(),
            capture_output=True,
            env=made.env,
            cwd=ROOT,
            check=False,
        )
        assert done.stderr.decode().splitlines()[-1] == "0 (0, 0) 0", (command, done.stderr)
