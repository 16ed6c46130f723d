"""The names the package offers: all are there, and importing the package loads none of them."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import plantui.quickentry as package


def test_every_name_is_offered_to_readers_and_to_type_checkers() -> None:
    tree = ast.parse(Path(package.__file__ or "").read_text(encoding="utf-8"))
    (typed,) = [node for node in tree.body if isinstance(node, ast.If)]
    seen = {alias.name for node in typed.body if isinstance(node, ast.ImportFrom) for alias in node.names}
    assert seen == set(package.__all__) == set(dir(package))
    for name in package.__all__:
        assert getattr(package, name) is not None


def test_an_unknown_name_is_missing() -> None:
    with pytest.raises(AttributeError, match="nothing"):
        _ = package.nothing


def test_importing_the_package_loads_none_of_its_modules() -> None:
    script = "import sys, plantui.quickentry; print([n for n in sys.modules if n.startswith('plantui.quickentry.')])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
