"""Repair: the newest version that the audit trail vouches for comes back, and nothing else does."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from plantui.vault.backup import write_backup
from plantui.vault.backupfile import BackupFile
from plantui.vault.faults import Conflict, StoreMissing
from plantui.vault.files import RealFs
from plantui.vault.layout import layout_at
from plantui.vault.repair import find_remedy, mend_modes, put_manifest, repair, spare_manifest
from plantui.vault.snapshots import Snapshots
from plantui.vault.store import FileStore
from tests.vault.house import TODAY, event, faults, lines, make, reopen, tables
from tests.vault.sealing import sealed


@pytest.fixture(params=["plain", "sealed"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> FileStore:
    """Revision 1 in a backup, 2 in a snapshot, 3 beside the chart, 4 the chart."""
    made = make(tmp_path / "s") if request.param == "plain" else sealed.make(tmp_path / "s")[0]
    made.commit("other", 0, tables("other"), event())
    made.commit("chart", 0, tables(1), event())
    out = io.BytesIO()
    write_backup(made.parts, out, TODAY, "test", sealed=request.param != "plain")
    (tmp_path / "b.tar").write_bytes(out.getvalue())
    made.commit("chart", 1, tables(2), event())
    Snapshots(made.parts).make(TODAY + timedelta(hours=2))
    made.commit("chart", 2, tables(3), event())
    made.commit("chart", 3, tables(4), event())
    return made


def place(store: FileStore, ending: str = "chart") -> Path:
    return Path(store.layout.chart("chart")).with_suffix(f".{ending}")


def damage(path: Path) -> None:
    content = path.read_bytes()
    path.unlink()
    path.write_bytes(content[:-40] + b"\x00" * 40)
    path.chmod(0o600)


def test_each_place_is_tried_the_newest_version_first(store: FileStore, tmp_path: Path) -> None:
    backup = BackupFile(tmp_path / "b.tar")
    snapshot = Path(Snapshots(store.parts).folder(Snapshots(store.parts).labels()[0]))
    kept = [place(store), place(store, "prev"), snapshot / place(store).relative_to(store.layout.root)]
    sources = []
    for rev, path in zip((4, 3, 2), kept, strict=True):
        remedy = find_remedy(store, "chart", [backup])
        assert remedy is not None
        assert (remedy.rev, remedy.tables, remedy.wanted, remedy.proven) == (rev, tables(rev), 4, True)
        sources.append(remedy.source.partition(":")[0])
        damage(path)
    remedy = find_remedy(store, "chart", [backup])
    assert remedy is not None
    assert (remedy.rev, remedy.tables) == (1, tables(1))
    assert [*sources, remedy.source.partition(":")[0]] == ["store", "store", "snapshot", "backup"]
    assert find_remedy(store, "chart") is None
    assert repair(store, remedy, event()) == 5
    assert store.load("chart") == (5, tables(1))
    assert lines(store)[-1].act == "chart.repair"
    assert lines(store)[-1].detail[-1] == "rev:1"
    assert faults(store) == [one for one in faults(store) if "is not sealed" in one]
    assert store.load("other") == (1, tables("other"))


@pytest.mark.parametrize(
    "wreck",
    [
        lambda path: path.unlink(),
        damage,
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(path.read_bytes()[:100]),
    ],
    ids=["gone", "damaged", "empty", "cut"],
)
def test_the_revision_beside_it_comes_back_and_the_store_is_whole(
    store: FileStore, wreck: Callable[[Path], object]
) -> None:
    copy = place(store).read_bytes()
    place(store).unlink()
    place(store).write_bytes(copy)
    place(store).chmod(0o600)
    wreck(place(store))
    assert faults(store) != []
    remedy = find_remedy(store, "chart")
    assert remedy is not None
    assert remedy.rev == 3
    assert repair(store, remedy, event()) == 5
    assert store.load("chart") == (5, tables(3))
    assert faults(store) == [one for one in faults(store) if "is not sealed" in one]


def test_a_chart_that_was_put_back_goes_above_all_it_ever_had(store: FileStore) -> None:
    old = place(store, "prev").read_bytes()
    place(store).unlink()
    place(store).write_bytes(old)
    place(store).chmod(0o600)
    place(store, "prev").unlink()
    assert [one[:4] for one in faults(store)] == ["E303"]
    remedy = find_remedy(store, "chart")
    assert remedy is not None
    assert (remedy.source, remedy.rev, remedy.wanted) == ("store:current", 3, 4)
    assert repair(store, remedy, event()) == 5
    assert faults(store) == []
    assert store.commit("chart", 5, tables(6), event()) == 6
    assert faults(store) == []


def test_what_no_line_made_is_no_remedy_in_the_store(tmp_path: Path) -> None:
    """In a plain store anybody who can write can make a file that reads well; the trail does not vouch for it."""
    store, other = make(tmp_path / "s"), make(tmp_path / "t")
    for rev in range(2):
        store.commit("chart", rev, tables(rev), event())
    for rev in range(3):
        other.commit("chart", rev, tables("forged"), event())
    forged = Path(other.layout.chart("chart")).read_bytes()
    forged = forged.replace(other.vault.id.encode(), store.vault.id.encode())
    place(store).write_bytes(forged)
    assert faults(store) != []
    remedy = find_remedy(store, "chart")
    assert remedy is not None
    assert remedy.tables == tables(0)


def test_a_save_meanwhile_is_not_overwritten(store: FileStore) -> None:
    damage(place(store))
    remedy = find_remedy(store, "chart")
    assert remedy is not None
    store.put_back("chart", tables("newer"), event())
    with pytest.raises(Conflict):
        repair(store, remedy, event())
    assert store.load("chart")[1] == tables("newer")


def test_a_backup_of_another_store_is_passed_over(store: FileStore, tmp_path: Path) -> None:
    other = make(tmp_path / "t")
    other.commit("chart", 0, tables("foreign"), event())
    out = io.BytesIO()
    write_backup(other.parts, out, TODAY, "test", sealed=False)
    (tmp_path / "c.tar").write_bytes(out.getvalue())
    for path in Path(store.layout.root).rglob("chart.*"):
        path.unlink()
    assert find_remedy(store, "chart", [BackupFile(tmp_path / "c.tar")]) is None
    assert find_remedy(store, "never", [BackupFile(tmp_path / "c.tar")]) is None


def test_modes_are_set_right(tmp_path: Path) -> None:
    store = make(tmp_path / "s")
    store.commit("chart", 0, tables(1), event())
    place(store).chmod(0o644)
    (tmp_path / "s" / "audit").chmod(0o755)
    place(store).parent.chmod(0o500)
    assert len(faults(store)) == 3
    assert sorted(mend_modes(RealFs(), store.layout)) == sorted(
        map(str, (place(store), tmp_path / "s" / "audit", place(store).parent))
    )
    assert faults(reopen(tmp_path / "s")) == []
    assert mend_modes(RealFs(), store.layout) == []


@pytest.mark.parametrize("wreck", [lambda path: path.unlink(), lambda path: path.write_bytes(b'{"magic": "plan')])
def test_the_second_manifest_stands_in_for_the_first(tmp_path: Path, wreck: Callable[[Path], object]) -> None:
    store = make(tmp_path / "s")
    layout = layout_at(tmp_path / "s")
    assert spare_manifest(RealFs(), layout) is None
    wreck(tmp_path / "s" / "vault.json")
    content = spare_manifest(RealFs(), layout)
    assert content is not None
    put_manifest(RealFs(), layout, content)
    assert reopen(tmp_path / "s").vault == store.vault
    (tmp_path / "s" / "vault.json.bak").write_bytes(b"x")
    wreck(tmp_path / "s" / "vault.json")
    assert spare_manifest(RealFs(), layout) is None


def test_another_folder_is_no_store_to_repair(tmp_path: Path) -> None:
    (tmp_path / "vault.json").write_bytes(b'{"magic": "something else"}')
    (tmp_path / "vault.json").chmod(0o600)
    assert spare_manifest(RealFs(), layout_at(tmp_path)) is None
    with pytest.raises(StoreMissing):
        reopen(tmp_path)
