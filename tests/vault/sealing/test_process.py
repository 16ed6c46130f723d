"""What a process does for the key in its memory, seen from the process itself."""

from __future__ import annotations

import subprocess
import sys

SCRIPT = """
import ctypes, os, resource, signal, sys
if sys.argv[1] == "harden":
    from plantui.vault.sealing.process import harden
    assert harden()
print(resource.getrlimit(resource.RLIMIT_CORE)[0] == 0)
print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0) == 0 if sys.platform == "linux" else True)
"""


def seen(how: str) -> list[str]:
    # Ours may be 0 already; a process under test begins with what the system allows.
    raised = "import resource; hard = resource.getrlimit(4)[1]; resource.setrlimit(4, (hard, hard))\n"
    done = subprocess.run([sys.executable, "-c", raised + SCRIPT, how], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


def test_a_process_that_holds_a_key_leaves_no_core_and_lets_nobody_look() -> None:
    assert seen("harden") == ["True", "True"]
    # The control: without it, the second is not so.
    assert seen("as it comes")[1] == ("False" if sys.platform == "linux" else "True")


def test_plain_stores_and_the_way_to_them_load_no_cipher() -> None:
    script = (
        "import sys, plantui.cli.door, plantui.cli.session, plantui.cli.stores, plantui.practice.opening\n"
        "import plantui.vault.create, plantui.vault.store, plantui.vault.sealing.keyring\n"
        "print('cryptography' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
