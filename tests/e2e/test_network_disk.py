"""A store on a network disk: said once at the start whatever else is said, by doctor and by verify."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.e2e.shell import Shell
from tests.e2e.terminal import Terminal

PASSPHRASE = "a walk by the river"
NOW = "2026-03-10T13:52"
NAMED = ("--name", "Dana Whitlock", "--initials", "DW", "--credential", "LCSW")
SAID = "lies on a network disk (nfs4): a lock or a power cut there can lose a save."
MOVE = "Move the store to a disk of this machine."
ON_NFS = """\
from plantui.vault import mount
real = mount.kind_of
mount.kind_of = lambda path, *rest: "nfs4" if path.endswith("/store") else real(path, *rest)
"""
"""Makes a program believe that its store lies on a network disk."""
Start = Callable[..., Terminal]


@pytest.fixture(scope="session")
def stores(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two folders: a plain store with an invented caseload, and a sealed one."""
    folder = tmp_path_factory.mktemp("stores")
    shell = Shell(folder)
    shell.check("demo", "--no-open", "--store", str(folder / "plain"))
    given = ("init", "--rehearsal", *NAMED, "--passphrase-fd", "0", "--store", str(folder / "sealed"))
    shell.check(*given, stdin=f"{PASSPHRASE}\n")
    return folder


@pytest.fixture
def nfs(tmp_path: Path) -> dict[str, str]:
    folder = tmp_path / "nfs"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(ON_NFS)
    return {"PYTHONPATH": str(folder), "PLANTUI_NOW": NOW}


def put(shell: Shell, store: Path) -> None:
    shutil.copytree(store, shell.store, copy_function=shutil.copy)


def flat(window: Terminal) -> str:
    return " ".join(window.text.split())


def test_it_is_said_once_at_the_start(shell: Shell, terminal: Start, stores: Path, nfs: dict[str, str]) -> None:
    put(shell, stores / "plain")
    window = terminal(**nfs)
    window.wait_for("REVIEW DUE")
    window.wait_for(lambda _: SAID in flat(window))
    window.press("j")
    window.wait_gone(lambda _: SAID in flat(window))


def test_what_else_is_said_stays_and_enter_still_does_it(
    shell: Shell, terminal: Start, stores: Path, nfs: dict[str, str]
) -> None:
    put(shell, stores / "plain")
    window = terminal(**nfs)
    window.wait_for("REVIEW DUE")
    window.press("2", "a", "o")
    window.type("Walk daily")
    window.wait_for("Walk daily")
    window.hangup()
    window.wait_exit()
    config = Path(shell.env["XDG_CONFIG_HOME"]) / "plantui"
    config.mkdir(parents=True)
    (config / "keymap.toml").write_text('[keys]\n"nope" = "x"\n')
    again = terminal(**nfs)
    again.wait_for("Enter goes on.")
    again.wait_for(lambda _: SAID in flat(again))
    assert "keymap.toml, line 2: nope is not an action" in flat(again)
    again.press("enter")
    again.wait_for("Walk daily_")


def test_a_sealed_store_says_it_after_the_first_unlocking_only(
    shell: Shell, terminal: Start, stores: Path, nfs: dict[str, str]
) -> None:
    put(shell, stores / "sealed")
    window = terminal(**nfs)
    window.wait_for("PlanTUI is locked")
    window.burst([PASSPHRASE, "enter"])
    window.wait_for(lambda _: SAID in flat(window))
    window.press("L")
    window.wait_for("PlanTUI is locked")
    window.burst([PASSPHRASE, "enter"])
    window.wait_for("REVIEW DUE")
    assert SAID not in flat(window)


def test_line_mode_doctor_and_verify_say_it(shell: Shell, stores: Path, nfs: dict[str, str]) -> None:
    put(shell, stores / "plain")
    assert SAID in shell.run("line", stdin="quit\n", **nfs).out
    doctor = shell.run("doctor", **nfs)
    assert doctor.code == 1
    assert f"{SAID}\n" in doctor.out
    assert MOVE in doctor.out
    verify = shell.run("verify", **nfs)
    assert SAID in verify.out
    assert MOVE in verify.out


def test_on_a_disk_of_this_machine_nothing_is_said(shell: Shell, terminal: Start, stores: Path) -> None:
    put(shell, stores / "plain")
    window = terminal(PLANTUI_NOW=NOW)
    window.wait_for("REVIEW DUE")
    assert "network disk" not in window.text
    for words in (("doctor",), ("verify",)):
        assert "network disk" not in shell.run(*words, PLANTUI_NOW=NOW).out
