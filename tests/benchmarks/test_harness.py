"""The harness measures what it says: keys, answers, targets, and a program in its terminal."""

from __future__ import annotations

import sys

from tests.benchmarks.emulation import Terminal
from tests.benchmarks.figures import pct, table
from tests.benchmarks.keystrokes import parse_keys
from tests.benchmarks.targets import DEFAULTS, TARGETS, Target, figure, measure, missed, specs

PROGRAM = "import sys, tty; tty.setraw(0); sys.stdout.write('ready'); sys.stdout.flush(); sys.stdin.read(1)"


def test_keys() -> None:
    assert parse_keys("j<pgdn><C-c><M-x>") == ["j", "\x1b[6~", "\x03", "\x1bx"]


def test_the_terminal_answers_and_shows() -> None:
    terminal = Terminal(20, 2, "modern")
    assert terminal.answers(b"\x1b[?2026$p\x1b[6") == b"\x1b[?2026;2$y"
    assert terminal.answers(b"n") == b"\x1b[1;1R"
    terminal.lag(1.0, b"\x1b[2;3Hhello")
    assert terminal.catch_up("hello") == 1.0


def test_percentiles() -> None:
    assert pct([3, 1, 2], 0.5) == 2
    assert pct([1, 2], 0.95) == 1.95
    assert pct([], 0.5) is None


def test_a_missed_target_is_named() -> None:
    result = {"B": {"ready": 100.0}, "board": {"ready": 116.0, "start_bytes": 10}}
    ready, size = Target("board", "ready", 1.0, "B"), Target("board", "start_bytes", 9)
    assert missed(result, (ready,)) == ["board ready: 1.16, at most 1.0 x B"]
    assert missed(result, (size,)) == ["board start_bytes: 10.00, at most 9"]
    assert missed(result, (Target("board", "rss_mb", 1.0, "B"),)) == ["board rss_mb: not measured"]
    assert missed(result, (ready._replace(limit=1.1), size._replace(limit=10))) == []


def test_every_target_is_about_a_program_that_is_run() -> None:
    names = {spec["name"] for spec in specs()}
    assert {target.name for target in TARGETS} | {"B", "P"} <= names
    keyed = {(spec["name"], group) for spec in specs() for group in spec.get("keys", {})}
    assert {(t.name, t.figure.split(".")[1]) for t in TARGETS if t.figure.startswith("keys.")} <= keyed


def test_a_program_is_measured() -> None:
    spec = {"name": "one", "cmd": [sys.executable, "-c", PROGRAM], "ready": "ready", "keys": "x", "settle": 20.0}
    result = measure(1, [spec, {"name": "P", "mode": "exit", "cmd": [sys.executable, "-c", "pass"]}])
    assert result["one"]["failed"] == 0
    assert result["one"]["start_bytes"] == 5
    assert figure(result, "P", "wall") > 0
    assert "| one |" in table(result, "one")
    assert DEFAULTS["cols"] == 120
