"""Tests fail or pass: none is skipped, none is expected to fail, none sleeps and hopes."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from tests.architecture.sources import ROOT, calls, complaints, dotted, python_files

EVASIONS = ("pytest.skip", "pytest.xfail", "pytest.importorskip", "unittest.skip")
MARKS = ("pytest.mark.skip", "pytest.mark.skipif", "pytest.mark.xfail")


def evasions(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Where a test evades its duty."""
    for call, name in calls(tree):
        if name in EVASIONS:
            yield call.lineno, f"{name}() in a test"
        elif name == "time.sleep" or (name == "asyncio.sleep" and not _nought(call)):
            yield call.lineno, f"{name}() in a test; wait for what must come"
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and dotted(node) in MARKS:
            yield node.lineno, f"{dotted(node)} on a test"


def _nought(call: ast.Call) -> bool:
    return len(call.args) == 1 and isinstance(call.args[0], ast.Constant) and call.args[0].value == 0


def test_no_test_is_skipped_or_sleeps() -> None:
    assert complaints(python_files(ROOT / "tests"), evasions) == []


@pytest.mark.parametrize(
    "sample",
    [
        "pytest.skip('later')",
        "@pytest.mark.skip\ndef test_x(): pass",
        "@pytest.mark.xfail(strict=True)\ndef test_x(): pass",
        "time.sleep(1)",
        "await asyncio.sleep(0.1)",
        "pytest.importorskip('PIL')",
    ],
)
def test_the_rule_complains(sample: str) -> None:
    assert len(list(evasions(ast.parse(sample)))) == 1


def test_the_rule_lets_a_yield_pass() -> None:
    assert list(evasions(ast.parse("await asyncio.sleep(0)"))) == []
