"""A file has one noun. Past 400 lines there is another one hiding in it."""

from __future__ import annotations

from pathlib import Path

from tests.architecture.sources import PACKAGE, ROOT, python_files

MOST = 400


def too_long(paths: list[Path]) -> list[str]:
    """The files of more than 400 lines, longest first."""
    sizes = sorted(((len(path.read_bytes().splitlines()), path) for path in paths), reverse=True)
    return [f"{path.name}: {size} lines, at most {MOST}" for size, path in sizes if size > MOST]


def test_no_file_is_too_long() -> None:
    assert too_long(python_files(PACKAGE, ROOT / "tests")) == []


def test_the_rule_complains(tmp_path: Path) -> None:
    (tmp_path / "short.py").write_text("pass\n" * MOST)
    (tmp_path / "long.py").write_text("pass\n" * (MOST + 1))
    assert too_long(python_files(tmp_path)) == ["long.py: 401 lines, at most 400"]
