"""A terminal of its own that saves charts; started by the tests, not imported by them.

    saver.py save STORE CHART          saves revision after revision until it is killed
    saver.py add STORE CHART WHO N     adds N notes, merging whenever somebody else was faster
    saver.py spread STORE CHARTS WHO N adds N notes to so many charts in turn, each where its own count says
    saver.py stock FILE WHO N          a control: inserts N documents into a plain TinyDB file
    saver.py number STORE N            takes N client numbers

Each save that was acknowledged is a line on standard output.
"""

import sys
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from tinydb import TinyDB

from plantui.vault.chartdb import ChartDB
from plantui.vault.create import open_store
from plantui.vault.faults import Conflict, NotFound
from plantui.vault.seam import Event
from plantui.vault.store import FileStore


def event(who: str) -> Event:
    return Event(act="note.add", who=who, at=datetime(2026, 3, 10, 13, 52, tzinfo=UTC), session=who)


def say(*words: object) -> None:
    print(*words, flush=True)


def save(store: FileStore, chart: str) -> None:
    try:
        rev = store.load(chart)[0]
    except NotFound:
        rev = 0
    while True:
        rev = store.commit(chart, rev, {"notes": {"n": {"rev": rev + 1, "text": "x" * 3000}}}, event("one"))
        say(rev)


def add(store: FileStore, chart: str, who: str, count: int) -> None:
    chartdb = ChartDB.open(store, chart)
    for number in range(count):
        add_one(chartdb, who, number)


def spread(store: FileStore, charts: int, who: str, count: int) -> None:
    rng = Random(who)
    for number in range(count):
        add_one(ChartDB.open(store, f"chart{rng.randrange(charts)}"), who, number)


def add_one(chartdb: ChartDB, who: str, number: int) -> None:
    while True:
        rev, _ = chartdb.tables_snapshot()
        try:
            say(chartdb.apply(rev, [("notes", f"{who}-{number}", {"who": who})], event(who)))
            return
        except Conflict:
            continue


def stock(path: Path, who: str, count: int) -> None:
    base = TinyDB(path)
    for number in range(count):
        base.insert({"who": who, "number": number})
        say(number)


def number(store: FileStore, count: int) -> None:
    for _ in range(count):
        say(store.next_client_number())


def main(job: str, path: str, *rest: str) -> None:
    if job == "stock":
        stock(Path(path), rest[0], int(rest[1]))
        return
    store = open_store(Path(path), lambda chart, tables: {"notes": len(tables["notes"])})
    if job == "save":
        save(store, rest[0])
    elif job == "add":
        add(store, rest[0], rest[1], int(rest[2]))
    elif job == "spread":
        spread(store, int(rest[0]), rest[1], int(rest[2]))
    else:
        number(store, int(rest[0]))


if __name__ == "__main__":
    main(*sys.argv[1:])
