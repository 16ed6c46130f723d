"""The strace sweep: at every system call of a save a kill, a full disk and a broken one. Nightly, where strace is."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from tinydb import TinyDB

from plantui.vault.faults import CommitUncertain, NotFound, VaultFault
from plantui.vault.store import FileStore
from tests.faults.privileges import needed
from tests.faults.sweep import cases, marked, traced
from tests.vault import house
from tests.vault.house import event, faults, tables
from tests.vault.sealing import sealed

WHATS = ("signal=KILL", "error=EIO", "error=ENOSPC")
pytestmark = [pytest.mark.nightly, pytest.mark.timeout(1800)]


class Swept(NamedTuple):
    """What a sweep saw."""

    cases: int
    bad: list[str]
    refused: int
    killed: int


def sweep(
    folder: Path,
    prepare: Callable[[Path], Callable[[], str]],
    judge: Callable[[Path, str | None], None],
) -> Swept:
    """Do everything to every call; `prepare` makes a place and the work in it, `judge` asserts what must hold."""
    needed("strace", root=False)
    folder.mkdir()
    # Once here, so that every fork has loaded what a save loads.
    assert prepare(folder / "warm")() is not None
    assert traced(prepare(folder / "plain"), folder / "log") is not None
    wanted = cases(folder / "log", WHATS)
    bad: list[str] = []
    refused = killed = 0
    for number, case in enumerate(wanted):
        place = folder / str(number)
        said = traced(prepare(place), folder / "log", case)
        killed += said is None
        refused += bool(said) and not said.startswith("saved")
        try:
            assert (said is None) == (case.what == "signal=KILL"), f"not done: {said}"
            judge(place, said)
        except (AssertionError, VaultFault, OSError, ValueError) as error:
            bad.append(f"{case}: said {said}, {type(error).__name__} {str(error)[:200]}")
    return Swept(len(wanted), bad, refused, killed)


def show(name: str, swept: Swept) -> None:
    good = swept.cases - len(swept.bad)
    print(f"{name}: {good} of {swept.cases} good, {swept.killed} killed, {swept.refused} refused", *swept.bad[:5])


@pytest.mark.parametrize("before", [0, 2], ids=["first save", "later save"])
@pytest.mark.parametrize("keyed", [False, True], ids=["plain", "sealed"])
def test_every_call_of_a_save_may_fail_or_be_the_last(tmp_path: Path, before: int, keyed: bool) -> None:
    reopen: Callable[[Path], FileStore] = sealed.reopen if keyed else house.reopen

    def prepare(place: Path) -> Callable[[], str]:
        made = sealed.make(place)[0] if keyed else house.make(place)
        for rev in range(before):
            made.commit("chart", rev, tables("old"), event())
        store = reopen(place)

        def work() -> str:
            try:
                marked(lambda: store.commit("chart", before, tables("new"), event()))()
                first = "saved"
            except CommitUncertain:
                first = "saved, uncertain"
            except VaultFault as fault:
                first = f"refused {type(fault).__name__}"
            rev = before + first.startswith("saved")
            # The process that met the error goes on.
            return f"{first}; again {store.commit('chart', rev, tables('again'), event()) == rev + 1}"

        return work

    def judge(place: Path, said: str | None) -> None:
        store = reopen(place)
        try:
            rev, content = store.load("chart")
        except NotFound:
            rev, content = 0, {}
        if said is None:
            assert (rev, content) in ((before, tables("old") if before else {}), (before + 1, tables("new")))
        else:
            assert said.endswith("again True")
            assert (rev, content) == (before + 1 + said.startswith("saved"), tables("again"))
        assert store.commit("chart", rev, tables("after"), event()) == rev + 1
        assert faults(reopen(place)) == []
        assert not list(place.rglob("*.new"))

    swept = sweep(tmp_path / "sweep", prepare, judge)
    show(f"save after {before}, {'sealed' if keyed else 'plain'}", swept)
    assert swept.bad == []
    assert swept.cases > 60
    assert swept.killed * 3 == swept.cases
    assert swept.refused > 20


def test_the_same_sweep_finds_a_plain_tinydb_file_ruined(tmp_path: Path) -> None:
    """The control."""

    def prepare(place: Path) -> Callable[[], str]:
        place.mkdir()
        base = TinyDB(place / "base.json")
        base.insert({"text": "x" * 5000})

        def work() -> str:
            def save() -> None:
                base.truncate()
                base.insert({"text": "y"})

            try:
                marked(save)()
            except OSError:
                base.insert({"text": "again"})
                return "refused"
            return "saved"

        return work

    def judge(place: Path, said: str | None) -> None:
        kept = json.loads((place / "base.json").read_text())
        assert said != ""
        assert kept

    swept = sweep(tmp_path / "sweep", prepare, judge)
    show("plain TinyDB", swept)
    assert swept.bad != []
