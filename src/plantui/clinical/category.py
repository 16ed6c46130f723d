"""Named results beside or instead of a total. A rule result is a prompt for assessment, never a diagnosis."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from plantui.clinical.answers import DECLINED, Rows, holds, scoring
from plantui.model.base import Number
from plantui.model.measure import Measure


def category(measure: Measure, rows: Rows) -> str | bool | None:
    """The result of the measure's rule: yes or no, a key of its bands, or None when blanks leave it open."""
    rule = scoring(measure).get("categorical")
    if not isinstance(rule, dict):
        return None
    if measure.id == "asq":
        return _asq(measure, rows)
    if "ptsd" in rule:
        return _disorder(rule, rows)
    return _criteria(measure, rule, rows)


def _asq(measure: Measure, rows: Rows) -> str | None:
    """Acute if the follow-up row is positive, else non-acute if any row is; open while a row that counts is blank."""
    follow_ups = [item["n"] for item in measure.facts.get("followup_items", ())]
    first = [cue.n for cue in measure.items if cue.n not in follow_ups]
    if any(rows.get(number) in (1, DECLINED) for number in follow_ups):
        return "acute"
    if any(rows.get(number) in (1, DECLINED) for number in first):
        return "non_acute" if all(rows.get(number) is not None for number in follow_ups) else None
    return "negative" if all(rows.get(number) is not None for number in first) else None


def _disorder(rule: Mapping[str, Any], rows: Rows) -> str | None:
    """ICD-11: one endorsed row in every group of the one list, or of both."""
    found = {name: _every_group(rule[name], rule["endorsed_at"], rows) for name in ("ptsd", "dso")}
    if found["ptsd"] is False:
        return "none"
    if None in found.values():
        return None
    return "cptsd" if found["dso"] else "ptsd"


def _every_group(groups: list[list[int]], limit: Number, rows: Rows) -> bool | None:
    """True or False, or None when a blank could still decide."""
    open_group = False
    for group in groups:
        if any(holds(rows.get(number), ">=", limit) for number in group):
            continue
        if all(rows.get(number) is not None for number in group):
            return False
        open_group = True
    return None if open_group else True


def _criteria(measure: Measure, rule: Mapping[str, Any], rows: Rows) -> bool | None:
    """Counts of endorsed rows; when they fall short and a blank could make the difference, None."""
    exceptions = rule.get("endorsed_at_item", {})
    endorsed = {
        cue.n for cue in measure.items if holds(rows.get(cue.n), ">=", exceptions.get(str(cue.n), rule["endorsed_at"]))
    }
    if _enough(measure, rule, endorsed):
        return True
    blank = {cue.n for cue in measure.items if rows.get(cue.n) is None}
    return None if _enough(measure, rule, endorsed | blank) else False


def _enough(measure: Measure, rule: Mapping[str, Any], endorsed: set[int]) -> bool:
    if len(endorsed) < rule.get("needs_count", 0):
        return False
    if "needs_any_of" in rule and not endorsed.intersection(rule["needs_any_of"]):
        return False
    items = {sub["id"]: sub.get("items", ()) for sub in scoring(measure).get("subscales", ())}
    return all(len(endorsed.intersection(items[sub])) >= count for sub, count in rule.get("needs", {}).items())
