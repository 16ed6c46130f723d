"""The disk says no: at every call of a save, once or from there on, and the store is as it was."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from plantui.vault.create import create_store, open_store
from plantui.vault.faults import (
    CommitUncertain,
    StoreForbidden,
    StoreFull,
    StoreUnreadable,
    VaultFault,
    from_os_error,
)
from plantui.vault.files import RealFs
from plantui.vault.layout import layout_at
from plantui.vault.store import FileStore
from tests.vault.failing import TAKES_SPACE, FailingFs
from tests.vault.house import TODAY, WHO, event, faults, lines, make, reopen, summarise, tables

CLASSES = {errno.ENOSPC: StoreFull, errno.EIO: StoreUnreadable, errno.EACCES: StoreForbidden}


def broken(path: Path, fs: FailingFs) -> FileStore:
    """Open a store on a disk that is about to fail; the opening itself does not."""
    fs.armed = False
    store = open_store(path, summarise, fs=fs)
    fs.armed = True
    return store


def judge(path: Path, chart: str, before: int, outcome: Exception | int) -> int:
    """What must hold after a save, whether it worked or not; return the revision that stands."""
    store = reopen(path)
    if isinstance(outcome, CommitUncertain):
        assert outcome.rev == before + 1
    if isinstance(outcome, int | CommitUncertain):
        assert store.load(chart) == (before + 1, tables("new"))
        return before + 1
    assert isinstance(outcome, VaultFault)
    assert outcome.sentence.endswith(".")
    assert outcome.next_step
    if before:
        assert store.load(chart) == (before, tables("old"))
    else:
        assert store.list()[0] == []
    return before


@pytest.mark.parametrize("before", [0, 2], ids=["first save", "later save"])
@pytest.mark.parametrize("wrong", [errno.ENOSPC, errno.EIO, errno.EACCES, -errno.ENOSPC])
@pytest.mark.parametrize("lasting", [False, True], ids=["once", "from there on"])
def test_an_error_at_any_call_leaves_the_old_state_and_a_retry_works(
    tmp_path: Path, before: int, wrong: int, lasting: bool
) -> None:
    at, uncertain, refused, reached = 0, 0, 0, True
    while reached:
        at += 1
        assert at < 60
        path = tmp_path / f"store{at}"
        first = make(path)
        for rev in range(before):
            first.commit("chart", rev, tables("old"), event())

        def fails(call: int, name: str, at: int = at) -> int:
            if call != at if not lasting else call < at:
                return 0
            return 0 if lasting and abs(wrong) == errno.ENOSPC and name not in TAKES_SPACE else wrong

        fs = FailingFs(fails)
        store = broken(path, fs)
        try:
            outcome = store.commit("chart", before, tables("new"), event())
        except VaultFault as fault:
            outcome = fault
        rev = judge(path, "chart", before, outcome)
        if isinstance(outcome, CommitUncertain):
            uncertain += 1
        elif isinstance(outcome, VaultFault):
            refused += 1
            assert type(outcome) is CLASSES[abs(wrong)]
        reached = len(fs.calls) >= at
        assert lasting or not list(path.rglob("*.new"))
        fs.armed = False
        assert store.commit("chart", rev, tables("again"), event()) == rev + 1
        assert reopen(path).load("chart") == (rev + 1, tables("again"))
        assert faults(reopen(path)) == []
        assert not list(path.rglob("*.new"))
    assert refused >= 4
    # A full disk still renames and syncs, so only other errors can come that late.
    assert uncertain >= (0 if lasting and abs(wrong) == errno.ENOSPC else 1)


def test_a_failed_sync_is_never_tried_again(tmp_path: Path) -> None:
    make(tmp_path / "s").commit("chart", 0, tables(1), event())
    for sync, fault in (("fsync", StoreUnreadable), ("fdatasync", StoreUnreadable), ("sync_dir", CommitUncertain)):
        fs = FailingFs(lambda call, name, sync=sync: errno.EIO if name == sync else 0)
        store = broken(tmp_path / "s", fs)
        rev = store.load("chart")[0]
        with pytest.raises(fault):
            store.commit("chart", rev, tables(2), event())
        assert fs.calls.count(sync) == 1


def test_a_save_that_fails_after_its_audit_line_takes_it_back(tmp_path: Path) -> None:
    make(tmp_path / "s").commit("chart", 0, tables(1), event())
    store = broken(tmp_path / "s", FailingFs(lambda call, name: errno.EIO if name == "replace" else 0))
    with pytest.raises(StoreUnreadable):
        store.commit("chart", 1, tables(2), event())
    acts = [(line.act, line.rev) for line in lines(store)]
    assert acts == [("plan.edit", 1), ("plan.edit", 2), ("save.abort", 2)]
    assert store.verify(deep=True) == []


@pytest.mark.parametrize("before", [0, 2], ids=["first save", "later save"])
@pytest.mark.parametrize("call", ["open_append", "write", "fdatasync"])
def test_a_line_that_cannot_be_taken_back_is_no_alarm_and_the_next_save_settles_it(
    tmp_path: Path, before: int, call: str
) -> None:
    """Two errors in a row: the rename, and then the line that says so."""
    first = make(tmp_path / "s")
    for rev in range(before):
        first.commit("chart", rev, tables("old"), event())

    def fails(number: int, name: str) -> int:
        return errno.EIO if name == "replace" or (name == call and "replace" in fs.calls) else 0

    fs = FailingFs(fails)
    store = broken(tmp_path / "s", fs)
    with pytest.raises(StoreUnreadable):
        store.commit("chart", before, tables("new"), event())
    assert faults(reopen(tmp_path / "s")) == []
    assert reopen(tmp_path / "s").verify(deep=True) != [], "it is noted"
    fs.armed = False
    assert store.commit("chart", before, tables("again"), event()) == before + 1
    assert reopen(tmp_path / "s").verify(deep=True) == []
    assert not list((tmp_path / "s").rglob("*.new"))


def test_a_line_whose_sync_failed_is_cut_off_again(tmp_path: Path) -> None:
    make(tmp_path / "s").commit("chart", 0, tables(1), event())
    store = broken(tmp_path / "s", FailingFs(lambda call, name: errno.EIO if name == "fdatasync" else 0))
    with pytest.raises(StoreUnreadable):
        store.commit("chart", 1, tables(2), event())
    assert [line.rev for line in lines(store)] == [1]
    assert store.verify(deep=True) == []


def test_a_rename_that_reports_an_error_but_took_place_is_uncertain(tmp_path: Path) -> None:
    class Lying(RealFs):
        def replace(self, source: str, target: str) -> None:
            super().replace(source, target)
            raise OSError(errno.EIO, "Input/output error", target)

    make(tmp_path / "s").commit("chart", 0, tables(1), event())
    store = open_store(tmp_path / "s", summarise, fs=Lying())
    with pytest.raises(CommitUncertain) as caught:
        store.commit("chart", 1, tables(2), event())
    assert caught.value.rev == 2
    assert reopen(tmp_path / "s").load("chart") == (2, tables(2))
    assert reopen(tmp_path / "s").verify(deep=True) == []


def test_nothing_is_changed_when_the_audit_trail_cannot_be_written(tmp_path: Path) -> None:
    store = make(tmp_path / "s")
    store.commit("chart", 0, tables(1), event())
    month = next((tmp_path / "s" / "audit").iterdir())
    month.unlink()
    month.mkdir()
    with pytest.raises(VaultFault):
        store.commit("chart", 1, tables(2), event())
    assert store.load("chart") == (1, tables(1))
    assert store.list()[0][0].rev == 1


@pytest.mark.parametrize("wrong", [errno.ENOSPC, errno.EIO])
def test_an_error_while_a_store_is_made_leaves_room_for_another_try(tmp_path: Path, wrong: int) -> None:
    at, done = 0, False
    while not done:
        at += 1
        assert at < 80
        path = tmp_path / f"store{at}"
        fs = FailingFs(lambda call, name, at=at: wrong if call == at else 0)  # type: ignore[misc]
        try:
            create_store(path, made=TODAY, users=[WHO], fs=fs)
            done = len(fs.calls) < at
        except VaultFault:
            try:
                store = reopen(path)
            except VaultFault:
                store = make(path)
            assert store.commit("chart", 0, tables(1), event()) == 1
    assert at > 15


def test_an_error_in_a_counter_or_an_undo_log_loses_nothing(tmp_path: Path) -> None:
    at, done = 0, False
    while not done:
        at += 1
        assert at < 60
        path = tmp_path / f"store{at}"
        first = make(path)
        assert first.next_client_number() == 1
        first.undo_log("dw").append({"step": 1}, ["chart"], TODAY)
        fs = FailingFs(lambda call, name, at=at: errno.EIO if call == at else 0)  # type: ignore[misc]
        store = broken(path, fs)
        given, failed = [], False
        try:
            given.append(store.next_client_number())
            store.undo_log("dw").append({"step": 2}, ["chart"], TODAY)
        except VaultFault:
            failed = True
        done = len(fs.calls) < at
        given.append(reopen(path).next_client_number())
        assert len(set(given)) == len(given)
        assert 1 not in given
        steps = [step.step for step in reopen(path).undo_log("dw").list(TODAY)]
        assert steps in ([{"step": 1}], [{"step": 1}, {"step": 2}])
        if not failed:
            assert len(steps) == 2
    assert at > 10


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "E301"),
        (errno.EDQUOT, "E301"),
        (errno.EFBIG, "E301"),
        (errno.EACCES, "E302"),
        (errno.EROFS, "E302"),
        (errno.EIO, "E304"),
    ],
)
def test_each_error_has_its_code(number: int, code: str) -> None:
    fault = from_os_error(OSError(number, "reason", "/place"), "saving chart x")
    assert fault.code == code
    assert "saving chart x" in fault.sentence
    assert fault.next_step


def test_reading_goes_on_when_the_disk_is_full(tmp_path: Path) -> None:
    make(tmp_path / "s").commit("chart", 0, tables(1), event())
    store = broken(tmp_path / "s", FailingFs(lambda call, name: errno.ENOSPC if name in TAKES_SPACE else 0))
    assert store.list()[0][0].rev == 1
    assert store.load("chart") == (1, tables(1))
    store.close()
    assert store.verify() == []
    assert layout_at(tmp_path / "s").index
