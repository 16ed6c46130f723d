"""What follows from a chart follows from (chart, library, today): no rule looks at a clock of its own."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from tests.architecture.sources import PACKAGE, calls, complaints, python_files

PURE = ("model", "clinical", "quickentry", "library", "documents", "keys")
CLOCKS = (
    "date.today",
    "datetime.now",
    "datetime.utcnow",
    "datetime.today",
    "time.time",
    "time.time_ns",
    "time.localtime",
    "time.monotonic",
)


def clocks(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Where a clock is read."""
    for call, name in calls(tree):
        if any(name == clock or name.endswith(f".{clock}") for clock in CLOCKS):
            yield call.lineno, f"{name}() reads a clock; take today or now as an argument"


def test_pure_layers_read_no_clock() -> None:
    assert complaints(python_files(*(PACKAGE / layer for layer in PURE)), clocks) == []


@pytest.mark.parametrize(
    "sample", ["date.today()", "datetime.date.today()", "datetime.now(UTC)", "dt.datetime.now()", "time.time()"]
)
def test_the_rule_complains(sample: str) -> None:
    assert len(list(clocks(ast.parse(sample)))) == 1


def test_the_rule_lets_dates_pass() -> None:
    assert list(clocks(ast.parse("date(2026, 3, 10); today.isoformat(); datetime.combine(today, noon)"))) == []
