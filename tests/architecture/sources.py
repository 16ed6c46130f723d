"""The files of this repository, as the rules read them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "plantui"
_MADE = {"__pycache__", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".import_linter_cache", "build", "dist"}


def python_files(*folders: Path) -> list[Path]:
    """Every Python file below the folders."""
    return sorted(path for folder in folders for path in folder.rglob("*.py") if not _MADE & set(path.parts))


def tree_files() -> list[Path]:
    """Every file that belongs to the repository: all but what tools leave behind."""
    found: list[Path] = []
    for top in sorted(ROOT.iterdir()):
        if top.is_file():
            found.append(top)
        elif top.name == ".ci" or not top.name.startswith("."):
            found += [path for path in sorted(top.rglob("*")) if path.is_file()]
    return [path for path in found if not _made(path.relative_to(ROOT))]


def _made(path: Path) -> bool:
    return any(part in _MADE or part.endswith(".egg-info") for part in path.parts)


def parsed(path: Path) -> ast.Module:
    """The syntax tree of a file."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def dotted(node: ast.AST) -> str:
    """`a.b.c` for a name or an attribute of names; what cannot be named is empty."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return ""


def calls(tree: ast.AST) -> Iterator[tuple[ast.Call, str]]:
    """Every call with the dotted name of what is called."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield node, dotted(node.func)


def complaints(paths: list[Path], rule: object) -> list[str]:
    """What a rule (a function of a syntax tree that yields line and fault) says about files."""
    assert callable(rule)
    return [f"{path.relative_to(ROOT)}:{line}: {fault}" for path in paths for line, fault in rule(parsed(path))]
