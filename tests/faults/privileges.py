"""What a nightly check needs of the machine; without it the check fails, and says plainly what is missing."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


def needed(*programs: str, devices: tuple[str, ...] = (), root: bool = True) -> None:
    """Fail with a sentence when this machine cannot do a check."""
    missing = [f"the program {name}" for name in programs if shutil.which(name, path=SEARCHED) is None]
    missing += [f"the device {name}" for name in devices if not Path(name).exists()]
    if root and os.geteuid() != 0:
        missing.append("root")
    if missing:
        pytest.fail(f"This check needs {', '.join(missing)}, and this machine has it not.", pytrace=False)


SEARCHED = f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin"
"""Where programs are looked for: those of the administrator are not on everybody's path."""


def run(*command: str) -> str:
    """Run a program that must succeed; return what it says."""
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, "PATH": SEARCHED})
    assert done.returncode == 0, f"{' '.join(command)}: {done.stdout}{done.stderr}"
    return done.stdout.strip()


@contextmanager
def mounted(folder: Path, *arguments: str) -> Iterator[Path]:
    """Mount something for a while."""
    folder.mkdir(exist_ok=True)
    run("mount", *arguments, str(folder))
    try:
        yield folder
    finally:
        # Lazily: a file that a failed check left open must not leave the disk mounted.
        run("umount", "-l", str(folder))
