"""A keystroke against a save of SQLite, in the same run. Slow: at night, on a machine that is otherwise quiet."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.benchmarks.draft_ratios import TARGET, measure
from tests.benchmarks.test_store_ratios import SLACK


@pytest.mark.nightly
def test_a_keystroke_costs_a_fraction_of_a_save(tmp_path: Path) -> None:
    ratios = measure(tmp_path, 2000, 5)
    assert ratios["plain, a keystroke"] <= TARGET * SLACK
    assert ratios["sealed, a keystroke"] <= TARGET * SLACK
    # The control: the same measure tells what does wait for the disk.
    assert ratios["sealed, a keystroke and a sync"] > TARGET * SLACK
