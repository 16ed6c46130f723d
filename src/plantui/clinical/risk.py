"""Alert rules of a measure: which answers open a safety check. A score never decides (NICE NG225)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from plantui.clinical.answers import DECLINED, Answer, Rows, holds
from plantui.model.base import Number
from plantui.model.measure import Measure, RiskRule

LEVELS: Final = ("prompt", "urgent", "emergency")
"""Levels from the lowest up."""


class Alert(NamedTuple):
    """What the rules say: the highest level that fires (empty for none), the rules, and the rows they fired on.

    ``not_asked`` are rules that could not be tested: to be shown as not asked, never as clear.
    """

    level: str
    fired: tuple[RiskRule, ...]
    items: tuple[int, ...]
    not_asked: tuple[RiskRule, ...]


def alert(
    measure: Measure, rows: Rows, total: Number | None = None, fields: Mapping[str, Number | bool] | None = None
) -> Alert:
    """Every rule tested on raw answers, the total and the keyed fields; also when there is no total."""
    fired: list[RiskRule] = []
    items: list[int] = []
    not_asked: list[RiskRule] = []
    for rule in measure.risk_rules:
        given = _given(rule, rows, total, fields or {})
        hits = [number for number, answer in given.items() if _fires(rule, answer)]
        if hits:
            fired.append(rule)
            items += [number for number in hits if number and number not in items]
        elif not given or any(answer is None for answer in given.values()):
            not_asked.append(rule)
    level = max((rule.level for rule in fired), key=LEVELS.index, default="")
    return Alert(level, tuple(fired), tuple(sorted(items)), tuple(not_asked))


def _given(rule: RiskRule, rows: Rows, total: Number | None, fields: Mapping[str, Number | bool]) -> dict[int, Answer]:
    """What the rule looks at, by item number; 0 stands for what is not an item of the form."""
    if rule.on == "total":
        return {0: total}
    if rule.on == "field":
        value = fields.get(rule.field or "")
        return {0: int(value) if isinstance(value, bool) else value}
    if rule.on == "any_item":
        return {number: rows.get(number) for number in (rule.items or rows)}
    number = rule.item or 0
    return {number: rows.get(number)}


def _fires(rule: RiskRule, answer: Answer) -> bool:
    return (answer == DECLINED and rule.or_declined) or holds(answer, rule.op, rule.value)
