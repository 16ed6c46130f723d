"""Runs as a specification describes them: a program at its keys, or a command to its end."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys

from tests.benchmarks.keystrokes import parse_keys
from tests.benchmarks.session import NOW, Session


def run_tui(s: dict) -> dict:
    """One run of one interactive program described by spec `s`."""
    ses = Session(
        s["cmd"],
        cols=s["cols"],
        rows=s["rows"],
        env=s.get("env"),
        cwd=s.get("cwd"),
        profile=s["profile"],
        rtt=s["rtt"],
        kbit=s["kbit"],
        buffer=s["buffer"],
    )
    out = ses.start(s.get("ready"), s["settle"] / 1000, s["timeout"] / 1000)
    quiet, limit = s["quiet"] / 1000, s["key_timeout"] / 1000
    for k in parse_keys(s.get("prekeys", "")):
        ses.key(k, quiet, limit)
    out["keys"] = []
    for name, keys in groups(s.get("keys", "")):
        for k in parse_keys(keys):
            if ses.eof:
                break
            out["keys"].append({"group": name} | ses.key(k, quiet, limit))
    if s.get("burst"):
        out["burst"] = ses.burst(parse_keys(s["burst"]), s["gap"] / 1000, quiet, limit)
    if s.get("screen"):
        ses.term.catch_up()
        print("\n".join(x.rstrip() for x in ses.term.screen.display), file=sys.stderr)
    if s.get("raw"):
        with open(s["raw"], "wb") as f:
            f.write(bytes(ses.raw))
    out["queries"] = sorted(set(ses.term.queries))
    return out | ses.finish(parse_keys(s.get("quit", "")))


def groups(keys) -> list[tuple[str, str]]:
    return list(keys.items()) if isinstance(keys, dict) else [("keys", keys)]


def run_exit(s: dict) -> dict:
    """Run a command to its end on a pty."""
    ses = Session(
        s["cmd"],
        cols=s["cols"],
        rows=s["rows"],
        env=s.get("env"),
        cwd=s.get("cwd"),
        profile=s["profile"],
        rtt=s["rtt"],
        kbit=s["kbit"],
        buffer=s["buffer"],
    )
    end = NOW() + s["timeout"] / 1000
    while NOW() < end and not ses.eof:
        ses.step(0.05)
    _, status, use = os.wait4(ses.pid, 0)
    wall = (NOW() - ses.t0) * 1000
    os.close(ses.master)
    if s.get("screen"):
        ses.term.catch_up()
        print("\n".join(x.rstrip() for x in ses.term.screen.display).rstrip(), file=sys.stderr)
    out = {
        "wall": wall,
        "first_byte": (ses.log[0][0] - ses.t0) * 1000 if ses.log else None,
        "cpu": (use.ru_utime + use.ru_stime) * 1000,
        "start_bytes": sum(n for _, n in ses.log),
        "ok": os.waitstatus_to_exitcode(status) == s.get("status", 0),
    }
    if s.get("measure_rss") and shutil.which("time"):
        env = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "TEXTUAL"))}
        env |= {k: v for k, v in (s.get("env") or {}).items() if v is not None}
        p = subprocess.run(
            ["time", "-q", "-f", "RSS=%M", *s["cmd"]],
            capture_output=True,
            cwd=s.get("cwd"),
            env=env,
            text=True,
            errors="replace",
        )
        m = re.search(r"RSS=(\d+)", p.stderr)
        out["rss_mb"] = int(m[1]) / 1024 if m else None
    return out
