"""The tree holds no unfinished work, no path of somebody's machine and no host that serves packages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT, tree_files

# Written in pieces, so that this file does not complain about itself.
FORBIDDEN = re.compile(
    "|".join(
        [
            r"(?<![\w.])/" + "work/",
            "/" + "root/",
            "/" + r"tmp/[a-z]",
            r"\b" + "TO" + r"DO\b",
            r"\b" + "FIX" + r"ME\b",
            r"\b" + "X" + r"XX\b",
            "raise " + "NotImplementedError",
            "(?i:coming" + " soon)",
            "pypi" + r"\.org",
            "python" + r"hosted\.org",
            "registry\\." + r"npmjs",
            "deb" + r"\.debian\.org",
        ]
    )
)


def forbidden(paths: list[Path]) -> list[str]:
    """The lines that must not be in the tree."""
    found = []
    for path in paths:
        text = path.read_bytes().decode("utf-8", "replace")
        for number, line in enumerate(text.splitlines(), 1):
            if match := FORBIDDEN.search(line):
                found.append(f"{path.name}:{number}: {match.group()}")
    return found


def test_the_tree_is_clean() -> None:
    assert forbidden(tree_files()) == []


def test_the_tree_is_seen() -> None:
    seen = {path.relative_to(ROOT).as_posix() for path in tree_files()}
    assert {"pyproject.toml", "README.md", ".ci/run", "src/plantui/__init__.py", "tests/conftest.py"} <= seen
    assert not any("__pycache__" in name or name.startswith(".git/") for name in seen)


@pytest.mark.parametrize(
    "sample",
    [
        "# TO" + "DO: more",
        "FIX" + "ME",
        "open('/tm" + "p/plan')",
        "cd /wor" + "k/main",
        "rai" + "se NotImplementedError",
        "Coming " + "soon",
        "https://py" + "pi.org/simple",
    ],
)
def test_the_rule_complains(sample: str, tmp_path: Path) -> None:
    (tmp_path / "sample.md").write_text(f"fine\n{sample}\n")
    assert len(forbidden([tmp_path / "sample.md"])) == 1


def test_the_rule_lets_words_pass(tmp_path: Path) -> None:
    (tmp_path / "sample.md").write_text("todo list homework/school /worker/ /temporary/x\n")
    assert forbidden([tmp_path / "sample.md"]) == []
