"""The targets of the terminal layer, as ratios, and whether they are met.

    python -m tests.benchmarks.targets --rounds 9

measures the board (tests/benchmarks/board.py: 10,000 clients on the stage) beside B, a bare Textual app,
and P, a bare Python, and ends with status 1 when a ratio is missed by more than the slack, or a number
of bytes at all.
"""

from __future__ import annotations

import argparse
import gc
import json
import random
import sys
from pathlib import Path
from typing import NamedTuple

from tests.benchmarks.figures import summary, table
from tests.benchmarks.rounds import run_exit, run_tui

HERE = Path(__file__).parent
SLACK = 1.15
"""Ratios drift from run to run; bytes do not."""


class Target(NamedTuple):
    """A figure of a program that may be at most `limit` times the same figure of `base` (or just `limit`)."""

    name: str
    figure: str
    limit: float
    base: str = ""


TARGETS = (
    Target("board", "ready", 1.15, "B"),
    Target("board", "start_bytes", 7_000),
    Target("board", "rss_mb", 1.15, "B"),
    Target("board", "exit", 0.25, "B"),
    Target("list", "keys.j.last_p50", 1.15, "B"),
    Target("list", "keys.j.last_p95", 1.5, "B"),
    Target("list", "keys.j.bytes_p50", 250),
    Target("board", "keys.j.last_p50", 2.5, "B"),
    Target("board", "keys.j.last_p95", 3.0, "B"),
    Target("board", "keys.j.bytes_p50", 2_000),
    Target("board", "keys.esc.last_p50", 50),
    Target("board", "keys.page.last_p95", 3.5, "B"),
    Target("board", "keys.page.bytes_p50", 3_000),
    Target("filter", "keys.j.last_p95", 4.0, "B"),
    Target("filter", "keys.j.bytes_p50", 2_000),
    Target("note", "keys.j.last_p50", 2.5, "B"),
    Target("note", "keys.j.last_p95", 3.0, "B"),
    Target("note", "keys.j.bytes_p50", 200),
)


def specs(python: str = sys.executable) -> list[dict]:
    """What is run: B and P, and the board at its tasks."""
    board = [python, "-m", "tests.benchmarks.board"]
    root = str(HERE.parents[1])
    screen = {"ready": "CASELOAD", "quit": "q", "cwd": root}
    return [
        {"name": "B", "cmd": [python, str(HERE / "hello.py")], "ready": "hello", "keys": {"j": "j" * 12}, "quit": "q"},
        {"name": "P", "mode": "exit", "cmd": [python, "-c", "pass"]},
        {"name": "board", "cmd": board, "keys": {"j": "j" * 12, "page": "<pgdn>" * 8, "esc": "<esc>"}, **screen},
        {"name": "list", "cmd": [*board, "list"], "keys": {"j": "j" * 12}, **screen},
        {"name": "filter", "cmd": board, "prekeys": "/", "keys": {"j": "reyes"}, **screen, "quit": ""},
        {"name": "note", "cmd": board, "prekeys": "n", "keys": {"j": "one more word"}, **screen, "quit": ""},
        {"name": "repeat", "cmd": board, "burst": "j" * 30, **screen},
    ]  # fmt: skip


def figure(result: dict, name: str, path: str) -> float | None:
    """One number of a program, `keys.j.last_p50` say; None if it was not measured."""
    found = result.get(name)
    for part in path.split("."):
        found = found.get(part) if isinstance(found, dict) else None
    return found


def missed(result: dict, targets: tuple[Target, ...] = TARGETS) -> list[str]:
    """Return a sentence for each target that is missed or was not measured."""
    complaints = []
    for name, path, limit, base in targets:
        value = figure(result, name, path)
        # A bare app has one kind of key.
        against = figure(result, base, path.replace(".page.", ".j.")) if base else 1.0
        if value is None or not against:
            complaints.append(f"{name} {path}: not measured")
        elif value / against > limit * (SLACK if base else 1.0):
            complaints.append(f"{name} {path}: {value / against:.2f}, at most {limit}{' x ' + base if base else ''}")
    return complaints


DEFAULTS = {
    "mode": "tui", "cols": 120, "rows": 40, "profile": "modern", "rtt": 0.0, "kbit": 0.0, "buffer": 65536,
    "settle": 300.0, "quiet": 150.0, "timeout": 30_000.0, "key_timeout": 4_000.0, "gap": 33.0, "env": {},
    "measure_rss": False,
}  # fmt: skip


def measure(rounds: int, chosen: list[dict]) -> dict:
    """Run programs in turn, in another order each round, and return the medians."""
    gc.disable()
    runs: dict[str, list[dict]] = {spec["name"]: [] for spec in chosen}
    order = random.Random(1)
    for number in range(rounds):
        for spec in order.sample(chosen, len(chosen)):
            run = run_exit if spec.get("mode") == "exit" else run_tui
            runs[spec["name"]].append(run(DEFAULTS | spec))
            gc.collect()
        print(f"round {number + 1}/{rounds}", file=sys.stderr, flush=True)
    return {name: summary(some) for name, some in runs.items()}


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure the terminal layer against its targets.")
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--out", type=Path, help="write the figures here as JSON")
    chosen = parser.parse_args()
    result = measure(chosen.rounds, specs())
    print(table(result, "B"))
    for name, some in result.items():
        if some.get("burst"):
            print(f"{name}: {some['burst']}")
    if chosen.out:
        chosen.out.write_text(json.dumps(result, indent=1), encoding="utf-8")
    complaints = missed(result)
    print("\n".join(complaints) or "All targets are met.")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
