"""Plan lint: what an auditor, or the next clinician, would miss in this plan. Lint warns and never blocks writing."""

from __future__ import annotations

from plantui.clinical.lint.check import RULES, lint
from plantui.clinical.lint.finding import SCREEN_WORDS, Finding, Level, Rule, Spot

__all__ = ["RULES", "SCREEN_WORDS", "Finding", "Level", "Rule", "Spot", "lint"]
