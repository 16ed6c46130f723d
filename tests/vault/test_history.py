"""What is known of the revisions of a chart, and which of them can still be read."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from plantui.vault.faults import NotFound
from plantui.vault.snapshots import Snapshots
from tests.vault.house import TODAY, event, make, tables


def test_every_revision_is_listed_and_those_that_are_kept_can_be_read(tmp_path: Path) -> None:
    store = make(tmp_path / "s")
    snapshots = Snapshots(store.parts)
    labels = {}
    for rev in range(6):
        at = TODAY + timedelta(hours=rev)
        store.commit("chart", rev, tables(rev + 1), event(f"act.n{rev + 1}", at, "g1.2"))
        if rev + 1 in (2, 3):
            labels[rev + 1] = snapshots.make(at).label
    store.commit("other", 0, tables("other"), event())
    found = store.history("chart")
    assert [info.rev for info in found] == [6, 5, 4, 3, 2, 1]
    assert [info.act for info in found] == [f"act.n{rev}" for rev in (6, 5, 4, 3, 2, 1)]
    assert (found[0].who, found[0].at, found[0].detail) == ("u-dw", TODAY + timedelta(hours=5), ("g1.2",))
    assert [info.rev for info in found if info.readable] == [6, 5, 3, 2]
    assert [info.rev for info in found if info.current] == [6]
    assert [info.rev for info in found if info.previous] == [5]
    assert found[3].snapshots == (labels[3],)
    for rev in (2, 3, 5, 6):
        assert store.load("chart", rev) == (rev, tables(rev))
    for rev in (1, 4, 7):
        with pytest.raises(NotFound, match=f"Revision {rev} of chart chart is kept nowhere"):
            store.load("chart", rev)


def test_a_save_that_was_taken_back_is_no_revision(tmp_path: Path) -> None:
    store = make(tmp_path / "s")
    store.commit("chart", 0, tables(1), event())
    shard = next((tmp_path / "s" / "charts").iterdir())
    (shard / "chart.prev").mkdir()
    with pytest.raises(Exception, match="directory"):
        store.commit("chart", 1, tables(2), event())
    assert [info.rev for info in store.history("chart")] == [1]


def test_a_chart_nobody_knows_has_no_history(tmp_path: Path) -> None:
    assert make(tmp_path / "s").history("chart") == []


def test_damaged_files_are_left_out(tmp_path: Path) -> None:
    store = make(tmp_path / "s")
    for rev in range(2):
        store.commit("chart", rev, tables(rev), event())
    label = Snapshots(store.parts).make(TODAY).label
    place = next(Path(Snapshots(store.parts).folder(label)).rglob("chart.chart"))
    place.unlink()
    place.write_text("nothing")
    found = store.history("chart")
    assert [(info.rev, info.snapshots) for info in found] == [(2, ()), (1, ())]


def test_a_version_that_lost_stays_readable(tmp_path: Path) -> None:
    store = make(tmp_path / "s")
    snapshots = Snapshots(store.parts)
    store.commit("chart", 0, tables("before"), event())
    store.commit("other", 0, tables("other"), event())
    store.commit("chart", 1, tables("mine"), event("conflict.mine"))
    label = snapshots.keep("chart", TODAY)
    for rev in (2, 3, 4):
        store.commit("chart", rev, tables("theirs"), event("conflict.theirs"))
    (kept,) = [info for info in store.history("chart") if info.act == "conflict.mine"]
    assert (kept.rev, kept.readable, kept.snapshots) == (2, True, (label,))
    assert store.load("chart", 2) == (2, tables("mine"))
    assert snapshots.holding("other") == []
    # It holds one chart, and stands for no hour.
    assert snapshots.is_due(TODAY + timedelta(minutes=1))
    with pytest.raises(NotFound):
        snapshots.keep("nobody", TODAY)
    snapshots.keep("chart", TODAY)
    assert sorted(place.name for place in (tmp_path / "s" / "snapshots").iterdir()) == [
        "20260310T135200Z.version",
        "20260310T135201Z.version",
    ]
    snapshots.make(TODAY + timedelta(days=29))
    assert label in snapshots.labels()
    snapshots.make(TODAY + timedelta(days=31))
    assert label not in snapshots.labels()
    assert store.verify(deep=True) == []
