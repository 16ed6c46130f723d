"""A rehearsal store of ten thousand clients with small signed plans, made in a minute or so.

    python -m tests.benchmarks.caseload FOLDER --count 10000

The commands are the program's own; only the waiting for the disk is left out.
"""

from __future__ import annotations

import argparse
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec

from plantui.library import Library, shipped
from plantui.model.chart import Chart
from plantui.model.codec import to_tables
from plantui.model.ids import seeded_ids
from plantui.model.signature import TookPart
from plantui.practice.acting import TWELVE_WEEKS, Acting, User
from plantui.practice.commands.clients import new_chart
from plantui.practice.commands.outlines import AddLines
from plantui.practice.commands.progress import MarkProgress
from plantui.practice.commands.signing import SignPlan
from plantui.practice.drafts import plan_at_hand
from plantui.practice.intake import to_client
from plantui.practice.lexicon import lexicon
from plantui.practice.opening import summariser
from plantui.quickentry import parse_client
from plantui.quickentry.outline import parse_outline
from plantui.settings.clock import DEMO_START
from plantui.vault.create import create_store, open_store
from plantui.vault.files import RealFs
from plantui.vault.manifest import User as StoreUser
from plantui.vault.seam import Event

FAMILIES = (
    "Adler",
    "Brandt",
    "Castell",
    "Duarte",
    "Ebner",
    "Farah",
    "Grant",
    "Hale",
    "Ito",
    "Jonas",
    "Reyes",
    "Müller",
)
GIVENS = ("Jo", "Karl", "Ana", "Rui", "Lea", "Idil", "Sam", "Robin", "Naoko", "Petra", "Maria", "Tim", "Eva")
DAYS = ("mon", "tue", "wed", "thu", "fri")
PLAN = """\
Worry that keeps them up at night; dx F41.1; aeb lies awake 2 h on 5 nights
  "I want my nights back" Sleep through and worry less
    GAD-7 {start} -> 7 by +12w; every 2w; client keeps the log; clinician reviews the log
      CBT: Worry postponement; weekly
    Sleep 6 h or more; "nights per week" 2 -> 5 by +12w
      CBT-I: Sleep diary; weekly
Low mood, withdrawn from friends; dx F33.1
  "Feel like myself again"
    PHQ-9 {start} -> 9 by +12w
      BA: Two planned activities a week; weekly
"""


class NoWait(RealFs):
    """A disk that is believed at once."""

    def fsync(self, fd: int) -> None:
        pass

    def fdatasync(self, fd: int) -> None:
        pass

    def sync_dir(self, path: str) -> None:
        pass


def small_chart(number: int, library: Library) -> Chart:
    """The chart of one invented client: a signed plan, some weeks old, and a mark."""
    made = datetime(2025, 12, 1, 9, tzinfo=UTC) + timedelta(days=number % 97, minutes=number % 60)
    user = User("dw", "Dana Whitlock", "DW", "LCSW")
    acting = Acting(user, made, seeded_ids(lambda: made, f"client {number}"), library, rehearsal=True)
    given = f"{GIVENS[number * 5 % len(GIVENS)]}{number % 100:02d}"
    hour = 9 + number % 8
    line = f"{FAMILIES[number * 7 % len(FAMILIES)]}, {given}; dob 1980-02-03; slot {DAYS[number % 5]} {hour}:00"
    client, dx = to_client(parse_client(line, lexicon(None, acting)), acting)
    chart = new_chart(client, f"C-{number + 1:03d}", dx, acting)
    chart = msgspec.structs.replace(chart, rehearsal=True)
    text = PLAN.format(start=10 + number % 11)
    chart = AddLines(parse_outline(text, lexicon(chart, acting))).do(chart, acting).chart
    if number % 9:
        later = replace(acting, now=made + timedelta(hours=1))
        chart = SignPlan("DW", TookPart.IN_PERSON).do(chart, later).chart
        objective = plan_at_hand(chart).problems[0].goals[0].objectives[0]
        chart = MarkProgress(objective.id, "+").do(chart, later).chart
    return chart


def fill(folder: Path, count: int) -> None:
    """Make the store.

    Raises:
        VaultFault: the folder is not empty.
    """
    library = shipped()
    user = StoreUser(id="dw", name="Dana Whitlock", initials="DW", credential="LCSW", role="clinician")
    start = DEMO_START.astimezone()
    create_store(folder, made=start, users=[user], rehearsal=True)
    store = open_store(folder, summariser(library, TWELVE_WEEKS), fs=NoWait())
    for number in range(count):
        chart = small_chart(number, library)
        store.commit(chart.id, 0, to_tables(chart), Event(act="chart.import", who="dw", at=start, session="fill"))
    store.reserve_client_number(count)
    store.list(None)
    store.close()


def main() -> None:
    parser = argparse.ArgumentParser(description="Make a large rehearsal store.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=10_000)
    chosen = parser.parse_args()
    fill(chosen.folder, chosen.count)


if __name__ == "__main__":
    main()
