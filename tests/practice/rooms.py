"""A practice in a folder, a clock that can be put forward, and the plan most tests begin with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from plantui.library import shipped
from plantui.model.chart import Chart
from plantui.model.ids import seeded_ids
from plantui.model.tree import find_code
from plantui.practice.acting import Acting, User
from plantui.practice.command import Command, Step
from plantui.practice.commands.outlines import AddLines
from plantui.practice.drafts import plan_at_hand
from plantui.practice.intake import to_client
from plantui.practice.lexicon import lexicon
from plantui.practice.opening import open_practice
from plantui.practice.practice import Practice
from plantui.quickentry import parse_client
from plantui.quickentry.outline import parse_outline
from plantui.vault.create import create_store
from plantui.vault.manifest import User as StoreUser
from plantui.vault.store import FileStore

NOW = datetime(2026, 3, 10, 13, 52, tzinfo=UTC)
USER = User("dw", "Dana Whitlock", "DW", "LCSW")
LIBRARY = shipped()
PLAN = """\
Worry that keeps her up at night; dx F41.1; aeb lies awake 2 h on 5 nights; strength keeps lists
  "I want my nights back" Sleep through and worry less
    GAD-7 15 -> 7 by 2026-05-12; every 2w; client keeps the log; clinician reviews the log
      CBT: Worry postponement; weekly
      CBT: Relaxation training; daily
    Sleep 6 h or more; "nights per week" 2 -> 5 by 2026-05-12; client logs sleep; clinician reviews it
      CBT-I: Sleep diary; weekly
Low mood; dx F33.1; aeb no plans on most days
  "Feel like myself again"
    PHQ-9 18 -> 9 by 2026-05-12; client plans two activities; clinician reviews them
      BA: Two planned activities a week; weekly
service individual 50m weekly for 12 w
discharge GAD-7 below 5 on two readings
outcome Evenings that belong to her
"""


class Clock:
    """A clock that stands still until it is put forward; each look moves it by a millisecond."""

    def __init__(self, now: datetime = NOW) -> None:
        self.moment = now

    def __call__(self) -> datetime:
        self.moment += timedelta(milliseconds=1)
        return self.moment

    def forward(self, **span: float) -> None:
        self.moment += timedelta(**span)


def acting(now: datetime = NOW, seed: str = "tests") -> Acting:
    """An act by the test's clinician at one moment."""
    return Acting(user=USER, now=now, new_id=seeded_ids(lambda: now, seed), library=LIBRARY, rehearsal=False)


@dataclass
class Room:
    """An open practice with its clock."""

    folder: Path
    clock: Clock
    practice: Practice
    store: FileStore

    def client(self, line: str = "Reyes, Maria; dob 1991-04-02; dx F41.1, F33.1; slot tue 14:00") -> str:
        """Take on a client; the chart id."""
        typed = parse_client(line, lexicon(None, self.practice.acting()))
        client, dx = to_client(typed, self.practice.acting(), self.practice.summaries())
        return self.practice.admit(client, dx, typed.id or "").chart_id

    def planned(self, text: str = PLAN) -> str:
        """Take on a client and write the plan; the chart id."""
        chart_id = self.client()
        words = lexicon(self.practice.chart(chart_id), self.practice.acting())
        self.practice.perform(chart_id, AddLines(parse_outline(text, words)))
        return chart_id

    def chart(self, chart_id: str) -> Chart:
        return self.practice.chart(chart_id)

    def node(self, chart_id: str, code: str) -> str:
        place = find_code(plan_at_hand(self.chart(chart_id)), code)
        assert place is not None, code
        return place.node.id

    def do(self, chart_id: str, command: Command) -> Step:
        return self.practice.perform(chart_id, command)

    def again(self) -> Room:
        """The same store opened anew, as another terminal or after a restart would."""
        self.practice.save()
        return open_room(self.folder, self.clock)


def open_room(folder: Path, clock: Clock | None = None) -> Room:
    """Open the store in a folder; it is made if there is none."""
    clock = clock or Clock()
    if not folder.exists():
        user = StoreUser(
            id=USER.id, name=USER.name, initials=USER.initials, credential=USER.credential, role="clinician"
        )
        create_store(folder, made=NOW, users=[user])
    give: Callable[[], datetime] = clock
    practice, store = open_practice(folder, LIBRARY, lambda _: give)
    return Room(folder, clock, practice, store)
