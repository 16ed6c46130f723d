"""The caseload list is that of a full scan after any history, with any index file, at any resolution of time."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plantui.vault import index
from plantui.vault.create import open_store
from plantui.vault.seam import Cursor, ListedChart
from plantui.vault.store import FileStore
from tests.vault.failing import FailingFs
from tests.vault.house import NoLocks, event, make, reopen, summarise, tables
from tests.vault.simfs import SimFs

STORE = Path("/store")
SECOND = 1_000_000_000


class TwinFs(SimFs):
    """A file system whose inodes are used again so eagerly that they tell nothing."""

    def _state(self, ino: int) -> SimpleNamespace:
        state = super()._state(ino)
        state.st_ino = 7
        return state


def terminal(fs: SimFs) -> FileStore:
    return open_store(STORE, summarise, fs=fs, locks=NoLocks(), now_ns=lambda: fs.clock_ns)


def row(chart: str, rev: int, mark: int) -> ListedChart:
    return ListedChart(chart, rev, msgspec.Raw(msgspec.json.encode(summarise(chart, tables(mark)))))


@dataclass
class Machine:
    """Two terminals on one store, and what the list must be."""

    fs: SimFs
    terminals: list[FileStore] = field(default_factory=list)
    cursors: list[tuple[Cursor | None, dict[str, ListedChart]]] = field(default_factory=list)
    truth: dict[str, ListedChart] = field(default_factory=dict)

    def __post_init__(self) -> None:
        make(STORE, self.fs, NoLocks())
        self.terminals = [terminal(self.fs), terminal(self.fs)]
        self.cursors = [(None, {}), (None, {})]

    def save(self, who: int, chart: str) -> None:
        rev = self.truth[chart].rev if chart in self.truth else 0
        self.terminals[who].commit(chart, rev, tables(rev % 10), event())
        self.truth[chart] = row(chart, rev + 1, rev % 10)

    def look(self, who: int) -> None:
        listed, _ = self.terminals[who].list()
        assert {chart.chart: chart for chart in listed} == self.truth
        assert [chart.chart for chart in listed] == sorted(self.truth)

    def follow(self, who: int) -> None:
        """Keep a caseload up to date by changes alone."""
        cursor, known = self.cursors[who]
        changes, cursor = self.terminals[who].list(cursor)
        for change in changes:
            known[change.chart] = change
        self.cursors[who] = (cursor, known)
        assert known == self.truth

    def restart(self, who: int, write: bool) -> None:
        if write:
            self.terminals[who].close()
        self.terminals[who] = terminal(self.fs)

    def spoil(self, how: str) -> None:
        path = f"{STORE}/index"
        try:
            content = self.fs.read(path)
        except FileNotFoundError:
            return
        self.fs.unlink(path)
        if how != "remove":
            fd = self.fs.create(path)
            self.fs.write(fd, content[: len(content) // 2] if how == "tear" else content[:-40] + b"x" + content[-39:])
            self.fs.close(fd)

    def wait(self, seconds: int) -> None:
        self.fs.clock_ns += seconds * SECOND


who = st.integers(0, 1)
steps = st.one_of(
    st.tuples(st.just("save"), who, st.sampled_from(["aaa", "bbb", "ccc", "ddd"])),
    st.tuples(st.just("look"), who),
    st.tuples(st.just("follow"), who),
    st.tuples(st.just("restart"), who, st.booleans()),
    st.tuples(st.just("spoil"), st.sampled_from(["remove", "tear", "flip"])),
    st.tuples(st.just("wait"), st.sampled_from([0, 1, 2, 3, 60])),
)


@settings(max_examples=150)
@given(st.lists(steps, max_size=25), st.sampled_from([1, SECOND // 250, 2 * SECOND]), st.booleans())
def test_the_list_is_the_truth_after_any_history(history: list[tuple], grain: int, twins: bool) -> None:
    machine = Machine(TwinFs() if twins else SimFs())
    machine.fs.grain_ns = grain
    machine.fs.tick_ns = 300_000
    for name, *arguments in history:
        getattr(machine, name)(*arguments)
    for number in (0, 1):
        machine.look(number)
        machine.follow(number)


def racy(wait: int) -> list[ListedChart]:
    """List, save again within one tick of the folder's time, and list again."""
    machine = Machine(TwinFs())
    machine.fs.grain_ns = 2 * SECOND
    machine.fs.tick_ns = 1
    machine.save(0, "aaa")
    machine.wait(wait)
    machine.look(1)
    machine.save(0, "aaa")
    return machine.terminals[1].list()[0]


def test_a_second_save_within_one_tick_is_seen() -> None:
    assert racy(wait=0) == [row("aaa", 2, 1)]


def test_the_two_seconds_are_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: without the rule for racily clean folders the second save would not be seen."""
    monkeypatch.setattr(index, "_RACE_NS", -10 * SECOND)
    assert racy(wait=0) == [row("aaa", 1, 0)]


def test_a_clean_start_opens_no_chart_and_a_change_opens_one(tmp_path: Path) -> None:
    store = make(tmp_path)
    for number in range(40):
        store.commit(f"c{number}", 0, tables(number), event())
    now = [0]

    def started() -> tuple[FileStore, FailingFs]:
        fs = FailingFs(lambda call, name: 0)
        return open_store(tmp_path, summarise, fs=fs, now_ns=lambda: now[0]), fs

    now[0] = max(place.stat().st_mtime_ns for place in tmp_path.rglob("*")) + 60 * SECOND
    first, _ = started()
    assert len(first.list()[0]) == 40
    first.close()
    second, fs = started()
    fs.calls.clear()
    assert second.list()[0] == first.list()[0]
    assert fs.calls.count("read") == 1
    store.commit("c7", 1, tables("new"), event())
    fs.calls.clear()
    changed, _ = second.list(second.list()[1])
    assert (len(second.list()[0]), changed) == (40, [])
    assert fs.calls.count("read") < 10


def test_a_save_never_touches_the_index(tmp_path: Path) -> None:
    store = make(tmp_path)
    store.commit("aaa", 0, tables(1), event())
    store.list()
    store.close()
    before = (tmp_path / "index").stat()
    for rev in range(1, 5):
        store.commit("aaa", rev, tables(rev), event())
    after = (tmp_path / "index").stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_an_index_of_another_store_or_format_is_made_again(tmp_path: Path) -> None:
    one, two = make(tmp_path / "one"), make(tmp_path / "two")
    one.commit("aaa", 0, tables(1), event())
    one.list()
    one.close()
    (tmp_path / "one" / "index").rename(tmp_path / "two" / "index")
    assert reopen(tmp_path / "two").list()[0] == []
    assert two.verify() == []


def test_a_cursor_of_another_store_gets_everything(tmp_path: Path) -> None:
    store = make(tmp_path)
    store.commit("aaa", 0, tables(1), event())
    _, cursor = store.list()
    assert store.list(cursor)[0] == []
    assert [chart.chart for chart in reopen(tmp_path).list(cursor)[0]] == ["aaa"]


def test_a_chart_that_is_gone_is_a_change(tmp_path: Path) -> None:
    store = make(tmp_path)
    store.commit("aaa", 0, tables(1), event())
    store.commit("bbb", 0, tables(1), event())
    _, cursor = store.list()
    (file,) = tmp_path.rglob("aaa.chart")
    file.unlink()
    assert store.list(cursor)[0] == [ListedChart("aaa", 0)]
    assert [chart.chart for chart in store.list()[0]] == ["bbb"]
    file.parent.rmdir()
    assert [chart.chart for chart in store.list()[0]] == ["bbb"]


def test_many_changes_are_written_down_without_being_asked(tmp_path: Path) -> None:
    store = make(tmp_path)
    for number in range(70):
        store.commit(f"c{number}", 0, tables(number), event())
    store.list()
    assert (tmp_path / "index").exists()
