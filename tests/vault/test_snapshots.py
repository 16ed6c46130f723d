"""Snapshots: the store as it was, made beside the saves, never touched by what comes after."""

from __future__ import annotations

import errno
import os
import threading
from datetime import timedelta
from pathlib import Path

import pytest

from plantui.vault.create import open_store
from plantui.vault.faults import NotFound, StoreBusy, StoreFull, Tampered
from plantui.vault.files import RealFs
from plantui.vault.keeper import SnapshotKeeper
from plantui.vault.label import label_at
from plantui.vault.snapshots import Snapshots
from plantui.vault.store import FileStore
from tests.vault.failing import FailingFs
from tests.vault.house import TODAY, event, faults, make, reopen, summarise, tables

HOUR = timedelta(hours=1)


def filled(path: Path, charts: int = 3) -> FileStore:
    store = make(path)
    for number in range(charts):
        store.commit(f"c{number}", 0, tables(number), event())
    return store


def names(path: Path) -> list[str]:
    return sorted(place.name for place in (path / "snapshots").iterdir())


def test_a_snapshot_holds_every_chart_as_it_was(tmp_path: Path) -> None:
    store = filled(tmp_path / "s")
    snapshots = Snapshots(store.parts)
    made = snapshots.make(TODAY)
    assert (made.charts, made.seq, made.month) == (3, 3, "2026-03")
    store.commit("c1", 1, tables("later"), event())
    store.commit("c9", 0, tables("new"), event())
    assert snapshots.load(made.label, "c1") == (1, tables(1))
    assert snapshots.holding("c1") == [made.label]
    assert snapshots.holding("c9") == []
    with pytest.raises(NotFound):
        snapshots.load(made.label, "c9")
    assert snapshots.facts(made.label) == made
    assert names(tmp_path / "s") == ["20260310T135200Z"]
    assert faults(store) == []


def test_a_snapshot_is_names_not_copies(tmp_path: Path) -> None:
    store = filled(tmp_path / "s")
    label = Snapshots(store.parts).make(TODAY).label
    tree = Path(Snapshots(store.parts).folder(label))
    inside = [place for place in tree.rglob("*") if place.is_file() and place.name != "snapshot.json"]
    assert {str(place.relative_to(tree)) for place in inside} >= {"vault.json", "counter", "audit/2026-03.jsonl"}
    for place in inside:
        assert place.samefile(tmp_path / "s" / place.relative_to(tree))
    for place in [tree, *tree.rglob("*")]:
        assert place.stat().st_mode & 0o777 == (0o700 if place.is_dir() else 0o600)
    assert not {"locks", "drafts", "undo", "index", "snapshots"} & {place.name for place in tree.iterdir()}


def test_two_snapshots_of_one_second_have_two_names(tmp_path: Path) -> None:
    snapshots = Snapshots(filled(tmp_path / "s").parts)
    first, second = (snapshots.make(TODAY, "rotation") for _ in range(2))
    assert second.label.at - first.label.at == timedelta(seconds=1)
    assert len(names(tmp_path / "s")) == 2


def test_old_snapshots_go_by_the_policy(tmp_path: Path) -> None:
    store = filled(tmp_path / "s")
    snapshots = Snapshots(store.parts)
    for hours in range(40):
        snapshots.make(TODAY + hours * HOUR)
    left = snapshots.labels()
    # 24 hours, and the last one of the day before those.
    assert len(left) in (24, 25)
    assert left[-1] == label_at(TODAY + 39 * HOUR)
    assert snapshots.prune(TODAY + 400 * HOUR) == []
    assert store.load("c1")[0] == 1
    assert faults(store) == []


def test_one_an_hour_is_enough(tmp_path: Path) -> None:
    snapshots = Snapshots(filled(tmp_path / "s").parts)
    assert snapshots.is_due(TODAY)
    snapshots.make(TODAY)
    assert not snapshots.is_due(TODAY)
    assert not snapshots.is_due(TODAY + HOUR - timedelta(seconds=1))
    assert snapshots.is_due(TODAY + HOUR)
    # A clock that was a year ahead for a while does not stop snapshots for a year.
    assert snapshots.is_due(TODAY - timedelta(days=365))


def test_the_keeper_makes_one_beside_the_saves(tmp_path: Path) -> None:
    store = filled(tmp_path / "s")
    now = [TODAY]
    keeper = SnapshotKeeper(store.parts, lambda: now[0])
    for minutes in (0, 1, 59, 60, 61, 120):
        now[0] = TODAY + timedelta(minutes=minutes)
        keeper.nudge()
        keeper.finish()
    assert names(tmp_path / "s") == ["20260310T135200Z", "20260310T145200Z", "20260310T155200Z"]
    assert keeper.fault is None
    other = SnapshotKeeper(store.parts, lambda: now[0])
    other.nudge()
    other.finish()
    assert len(names(tmp_path / "s")) == 3


def test_no_save_waits_for_the_keeper(tmp_path: Path) -> None:
    """The snapshot stands still in the middle; a save of the same chart goes through."""
    filled(tmp_path / "s").close()
    reached, go = threading.Event(), threading.Event()

    class Slow(RealFs):
        def link(self, source: str, target: str) -> None:
            super().link(source, target)
            if "/snapshots/" in target and target.endswith("vault.json.bak"):
                return
            if "/snapshots/" in target and target.endswith(".chart"):
                reached.set()

        def mkdir(self, path: str) -> None:
            # Between two shards.
            if reached.is_set():
                assert go.wait(30)
            super().mkdir(path)

    slow = open_store(tmp_path / "s", summarise, fs=Slow())
    keeper = SnapshotKeeper(slow.parts, lambda: TODAY)
    keeper.nudge()
    assert reached.wait(30)
    store = reopen(tmp_path / "s")
    for number in range(3):
        assert store.commit(f"c{number}", 1, tables("meanwhile"), event()) == 2
    go.set()
    keeper.finish()
    snapshots = Snapshots(store.parts)
    (label,) = snapshots.labels()
    # What was saved meanwhile is in it, because the trail it ends with tells of it.
    assert snapshots.facts(label).seq == 6
    assert [snapshots.rev_of(label, f"c{number}") for number in range(3)] == [2, 2, 2]


def test_a_second_keeper_stands_aside(tmp_path: Path) -> None:
    store = filled(tmp_path / "s")
    with store.parts.locks.hold("snapshots"), pytest.raises(StoreBusy):
        Snapshots(reopen(tmp_path / "s").parts).make(TODAY, patience=0)
    keeper = SnapshotKeeper(reopen(tmp_path / "s").parts, lambda: TODAY)
    with store.parts.locks.hold("snapshots"):
        keeper.nudge()
        keeper.finish()
    assert keeper.fault is None
    assert not (tmp_path / "s" / "snapshots").exists()


def test_a_snapshot_that_fails_anywhere_leaves_nothing_but_what_the_next_one_sweeps(tmp_path: Path) -> None:
    whole = 0
    for number in range(1, 400):
        path = tmp_path / f"{number}"
        filled(path, 2).close()
        fs = FailingFs(lambda count, name, number=number: errno.ENOSPC if count == number else 0)  # type: ignore[misc]
        fs.armed = False
        store = open_store(path, summarise, fs=fs)
        fs.armed = True
        try:
            Snapshots(store.parts).make(TODAY)
            whole += 1
        except StoreFull:
            pass
        fs.armed = False
        assert all(Snapshots(store.parts).facts(label).charts == 2 for label in Snapshots(store.parts).labels())
        again = Snapshots(store.parts).make(TODAY)
        assert again.charts == 2
        assert again.label.name in names(path)
        assert not any(name.startswith(".") for name in names(path))
        assert faults(store) == []
        if len(fs.calls) < number:
            break
    assert number > 30
    assert whole < number / 2


def test_a_damaged_snapshot_is_told_apart(tmp_path: Path) -> None:
    store = filled(tmp_path / "s")
    snapshots = Snapshots(store.parts)
    label = snapshots.make(TODAY).label
    folder = Path(snapshots.folder(label))
    chart = next(folder.rglob("c1.chart"))
    content = chart.read_bytes()
    chart.unlink()
    chart.write_bytes(content[:-20])
    with pytest.raises(Tampered):
        snapshots.load(label, "c1")
    (folder / "snapshot.json").unlink()
    with pytest.raises(NotFound, match="no snapshot"):
        snapshots.facts(label)
    (folder / "snapshot.json").write_text("{}")
    with pytest.raises(NotFound, match="no snapshot"):
        snapshots.facts(label)
    assert store.load("c1")[0] == 1


def test_verify_does_not_walk_through_snapshots(tmp_path: Path) -> None:
    store = filled(tmp_path / "s")
    snapshots = Snapshots(store.parts)
    folder = Path(snapshots.folder(snapshots.make(TODAY).label))
    seen: list[str] = []

    class Watching(RealFs):
        def stat(self, path: str) -> os.stat_result:
            seen.append(path)
            return super().stat(path)

    assert open_store(tmp_path / "s", summarise, fs=Watching()).verify(deep=True) == []
    assert str(folder) in seen
    assert not any(path.startswith(f"{folder}/") for path in seen)
    folder.chmod(0o755)
    assert [found.code for found in store.verify()] == ["E302"]


def test_a_store_that_keeps_snapshots_makes_one_with_a_save_and_waits_for_it_at_the_end(tmp_path: Path) -> None:
    store = make(tmp_path / "s")
    store.commit("c0", 0, tables(0), event())
    store.close()
    assert not (tmp_path / "s" / "snapshots").exists()
    store.keep_snapshots(lambda: TODAY)
    store.commit("c0", 1, tables(1), event())
    store.commit("c0", 2, tables(2), event())
    store.close()
    assert names(tmp_path / "s") == ["20260310T135200Z"]
    again = reopen(tmp_path / "s")
    again.keep_snapshots(lambda: TODAY + HOUR / 2)
    again.list()
    again.commit("c0", 3, tables(3), event())
    again.close()
    assert len(names(tmp_path / "s")) == 1
