"""A limit that the operating system itself enforces: writes that really stop half way."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.vault.house import event, faults, lines, make, reopen, tables

FILLER = """
import resource, sys
from datetime import UTC, datetime
from pathlib import Path
from plantui.vault.create import open_store
from plantui.vault.faults import StoreFull
from plantui.vault.seam import Event

store = open_store(Path(sys.argv[1]), lambda chart, tables: {})
event = Event(act="plan.edit", who="u", at=datetime(2026, 3, 10, tzinfo=UTC), session="s")
size, step, refused = int(sys.argv[2]), int(sys.argv[3]), 0
rev, _ = store.load("chart")
resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
while refused < 5:
    tables = {"notes": {"n": {"text": "x" * (rev * step)}}}
    try:
        rev = store.commit("chart", rev, tables, event)
    except StoreFull as fault:
        assert fault.code == "E301"
        assert store.load("chart")[0] == rev
        refused += 1
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
print(store.commit("chart", rev, tables, event))
"""


def fill(store: Path, limit: int, step: int) -> int:
    """Save ever larger charts until the limit refuses five times, then once more without it; return the revision."""
    done = subprocess.run(
        [sys.executable, "-c", FILLER, str(store), str(limit), str(step)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return int(done.stdout)


def test_a_chart_that_does_not_fit_leaves_the_one_before(tmp_path: Path) -> None:
    make(tmp_path / "s").commit("chart", 0, tables(1), event())
    rev = fill(tmp_path / "s", 20_000, 3_000)
    store = reopen(tmp_path / "s")
    assert store.load("chart")[0] == rev > 5
    assert faults(store) == []
    assert not list(tmp_path.rglob("*.new"))


def test_an_audit_line_that_does_not_fit_is_cut_off_again(tmp_path: Path) -> None:
    make(tmp_path / "s").commit("chart", 0, tables(1), event())
    rev = fill(tmp_path / "s", 5_000, 1)
    store = reopen(tmp_path / "s")
    assert store.load("chart")[0] == rev > 10
    assert [line.rev for line in lines(store)] == list(range(1, rev + 1))
    assert store.verify(deep=True) == []


def test_the_same_limit_ruins_a_plain_tinydb_file(tmp_path: Path) -> None:
    """The control."""
    script = """
import resource, sys
from tinydb import TinyDB

base = TinyDB(sys.argv[1])
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, resource.RLIM_INFINITY))
for number in range(100):
    base.insert({"text": "x" * 300})
    print(number, flush=True)
"""
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "base.json")], capture_output=True, text=True, check=False
    )
    assert done.returncode
    assert len(done.stdout.split()) > 10
    with pytest.raises(json.JSONDecodeError):
        json.loads((tmp_path / "base.json").read_text())
