"""What the quick commands load, module by module: a glance at a plan must not cost the start of a program."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.e2e.home import private_home
from tests.e2e.shell import Shell

SCREEN = ("textual", "rich", "asyncio", "plantui.tui", "plantui.keys")
HEAVY = (*SCREEN, "tinydb", "click", "argparse", "markdown_it", "yaml", "platformdirs", "msgspec", "typing", "re")


@dataclass(frozen=True)
class Command:
    """A command and what it must not import."""

    arguments: tuple[str, ...]
    forbidden: tuple[str, ...]


COMMANDS = [
    Command(("--version",), SCREEN),
    Command(("--help",), SCREEN),
    Command(("glance", "C-014"), HEAVY),
    Command(("due", "--count"), HEAVY),
    Command(("due",), SCREEN),
    Command(("list",), SCREEN),
]
LINE = re.compile(r"import time: +\d+ \| +\d+ \| +(\S+)")


def imports(script: str, folder: Path) -> tuple[set[str], subprocess.CompletedProcess[str]]:
    """The modules that a Python process imports beyond those that every one does."""
    done = _timed(script, folder)
    usual = _timed("import sys", folder)
    return set(LINE.findall(done.stderr)) - set(LINE.findall(usual.stderr)), done


def _timed(script: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-X", "importtime", "-c", script],
        capture_output=True,
        text=True,
        env=private_home(folder),
        check=False,
        timeout=60,
    )


def stray(loaded: set[str], forbidden: tuple[str, ...]) -> set[str]:
    """The modules that are forbidden, or lie in a package that is."""
    return {name for name in loaded if any(name == no or name.startswith(f"{no}.") for no in forbidden)}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a rehearsal store."""
    shell = Shell(tmp_path_factory.mktemp("home"))
    shell.check("demo", "--no-open", "--store", str(shell.store))
    return shell.folder


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: " ".join(command.arguments))
def test_a_quick_command_loads_little(command: Command, home: Path) -> None:
    loaded, done = imports(_call(*command.arguments), home)
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stdout.strip()
    assert stray(loaded, command.forbidden) == set()


def _call(*arguments: str) -> str:
    """A script that does what the console script does."""
    words = ["plantui", *arguments]
    return f"import sys; sys.argv = {words!r}; from plantui.__main__ import main; sys.exit(main())"


def test_a_stray_import_is_seen(tmp_path: Path) -> None:
    loaded, _ = imports("import rich.text, json", tmp_path)
    assert "rich.text" in stray(loaded, SCREEN)
    assert stray(loaded, ("tinydb",)) == set()
