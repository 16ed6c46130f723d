"""Everything unsigned over the whole caseload: plans, notes, addenda, reviews. Signed from here, one at a time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from plantui.clinical.filing import not_filed
from plantui.clinical.standing import draft, signed_by
from plantui.model.chart import Chart
from plantui.model.signature import SignerKind
from plantui.practice.notes import note_in, unsigned
from plantui.practice.refusal import Refused
from plantui.tui.desk import signing
from plantui.tui.desk.lists import queue_key
from plantui.tui.desk.moving import choose, go_to_client, point_at
from plantui.tui.desk.note_addendum import open_addendum
from plantui.tui.desk.note_list import show_and_sign
from plantui.tui.desk.note_opening import open_note
from plantui.tui.desk.scene import Scene
from plantui.tui.desk.state import Pane

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Action, Desk


NOT_FILED = "not filed"
"""What a signed note of a couple or group is that is not in the chart of every member yet."""


class Waiting(NamedTuple):
    """A document that nobody has signed: its chart, what it is, its id, the day it is about, a few words."""

    chart: str
    kind: str
    document: str
    day: date
    words: str

    @property
    def key(self) -> str:
        """What tells it from all others."""
        return f"{self.chart} {self.document}"


@dataclass(eq=False)
class UnsignedPage(Scene):
    """The list: the row under the cursor and the first one shown. ``at`` is where the cursor was seen last.

    ``client`` and ``row`` are the client that was chosen when it was opened and the row of the caseload: one comes back
    to them.
    """

    holds: ClassVar[bool] = True
    acts: ClassVar[dict[str, Action]] = {}
    cursor: str = ""
    at: int = 0
    top: int = 0
    client: str = ""
    row: str = ""

    def focus(self) -> str:
        """Its footer and help."""
        return "unsigned"

    def rows(self, desk: Desk) -> list[Waiting]:
        """Everything that waits, oldest first."""
        made: list[Waiting] = desk.shown.keep("all unsigned", desk.practice.version, lambda: waiting(desk))
        return made

    def here(self, desk: Desk) -> Waiting | None:
        """The row under the cursor; when it was signed, the one that took its place."""
        rows = self.rows(desk)
        found = next((at for at, row in enumerate(rows) if row.key == self.cursor), None)
        if found is None:
            found = max(0, min(self.at, len(rows) - 1))
        if not rows:
            return None
        self.at, self.cursor = found, rows[found].key
        return rows[found]

    def step(self, desk: Desk, by: int) -> None:
        """Another row; its client is the one that verbs act on."""
        rows = self.rows(desk)
        if rows and self.here(desk) is not None:
            self.at = max(0, min(self.at + by, len(rows) - 1))
            self.cursor = rows[self.at].key
            go_to_client(desk, rows[self.at].chart)

    def about(self, desk: Desk) -> str:
        """Several charts."""
        return ""

    def stands(self) -> object:
        """The row under the cursor."""
        return self.cursor

    def stow(self, desk: Desk) -> Callable[[Desk], None] | None:
        """The list comes back at the same row."""
        cursor, at, client, row = self.cursor, self.at, self.client, self.row
        return lambda desk: desk.open(UnsignedPage(cursor, at, client=client, row=row))

    def closed(self, desk: Desk) -> None:
        """Back to the client one came from: walking the list was looking, not going."""
        if self.client and desk.practice.summary(self.client) is not None:
            choose(desk, self.client)
            point_at(desk, Pane.CASELOAD, self.row)


def waiting(desk: Desk) -> list[Waiting]:
    """Every unsigned document of the caseload, the oldest first; only charts that hold one are opened."""
    found: list[Waiting] = []
    for summary in desk.practice.summaries():
        if summary.draft_since is not None or summary.unsigned_notes or summary.unsigned_reviews:
            found += of_chart(desk.practice.chart(summary.chart))
    summaries = desk.practice.summaries()
    for left in not_filed(summaries, {each.chart: each for each in summaries}):
        words = f"signed, and not yet in the chart of {', '.join(each.code for each in left.missing)}"
        found.append(Waiting(left.group.chart, NOT_FILED, left.note.note, left.note.day, words))
    return sorted(found, key=lambda row: (row.day, row.chart, row.document))


def of_chart(chart: Chart) -> list[Waiting]:
    """The unsigned documents of one chart, each as the summary counts it: what its clinician has not signed."""
    found: list[Waiting] = []
    plan = draft(chart)
    if plan is not None:
        found.append(Waiting(chart.id, "plan", plan.id, plan.made.date(), f"v{plan.number} draft"))
    for note in chart.notes:
        if signed_by(note.signatures, SignerKind.CLINICIAN) is not None:
            continue
        words = " ".join(line for line in note.text.split("\n") if line.strip() and not line.isupper())
        found.append(Waiting(chart.id, "note", note.id, note.date, words))
    for note in chart.notes:
        for added in note.addenda:
            if not added.signatures:
                found.append(Waiting(chart.id, "addendum", note.id, added.at.date(), added.text))
    for review in chart.reviews:
        if signed_by(review.signatures, SignerKind.CLINICIAN) is None:
            found.append(Waiting(chart.id, "review", review.id, review.date, f"{review.kind} review"))
    return found


def open_unsigned(desk: Desk) -> None:
    """Everything unsigned.

    Raises:
        Refused: nothing is.
    """
    page = UnsignedPage(client=desk.state.client, row=desk.state.caseload.cursor)
    row = page.here(desk)
    if row is None:
        raise Refused("Everything is signed.")
    if not isinstance(desk.state.page, UnsignedPage):
        desk.open(page)
        go_to_client(desk, row.chart)


def open_queue_row(desk: Desk) -> bool:
    """Open the note that the row under the queue's cursor waits for; False when it is about something else."""
    cursor = desk.state.queue.cursor
    row = next((each for each in desk.shown.lists.queue() if queue_key(each) == cursor), None)
    if row is None or row.kind != "unsigned" or not row.text.startswith("note"):
        return False
    chart = desk.practice.chart(row.chart)
    found = next((note for note in unsigned(chart) if note.date == row.due), None)
    if found is not None:
        open_note(desk, chart, found)
        return True
    added = (note for note in chart.notes if note.date == row.due and not all(each.signatures for each in note.addenda))
    signed = next(added, None)
    if signed is not None:
        open_addendum(desk, chart.id, signed.id)
    return signed is not None


def _row(desk: Desk) -> Waiting:
    page = desk.state.scene
    if not isinstance(page, UnsignedPage):
        raise Refused("That works in the list of what is unsigned.")
    row = page.here(desk)
    if row is None:
        raise Refused("Everything is signed.")
    go_to_client(desk, row.chart)
    return row


def look(desk: Desk) -> None:
    """Open what the row is about: the draft of a note or addendum to write on, the plan, the review."""
    row = _row(desk)
    chart = desk.practice.chart(row.chart)
    if row.kind in ("note", NOT_FILED):
        note = note_in(chart, row.document)
        if note is not None:
            open_note(desk, chart, note)
    elif row.kind == "addendum":
        open_addendum(desk, row.chart, row.document)
    elif row.kind == "review":
        desk.run("review.this")
    else:
        desk.to_main()
        desk.state.pane = Pane.PLAN


def sign(desk: Desk) -> None:
    """Sign what the row is about."""
    row = _row(desk)
    chart = desk.practice.chart(row.chart)
    if row.kind in ("note", NOT_FILED):
        note = note_in(chart, row.document)
        if note is not None:
            show_and_sign(desk, chart, note)
    elif row.kind == "plan":
        signing.open_panel(desk)
    else:
        look(desk)


UnsignedPage.acts = {"item.open": look, "edit.line": look, "sign.open": sign}
ACTIONS: dict[str, Action] = {"work.unsigned": open_unsigned}
"""Action id -> what runs."""
