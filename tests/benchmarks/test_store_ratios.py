"""Ten thousand charts against SQLite in the same run. Slow: at night, on a machine that is otherwise quiet."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.benchmarks.store_ratios import measure, measure_sealed

SLACK = 1.2
"""A run differs from the next by so much on a machine that others use."""

TARGETS = {
    "clean start (split table)": 1.2,
    "clean start, sealed": 1.2,
    "list (document in the row)": 0.8,
    "list again, nothing new": 0.8,
    "load a chart": 0.5,
    "load a chart, sealed": 0.5,
    "save one change": 2.5,
    "save one change, sealed": 2.5,
    "search by name": 0.2,
    "rebuild": 12.0,
    "memory at start": 2.0,
}

BESIDE = {
    "load, one parser": 1.0,
    "load, one parser, sealed": 1.0,
    "load and look at all": 1.2,
    "load and look at all, sealed": 1.2,
}
"""Ratios that have no target, as they stood on 2026-11-22: they may not become worse."""


@pytest.mark.nightly
@pytest.mark.timeout(1800)
def test_against_sqlite(tmp_path: Path) -> None:
    ratios = measure(tmp_path, 10_000, 5)
    wanted = TARGETS | BESIDE
    assert set(ratios) == set(wanted)
    assert {name: ratio for name, ratio in ratios.items() if ratio > wanted[name] * SLACK} == {}


@pytest.mark.nightly
@pytest.mark.timeout(1800)
def test_sealed_against_plain(tmp_path: Path) -> None:
    ratios = measure_sealed(tmp_path, 10_000, 5)
    assert ratios["save one change"] <= 1.15 * SLACK
    assert ratios["load a chart"] <= 1.5 * SLACK
