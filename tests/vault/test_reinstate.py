"""Putting back a chart that is gone, damaged, or simply older than it should be."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from plantui.vault.create import open_store
from plantui.vault.faults import Conflict, NotFound, Tampered, VaultFault
from plantui.vault.reinstate import Reinstatement
from plantui.vault.store import FileStore
from tests.vault.failing import FailingFs
from tests.vault.house import event, faults, lines, make, reopen, summarise, tables


@pytest.fixture
def store(tmp_path: Path) -> FileStore:
    made = make(tmp_path / "s")
    for rev in range(3):
        made.commit("chart", rev, tables(rev), event())
    return made


def place(store: FileStore, ending: str = "chart") -> Path:
    return Path(store.layout.chart("chart")).with_suffix(f".{ending}")


def test_a_chart_that_can_be_read_goes_on_by_one(store: FileStore) -> None:
    assert store.put_back("chart", tables("old"), event("chart.restore")) == 4
    assert store.load("chart") == (4, tables("old"))
    assert store.load("chart", 3) == (3, tables(2))
    assert (lines(store)[-1].act, lines(store)[-1].rev) == ("chart.restore", 4)
    assert store.verify(deep=True) == []


def test_a_chart_that_is_gone_comes_back_above_every_revision_it_had(store: FileStore) -> None:
    place(store).unlink()
    assert faults(store) != []
    assert store.put_back("chart", tables("old"), event("chart.restore")) == 4
    assert store.load("chart") == (4, tables("old"))
    assert faults(store) == []
    place(store).unlink()
    place(store, "prev").unlink()
    place(store).parent.rmdir()
    assert reopen(Path(store.layout.root)).put_back("chart", tables("older"), event("chart.restore")) == 5
    assert faults(store) == []
    assert store.commit("chart", 5, tables("on"), event()) == 6


@pytest.mark.parametrize("rest", [b"", b"no header", b"half"])
def test_a_damaged_chart_is_set_aside_not_lost(store: FileStore, rest: bytes) -> None:
    content = place(store).read_bytes()
    damaged = content[: len(content) // 2] if rest == b"half" else rest
    before = place(store, "prev").read_bytes()
    place(store).unlink()
    place(store).write_bytes(damaged)
    place(store).chmod(0o600)
    with pytest.raises(Tampered):
        store.load("chart")
    assert store.put_back("chart", tables("old"), event("chart.restore")) == 4
    assert store.load("chart") == (4, tables("old"))
    aside = Path(store.layout.root) / "damaged" / "chart.3.chart"
    assert aside.read_bytes() == damaged
    assert aside.parent.stat().st_mode & 0o777 == 0o700
    assert place(store, "prev").read_bytes() == before
    assert faults(store) == []


def test_a_chart_nobody_knew_begins_at_one(store: FileStore) -> None:
    assert store.put_back("another", tables("new"), event("chart.restore")) == 1
    assert faults(store) == []


def test_somebody_else_may_put_it_back_first(store: FileStore) -> None:
    place(store).unlink()
    again = Reinstatement(store.parts)
    rev = again.highest("chart")
    other = reopen(Path(store.layout.root))
    other.put_back("chart", tables("theirs"), event())
    with pytest.raises(Conflict):
        again.save("chart", rev, b"mine", event())
    assert store.load("chart") == (4, tables("theirs"))


@pytest.mark.parametrize("wrong", [errno.ENOSPC, errno.EIO])
def test_each_call_that_fails_leaves_it_as_it_was_or_put_back(tmp_path: Path, wrong: int) -> None:
    for number in range(1, 200):
        path = tmp_path / f"{number}"
        made = make(path)
        made.commit("chart", 0, tables(1), event())
        made.commit("chart", 1, tables(2), event())
        place(made).unlink()
        fs = FailingFs(lambda count, name, number=number: wrong if count == number else 0)  # type: ignore[misc]
        fs.armed = False
        failing = open_store(path, summarise, fs=fs)
        fs.armed = True
        try:
            failing.put_back("chart", tables("old"), event("chart.restore"))
        except VaultFault:
            try:
                assert made.load("chart")[1] == tables("old")
            except (NotFound, Tampered):
                fs.armed = False
                failing.put_back("chart", tables("old"), event("chart.restore"))
        fs.armed = False
        assert made.load("chart")[1] == tables("old")
        assert faults(made) == []
        if len(fs.calls) < number:
            break
    assert number > 15
