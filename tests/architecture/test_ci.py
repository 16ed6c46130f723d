"""CI runs the test command that the README gives, and refuses a README that gives none."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT

MARKED = "<!-- test command -->\n```sh\n{}\n```\n<!-- end of test command -->\n"


def test_command(readme: Path) -> subprocess.CompletedProcess[str]:
    """What `.ci/test-command` makes of a README."""
    return subprocess.run(
        ["bash", str(ROOT / ".ci" / "test-command"), str(readme)], capture_output=True, text=True, check=False
    )


test_command.__test__ = False  # type: ignore[attr-defined]


def test_the_readme_gives_the_command() -> None:
    done = test_command(ROOT / "README.md")
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip().endswith(".venv/bin/python -m pytest")
    assert "requirements-test.txt" in done.stdout


@pytest.mark.parametrize(
    "readme",
    [
        "# PlanTUI\n",
        MARKED.format(""),
        MARKED.format("python3 -m venv .venv && true\npython -m pytest"),
        MARKED.format("python -m pytest"),
        MARKED.format("make all && make test"),
    ],
)
def test_a_readme_without_one_is_refused(readme: str, tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text(readme)
    done = test_command(tmp_path / "README.md")
    assert done.returncode == 1
    assert done.stdout == ""
    assert "test command" in done.stderr


def test_the_scripts_are_sound_shell() -> None:
    for name in ("run", "test-command"):
        script = ROOT / ".ci" / name
        assert "set -euo pipefail" in script.read_text()
        assert subprocess.run(["bash", "-n", str(script)], check=False).returncode == 0


def test_nothing_is_skipped_by_name_in_ci() -> None:
    text = (ROOT / ".ci" / "run").read_text()
    assert "--ignore" not in text
    assert "--deselect" not in text
    assert "|| true" not in text
