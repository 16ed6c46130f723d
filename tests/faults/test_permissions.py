"""Owners, permissions and read-only disks as the kernel has them, beneath the whole program, as root."""

from __future__ import annotations

import os
import pwd
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from plantui.vault.faults import StoreForbidden
from tests.e2e.home import program
from tests.e2e.shell import Shell
from tests.e2e.terminal import Terminal
from tests.faults.privileges import mounted, needed, run
from tests.vault.house import event, make, reopen, tables

NOW = "2026-03-10T13:52"
WITHOUT = ("setpriv", "--bounding-set=-dac_override,-dac_read_search,-fowner")
"""Root, but for the right to pass over permissions."""
NOBODY = pwd.getpwnam("nobody").pw_uid
BOX = "CANNOT SAVE"
Start = Callable[..., Terminal]


@pytest.fixture
def window() -> Iterator[Start]:
    """Opens the program in a terminal, behind other words; closed after the test."""
    with ExitStack() as stack:

        def start(shell: Shell, *words: str) -> Terminal:
            command = [*words, program()]
            return stack.enter_context(Terminal(command, env=shell.env, cwd=shell.folder, cols=100, rows=30))

        yield start


def flat(window: Terminal) -> str:
    return " ".join(window.text.replace("║", " ").split())


@pytest.mark.nightly
def test_a_permission_lost_in_mid_sentence_is_a_box_and_the_text_goes_on(
    tmp_path: Path, invented: Path, window: Start
) -> None:
    needed("setpriv")
    shell = Shell(tmp_path, PLANTUI_NOW=NOW)
    shutil.copytree(invented, shell.store, copy_function=shutil.copy)
    screen = window(shell, *WITHOUT)
    screen.wait_for("REVIEW DUE")
    screen.press("2", "a", "o")
    screen.type("Walk daily")
    screen.wait_for("Walk daily_")
    folders = [shell.store, *(each for each in shell.store.rglob("*") if each.is_dir() and each.name != "drafts")]
    for folder in folders:
        folder.chmod(0o500)
    screen.press("ctrl+j")
    screen.wait_for(BOX)
    told = flat(screen)
    assert "This account may not write or read" in told
    assert "are in memory and in the recovery file" in told or "is in memory and in the recovery file" in told
    assert "Do not close this terminal. Check who owns the store" in told
    assert "E302 plantui verify checks the store afterwards" in told
    assert list((shell.store / "drafts").glob("*.draft")), "the text is kept"
    for folder in folders:
        folder.chmod(0o700)
    screen.press("r")
    screen.wait_gone(BOX)
    screen.wait_for("Walk daily")
    screen.press("esc", "q", "y")
    assert screen.wait_exit() == 0
    assert "Walk daily" in shell.check("show", "C-014")
    assert shell.run("verify", "--deep").code == 0


@pytest.mark.nightly
def test_a_chart_that_goes_to_another_account_in_mid_session(tmp_path: Path, invented: Path, window: Start) -> None:
    needed("setpriv")
    shell = Shell(tmp_path, PLANTUI_NOW=NOW)
    shutil.copytree(invented, shell.store, copy_function=shutil.copy)
    screen = window(shell, *WITHOUT)
    screen.wait_for("REVIEW DUE")
    charts = list(shell.store.glob("charts/*/*.chart"))
    for chart in charts:
        os.chown(chart, NOBODY, -1)
    screen.press("2", "+")
    screen.wait_for(BOX)
    assert "E302" in flat(screen)
    outcome = shell.run("verify")
    assert outcome.code == 1
    assert f"belongs to another account (nobody, not {pwd.getpwuid(os.geteuid()).pw_name})" in outcome.out
    assert "Type: sudo chown" in outcome.out
    for line in outcome.out.splitlines():
        if "Type: sudo chown" in line:
            run(*line.split()[2:])
    screen.press("r")
    screen.wait_gone(BOX)
    screen.press("q", "y")
    assert screen.wait_exit() == 0
    assert shell.run("verify", "--deep").code == 0


@pytest.mark.nightly
def test_a_store_of_another_account_is_not_opened(tmp_path: Path, invented: Path) -> None:
    needed()
    shell = Shell(tmp_path, PLANTUI_NOW=NOW)
    shutil.copytree(invented, shell.store, copy_function=shutil.copy)
    os.chown(shell.store, NOBODY, -1)
    for words in (("list",), ("verify",), ("show", "C-014")):
        outcome = shell.run(*words)
        assert outcome.code == 7
        assert "E302" in outcome.err
        assert "belongs to another account (nobody, not " in outcome.err
        assert "one store has one account" in outcome.err
    assert "belongs to another account" in shell.run("doctor").out
    os.chown(shell.store, os.geteuid(), -1)
    assert shell.run("list").code == 0


@pytest.mark.nightly
def test_a_read_only_disk_is_read_and_says_so_at_the_first_change(
    tmp_path: Path, invented: Path, window: Start
) -> None:
    needed("mount", "umount")
    with mounted(tmp_path / "disk", "-t", "tmpfs", "-o", "size=16m,mode=700", "none") as disk:
        shell = Shell(tmp_path, PLANTUI_NOW=NOW, PLANTUI_STORE=str(disk / "store"))
        shutil.copytree(invented, disk / "store", copy_function=shutil.copy)
        store = make(disk / "small")
        store.commit("chart", 0, tables(1), event())
        run("mount", "-o", "remount,ro", str(disk))
        with pytest.raises(StoreForbidden) as caught:
            store.commit("chart", 1, tables(2), event())
        assert "not mounted read-only" in caught.value.next_step
        assert reopen(disk / "small").load("chart") == (1, tables(1))
        assert "Reyes" in shell.check("list")
        assert shell.run("verify").code == 0
        outcome = shell.run("mark", "C-014", "g1.1", "+1")
        assert outcome.code == 7
        assert "E302" in outcome.err
        screen = window(shell)
        screen.wait_for("REVIEW DUE")
        screen.press("2", "+")
        screen.wait_for(BOX)
        told = flat(screen)
        assert "Read-only file system" in told
        assert "is in memory, not in the store." in told
        assert "The recovery file could not be written" in told
        run("mount", "-o", "remount,rw", str(disk))
        screen.press("r")
        screen.wait_gone(BOX)
        screen.press("q", "y")
        assert screen.wait_exit() == 0
        assert shell.run("verify", "--deep").code == 0


@pytest.mark.nightly
def test_with_the_right_to_pass_over_permissions_nothing_happens(tmp_path: Path, invented: Path, window: Start) -> None:
    """The control: the same lost permission, and a program that need not ask."""
    needed()
    shell = Shell(tmp_path, PLANTUI_NOW=NOW)
    shutil.copytree(invented, shell.store, copy_function=shutil.copy)
    screen = window(shell)
    screen.wait_for("REVIEW DUE")
    for folder in [each for each in shell.store.rglob("*") if each.is_dir()]:
        folder.chmod(0o500)
    screen.press("2", "+")
    screen.wait_for("g1.1 marked +1")
    screen.press("q", "y")
    assert screen.wait_exit() == 0
    assert BOX not in screen.raw.decode(errors="replace")
