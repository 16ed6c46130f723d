"""Marks on files: one writer, and lookers that are in nobody's way."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

import pytest

from plantui.vault import presence
from plantui.vault.presence import FlockPresence


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "x.draft"
    made.touch()
    return made


def test_of_two_writers_one_has_the_mark(path: Path) -> None:
    first, second = (os.open(path, os.O_RDWR) for _ in range(2))
    assert FlockPresence().mark(first)
    assert FlockPresence().marked(str(path))
    assert not FlockPresence().mark(second)
    os.close(first)
    assert not FlockPresence().marked(str(path))
    assert FlockPresence().mark(second)
    os.close(second)
    assert not FlockPresence().marked(str(path.with_name("gone")))


def test_somebody_who_only_looks_is_not_taken_for_a_writer(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looking, writing = (os.open(path, os.O_RDWR) for _ in range(2))
    fcntl.flock(looking, fcntl.LOCK_SH)
    monkeypatch.setattr(presence.time, "sleep", lambda seconds: os.close(looking))
    assert FlockPresence().mark(writing)
    os.close(writing)
