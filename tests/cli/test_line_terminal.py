"""Line mode at a terminal: how it starts, what a hang-up leaves, the lock, the editor."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from plantui.cli.line import conversation
from plantui.cli.line.conversation import room_of
from plantui.cli.session import Flags, Session
from tests.cli.conftest import NOW
from tests.e2e.shell import Shell
from tests.e2e.terminal import Terminal

PASSPHRASE = "a walk by the river"
NAMED = ("--name", "Dana Whitlock", "--initials", "DW", "--credential", "LCSW")
Opens = Callable[..., Terminal]


def asked(window: Terminal, shows: str) -> None:
    """Wait until this was said and the prompt stands behind it: what is typed then is not mixed with what is said."""

    def stands(lines: list[str]) -> bool:
        said = [line for line in lines if line]
        return bool(said) and said[-1] == ">" and any(shows in line for line in said)

    window.wait_for(stands)


def tell(window: Terminal, line: str, shows: str) -> None:
    """Type one line at the prompt, and wait for what comes of it and for the next prompt."""
    window.type(f"{line}\r")
    asked(window, shows)


def opened(window: Terminal) -> Terminal:
    """Line mode, at its first prompt, and then at Reyes."""
    asked(window, "Type help, or quit.")
    tell(window, "client rey", "Plan version 3")
    return window


@pytest.mark.parametrize("environment", [{"TERM": "dumb"}, {"PLANTUI_A11Y": "line"}])
def test_it_starts_by_itself_where_no_screen_is_wanted(demo: Shell, terminal: Opens, environment: dict) -> None:
    window = terminal(size=(100, 30), **environment)
    window.wait_for("PlanTUI line mode. 34 clients, 3 plans overdue. Type help, or quit.")
    window.type("quit\r")
    assert window.wait_exit() == 0
    assert b"\x1b" not in window.raw


def test_a_review_by_command_line_is_the_same_conversation(demo: Shell, terminal: Opens) -> None:
    window = terminal("review", "C-014", size=(120, 40))
    asked(window, "1 of 4. g1.1, active. GAD-7 from 15 to 7.")
    tell(window, "", "2 of 4.")
    tell(window, "", "3 of 4.")
    tell(window, "", "4 of 4.")
    tell(window, "same", "Enter keeps it, or type a date.")
    tell(window, "", "Sign with your initials")
    window.type("dw\r")
    window.wait_for("Signed. 2 more overdue")
    assert window.wait_exit() == 0


def test_a_review_needs_a_person_and_somebody_to_review(demo: Shell) -> None:
    assert demo.run("review", "C-014").code == 9
    assert demo.run("review").code == 2
    assert demo.run("review", "C-014", "--due").code == 2


def drafts(shell: Shell) -> list[Path]:
    return list((shell.store / "drafts").glob("*.draft"))


@pytest.mark.parametrize("end", [Terminal.hangup, Terminal.kill9])
def test_the_note_that_was_being_typed_is_found_again(
    demo: Shell, terminal: Opens, end: Callable[[Terminal], None]
) -> None:
    window = opened(terminal("line", size=(100, 30)))
    tell(window, "note", "Enter keeps that")
    tell(window, "", "The text, line by line.")
    tell(window, "Slept well on five nights. #1.1+", "> Slept well on five nights. #1.1+")
    tell(window, "and walked twice", "> and walked twice")
    # The next prompt comes when the line is kept.
    (draft,) = drafts(demo)
    assert b"and walked twice" in draft.read_bytes()
    end(window)
    window.wait_exit()
    again = demo.run("line", stdin="y\n.\ndw\nquit\n").out
    assert re.search(r"Draft of a note from 13:5\d, Reyes, Maria, C-014\. Go on with it\? y or n\.", again)
    assert "It ends: and walked twice" in again
    assert "Read in it: g1.1 plus 1." in again
    assert "Note of 10 March signed." in again
    assert drafts(demo) == []


def test_a_note_of_which_a_part_is_damaged_keeps_the_rest_and_says_so(demo: Shell, terminal: Opens) -> None:
    window = opened(terminal("line", size=(100, 30)))
    tell(window, "note", "Enter keeps that")
    tell(window, "", "The text, line by line.")
    for line in ("Slept well.", "Walked twice.", "Called a friend."):
        tell(window, line, f"> {line}")
    window.kill9()
    window.wait_exit()
    (draft,) = drafts(demo)
    draft.write_bytes(draft.read_bytes().replace(b"Walked", b"Welked"))
    again = demo.run("line", stdin="y\n.\ndw\nquit\n").out
    assert "Not all of it can be read. Go on with it? y or n." in again
    assert "It ends: Called a friend." in again
    note = demo.check("export", "notes", "C-014", "-o", "-")
    assert "Slept well." in note
    assert re.search(r"Slept well\..*\[\.\.\.\\?\].*Called a friend\.", note, re.DOTALL)
    assert "Walked twice" not in note


def test_ctrl_c_leaves_the_question_and_ctrl_d_the_program(demo: Shell, terminal: Opens) -> None:
    window = opened(terminal("line", size=(100, 30)))
    tell(window, "remove 2.2", "Why is g2.2 discontinued")
    window.type("\x03")
    asked(window, "Left as it was. quit leaves.")
    tell(window, "where", "At g2.2")
    window.type("\x04")
    assert window.wait_exit() == 0


def test_the_lock_forgets_the_key_and_asks_for_the_passphrase(tmp_path: Path, terminal: Opens) -> None:
    shell = Shell(tmp_path, PLANTUI_NOW=NOW)
    shell.check("init", "--rehearsal", *NAMED, "--passphrase-fd", "0", stdin=f"{PASSPHRASE}\n")
    window = terminal("line", size=(100, 40), PLANTUI_NOW=NOW)
    window.wait_for("Passphrase:")
    window.type(f"{PASSPHRASE}\r")
    asked(window, "0 clients, nothing overdue.")
    tell(window, "add c Reyes, Maria", "C-001 Reyes, Maria added.")
    window.type("lock\r")
    window.wait_for(lambda lines: sum("Passphrase:" in line for line in lines) == 2)
    window.type(f"{PASSPHRASE}\r")
    asked(window, "Open.")
    tell(window, "where", "Reyes, Maria, C-001. No plan yet.")
    window.type("quit\r")
    assert window.wait_exit() == 0
    assert PASSPHRASE.encode() not in window.raw


def test_a_line_goes_through_the_editor(demo: Shell, terminal: Opens, tmp_path: Path) -> None:
    editor = tmp_path / "ed.sh"
    editor.write_text('#!/bin/sh\nsed -i "s/15 -> 7/15 -> 6/" "$1"\n')
    editor.chmod(0o700)
    window = opened(terminal("line", size=(120, 30), PLANTUI_EDITOR=str(editor)))
    tell(window, "editor 1.1", "g1.1 goal 7 to 6")
    window.type("quit\r")
    assert window.wait_exit() == 0
    assert "needs a terminal" in demo.run("line", stdin="client rey\neditor\n", PLANTUI_EDITOR=str(editor)).out


def test_commands_are_sentences_where_they_are_listened_to(demo: Shell) -> None:
    def heard(*arguments: str) -> str:
        return demo.check(*arguments, PLANTUI_A11Y="line")

    due = heard("due", "--overdue").splitlines()
    assert due[0] == "C-033, Jonas, Petra, review, 11 days late, 27 February 2026, 5 objectives, 5 with evidence."
    for arguments in (("list",), ("show", "C-014"), ("glance", "C-014"), ("show", "C-014", "g1.1"), ("log",)):
        for line in heard(*arguments, "--format", "plain").splitlines():
            assert "  " not in line
            assert line.endswith((".", "?", "!", ":"))
    assert json.loads(heard("due", "--overdue", "--format", "json"))["items"]
    assert heard("export", "plan", "C-014", "-o", "-") == demo.check("export", "plan", "C-014", "-o", "-")


def test_what_another_terminal_stores_counts_from_the_next_line_on(demo: Shell, terminal: Opens) -> None:
    window = opened(terminal("line", size=(140, 40)))
    demo.check("status", "C-014", "2.2", "hld")
    tell(window, "status 2.2 act", "g2.2 from on hold to active.")
    window.type("quit\r")
    assert window.wait_exit() == 0


def test_a_rest_locks_a_sealed_store_and_leaves_a_plain_one_alone(
    demo: Shell, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PLANTUI_STORE", str(demo.store))
    with open(os.devnull, encoding="utf-8") as nothing:
        monkeypatch.setattr("sys.stdin", nothing)
        room = room_of(Session(Flags(store=str(demo.store))))
        assert room.practice.summaries()
        room.talk.on_idle()
        assert capsys.readouterr().out == ""
        monkeypatch.setattr(conversation, "shut", lambda room: True)
        asked: list[str] = []
        monkeypatch.setattr(conversation, "open_again", lambda room: asked.append("the passphrase"))
        room.talk.on_idle()
    assert asked == ["the passphrase"]
    assert capsys.readouterr().out == "Locked after 5 minutes without a line.\nGo on where you were.\n"
