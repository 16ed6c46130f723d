"""One version: of the project, of the package, of the program."""

from __future__ import annotations

import tomllib

import pytest

import plantui
from tests.architecture.sources import ROOT
from tests.e2e.shell import Shell


def versions(shell: Shell) -> set[str]:
    """Every version that somebody could read."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    said = shell.check("--version")
    assert said.startswith("plantui "), said
    return {project, plantui.__version__, said.removeprefix("plantui ").strip()}


def test_there_is_one_version(shell: Shell) -> None:
    assert len(versions(shell)) == 1


def test_another_version_is_seen(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plantui, "__version__", "0.0.0")
    assert len(versions(shell)) == 2
