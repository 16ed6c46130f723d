"""Keeping the memory of this process to itself while it holds a key.

No core dump (`RLIMIT_CORE` 0, also for the programs it starts), and on Linux no reading of its memory by other
processes of the same account and no core dump through a handler (`PR_SET_DUMPABLE` 0). That is all a process
can do: root can read it whenever it runs, and the system may write it to swap, which should be encrypted.
"""

from __future__ import annotations

import sys

_SET_DUMPABLE = 4


def harden() -> bool:
    """Keep this process out of core dumps and debuggers for the rest of its life; False where that is not to be had."""
    import resource

    try:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (OSError, ValueError):
        return False
    if sys.platform != "linux":
        return True
    import ctypes

    control = ctypes.CDLL(None, use_errno=True).prctl
    return int(control(_SET_DUMPABLE, ctypes.c_ulong(0), ctypes.c_ulong(0), ctypes.c_ulong(0), ctypes.c_ulong(0))) == 0
