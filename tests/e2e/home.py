"""A place of its own for a program under test: nothing of the person who runs the tests leaks in or out."""

from __future__ import annotations

import os
import sys
from pathlib import Path

SYSTEM_PATH = "/usr/local/bin:/usr/bin:/bin"


def program() -> str:
    """The installed `plantui` of the running environment.

    Raises:
        FileNotFoundError: it is not installed there.
    """
    path = Path(sys.executable).parent / "plantui"
    if not path.exists():
        raise FileNotFoundError(f"{path} is missing: run `pip install -e .` in this environment first")
    return str(path)


def private_home(folder: Path, **more: str) -> dict[str, str]:
    """An environment whose home, XDG folders and store lie under `folder`, in UTC and UTF-8.

    It is built from nothing rather than cleaned, so no `PLANTUI_*`, `NO_COLOR`, `EDITOR` or `PYTHON*` of the
    person at the keyboard reaches the program. `more` is laid over it.
    """
    home = folder / "home"
    home.mkdir(parents=True, exist_ok=True)
    runtime = folder / "run"
    runtime.mkdir(mode=0o700, exist_ok=True)
    scratch = folder / "scratch"
    scratch.mkdir(mode=0o700, exist_ok=True)
    return {
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), SYSTEM_PATH]),
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / ".config"),
        "XDG_DATA_HOME": str(home / ".local" / "share"),
        "XDG_STATE_HOME": str(home / ".local" / "state"),
        "XDG_CACHE_HOME": str(home / ".cache"),
        "XDG_RUNTIME_DIR": str(runtime),
        "TMPDIR": str(scratch),
        "PLANTUI_STORE": str(folder / "store"),
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "LANG": "C.UTF-8",
        "TZ": "UTC",
        "SHELL": "/bin/sh",
    } | more
