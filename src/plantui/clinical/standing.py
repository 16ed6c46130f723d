"""Where a plan stands: draft, signed or in force, and the status each of its lines has today.

A signed version never changes. Status changes after that are dated rows of the chart's table ``progress``;
``resolve`` folds them into a version for reading.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

import msgspec

from plantui.model.chart import Chart
from plantui.model.plan import Goal, Intervention, Node, Objective, Plan, Problem
from plantui.model.progress import Progress
from plantui.model.signature import Signature, SignerKind
from plantui.model.status import Status
from plantui.model.tree import rebuild


def signed_by(signatures: Iterable[Signature], *kinds: SignerKind) -> Signature | None:
    """The first signature of one of these kinds, or None."""
    return next((signature for signature in signatures if signature.kind in kinds), None)


def signed(plan: Plan) -> bool:
    """Whether the clinician has signed: until then the version is a draft."""
    return signed_by(plan.signatures, SignerKind.CLINICIAN) is not None


def in_force(plan: Plan) -> bool:
    """Whether the clinician has signed and the client or guardian has too, or a reason stands in their place.

    That reason is kept with how the client took part; the reason on a clinician's signature is about something else:
    signing against a payer profile.
    """
    if not signed(plan):
        return False
    if signed_by(plan.signatures, SignerKind.CLIENT, SignerKind.GUARDIAN) is not None:
        return True
    return plan.collaboration is not None and bool(plan.collaboration.reason.strip())


def plan_in_force(chart: Chart) -> Plan | None:
    """The version in force: the one with the highest number among those that are."""
    return max(filter(in_force, chart.plans), key=_number, default=None)


def draft(chart: Chart) -> Plan | None:
    """The newest version, when nobody has signed it yet."""
    newest = max(chart.plans, key=_number, default=None)
    return newest if newest is not None and not signed(newest) else None


def current(chart: Chart) -> Plan | None:
    """The version to show and to work on: the draft, else the one in force, else the newest."""
    return draft(chart) or plan_in_force(chart) or max(chart.plans, key=_number, default=None)


def _number(plan: Plan) -> int:
    return plan.number


def effective_day(plan: Plan) -> date | None:
    """The day the version takes effect: as written, else the day of the clinician's signature."""
    if plan.effective is not None:
        return plan.effective
    signature = signed_by(plan.signatures, SignerKind.CLINICIAN)
    return signature.at.date() if signature is not None else None


def signed_day(plan: Plan) -> date | None:
    """The day the clinician signed, or None for a draft."""
    signature = signed_by(plan.signatures, SignerKind.CLINICIAN)
    return signature.at.date() if signature is not None else None


def label(chart: Chart) -> str:
    """The plan in a word: ``v3``, ``draft v1``, ``v4 draft`` over a version in force, or nothing."""
    begun = draft(chart)
    if begun is not None:
        over = any(signed(plan) for plan in chart.plans)
        return f"v{begun.number} draft" if over else f"draft v{begun.number}"
    plan = current(chart)
    return f"v{plan.number}" if plan is not None else ""


def sealed(signature: Signature, now: datetime) -> bool:
    """Whether the signature can no longer be taken back."""
    return signature.seals_at is None or now >= signature.seals_at


def settle(chart: Chart, plan: Plan) -> Plan:
    """The version with every dated status written into the line it is about, nothing derived.

    The latest row by date, then by the moment it was written down, counts. A line that the version itself closed is
    not opened again by a row older than the version. This is what an amendment starts from.
    """
    rows = _latest(chart.progress)
    if not rows:
        return plan

    def fold(node: Node) -> Node:
        row = rows.get(node.id)
        if row is None or row.status is None:
            return node
        if node.status is not None and not node.status.open and row.at <= plan.made:
            return node
        if isinstance(node, Objective):
            reached = row.date if row.status is Status.MET else None
            return msgspec.structs.replace(node, status=row.status, status_reason=row.reason, reached=reached)
        return msgspec.structs.replace(node, status=row.status, status_reason=row.reason)

    return rebuild(plan, fold)


def _latest(rows: Iterable[Progress]) -> dict[str, Progress]:
    latest: dict[str, Progress] = {}
    for row in rows:
        if row.status is None:
            continue
        known = latest.get(row.node)
        if known is None or (row.date, row.at, row.id) > (known.date, known.at, known.id):
            latest[row.node] = row
    return latest


def resolve(chart: Chart, plan: Plan) -> Plan:
    """The version as it stands today: dated statuses folded in, and every problem and goal given one.

    A problem or goal without a status of its own derives it from the lines inside (``derived``).
    """

    def settle_parents(node: Node) -> Node:
        if isinstance(node, Goal) and node.status is None:
            return msgspec.structs.replace(node, status=derived([inner.status for inner in node.objectives]))
        if isinstance(node, Problem) and node.status is None:
            inside = [inner.status for inner in node.goals if inner.status is not None]
            return msgspec.structs.replace(node, status=derived(inside))
        return node

    return rebuild(settle(chart, plan), settle_parents)


def derived(inside: Iterable[Status]) -> Status:
    """The status of a problem or goal from those of the lines inside.

    Active if any is active, met if all are met or discontinued and one is met. Beyond that: discontinued if all are,
    on hold if what is left open is on hold, active if some are met and others not begun, else not started.
    """
    kinds = set(inside)
    if not kinds:
        return Status.NEW
    if Status.ACTIVE in kinds:
        return Status.ACTIVE
    still_open = {kind for kind in kinds if kind.open}
    if not still_open:
        return Status.MET if Status.MET in kinds else Status.STOPPED
    if still_open == {Status.HOLD}:
        return Status.HOLD
    return Status.ACTIVE if Status.MET in kinds else Status.NEW


def status_of(node: Node) -> Status:
    """The status of a line of a resolved plan; a problem or goal that was not resolved counts as not started."""
    return node.status or Status.NEW


def open_objectives(plan: Plan) -> list[Objective]:
    """The objectives of a resolved plan that are neither met nor discontinued, in order."""
    return [
        objective
        for problem in plan.problems
        for goal in problem.goals
        for objective in goal.objectives
        if objective.status.open
    ]


def active_interventions(objective: Objective) -> list[Intervention]:
    """The interventions of a resolved objective that have not been discontinued."""
    return [intervention for intervention in objective.interventions if intervention.status is not Status.STOPPED]
