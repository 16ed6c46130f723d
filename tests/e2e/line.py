"""A program at the far end of a pseudo-terminal: bytes go in and come out, and the line can break."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

PATIENCE = 30.0
"""Seconds to wait for what must come. Long, because a busy machine is slow and a good run never waits."""

WORKS = ("R", "D")
"""What the system says of a thread that runs or wants to, and of one that waits for the disk."""

# The program must own the terminal (for SIGHUP, SIGWINCH and ctrl+c), which takes a call in the new process.
# A launcher makes it and then becomes the program, so that this process, which has threads, need not fork. Signals
# that are ignored here, as beneath nohup or in the background of a script, are not in a terminal.
_LAUNCHER = """
import fcntl, os, signal, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
for number in signal.valid_signals():
    if signal.getsignal(number) is signal.SIG_IGN:
        signal.signal(number, signal.SIG_DFL)
signal.pthread_sigmask(signal.SIG_SETMASK, [])
os.execvp(sys.argv[1], sys.argv[1:])
"""


class Line:
    """Runs a program and keeps reading what it writes, in a thread.

    `on_output` gets every piece and returns what the terminal answers; `on_end` is called when there is no more.
    """

    def __init__(
        self,
        command: Sequence[str],
        *,
        env: Mapping[str, str],
        cwd: Path | None,
        size: tuple[int, int],
        on_output: Callable[[bytes], bytes],
        on_end: Callable[[], None],
    ) -> None:
        self._on_output, self._on_end = on_output, on_end
        self._frozen = False
        self._still = threading.Event()
        self._stopping = False
        self._writing = threading.Lock()
        self._answers: deque[bytes] = deque()
        self._master, slave = pty.openpty()
        self._wake_read, self._wake_write = os.pipe()
        self.set_window(*size)
        self.process = subprocess.Popen(
            [sys.executable, "-I", "-S", "-c", _LAUNCHER, *command],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env=dict(env),
            cwd=cwd,
            start_new_session=True,
        )
        os.close(slave)
        os.set_blocking(self._master, False)
        self._reader = threading.Thread(target=self._read, name="terminal", daemon=True)
        self._reader.start()

    def _read(self) -> None:
        while not self._stopping:
            if self._frozen:
                self._still.set()
            watched = [self._wake_read] if self._frozen else [self._master, self._wake_read]
            ready, _, _ = select.select(watched, [], [])
            if self._wake_read in ready:
                os.read(self._wake_read, 64)
            if self._master in ready and not self._take():
                break
        self._on_end()

    def _take(self) -> bool:
        """Read one piece of output; False when the program's side is closed."""
        try:
            data = os.read(self._master, 65536)
        except BlockingIOError:
            return True
        except OSError:
            return False
        if not data:
            return False
        if answer := self._on_output(data):
            self._answers.append(answer)
            self._send_answers()
        return True

    def write(self, data: bytes) -> None:
        """Send bytes, whole and in one write where the program keeps up; then the answers due meanwhile.

        Raises:
            TimeoutError: the program does not read.
        """
        with self._writing:
            self._push(data)
        self._send_answers()

    def _send_answers(self) -> None:
        """Send the answers that wait, unless the other thread is writing: it looks again when it is done."""
        while self._answers and self._writing.acquire(blocking=False):
            try:
                with suppress(IndexError, OSError):
                    self._push(self._answers.popleft())
            finally:
                self._writing.release()

    def _push(self, data: bytes) -> None:
        end = time.monotonic() + PATIENCE
        while data:
            _, writable, _ = select.select([], [self._master], [], max(0.0, end - time.monotonic()))
            if not writable:
                raise TimeoutError(f"the program has not read its input for {PATIENCE:g} s")
            with suppress(BlockingIOError):
                data = data[os.write(self._master, data) :]

    def set_window(self, cols: int, rows: int) -> None:
        """Set the size of the window; a running program is told by SIGWINCH."""
        size = struct.pack("HHHH", rows, cols, cols * 8, rows * 16)
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, size)

    def freeze(self, frozen: bool) -> None:
        """Stop or resume reading what the program writes; when this returns it has stopped."""
        self._still.clear()
        self._frozen = frozen
        os.write(self._wake_write, b".")
        if frozen and self._reader.is_alive():
            self._still.wait(PATIENCE)

    def drain(self) -> None:
        """Wait for the last output of a program that has ended, unless nothing is read."""
        if not self._frozen:
            self._reader.join(timeout=PATIENCE)

    def rests(self) -> bool:
        """Whether the program waits for something in all its threads: none works, or would if the machine let it.

        True where the system does not tell.
        """
        tasks = Path(f"/proc/{self.process.pid}/task")
        with suppress(OSError):
            for task in tasks.iterdir():
                with suppress(OSError):
                    told = (task / "stat").read_text(encoding="ascii", errors="replace")
                    if told.rpartition(")")[2].split()[0] in WORKS:
                        return False
        return True

    def hangup(self) -> None:
        """Break the line: the program gets SIGHUP, then reads nothing more."""
        if self._master >= 0:
            self._stopping = True
            os.write(self._wake_write, b".")
            self._reader.join()
            os.close(self._master)
            self._master = -1

    def close(self, grace: float) -> None:
        """Hang up; kill what has not ended within `grace` seconds; free everything."""
        self.hangup()
        try:
            self.process.wait(grace)
        except subprocess.TimeoutExpired:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        if self._wake_read >= 0:
            os.close(self._wake_read)
            os.close(self._wake_write)
            self._wake_read = -1
