"""Backups: whole, of one moment, found out when they are damaged, and put back as they were."""

from __future__ import annotations

import io
import subprocess
import sys
import tarfile
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from plantui.vault.backup import write_backup
from plantui.vault.backupfile import BackupFile
from plantui.vault.chartfile import decode
from plantui.vault.codec import PlainCodec
from plantui.vault.drafts import DraftBook
from plantui.vault.faults import NotFound, StoreMissing, Tampered, VaultFault
from plantui.vault.founddraft import Owner
from plantui.vault.snapshots import Snapshots
from plantui.vault.store import FileStore
from tests.vault.house import TODAY, event, faults, make, reopen, tables

SAVER = Path(__file__).with_name("saver.py")


def back_up(store: FileStore, file: Path) -> BackupFile:
    with file.open("wb") as out:
        write_backup(store.parts, out, TODAY, "0.1.0", sealed=False)
    return BackupFile(file)


@pytest.fixture
def store(tmp_path: Path) -> FileStore:
    made = make(tmp_path / "s")
    for number in range(8):
        made.commit(f"c{number}", 0, tables(number), event())
    made.commit("c3", 1, tables("three"), event())
    made.next_client_number()
    made.undo_log("u-dw").append({"step": 1}, ["c3"], TODAY)
    book = DraftBook(made.parts, Owner(who="u-dw", session="s1"), lambda: TODAY, background=False)
    book.open("c3", "note", 2, "").change("half a sentence")
    book.leave()
    return made


def test_what_was_backed_up_comes_back(store: FileStore, tmp_path: Path) -> None:
    backup = back_up(store, tmp_path / "b.tar")
    assert (backup.head.charts, backup.head.seq, backup.head.made, backup.head.sealed) == (8, 9, TODAY, False)
    assert backup.check() == []
    store.commit("c3", 2, tables("later"), event())
    backup.unpack(tmp_path / "t")
    again = reopen(tmp_path / "t")
    assert again.load("c3") == (2, tables("three"))
    assert [row.chart for row in again.list()[0]] == [f"c{number}" for number in range(8)]
    assert again.next_client_number() == 2
    assert [step.step for step in again.undo_log("u-dw").list(TODAY)] == [{"step": 1}]
    book = DraftBook(again.parts, Owner(who="u-dw", session="s2"), lambda: TODAY, background=False)
    assert [found.text for found in book.abandoned()] == ["half a sentence"]
    assert faults(again) == []
    for place in [tmp_path / "t", *(tmp_path / "t").rglob("*")]:
        assert place.stat().st_mode & 0o777 == (0o700 if place.is_dir() else 0o600), place
    again.commit("c3", 2, tables("on"), event())
    assert again.verify(deep=True) == []


def test_the_same_store_gives_the_same_bytes_in_order(store: FileStore, tmp_path: Path) -> None:
    one, two = back_up(store, tmp_path / "1.tar"), back_up(store, tmp_path / "2.tar")
    assert one.path.read_bytes() == two.path.read_bytes()
    with tarfile.open(one.path) as archive:
        inside = archive.getnames()
        assert all((member.uid, member.gid, member.mode) == (0, 0, 0o600) for member in archive)
    assert inside[0] == "backup.json"
    assert inside[-1] == "sums.json"
    assert inside[1:-1] == sorted(inside[1:-1])
    assert not any(name.startswith(("locks", "snapshots", "index", "ballast")) for name in inside)
    assert not (tmp_path / "s" / "snapshots" / ".backup").exists()


def test_one_chart_can_be_taken_out(store: FileStore, tmp_path: Path) -> None:
    backup = back_up(store, tmp_path / "b.tar")
    header, content = decode(backup.chart("c3"), store.vault.id, "c3", PlainCodec())
    assert (header.rev, content) == (2, tables("three"))
    assert [header.chart for header in backup.headers()] == sorted(
        (f"c{number}" for number in range(8)), key=lambda chart: store.layout.chart(chart)
    )
    with pytest.raises(NotFound):
        backup.chart("c9")


@pytest.mark.parametrize("charts", [1, 6])
def test_a_backup_beside_busy_terminals_is_of_one_moment(tmp_path: Path, charts: int) -> None:
    """Every chart is at the revision that the audit trail of the backup says, or verify would complain."""
    store = make(tmp_path / "s")
    commands = [[sys.executable, str(SAVER), "save", str(tmp_path / "s"), f"c{number}"] for number in range(charts)]
    terminals = [subprocess.Popen(command, stdout=subprocess.PIPE) for command in commands[:3]]
    try:
        for terminal in terminals:
            assert terminal.stdout is not None
            terminal.stdout.readline()
        for number in range(3, charts):
            store.commit(f"c{number}", 0, tables(number), event())
        moved = set()
        for turn in range(5):
            backup = back_up(store, tmp_path / f"{turn}.tar")
            backup.unpack(tmp_path / f"t{turn}")
            again = reopen(tmp_path / f"t{turn}")
            assert again.verify(deep=True) == []
            moved.add(again.load("c0")[0])
        assert len(moved) > 2
    finally:
        for terminal in terminals:
            terminal.kill()
            terminal.communicate()
    assert faults(store) == []


def test_without_the_cut_it_would_not_be(tmp_path: Path) -> None:
    """The control: a trail that is read later than the charts tells of revisions that are not there."""
    store = make(tmp_path / "s")
    store.commit("c0", 0, tables(0), event())
    label = Snapshots(store.parts).make(TODAY).label
    for rev in (1, 2):
        store.commit("c0", rev, tables(rev), event())
    tree = Path(Snapshots(store.parts).folder(label))
    (tree / "snapshot.json").unlink()
    assert any("E303" in sentence for sentence in faults(reopen(tree)))


def test_a_copy_of_the_folder_during_saves_is_good_chart_by_chart(tmp_path: Path) -> None:
    make(tmp_path / "s").close()
    with subprocess.Popen(
        [sys.executable, str(SAVER), "save", str(tmp_path / "s"), "c0"], stdout=subprocess.PIPE
    ) as terminal:
        assert terminal.stdout is not None
        terminal.stdout.readline()
        for turn in range(10):
            subprocess.run(["cp", "-a", str(tmp_path / "s"), str(tmp_path / f"t{turn}")], check=False)
            rev, content = reopen(tmp_path / f"t{turn}").load("c0")
            assert content["notes"]["n"]["rev"] == rev
        terminal.kill()


def test_a_backup_that_was_cut_off_is_found_out(store: FileStore, tmp_path: Path) -> None:
    whole = back_up(store, tmp_path / "b.tar").path.read_bytes()
    rng = Random(3)
    for size in [0, 100, 511, 512, *(rng.randrange(len(whole) - 12_000) for _ in range(40))]:
        (tmp_path / "c.tar").write_bytes(whole[:size])
        with pytest.raises((Tampered, StoreMissing)):
            BackupFile(tmp_path / "c.tar").unpack(tmp_path / "t")
        assert not (tmp_path / "t").exists()
        assert not (tmp_path / "t.restoring").exists()


def test_a_flipped_bit_is_found_out_or_does_not_matter(store: FileStore, tmp_path: Path) -> None:
    whole = back_up(store, tmp_path / "b.tar").path.read_bytes()
    rng = Random(4)
    found_out = 0
    for turn in range(60):
        place = rng.randrange(len(whole))
        (tmp_path / "c.tar").write_bytes(
            whole[:place] + bytes([whole[place] ^ 1 << rng.randrange(8)]) + whole[place + 1 :]
        )
        try:
            BackupFile(tmp_path / "c.tar").unpack(tmp_path / f"t{turn}")
        except VaultFault:
            found_out += 1
            continue
        assert reopen(tmp_path / f"t{turn}").load("c3") == (2, tables("three"))
        assert faults(reopen(tmp_path / f"t{turn}")) == []
    assert found_out > 20


@pytest.mark.parametrize(
    "name", ["../x", "/etc/x", "charts/../../x", "a/b/c/d/e", ".hidden", "charts/.x", "", "a\nb", "a//b"]
)
def test_an_archive_cannot_write_outside_the_store(store: FileStore, tmp_path: Path, name: str) -> None:
    with tarfile.open(back_up(store, tmp_path / "b.tar").path) as archive:
        head = archive.extractfile("backup.json")
        assert head is not None
        first = head.read()
    with tarfile.open(tmp_path / "evil.tar", "w") as archive:
        for each, content in (("backup.json", first), (name, b"evil")):
            member = tarfile.TarInfo(each)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    with pytest.raises(VaultFault):
        BackupFile(tmp_path / "evil.tar").unpack(tmp_path / "t")
    assert sorted(place.name for place in tmp_path.iterdir()) == ["b.tar", "evil.tar", "s"]


def test_a_link_in_an_archive_is_refused(store: FileStore, tmp_path: Path) -> None:
    first = back_up(store, tmp_path / "b.tar").path
    with tarfile.open(first) as archive, tarfile.open(tmp_path / "evil.tar", "w") as evil:
        head = archive.getmember("backup.json")
        evil.addfile(head, archive.extractfile(head))
        link = tarfile.TarInfo("vault.json")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        evil.addfile(link)
    with pytest.raises(Tampered, match="no backup holds"):
        BackupFile(tmp_path / "evil.tar").unpack(tmp_path / "t")


def test_what_is_no_backup_is_said_to_be_none(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        BackupFile(tmp_path / "none.tar")
    for content in (b"", b"hello", b"\0" * 20_000):
        (tmp_path / "x").write_bytes(content)
        with pytest.raises(StoreMissing, match="not a backup"):
            BackupFile(tmp_path / "x")
    (tmp_path / "folder").mkdir()
    with pytest.raises(VaultFault):
        BackupFile(tmp_path / "folder")


def test_nothing_is_restored_over_what_is_there(store: FileStore, tmp_path: Path) -> None:
    backup = back_up(store, tmp_path / "b.tar")
    with pytest.raises(StoreMissing, match="not empty"):
        backup.unpack(tmp_path / "s")
    (tmp_path / "t").mkdir()
    (tmp_path / "t.restoring").mkdir()
    (tmp_path / "t.restoring" / "left").write_text("by a crash")
    backup.unpack(tmp_path / "t")
    assert reopen(tmp_path / "t").load("c3")[0] == 2
    assert not (tmp_path / "t.restoring").exists()


def test_a_snapshot_of_an_hour_ago_does_not_change_a_backup(store: FileStore, tmp_path: Path) -> None:
    Snapshots(store.parts).make(TODAY - timedelta(hours=1))
    before = back_up(store, tmp_path / "1.tar").path.read_bytes()
    Snapshots(store.parts).make(TODAY)
    assert back_up(store, tmp_path / "2.tar").path.read_bytes() == before
