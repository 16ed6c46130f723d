"""Letting go of a lock: what was done under it is done, whatever the disk says then."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import filelock
import pytest

from tests.vault.house import event, make, reopen, tables


def test_a_lock_that_cannot_be_let_go_at_once_undoes_no_save(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = make(tmp_path / "s")
    release = filelock.FileLock.release
    refused: list[str] = []

    def stubborn(lock: filelock.FileLock, force: bool = False) -> None:
        if lock.lock_file not in refused:
            refused.append(lock.lock_file)
            raise OSError(errno.EIO, os.strerror(errno.EIO), lock.lock_file)
        release(lock, force=force)

    monkeypatch.setattr(filelock.FileLock, "release", stubborn)
    assert store.commit("chart", 0, tables(1), event()) == 1
    assert len(refused) == 2
    # Another terminal is not kept waiting.
    assert reopen(tmp_path / "s").commit("chart", 1, tables(2), event()) == 2
    assert store.verify(deep=True) == []
