"""Two more implementations of the seam, to compare answers with: one in memory, one on SQLite.

They share no code with the file store and none with each other. They keep the current revision and the one before.
"""

from __future__ import annotations

import copy
import json
import sqlite3
from collections.abc import Sequence
from pathlib import Path

from plantui.vault.faults import Conflict, NotFound, NotPlain
from plantui.vault.seam import Event, Tables, is_name

Line = tuple[str, str, str, int]
"""Act, user, chart, revision."""


class MemoryStore:
    """Dictionaries."""

    def __init__(self) -> None:
        self.charts: dict[str, list[Tables]] = {}
        self.lines: list[Line] = []
        self.changed: dict[str, int] = {}
        self.clock = 0

    def load(self, chart: str, rev: int | None = None) -> tuple[int, Tables]:
        """See `ChartStore.load`."""
        revisions = self.charts.get(chart, [])
        if not revisions:
            raise NotFound(f"There is no chart {chart}.")
        wanted = len(revisions) if rev is None else rev
        if not max(1, len(revisions) - 1) <= wanted <= len(revisions):
            raise NotFound(f"Revision {wanted} is not kept.")
        return wanted, copy.deepcopy(revisions[wanted - 1])

    def commit(self, chart: str, expected: int, tables: Tables, event: Event) -> int:
        """See `ChartStore.commit`."""
        if not plain(tables):
            raise NotPlain("That cannot be kept.")
        revisions = self.charts.get(chart, [])
        if not is_name(chart) or (expected and not revisions):
            raise NotFound(f"There is no chart {chart}.")
        if expected != len(revisions):
            raise Conflict(chart, expected, len(revisions))
        self.charts[chart] = [*revisions, copy.deepcopy(tables)]
        self.lines.append((event.act, event.who, chart, expected + 1))
        self.clock += 1
        self.changed[chart] = self.clock
        return expected + 1

    def record(self, events: Sequence[Event], durable: bool) -> None:
        """See `ChartStore.record`."""
        self.lines += [(event.act, event.who, event.chart, 0) for event in events]

    def since(self, cursor: int) -> tuple[dict[str, int], int]:
        """The charts that changed after a cursor, with their revisions, and the next cursor."""
        found = {chart: len(self.charts[chart]) for chart, at in self.changed.items() if at > cursor}
        return found, self.clock

    def audit(self, act: str, who: str, chart: str) -> list[Line]:
        """The lines that fit."""
        return [line for line in self.lines if fits(line, act, who, chart)]


class SqliteStore:
    """Tables in a file, every commit a transaction that is on the disk when it returns."""

    def __init__(self, path: Path) -> None:
        self.base = sqlite3.connect(path, isolation_level=None)
        self.base.execute("PRAGMA journal_mode=WAL")
        self.base.execute("PRAGMA synchronous=FULL")
        self.base.execute(
            "CREATE TABLE IF NOT EXISTS chart (id TEXT PRIMARY KEY, rev INT, body TEXT, prev TEXT, at INT)"
        )
        self.base.execute("CREATE TABLE IF NOT EXISTS line (act TEXT, who TEXT, chart TEXT, rev INT)")

    def load(self, chart: str, rev: int | None = None) -> tuple[int, Tables]:
        """See `ChartStore.load`."""
        row = self.base.execute("SELECT rev, body, prev FROM chart WHERE id = ?", (chart,)).fetchone()
        if row is None:
            raise NotFound(f"There is no chart {chart}.")
        current, body, prev = row
        if rev in (None, current):
            return current, json.loads(body)
        if rev != current - 1 or prev is None:
            raise NotFound(f"Revision {rev} is not kept.")
        return rev, json.loads(prev)

    def commit(self, chart: str, expected: int, tables: Tables, event: Event) -> int:
        """See `ChartStore.commit`."""
        if not plain(tables):
            raise NotPlain("That cannot be kept.")
        if not is_name(chart):
            raise NotFound(f"There is no chart {chart}.")
        body = json.dumps(tables)
        self.base.execute("BEGIN IMMEDIATE")
        try:
            at = self.base.execute("SELECT COALESCE(MAX(at), 0) + 1 FROM chart").fetchone()[0]
            if expected:
                done = self.base.execute(
                    "UPDATE chart SET rev = rev + 1, prev = body, body = ?, at = ? WHERE id = ? AND rev = ?",
                    (body, at, chart, expected),
                ).rowcount
            else:
                done = self.base.execute(
                    "INSERT OR IGNORE INTO chart VALUES (?, 1, ?, NULL, ?)", (chart, body, at)
                ).rowcount
            if not done:
                row = self.base.execute("SELECT rev FROM chart WHERE id = ?", (chart,)).fetchone()
                raise Conflict(chart, expected, row[0]) if row else NotFound(f"There is no chart {chart}.")
            values = (event.act, event.who, chart, expected + 1)
            self.base.execute("INSERT INTO line VALUES (?, ?, ?, ?)", values)
        except BaseException:
            self.base.execute("ROLLBACK")
            raise
        self.base.execute("COMMIT")
        return expected + 1

    def record(self, events: Sequence[Event], durable: bool) -> None:
        """See `ChartStore.record`."""
        rows = [(event.act, event.who, event.chart, 0) for event in events]
        self.base.executemany("INSERT INTO line VALUES (?, ?, ?, ?)", rows)

    def since(self, cursor: int) -> tuple[dict[str, int], int]:
        """The charts that changed after a cursor, with their revisions, and the next cursor."""
        rows = self.base.execute("SELECT id, rev FROM chart WHERE at > ?", (cursor,)).fetchall()
        return dict(rows), self.base.execute("SELECT COALESCE(MAX(at), 0) FROM chart").fetchone()[0]

    def audit(self, act: str, who: str, chart: str) -> list[Line]:
        """The lines that fit."""
        rows = self.base.execute("SELECT act, who, chart, rev FROM line ORDER BY rowid").fetchall()
        return [line for line in rows if fits(line, act, who, chart)]

    def close(self) -> None:
        """Close the file."""
        self.base.close()


def fits(line: Line, act: str, who: str, chart: str) -> bool:
    """See `AuditQuery.fits`."""
    return (
        (not act or line[0] == act or line[0].startswith(f"{act}.")) and who in ("", line[1]) and chart in ("", line[2])
    )


def plain(value: object) -> bool:
    """Whether a value is one that JSON keeps as it is."""
    if isinstance(value, dict):
        return all(isinstance(key, str) and plain(key) and plain(inner) for key, inner in value.items())
    if isinstance(value, list):
        return all(map(plain, value))
    if isinstance(value, str):
        return not any(0xD800 <= ord(letter) < 0xE000 for letter in value)
    if isinstance(value, float):
        return value == value and value not in (float("inf"), float("-inf"))
    return value is None or isinstance(value, bool | int)
