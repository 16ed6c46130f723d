"""Measures the search of the statement library against a plain scan, and prints ratios. Run by hand or nightly.

    python tests/benchmarks/library_ratios.py [--statements 10000] [--rounds 5]

Every letter of some searches is a key. The plain scan looks for the typed words in each sentence, folded beforehand:
the least that any search without an index does, and it neither ranks nor forgives a slip. Both do the same keys in the
same rounds; medians are compared. The last line compares the largest library with the shipped one.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable

import msgspec

from plantui.library.statements import load_statements
from plantui.library.statements.search import StatementSearch
from plantui.library.statements.words import folded
from plantui.model.statement import Statement

TYPED = ("sleep diary", "call one friend", "relaxation", "phq-9 total", "staying-safe plan")


def grown(shipped: tuple[Statement, ...], count: int) -> tuple[Statement, ...]:
    """So many statements: the shipped ones over and over, each time a little different."""
    found: list[Statement] = []
    turn = 0
    while len(found) < count:
        found += [
            msgspec.structs.replace(each, id=f"{each.id}-{turn}", text=f"{each.text} Case {turn}.") for each in shipped
        ]
        turn += 1
    return tuple(found[:count])


def keys(find: Callable[[str], object]) -> list[float]:
    """Milliseconds of each key of every search."""
    spent = []
    for typed in TYPED:
        for end in range(1, len(typed) + 1):
            begun = time.perf_counter()
            find(typed[:end])
            spent.append((time.perf_counter() - begun) * 1e3)
    return spent


def main() -> None:
    """Print the table."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--statements", type=int, default=10_000)
    asked.add_argument("--rounds", type=int, default=5)
    chosen = asked.parse_args()
    shelf = load_statements()
    shipped, beside = tuple(shelf.values()), {name: each.title for name, each in shelf.problems.items()}
    many = grown(shipped, chosen.statements)
    plain = [(each.kind, folded(each.text)) for each in many]

    def scan(typed: str) -> int:
        words = folded(typed).split()
        return sum(kind == "objective" and all(word in text for word in words) for kind, text in plain)

    rows: dict[str, list[float]] = {"plain scan": [], "search": [], "search, shipped library": []}
    for _ in range(chosen.rounds):
        # A search of its own for each round: nothing is remembered from the round before.
        large, small = StatementSearch(many, beside), StatementSearch(shipped, beside)
        rows["plain scan"] += keys(scan)
        rows["search"] += keys(lambda typed, s=large: s.find(typed, kinds=["objective"], tags=["gad"]))
        rows["search, shipped library"] += keys(lambda typed, s=small: s.find(typed, kinds=["objective"], tags=["gad"]))
    base = statistics.median(rows["plain scan"])
    for name, spent in rows.items():
        late = sorted(spent)[int(len(spent) * 0.95)]
        print(f"{name:<26}median {statistics.median(spent) / base:6.3f}   p95 {late / base:6.3f}   (plain scan = 1)")


if __name__ == "__main__":
    main()
