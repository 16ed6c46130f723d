"""Several terminals on one store. Those that are killed in the middle of a save: see `tests.faults`."""

from __future__ import annotations

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from plantui.vault.create import open_store
from plantui.vault.faults import StoreBusy
from plantui.vault.files import RealFs
from plantui.vault.standing import NOTE
from tests.vault.house import event, lines, make, reopen, summarise, tables

SAVER = Path(__file__).with_name("saver.py")


def start(*arguments: object, quiet: bool = False) -> subprocess.Popen[str]:
    """Start `saver.py`; quiet for a control whose complaints are no news."""
    command = [sys.executable, str(SAVER), *map(str, arguments)]
    errors = subprocess.DEVNULL if quiet else None
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors, text=True, encoding="utf-8")


def acks(terminals: list[subprocess.Popen[str]]) -> list[int]:
    """What terminals acknowledge until they end; all of them must end well."""
    told = [int(line) for terminal in terminals for line in terminal.communicate(timeout=240)[0].split()]
    assert [terminal.returncode for terminal in terminals] == [0] * len(terminals)
    return told


def test_four_terminals_with_150_saves_each_on_one_chart_lose_nothing(tmp_path: Path) -> None:
    store = make(tmp_path / "s")
    acked = acks([start("add", tmp_path / "s", "chart", who, 150) for who in ("a", "b", "c", "d")])
    rev, content = store.load("chart")
    assert rev == 600
    assert sorted(acked) == list(range(1, 601))
    assert sorted(content["notes"]) == sorted(f"{who}-{number}" for who in "abcd" for number in range(150))
    assert [line.rev for line in lines(store)] == list(range(1, 601))
    assert [line.seq for line in lines(store)] == list(range(1, 601))
    assert store.verify(deep=True) == []


def test_eight_terminals_with_100_saves_each_on_many_charts_lose_nothing(tmp_path: Path) -> None:
    store = make(tmp_path / "s")
    acked = acks([start("spread", tmp_path / "s", 12, who, 100) for who in "abcdefgh"])
    assert len(acked) == 800
    rows = store.list()[0]
    assert len(rows) == 12
    assert sum(row.rev for row in rows) == 800
    kept = [note for row in rows for note in store.load(row.chart)[1]["notes"]]
    assert sorted(kept) == sorted(f"{who}-{number}" for who in "abcdefgh" for number in range(100))
    for row in rows:
        assert [line.rev for line in lines(store) if line.chart == row.chart] == list(range(1, row.rev + 1))
    assert store.verify(deep=True) == []


def test_four_terminals_on_a_plain_tinydb_file_lose_what_they_acknowledged(tmp_path: Path) -> None:
    """The control: the same work on TinyDB's own storage."""
    terminals = [start("stock", tmp_path / "base.json", who, 2000, quiet=True) for who in "abcd"]
    acked = sum(len(terminal.communicate(timeout=240)[0].split()) for terminal in terminals)
    try:
        kept = len(json.loads((tmp_path / "base.json").read_text())["_default"])
    except ValueError:
        kept = 0
    assert acked > kept


def test_four_terminals_never_get_the_same_client_number(tmp_path: Path) -> None:
    store = make(tmp_path / "s")
    terminals = [start("number", tmp_path / "s", 25) for _ in range(4)]
    given = [int(line) for terminal in terminals for line in terminal.communicate(timeout=120)[0].split()]
    assert sorted(given) == list(range(1, 101))
    assert store.next_client_number() == 101


def test_a_lock_that_is_held_too_long_is_a_sentence(tmp_path: Path) -> None:
    store = make(tmp_path / "s")
    store.commit("chart", 0, tables(1), event())
    locks = store._locks
    with locks.hold("audit"), pytest.raises(StoreBusy, match="audit"), locks.hold("audit", patience=0.01):
        pass
    with locks.hold("audit"):
        assert store.load("chart")[0] == 1
        assert store.list()[0][0].rev == 1


def test_a_verify_beside_a_busy_terminal_raises_no_alarm(tmp_path: Path) -> None:
    store = make(tmp_path / "s")
    with start("save", tmp_path / "s", "chart") as terminal:
        assert terminal.stdout is not None
        terminal.stdout.readline()
        found = [finding for _ in range(8) for finding in store.verify(deep=True)]
        terminal.kill()
    assert [finding for finding in found if finding.code != NOTE] == []


def test_a_save_in_the_middle_of_a_verify_raises_no_alarm(tmp_path: Path) -> None:
    other = make(tmp_path / "s")
    other.commit("chart", 0, tables(1), event())

    class Meanwhile(RealFs):
        """Somebody saves after the audit trail was read and before the charts are."""

        saved = False

        def names(self, path: str) -> list[str]:
            if path.endswith("/charts") and self.saved is None:
                self.saved = True
                other.commit("chart", 1, tables(2), event())
            if path.endswith("/audit") and self.saved is False:
                self.saved = None
            return super().names(path)

    fs = Meanwhile()
    assert open_store(tmp_path / "s", summarise, fs=fs).verify(deep=True) == []
    assert fs.saved
    assert other.load("chart")[0] == 2


def test_the_second_store_sees_what_the_first_one_saved(tmp_path: Path) -> None:
    one, two = make(tmp_path / "s"), reopen(tmp_path / "s")
    _, cursor = two.list()
    one.commit("aaa", 0, tables(1), event())
    changed, cursor = two.list(cursor)
    assert [(row.chart, row.rev) for row in changed] == [("aaa", 1)]
    assert two.list(cursor)[0] == []
    two.commit("aaa", 1, tables(2), event())
    assert [(row.chart, row.rev) for row in one.list()[0]] == [("aaa", 2)]


def test_threads_of_one_store_exclude_each_other(tmp_path: Path) -> None:
    store = make(tmp_path / "s")
    with ThreadPoolExecutor(6) as pool:
        given = list(pool.map(lambda _: store.next_client_number(), range(60)))
        revs = list(pool.map(lambda n: store.commit(f"c{n}", 0, tables(n), event()), range(60)))
    assert sorted(given) == list(range(1, 61))
    assert revs == [1] * 60
    assert store.verify(deep=True) == []
