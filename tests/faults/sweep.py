"""Every system call of one save, one after another: the process is killed there, or the call fails.

A child that is ready to save is forked; strace attaches to it and does one thing to its n-th call of a name; then
the child may go. What it says afterwards, and what lies on the disk, is judged by the test.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

BEGIN, END = "/begin-of-the-save", "/end-of-the-save"
"""Paths that are looked at before and after the save, to find it in a trace."""

CALLS = (
    "openat,open,creat,read,pread64,write,pwrite64,lseek,fstat,newfstatat,stat,lstat,statx,close,fsync,fdatasync,"
    "ftruncate,link,linkat,rename,renameat,renameat2,unlink,unlinkat,mkdir,mkdirat,rmdir,fchmod,chmod,flock,"
    "getdents64,fcntl,access,faccessat2"
)
"""Calls about files; the others of a process have no disk in them. Those this machine lacks are left out."""

_LINE = re.compile(r"^(?:\d+ +)?(\w+)\(")
_MARKED = re.compile(r'"(/begin-of-the-save|/end-of-the-save)"')


class Case(NamedTuple):
    """One thing that is done to one call.

    Attributes:
        call: the name of the call.
        number: which of its calls, from 1, counted from the moment strace is attached.
        what: `signal=KILL`, `error=EIO` or `error=ENOSPC`.
    """

    call: str
    number: int
    what: str


def traced(work: Callable[[], str], log: Path, case: Case | None = None) -> str | None:
    """Let a fork do some work under strace; return what it says, None when it was killed.

    Args:
        work: saves between looks at `BEGIN` and `END`, and says how it went.
        log: where the trace goes.
        case: what is done to which call.
    """
    # It waits for a signal, not in a call that would be counted.
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGUSR1})
    said_read, said_write = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            signal.sigwait({signal.SIGUSR1})
            os.write(said_write, work().encode())
        finally:
            os._exit(0)
    os.close(said_write)
    inject = [] if case is None else ["-e", f"inject={case.call}:{case.what}:when={case.number}"]
    command = ["strace", "-f", "-p", str(child), "-e", f"trace={known_calls()}", *inject, "-o", str(log)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as tracer:
        assert tracer.stderr is not None
        told = tracer.stderr.readline()
        if "attached" not in told:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            raise AssertionError(f"strace cannot attach: {told}")
        os.kill(child, signal.SIGUSR1)
        with os.fdopen(said_read, encoding="utf-8") as said:
            answer = said.read()
        _, status = os.waitpid(child, 0)
    return None if os.WIFSIGNALED(status) else answer


_known: list[str] = []


def known_calls() -> str:
    """The calls of `CALLS` that strace knows on this machine."""
    if not _known:
        for name in CALLS.split(","):
            done = subprocess.run(["strace", "-e", f"trace={name}", "true"], capture_output=True, check=False)
            if done.returncode == 0:
                _known.append(name)
    return ",".join(_known)


def cases(log: Path, whats: tuple[str, ...]) -> list[Case]:
    """Every call between the marks of a trace, with each of the things that can be done to it."""
    counts: Counter[str] = Counter()
    found: list[Case] = []
    inside = False
    for line in log.read_text(encoding="utf-8", errors="replace").splitlines():
        call = _LINE.match(line)
        if call is None:
            continue
        counts[call[1]] += 1
        mark = _MARKED.search(line)
        if mark is not None:
            inside = mark[1] == BEGIN
        elif inside:
            found += [Case(call[1], counts[call[1]], what) for what in whats]
    return found


def marked(work: Callable[[], object]) -> Callable[[], object]:
    """Some work with a mark before and after it."""

    def both() -> object:
        _look(BEGIN)
        try:
            return work()
        finally:
            _look(END)

    return both


def _look(path: str) -> None:
    try:
        os.stat(path)
    except OSError:
        return
