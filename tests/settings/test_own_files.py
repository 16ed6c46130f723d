"""A person's own files and snippets: read with a limit, written whole."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from plantui.settings.own_files import LARGEST, read_text, stamp, write_text
from plantui.settings.problem import Problem
from plantui.settings.snippets import read_snippets


def test_reading(tmp_path):
    file = tmp_path / "keymap.toml"
    assert read_text(file) is None
    file.write_bytes(b"\xef\xbb\xbfa = 1\n")
    assert read_text(file) == "a = 1\n"


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        (b"a\nb\n\xff\n", 3, "Is not UTF-8 text."),
        (b"x" * (LARGEST + 1), 0, "Is larger than 1 MB"),
    ],
)
def test_what_cannot_be_read_is_told(tmp_path, content, line, words):
    file = tmp_path / "keymap.toml"
    file.write_bytes(content)
    problem = read_text(file)
    assert isinstance(problem, Problem)
    assert problem.line == line
    assert words in problem.sentence
    assert "The defaults hold." in problem.sentence


def test_writing_is_whole_and_private(tmp_path):
    file = tmp_path / "new" / "config.toml"
    assert write_text(file, 'theme = "light"\n') is None
    assert read_text(file) == 'theme = "light"\n'
    assert oct(file.stat().st_mode & 0o777) == "0o600"
    assert oct(file.parent.stat().st_mode & 0o777) == "0o700"
    assert [one.name for one in file.parent.iterdir()] == ["config.toml"]


def test_a_failed_write_leaves_the_old_file(tmp_path, monkeypatch):
    file = tmp_path / "config.toml"
    write_text(file, "old\n")

    def full(_descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    problem = write_text(file, "new\n")
    assert problem is not None
    assert problem.sentence == f"{file}: Cannot be written: no space left on device. Nothing was changed."
    assert file.read_text(encoding="utf-8") == "old\n"
    assert [one.name for one in tmp_path.iterdir()] == ["config.toml"]


def test_a_stamp_tells_a_change(tmp_path):
    file = tmp_path / "keymap.toml"
    assert stamp(file) is None
    file.write_text("a", encoding="utf-8")
    first = stamp(file)
    file.write_text("ab", encoding="utf-8")
    assert first is not None
    assert stamp(file) != first


SNIPPETS = Path("snippets.toml")


def test_snippets():
    read = read_snippets('mse = "Alert, {mood=calm}."\ntel = """\nBy phone.\nIdentity checked.\n"""\n', SNIPPETS)
    assert read.phrases == {"mse": "Alert, {mood=calm}.", "tel": "By phone.\nIdentity checked.\n"}
    assert read.problems == ()


def test_faulty_snippets_are_left_out_and_told():
    read = read_snippets('ok = "yes"\n"1x" = "no"\nempty = " "\nnumber = 3\n[part]\na = "b"\n', SNIPPETS)
    assert read.phrases == {"ok": "yes"}
    assert [problem.sentence for problem in read.problems] == [
        "snippets.toml line 2: 1x: a name is a letter, then letters, digits, - or _.",
        "snippets.toml line 3: empty needs a phrase in quotes.",
        "snippets.toml line 4: number needs a phrase in quotes.",
        "snippets.toml line 5: part needs a phrase in quotes.",
    ]


def test_snippets_that_are_not_toml():
    read = read_snippets("mse = Alert\n", SNIPPETS)
    assert read.phrases == {}
    assert read.problems[0].line == 1
    assert read.problems[0].sentence.endswith("There are no snippets.")
