"""What all tests share: a home that is not the developer's, terminals that are closed, snapshots."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.e2e.home import private_home, program
from tests.e2e.shell import Shell
from tests.e2e.terminal import Terminal
from tests.snapshots import Snapshots

# Timing depends on the machine, so no example has a deadline; a run in CI must give the same answer twice.
settings.register_profile("house", max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("house"), derandomize=True, database=None)
settings.load_profile("ci" if os.environ.get("CI") else "house")


@pytest.fixture(autouse=True, scope="session")
def _nobodys_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the settings and stores of the person who runs the tests out of them, and safe from them."""
    with pytest.MonkeyPatch.context() as patch:
        for name in list(os.environ):
            if name.startswith(("PLANTUI_", "TEXTUAL")) and name != "PLANTUI_UPDATE_SNAPSHOTS":
                patch.delenv(name)
        for name in ("NO_COLOR", "EDITOR", "VISUAL", "PAGER"):
            patch.delenv(name, raising=False)
        for name, value in private_home(tmp_path_factory.mktemp("nobody")).items():
            if name.startswith(("HOME", "XDG_", "TZ")):
                patch.setenv(name, value)
        time.tzset()
        yield


@pytest.fixture(scope="session")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The rehearsal store of `plantui demo`, to be copied."""
    made = Shell(tmp_path_factory.mktemp("demo"))
    made.check("demo", "--no-open", "--store", str(made.store))
    return made.store


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """`plantui` from a shell, with a home and a store of its own."""
    return Shell(tmp_path)


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Callable[..., Terminal]]:
    """Start `plantui ARGUMENTS` in a terminal of `size`; it shares home and store with `shell`."""
    started: list[Terminal] = []

    def start(*arguments: str, size: tuple[int, int] = (120, 40), **environment: str) -> Terminal:
        columns, rows = size
        window = Terminal(
            [program(), *arguments],
            env=private_home(tmp_path, **environment),
            cwd=tmp_path,
            cols=columns,
            rows=rows,
        )
        started.append(window)
        return window

    yield start
    for window in started:
        window.close()


@pytest.fixture
def snapshot(request: pytest.FixtureRequest) -> Snapshots:
    """Compare a screen or a text with `snapshots/NAME.txt` beside the test."""
    return Snapshots(request.path.parent / "snapshots")
