"""Power loss on ext4, xfs and btrfs, block by block. Nightly, as root, where loop devices and FUSE are.

What `tests.vault.test_crash_model` shows on a model of a disk, this shows on the real ones.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest
from tinydb import TinyDB

from plantui.vault.create import open_store
from plantui.vault.drafts import DraftBook
from plantui.vault.faults import NotFound, VaultFault
from plantui.vault.files import RealFs
from plantui.vault.founddraft import Owner
from plantui.vault.private import PrivateNote, PrivateNotes
from tests.faults.powercut import FILE_SYSTEMS, FileSystem, after_the_cut, cuts, in_memory, record
from tests.faults.privileges import needed
from tests.vault.house import TODAY, event, faults, summarise, tables
from tests.vault.sealing import sealed

CHARTS = ("aaa", "bbb", "ccc")
SAVES = 24
STATES = 300
pytestmark = [pytest.mark.nightly, pytest.mark.timeout(3600)]


class Ack(NamedTuple):
    """What was promised, and when.

    Attributes:
        at: how many entries the log of the disk had then.
        what: a chart, `draft` or `private`.
        mark: its revision, or which text it was.
    """

    at: int
    what: str
    mark: int


class SomeSyncs(RealFs):
    """The real file system without some of its syncs: for the controls, which must fail."""

    def __init__(self, *, files: bool, folders: bool) -> None:
        self._files = files
        self._folders = folders

    def fsync(self, fd: int) -> None:
        if self._files:
            super().fsync(fd)

    def fdatasync(self, fd: int) -> None:
        if self._files:
            super().fdatasync(fd)

    def sync_dir(self, path: str) -> None:
        if self._folders:
            super().sync_dir(path)


def typed(mark: int) -> str:
    return "woke at 4, " * mark


def prepare(place: Path) -> None:
    sealed.make(place / "s")[0].close()


def saves(place: Path, position: Callable[[], int], acks: list[Ack], fs: RealFs) -> None:
    """Three charts in turn, a draft beside them, and private notes."""
    store = open_store(place / "s", summarise, key=sealed.unlock(place / "s"), fs=fs)
    assert store.key is not None
    notes = PrivateNotes(store.parts, store.key)
    book = DraftBook(store.parts, Owner(who="u-dw", session="s1"), lambda: TODAY, background=False)
    draft = book.open("aaa", "note", 1, "")
    for turn in range(SAVES):
        chart, rev = CHARTS[turn % 3], turn // 3
        store.commit(chart, rev, tables(turn, size=20), event())
        acks.append(Ack(position(), chart, rev + 1))
        draft.change(typed(turn + 1))
        draft.sync()
        acks.append(Ack(position(), "draft", turn + 1))
        if turn % 4 == 3:
            notes.save("aaa", turn // 4, [PrivateNote(TODAY, typed(turn))], event())
            acks.append(Ack(position(), "private", turn // 4 + 1))
    book.leave()


def judge(place: Path, sure: dict[str, int]) -> None:
    """Assert what must hold after a cut.

    Args:
        place: the disk, mounted again.
        sure: the last mark of everything that was acknowledged before.
    """
    store = sealed.reopen(place / "s")
    assert store.key is not None
    listed = {row.chart: (row.rev, row.fault) for row in store.list()[0]}
    for number, chart in enumerate(CHARTS):
        try:
            rev, content = store.load(chart)
        except NotFound:
            rev, content = 0, {}
        assert sure.get(chart, 0) <= rev <= sure.get(chart, 0) + 1, f"{chart} at {rev}, {sure.get(chart, 0)} was saved"
        assert content == (tables(3 * rev - 3 + number, size=20) if rev else {})
        assert listed.get(chart, (0, "")) == (rev, "")
    page = PrivateNotes(store.parts, store.key).read("aaa")
    assert sure.get("private", 0) <= page.rev <= sure.get("private", 0) + 1, "private notes are lost"
    book = DraftBook(store.parts, Owner(who="u-dw", session="s2"), lambda: TODAY, background=False)
    found = [draft for draft in book.abandoned("aaa") if draft.text]
    lost = len(typed(sure.get("draft", 0)))
    assert lost <= max((len(draft.text) for draft in found), default=0), "the draft is lost"
    for chart in CHARTS:
        rev = listed.get(chart, (0, ""))[0]
        assert store.commit(chart, rev, tables("after"), event()) == rev + 1
    assert faults(sealed.reopen(place / "s")) == []


def judged(
    system: FileSystem,
    folder: Path,
    states: int,
    work: Callable[[Path, Callable[[], int], list[Ack]], None],
    check: Callable[[Path, dict[str, int]], None],
) -> list[str]:
    """Record some work, cut the power, look; return what was bad."""
    needed("losetup", "mount", "umount", system.make[0], devices=("/dev/fuse", "/dev/loop-control"))
    acks: list[Ack] = []
    bad: list[str] = []
    seen = 0
    folder.mkdir()
    with in_memory(folder) as memory:
        recorded = record(system, memory, prepare, lambda place, position: work(place, position, acks))
        for moment in cuts(recorded, acks[-1].at, states, Random(20260310), memory / "state"):
            seen += 1
            sure = {ack.what: ack.mark for ack in acks if ack.at <= moment}
            try:
                with after_the_cut(system, memory, memory / "state") as place:
                    check(place, sure)
            except (AssertionError, VaultFault, OSError, ValueError, KeyError) as error:
                bad.append(f"{moment}: {type(error).__name__} {str(error)[:160]}")
    assert seen == states
    return bad


@pytest.mark.parametrize("system", FILE_SYSTEMS, ids=lambda system: system.name)
def test_no_power_cut_loses_what_was_acknowledged(tmp_path: Path, system: FileSystem) -> None:
    bad = judged(system, tmp_path / "m", STATES, lambda *given: saves(*given, RealFs()), judge)
    print(f"{system.name}: {STATES - len(bad)} of {STATES} good", *bad[:3])
    assert bad == []


@pytest.mark.parametrize(
    ("files", "folders"), [(False, True), (True, False), (False, False)], ids=["files", "folders", "neither"]
)
@pytest.mark.parametrize("system", FILE_SYSTEMS, ids=lambda system: system.name)
def test_without_a_sync_a_power_cut_does(tmp_path: Path, system: FileSystem, files: bool, folders: bool) -> None:
    """The controls."""
    fs = SomeSyncs(files=files, folders=folders)
    bad = judged(system, tmp_path / "m", 40, lambda *given: saves(*given, fs), judge)
    print(f"{system.name}, syncs of files {files}, of folders {folders}: {len(bad)} of 40 bad", *bad[:1])
    assert len(bad) > 5


@pytest.mark.parametrize("system", FILE_SYSTEMS, ids=lambda system: system.name)
def test_a_plain_tinydb_file_is_ruined(tmp_path: Path, system: FileSystem) -> None:
    """The other control: TinyDB's own storage under the same cuts."""

    def work(place: Path, position: Callable[[], int], acks: list[Ack]) -> None:
        base = TinyDB(place / "base.json")
        base.insert({"turn": 0})
        for turn in range(1, SAVES + 1):
            base.update({"turn": turn, "text": "x" * (40_000 if turn % 2 else 100)})
            acks.append(Ack(position(), "base", turn))
        base.close()

    def check(place: Path, sure: dict[str, int]) -> None:
        if sure.get("base"):
            kept = json.loads((place / "base.json").read_text())["_default"]
            assert max(one["turn"] for one in kept.values()) >= sure["base"]

    bad = judged(system, tmp_path / "m", 40, work, check)
    print(f"{system.name}, plain TinyDB: {len(bad)} of 40 bad", *bad[:1])
    assert len(bad) > 5
