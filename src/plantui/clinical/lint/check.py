"""All rules over one chart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from plantui.clinical.lint import (
    crowding,
    dates,
    leftovers,
    measurement,
    person,
    presence,
    reach,
    tree,
)
from plantui.clinical.lint.finding import Case, Finding, Level, Rule
from plantui.clinical.reference import Reference
from plantui.clinical.standing import current, resolve, signed
from plantui.model.base import Number
from plantui.model.chart import Chart
from plantui.model.profile import Profile
from plantui.model.tree import walk

RULES: tuple[Rule, ...] = (
    *presence.RULES,
    *tree.RULES,
    *measurement.RULES,
    *dates.RULES,
    *crowding.RULES,
    *person.RULES,
    *leftovers.RULES,
    *reach.RULES,
)
"""Every rule, each once. A new rule is a function in a file of this folder and one entry in that file's ``RULES``."""

_RANK: Mapping[str, int] = {"error": 0, "warn": 1, "info": 2}


def lint(
    chart: Chart,
    reference: Reference,
    today: date,
    profile: Profile,
    reached: Mapping[str, Sequence[Number]] | None = None,
) -> tuple[Finding, ...]:
    """Findings on the version a clinician works on: the draft, else the one in force.

    Weightiest first, then in the order of the screen, what is about the whole chart before the lines. ``reached``
    holds changes achieved by similar objectives of the store, by measure id; without it that comparison is left out.
    """
    plan = current(chart)
    case = Case(
        chart=chart,
        plan=resolve(chart, plan) if plan is not None else None,
        draft=plan is not None and not signed(plan),
        reference=reference,
        today=today,
        profile=profile,
        reached=reached or {},
    )
    found = [
        Finding(rule.id, _level(rule, profile), spot.code, spot.message, spot.ref)
        for rule in RULES
        for spot in rule.spots(case)
    ]
    places = {place.node.id: at for at, place in enumerate(walk(plan), 1)} if plan is not None else {}
    found.sort(key=lambda finding: (_RANK[finding.severity], places.get(finding.ref, 0), finding.id))
    return tuple(found)


def _level(rule: Rule, profile: Profile) -> Level:
    """The rule's level, raised (never lowered) by the profile."""
    raised = profile.raises.get(rule.id)
    if raised == "error" or (raised == "warn" and rule.level == "info"):
        return "error" if raised == "error" else "warn"
    return rule.level
