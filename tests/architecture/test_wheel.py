"""The wheel holds all that the package needs: every module and every file of data."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.architecture.sources import PACKAGE, ROOT


def wheel_of(folder: Path) -> Path:
    """Build the wheel of the project in `folder`, without the network."""
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation", "-w", "made", "."],
        cwd=folder,
        check=True,
        timeout=120,
    )
    (wheel,) = (folder / "made").glob("*.whl")
    return wheel


def missing(folder: Path, wheel: Path) -> list[str]:
    """The files of the package in `folder` that its wheel does not hold."""
    source = folder / "src"
    wanted = {path.relative_to(source).as_posix() for path in (source / "plantui").rglob("*") if path.is_file()}
    return sorted(wanted - set(zipfile.ZipFile(wheel).namelist()))


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what a wheel is built from, with a stray file that no pattern ships."""
    folder = tmp_path_factory.mktemp("project")
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, folder)
    shutil.copytree(PACKAGE, folder / "src" / "plantui", ignore=shutil.ignore_patterns("__pycache__", ".*_cache"))
    (folder / "src" / "plantui" / "stray.unknown").write_text("not shipped")
    return folder


@pytest.fixture(scope="module")
def wheel(project: Path) -> Path:
    return wheel_of(project)


def test_the_wheel_lacks_only_the_stray_file(project: Path, wheel: Path) -> None:
    assert missing(project, wheel) == ["plantui/stray.unknown"]


def test_the_wheel_has_the_program_the_types_and_the_licence(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert "plantui/py.typed" in names
    assert any(re.fullmatch(r"plantui-.*\.dist-info/licenses/LICENSE", name) for name in names)
    (entry,) = (name for name in names if name.endswith("entry_points.txt"))
    assert "plantui = plantui.__main__:main" in zipfile.ZipFile(wheel).read(entry).decode()


def test_the_wheel_holds_nothing_but_the_package(wheel: Path) -> None:
    tops = {name.partition("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert {re.sub(r"-.*", "", top) for top in tops} == {"plantui"}
