"""What `verify` finds: every kind of damage and meddling, and nothing in a healthy store."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from plantui.vault.codec import Place, PlainCodec
from plantui.vault.faults import VaultFault
from plantui.vault.standing import NOTE
from plantui.vault.store import FileStore
from tests.vault.house import event, faults, lines, make, reopen, tables


@pytest.fixture
def store(tmp_path: Path) -> FileStore:
    """Charts `aaa` at revision 5 and `bbb` at revision 2."""
    store = make(tmp_path / "s")
    for rev in range(5):
        store.commit("aaa", rev, tables(rev), event())
    store.commit("bbb", 0, tables(1), event())
    store.commit("bbb", 1, tables(2), event())
    assert store.verify(deep=True) == []
    return store


def codes(store: FileStore, deep: bool = False) -> list[tuple[str, str]]:
    found = store.verify(deep)
    assert all(finding.sentence.endswith(".") and finding.next_step for finding in found)
    return [(finding.code, finding.chart) for finding in found]


def file(store: FileStore, chart: str = "aaa", ending: str = "chart") -> Path:
    return Path(store.layout.chart(chart)).with_suffix(f".{ending}")


def trail(store: FileStore) -> Path:
    return Path(store.layout.audit) / "2026-03.jsonl"


def rows(store: FileStore) -> list[bytes]:
    return trail(store).read_bytes().splitlines(keepends=True)


def test_a_chart_put_back_to_an_older_version_is_found(store: FileStore) -> None:
    old = file(store).read_bytes()
    store.commit("aaa", 5, tables(6), event())
    store.commit("aaa", 6, tables(7), event())
    file(store).write_bytes(old)
    assert codes(store) == [("E303", "aaa")]
    # Saving on top of it does not hide it.
    store.commit("aaa", 5, tables("on top"), event())
    assert codes(store) == [("E303", "aaa")]
    assert "went back from revision 7 to 5" in store.verify()[0].sentence


def test_a_chart_put_back_by_one_version_is_found(store: FileStore) -> None:
    shutil.copy(file(store, ending="prev"), file(store))
    assert codes(store) == [("E303", "aaa")]


def test_a_chart_changed_in_place_is_found_deep(store: FileStore) -> None:
    content = file(store).read_bytes()
    file(store).write_bytes(content.replace(b"visit 0", b"visit 9"))
    assert codes(store) == []
    assert codes(store, deep=True) == [("E304", "aaa")]


def test_a_chart_forged_with_its_checksum_is_found_deep(store: FileStore) -> None:
    other = make(Path(store.layout.root).parent / "other")
    for rev in range(5):
        other.commit("aaa", rev, tables("forged"), event())
    forged = file(other).read_bytes().replace(other.vault.id.encode(), store.vault.id.encode())
    line, _, rest = forged.partition(b"\n")

    body = rest[65:-1]
    file(store).write_bytes(line + b"\n" + PlainCodec().seal(Place("chart", "aaa", 5, line), body))
    assert store.load("aaa") == (5, tables("forged"))
    assert codes(store, deep=True) == [("E303", "aaa")]


def test_a_document_that_cannot_be_read_is_found_deep(store: FileStore) -> None:
    line, _, rest = file(store).read_bytes().partition(b"\n")
    body = rest[65:-1].replace(b'{"text"', b'["text"')
    rev = store.load("aaa")[0]
    file(store).write_bytes(line + b"\n" + PlainCodec().seal(Place("chart", "aaa", rev, line), body))
    [finding] = store.verify(deep=True)
    assert (finding.code, finding.chart) == ("E304", "aaa")
    assert "n0" in finding.sentence


def test_a_chart_of_another_client_in_its_place_is_found(store: FileStore) -> None:
    shutil.copy(file(store, "bbb"), file(store, "aaa"))
    assert codes(store) == [("E304", "aaa")]


def test_a_chart_that_is_gone_is_found(store: FileStore) -> None:
    file(store).unlink()
    assert codes(store) == [("E304", "aaa")]
    assert "previous version" in store.verify()[0].next_step
    file(store, ending="prev").unlink()
    assert codes(store) == [("E304", "aaa")]


def test_a_chart_nobody_saved_is_found(store: FileStore) -> None:
    other = make(Path(store.layout.root).parent / "other")
    other.commit("ccc", 0, tables(1), event())
    grafted = Path(store.layout.chart("ccc"))
    grafted.parent.mkdir(mode=0o700, exist_ok=True)
    grafted.write_bytes(file(other, "ccc").read_bytes().replace(other.vault.id.encode(), store.vault.id.encode()))
    grafted.chmod(0o600)
    assert codes(store) == [("E303", "ccc")]


@pytest.mark.parametrize(
    "meddle",
    [
        lambda rows: [rows[0].replace(b"plan.edit", b"plan.view"), *rows[1:]],
        lambda rows: [rows[0], *rows[2:]],
        lambda rows: [rows[1], rows[0], *rows[2:]],
        lambda rows: [rows[0], rows[0], *rows[1:]],
        lambda rows: rows[1:],
        lambda rows: [rows[0].replace(b"u-dw", b"u-xx"), *rows[1:]],
    ],
    ids=["edited", "deleted", "swapped", "doubled", "beginning cut", "other user"],
)
def test_a_meddled_audit_trail_is_found(store: FileStore, meddle: Callable[[list[bytes]], list[bytes]]) -> None:
    trail(store).write_bytes(b"".join(meddle(rows(store))))
    assert ("E303", "") in codes(store)


def test_an_audit_trail_whose_end_was_cut_is_found_by_the_charts(store: FileStore) -> None:
    trail(store).write_bytes(b"".join(rows(store)[:-1]))
    assert codes(store) == [("E303", "bbb")]
    trail(store).unlink()
    assert codes(store) == [("E303", "aaa"), ("E303", "bbb")]


def test_modes_are_checked_everywhere(store: FileStore) -> None:
    file(store).chmod(0o640)
    file(store).parent.chmod(0o755)
    trail(store).chmod(0o604)
    found = store.verify()
    assert [finding.code for finding in found] == ["E302"] * 3
    for finding in found:
        words = finding.next_step.split()
        Path(words[3]).chmod(int(words[2], 8))
    assert store.verify() == []


def test_a_lost_counter_is_found_and_put_right(store: FileStore) -> None:
    assert store.next_client_number() == 1
    Path(store.layout.counter).unlink()
    assert codes(store) == [("E304", "")]
    store.reserve_client_number(14)
    assert store.next_client_number() == 15
    assert store.verify() == []


def test_what_a_kill_left_is_a_note_and_goes_with_the_next_save(store: FileStore) -> None:
    file(store, ending="new").write_bytes(b"half a ch")
    file(store, ending="new").chmod(0o600)
    assert codes(store) == [(NOTE, "aaa")]
    store.commit("aaa", 5, tables(6), event())
    assert store.verify(deep=True) == []
    assert [line.act for line in lines(store)][-2:] == ["save.abort", "plan.edit"]


def test_strange_files_are_named(store: FileStore) -> None:
    for name in ("charts/00", "charts/stray"):
        place = Path(store.layout.root) / name
        place.write_text("?")
        place.chmod(0o600)
    stray = file(store).parent / "notes.txt"
    stray.write_text("?")
    stray.chmod(0o600)
    moved = Path(store.layout.charts) / "ff"
    moved.mkdir(mode=0o700)
    shutil.copy(file(store), moved / "aaa.chart")
    (file(store).parent / "A B.chart").mkdir(mode=0o700)
    assert [code for code, _ in codes(store)] == [NOTE] * 5
    listed = reopen(Path(store.layout.root)).list()[0]
    assert [(row.chart, row.rev) for row in listed] == [("aaa", 5), ("bbb", 2)]


def test_a_store_without_charts_is_healthy(tmp_path: Path) -> None:
    assert make(tmp_path).verify(deep=True) == []


def test_a_listed_chart_that_cannot_be_read_says_why(store: FileStore) -> None:
    file(store).write_bytes(b"")
    listed = {row.chart: row for row in reopen(Path(store.layout.root)).list()[0]}
    assert (listed["aaa"].rev, listed["aaa"].summary) == (0, {})
    assert "no readable header" in listed["aaa"].fault
    assert (listed["bbb"].rev, listed["bbb"].fault) == (2, "")
    assert faults(store) == ["E304 The file of chart aaa has no readable header."]


def test_what_is_no_file_in_the_place_of_one_is_said_to_be_damaged(store: FileStore) -> None:
    file(store).unlink()
    os.mkfifo(file(store), 0o600)
    file(store, "bbb").unlink()
    file(store, "bbb").mkdir(mode=0o700)
    for chart in ("aaa", "bbb"):
        with pytest.raises(VaultFault) as caught:
            store.load(chart)
        assert caught.value.code == "E304"
        with pytest.raises(VaultFault):
            store.commit(chart, 5, tables(1), event())
    assert [bool(row.fault) for row in reopen(Path(store.layout.root)).list()[0]] == [True, True]
