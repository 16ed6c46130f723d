"""Whether there is a plan at all."""

from __future__ import annotations

from collections.abc import Iterator

from plantui.clinical.lint.finding import Case, Rule, Spot
from plantui.model.status import ClientStatus

_WITHOUT = (ClientStatus.SCREENING, ClientStatus.NO_PLAN_NEEDED, ClientStatus.DISCHARGED)


def no_plan(case: Case) -> Iterator[Spot]:
    """TP000: a client in care for whom nothing is written. A draft counts: its own signature would else be gated."""
    if case.plan is None and case.chart.client.status not in _WITHOUT:
        yield Spot(f"No plan in force for {case.chart.code}.")


RULES = (Rule("TP000", "error", no_plan),)
