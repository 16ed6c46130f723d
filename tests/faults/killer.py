"""Kills terminals at random moments, again and again, and looks at what is left; run as a program by the tests.

    killer.py KIND FOLDER KILLS SEED

Kinds: `save` and `sealed` save a chart revision after revision; `type` types a draft; `stock` (a control) inserts
into a plain TinyDB file; `lazy` (a control) acknowledges keystrokes before they are kept. The terminal is a fork of
this process, which holds no thread and no lock, so that hundreds of kills take seconds.

Prints one JSON object: kills, acked, corrupt (cannot be read), lost (acknowledged and gone), wrong (anything else).
"""

from __future__ import annotations

import itertools
import json
import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

from tinydb import TinyDB

from plantui.vault.drafts import DraftBook
from plantui.vault.faults import NotFound, VaultFault
from plantui.vault.founddraft import Owner
from plantui.vault.store import FileStore
from tests.vault import house
from tests.vault.house import TODAY, event, faults
from tests.vault.sealing import sealed
from tests.vault.typist import typing

FRESH_AFTER = 250
"""So many kills until a new store: its audit trail is read after each."""

Say = Callable[[int], object]


class Tally:
    """What was seen."""

    def __init__(self) -> None:
        self.kills = self.acked = self.corrupt = self.lost = self.wrong = 0
        self.first = ""

    def note(self, kind: str, sentence: str) -> None:
        setattr(self, kind, getattr(self, kind) + 1)
        self.first = self.first or f"{kind} after {self.kills} kills: {sentence}"


def life(work: Callable[[Say], object], rng: Random, end: signal.Signals, most: int) -> list[int]:
    """Let a terminal work until it is killed; return what it acknowledged."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(reading)
            # What the parent was told to do with a hang-up is not what a terminal does.
            signal.signal(signal.SIGHUP, signal.SIG_DFL)
            work(lambda number: os.write(writing, b"%d\n" % number))
        finally:
            os._exit(1)
    os.close(writing)
    with os.fdopen(reading, "rb") as told:
        acked = [int(told.readline()) for _ in range(rng.randint(1, most))]
        # Spin for a part of a step, so that the kill falls anywhere in it.
        until = time.perf_counter_ns() + rng.randint(0, 2_000_000)
        while time.perf_counter_ns() < until:
            pass
        os.kill(child, end)
        os.waitpid(child, 0)
        return acked + [int(line) for line in told if line.endswith(b"\n")]


def save(folder: Path, kills: int, rng: Random, tally: Tally, keyed: bool) -> None:
    """Saves of one chart by a store, plain or sealed."""
    reopen: Callable[[Path], FileStore] = sealed.reopen if keyed else house.reopen
    for number in range(kills):
        path = folder / f"store{number // FRESH_AFTER}"
        if not path.exists():
            sealed.make(path) if keyed else house.make(path)

        def work(say: Say, path: Path = path) -> None:
            store = reopen(path)
            rev = revision(store)
            while True:
                tables = {"notes": {"n": {"rev": rev + 1, "text": "x" * 3000}}}
                rev = store.commit("chart", rev, tables, event())
                say(rev)

        before = revision(reopen(path))
        acked = life(work, rng, signal.SIGKILL, 12)
        tally.kills += 1
        tally.acked += len(acked)
        try:
            store = reopen(path)
            rev, content = store.load("chart")
        except VaultFault as fault:
            tally.note("corrupt", str(fault))
            continue
        if acked != list(range(before + 1, before + 1 + len(acked))):
            tally.note("wrong", f"acknowledged {acked} on {before}")
        if rev < acked[-1]:
            tally.note("lost", f"revision {acked[-1]}, found {rev}")
        if rev > acked[-1] + 1 or content["notes"]["n"]["rev"] != rev or [row.rev for row in store.list()[0]] != [rev]:
            tally.note("wrong", f"revision {rev} after {acked[-1]}")
        if found := faults(store):
            tally.note("wrong", found[0])
        if number % 20 == 19:
            # Every save that a kill interrupted after its audit line is taken back by the next one.
            store.commit("chart", rev, content | {"notes": {"n": {"rev": rev + 1}}}, event())
            if store.verify(deep=True):
                tally.note("wrong", "a note is left after a save")


def revision(store: FileStore) -> int:
    """The revision of the chart; 0 before it is made."""
    try:
        return store.load("chart")[0]
    except NotFound:
        return 0


def write(folder: Path, kills: int, rng: Random, tally: Tally, lazy: bool) -> None:
    """Keystrokes in a draft; every other terminal is hung up on instead of killed."""
    seed = rng.randint(0, 1 << 30)
    number = 0
    for turn in range(kills):
        path = folder / f"store{turn // FRESH_AFTER}"
        if not path.exists():
            house.make(path)
            number = 0

        def work(say: Say, path: Path = path, number: int = number) -> None:
            book = DraftBook(house.reopen(path).parts, Owner(who="u-dw", session="t1"), lambda: TODAY)
            texts = typing(seed)
            for _ in range(number):
                next(texts)
            found = book.abandoned("chart")
            draft = book.resume(found[0]) if found else book.open("chart", "note", 1, "")
            for at, text in enumerate(texts, number + 1):
                if not lazy or at % 10 == 0:
                    draft.change(text)
                say(at)

        acked = life(work, rng, signal.SIGHUP if turn % 2 else signal.SIGKILL, 60)
        tally.kills += 1
        tally.acked += len(acked)
        kept, next_one = itertools.islice(typing(seed), acked[-1] - 1, acked[-1] + 1)
        book = DraftBook(house.reopen(path).parts, Owner(who="u-dw", session="t2"), lambda: TODAY, background=False)
        found = book.abandoned("chart")
        if len(found) != 1 or found[0].fault:
            tally.note("corrupt", f"{len(found)} drafts")
        elif found[0].text not in (kept, next_one):
            tally.note("lost", f"keystroke {acked[-1]}")
        number = acked[-1] + (len(found) == 1 and found[0].text == next_one)


def stock(folder: Path, kills: int, rng: Random, tally: Tally) -> None:
    """A control: TinyDB's own storage, with a text that grows and shrinks."""
    for _ in range(kills):
        path = folder / "stock.json"

        def work(say: Say, path: Path = path) -> None:
            base = TinyDB(path)
            for turn in itertools.count(1):
                base.truncate()
                base.insert({"turn": turn, "text": "x" * (20_000 if turn % 2 else 100)})
                say(turn)

        acked = life(work, rng, signal.SIGKILL, 12)
        tally.kills += 1
        tally.acked += len(acked)
        try:
            json.loads(path.read_text() or "{}")
        except ValueError as error:
            tally.note("corrupt", str(error))
        path.unlink()


def main(kind: str, folder: str, kills: str, seed: str) -> None:
    """Run one kind."""
    tally, rng = Tally(), Random(int(seed))
    place = Path(folder)
    if kind in ("save", "sealed"):
        save(place, int(kills), rng, tally, kind == "sealed")
    elif kind in ("type", "lazy"):
        write(place, int(kills), rng, tally, kind == "lazy")
    else:
        stock(place, int(kills), rng, tally)
    print(json.dumps(vars(tally)))


if __name__ == "__main__":
    main(*sys.argv[1:])
