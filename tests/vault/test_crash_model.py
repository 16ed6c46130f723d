"""Every state a power cut could leave, at every step of the vault's work, on a model of a disk; plain and sealed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from plantui.vault.create import create_store, open_store
from plantui.vault.faults import NotFound, StoreMissing, VaultFault
from plantui.vault.seam import Tables
from plantui.vault.store import FileStore
from tests.vault import house
from tests.vault.house import TODAY, WHO, NoLocks, event, faults, lines, make, reopen, summarise, tables
from tests.vault.sealing import sealed
from tests.vault.simfs import Image, SimFs

STORE = Path("/store")
CHARTS = ("aaa", "bbb", "ccc")
NEXT_MONTH = TODAY + timedelta(days=30)
KINDS = pytest.mark.parametrize("keyed", [False, True], ids=["plain", "sealed"])


def opened(fs: SimFs, keyed: bool, *, new: bool = False) -> FileStore:
    """The store on a model disk, made there when it is new."""
    if keyed:
        return sealed.make(STORE, fs, NoLocks())[0] if new else sealed.reopen(STORE, fs=fs, locks=NoLocks())
    return house.make(STORE, fs, NoLocks()) if new else house.reopen(STORE, fs, NoLocks())


class Run:
    """Saves on a model disk; keeps what was acknowledged and looks at every crash on the way."""

    def __init__(
        self,
        any_subset: bool,
        lost: Callable[[str], bool] = lambda path: False,
        image: Image = (),
        *,
        keyed: bool = False,
    ) -> None:
        self.fs = SimFs(image)
        self.keyed = keyed
        self.store = opened(self.fs, keyed, new=not image)
        self.acked = {row.chart: self.store.load(row.chart) for row in self.store.list()[0]}
        self.trying: tuple[str, int, Tables] | None = None
        self.states = 0
        self.bad: list[str] = []
        self.images: list[Image] = []
        self._seen: set[tuple[Image, str]] = set()
        self._any_subset = any_subset
        self._rng = Random(20260310)
        self.fs.lost_syncs = lost

    def save(self, chart: str, mark: int, at: datetime = TODAY) -> None:
        rev = self.acked.get(chart, (0, {}))[0]
        content = tables(mark)
        self.trying = (chart, rev + 1, content)
        self.fs.observe = self._look
        assert self.store.commit(chart, rev, content, event(at=at)) == rev + 1
        self.acked[chart] = (rev + 1, content)
        self.trying = None
        self._look()
        self.fs.observe = lambda: None

    def _look(self) -> None:
        asked = repr((self.trying, sorted(self.acked)))
        for image in self.fs.crash_states(self._any_subset, self._rng):
            if (image, asked) in self._seen:
                continue
            self._seen.add((image, asked))
            self.states += 1
            self.images.append(image)
            try:
                self._judge(image)
            except (AssertionError, VaultFault) as error:
                self.bad.append(f"{type(error).__name__} {error}")

    def _judge(self, image: Image) -> None:
        store = opened(SimFs(image), self.keyed)
        listed = {row.chart: row for row in store.list()[0]}
        saved = {(line.chart, line.rev, line.sha) for line in lines(store) if line.sha}
        for chart in CHARTS:
            self._judge_chart(store, chart)
            try:
                rev, content = store.load(chart)
            except NotFound:
                assert chart not in listed
                rev, content = 0, {}
            else:
                assert (listed[chart].rev, listed[chart].fault) == (rev, "")
                assert any((chart, rev) == line[:2] for line in saved), "visible without its audit line"
            assert store.commit(chart, rev, tables("again"), event(at=NEXT_MONTH)) == rev + 1
            assert store.load(chart) == (rev + 1, tables("again"))
            if rev:
                assert store.load(chart, rev) == (rev, content)
        assert faults(store) == []
        assert not self.keyed or all(line.mac for line in lines(store)), "a line that is not authentic"

    def _judge_chart(self, store: FileStore, chart: str) -> None:
        allowed = []
        if chart in self.acked:
            allowed.append(self.acked[chart])
        if self.trying and self.trying[0] == chart:
            allowed.append(self.trying[1:])
        try:
            assert store.load(chart) in allowed, "neither the old nor the new revision"
        except NotFound:
            assert chart not in self.acked, "an acknowledged chart is gone"


def history(run: Run) -> Run:
    """Two charts made and saved again, over the end of a month."""
    run.save("aaa", 1)
    run.save("aaa", 2)
    run.save("bbb", 3)
    run.save("aaa", 4, NEXT_MONTH)
    run.save("bbb", 5, NEXT_MONTH)
    run.save("ccc", 6)
    run.save("ccc", 7)
    run.save("aaa", 8)
    return run


@KINDS
@pytest.mark.parametrize("any_subset", [False, True], ids=["in order", "any subset"])
def test_no_crash_leaves_a_bad_state(any_subset: bool, keyed: bool) -> None:
    run = history(Run(any_subset, keyed=keyed))
    assert run.bad == []
    assert run.states > (150 if any_subset else 100)


def test_no_second_crash_after_a_first_one_does() -> None:
    first = history(Run(any_subset=True))
    for image in Random(7).sample(first.images, 25):
        again = Run(any_subset=True, image=image)
        again.save("aaa", 10, NEXT_MONTH)
        again.save("ccc", 11, NEXT_MONTH)
        assert again.bad == []
        assert again.states > 10


@pytest.mark.parametrize(
    "lost",
    [
        lambda path: path.endswith(".new"),
        lambda path: path.endswith(".jsonl"),
        lambda path: "/charts/" in path and not path.endswith(".new"),
        lambda path: path.endswith("/charts"),
        lambda path: path.endswith("/audit"),
    ],
    ids=["file", "audit line", "shard folder", "folder of shards", "audit folder"],
)
def test_each_sync_is_needed(lost: Callable[[str], bool]) -> None:
    """The controls: with any one sync left out the same run finds bad states."""
    run = history(Run(any_subset=True, lost=lost))
    assert run.bad


def test_a_crash_while_a_store_is_made_leaves_none_or_a_whole_one() -> None:
    fs = SimFs()
    seen: set[Image] = set()
    fs.observe = lambda: seen.update(fs.crash_states(True, Random(1)))
    create_store(STORE, made=TODAY, users=[WHO], fs=fs)
    fs.observe = lambda: None
    made = 0
    for image in seen:
        again = SimFs(image)
        try:
            store = open_store(STORE, summarise, fs=again, locks=NoLocks())
        except StoreMissing:
            store = make(STORE, again, NoLocks())
        else:
            made += 1
        assert store.next_client_number() == 1
        assert store.commit("aaa", 0, tables(1), event()) == 1
        assert faults(store) == []
    assert 0 < made < len(seen)
    for image in fs.crash_states(True, Random(1)):
        assert reopen(STORE, SimFs(image), NoLocks()).vault.users == (WHO,)


def test_no_crash_gives_a_client_number_twice() -> None:
    fs = SimFs()
    store = make(STORE, fs, NoLocks())
    given: list[int] = []
    seen = 0

    def look() -> None:
        nonlocal seen
        for image in fs.crash_states(True, Random(1)):
            seen += 1
            assert reopen(STORE, SimFs(image), NoLocks()).next_client_number() not in given

    fs.observe = look
    for _ in range(4):
        given.append(store.next_client_number())
        look()
    assert given == [1, 2, 3, 4]
    assert seen > 30


@KINDS
def test_no_crash_loses_an_undo_step_that_was_kept(keyed: bool) -> None:
    fs = SimFs()
    log = opened(fs, keyed, new=True).undo_log("u-dw")
    kept: list[dict[str, object]] = []
    seen = 0

    def look() -> None:
        nonlocal seen
        for image in fs.crash_states(True, Random(1)):
            seen += 1
            after = opened(SimFs(image), keyed).undo_log("u-dw")
            steps = [step.step for step in after.list(TODAY)]
            assert steps[: len(kept)] == kept
            after.append({"new": 1}, ["aaa"], TODAY)
            assert [step.step for step in after.list(TODAY)] == [*steps, {"new": 1}]

    fs.observe = look
    for number in range(4):
        log.append({"mark": number}, ["aaa"], TODAY)
        kept.append({"mark": number})
        look()
    assert seen > 30
