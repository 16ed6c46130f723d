"""What undo never reaches behind: a sealed signature, an export, a backup."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Final, Literal

from plantui.clinical.standing import sealed
from plantui.model.chart import Chart
from plantui.model.note import Note
from plantui.model.plan import Plan
from plantui.model.review import Review
from plantui.practice.history import Past, intentions
from plantui.practice.refusal import Refused
from plantui.practice.releases import BACKUP, Release

Turn = Literal["undone", "redone"]
"""Taking a step back, or making it again."""

_LEFT: Final[Mapping[str, str]] = {
    "export.plan": "The plan",
    "export.bundle": "Everything",
    "export.glance": "The glance sheet",
    "export.notes": "Notes",
    "export.review": "A review",
}
"""What was exported, by the act of the audit trail."""


class Stays(Refused):
    """A step cannot be taken back, or not be made again: something lies over it. ``past`` is the step."""

    def __init__(self, past: Past, why: str, turn: Turn) -> None:
        self.past = past
        stays = "this stays" if turn == "undone" else "this is not made again"
        first = past.message.partition(". ")[0]
        reason, _, next_step = why.partition(". ")
        super().__init__(f"{reason}, so {stays}: {first}. {next_step}")


def turnable(steps: Sequence[Past], over: Callable[[Past], str]) -> tuple[Past, ...]:
    """The steps over which nothing lies; an intention on several charts goes as a whole or not at all."""
    return tuple(past for steps in intentions(steps) if not any(map(over, steps)) for past in steps)


def newest(steps: Sequence[Past], over: Callable[[Past], str], turn: Turn, seen: str = "") -> Past:
    """The step that is turned next.

    What lies over the newest step of all is said, not passed over in silence, unless another client is in front of the
    person: what was done elsewhere before can then still be turned.

    Args:
        steps: every step, oldest first.
        over: what lies over a step, in two sentences; empty for nothing.
        turn: what is to be done with it.
        seen: the chart in front of the person; empty where that is not known.

    Raises:
        Stays: something lies over it.
        Refused: there is none.
    """
    verb = "undo" if turn == "undone" else "redo"
    if not steps:
        raise Refused(f"Nothing to {verb}.")
    *before, last = intentions(steps)
    closed = next((past for past in reversed(last) if over(past)), None)
    if closed is None:
        return last[-1]
    if seen and all(past.chart != seen for past in last):
        for earlier in reversed(before):
            if not any(map(over, earlier)):
                return earlier[-1]
    raise Stays(closed, over(closed), turn)


def seal_over(past: Past, chart: Chart, now: datetime) -> str:
    """The sealed signature that lies over what a step changed, and what is done instead; empty where there is none.

    An addendum has a signature of its own: that of the note does not lie over it.
    """
    # Taking the client out would take the signed documents along.
    whole = any(change.path[0] == "client" and len(change.path) == 2 and not change.had for change in past.changes)
    inside = [change.path[1:] for change in past.changes if change.path[0] in ("plans", "notes", "reviews")]
    touched = {path[0] for path in inside if len(path) < 2 or path[1] != "addenda"}
    added = {path[2] for path in inside if len(path) > 2 and path[1] == "addenda"}
    for document in _signable(chart):
        if (whole or document.id in touched) and any(sealed(each, now) for each in document.signatures):
            return _sealed_words(document, chart.code)
        for addendum in () if isinstance(document, Plan) else document.addenda:
            if addendum.id in added and any(sealed(each, now) for each in addendum.signatures):
                day = f"{addendum.at.day} {addendum.at:%b}"
                return f"The addendum of {day} of {chart.code} is sealed. Another one can be added."
    return ""


def _sealed_words(document: Plan | Note | Review, code: str) -> str:
    if isinstance(document, Plan):
        return f"Plan v{document.number} of {code} is sealed. A change of a line starts v{document.number + 1}."
    kind = "note" if isinstance(document, Note) else "review"
    day = f"{document.date.day} {document.date:%b}"
    return f"The {kind} of {day} of {code} is sealed. An addendum can be added."


def release_over(past: Past, rev: int, release: Release | None, now: datetime, other: str = "") -> str:
    """The export or backup that holds what a step did, and what is done instead; empty where there is none.

    Args:
        past: the step.
        rev: the revision that its last turn made; 0 where that is not known, then the moment counts.
        release: the last export of the chart, or the last backup it was in.
        now: the moment, to say the day where it is not today's.
        other: the initials of who made it, where that is somebody else.
    """
    if release is None or not (rev <= release.rev if rev else past.at <= release.at):
        return ""
    there = release.at.astimezone(now.tzinfo)
    day = "" if there.date() == now.date() else f"on {there:%a} {there.day} {there:%b} "
    when = f"{day}at {there:%H:%M}" + (f" by {other}" if other else "")
    if release.act == BACKUP:
        return f"A backup was made {when}. Change it by hand; the next backup holds that."
    what = _LEFT.get(release.act, "Something")
    were = "were" if what.endswith("s") else "was"
    return f"{what} of {past.code} {were} exported {when}. Change it by hand and export again."


def _signable(chart: Chart) -> Iterator[Plan | Note | Review]:
    yield from chart.plans
    yield from chart.notes
    yield from chart.reviews
