"""Thousands of saves on a system whose calls fail now and then; run under libfiu's preload by the test.

    soak.py store FOLDER SAVES SEED
    soak.py stock FOLDER SAVES SEED    a control: a plain TinyDB file

A model in memory knows what must be there. Prints one JSON object: saves, refused, uncertain, conflicts, bad.
"""

from __future__ import annotations

import ctypes
import json
import sys
from pathlib import Path
from random import Random

from tinydb import TinyDB

from plantui.vault.faults import CommitUncertain, Conflict, VaultFault
from plantui.vault.store import FileStore
from tests.vault.house import event, make, reopen, tables

CHANCE = 0.03
POINTS = [
    b"posix/io/oc/*",
    b"posix/io/sync/*",
    b"posix/io/rw/read",
    b"posix/io/rw/pread",
    b"posix/io/rw/write",
    b"posix/io/rw/write/reduce",
    b"posix/io/rw/ftruncate",
    b"posix/io/dir/*",
]
"""Calls that fail; a write may also take less than it was given. libfiu's short reads divide by zero on empty ones."""

FRESH_AFTER = 500


class Faults:
    """Switches libfiu's faults on and off."""

    def __init__(self) -> None:
        self._fiu = ctypes.CDLL("libfiu.so.0")
        self._fiu.fiu_enable_random.argtypes = [
            ctypes.c_char_p,
            ctypes.c_int,
            ctypes.c_void_p,
            ctypes.c_uint,
            ctypes.c_float,
        ]

    def __enter__(self) -> None:
        for point in POINTS:
            self._fiu.fiu_enable_random(point, 1, None, 0, CHANCE)

    def __exit__(self, *_: object) -> None:
        for point in POINTS:
            self._fiu.fiu_disable(point)


def stock(folder: str, saves: str, seed: str) -> None:
    """The control: each document that was acknowledged must be there."""
    faults, bad, acked, refused = Faults(), list[str](), 0, 0
    path = Path(folder) / "base.json"
    base = TinyDB(path)
    base.insert({"turn": -1})
    for turn in range(int(saves)):
        with faults:
            try:
                base.update({"turn": turn, "text": "x" * (turn % 7 * 500)})
                acked += 1
            except (OSError, ValueError):
                refused += 1
        try:
            json.loads(path.read_text())
        except ValueError as error:
            bad.append(f"turn {turn}: {error}")
            path.unlink()
            base = TinyDB(path)
            base.insert({"turn": -1})
    print(json.dumps({"saves": acked, "refused": refused, "uncertain": 0, "conflicts": 0, "bad": bad[:50]}))


def save(folder: str, saves: str, seed: str) -> None:
    """Save, and look after each round of saves."""
    rng, faults = Random(int(seed)), Faults()
    # What a save loads is loaded before the faults begin.
    warm = make(Path(folder) / "warm")
    warm.commit("c", 0, tables(0), event())
    seen = {"saves": 0, "refused": 0, "uncertain": 0, "conflicts": 0}
    bad: list[str] = []
    path, store, model = Path(folder), None, dict[str, tuple[int, str]]()
    for turn in range(int(saves)):
        if store is None or turn % FRESH_AFTER == 0:
            bad += verified(store, model)
            path = Path(folder) / str(turn)
            store, model = make(path), {}
        elif turn % 50 == 0:
            bad += verified(store, model)
            store = reopen(path)
        chart = f"c{rng.randrange(5)}"
        rev, mark = model.get(chart, (0, ""))[0], f"mark {turn}"
        outcome: str | int
        with faults:
            try:
                outcome = store.commit(chart, rev, tables(mark), event())
            except CommitUncertain as fault:
                outcome = "uncertain" if fault.rev == rev + 1 else "wrong"
            except Conflict:
                outcome = "conflicts"
            except VaultFault:
                outcome = "refused"
        if isinstance(outcome, int):
            seen["saves"] += 1
            model[chart] = (outcome, mark)
            if outcome != rev + 1:
                bad.append(f"turn {turn}: revision {outcome} after {rev}")
            continue
        seen[outcome] = seen.get(outcome, 0) + 1
        if outcome == "uncertain":
            model[chart] = (rev + 1, mark)
    bad += verified(store, model)
    print(json.dumps({**seen, "bad": bad}))


def verified(store: FileStore | None, model: dict[str, tuple[int, str]]) -> list[str]:
    """What is not as the model says, after one more save of each chart, which settles what was interrupted."""
    if store is None:
        return []
    found = []
    for chart, (rev, mark) in model.items():
        if store.load(chart) != (rev, tables(mark)):
            found.append(f"{chart}: revision {store.load(chart)[0]}, not {rev} with {mark}")
        model[chart] = (store.commit(chart, store.load(chart)[0], tables(mark), event()), mark)
    return found + [each.sentence for each in store.verify(deep=True) if not each.code.startswith("N")]


if __name__ == "__main__":
    {"store": save, "stock": stock}[sys.argv[1]](*sys.argv[2:])
