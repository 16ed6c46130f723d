"""A chart as the drawings have it, and the little library it needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from plantui.model.measure import Band, Measure, RiskRule
from plantui.model.profile import Profile

TODAY = date(2026, 3, 10)
NOW = datetime(2026, 3, 10, 13, 54, tzinfo=UTC)

PHQ9 = Measure(
    id="phq9",
    short="PHQ-9",
    name="Patient Health Questionnaire",
    construct="depression",
    low=0,
    high=27,
    reliable=6,
    item_count=9,
    bands=(
        Band(0, "minimal"),
        Band(5, "mild"),
        Band(10, "moderate", 14),
        Band(15, "moderately severe"),
        Band(20, "severe"),
    ),
    risk_rules=(RiskRule(on="item", item=9, op=">=", value=1, level="safety check"),),
)
GAD7 = Measure(
    id="gad7",
    short="GAD-7",
    name="Generalized Anxiety Disorder scale",
    construct="anxiety",
    low=0,
    high=21,
    reliable=4,
    item_count=7,
    bands=(Band(0, "minimal"), Band(5, "mild"), Band(10, "moderate", 14), Band(15, "severe")),
)


@dataclass(frozen=True)
class Shelf:
    """A library of two measures and one profile."""

    measures: Mapping[str, Measure] = field(default_factory=lambda: {"phq9": PHQ9, "gad7": GAD7})
    profiles: Mapping[str, Profile] = field(
        default_factory=lambda: {
            "self-pay": Profile(id="self-pay", title="Self-pay"),
            "medicaid-90": Profile(id="medicaid-90", title="Medicaid, 90 days", formal_days=90, gates=True),
        }
    )


SHELF = Shelf()
