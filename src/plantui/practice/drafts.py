"""Drafts of plans: changing a signed plan starts the next version without asking."""

from __future__ import annotations

import msgspec

from plantui.clinical.standing import current, draft, settle, signed
from plantui.model.chart import Chart
from plantui.model.plan import Plan
from plantui.model.tree import find
from plantui.practice.acting import Acting
from plantui.practice.refusal import Refused


def put_plan(chart: Chart, plan: Plan) -> Chart:
    """The chart with this version in the place of the one with the same id, or added."""
    others = tuple(plan if each.id == plan.id else each for each in chart.plans)
    if all(each.id != plan.id for each in chart.plans):
        others = (*others, plan)
    return msgspec.structs.replace(chart, plans=others)


def open_draft(chart: Chart, acting: Acting) -> tuple[Chart, Plan]:
    """The chart and its draft: the one there is, else the next version with everything carried forward, else v1."""
    there = draft(chart)
    if there is not None:
        return chart, there
    latest = current(chart)
    if latest is None:
        plan = Plan(id=acting.new_id(), number=1, made=acting.now, made_by=acting.user.id)
    else:
        plan = msgspec.structs.replace(
            settle(chart, latest),
            id=acting.new_id(),
            number=max(each.number for each in chart.plans) + 1,
            made=acting.now,
            made_by=acting.user.id,
            effective=None,
            amends=latest.id,
            reason="",
            collaboration=None,
            signatures=(),
        )
    return put_plan(chart, plan), plan


def was_signed(chart: Chart, node_id: str) -> bool:
    """Whether a signed version of the plan holds this node."""
    return any(signed(plan) and find(plan, node_id) is not None for plan in chart.plans)


def plan_at_hand(chart: Chart) -> Plan:
    """The plan that a verb means: the draft, else the one in force.

    Raises:
        Refused: the client has no plan.
    """
    plan = current(chart)
    if plan is None:
        raise Refused(f"{chart.code} has no plan yet. a p starts one.")
    return plan
