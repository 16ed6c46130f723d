"""Initials and names that a store takes: one sentence says what is accepted."""

from __future__ import annotations

from pathlib import Path

import pytest

from plantui.cli.initials import ACCEPTED, initials_fault
from tests.cli.conftest import Shell

REFUSED = ["", "   ", "Nora Ueberall", "ABCDEFG", "A B", "D\x1b[1m", "D\tW", "!!", "7", "D\n"]


@pytest.mark.parametrize("letters", ["D", "DW", "dw2", "ÖÜ", "ABCDEF"])
def test_letters_and_digits_are_taken(letters: str) -> None:
    assert initials_fault(letters) == ""


@pytest.mark.parametrize("letters", REFUSED)
def test_init_says_what_initials_are(tmp_path: Path, letters: str) -> None:
    shell = Shell(tmp_path)
    if letters == "D\n":
        assert initials_fault(letters) == ACCEPTED
        return
    outcome = shell.run("init", "--no-encryption", "--name", "D", "--initials", letters, "--credential", "")
    assert (outcome.code, outcome.out, outcome.err) == (2, "", f"{ACCEPTED}\n")
    assert not shell.store.exists()


@pytest.mark.parametrize(
    ("name", "credential", "said"),
    [
        ("", "", "A name and initials are needed"),
        ("D\x1b]0;x\x07", "", "A name is one line of at most 80 characters."),
        ("Dana", "L\nCSW", "A credential is one line of at most 80 characters."),
        ("D" * 81, "", "A name is one line"),
    ],
)
def test_names_are_one_plain_line(tmp_path: Path, name: str, credential: str, said: str) -> None:
    shell = Shell(tmp_path)
    outcome = shell.run("init", "--no-encryption", "--name", name, "--initials", "DW", "--credential", credential)
    assert outcome.code == 2
    assert outcome.err.startswith(said)
    assert not shell.store.exists()


def test_a_second_person_has_the_same_rules(tmp_path: Path) -> None:
    shell = Shell(tmp_path)
    shell.check("init", "--no-encryption", "--name", "Dana", "--initials", "DW", "--credential", "")
    outcome = shell.run("users", "add", "--name", "Mo", "--initials", "M O", "--credential", "")
    assert (outcome.code, outcome.err) == (2, f"{ACCEPTED}\n")


def test_a_store_elsewhere_says_how_it_is_opened(tmp_path: Path) -> None:
    shell, other = Shell(tmp_path), tmp_path / "other"
    named = ("init", "--no-encryption", "--name", "Dana", "--initials", "DW", "--credential", "")
    assert "\nplantui opens it; a c adds the first client." in shell.run(*named).err
    assert f"\nplantui --store {other} opens it;" in shell.run("--store", str(other), *named).err
