"""`plantui` run in this process: as fast as a function, for tables of many commands."""

from __future__ import annotations

import contextlib
import io
import os
from pathlib import Path
from unittest import mock

from plantui.cli.door import main
from tests.cli.conftest import NOW
from tests.e2e.home import private_home
from tests.e2e.shell import Outcome


class Inside:
    """Runs `plantui` with a home and a store under `folder`; nothing it reads or prints is a terminal."""

    def __init__(self, folder: Path, store: Path | None = None, **environment: str) -> None:
        self.folder = folder
        self.store = store or folder / "store"
        self.env = private_home(folder, PLANTUI_NOW=NOW, **environment) | {"PLANTUI_STORE": str(self.store)}

    def run(self, *arguments: str, stdin: str = "") -> Outcome:
        """Run `plantui` once."""
        out, err = io.StringIO(), io.StringIO()
        given = io.TextIOWrapper(io.BytesIO(stdin.encode()), encoding="utf-8")
        with (
            mock.patch.dict(os.environ, self.env, clear=True),
            mock.patch("sys.stdin", given),
            contextlib.redirect_stdout(out),
            contextlib.redirect_stderr(err),
        ):
            code = main(list(arguments))
        return Outcome(code, out.getvalue(), err.getvalue())
