"""Drafts under power cuts and full disks: no keystroke that was kept is lost. Kills: see `tests.faults`."""

from __future__ import annotations

import errno
import itertools
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random

import pytest

from plantui.vault.create import open_store
from plantui.vault.drafts import DraftBook
from plantui.vault.faults import StoreFull, StoreUnreadable, VaultFault
from plantui.vault.files import RealFs, put
from plantui.vault.founddraft import DraftHeld, Owner
from tests.vault.failing import FailingFs
from tests.vault.house import TODAY, NoLocks, event, faults, make, reopen, summarise, tables
from tests.vault.simfs import SimFs
from tests.vault.typist import typing

TYPIST = Path(__file__).with_name("typist.py")
HERE = Owner(who="u-dw", session="s1")
ROOT = "/s"


def desk(store: object, **more: object) -> DraftBook:
    named = {"background": False} | more
    return DraftBook(store.parts, HERE, lambda: TODAY, **named)  # type: ignore[attr-defined, arg-type]


def start(*arguments: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.vault.typist", *map(str, arguments)]
    return subprocess.Popen(command, cwd=TYPIST.parents[2], stdout=subprocess.PIPE, text=True)


def until_full(work: Callable[[int], object]) -> None:
    """Do something again and again until the disk is full."""
    for number in itertools.count():
        work(number)


class Alone:
    """Presence where there is one process only."""

    def mark(self, fd: int) -> bool:
        return True

    def marked(self, path: str) -> bool:
        return False


def power_cuts(any_subset: bool, lost: Callable[[str], bool] = lambda path: False) -> tuple[int, int]:
    """Type, sync, type; cut the power at every step. Return how many states there were and how many were bad."""
    disk = SimFs()
    store = make(Path(ROOT), disk, NoLocks())
    put(disk, f"{ROOT}/ballast", b"", durable=True)
    disk.fsync(fd := disk.create(f"{ROOT}/x"))
    disk.close(fd)
    texts = ["", *itertools.islice(typing(7), 12)]
    rng = Random(7)
    states: dict[object, tuple[int, int]] = {}
    typed, synced = 0, 0

    def look() -> None:
        for image in disk.crash_states(any_subset, rng, most=16):
            states.setdefault(image, (synced, typed))

    disk.lost_syncs = lost
    book = desk(store, presence=Alone())
    disk.observe = look
    draft = book.open("chart", "note", 1, texts[0])
    for typed in range(1, len(texts)):
        draft.change(texts[typed])
        if typed % 4 == 0:
            draft.sync()
            synced = typed
            look()
    disk.observe = lambda: None
    bad = 0
    for image, (least, most) in states.items():
        after = open_store(Path(ROOT), summarise, fs=SimFs(image), locks=NoLocks())  # type: ignore[arg-type]
        found = desk(after, presence=Alone()).abandoned()
        left = [texts.index(each.text) for each in found if each.text in texts]
        whole = len(left) == len(found) and not any(each.fault for each in found)
        bad += not (whole and least <= max(left, default=0) <= most)
    return len(states), bad


@pytest.mark.parametrize("any_subset", [False, True])
def test_no_power_cut_loses_what_was_synced(any_subset: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 0)
    states, bad = power_cuts(any_subset)
    assert states > 60
    assert bad == 0


@pytest.mark.parametrize("ending", [".draft", ".new", "/drafts"])
def test_without_one_of_the_syncs_a_power_cut_does(ending: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: the check above can fail."""
    monkeypatch.setattr("os.geteuid", lambda: 0)
    lost = {".draft": (".draft", ".new"), ".new": (".new",), "/drafts": ("/drafts",)}[ending]
    assert power_cuts(True, lambda path: path.endswith(lost))[1] > 0


class SmallDisk(RealFs):
    """A disk with so many free bytes."""

    def __init__(self, free: int) -> None:
        self.free = free

    def write(self, fd: int, payload: bytes) -> int:
        if self.free <= 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        taken = super().write(fd, payload[: self.free])
        self.free -= taken
        return taken

    def truncate(self, fd: int, size: int) -> None:
        self.free += os.fstat(fd).st_size - size
        super().truncate(fd, size)

    def unlink(self, path: str) -> None:
        state = os.lstat(path)
        super().unlink(path)
        self.free += state.st_size if state.st_nlink == 1 else 0


def test_a_full_disk_damages_no_chart_and_still_takes_drafts(tmp_path: Path) -> None:
    make(tmp_path / "s").close()
    disk = SmallDisk(1_200_000)
    store = open_store(tmp_path / "s", summarise, fs=disk)
    for number in range(5):
        store.commit(f"c{number}", 0, tables(number, size=20), event())
    book = desk(store)
    draft = book.open("c0", "note", 1, "")
    texts = list(itertools.islice(typing(3), 400))
    draft.change(texts[0])
    assert (tmp_path / "s" / "ballast").stat().st_size == 1024 * 1024
    revs = dict.fromkeys((f"c{number}" for number in range(5)), 1)

    def save(turn: int) -> None:
        chart = f"c{turn % 5}"
        revs[chart] = store.commit(chart, revs[chart], tables(turn, size=300), event())

    with pytest.raises(StoreFull):
        until_full(save)
    disk.free = 0
    for text in texts:
        draft.change(text)
    draft.sync()
    assert not (tmp_path / "s" / "ballast").exists()
    assert faults(store) == []
    assert {chart: store.load(chart)[0] for chart in revs} == revs
    disk.free = 0
    with pytest.raises(StoreFull):
        draft.change("nothing helps any more")
    assert isinstance(draft.fault, StoreFull)
    with pytest.raises(StoreFull):
        draft.change("nothing helps any more, but it is kept in memory")
    disk.free = 1000
    draft.sync()
    assert draft.fault is None
    draft._file.close()
    (found,) = desk(reopen(tmp_path / "s")).abandoned()
    assert found.text == "nothing helps any more, but it is kept in memory"
    assert store.commit("c0", revs["c0"], tables("after"), event()) == revs["c0"] + 1


def test_a_limit_on_file_sizes_stops_charts_not_typing(tmp_path: Path) -> None:
    store = make(tmp_path / "s")
    store.commit("chart", 0, tables(1), event())
    with start("fill", tmp_path / "s", 5, 2500) as terminal:
        assert terminal.communicate(timeout=60)[0].split() == ["full", "2500"]
    (found,) = desk(store).abandoned()
    assert found.text == next(itertools.islice(typing(5), 2500, None))
    assert (tmp_path / "s" / "drafts" / f"{found.id}.draft").stat().st_size <= 64 * 1024
    assert store.load("chart") == (1, tables(1))
    assert faults(store) == []


@pytest.mark.parametrize("wrong", [errno.EIO, errno.ENOSPC, -errno.ENOSPC, errno.EROFS])
def test_each_call_that_fails_leaves_a_draft_that_goes_on(tmp_path: Path, wrong: int) -> None:
    """-ENOSPC: the disk takes half of the record first."""
    texts = ["", "W", "Wo", "Wok", "Woke"]
    failed = 0
    for number in itertools.count(1):
        path = tmp_path / f"{number}"
        make(path).close()
        fs = FailingFs(lambda count, name, number=number: wrong if count == number else 0)  # type: ignore[misc]
        fs.armed = False
        book = desk(open_store(path, summarise, fs=fs))
        draft = book.open("chart", "note", 1, "")
        fs.armed = True
        for text in texts[1:]:
            try:
                draft.change(text)
                draft.sync()
            except VaultFault:
                failed += 1
        if len(fs.calls) < number:
            break
        fs.armed = False
        draft.change("Woke.")
        draft.sync()
        assert draft.fault is None
        draft._file.close()
        (found,) = desk(reopen(path)).abandoned()
        assert (found.text, found.fault) == ("Woke.", "")
    assert failed >= 4
    assert number > 8


def test_a_sync_that_failed_is_not_tried_again_on_the_same_file(tmp_path: Path) -> None:
    make(tmp_path / "s").close()
    failing = FailingFs(lambda count, name: errno.EIO if name == "fdatasync" else 0)
    failing.armed = False
    book = desk(open_store(tmp_path / "s", summarise, fs=failing))
    draft = book.open("chart", "note", 1, "")
    draft.change("a")
    inode = os.stat(draft.path).st_ino
    failing.armed = True
    with pytest.raises(StoreUnreadable):
        draft.sync()
    failing.armed = False
    draft.sync()
    assert os.stat(draft.path).st_ino != inode
    draft._file.close()
    assert [found.text for found in desk(reopen(tmp_path / "s")).abandoned()] == ["a"]


@pytest.mark.nightly
def test_a_real_full_disk_still_takes_drafts(tmp_path: Path) -> None:
    """As root only: a tmpfs of 3 MB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3m,mode=700", "none", str(disk)], check=True)
    try:
        store = make(disk / "s")
        draft = desk(store).open("c0", "note", 1, "")
        saved = {}

        def save(number: int) -> None:
            saved[f"c{number}"] = store.commit(f"c{number}", 0, tables(number, size=300), event())

        with pytest.raises(StoreFull):
            until_full(save)
        with (disk / "filler").open("wb", 0) as filler, pytest.raises(OSError, match="No space"):
            until_full(lambda _: filler.write(bytes(4096)))
        last = ""
        for last in itertools.islice(typing(1), 1000):
            draft.change(last)
        draft.sync()
        assert faults(store) == []
        assert {chart: store.load(chart)[0] for chart in saved} == saved
        draft._file.close()
        assert [found.text for found in desk(store).abandoned()] == [last]
    finally:
        subprocess.run(["umount", str(disk)], check=True)


@pytest.mark.parametrize("lost", ["", ".new", "/drafts"])
def test_no_power_cut_loses_a_draft_that_is_gone_on_with(lost: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a sync left out it would: the controls."""
    monkeypatch.setattr("os.geteuid", lambda: 0)
    disk = SimFs()
    store = make(Path(ROOT), disk, NoLocks())
    put(disk, f"{ROOT}/ballast", b"", durable=True)
    there = DraftBook(store.parts, Owner(who="u-ro", session="s2"), lambda: TODAY, Alone(), background=False)
    there.open("chart", "note", 1, "").change("half a sentence")
    there.leave()
    here = desk(store, presence=Alone())
    (found,) = here.abandoned()
    states: dict[object, None] = {}
    rng = Random(1)
    disk.lost_syncs = lambda path: bool(lost) and path.endswith(lost)
    disk.observe = lambda: states.update(dict.fromkeys(disk.crash_states(True, rng)))
    here.resume(found)
    disk.observe = lambda: None
    bad = 0
    for image in states:
        after = open_store(Path(ROOT), summarise, fs=SimFs(image), locks=NoLocks())  # type: ignore[arg-type]
        left = {each.text for each in desk(after, presence=Alone()).abandoned()}
        bad += left != {"half a sentence"}
    assert len(states) > 5
    assert (bad > 0) == bool(lost)


def test_of_terminals_that_open_a_text_at_once_one_gets_it(tmp_path: Path) -> None:
    make(tmp_path / "s").close()
    gate = threading.Barrier(6)

    def attempt(number: int) -> bool:
        owner = Owner(who="u-dw", session=f"s{number}")
        book = DraftBook(reopen(tmp_path / "s").parts, owner, lambda: TODAY, background=False)
        gate.wait()
        try:
            book.open("chart", "note", 1, "").change(f"typed by {number}")
        except DraftHeld:
            return False
        books.append(book)
        return True

    books: list[DraftBook] = []
    with ThreadPoolExecutor(6) as pool:
        assert sum(pool.map(attempt, range(6))) == 1
