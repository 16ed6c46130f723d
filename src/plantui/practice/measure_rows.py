"""What a measure asks, row by row, as it is keyed: by the facts of the measure alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final, Literal, NamedTuple, TypeAlias

from plantui.clinical.answers import DECLINED, accepted, holds, policy, scoring
from plantui.model.base import Number
from plantui.model.measure import Cue, Measure

Given: TypeAlias = Number | Literal["declined"]
"""What was keyed in a row."""

Answers: TypeAlias = dict[str, Given]
"""Key of the row -> what was keyed."""

UNSCORED: Final = {"function": "difficulty"}
"""Id of a row that does not count -> its cue in our own words."""

DECLINED_DIGIT = 9
"""The digit of somebody who would rather not answer, where the measure says what that means."""


class Row(NamedTuple):
    """One row of a form.

    ``key`` names it ("item 9", "total", "gate", the id of an unscored row or a field), ``number`` is printed in front
    (none before what is not scored).
    ``values`` are the only answers it takes; without them a number from ``low`` to ``high``, None where open.
    ``optional`` rows are left out by Enter and count nowhere. ``low_cue`` and ``high_cue`` say what the ends mean.
    """

    key: str
    number: str
    label: str
    values: tuple[Number, ...] = ()
    low: Number | None = None
    high: Number | None = None
    decimals: int = 0
    optional: bool = False
    risk: bool = False
    declinable: bool = False
    low_cue: str = ""
    high_cue: str = ""

    @property
    def shifted(self) -> bool:
        """Whether the answers go below zero, so that a digit stands for a place on the scale."""
        return any(value < 0 for value in self.values)

    @property
    def single(self) -> bool:
        """Whether one digit answers it; else digits collect and Enter steps."""
        if self.values:
            return len(self.values) <= 10 and (self.shifted or max(self.values) <= 9)
        return self.decimals == 0 and self.high is not None and self.high <= 9

    @property
    def range_words(self) -> str:
        """What it takes: 0-3, 0 or 1, 0 to 100, a number."""
        if self.shifted:
            return f"0-{len(self.values) - 1}"
        if self.values:
            return f"{min(self.values)}-{max(self.values)}"
        if self.high is not None:
            return f"{self.low or 0}-{self.high}"
        return f"{self.low or 0} or more"


def form_rows(measure: Measure, answers: Mapping[str, Given], goals: tuple[str, ...] = ()) -> tuple[Row, ...]:
    """The rows of a measure that is keyed by its items; what has been keyed decides which follow-up rows are asked.

    ``goals`` are the client's goals, for a measure whose rows they are.
    """
    return tuple(_form(measure, answers, goals))


def _form(measure: Measure, answers: Mapping[str, Given], goals: tuple[str, ...]) -> Iterator[Row]:
    gate = measure.facts.get("gate")
    if isinstance(gate, dict):
        yield Row("gate", "-", str(gate.get("label", "asked first")), (0, 1), low_cue="no", high_cue="yes")
        if answers.get("gate") == 0:
            return
    if measure.facts.get("items_from") == "goals":
        for number, goal in enumerate(goals[:5], 1):
            yield _row(measure, Cue(n=number, label=goal))
        return
    follow_ups = {item["n"]: item.get("ask_if", {}) for item in measure.facts.get("followup_items", ())}
    for cue in measure.items:
        if cue.n not in follow_ups or _asked(follow_ups[cue.n], answers):
            yield _row(measure, cue)
    for row in measure.facts.get("unscored_items", ()):
        name = str(row["id"])
        yield Row(name, "", UNSCORED.get(name, name.replace("_", " ")), tuple(row.get("values", ())), optional=True)


def _asked(rule: Mapping[str, Any], answers: Mapping[str, Given]) -> bool:
    given = [answers.get(f"item {number}") for number in rule.get("any_of", ())]
    return any(
        (answer == DECLINED and rule.get("or_declined")) or holds(answer, rule["op"], rule["value"]) for answer in given
    )


def _row(measure: Measure, cue: Cue) -> Row:
    values = accepted(measure, cue)
    scale: Mapping[str, Any] = measure.facts.get("response_scale", {})
    own = next((item.get("options") for item in measure.facts.get("items", ()) if item.get("n") == cue.n), None)
    cues = own or scale
    return Row(
        f"item {cue.n}",
        str(cue.n),
        cue.text or cue.label,
        values,
        scale.get("min"),
        scale.get("max"),
        measure.decimals if not values else 0,
        risk=cue.risk,
        declinable=policy(measure).get("policy") == "declined_positive",
        low_cue=str(cues.get("low", "")),
        high_cue=str(cues.get("high", "")),
    )


def total_rows(measure: Measure) -> tuple[Row, ...]:
    """The rows of a keyed total: the total or the fields in its place, and what alert rules ask beside it."""
    return tuple(_total(measure))


def _total(measure: Measure) -> Iterator[Row]:
    fields = scoring(measure).get("fields", ())
    labels = {rule.field: rule.label for rule in measure.risk_rules if rule.field}
    for field in fields:
        if field["type"] == "date":
            continue
        name = str(field["id"])
        label = labels.get(name) or name.replace("_", " ")
        if field["type"] == "bool":
            yield Row(name, "-", label, (0, 1), low_cue="no", high_cue="yes", risk=name in labels)
        else:
            low, high = field.get("range", (0, None))
            yield Row(name, "-", label, (), low, high, risk=name in labels)
    if not fields:
        yield Row("total", "=", "total", (), measure.low, measure.high, measure.decimals)
    asked: set[str] = set()
    for rule in measure.risk_rules:
        if rule.on != "item" or (not rule.ask and measure.entry != "items"):
            continue
        key = f"item {rule.item or 0}"
        if key not in asked:
            asked.add(key)
            cue = next((cue for cue in measure.items if cue.n == rule.item), None)
            label = rule.label or (cue.label if cue is not None else f"item {rule.item}")
            values = accepted(measure, cue) if cue is not None else ()
            low, high = rule.item_range if len(rule.item_range) == 2 else (0, None)
            yield Row(key, str(rule.item or "-"), label, values, low, high, risk=True)
