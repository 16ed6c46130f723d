"""The first run of all: without a store the program asks what it needs, makes one, and opens it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from tests.cli.conftest import Shell
from tests.e2e.terminal import Terminal

PASSPHRASE = "four plain words here"


def test_without_a_store_a_few_questions_make_one_and_the_screen_opens(
    tmp_path: Path, terminal: Callable[..., Terminal]
) -> None:
    window = terminal(size=(80, 24), PLANTUI_STORE="")
    window.wait_for("There is no store yet. A few questions make one; ctrl+c leaves.")
    window.wait_for("Folder of the store")
    window.type(f"{tmp_path}/asked\r")
    window.wait_for("Your name:")
    window.type("Anna Berg\r")
    window.wait_for("Your initials, such as DW:")
    window.type("AB\r")
    window.wait_for("Credential")
    window.type("\r")
    window.wait_for("New passphrase:")
    window.type(f"{PASSPHRASE}\r")
    window.wait_for("The same again:")
    window.type(f"{PASSPHRASE}\r")
    window.wait_for("Type it back from the paper:")
    key = re.search(r"^    ([A-Z0-9-]{20,})$", window.text, re.M)
    assert key is not None
    window.type(f"{key[1]}\r")
    window.wait_for("PlanTUI is locked")
    window.type(f"{PASSPHRASE}\r")
    window.wait_for("Welcome, AB. Everything is saved as you go.")
    window.type("qy")
    assert window.wait_exit() == 0
    assert "From now on plantui --store" in window.text
    assert (tmp_path / "asked" / "vault.json").exists()


def test_leaving_the_questions_makes_nothing(tmp_path: Path, terminal: Callable[..., Terminal]) -> None:
    window = terminal(size=(80, 24), PLANTUI_STORE="")
    window.wait_for("Folder of the store")
    window.type(f"{tmp_path}/asked\r")
    window.wait_for("Your name:")
    window.type("\x03")
    window.wait_for("Stopped.")
    assert window.wait_exit() == 130
    assert not (tmp_path / "asked").exists()


def test_a_store_that_was_named_is_not_made_by_opening_it(tmp_path: Path, terminal: Callable[..., Terminal]) -> None:
    window = terminal("--store", str(tmp_path / "typo"), size=(80, 24), PLANTUI_STORE="")
    window.wait_for("E305 There is no store in")
    assert window.wait_exit() == 7
    window = terminal(size=(80, 24), PLANTUI_STORE=str(tmp_path / "typo"))
    window.wait_for("E305 There is no store in")
    assert window.wait_exit() == 7


def test_without_a_person_nothing_is_asked(tmp_path: Path) -> None:
    outcome = Shell(tmp_path).run()
    assert (outcome.code, outcome.out) == (9, "")
    assert "The full screen needs a terminal." in outcome.err


def test_a_folder_that_cannot_be_looked_into_is_no_first_run(tmp_path: Path, terminal: Callable[..., Terminal]) -> None:
    window = terminal(size=(80, 24), PLANTUI_STORE="", XDG_DATA_HOME=f"{tmp_path}/{'a' * 300}")
    window.wait_for("Try again; if it happens again, check the disk")
    assert window.wait_exit() == 7
