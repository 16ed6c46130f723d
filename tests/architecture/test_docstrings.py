"""Every module says what it is. (That public names do, ruff checks.)"""

from __future__ import annotations

import ast
from pathlib import Path

from tests.architecture.sources import PACKAGE, ROOT, parsed, python_files

SHORTEST = 12
"""Characters below which a docstring only repeats the file's name."""


def undocumented(paths: list[Path]) -> list[str]:
    """The modules without a docstring worth the name."""
    return [path.name for path in paths if len(ast.get_docstring(parsed(path)) or "") < SHORTEST]


def test_every_module_says_what_it_is() -> None:
    assert undocumented(python_files(PACKAGE, ROOT / "tests" / "architecture", ROOT / "tests" / "e2e")) == []


def test_the_rule_complains(tmp_path: Path) -> None:
    (tmp_path / "good.py").write_text('"""Goals of a plan and their order."""\n')
    (tmp_path / "none.py").write_text("x = 1\n")
    (tmp_path / "terse.py").write_text('"""Goals."""\n')
    assert undocumented(python_files(tmp_path)) == ["none.py", "terse.py"]
