"""Measures the store against SQLite (WAL, synchronous=FULL) and prints ratios. Run by hand or nightly.

    python tests/benchmarks/store_ratios.py [--charts 10000] [--rounds 7] [--folder DIR] [--sealed]

Both engines do the same work in the same rounds on the same disk; medians are compared. SQLite keeps a chart
in one row with its name columns, and for the start also a split caseload table, its best case. It writes no
audit trail and keeps no revision before, so the ratio of a save counts ours against it; its saves use the parser
we use. Ours is measured plain and sealed.

A load of ours checks every byte and parses the documents that are looked at. SQLite's parses the whole chart:
with the JSON of the standard library, as the reference store of the tests does, and, in a row of its own, with the
parser we use. What ours costs when every document is looked at has a row of its own too. The folder should be on a
real disk.
"""

from __future__ import annotations

import argparse
import gc
import json
import random
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeAlias

import msgspec

from plantui.vault.create import create_store, open_store
from plantui.vault.manifest import User
from plantui.vault.sealing.founding import found
from plantui.vault.sealing.keyring import Keyring
from plantui.vault.seam import Event, Tables
from plantui.vault.store import FileStore

NOW = datetime(2026, 3, 10, 13, 52, tzinfo=UTC)
WHO = User(id="u1", name="Dana Weiss", initials="DW", credential="LCSW", role="clinician")
WORDS = ("sleep", "worry", "mood", "work", "friend", "walk", "breathe", "evening", "morning", "values", "visit")
FIRST = ("Maria", "Robin", "Alex", "Sam", "Noor", "Chris", "Jo", "Lee", "Ana", "Kim")
LAST = ("Reyes", "Hale", "Brandt", "Okafor", "Lindqvist", "Moreau", "Sato", "Novak", "Adler", "Quist")


def chart(rng: random.Random) -> Tables:
    """A synthetic chart of about 50 KB: 4 goals, 2 older versions, 30 notes, 24 measures."""

    def prose(words: int) -> str:
        return " ".join(rng.choices(WORDS, k=words))

    def objective(number: int) -> dict[str, object]:
        steps = [prose(12) for _ in range(3)]
        return {"id": f"o{number}", "text": prose(20), "baseline": 18, "target": 9, "due": "2026-05-12", "steps": steps}

    def plan(number: int) -> dict[str, object]:
        goals = [{"words": prose(15), "objectives": [objective(n) for n in range(3)]} for _ in range(4)]
        return {"number": number, "status": "active", "goals": goals}

    def note() -> dict[str, object]:
        return {"date": "2026-03-03", "text": prose(120), "links": ["g1.1"], "next": prose(10)}

    score = {"measure": "phq9", "date": "2026-03-03", "answers": [1, 1, 2, 2, 1, 2, 1, 1, 1], "total": 12}
    name = f"{rng.choice(FIRST)} {rng.choice(LAST)}"
    return {
        "client": {"c": {"name": name, "born": "1988-04-02", "words": prose(40)}},
        "plans": {f"p{number}": plan(number) for number in range(3)},
        "notes": {f"n{number}": note() for number in range(30)},
        "measures": {f"m{number}": dict(score) for number in range(24)},
    }


def summarise(chart: str, tables: Tables) -> dict[str, object]:
    """What a caseload needs."""
    return {"name": tables["client"]["c"]["name"], "due": "2026-03-06", "status": "active", "plan": "v3"}


def event(act: str) -> Event:
    """An event of the one user."""
    return Event(act=act, who=WHO.id, at=NOW, session="s1")


class Sqlite:
    """The same charts in SQLite."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.db = self.connect()

    def connect(self) -> sqlite3.Connection:
        """Open the file as a terminal would."""
        db = sqlite3.connect(self.path, isolation_level=None)
        db.execute("pragma journal_mode=wal")
        db.execute("pragma synchronous=full")
        return db

    def fill(self, charts: dict[str, bytes], summaries: dict[str, dict[str, object]]) -> None:
        """Make both tables."""
        self.db.execute("create table chart(id text primary key, rev int, name text, summary text, doc blob)")
        self.db.execute("create table caseload(id text primary key, rev int, name text, summary text)")
        self.db.execute("begin")
        for key, doc in charts.items():
            small = msgspec.json.encode(summaries[key]).decode()
            name = str(summaries[key]["name"])
            self.db.execute("insert into chart values(?,1,?,?,?)", (key, name, small, doc))
            self.db.execute("insert into caseload values(?,1,?,?)", (key, name, small))
        self.db.execute("commit")
        self.db.execute("pragma wal_checkpoint(truncate)")

    def rows(self, table: str) -> list[tuple[str, int, dict[str, object]]]:
        """The caseload, from a connection of its own."""
        db = self.connect()
        found = [
            (key, rev, msgspec.json.decode(small))
            for key, rev, small in db.execute(f"select id, rev, summary from {table} order by id")
        ]
        db.close()
        return found

    def load(self, key: str, decode: Callable[[bytes], Tables] = msgspec.json.decode) -> tuple[int, Tables]:
        """Revision and tables of a chart."""
        rev, doc = self.db.execute("select rev, doc from chart where id=?", (key,)).fetchone()
        return rev, decode(doc)

    def save(self, key: str, expected: int, tables: Tables) -> None:
        """Compare and set, as the seam asks."""
        small = msgspec.json.encode(summarise(key, tables)).decode()
        self.db.execute("begin immediate")
        done = self.db.execute(
            "update chart set rev=?, summary=?, doc=? where id=? and rev=?",
            (expected + 1, small, msgspec.json.encode(tables), key, expected),
        )
        assert done.rowcount == 1
        self.db.execute("commit")


def timed(work: Callable[[], object], times: int) -> float:
    """Seconds for one of `times` runs."""
    gc.collect()
    began = time.perf_counter()
    for _ in range(times):
        work()
    return (time.perf_counter() - began) / times


def build(folder: Path, count: int) -> tuple[FileStore, FileStore, Sqlite, list[str]]:
    """The plain store, the sealed one and SQLite with the same charts."""
    rng = random.Random(20260310)
    founding = found(WHO.id, "a walk by the river")
    create_store(folder / "store", made=NOW, users=[WHO], rehearsal=True)
    create_store(folder / "sealed", made=NOW, users=[WHO], rehearsal=True, founding=founding)
    store = open_store(folder / "store", summarise)
    sealed = open_store(folder / "sealed", summarise, key=founding.key)
    charts = [chart(rng) for _ in range(min(count, 200))]
    keys = [f"01k{number:023x}" for number in range(count)]
    began = time.perf_counter()
    for number, key in enumerate(keys):
        store.commit(key, 0, charts[number % len(charts)], event("client.add"))
    made = time.perf_counter() - began
    for number, key in enumerate(keys):
        sealed.commit(key, 0, charts[number % len(charts)], event("client.add"))
    sqlite = Sqlite(folder / "charts.db")
    bodies = [msgspec.json.encode(tables) for tables in charts]
    sqlite.fill(
        {key: bodies[number % len(charts)] for number, key in enumerate(keys)},
        {key: summarise(key, charts[number % len(charts)]) for number, key in enumerate(keys)},
    )
    size = sum(map(len, bodies)) / len(bodies) / 1000
    print(f"{count} charts of {size:.0f} KB, made in {made:.0f} s ({made / count * 1000:.1f} ms each)")
    return store, sealed, sqlite, keys


def memory(folder: Path, engine: str) -> float:
    """The peak memory in MB of a process that starts and lists."""
    command = [sys.executable, __file__, "--memory", engine, "--folder", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return float(done.stdout)


def measure_memory(folder: Path, engine: str) -> None:
    """Start and list, then print the peak memory of this process in MB."""
    if engine == "ours":
        rows: object = [row.summary for row in open_store(folder / "store", summarise).list()[0]]
    else:
        rows = Sqlite(folder / "charts.db").rows("caseload")
    assert rows
    # Not ru_maxrss: a child begins with the peak of the process that started it.
    status = Path("/proc/self/status").read_text()
    print(int(status.split("VmHWM:")[1].split()[0]) / 1000)


Work: TypeAlias = dict[str, tuple[Callable[[], object], Callable[[], object], int, float]]
"""What is measured -> both ways to do it, how often in a round, and the highest ratio wanted."""


def compare(work: Work, rounds: int, one: str, other: str) -> dict[str, float]:
    """Measure in turn, print medians and ratios; the ratios by name."""
    ratios = {}
    print(f"{'':30}{one:>10}{other:>11}{'ratio':>8}{'target':>8}")
    for name, (first, second, times, target) in work.items():
        pairs = [(timed(first, times), timed(second, times)) for _ in range(rounds)]
        left = statistics.median(pair[0] for pair in pairs) * 1000
        right = statistics.median(pair[1] for pair in pairs) * 1000
        ratios[name] = left / right
        print(f"{name:30}{left:10.2f}{right:11.2f}{left / right:8.2f}{target:8.2f}", flush=True)
    return ratios


def measure_sealed(folder: Path, count: int, rounds: int) -> dict[str, float]:
    """The same store sealed and plain, in the same rounds; the ratios by name."""
    rng = random.Random(20260310)
    charts = [chart(rng) for _ in range(min(count, 200))]
    keys = [f"01k{number:023x}" for number in range(count)]
    founding = found(WHO.id, "a walk by the river")
    create_store(folder / "sealed", made=NOW, users=[WHO], rehearsal=True, founding=founding)
    create_store(folder / "plain", made=NOW, users=[WHO], rehearsal=True)

    def start(name: str) -> FileStore:
        key = founding.key if name == "sealed" else None
        return open_store(folder / name, summarise, key=key, now_ns=lambda: time.time_ns() + 60_000_000_000)

    stores = {name: start(name) for name in ("sealed", "plain")}
    for store in stores.values():
        for number, key in enumerate(keys):
            store.commit(key, 0, charts[number % len(charts)], event("client.add"))
        store.list()
        store.close()

    def save(name: str) -> None:
        key = rng.choice(keys)
        rev, tables = stores[name].load(key)
        tables["notes"]["n1"]["text"] = str(rng.random())
        stores[name].commit(key, rev, tables, event("note.edit"))

    def rebuild(name: str) -> None:
        (folder / name / "index").unlink(missing_ok=True)
        start(name).list()

    def both(work: Callable[[str], object]) -> tuple[Callable[[], object], Callable[[], object]]:
        return lambda: work("sealed"), lambda: work("plain")

    work: Work = {
        "save one change": (*both(save), 60, 1.15),
        "load a chart": (*both(lambda name: stores[name].load(rng.choice(keys))), 200, 1.5),
        "clean start": (*both(lambda name: start(name).list()), 1, 1.15),
        "rebuild": (*both(rebuild), 1, 2.0),
    }
    ratios = compare(work, rounds, "sealed ms", "plain ms")
    ring = Keyring(folder / "sealed", places=())
    times = [timed(lambda: ring.unlock("a walk by the river"), 1) * 1000 for _ in range(rounds)]
    print(f"{'unlock, once a session':30}{statistics.median(times):10.0f}")
    return ratios


def measure(folder: Path, count: int, rounds: int) -> dict[str, float]:
    """Build, measure in turn, print medians and ratios; the ratios by name."""
    store, sealed, sqlite, keys = build(folder, count)
    rng = random.Random(7)
    index = folder / "store" / "index"

    def start(name: str = "store") -> FileStore:
        # A clock that is ahead stands for the two seconds after which a folder counts as unchanged.
        key = sealed.key if name == "sealed" else None
        return open_store(folder / name, summarise, key=key, now_ns=lambda: time.time_ns() + 60_000_000_000)

    def decoded(store: FileStore) -> list[dict[str, object]]:
        # The store keeps summaries as JSON; SQLite's rows are decoded too.
        return [row.summary for row in store.list()[0]]

    def rebuild() -> None:
        index.unlink(missing_ok=True)
        decoded(start())

    for name in ("store", "sealed"):
        again = start(name)
        again.list()
        again.close()
    again = start()
    listed, cursor = again.list()

    names = [(str(row.summary["name"]).casefold(), row.chart) for row in listed]

    def save_ours(store: FileStore) -> None:
        key = rng.choice(keys)
        rev, tables = store.load(key)
        tables["notes"]["n1"]["text"] = str(rng.random())
        store.commit(key, rev, tables, event("note.edit"))

    def save_theirs() -> None:
        key = rng.choice(keys)
        rev, tables = sqlite.load(key)
        tables["notes"]["n1"]["text"] = str(rng.random())
        sqlite.save(key, rev, tables)

    def search() -> object:
        return [chart for name, chart in names if "okaf" in name]

    def search_sql() -> object:
        return sqlite.db.execute("select id from chart where name like '%okaf%'").fetchall()

    def load_whole(store: FileStore) -> object:
        _, tables = store.load(rng.choice(keys))
        return [table.values() for table in tables.values()]

    def load_sql() -> object:
        return sqlite.load(rng.choice(keys))

    def load_standard() -> object:
        return sqlite.load(rng.choice(keys), json.loads)

    work: Work = {
        "clean start (split table)": (lambda: decoded(start()), lambda: sqlite.rows("caseload"), 1, 1.2),
        "list (document in the row)": (lambda: decoded(start()), lambda: sqlite.rows("chart"), 1, 0.8),
        "clean start, sealed": (lambda: decoded(start("sealed")), lambda: sqlite.rows("caseload"), 1, 1.2),
        "list again, nothing new": (lambda: again.list(cursor), lambda: sqlite.rows("caseload"), 3, 0.8),
        "load a chart": (lambda: store.load(rng.choice(keys)), load_standard, 200, 0.5),
        "load a chart, sealed": (lambda: sealed.load(rng.choice(keys)), load_standard, 200, 0.5),
        "load, one parser": (lambda: store.load(rng.choice(keys)), load_sql, 200, 1.0),
        "load, one parser, sealed": (lambda: sealed.load(rng.choice(keys)), load_sql, 200, 1.0),
        "load and look at all": (lambda: load_whole(store), load_standard, 200, 1.2),
        "load and look at all, sealed": (lambda: load_whole(sealed), load_standard, 200, 1.2),
        "search by name": (search, search_sql, 3, 0.2),
        "save one change": (lambda: save_ours(store), save_theirs, 60, 2.5),
        "save one change, sealed": (lambda: save_ours(sealed), save_theirs, 60, 2.5),
        "rebuild": (rebuild, lambda: sqlite.rows("caseload"), 1, 12),
    }
    ratios = compare(work, rounds, "ours ms", "SQLite ms")
    left, right = memory(folder, "ours"), memory(folder, "sqlite")
    print(f"{'memory at start, MB':30}{left:10.1f}{right:11.1f}{left / right:8.2f}{2.0:8.1f}")
    return {**ratios, "memory at start": left / right}


def main() -> None:
    """Read the arguments and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--charts", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--sealed", action="store_true", help="compare a sealed store with a plain one")
    parser.add_argument("--memory", choices=["ours", "sqlite"], help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.memory:
        measure_memory(arguments.folder, arguments.memory)
        return
    folder = Path(tempfile.mkdtemp(prefix="store-ratios-", dir=arguments.folder))
    try:
        (measure_sealed if arguments.sealed else measure)(folder, arguments.charts, arguments.rounds)
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
