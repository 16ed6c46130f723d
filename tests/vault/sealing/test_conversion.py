"""A plain store becomes a sealed one: at any moment it can be read, and in the end nothing in it can."""

from __future__ import annotations

import errno
import shutil
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from plantui.vault.create import open_store
from plantui.vault.faults import StoreLocked, StoreMissing, VaultFault
from plantui.vault.files import Fs
from plantui.vault.layout import layout_at
from plantui.vault.sealing.conversion import begin, finish
from plantui.vault.sealing.founding import Founding, found
from plantui.vault.seam import Tables
from plantui.vault.snapshots import Snapshots
from plantui.vault.store import FileStore
from tests.vault import house
from tests.vault.failing import FailingFs
from tests.vault.house import TODAY, WHO, NoLocks, event, faults, summarise
from tests.vault.sealing.sealed import CHEAP, PASSPHRASE, reopen, unlock
from tests.vault.simfs import Image, SimFs

STORE = Path("/store")
SECRETS = (b"Wilhelmina", b"1991-04-02", b"afraid of the lift", b"never told anyone", b"half a thought")
"""A name, a birth date, phrases of a chart, of its summary and of a step that can be undone."""


def content(mark: int) -> Tables:
    client: dict[str, object] = {"name": "Wilhelmina Reyes", "born": "1991-04-02", "mark": mark}
    return {"client": {"c": client}, "notes": {"n": {"text": f"is afraid of the lift, visit {mark}"}}}


def small(chart: str, tables: Tables) -> dict[str, object]:
    return {"name": tables["client"]["c"]["name"], "glance": "never told anyone", "mark": tables["client"]["c"]["mark"]}


def fill(path: Path, fs: Fs | None = None) -> FileStore:
    """A plain store with three charts of one to three revisions, an undo log and an index."""
    house.make(path, fs, NoLocks() if fs else None)
    store = open_store(path, small, fs=fs, locks=NoLocks() if fs else None)
    for chart, revisions in (("aaa", 3), ("bbb", 1), ("ccc", 2)):
        for rev in range(revisions):
            store.commit(chart, rev, content(rev + 1), event())
    store.undo_log(WHO.id).append({"before": "half a thought"}, ["aaa"], TODAY)
    store.list()
    store.close()
    return store


def keys(store: FileStore) -> Founding:
    return found(WHO.id, PASSPHRASE, vault=store.vault.id, cost=CHEAP)


def seal(path: Path, founding: Founding, fs: Fs | None = None) -> FileStore:
    locks = NoLocks() if fs else None
    begin(path, founding, fs=fs, locks=locks)
    store = open_store(path, small, key=unlock(path, fs=fs), fs=fs, locks=locks)
    assert finish(store, event("vault.seal")) == []
    return store


def readable(image: dict[str, bytes]) -> list[str]:
    return [path for path, held in image.items() if any(secret in held for secret in SECRETS)]


def files(path: Path) -> dict[str, bytes]:
    return {str(each.relative_to(path)): each.read_bytes() for each in path.rglob("*") if each.is_file()}


def test_after_sealing_everything_is_there_and_nothing_can_be_read(tmp_path: Path) -> None:
    fill(tmp_path)
    # The control: before it, every kind of file holds something.
    assert {path.split("/")[0] for path in readable(files(tmp_path))} == {"charts", "undo", "index"}
    store = seal(tmp_path, keys(house.reopen(tmp_path)))
    store.list()
    store.close()
    assert readable(files(tmp_path)) == []
    again = reopen(tmp_path)
    assert again.load("aaa") == (4, content(3))
    assert again.load("bbb") == (2, content(1))
    assert again.load("ccc") == (3, content(2))
    assert [(row.summary["name"], row.summary["mark"]) for row in again.list()[0]] == [
        ("Wilhelmina Reyes", mark) for mark in (3, 1, 2)
    ]
    assert [step.step for step in again.undo_log(WHO.id).list(TODAY)] == [{"before": "half a thought"}]
    assert faults(again) == []
    sealing = again.vault.sealing
    assert sealing is not None
    assert not sealing.unfinished


def test_lines_from_before_need_no_authentication_and_lines_from_then_on_do(tmp_path: Path) -> None:
    fill(tmp_path)
    store = seal(tmp_path, keys(house.reopen(tmp_path)))
    lines = house.lines(store)
    [first] = [line.seq for line in lines if line.act == "vault.seal" and not line.chart]
    assert all(bool(line.mac) == (line.seq >= first) for line in lines)
    assert lines[-1].act == "vault.sealed"


def test_a_sealed_store_is_not_sealed_again(tmp_path: Path) -> None:
    fill(tmp_path)
    founding = keys(house.reopen(tmp_path))
    seal(tmp_path, founding)
    before = files(tmp_path)
    with pytest.raises(StoreMissing, match="sealed already"):
        begin(tmp_path, founding)
    assert files(tmp_path) == before


def test_terminals_that_were_open_cannot_write_plain_any_more(tmp_path: Path) -> None:
    fill(tmp_path)
    old = open_store(tmp_path, small)
    old.list()
    log = old.undo_log(WHO.id)
    seal(tmp_path, keys(old))
    before = files(tmp_path)
    for attempt in (
        lambda: old.commit("aaa", 4, content(9), event()),
        lambda: old.commit("ddd", 0, content(9), event()),
        lambda: old.record([event("chart.view")], durable=False),
        lambda: log.append({"x": 1}, ["aaa"], TODAY),
        lambda: old.set_users([WHO], event("user.add")),
        lambda: old.undo_log(WHO.id).append({"x": 1}, ["aaa"], TODAY),
    ):
        with pytest.raises(StoreLocked) as caught:
            attempt()
        assert caught.value.code == "E201"
    old._caseload._unwritten = 1
    old.close()
    after = {path: held for path, held in files(tmp_path).items() if not path.startswith("locks/")}
    assert after == {path: held for path, held in before.items() if not path.startswith("locks/")}
    assert [row.chart for row in reopen(tmp_path).list()[0]] == ["aaa", "bbb", "ccc"]


def images(states: list[Image]) -> list[Image]:
    """All of them when they are few, else a sample that always has the first and the last."""
    return states if len(states) <= 500 else [states[0], *Random(3).sample(states[1:-1], 498), states[-1]]


def test_no_crash_leaves_a_store_that_is_neither(tmp_path: Path) -> None:
    fs = SimFs()
    founding = keys(fill(STORE, fs))
    seen: dict[Image, None] = {}
    fs.observe = lambda: seen.update(dict.fromkeys(fs.crash_states(True, Random(len(seen)), most=6)))
    seal(STORE, founding, fs)
    fs.observe = lambda: None
    plain = sealed = 0
    for image in images(list(seen)):
        again = SimFs(image)
        try:
            store = open_store(STORE, small, fs=again, locks=NoLocks())
            plain += 1
        except StoreLocked:
            store = open_store(STORE, small, key=unlock(STORE, fs=again), fs=again, locks=NoLocks())
            sealed += 1
        check_all(store)
        if store.key is None:
            seal(STORE, founding, again)
        else:
            finish(store, event("vault.seal"))
        store = open_store(STORE, small, key=unlock(STORE, fs=again), fs=again, locks=NoLocks())
        check_all(store)
        assert store.vault.sealing is not None
        assert not store.vault.sealing.unfinished
        assert faults(store) == []
        assert readable({path: held for path, held in again.live.image() if held is not None}) == []
    assert plain > 5
    assert sealed > 100


def check_all(store: FileStore) -> None:
    assert {row.chart: row.fault for row in store.list()[0]} == {"aaa": "", "bbb": "", "ccc": ""}
    for chart, mark in (("aaa", 3), ("bbb", 1), ("ccc", 2)):
        assert store.load(chart)[1] == content(mark)
        assert {row.summary["mark"] for row in store.list()[0] if row.chart == chart} == {mark}
    assert [step.step for step in store.undo_log(WHO.id).list(TODAY)] == [{"before": "half a thought"}]


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO])
def test_a_disk_error_anywhere_leaves_a_store_that_can_be_sealed_later(tmp_path: Path, number: int) -> None:
    fill(tmp_path / "plain")
    shutil.copytree(tmp_path / "plain", tmp_path / "0")
    calls = FailingFs(lambda at, name: 0)
    seal_with(tmp_path / "0", calls)
    total = len(calls.calls)
    assert total > 150
    told: list[str] = []
    for at in sorted(Random(number).sample(range(1, total + 1), 30)):
        path = tmp_path / str(at)
        shutil.copytree(tmp_path / "plain", path)
        failing = FailingFs(lambda call, name, at=at: number if call == at else 0)
        try:
            seal_with(path, failing)
        except VaultFault as fault:
            told.append(fault.next_step)
        try:
            store = open_store(path, small)
        except StoreLocked:
            store = open_store(path, small, key=unlock(path))
        check_all(store)
        if store.key is None:
            seal(path, keys(store))
        else:
            finish(store, event("vault.seal"))
        check_all(open_store(path, small, key=unlock(path)))
        assert readable(files(path)) == []
    assert len(told) > 10
    assert all(told)


def seal_with(path: Path, fs: FailingFs) -> None:
    locks = NoLocks()
    begin(path, found(WHO.id, PASSPHRASE, vault=house.reopen(path).vault.id, cost=CHEAP), fs=fs, locks=locks)
    store = open_store(path, small, key=unlock(path), fs=fs, locks=locks)
    finish(store, event("vault.seal"))


def test_rests_of_interrupted_saves_go_too(tmp_path: Path) -> None:
    fill(tmp_path)
    layout = layout_at(tmp_path)
    whole = Path(layout.chart("bbb")).read_bytes()
    for chart in ("aaa", "ddd"):
        fresh = Path(layout.fresh(chart))
        fresh.parent.mkdir(mode=0o700, exist_ok=True)
        fresh.write_bytes(whole[:-40])
        fresh.chmod(0o600)
    seal(tmp_path, keys(house.reopen(tmp_path)))
    assert readable(files(tmp_path)) == []
    assert faults(reopen(tmp_path)) == []


def test_a_making_that_was_interrupted_is_taken_back(tmp_path: Path) -> None:
    """Its line is in the trail, its file was not renamed yet: nobody was ever told that there is such a chart."""
    store = fill(tmp_path)
    layout = layout_at(tmp_path)
    store.commit("ddd", 0, content(1), event())
    Path(layout.chart("ddd")).rename(layout.fresh("ddd"))
    assert "interrupted" in store.verify()[0].sentence
    seal(tmp_path, keys(store))
    assert readable(files(tmp_path)) == []
    assert reopen(tmp_path).verify(deep=True) == []


def test_what_cannot_be_sealed_is_named_and_the_rest_is(tmp_path: Path) -> None:
    fill(tmp_path)
    layout = layout_at(tmp_path)
    damaged = Path(layout.chart("bbb"))
    damaged.write_bytes(damaged.read_bytes()[:-5])
    founding = keys(house.reopen(tmp_path))
    begin(tmp_path, founding)
    store = open_store(tmp_path, summarise, key=unlock(tmp_path))
    [sentence] = finish(store, event("vault.seal"))
    assert "chart bbb is damaged" in sentence
    assert {path.rpartition("/")[2] for path in readable(files(tmp_path))} == {"bbb.chart"}
    # Put back from a backup, it can be sealed, because the sealing is not finished yet.
    damaged.unlink()
    store = open_store(tmp_path, summarise, key=unlock(tmp_path))
    assert finish(store, event("vault.seal")) == []
    with pytest.raises(VaultFault, match="no chart bbb"):
        store.load("bbb")


def test_a_plain_draft_keeps_the_sealing_open(tmp_path: Path) -> None:
    fill(tmp_path)
    drafts = tmp_path / "drafts"
    drafts.mkdir(mode=0o700, exist_ok=True)
    (drafts / "x.draft").write_bytes(b'{"magic":"plantui-draft","alg":"plain"}\n')
    begin(tmp_path, keys(house.reopen(tmp_path)))
    store = open_store(tmp_path, summarise, key=unlock(tmp_path))
    [sentence] = finish(store, event("vault.seal"))
    assert "x.draft is still plain" in sentence
    assert store.vault.sealing is not None
    assert store.vault.sealing.unfinished
    (drafts / "x.draft").unlink()
    assert finish(store, event("vault.seal")) == []


def snapshot(store: FileStore, hours: int = 0) -> str:
    """Make a snapshot; return its folder."""
    snapshots = Snapshots(store.parts)
    return snapshots.folder(snapshots.make(TODAY + timedelta(hours=hours)).label)


def test_snapshots_from_before_are_sealed_and_can_still_be_read(tmp_path: Path) -> None:
    store = fill(tmp_path)
    trees = [snapshot(store)]
    store.commit("bbb", 1, content(2), event())
    trees.append(snapshot(store, 2))
    seal(tmp_path, keys(store))
    assert readable(files(tmp_path)) == []
    again = open_store(tmp_path, small, key=unlock(tmp_path))
    snapshots = Snapshots(again.parts)
    first, second = snapshots.labels()
    assert snapshots.load(first, "aaa") == snapshots.load(second, "aaa") == (3, content(3))
    assert (snapshots.load(first, "bbb"), snapshots.load(second, "bbb")) == ((1, content(1)), (2, content(2)))
    # What was one file with two names still is.
    inodes = {Path(tree, *Path(layout_at(tmp_path).chart("aaa")).parts[-3:]).stat().st_ino for tree in trees}
    assert len(inodes) == 1
    assert faults(again) == []


def test_damaged_files_from_before_keep_it_open_until_they_are_gone(tmp_path: Path) -> None:
    store = fill(tmp_path)
    tree = Path(snapshot(store))
    damaged = tree / Path(layout_at(tmp_path).chart("bbb")).relative_to(tmp_path)
    broken = damaged.read_bytes()[:-9]
    damaged.unlink()
    damaged.write_bytes(broken)
    (tmp_path / "damaged").mkdir(mode=0o700)
    (tmp_path / "damaged" / "x").write_bytes(b"Wilhelmina")
    begin(tmp_path, keys(store))
    store = open_store(tmp_path, small, key=unlock(tmp_path))
    left = finish(store, event("vault.seal"))
    assert len(left) == 2
    assert str(damaged) in left[0]
    assert left[1].endswith("/damaged/x is still plain.")
    (tmp_path / "damaged" / "x").unlink()
    assert finish(store, event("vault.seal"), drop_snapshots=True) == []
    assert not tree.exists()
    assert readable(files(tmp_path)) == []
    # One that is made now is sealed, and stays.
    snapshot(store, 2)
    assert finish(store, event("vault.seal"), drop_snapshots=True) == []
    assert len(Snapshots(store.parts).labels()) == 1
    check_all(store)
    assert faults(store) == []
