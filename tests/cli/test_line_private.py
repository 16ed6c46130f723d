"""Private notes in line mode: with the passphrase each time, and shut again."""

from __future__ import annotations

import io
import os
import subprocess
from pathlib import Path

import pytest

from plantui.cli.line.privately import private
from plantui.cli.line.room import Room
from plantui.cli.line.talk import Talk
from plantui.cli.session import Flags, Session
from plantui.quickentry.palette import Command
from tests.cli.test_sealed import CLIENT, PASSPHRASE, Sealed
from tests.e2e.home import program
from tests.e2e.shell import Shell

PHRASE = "what she said of her father"


def talk(at: Sealed, given: list[str], *lines: str) -> str:
    """A conversation whose passphrases come from a descriptor of their own."""
    reading, writing = os.pipe()
    with os.fdopen(writing, "w") as pipe:
        pipe.write("".join(f"{each}\n" for each in given))
    done = subprocess.run(
        [program(), "--passphrase-fd", str(reading), "line"],
        input="\n".join([*lines, "quit", ""]).encode(),
        capture_output=True,
        env=at.env,
        pass_fds=(reading,),
        timeout=60,
        check=False,
    )
    os.close(reading)
    assert done.returncode == 0, done
    return done.stdout.decode()


@pytest.fixture
def sealed(tmp_path: Path) -> Sealed:
    made = Sealed(tmp_path)
    made.init()
    made.keyed("new", stdin=CLIENT)
    return made


def test_written_heard_and_removed(sealed: Sealed) -> None:
    lines = ("client rey", "private", "write", PHRASE, "", "and left", ".", "1", "7", "remove 7", "")
    said = talk(sealed, [PASSPHRASE] * 2, *lines)
    assert "0 private notes about Reyes, Maria, C-001." in said
    assert "no colleague and no recovery key opens them" in said
    assert "Private note 1 is kept." in said
    assert said.count(PHRASE) == 1, "heard once, when it was asked for"
    assert said.count("There is no private note 7.") == 2
    assert said.rstrip().endswith("Private notes closed.\n>")
    assert f"   {PHRASE}\n\n   and left" in sealed.keyed("private", "C-001")
    again = talk(sealed, [PASSPHRASE] * 2, "client rey", "private", "remove 1", "n", "remove 1", "y", "")
    assert "1 private note about" in again
    assert "Nothing was removed." in again
    assert "Removed." in again
    assert PHRASE not in again
    assert sealed.keyed("private", "C-001") == ""


def test_another_passphrase_opens_nothing(sealed: Sealed) -> None:
    said = talk(sealed, [PASSPHRASE, "nonsense"], "client rey", "private", "names codes")
    assert "That passphrase does not open" in said
    assert "private note" not in said.replace("Private notes", "")
    assert "Names: codes." in said


def test_a_plain_store_has_none(demo: Shell) -> None:
    said = demo.check("line", stdin="client rey\nprivate\nquit\n")
    assert "Private notes need a sealed store" in said


def test_nothing_is_kept_of_no_words(sealed: Sealed) -> None:
    said = talk(sealed, [PASSPHRASE] * 2, "client rey", "private", "write", " ", ".", "")
    assert "No private note was kept." in said


def test_what_was_typed_is_kept_when_the_line_ends(sealed: Sealed) -> None:
    talk(sealed, [PASSPHRASE] * 2, "client rey", "private", "write", PHRASE)
    assert PHRASE in sealed.keyed("private", "C-001")


def test_a_rest_keeps_what_was_typed_and_closes_them_before_the_store_is_locked(
    sealed: Sealed, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in sealed.env.items():
        monkeypatch.setenv(name, value)
    given, passphrases = os.pipe()
    os.write(passphrases, f"{PASSPHRASE}\n{PASSPHRASE}\n".encode())
    source, typed = os.pipe()
    os.write(typed, f"write\n{PHRASE}\n".encode())
    locked: list[str] = []
    out = io.StringIO()
    session = Session(Flags(store=str(sealed.store), passphrase_fd=given))
    room = Room(session, Talk(source, out, 0.01, lambda: locked.append(out.getvalue())), names="full")
    (summary,) = room.practice.summaries()
    room.chart_id = summary.chart
    private(room, Command(verb="private"))
    assert len(locked) == 1
    assert locked[0].endswith("Private notes closed.\n")
    session.close()
    for each in (given, passphrases, source, typed):
        os.close(each)
    assert PHRASE in sealed.keyed("private", "C-001")


def test_after_a_lock_only_the_same_person_goes_on(sealed: Sealed) -> None:
    given = ("users", "add", "--name", "Mo Okafor", "--initials", "MO", "--credential", "LPC")
    sealed.keyed(*given, stdin="four other words here\n")
    said = talk(sealed, [PASSPHRASE, "four other words here", PASSPHRASE], "lock", "")
    assert said.count("Open.") == 1
    assert "Enter tries again, or quit." in said
