"""What changed in the plan since the last review, and what a review changes: version against version, in words."""

from __future__ import annotations

from itertools import pairwise

from plantui.clinical.phrase import short_day
from plantui.clinical.schedule import last_review
from plantui.clinical.standing import settle, signed, signed_day
from plantui.model.chart import Chart
from plantui.model.plan import Plan
from plantui.practice.acting import Acting
from plantui.practice.lexicon import lexicon
from plantui.practice.plan_changes import line_changes
from plantui.quickentry import Lexicon


def version_changes(chart: Chart, acting: Acting) -> tuple[str, ...]:
    """The changes of every version signed after the day of the last review, oldest first: 20 Jan g1.2 goal 4 -> 5."""
    review = last_review(chart)
    versions = sorted((plan for plan in chart.plans if signed(plan)), key=lambda plan: plan.number)
    words = lexicon(chart, acting)
    said: list[str] = []
    for old, new in pairwise(versions):
        day = signed_day(new)
        if day is None or (review is not None and day <= review.date):
            continue
        said += [f"{short_day(day)} {each}" for each in differences(old, new, words)]
    return tuple(said)


def draft_words(chart: Chart, plan: Plan, changed: Plan | None, acting: Acting) -> tuple[str, ...]:
    """What the draft that is signed with a review changes against the version reviewed; empty without one."""
    if changed is None:
        return ()
    return tuple(differences(settle(chart, plan), changed, lexicon(chart, acting)))


def differences(old: Plan, new: Plan, words: Lexicon) -> list[str]:
    """The changed, added, discontinued and removed lines between two versions, in the order of the screen."""
    said = []
    for change in line_changes(old, new):
        if change.word == "changed" and change.difference(words):
            said.append(change.said(words))
        elif change.word not in ("changed", "moved"):
            said.append(f"{change.code} {change.word}")
    return said
