"""The full screen on a large caseload beside B, a bare Textual app, and P, a bare Python.

    python -m tests.benchmarks.screen --store FOLDER --small FOLDER --rounds 5

FOLDER is what tests/benchmarks/caseload.py makes: ten thousand clients, and a hundred for the growth.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from tests.benchmarks.figures import table
from tests.benchmarks.targets import HERE, Target, measure, missed

TARGETS = (
    Target("screen", "ready", 1.15, "B"),
    Target("screen", "start_bytes", 7_000),
    Target("screen", "exit", 0.25, "B"),
    Target("list", "keys.j.last_p50", 1.15, "B"),
    Target("list", "keys.j.last_p95", 1.5, "B"),
    Target("list", "keys.j.bytes_p50", 250),
    Target("screen", "keys.j.last_p50", 2.5, "B"),
    Target("screen", "keys.j.last_p95", 3.0, "B"),
    Target("screen", "keys.j.bytes_p50", 2_000),
    Target("screen", "keys.page.last_p95", 3.5, "B"),
    Target("screen", "keys.page.bytes_p50", 3_000),
    Target("filter", "keys.j.last_p95", 4.0, "B"),
    Target("filter", "keys.j.bytes_p50", 2_000),
    Target("line", "keys.j.last_p50", 2.5, "B"),
    Target("line", "keys.j.bytes_p50", 200),
    Target("screen", "ready", 1.15, "small"),
    Target("screen", "keys.j.last_p50", 1.15, "small"),
)


def specs(store: Path, small: Path, python: str = sys.executable) -> list[dict]:
    """What is run."""
    plantui = str(Path(python).parent / "plantui")

    def at(folder: Path) -> dict:
        return {"cmd": [plantui, "--store", str(folder)], "ready": "REVIEW DUE", "quit": "Q"}

    moves = {"j": "j" * 12, "page": "<pgdn>" * 8, "change": "2+++++"}
    return [
        {"name": "B", "cmd": [python, str(HERE / "hello.py")], "ready": "hello", "keys": {"j": "j" * 12}, "quit": "q"},
        {"name": "P", "mode": "exit", "cmd": [python, "-c", "pass"]},
        {"name": "screen", "keys": moves, **at(store)},
        {"name": "small", "keys": moves, **at(small)},
        {"name": "list", "prekeys": "2gg", "keys": {"j": "jjjjkkkkjj"}, **at(store)},
        {"name": "filter", "prekeys": "/", "keys": {"j": "reyes"}, **at(store), "quit": ""},
        {"name": "line", "prekeys": "2ao", "keys": {"j": "one more word"}, **at(store), "quit": ""},
        {"name": "repeat", "burst": "j" * 30, **at(store)},
    ]


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure the full screen against its targets.")
    parser.add_argument("--store", type=Path, required=True)
    parser.add_argument("--small", type=Path, required=True)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--out", type=Path, help="write the figures here as JSON")
    chosen = parser.parse_args()
    result = measure(chosen.rounds, specs(chosen.store, chosen.small))
    print(table(result, "B"))
    for name, some in result.items():
        if some.get("burst"):
            print(f"{name}: {some['burst']}")
    if chosen.out:
        chosen.out.write_text(json.dumps(result, indent=1), encoding="utf-8")
    complaints = missed(result, TARGETS)
    print("\n".join(complaints) or "All targets are met.")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
