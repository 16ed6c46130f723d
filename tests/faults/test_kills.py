"""Terminals that are killed or hung up on at random moments: what they acknowledged is there, whole, and counts."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def killed(kind: str, folder: Path, kills: int, seed: int = 20260310) -> dict[str, int | str]:
    """What `killer.py` saw."""
    command = [sys.executable, "-m", "tests.faults.killer", kind, str(folder), str(kills), str(seed)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    seen: dict[str, int | str] = json.loads(done.stdout)
    print(kind, seen)
    assert seen["kills"] == kills
    assert int(seen["acked"]) > 2 * kills
    return seen


def bad(seen: dict[str, int | str]) -> list[int | str]:
    return [seen["corrupt"], seen["lost"], seen["wrong"], seen["first"]]


@pytest.mark.parametrize(("kind", "kills"), [("save", 300), ("sealed", 60), ("type", 200)])
def test_kills_lose_nothing_that_was_acknowledged(tmp_path: Path, kind: str, kills: int) -> None:
    assert bad(killed(kind, tmp_path, kills)) == [0, 0, 0, ""]


def test_the_same_kills_ruin_a_plain_tinydb_file(tmp_path: Path) -> None:
    """The control for saves: of enough kills, one falls into the writing."""
    assert any(int(killed("stock", tmp_path, 80, seed)["corrupt"]) for seed in range(20))


def test_the_same_kills_lose_keystrokes_that_were_acknowledged_too_early(tmp_path: Path) -> None:
    """The control for drafts."""
    assert int(killed("lazy", tmp_path, 20)["lost"]) > 0


@pytest.mark.nightly
@pytest.mark.timeout(3600)
@pytest.mark.parametrize(("kind", "kills"), [("save", 5000), ("sealed", 2000), ("type", 5000)])
def test_thousands_of_kills_lose_nothing(tmp_path: Path, kind: str, kills: int) -> None:
    assert bad(killed(kind, tmp_path, kills, seed=7)) == [0, 0, 0, ""]
