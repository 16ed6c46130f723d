"""Where a terminal sits, as the others are told: nothing but ids, places and times, and only for a while."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from plantui.vault.parts import Parts
from plantui.vault.strays import strays
from plantui.vault.whereabouts import KEPT_SECONDS, Whereabouts, leave_word, whereabouts
from tests.practice.rooms import NOW, open_room

HERE = Whereabouts(who="dw", place="pts/3", host="office-pc", since=NOW)


@pytest.fixture
def parts(tmp_path: Path) -> Parts:
    return open_room(tmp_path / "store").store.parts


def test_word_that_was_left_is_found(parts: Parts) -> None:
    assert whereabouts(parts, "s1") is None
    leave_word(parts, "s1", HERE)
    assert whereabouts(parts, "s1") == HERE
    assert whereabouts(parts, "s2") is None


def test_a_session_began_when_it_first_left_word(parts: Parts) -> None:
    leave_word(parts, "s1", HERE)
    leave_word(parts, "s1", Whereabouts(who="dw", place="pts/3", since=NOW.replace(hour=15)))
    assert whereabouts(parts, "s1") == HERE


def test_the_file_is_private_and_holds_nothing_else(parts: Parts) -> None:
    leave_word(parts, "s1", HERE)
    path = Path(parts.layout.sessions) / "s1.json"
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.read_text() == '{"who":"dw","place":"pts/3","host":"office-pc","since":"2026-03-10T13:52:00Z"}'


def test_old_word_goes_when_somebody_comes(parts: Parts) -> None:
    leave_word(parts, "s1", HERE)
    path = Path(parts.layout.sessions) / "s1.json"
    old = path.stat().st_mtime - KEPT_SECONDS - 60
    leave_word(parts, "s2", HERE)
    assert path.exists()
    os.utime(path, (old, old))
    leave_word(parts, "s3", HERE)
    assert not path.exists()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b'{"who": "dw"}',
        b'{"who": "dw", "place": "\\u001b[2Jpts/3", "since": "2026-03-10T13:52:00Z"}',
        b'{"who": "dw", "place": "Maria Reyes", "since": "2026-03-10T13:52:00Z"}',
        b'{"who": "dw", "since": "2026-03-10T13:52:00"}',
    ],
)
def test_a_file_that_somebody_changed_says_nothing(parts: Parts, content: bytes) -> None:
    leave_word(parts, "s1", HERE)
    (Path(parts.layout.sessions) / "s1.json").write_bytes(content)
    assert whereabouts(parts, "s1") is None


@pytest.mark.parametrize("session", ["../vault", "", "a/b", "A B"])
def test_a_session_that_cannot_name_a_file_is_not_looked_for(parts: Parts, session: str) -> None:
    leave_word(parts, session, HERE)
    assert whereabouts(parts, session) is None


def test_a_folder_that_cannot_be_written_is_no_reason_to_stop(parts: Parts) -> None:
    Path(parts.layout.sessions).write_text("in the way")
    leave_word(parts, "s1", HERE)
    assert whereabouts(parts, "s1") is None


def test_verify_knows_the_folder_and_names_what_is_none_of_it(parts: Parts) -> None:
    leave_word(parts, "s1", HERE)
    assert list(strays(parts.fs, parts.layout)) == []
    (Path(parts.layout.sessions) / "notes.txt").write_text("")
    assert [found.sentence for found in strays(parts.fs, parts.layout)] == [
        f"{parts.layout.sessions}/notes.txt does not belong in the store."
    ]
