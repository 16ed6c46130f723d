"""The soak: every call about a file fails with a chance of 3 in 100, for thousands of saves. Nightly, with libfiu."""

from __future__ import annotations

import ctypes.util
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PRELOADS = ("/usr/lib/fiu/fiu_posix_preload.so", "/usr/local/lib/fiu/fiu_posix_preload.so")
pytestmark = [pytest.mark.nightly, pytest.mark.timeout(3600)]


def soaked(kind: str, folder: Path, saves: int) -> dict[str, int | list[str]]:
    """What `soak.py` saw."""
    preload = next((path for path in PRELOADS if Path(path).exists()), "")
    if not preload or ctypes.util.find_library("fiu") is None:
        pytest.fail("This check needs libfiu (Debian: fiu-utils), and this machine has it not.", pytrace=False)
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.soak", kind, str(folder), str(saves), "7"],
        cwd=ROOT,
        env={**os.environ, "LD_PRELOAD": preload},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    seen: dict[str, int | list[str]] = json.loads(done.stdout)
    print(kind, seen)
    return seen


def test_faults_at_random_lose_nothing(tmp_path: Path) -> None:
    seen = soaked("store", tmp_path, 50_000)
    assert seen["bad"] == []
    assert int(str(seen["saves"])) > 15_000
    assert int(str(seen["refused"])) > 5000
    assert int(str(seen["uncertain"])) > 500


def test_the_same_faults_ruin_a_plain_tinydb_file(tmp_path: Path) -> None:
    """The control."""
    assert soaked("stock", tmp_path, 400)["bad"] != []
