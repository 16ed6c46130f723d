"""A terminal of its own on a sealed store; started by the tests, not imported by them.

    adder.py STORE CHART WHO N     adds N notes, merging whenever somebody else was faster

The passphrase comes on standard input; each acknowledged note is a line on standard output.
"""

import sys
from datetime import UTC, datetime
from pathlib import Path

from plantui.vault.chartdb import ChartDB
from plantui.vault.create import open_store
from plantui.vault.faults import Conflict
from plantui.vault.sealing.keyring import Keyring
from plantui.vault.seam import Event


def main(path: str, chart: str, who: str, count: str) -> None:
    key = Keyring(Path(path), places=()).unlock(sys.stdin.readline().rstrip("\n"))
    store = open_store(Path(path), lambda chart, tables: {"notes": len(tables["notes"])}, key=key)
    event = Event(act="note.add", who=key.user, at=datetime(2026, 3, 10, 13, 52, tzinfo=UTC), session=who)
    chartdb = ChartDB.open(store, chart)
    for number in range(int(count)):
        while True:
            try:
                rev, _ = chartdb.tables_snapshot()
                chartdb.apply(rev, [("notes", f"{who}-{number}", {"who": who})], event)
                break
            except Conflict:
                continue
        print(number, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
