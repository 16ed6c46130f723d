"""The vault at a real terminal: the lock as the first frame, hang-ups and kills while typing, two terminals."""

from __future__ import annotations

import re
import shutil
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from plantui.vault.create import open_store
from plantui.vault.founddraft import DraftShelf
from plantui.vault.presence import FlockPresence
from plantui.vault.sealing.key import Key
from plantui.vault.sealing.keyring import Keyring
from tests.e2e.home import program
from tests.e2e.line import PATIENCE
from tests.e2e.meanwhile import next_with, saves_held
from tests.e2e.shell import Shell
from tests.e2e.terminal import Terminal
from tests.vault.house import summarise

PASSPHRASE = "a walk by the river"
NOW = "2026-03-10T13:52"
NAMED = ("--name", "Dana Whitlock", "--initials", "DW", "--credential", "LCSW")
CLIENT = "Reyes, Maria; dob 1991-04-02; dx F41.1; slot tue 14:00"
PLAN = """\
Worry that keeps her up at night; dx F41.1
  "I want my nights back"
    GAD-7 15 -> 7 by 2026-05-12; every 2w
"""
Open = Callable[..., Terminal]


@pytest.fixture(scope="session")
def vault(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sealed rehearsal store with one client and her plan, to be copied."""
    shell = Shell(tmp_path_factory.mktemp("vault"), PLANTUI_NOW=NOW)
    shell.check("init", "--rehearsal", *NAMED, "--passphrase-fd", "0", stdin=f"{PASSPHRASE}\n")
    shell.check("new", "--passphrase-fd", "0", stdin=f"{PASSPHRASE}\n{CLIENT}")
    shell.check("add", "C-001", "--passphrase-fd", "0", stdin=f"{PASSPHRASE}\n{PLAN}")
    return shell.store


@pytest.fixture
def shell(vault: Path, tmp_path: Path) -> Shell:
    made = Shell(tmp_path, PLANTUI_NOW=NOW)
    shutil.copytree(vault, made.store, copy_function=shutil.copy)
    return made


@pytest.fixture
def window(shell: Shell) -> Iterator[Open]:
    """Open terminals with the program; they are closed after the test."""
    with ExitStack() as stack:

        def start(*arguments: str, size: tuple[int, int] = (80, 24), **more: str) -> Terminal:
            command = [program(), *arguments]
            made = Terminal(command, env=shell.env | more, cwd=shell.folder, cols=size[0], rows=size[1])
            stack.enter_context(made)
            return made

        yield start


def unlocked(terminal: Terminal) -> Terminal:
    terminal.wait_for("PlanTUI is locked")
    terminal.burst([PASSPHRASE, "enter"])
    terminal.wait_for("REVIEW DUE")
    return terminal


@pytest.fixture(scope="session")
def key(vault: Path) -> Key:
    """The key of the store, of which every copy has the same."""
    return Keyring(vault, places=()).unlock(PASSPHRASE)


def wait_for_draft(shell: Shell, key: Key, text: str) -> None:
    """Wait until a living terminal keeps a text with these words."""
    store = open_store(shell.store, summarise, key=key)
    shelf = DraftShelf(store.parts, FlockPresence())
    end, pause = time.monotonic() + PATIENCE, threading.Event()
    kept: list[str] = []
    while not any(text in each for each in kept):
        assert time.monotonic() < end, f"{text!r} is not in {kept}"
        pause.wait(0.01)
        found = [shelf.read(draft) for draft in shelf.ids()]
        kept = [each.text for each in found if each is not None and each.live and each.typed]


def settings(shell: Shell, text: str) -> None:
    folder = Path(shell.env["XDG_CONFIG_HOME"]) / "plantui"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "config.toml").write_text(text)


def test_the_first_frame_is_the_lock_and_keys_behind_the_passphrase_arrive(window: Open) -> None:
    terminal = window()
    terminal.wait_for("PlanTUI is locked")
    terminal.burst([PASSPHRASE, "enter", "2", "e"])
    terminal.wait_for("g1.1")
    terminal.wait_for("Enter keep")
    first = terminal.raw.decode(errors="replace")
    assert first.index("PlanTUI is locked") < first.index("Reyes")
    assert PASSPHRASE not in first


def test_a_wrong_passphrase_waits_and_enter_is_remembered(window: Open) -> None:
    terminal = window()
    terminal.wait_for("PlanTUI is locked")
    terminal.burst(["nonsense", "enter"])
    terminal.wait_for("E201 That passphrase does not open the store. The next try is in 1 s.")
    terminal.burst([PASSPHRASE, "enter"])
    terminal.wait_for("Reyes")


def test_an_unlocked_login_is_not_asked(window: Open, shell: Shell) -> None:
    done = shell.run("unlock", "--for", "5m", "--passphrase-fd", "0", stdin=f"{PASSPHRASE}\n")
    if "cannot be left" in done.err:
        terminal = window()
        terminal.wait_for("PlanTUI is locked")
        return
    terminal = window()
    terminal.wait_for("Reyes")
    assert "PlanTUI is locked" not in terminal.raw.decode(errors="replace")
    shell.run("lock")


def test_blank_turns_into_the_lock(window: Open, shell: Shell) -> None:
    settings(shell, '[blank]\nlock_after = "5s"\n')
    terminal = unlocked(window())
    terminal.press("ctrl+l")
    terminal.wait_for("ctrl+l or Enter")
    assert "Reyes" not in terminal.text
    terminal.wait_for("PlanTUI is locked")
    assert "Reyes" not in terminal.text


def test_lock_and_back_to_the_same_sentence(window: Open) -> None:
    terminal = unlocked(window())
    terminal.keys("2 a o")
    terminal.type("Walk daily")
    terminal.wait_for("Walk daily")
    terminal.press("esc", "L")
    terminal.wait_for("PlanTUI is locked")
    assert "Walk" not in terminal.text
    terminal.burst([PASSPHRASE, "enter", "a", "o", "Sit", "ctrl+l", "enter"])
    terminal.wait_for("Sit_")


def test_a_hangup_while_typing_and_enter_goes_on(window: Open, shell: Shell) -> None:
    terminal = unlocked(window())
    terminal.keys("2 a o")
    terminal.type("Walk daily with the dog")
    terminal.wait_for("with the dog")
    terminal.hangup()
    assert terminal.wait_exit() == 128 + signal.SIGHUP
    again = window()
    unlocked(again)
    again.wait_for(re.compile(r"Draft from 13:5\d \(Reyes, M\)\. Enter goes on\."))
    again.press("enter")
    again.wait_for("Walk daily with the dog_")
    assert "session.lost" in shell.run("log", "--passphrase-fd", "0", stdin=f"{PASSPHRASE}\n").out


def test_a_kill_while_typing_loses_nothing_that_was_shown(window: Open, shell: Shell, key: Key) -> None:
    terminal = unlocked(window())
    terminal.keys("2 a o")
    terminal.type("Call a frien")
    # From here on the draft is open: a letter is in it before it is on the screen.
    wait_for_draft(shell, key, "Call a frien")
    terminal.type("d")
    terminal.wait_for("Call a friend_")
    terminal.kill9()
    again = unlocked(window())
    again.wait_for("Enter goes on.")
    again.press("enter")
    again.wait_for("Call a friend_")


def test_terminated_while_locked_loses_nothing(window: Open) -> None:
    terminal = unlocked(window())
    terminal.keys("2 a o")
    terminal.type("Call a friend")
    terminal.wait_for("Call a friend")
    terminal.press("ctrl+j")
    terminal.wait_for("g1.2")
    terminal.press("L")
    terminal.wait_for("PlanTUI is locked")
    terminal.process.send_signal(signal.SIGTERM)
    assert terminal.wait_exit() == 128 + signal.SIGTERM
    again = unlocked(window())
    again.wait_for("Call a friend")
    assert "Draft from" not in again.text


def test_a_text_that_another_terminal_types_is_held(window: Open, shell: Shell, key: Key) -> None:
    one, two = unlocked(window()), unlocked(window())
    one.keys("2 e")
    one.wait_for("drop")
    one.type("; -> 5")
    one.wait_for("; -> 5")
    wait_for_draft(shell, key, "; -> 5")
    two.keys("2 e")
    two.wait_for("SOMEBODY IS TYPING HERE")
    two.press("t")
    two.wait_for("; -> 5_")
    one.wait_for("took this line over")
    one.wait_for("READ ONLY")
    one.type(" by 1 jun")
    one.wait_for("Read only: held by DW on ")
    assert "1 jun" not in one.text
    one.keys(":")
    one.type("takeover")
    one.press("enter")
    one.wait_for("Taken over from DW on ")
    two.wait_for("took this line over")


def test_a_note_that_another_terminal_types_is_read_only_until_it_is_taken_over(
    window: Open, shell: Shell, key: Key
) -> None:
    one, two = unlocked(window()), unlocked(window())
    one.keys("n")
    one.wait_for("DATA")
    one.type("Slept well")
    one.wait_for("Slept well_")
    wait_for_draft(shell, key, "Slept well")
    two.keys("n")
    two.wait_for("SOMEBODY IS TYPING HERE")
    two.press("r")
    two.wait_for("READ ONLY")
    two.wait_for("Slept well")
    two.press("i")
    two.wait_for("Read only: held by DW on ")
    one.type(" at last")
    two.wait_for("Slept well at last")
    two.keys(":")
    two.type("takeover")
    two.press("enter")
    two.wait_for("Slept well at last_")
    one.wait_for("took this text over")
    one.wait_for("READ ONLY")
    two.type(", and long")
    two.wait_for("at last, and long_")


def test_a_conflict_names_the_other_terminal(window: Open, shell: Shell) -> None:
    both = unlocked(window()), unlocked(window())
    both[0].keys("2 e")
    both[0].wait_for("drop")
    both[0].type("; -> 5")
    both[0].wait_for("; -> 5_")
    both[1].keys("2")
    # Neither is stored before both are done, so that neither has seen what the other one did.
    with saves_held(shell.store):
        both[0].press("enter")
        both[0].wait_for("GAD-7 15 -> 5")
        both[1].press("d")
        both[1].wait_gone("GAD-7 15")
    slower = next_with(both, "SOMETHING CHANGED OUTSIDE")
    assert "theirs   DW on " in slower.text
    assert "since 13:5" in slower.text
    assert ", this terminal" in slower.text
