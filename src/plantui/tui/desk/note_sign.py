"""The sign strip under a note: initials and Enter sign it, Esc leaves it a draft."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from plantui.keys.context import Context
from plantui.keys.field import LineField, opened
from plantui.model.chart import Chart
from plantui.model.event import EventKind
from plantui.model.note import Note
from plantui.practice.command import Command, Step
from plantui.practice.group_notes import Do, file_waiting, missing, parts_for, sign_addendum, sign_note, told
from plantui.practice.notes import days_late, note_in
from plantui.practice.refusal import Refused
from plantui.tui.desk import naming
from plantui.tui.desk.mercy import way_back
from plantui.tui.desk.note_links import linkable
from plantui.tui.desk.scene import Scene
from plantui.tui.desk.signer import ASKS, emptied, sign_told, sign_with, signing_field, typed_word

if TYPE_CHECKING:
    from plantui.keys.hint import Shown
    from plantui.tui.desk.desk import Action, Desk


@dataclass(eq=False)
class SignStrip(Scene):
    """Initials under one document. ``make`` signs it with them; ``below`` is the page that goes with it."""

    panel: ClassVar[bool] = True
    acts: ClassVar[dict[str, Action]] = {}
    chart: str
    title: str
    facts: tuple[str, ...]
    make: Callable[[Desk, str], None]
    below: Scene | None = None
    initials: LineField = field(default_factory=opened)
    problem: str = ""

    def told(self, desk: Desk) -> dict[str, Shown]:
        """What is typed, at the foot."""
        return sign_told(desk, self.initials)

    def context(self) -> Context:
        """Initials are typed."""
        return Context.SIGN_INITIALS

    def focus(self) -> str:
        """Its footer."""
        return "strip"

    def field(self) -> LineField | None:
        """The initials."""
        return self.initials

    def put(self, desk: Desk, field: LineField) -> None:
        """The initials, changed."""
        self.initials, self.problem = field, ""

    def cancel(self, desk: Desk) -> bool:
        """Leave it unsigned, and go back to where the note was begun."""
        self.leave(desk)
        desk.say("Left unsigned; the draft is kept.")
        return True

    def leave(self, desk: Desk) -> None:
        """Take the strip away, and the page it was opened from."""
        desk.close(self)
        if self.below is not None and self.below in desk.state.scenes:
            desk.close(self.below)

    def about(self, desk: Desk) -> str:
        """The chart of the document."""
        return self.chart

    def stands(self) -> object:
        """What is typed."""
        return self.initials.text, self.problem


def open_strip(desk: Desk, chart_id: str, note_id: str, below: Scene | None = None) -> None:
    """Open the strip for a note.

    Raises:
        Refused: it is gone, or signed already.
    """
    chart = desk.practice.chart(chart_id)
    note = note_in(chart, note_id)
    if note is None:
        raise Refused("That note is not in this chart.")
    day = f"{note.date:%a} {note.date.day} {note.date:%b %Y}"
    if note.signatures:
        _open_filing(desk, chart, note, day, below)
        return
    parts = parts_for(desk.practice, chart, note)
    facts = [f"Files {told(parts)}."] if parts else []
    late = days_late(note) or (desk.now().date() - note.date).days
    if late > 0:
        facts.append(f"{late} d after the visit: it is marked as a late entry.")
    if not note.links and note.kind.kept and linkable(chart)[0] is not None:
        facts.append("No objective is linked.")
    waiting = [
        event.text
        for event in chart.events
        if event.kind is EventKind.RISK_ITEM and not event.answered and event.date <= note.date
    ]
    if waiting and not note.risk and note.kind.kept:
        facts.append(f"A risk: line is missing: {', '.join(waiting)} is open.")

    def sign(desk: Desk, typed: str) -> None:
        _tell(desk, chart_id, sign_note(desk.practice, chart_id, note_id, typed, _doing(desk)).message)

    desk.open(SignStrip(chart_id, f"SIGN NOTE of {day}", tuple(facts), sign, below, signing_field(desk)))


def _open_filing(desk: Desk, chart: Chart, note: Note, day: str, below: Scene | None) -> None:
    """The strip that files a signed note where it is still missing.

    Raises:
        Refused: it is in every chart it belongs in.
    """
    left = missing(desk.practice, chart, note)
    if not left:
        raise Refused(f"The note of {note.date.day} {note.date:%b} is signed already.")
    codes = [summary.code for each in left if (summary := desk.practice.summary(each)) is not None]
    facts = (f"Signed, and not yet filed in {', '.join(codes) or 'a chart that is gone'}.",)

    def file(desk: Desk, typed: str) -> None:
        _tell(desk, chart.id, file_waiting(desk.practice, chart.id, typed, _doing(desk)))

    desk.open(SignStrip(chart.id, f"FILE NOTE of {day}", facts, file, below, signing_field(desk)))


def _doing(desk: Desk) -> Do:
    """Does a command of the signature, which ends its mercy with the screen in every chart it reaches."""

    def do(command: Command, chart: str, group: str) -> Step:
        step = desk.do(command, chart, group)
        desk.mercy.add(step)
        return step

    return do


def _tell(desk: Desk, chart: str, message: str) -> None:
    """Say what was done, as ``desk.do`` says it."""
    hint = way_back(desk)
    said = naming.discreet(desk, message, chart)
    desk.say(f"{said}   {hint} undo" if hint else said)


def open_addendum_strip(desk: Desk, chart: str, document: str, addendum: str, below: Scene | None) -> None:
    """Open the strip for an addendum."""

    def sign(desk: Desk, typed: str) -> None:
        _tell(desk, chart, sign_addendum(desk.practice, chart, document, addendum, typed, _doing(desk)).message)

    desk.open(SignStrip(chart, "SIGN ADDENDUM", (), sign, below, signing_field(desk)))


def commit(desk: Desk) -> None:
    """Enter: sign."""
    strip = desk.state.scene
    if not isinstance(strip, SignStrip):
        return
    if not strip.initials.text.strip():
        strip.problem = f"Your {typed_word(strip.initials)}, please; Esc leaves it unsigned."
        return
    sign_with(desk, strip, lambda given: _make(desk, strip, given))


def _make(desk: Desk, strip: SignStrip, given: str) -> None:
    """Sign with what was given; what stands in the way is said in the strip."""
    try:
        strip.make(desk, given)
    except Refused as refused:
        strip.initials = emptied(strip.initials)
        strip.problem = f"{refused.code} {refused.sentence}".strip()
        return
    said = desk.state.message
    strip.leave(desk)
    desk.state.message = said


def anyway(desk: Desk) -> None:
    """Nothing stops the signature of a note."""
    strip = desk.state.scene
    if isinstance(strip, SignStrip):
        strip.problem = ASKS.format(word=typed_word(strip.initials))


def stay(desk: Desk) -> None:
    """There is one field."""


SignStrip.acts = {"sign.commit": commit, "sign.anyway": anyway, "sign.next": stay, "sign.prev": stay}
