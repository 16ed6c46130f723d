"""Between a typed client line and a client."""

from __future__ import annotations

from collections.abc import Iterable

from plantui.model.canonical import clean_text
from plantui.model.client import ChartKind, Client
from plantui.model.period import Slot
from plantui.model.summary import Summary
from plantui.practice.acting import Acting
from plantui.practice.lines import to_period
from plantui.practice.members import people
from plantui.quickentry import ClientLine


def to_client(line: ClientLine, acting: Acting, summaries: Iterable[Summary] = ()) -> tuple[Client, tuple[str, ...]]:
    """The client that a line describes, and their diagnoses in order.

    The acting clinician becomes the assigned one. A slot is counted from the next such weekday. Members are found among
    the clients of ``summaries``; members without a kind make a group.

    Raises:
        Refused: a member is named by a code that no client has.
    """
    slot = None
    if line.slot is not None:
        slot = Slot(
            weekday=line.slot.weekday,
            time=f"{line.slot.time.hour:02d}:{line.slot.time.minute:02d}",
            every_weeks=line.slot.every_weeks or 1,
            first=line.since or acting.today,
        )
    kind = ChartKind(line.kind) if line.kind else ChartKind.GROUP if line.members else ChartKind.INDIVIDUAL
    client = Client(
        kind=kind,
        members=people(line.members, summaries) if line.members else (),
        family=clean_text(line.family),
        given=clean_text(line.given or ""),
        called=clean_text(line.called or ""),
        born=line.dob,
        payer=clean_text(line.payer or ""),
        clinician=acting.user.id,
        slot=slot,
        cadence=to_period(line.review) if line.review else None,
        tags=tuple(line.tags),
        since=line.since or acting.today,
    )
    return client, tuple(line.dx)
