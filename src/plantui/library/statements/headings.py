"""The headings of a page: what kind of statement stands under each."""

from __future__ import annotations

from plantui.model.statement import StatementKind

KINDS: dict[str, StatementKind] = {
    "Behavioural descriptions": StatementKind.DESCRIPTION,
    "Goals": StatementKind.GOAL,
    "Objectives": StatementKind.OBJECTIVE,
    "Interventions": StatementKind.INTERVENTION,
    "Homework": StatementKind.HOMEWORK,
    "Discharge": StatementKind.DISCHARGE,
}
"""Second-level headings, in the order of a page."""

GROUPS = ("Measured by a scale", "Counted", "Skills in use", "Life roles", "Relapse prevention")
"""Third-level headings under Objectives."""

ANY_APPROACH = "Any approach"
"""The third-level heading under Interventions that names no modality."""

_ALSO = {"behavioral descriptions": StatementKind.DESCRIPTION}


def kind_of(title: str) -> StatementKind | None:
    """The kind under a second-level heading, whatever its case; None for a heading nobody knows."""
    low = " ".join(title.lower().split())
    named = {name.lower(): kind for name, kind in KINDS.items()} | _ALSO
    return named.get(low)


def group_of(title: str) -> str:
    """The group of objectives under a third-level heading; empty for one nobody knows."""
    low = " ".join(title.lower().split())
    return next((group for group in GROUPS if group.lower() == low), "")
