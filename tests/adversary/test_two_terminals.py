"""Several terminals at one store, and terminals that die: no line is lost, none is half there."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from plantui.vault.create import create_store, open_store
from plantui.vault.manifest import User
from plantui.vault.seam import AuditQuery, Event
from plantui.vault.store import FileStore
from tests.adversary.samples.writer import summarise

NOW = datetime(2026, 3, 10, 13, 52, tzinfo=UTC)
WRITER = Path(__file__).parent / "samples" / "writer.py"
CHART = "c1"


@pytest.fixture
def store(tmp_path: Path) -> FileStore:
    """A store with one empty chart."""
    user = User(id="u1", name="Dana Weiss", initials="DW", credential="LCSW", role="clinician")
    create_store(tmp_path / "store", made=NOW, users=[user])
    made = open_store(tmp_path / "store", summarise)
    made.commit(CHART, 0, {"lines": {}}, Event(act="plan.edit", who="u1", at=NOW, session="s0"))
    return made


def writer(store: FileStore, name: str, count: int) -> subprocess.Popen[str]:
    """A terminal that adds `count` lines."""
    return subprocess.Popen(
        [sys.executable, str(WRITER), store.layout.root, CHART, name, str(count)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def finished(process: subprocess.Popen[str]) -> list[list[str]]:
    """What a terminal printed, word by word, once it has ended well."""
    out, err = process.communicate(timeout=120)
    assert process.returncode == 0, err
    return [line.split() for line in out.splitlines()]


def test_four_terminals_lose_nothing(store: FileStore) -> None:
    terminals = [writer(store, name, 15) for name in ("a", "b", "c", "d")]
    said = [row for terminal in terminals for row in finished(terminal)]
    rev, tables = store.load(CHART)
    assert set(tables["lines"]) == {line for line, _ in said}
    assert len(said) == 60
    assert rev == 61
    assert len({number for _, number in said}) == 60, "a client code was given twice"
    assert [line.rev for line in store.audit(AuditQuery(act="plan"))] == list(range(1, 62))
    assert store.verify(deep=True) == []
    assert [row.summary["lines"] for row in store.list()[0]] == [60]


@pytest.mark.parametrize("saved", [1, 4, 9])
def test_a_terminal_that_is_killed_leaves_a_sound_store(store: FileStore, saved: int) -> None:
    terminal = writer(store, "a", 10_000)
    assert terminal.stdout is not None
    said = [terminal.stdout.readline().split()[0] for _ in range(saved)]
    terminal.kill()
    terminal.wait()
    said += [line.split()[0] for line in terminal.stdout.read().splitlines() if " " in line]
    _, tables = store.load(CHART)
    assert set(said) <= set(tables["lines"])
    assert len(tables["lines"]) <= len(said) + 1
    finished(writer(store, "b", 2))
    serious = [finding for finding in store.verify(deep=True) if finding.code != "N301"]
    assert serious == []


def test_a_terminal_dies_while_others_write(store: FileStore) -> None:
    victim = writer(store, "v", 10_000)
    others = [writer(store, name, 10) for name in ("a", "b")]
    assert victim.stdout is not None
    victim.stdout.readline()
    victim.kill()
    said = [line for other in others for line, _ in finished(other)]
    victim.communicate()
    _, tables = store.load(CHART)
    assert set(said) <= set(tables["lines"])
    assert [finding for finding in store.verify(deep=True) if finding.code != "N301"] == []
