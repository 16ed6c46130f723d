"""The layers of the house: import-linter holds them, and this shows that it would complain."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.sources import PACKAGE, ROOT


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run import-linter on the package whose `src` and `pyproject.toml` lie in `folder`."""
    return subprocess.run(
        [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(folder / "src"), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def test_every_import_goes_down() -> None:
    done = lint_imports(ROOT)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("place", "imported", "contract"),
    [
        ("model", "plantui.clinical", "The house: upper layers import lower ones only"),
        ("quickentry", "plantui.library", "The house: upper layers import lower ones only"),
        ("cli", "plantui.tui", "The house: upper layers import lower ones only"),
        ("clinical", "rich", "Textual and rich are known to tui alone"),
        ("practice", "tinydb", "TinyDB is known to the vault alone"),
        ("tui", "click", "click is known to the command line alone"),
    ],
)
def test_a_wrong_import_is_found(place: str, imported: str, contract: str, tmp_path: Path) -> None:
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    shutil.copytree(PACKAGE, tmp_path / "src" / "plantui", ignore=shutil.ignore_patterns("__pycache__", ".*_cache"))
    (tmp_path / "src" / "plantui" / place / "stray.py").write_text(f"import {imported}\n")
    done = lint_imports(tmp_path)
    assert done.returncode == 1
    assert f"{contract} BROKEN" in done.stdout
