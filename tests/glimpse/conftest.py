from __future__ import annotations

import io
import os
import shutil
import sys
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import pytest

from plantui.cli.door import main
from plantui.glimpse import try_run
from tests.e2e.home import private_home


@dataclass
class Doors:
    """Both doors on one store: the fast readers and the full program, in this process."""

    folder: Path
    environ: dict[str, str]

    @property
    def store(self) -> Path:
        return Path(self.environ["PLANTUI_STORE"])

    def fast(self, *words: str, **more: str) -> tuple[int | None, str]:
        """Exit code (None: left to the full program) and what was printed."""
        out = io.StringIO()
        with redirect_stdout(out):
            code = try_run(list(words), {**self.environ, **more})
        return code, out.getvalue()

    def full(self, *words: str) -> tuple[int, str]:
        out = io.StringIO()
        with redirect_stdout(out), redirect_stderr(io.StringIO()):
            code = main(list(words))
        return code, out.getvalue()

    def same(self, *words: str) -> str:
        """What both doors print, which must be the same."""
        code, out = self.fast(*words)
        assert code is not None, words
        assert (code, out) == self.full(*words)
        return out


@pytest.fixture(scope="session")
def made_demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    with pytest.MonkeyPatch.context() as patch:
        for name, value in private_home(folder).items():
            patch.setenv(name, value)
        with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
            assert main(["demo", "--no-open", "--store", str(folder / "made")]) == 0
    return folder / "made"


@pytest.fixture
def doors(tmp_path: Path, made_demo: Path, monkeypatch: pytest.MonkeyPatch) -> Doors:
    environ = private_home(tmp_path)
    for name in list(os.environ):
        if name.startswith(("PLANTUI_", "XDG_")):
            monkeypatch.delenv(name)
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    shutil.copytree(made_demo, environ["PLANTUI_STORE"])
    return Doors(tmp_path, environ)


@pytest.fixture
def as_terminal(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    def do() -> None:
        class Terminal(io.StringIO):
            def isatty(self) -> bool:
                return True

        monkeypatch.setattr(sys, "stdout", Terminal())

    return do
