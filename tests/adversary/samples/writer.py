"""One terminal of several: adds lines to a chart, reading it again whenever somebody was quicker.

Arguments: the store, the chart, this writer's name, how many lines. Each saved line is printed.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

from plantui.vault.create import open_store
from plantui.vault.faults import Conflict, StoreBusy
from plantui.vault.seam import Event, Tables

NOW = datetime(2026, 3, 10, 13, 52, tzinfo=UTC)


def summarise(chart: str, tables: Tables) -> dict[str, object]:
    """The number of lines."""
    return {"lines": len(tables.get("lines", {})), "chart": chart}


def main() -> None:
    """Add the lines."""
    folder, chart, name, count = sys.argv[1:]
    store = open_store(Path(folder), summarise)
    event = Event(act="plan.edit", who=name, at=NOW, session=name)
    for number in range(int(count)):
        while True:
            rev, tables = store.load(chart)
            tables.setdefault("lines", {})[f"{name}-{number:05}"] = {"text": "x" * 500}
            try:
                store.commit(chart, rev, tables, event)
            except (Conflict, StoreBusy):
                continue
            break
        print(f"{name}-{number:05} {store.next_client_number()}", flush=True)


if __name__ == "__main__":
    main()
