"""The controls of the ratios: a store that has become slow is seen by the same measure."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from plantui.vault.store import FileStore
from tests.benchmarks.store_ratios import measure, measure_sealed
from tests.benchmarks.test_store_ratios import SLACK, TARGETS

BURDEN = 0.02
"""Seconds of needless work, many times what a save takes."""


def burdened(patch: pytest.MonkeyPatch, name: str, *, sealed_only: bool = False) -> None:
    real = getattr(FileStore, name)

    def slow(store: FileStore, *given: object) -> object:
        end = time.perf_counter() + BURDEN
        while time.perf_counter() < end and not (sealed_only and store.key is None):
            pass
        return real(store, *given)

    patch.setattr(FileStore, name, slow)


@pytest.mark.nightly
def test_slow_saves_are_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    burdened(monkeypatch, "commit")
    ratios = measure(tmp_path, 100, 3)
    assert ratios["save one change"] > TARGETS["save one change"] * SLACK
    assert ratios["save one change, sealed"] > TARGETS["save one change, sealed"] * SLACK


@pytest.mark.nightly
def test_slow_starts_are_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    burdened(monkeypatch, "list")
    ratios = measure(tmp_path, 100, 3)
    for name in ("clean start (split table)", "clean start, sealed", "list (document in the row)"):
        assert ratios[name] > TARGETS[name] * SLACK


@pytest.mark.nightly
def test_slow_sealing_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    burdened(monkeypatch, "commit", sealed_only=True)
    assert measure_sealed(tmp_path, 50, 3)["save one change"] > 1.15 * SLACK
