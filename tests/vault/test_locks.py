"""Taking a lock and letting go of it: what was done under it is done, whatever the disk says then."""

from __future__ import annotations

import errno
import fcntl
import os
import stat
from pathlib import Path

import pytest

from plantui.vault.faults import StoreBusy, StoreForbidden, VaultFault
from plantui.vault.files import RealFs
from plantui.vault.layout import Layout
from plantui.vault.locks import FileLocks
from tests.vault.house import event, make, reopen, tables


def test_a_lock_that_cannot_be_let_go_at_once_undoes_no_save(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = make(tmp_path / "s")
    close = RealFs.close
    refused: list[str] = []

    def stubborn(fs: RealFs, fd: int) -> None:
        name = os.readlink(f"/proc/self/fd/{fd}")
        close(fs, fd)
        if "/locks/" in name:
            refused.append(name)
            raise OSError(errno.EIO, os.strerror(errno.EIO), name)

    monkeypatch.setattr(RealFs, "close", stubborn)
    assert store.commit("chart", 0, tables(1), event()) == 1
    assert len(refused) == 2
    # Another terminal is not kept waiting.
    assert reopen(tmp_path / "s").commit("chart", 1, tables(2), event()) == 2
    assert store.verify(deep=True) == []


def test_one_holder_at_a_time_among_threads_and_stores(tmp_path: Path) -> None:
    layout = make(tmp_path / "s").layout
    ours, theirs = FileLocks(layout, RealFs()), FileLocks(layout, RealFs())
    with ours.hold("chart-0a"):
        for locks in (ours, theirs):
            with pytest.raises(StoreBusy, match="chart-0a"), locks.hold("chart-0a", patience=0.01):
                pytest.fail("two holders")
        with theirs.hold("chart-0b", patience=0):
            pass
    with theirs.hold("chart-0a", patience=0):
        pass


def test_a_lock_is_free_again_after_an_error_inside(tmp_path: Path) -> None:
    locks = FileLocks(make(tmp_path / "s").layout, RealFs())
    for _ in range(2):
        with pytest.raises(KeyError), locks.hold("index", patience=0):
            raise KeyError


def test_lock_files_are_private_and_stay(tmp_path: Path) -> None:
    layout = make(tmp_path / "s").layout
    with FileLocks(layout, RealFs()).hold("audit"):
        pass
    assert stat.S_IMODE(os.stat(layout.lock("audit")).st_mode) == 0o600


def test_where_the_disk_has_no_locks_nothing_is_saved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = make(tmp_path / "s")

    def missing(fd: int, operation: int) -> None:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))

    monkeypatch.setattr(fcntl, "flock", missing)
    with pytest.raises(VaultFault, match="lock"):
        store.commit("chart", 0, tables(1), event())
    monkeypatch.undo()
    assert store.list()[0] == []


def test_a_lock_folder_that_may_not_be_written_says_so(tmp_path: Path) -> None:
    class Shut(RealFs):
        def open_append(self, path: str) -> int:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), path)

    layout: Layout = make(tmp_path / "s").layout
    with pytest.raises(StoreForbidden), FileLocks(layout, Shut()).hold("audit"):
        pytest.fail("held without a lock file")


def test_a_descriptor_that_cannot_be_closed_holds_no_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = make(tmp_path / "s")
    close = RealFs.close
    kept: list[int] = []

    def stuck(fs: RealFs, fd: int) -> None:
        if "/locks/" in os.readlink(f"/proc/self/fd/{fd}"):
            kept.append(fd)
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        close(fs, fd)

    monkeypatch.setattr(RealFs, "close", stuck)
    assert store.commit("chart", 0, tables(1), event()) == 1
    assert store.commit("chart", 1, tables(2), event()) == 2
    assert reopen(tmp_path / "s").commit("chart", 2, tables(3), event()) == 3
    for fd in kept:
        os.close(fd)
    assert len(kept) == 6
