from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.e2e.shell import Shell

if TYPE_CHECKING:
    from tests.cli.inside import Inside

NOW = "2026-03-10T13:52"
PLAN = """\
Worry that keeps her up at night; dx F41.1; aeb lies awake 2 h on 5 nights; strength keeps lists
  "I want my nights back" Sleep through and worry less
    GAD-7 15 -> 7 by +9w; every 2w; client keeps the log; clinician reviews the log
      CBT: Worry postponement; weekly
service individual 50m weekly for 12 w
discharge GAD-7 below 5 on two readings
"""


class Practice(Shell):
    """A rehearsal store at a fixed time."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, PLANTUI_NOW=NOW)

    def init(self) -> None:
        named = ("--name", "Dana Whitlock", "--initials", "DW", "--credential", "LCSW")
        self.check("init", "--no-encryption", "--rehearsal", *named)

    def client(self, line: str = "Reyes, Maria; dob 1991-04-02; dx F41.1; slot tue 14:00") -> str:
        return self.check("new", stdin=line).strip()


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    made = Practice(tmp_path)
    made.init()
    return made


@pytest.fixture(scope="session")
def planned_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = Practice(tmp_path_factory.mktemp("planned"))
    made.init()
    made.client()
    made.check("add", "C-001", stdin=PLAN)
    return made.store


@pytest.fixture
def planned(tmp_path: Path, planned_store: Path) -> Practice:
    made = Practice(tmp_path)
    shutil.copytree(planned_store, made.store)
    return made


@pytest.fixture(scope="session")
def demo_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    shell = Shell(folder)
    assert shell.run("demo", "--store", str(folder / "made"), "--no-open").code == 0
    return folder / "made"


@pytest.fixture
def demo_inside(tmp_path: Path, demo_store: Path) -> Inside:
    """The same, its commands run in this process."""
    from tests.cli.inside import Inside

    shutil.copytree(demo_store, tmp_path / "store")
    return Inside(tmp_path)


@pytest.fixture
def demo(tmp_path: Path, demo_store: Path) -> Shell:
    """A copy of the demo store; its clock stands at the demo's own time."""
    shell = Shell(tmp_path)
    shutil.copytree(demo_store, shell.store)
    return shell
