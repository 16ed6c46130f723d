"""One run of one program in a pseudo-terminal, with an optional slow link between."""

from __future__ import annotations

import contextlib
import fcntl
import heapq
import os
import re
import select
import shutil
import signal
import struct
import termios
import time

from tests.benchmarks.emulation import Terminal
from tests.benchmarks.proctree import cpu_ms, peak_mb, tree

NOW = time.monotonic


class Session:
    def __init__(
        self, cmd, *, cols=120, rows=40, env=None, cwd=None, profile="modern", rtt=0.0, kbit=0.0, buffer=65536
    ):
        self.term = Terminal(cols, rows, profile)
        self.half = rtt / 2000.0
        self.rate = kbit * 1000 / 8 if kbit else 0.0
        self.buffer = buffer
        self.arrived_until = 0.0  # when the last byte under way arrives
        self.inbox: list[tuple[float, int, bytes]] = []  # keys/answers on their way in
        self.outbox: list[tuple[float, bytes]] = []  # output on its way to the terminal
        self.seq = 0
        self.log: list[tuple[float, int]] = []  # (arrival, nbytes)
        self.eof = False
        self.raw = bytearray()
        self.master, slave = os.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, cols, cols * 8, rows * 16))
        rfd, wfd = os.pipe()
        full = {
            k: v
            for k, v in os.environ.items()
            if k not in ("LINES", "COLUMNS", "TMUX", "NO_COLOR", "VIRTUAL_ENV")
            and not k.startswith(("PYTHON", "TEXTUAL"))
        }
        full |= {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}
        for k, v in (env or {}).items():
            if v is None:
                full.pop(k, None)
            else:
                full[k] = v
        path = shutil.which(cmd[0]) or cmd[0]
        self.pid = os.fork()
        if self.pid == 0:
            try:
                os.setsid()
                fcntl.ioctl(slave, termios.TIOCSCTTY, 0)
                for fd in (0, 1, 2):
                    os.dup2(slave, fd)
                os.closerange(3, wfd)
                signal.signal(signal.SIGPIPE, signal.SIG_DFL)
                if cwd:
                    os.chdir(cwd)
                os.set_inheritable(wfd, False)
                os.write(wfd, struct.pack("d", NOW()))
                os.execve(path, cmd, full)
            except BaseException as error:
                os.write(2, repr(error).encode())
                os._exit(127)
        os.close(slave)
        os.close(wfd)
        self.t0 = struct.unpack("d", os.read(rfd, 8))[0]
        os.close(rfd)
        os.set_blocking(self.master, False)

    # -- plumbing
    def send(self, data: bytes) -> float:
        now = NOW()
        if self.half:
            self.seq += 1
            heapq.heappush(self.inbox, (now + self.half, self.seq, data))
        else:
            os.write(self.master, data)
        return now

    def step(self, timeout: float) -> int:
        """Wait up to `timeout` for something; return bytes that reached the terminal."""
        now = NOW()
        due = [now + timeout]
        if self.inbox:
            due.append(self.inbox[0][0])
        if self.outbox:
            due.append(self.outbox[0][0])
        backlog = sum(len(d) for _, d in self.outbox) if self.rate else 0
        wait = max(0.0, min(due) - now)
        if self.eof or (self.rate and backlog > self.buffer):
            select.select([], [], [], wait)
            ready = []
        else:
            ready = select.select([self.master], [], [], wait)[0]
        if ready:
            try:
                data = os.read(self.master, 65536)
            except BlockingIOError:
                data = b""
            except OSError:
                data, self.eof = b"", True
            if data:
                t = NOW()
                if self.half or self.rate:
                    send_done = max(t, self.arrived_until)
                    if self.rate:
                        send_done += len(data) / self.rate
                    self.arrived_until = send_done
                    self.outbox.append((send_done + self.half, data))
                else:
                    return self._arrive(t, data)
        now = NOW()
        got = 0
        while self.inbox and self.inbox[0][0] <= now:
            os.write(self.master, heapq.heappop(self.inbox)[2])
        while self.outbox and self.outbox[0][0] <= now:
            t, data = self.outbox.pop(0)
            got += self._arrive(t, data)
        return got

    def _arrive(self, t: float, data: bytes) -> int:
        self.log.append((t, len(data)))
        self.raw += data
        self.term.lag(t, data)
        answer = self.term.answers(data)
        if answer:
            self.send(answer)
        return len(data)

    def busy(self) -> bool:
        return bool(self.inbox or self.outbox)

    # -- phases
    def start(self, ready: str | None, settle: float, timeout: float) -> dict:
        seen = None
        end = self.t0 + timeout
        while NOW() < end and not self.eof:
            if not self.step(0.02 if not seen else settle) and not self.busy():
                hit = self.term.catch_up(ready)
                seen = seen or hit
                quiet = NOW() - (self.log[-1][0] if self.log else self.t0)
                if self.log and (seen or not ready) and quiet >= settle:
                    break
        hit = self.term.catch_up(ready)
        seen = seen or hit
        last = self.log[-1][0] if self.log else NOW()
        return {
            "first_byte": self._since_start(self.log[0][0] if self.log else None),
            "ready": self._since_start(seen if ready else last),
            "settled": self._since_start(last),
            "start_bytes": sum(n for _, n in self.log),
            "cpu_start": cpu_ms(self.pid),
            "rss_start": peak_mb(self.pid),
            "ok": bool(seen) if ready else bool(self.log),
        }

    def _since_start(self, moment: float | None) -> float | None:
        return None if moment is None else (moment - self.t0) * 1000

    def encode(self, key: str) -> bytes:
        if self.term.app_cursor and re.fullmatch(r"\x1b\[[ABCDHF]", key):
            key = "\x1bO" + key[2]
        return key.encode()

    def key(self, data: str, quiet: float, timeout: float) -> dict:
        while self.step(0.0) or self.busy():
            pass
        mark = len(self.log)
        cpu0 = cpu_ms(self.pid)
        if data == "RESIZE":
            r, c = self.term.rows, self.term.cols
            c = c - 20 if c == 120 else 120
            self.term.cols = c
            fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", r, c, 0, 0))
            t = NOW()
        else:
            t = self.send(self.encode(data))
        floor = max(quiet, 0.7) + 2 * self.half  # patience with a program that says nothing
        while NOW() - t < timeout and not self.eof:
            self.step(0.01)
            last = self.log[-1][0] if len(self.log) > mark else t
            if not self.busy() and NOW() - last >= (quiet if len(self.log) > mark else floor):
                break
        chunks = self.log[mark:]
        return {
            "key": data,
            "first": (chunks[0][0] - t) * 1000 if chunks else None,
            "last": (chunks[-1][0] - t) * 1000 if chunks else None,
            "bytes": sum(n for _, n in chunks),
            "cpu": cpu_ms(self.pid) - cpu0,
        }

    def burst(self, keys: list[str], gap: float, quiet: float, timeout: float) -> dict:
        """Keys at a fixed rate (auto-repeat); how far the screen lags behind the last one."""
        mark, cpu0, t = len(self.log), cpu_ms(self.pid), NOW()
        last_key = t
        for i, k in enumerate(keys):
            while NOW() < t + i * gap:
                self.step(max(0.0, t + i * gap - NOW()))
            last_key = self.send(self.encode(k))
        while NOW() - last_key < timeout and not self.eof:
            self.step(0.01)
            last = max(self.log[-1][0] if len(self.log) > mark else 0, last_key)
            if not self.busy() and NOW() - last >= quiet + 2 * self.half:
                break
        chunks = self.log[mark:]
        return {
            "keys": len(keys),
            "gap": gap * 1000,
            "lag": (chunks[-1][0] - last_key) * 1000 if chunks else None,
            "bytes": sum(n for _, n in chunks),
            "cpu": cpu_ms(self.pid) - cpu0,
        }

    def finish(self, quit_keys: list[str], grace: float = 2.0) -> dict:
        rss = peak_mb(self.pid)
        t = NOW()
        how = "quit"
        for k in quit_keys:
            try:
                self.send(self.encode(k))
            except OSError:
                break
            stop = NOW() + 0.06 + 2 * self.half
            while NOW() < stop and not self.eof:
                self.step(0.01)
        status = None
        for sig in [None, signal.SIGTERM, signal.SIGKILL] if quit_keys else [signal.SIGTERM, signal.SIGKILL]:
            if sig is not None:
                how = sig.name
                for p in reversed(tree(self.pid)):
                    with contextlib.suppress(OSError):
                        os.kill(p, sig)
            end = NOW() + grace
            while NOW() < end:
                if not self.eof:
                    self.step(0.01)
                else:
                    select.select([], [], [], 0.005)
                done, status = os.waitpid(self.pid, os.WNOHANG)
                if done:
                    break
            else:
                continue
            break
        took = (NOW() - t) * 1000
        os.close(self.master)
        return {
            "rss_mb": rss,
            "exit": took,
            "ended_by": how,
            "status": os.waitstatus_to_exitcode(status) if status is not None else None,
        }
