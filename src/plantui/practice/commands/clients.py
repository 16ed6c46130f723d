"""Clients: taking one on, changing their facts, closing the case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

import msgspec

from plantui.model.assessment import Diagnosis
from plantui.model.chart import Chart
from plantui.model.client import ChartKind, Client, Person
from plantui.model.status import ClientStatus
from plantui.practice.acting import Acting
from plantui.practice.command import Command, Done
from plantui.practice.refusal import NeedsReason, Refused

STATUS_SENTENCES = {
    ClientStatus.SCREENING: "in screening",
    ClientStatus.ACTIVE: "active",
    ClientStatus.HOLD: "on hold",
    ClientStatus.DISCHARGED: "discharged",
    ClientStatus.NO_PLAN_NEEDED: "in care without a plan",
}
"""Client status -> how a sentence says it."""


def new_chart(client: Client, code: str, dx: tuple[str, ...], acting: Acting) -> Chart:
    """The chart of a client who was just taken on, with the diagnoses of the client line in their order."""
    diagnoses = tuple(
        Diagnosis(id=acting.new_id(), code=each, rank=rank, since=acting.today, by=acting.user.id)
        for rank, each in enumerate(dx, start=1)
    )
    return Chart(
        id=acting.new_id(),
        code=code,
        made=acting.now,
        rehearsal=acting.rehearsal,
        client=client,
        diagnoses=diagnoses,
    )


@dataclass(frozen=True)
class ChangeClient(Command):
    """New facts about the client, such as the appointment slot."""

    act: ClassVar[str] = "client.edit"
    client: Client

    def do(self, chart: Chart, acting: Acting) -> Done:
        """See Command."""
        return Done(msgspec.structs.replace(chart, client=self.client), f"{chart.code} changed")


@dataclass(frozen=True)
class SetMembers(Command):
    """Who is seen together in this chart. Notes that are signed stay filed where they were."""

    act: ClassVar[str] = "client.members"
    members: tuple[Person, ...]
    kind: ChartKind | None = None

    def do(self, chart: Chart, acting: Acting) -> Done:
        """See Command."""
        kind = self.kind or chart.client.kind
        if kind is ChartKind.INDIVIDUAL and self.members:
            kind = ChartKind.GROUP
        if any(person.chart == chart.id for person in self.members):
            raise Refused(f"{chart.code} cannot be a member of itself.")
        client = msgspec.structs.replace(chart.client, kind=kind, members=self.members)
        count = len(self.members)
        said = "no members" if not count else "one member" if count == 1 else f"{count} members"
        what = "a chart of one person" if kind is ChartKind.INDIVIDUAL else f"a {kind.value} of {said}"
        return Done(msgspec.structs.replace(chart, client=client), f"{chart.code} is {what}")


@dataclass(frozen=True)
class SetClientStatus(Command):
    """Where the client stands from a day on; closing, pausing and "no plan needed" say why."""

    act: ClassVar[str] = "client.status"
    status: ClientStatus
    reason: str = ""
    day: date | None = None

    def do(self, chart: Chart, acting: Acting) -> Done:
        """See Command."""
        if chart.client.status is self.status:
            raise Refused(f"{chart.code} is {STATUS_SENTENCES[self.status]} already.")
        if self.status not in (ClientStatus.ACTIVE, ClientStatus.SCREENING) and not self.reason.strip():
            raise NeedsReason(f"Why is {chart.code} {STATUS_SENTENCES[self.status]}?")
        client = msgspec.structs.replace(
            chart.client,
            status=self.status,
            status_on=self.day or acting.today,
            status_reason=self.reason.strip(),
        )
        after = msgspec.structs.replace(chart, client=client)
        return Done(after, f"{chart.code} is {STATUS_SENTENCES[self.status]}")
