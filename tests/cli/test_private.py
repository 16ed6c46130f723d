"""Private notes by command: the passphrase each time, and not a word of them anywhere else."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import PLAN, Practice
from tests.cli.test_sealed import CLIENT, PASSPHRASE, Sealed
from tests.e2e.terminal import Terminal

PHRASE = "the dream of the empty house came back"
OTHER = "four words of mine"


@pytest.fixture
def sealed(tmp_path: Path) -> Sealed:
    made = Sealed(tmp_path)
    made.init()
    made.keyed("new", stdin=CLIENT)
    return made


def add(sealed: Sealed, text: str = PHRASE) -> None:
    outcome = sealed.with_key("private", "C-001", "--add", stdin=text)
    assert (outcome.code, outcome.out) == (0, ""), outcome


def acts(sealed: Sealed) -> list[str]:
    [month] = (sealed.store / "audit").iterdir()
    return [json.loads(line)["act"] for line in month.read_text().splitlines()]


def test_notes_are_added_read_and_removed(sealed: Sealed) -> None:
    first = sealed.with_key("private", "C-001", "--add", stdin=f"{PHRASE}\nand went\n")
    assert "When you leave" not in first.err
    assert "Once you leave this store nobody can open them" in first.err
    assert "no recovery key opens them" in first.err
    second = sealed.with_key("private", "C-001", "--add", stdin="größer")
    assert "Once you leave" not in second.err
    shown = sealed.keyed("private", "C-001")
    assert shown == f"1  Tue 10 Mar 2026 13:52\n   {PHRASE}\n   and went\n\n2  Tue 10 Mar 2026 13:52\n   größer\n"
    rows = json.loads(sealed.keyed("private", "C-001", "--format", "json"))["items"]
    assert [(row["number"], row["text"]) for row in rows] == [(1, f"{PHRASE}\nand went"), (2, "größer")]
    sealed.keyed("private", "C-001", "--drop", "1", "--yes")
    assert PHRASE not in sealed.keyed("private", "C-001")
    sealed.keyed("private", "C-001", "--drop", "all", "--yes")
    assert sealed.keyed("private", "C-001") == ""
    assert sealed.with_key("private", "C-001", "--drop", "all", "--yes").code == 3
    assert json.loads(sealed.keyed("verify", "--deep", "--format", "json"))["items"] == []


def test_no_command_that_writes_anything_out_says_a_word_of_them(sealed: Sealed) -> None:
    sealed.keyed("add", "C-001", stdin=PLAN)
    add(sealed)
    commands = (
        ("list",),
        ("due",),
        ("glance", "C-001"),
        ("show", "C-001"),
        ("lint", "C-001"),
        ("log",),
        ("verify", "--deep"),
        ("export", "plan", "C-001", "-o", "-"),
        ("export", "bundle", "C-001", "-o", "-", "--format", "json"),
        ("restore",),
        ("restore", "--client", "C-001"),
        ("users", "list"),
        ("vault", "export"),
        ("backup", "-o", str(sealed.folder / "b.tar")),
    )
    for command in commands:
        outcome = sealed.with_key(*command)
        assert outcome.code in (0, 1), (command, outcome)
        assert "empty house" not in outcome.out + outcome.err, command
    held = [path for path in sealed.folder.rglob("*") if path.is_file() and b"empty house" in path.read_bytes()]
    assert held == []
    assert PHRASE in sealed.keyed("private", "C-001")
    assert {"private.save", "private.open"} <= set(acts(sealed))


def test_the_recovery_key_and_a_wrong_passphrase_open_none(sealed: Sealed) -> None:
    add(sealed)
    for given, code in ((sealed.recovery, 5), ("a walk by the sea", 5)):
        outcome = sealed.with_key("private", "C-001", passphrase=given)
        assert (outcome.code, outcome.out) == (code, ""), outcome
        assert outcome.err.startswith("E201")


def test_a_plain_store_has_none_and_says_why(practice: Practice) -> None:
    practice.client()
    outcome = practice.run("private", "C-001", "--add", stdin="x")
    assert (outcome.code, outcome.out) == (7, "")
    assert "need a sealed store" in outcome.err
    assert not (practice.store / "private").exists()


@pytest.mark.parametrize(
    ("given", "stdin", "code", "said"),
    [
        (("C-001", "--add"), "  \n", 2, "needs some text"),
        (("C-001", "--add", "--drop", "1"), "x", 2, "one of them"),
        (("C-001", "--drop", "7", "--yes"), "", 3, "no private note 7"),
        (("C-001", "--drop", "x", "--yes"), "", 3, "no private note x"),
        (("C-001", "--drop", "1"), "", 9, "--yes"),
        (("C-009",), "", 3, "No client fits"),
        (("C-001", "--add", "--read-only"), "x", 8, "Read only"),
        (("C-001", "--add"), "x" * 200_001, 2, "longer than"),
    ],
)
def test_what_cannot_be_is_said(sealed: Sealed, given: tuple[str, ...], stdin: str, code: int, said: str) -> None:
    add(sealed)
    outcome = sealed.with_key("private", *given, stdin=stdin)
    assert (outcome.code, outcome.out) == (code, ""), outcome
    assert said in outcome.err
    assert sealed.keyed("private", "C-001").count("\n") == 2


def test_who_leaves_or_gets_another_passphrase_is_told_what_is_lost(sealed: Sealed) -> None:
    add(sealed)
    given = ("users", "add", "--name", "Mo Okafor", "--initials", "MO", "--credential", "LPC")
    sealed.keyed(*given, stdin=f"{OTHER}\n")
    for command in (("users", "passphrase", "DW"), ("users", "remove", "DW")):
        outcome = sealed.run("--passphrase-fd", "0", "--user", "MO", *command, stdin=f"{OTHER}\nnew one here\n")
        assert outcome.code == 9, outcome
        assert "about one client can then be opened by nobody" in outcome.err
    outcome = sealed.with_key("vault", "passphrase", passphrase=sealed.recovery, stdin="new one here\n")
    assert outcome.code == 9, outcome
    sealed.keyed("vault", "passphrase", stdin="new one here\n")
    assert PHRASE in sealed.with_key("private", "C-001", passphrase="new one here").out
    removed = sealed.run("--passphrase-fd", "0", "--user", "MO", "users", "remove", "DW", "--yes", stdin=f"{OTHER}\n")
    assert removed.code == 0, removed
    said = sealed.run("--passphrase-fd", "0", "verify", stdin=f"{OTHER}\n")
    assert said.code == 0, said
    assert "can be opened by nobody" in said.out


def test_a_damaged_file_comes_back_from_a_backup_unopened(sealed: Sealed) -> None:
    add(sealed)
    sealed.keyed("backup")
    [path] = (sealed.store / "private").iterdir()
    path.write_bytes(path.read_bytes()[:-20])
    assert sealed.with_key("private", "C-001").code == 7
    assert sealed.with_key("verify").code == 1
    done = sealed.with_key("verify", "--repair", "--yes")
    assert done.code == 0, done
    assert "are put back, unopened" in done.err
    assert "empty house" not in done.out + done.err
    assert PHRASE in sealed.keyed("private", "C-001")


def test_the_passphrase_is_asked_for_although_the_store_is_unlocked(
    sealed: Sealed, terminal: Callable[..., Terminal]
) -> None:
    add(sealed)
    window = terminal("private", "C-001", PLANTUI_NOW="2026-03-10T13:52", PLANTUI_PAGER="cat")
    window.wait_for("Passphrase:")
    assert PHRASE not in window.text
    window.type(f"{PASSPHRASE}\r")
    window.wait_for(PHRASE)
