"""ttybench: measure any terminal program in a pseudo-terminal, as a person at the keyboard meets it.

    python -m tests.benchmarks.ttybench --ready TEXT --keys 'jjjj' -- COMMAND...    one program, as JSON
    python -m tests.benchmarks.ttybench --compare SPEC.json --rounds 9 [--out F]    several, interleaved

What is measured (all times in ms, monotonic clock, counted from the instant before exec):
    first_byte   until the first byte on the terminal
    ready        until TEXT stands on the (emulated) screen
    settled      until the last byte before the screen was quiet for --settle ms
    start_bytes  bytes the terminal was sent until then (what SSH must carry)
    key.first    key sent until the first byte that answers it
    key.last     key sent until the last byte of the answer (key-to-paint)
    key.bytes    bytes sent to the terminal per key
    key.cpu      CPU ms of the whole process tree per key
    rss_mb       peak resident memory (VmHWM, summed over the process tree)
    cpu_start    CPU ms of the process tree until settled
    exit         quit keys sent until the process is gone
With --exit a command runs to its end: wall = exec until exit, cpu, rss_mb (needs GNU time).

The harness is the terminal: it answers DA1/DA2/DA3, DSR/CPR, DECRQM, XTVERSION, OSC 4/10/11/12 colour,
window-size and XTGETTCAP queries at once, so that no program sits out a time-out. --profile modern
(synchronised output), xterm (known modes only), silent (answers nothing: worst case).

Link model: --rtt MS --kbit N puts a link between program and terminal: keys arrive rtt/2 late, output is
serialised at N kbit/s and arrives rtt/2 later, and when more than --buffer bytes are under way the
program is no longer read from (it blocks, as behind a full SSH window).

Linux only (/proc).
"""

from __future__ import annotations

import argparse
import gc
import json
import random
import sys

from tests.benchmarks.figures import summary, table
from tests.benchmarks.rounds import run_exit, run_tui


def main() -> None:
    p = argparse.ArgumentParser(description="Measure a terminal program in a pty.")
    p.add_argument("--ready", help="text that stands on the screen when the first frame is there")
    p.add_argument("--keys", default="", help="keys to send one by one, e.g. 'jj<pgdn>'")
    p.add_argument("--prekeys", default="", help="keys sent first, not measured")
    p.add_argument("--burst", default="", help="keys sent at a fixed rate (see --gap)")
    p.add_argument("--gap", type=float, default=33, help="ms between burst keys")
    p.add_argument("--quit", default="", help="keys that end the program (else SIGTERM)")
    p.add_argument("--exit", action="store_true", help="run to the end, measure wall time")
    p.add_argument("--measure-rss", action="store_true", help="with --exit: extra run under GNU time")
    p.add_argument("--cols", type=int, default=120)
    p.add_argument("--rows", type=int, default=40)
    p.add_argument("--env", action="append", default=[], metavar="K=V", help="K= removes K")
    p.add_argument("--cwd")
    p.add_argument("--profile", choices=["modern", "xterm", "silent"], default="modern")
    p.add_argument("--rtt", type=float, default=0, help="link round trip, ms")
    p.add_argument("--kbit", type=float, default=0, help="link rate, kbit/s")
    p.add_argument("--buffer", type=int, default=65536, help="bytes under way before the program blocks")
    p.add_argument("--settle", type=float, default=300, help="ms of quiet that end the start phase")
    p.add_argument("--quiet", type=float, default=150, help="ms of quiet that end a key's answer")
    p.add_argument("--timeout", type=float, default=30000)
    p.add_argument("--key-timeout", type=float, default=4000)
    p.add_argument("--rounds", type=int, default=1)
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--compare", metavar="SPEC.json", help="list of {name, cmd, ready, keys, ...}")
    p.add_argument("--only", default="", help="comma list of names from the spec")
    p.add_argument("--out", help="write JSON here too")
    p.add_argument("--screen", action="store_true", help="show the last screen on stderr")
    p.add_argument("--raw", help="write the raw output bytes here")
    p.add_argument("cmd", nargs=argparse.REMAINDER)
    a = p.parse_args()
    cmd = a.cmd[1:] if a.cmd[:1] == ["--"] else a.cmd
    base = {
        k: getattr(a, k)
        for k in (
            "ready",
            "keys",
            "prekeys",
            "burst",
            "gap",
            "quit",
            "cols",
            "rows",
            "cwd",
            "profile",
            "rtt",
            "kbit",
            "buffer",
            "settle",
            "quiet",
            "timeout",
            "key_timeout",
            "screen",
            "raw",
            "measure_rss",
        )
    }
    base["mode"] = "exit" if a.exit else "tui"
    base["env"] = {k: (v or None) for k, _, v in (e.partition("=") for e in a.env)}
    if a.compare:
        with open(a.compare) as f:
            specs = [base | s | {"env": base["env"] | s.get("env", {})} for s in json.load(f)]
        if a.only:
            specs = [s for s in specs if s["name"] in a.only.split(",")]
    else:
        specs = [base | {"name": cmd[0] if cmd else "?", "cmd": cmd}]
        if not cmd:
            p.error("no command")
    gc.disable()
    runs: dict[str, list[dict]] = {s["name"]: [] for s in specs}
    rng = random.Random(a.seed)
    for i in range(a.rounds):
        order = specs[:]
        rng.shuffle(order)
        for s in order:
            runs[s["name"]].append(run_exit(s) if s["mode"] == "exit" else run_tui(s))
            gc.collect()
        if a.compare:
            print(f"round {i + 1}/{a.rounds}", file=sys.stderr, flush=True)
    result = {n: summary(r) for n, r in runs.items()}
    for n, r in runs.items():
        qs = sorted({q for x in r for q in x.get("queries", [])})
        if qs:
            result[n]["queries"] = qs
    if a.compare:
        print(table(result, specs[0]["name"]), file=sys.stderr)
    text = json.dumps(result if a.compare else next(iter(result.values())), indent=1)
    if a.out:
        with open(a.out, "w") as f:
            json.dump({"summary": result, "runs": runs}, f)
    print(text)


if __name__ == "__main__":
    main()
