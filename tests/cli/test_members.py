"""Couples and groups by command line: who is seen together, and notes filed in each member's chart."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from tests.cli.conftest import NOW, Practice
from tests.e2e.terminal import Terminal


@pytest.fixture
def pair(practice: Practice) -> Practice:
    practice.client("Reyes, Maria")
    practice.client("Osei, Kwame")
    assert practice.client("Reyes and Osei; kind couple; member C-001; member C-002") == "C-003"
    return practice


def notes(practice: Practice, code: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(practice.check("export", "bundle", code, "-o", "-")).get("notes", [])
    return found


def test_members_are_said_and_set(pair: Practice) -> None:
    assert pair.check("members", "C-003") == "C-001  Reyes, Maria\nC-002  Osei, Kwame\n"
    assert pair.check("members", "C-003", "C-002", "--kind", "group") == "C-003 is a group of one member\n"
    assert pair.check("members", "C-003", "-", stdin="family C-001, Sam Oyelaran\n") == (
        "C-003 is a family of 2 members\n"
    )
    said = json.loads(pair.check("members", "C-003", "--format", "json"))
    assert said["kind"] == "family"
    assert said["items"] == [{"client": "C-001", "name": "Reyes, Maria"}, {"client": None, "name": "Sam Oyelaran"}]
    assert pair.check("members", "C-003", "--names", "codes") == "C-001    \nno chart  S.O.\n".replace("    \n", "\n")
    assert pair.check("members", "C-003", "-", stdin="none\n") == "C-003 is a family of no members\n"
    assert pair.check("members", "C-003", "--none") == "C-003 is a family of no members\n"
    assert pair.check("members", "C-003", "C-001") == "C-003 is a family of one member\n"
    assert pair.check("members", "C-003", "-", stdin="individual\n") == "C-003 is a chart of one person\n"


def test_names_are_no_arguments(pair: Practice) -> None:
    outcome = pair.run("members", "C-003", "Sam Oyelaran")
    assert outcome.code == 8
    assert "standard input" in outcome.err
    assert pair.run("members", "C-003", "C-099").code != 0


def test_a_note_of_a_couple_is_signed_once_and_filed_in_both_charts(
    pair: Practice, terminal: Callable[..., Terminal]
) -> None:
    pair.check("note", "C-003", "--draft", stdin="Maria and Kwame spoke of the week; Kwame listened.\nC-001: slept.\n")
    window = terminal("sign", "C-003", "note", size=(100, 30), PLANTUI_NOW=NOW)
    window.wait_for("Signing files it in C-001 (own line), C-002.")
    window.wait_for("Initials:")
    window.type("dw\r")
    window.wait_for("Filed in C-001, C-002.")
    assert window.wait_exit() == 0
    (maria,), (kwame,) = notes(pair, "C-001"), notes(pair, "C-002")
    assert maria["text"] == "Maria and the partner spoke of the week; the partner listened.\nslept."
    assert kwame["text"] == "The partner and Kwame spoke of the week; Kwame listened."
    assert maria["filed_from"] == kwame["filed_from"] == notes(pair, "C-003")[0]["id"]
    trail = pair.check("log", "C-002", "--format", "json")
    assert "note.file" in trail
