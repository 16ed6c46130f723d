"""Several terminals on one sealed store, while its key changes under them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from plantui.vault.faults import UnknownKey
from plantui.vault.sealing import staff
from plantui.vault.sealing.rotation import rotate
from plantui.vault.store import FileStore
from tests.vault.house import WHO, event, faults, tables
from tests.vault.sealing.sealed import CHEAP, PASSPHRASE, make, reopen
from tests.vault.sealing.test_staff import MO, NEW

ADDER = Path(__file__).with_name("adder.py")
EACH = 25


def start(path: Path, who: str, passphrase: str) -> subprocess.Popen[str]:
    command = [sys.executable, str(ADDER), str(path), "aaa", who, str(EACH)]
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdin is not None
    process.stdin.write(f"{passphrase}\n")
    process.stdin.flush()
    return process


def test_nothing_is_lost_while_the_key_changes_under_three_terminals(tmp_path: Path) -> None:
    store, founding = make(tmp_path)
    staff.add(store, MO, event("users.add"), NEW, CHEAP)
    ways = {"one": PASSPHRASE, "two": NEW, "three": founding.recovery}
    running = {who: start(tmp_path, who, passphrase) for who, passphrase in ways.items()}
    for process in running.values():
        assert process.stdout is not None
        assert process.stdout.readline() == "0\n"
        rotate(store, event("vault.rotate"))
    for who, process in running.items():
        assert process.stdout is not None
        assert process.stderr is not None
        assert [line.strip() for line in process.stdout] == [str(number) for number in range(1, EACH)]
        assert (process.stderr.read(), process.wait(60)) == ("", 0), who
    rev, held = store.load("aaa")
    assert rev == 3 * EACH
    assert set(held["notes"]) == {f"{who}-{number}" for who in ways for number in range(EACH)}
    assert faults(reopen(tmp_path)) == []
    assert len(set(kids(store))) == 4


def kids(store: FileStore) -> list[str]:
    assert store.key is not None
    return sorted(store.key.kids())


def test_a_terminal_follows_when_it_reads_or_writes(tmp_path: Path) -> None:
    first, _ = make(tmp_path)
    first.commit("aaa", 0, tables(1), event())
    second = reopen(tmp_path)
    rotate(second, event("vault.rotate"))
    second.commit("aaa", 1, tables(2), event())
    second.undo_log(WHO.id).append({"a": 1}, ["aaa"], event().at)
    assert first.load("aaa") == (2, tables(2))
    assert [row.fault for row in first.list()[0]] == [""]
    log = first.undo_log(WHO.id)
    log.append({"b": 2}, ["aaa"], event().at)
    assert [step.step for step in second.undo_log(WHO.id).list(event().at)] == [{"a": 1}, {"b": 2}]


def test_an_undo_log_of_a_newer_key_is_not_taken_for_a_torn_one(tmp_path: Path) -> None:
    """A line that this terminal cannot read yet is not what a crash left: cutting it off would lose steps."""
    first, _ = make(tmp_path)
    second = reopen(tmp_path)
    rotate(second, event("vault.rotate"))
    second.undo_log(WHO.id).append({"a": 1}, ["aaa"], event().at)
    [file] = (tmp_path / "undo").iterdir()
    before = file.read_bytes()
    log = first.undo_log(WHO.id)
    assert first.key is not None
    log._guard = first.key.catch_up = lambda: None
    refused = False
    try:
        log.append({"b": 2}, ["aaa"], event().at)
    except UnknownKey:
        refused = True
    assert refused
    assert file.read_bytes() == before
