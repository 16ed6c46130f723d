"""Ten thousand charts against SQLite in the same run. Slow: at night, on a machine that is otherwise quiet."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.benchmarks.store_ratios import measure, measure_sealed

SLACK = 1.2
"""A run differs from the next by so much on a machine that others use."""

HELD = {
    "clean start (split table)": 1.2,
    "clean start, sealed": 1.2,
    "list (document in the row)": 0.8,
    "list again, nothing new": 0.8,
    "search by name": 0.2,
    "rebuild": 12.0,
    "memory at start": 2.0,
}
"""The ratios that are to be held, and are."""

MISSED = {
    "load a chart": 1.4,
    "load a chart, sealed": 1.3,
    "load, sealed, json beside it": 0.75,
    "save one change": 4.5,
    "save one change, sealed": 4.5,
}
"""Ratios that miss their targets (a load 0.5, a save 2.5), as they stood on 2026-11-22: they may not become worse.

Two thirds of what SQLite needs to load is the parsing of 47 KB of JSON, which ours needs as well; the parser of the
standard library takes twice as long. A save was between 1.8 and 5.3 times SQLite's, the more the quieter the disk: it
has three syncs for one, keeps the revision before and writes an audit line.
"""


@pytest.mark.nightly
@pytest.mark.timeout(1800)
def test_against_sqlite(tmp_path: Path) -> None:
    ratios = measure(tmp_path, 10_000, 5)
    wanted = HELD | MISSED
    assert set(ratios) == set(wanted)
    assert {name: ratio for name, ratio in ratios.items() if ratio > wanted[name] * SLACK} == {}


@pytest.mark.nightly
@pytest.mark.timeout(1800)
def test_sealed_against_plain(tmp_path: Path) -> None:
    ratios = measure_sealed(tmp_path, 10_000, 5)
    assert ratios["save one change"] <= 1.15 * SLACK
    assert ratios["load a chart"] <= 1.5 * SLACK
