"""Measures what a keystroke costs and prints ratios to a save of SQLite (WAL, synchronous=FULL). Run by hand.

    python -m tests.benchmarks.draft_ratios [--keys 2000] [--rounds 5] [--folder DIR]

Somebody types at the end of a note of 5 KB; SQLite saves a chart of about 50 KB in one row. All lines are
measured in the same rounds on the same disk; medians are compared. The folder should be on a real disk.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from plantui.vault.create import create_store, open_store
from plantui.vault.draft import Draft
from plantui.vault.drafts import DraftBook
from plantui.vault.founddraft import Owner
from plantui.vault.sealing.founding import found
from tests.benchmarks.store_ratios import NOW, WHO, Sqlite, chart, summarise

TARGET = 0.15
"""A keystroke against a save of SQLite."""


def typist(folder: Path, *, sealed: bool) -> Draft:
    """A draft of a note of 5 KB in a new store."""
    founding = found(WHO.id, "a walk by the river") if sealed else None
    create_store(folder, made=NOW, users=[WHO], rehearsal=True, founding=founding)
    store = open_store(folder, summarise, key=founding.key if founding else None)
    book = DraftBook(store.parts, Owner(who=WHO.id, session="s1"), lambda: NOW)
    return book.open("chart", "note", 1, "worry at night " * 340)


def times(count: int, work: Callable[[int], object]) -> list[float]:
    """Microseconds of each of `count` calls."""
    taken = []
    for number in range(count):
        began = time.perf_counter_ns()
        work(number)
        taken.append((time.perf_counter_ns() - began) / 1000)
    return taken


def measure(folder: Path, keys: int, rounds: int) -> dict[str, float]:
    """Type and save in turn, print medians and ratios; the ratios by name."""
    plain, sealed = typist(folder / "plain", sealed=False), typist(folder / "sealed", sealed=True)
    body = chart(random.Random(7))
    sqlite = Sqlite(folder / "charts.db")
    sqlite.fill({"chart": b"{}"}, {"chart": summarise("chart", body)})
    whole = folder / "whole.txt"

    def key(draft: Draft) -> Callable[[int], None]:
        return lambda number: draft.change(draft.text + "abcdefgh "[number % 9])

    def synced(draft: Draft) -> Callable[[int], None]:
        def work(number: int) -> None:
            key(draft)(number)
            draft.sync()

        return work

    def rewritten(number: int) -> None:
        whole.with_suffix(".new").write_text(plain.text)
        os.replace(whole.with_suffix(".new"), whole)

    revs = iter(range(1, 1_000_000))
    lines: dict[str, tuple[int, Callable[[int], object]]] = {
        "SQLite, one save": (max(50, keys // 20), lambda _: sqlite.save("chart", next(revs), body)),
        "plain, a keystroke": (keys, key(plain)),
        "sealed, a keystroke": (keys, key(sealed)),
        "sealed, a keystroke and a sync": (max(50, keys // 20), synced(sealed)),
        "the whole text in a new file": (max(50, keys // 20), rewritten),
    }
    taken: dict[str, list[float]] = {name: [] for name in lines}
    for _ in range(rounds):
        for name, (count, work) in lines.items():
            taken[name] += times(count, work)
    base = statistics.median(taken["SQLite, one save"])
    ratios = {}
    print(f"{'':32}{'median us':>10}{'99 % us':>10}{'ratio':>8}")
    for name, each in taken.items():
        middle, late = statistics.median(each), statistics.quantiles(each, n=100)[98]
        ratios[name] = middle / base
        print(f"{name:32}{middle:10.1f}{late:10.1f}{middle / base:8.3f}")
    print(
        f"target of a keystroke: {TARGET}; {len(plain.text)} letters; sealed file {os.stat(sealed.path).st_size} bytes"
    )
    return ratios


def main() -> None:
    """Read the arguments and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--keys", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--folder", type=Path)
    arguments = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="draft-ratios-", dir=arguments.folder))
    try:
        measure(folder, arguments.keys, arguments.rounds)
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
