"""Files of another account: a store of somebody else is refused, a stray file in ours is found and said how to get."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from types import SimpleNamespace

import pytest

from plantui.vault.create import open_store
from plantui.vault.faults import StoreForbidden
from plantui.vault.files import RealFs, Stat
from plantui.vault.layout import account
from tests.vault.failing import FailingFs
from tests.vault.house import event, make, reopen, summarise, tables

SOMEBODY = os.geteuid() + 4711


class Foreign(RealFs):
    """A disk on which some paths belong to somebody else."""

    def __init__(self, *paths: Path) -> None:
        self._theirs = {str(path) for path in paths}

    def stat(self, path: str) -> Stat:
        real = super().stat(path)
        if path not in self._theirs:
            return real
        known = ("st_mode", "st_size", "st_ino", "st_mtime_ns")
        return SimpleNamespace(st_uid=SOMEBODY, **{name: getattr(real, name) for name in known})  # type: ignore[return-value]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    store = make(tmp_path / "s")
    store.commit("chart", 0, tables(1), event())
    return tmp_path / "s"


def test_the_folder_of_another_account_is_refused(path: Path) -> None:
    with pytest.raises(StoreForbidden) as caught:
        open_store(path, summarise, fs=Foreign(path))
    fault = caught.value
    assert fault.code == "E302"
    assert fault.sentence == f"{path} belongs to another account ({SOMEBODY}, not {account(os.geteuid())})."
    assert fault.next_step == "Work as that account, or make a store of your own: one store has one account."
    assert reopen(path).load("chart")[0] == 1


@pytest.mark.parametrize("name", ["vault.json", "charts", "audit"])
def test_a_part_of_the_store_that_belongs_to_another_account_is_refused(path: Path, name: str) -> None:
    with pytest.raises(StoreForbidden, match="belongs to another account") as caught:
        open_store(path, summarise, fs=Foreign(path / name))
    assert caught.value.next_step == f"Type: sudo chown {account(os.geteuid())} {path / name}"


@pytest.mark.parametrize("pattern", ["charts/*/chart.chart", "charts/??", "audit/*.jsonl", "counter", "locks"])
def test_verify_names_each_file_of_another_account_and_the_line_that_helps(path: Path, pattern: str) -> None:
    (theirs,) = path.glob(pattern)
    (finding,) = open_store(path, summarise, fs=Foreign(theirs)).verify()
    assert finding.code == "E302"
    assert finding.sentence.startswith(f"{theirs} belongs to another account ({SOMEBODY}, ")
    assert finding.next_step == f"Type: sudo chown {account(os.geteuid())} {theirs}"
    assert reopen(path).verify() == []


@pytest.mark.parametrize(("call", "number"), [("link", errno.EPERM), ("read", errno.EACCES)])
def test_a_chart_of_another_account_cannot_be_saved_over(path: Path, call: str, number: int) -> None:
    """The kernel refuses the link to somebody else's file, or even to read it: a sentence, and nothing is changed."""
    fs = FailingFs(lambda _, name: number if name == call else 0)
    fs.armed = False
    store = open_store(path, summarise, fs=fs)
    fs.armed = True
    with pytest.raises(StoreForbidden) as caught:
        store.commit("chart", 1, tables(2), event())
    assert caught.value.code == "E302"
    assert caught.value.next_step == "Check who owns the store and that the disk is not mounted read-only."
    assert reopen(path).load("chart") == (1, tables(1))
    assert reopen(path).verify(deep=True) == []


def test_what_belongs_to_us_is_not_complained_about(path: Path) -> None:
    assert open_store(path, summarise, fs=Foreign()).verify(deep=True) == []
