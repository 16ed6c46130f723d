"""Answers to a measure as they are keyed: what is accepted, what a form lets people skip, what is reversed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, Literal, TypeAlias

from plantui.model.base import Number
from plantui.model.measure import Cue, Measure

DECLINED: Final = "declined"
"""The answer of somebody who does not want to answer; only some measures accept it."""

Answer: TypeAlias = Number | Literal["declined"] | None
"""One keyed answer: a value of the form, ``declined`` where the measure allows it, or None for a blank."""

Rows: TypeAlias = dict[int, Answer]
"""Number of the item on the form -> answer."""


class AnswerFault(ValueError):
    """An answer is not one the form has; ``item`` is its number (0: about all of them)."""

    def __init__(self, item: int, message: str) -> None:
        self.item = item
        super().__init__(message)


def policy(measure: Measure) -> Mapping[str, Any]:
    """What the measure says about blanks."""
    rule = scoring(measure).get("missing")
    return rule if isinstance(rule, dict) else {}


def scoring(measure: Measure) -> Mapping[str, Any]:
    """The scoring facts of the measure."""
    facts = measure.facts.get("scoring")
    return facts if isinstance(facts, dict) else {}


def cues(measure: Measure) -> tuple[Cue, ...]:
    """The rows that count, without follow-up rows."""
    followed_up = {item["n"] for item in measure.facts.get("followup_items", ())}
    return tuple(cue for cue in measure.items if cue.n not in followed_up)


def accepted(measure: Measure, cue: Cue) -> tuple[Number, ...]:
    """The only values a row accepts; empty when it is a free number."""
    return cue.values or measure.item_values


def rows_of(measure: Measure, answers: Sequence[Answer]) -> Rows:
    """The answers by item number; missing ones at the end are blank.

    Raises:
        AnswerFault: too many answers, or one that the form does not have.
    """
    if measure.facts.get("items_from") == "goals":
        rows = dict(enumerate(answers, 1))
        for number, answer in rows.items():
            _check(measure, Cue(n=number, label="goal"), answer)
        return rows
    if len(answers) > len(measure.items):
        raise AnswerFault(0, f"{measure.short} has {len(measure.items)} items; {len(answers)} answers were given.")
    padded = [*answers, *[None] * (len(measure.items) - len(answers))]
    for cue, answer in zip(measure.items, padded, strict=True):
        _check(measure, cue, answer)
    return {cue.n: answer for cue, answer in zip(measure.items, padded, strict=True)}


def _check(measure: Measure, cue: Cue, answer: Answer) -> None:
    if answer is None:
        return
    if answer == DECLINED:
        if policy(measure).get("policy") != "declined_positive":
            raise AnswerFault(cue.n, f"{measure.short} does not accept a declined answer; leave item {cue.n} blank.")
        return
    values = accepted(measure, cue)
    if values:
        if answer not in values:
            listed = ", ".join(str(value) for value in values)
            raise AnswerFault(cue.n, f"Item {cue.n} of {measure.short} is one of {listed}, not {answer}.")
        return
    assert not isinstance(answer, str)
    scale = measure.facts.get("response_scale", {})
    low, high = scale.get("min"), scale.get("max")
    if (low is not None and answer < low) or (high is not None and answer > high):
        bounds = f"from {low} to {high}" if high is not None else f"at least {low}"
        raise AnswerFault(cue.n, f"Item {cue.n} of {measure.short} is {bounds}, not {answer}.")


def with_skips(measure: Measure, rows: Rows) -> Rows:
    """The rows with what the form itself skips filled in; a row that was answered anyway keeps its answer."""
    filled = dict(rows)
    for rule in scoring(measure).get("skip", ()):
        if all(holds(filled.get(when["item"]), when["op"], when["value"]) for when in rule["if_all"]):
            for number in rule["skip"]:
                if filled.get(number) is None:
                    filled[number] = rule["score"]
    return filled


def holds(answer: Answer, op: str, value: Number) -> bool:
    """Whether an answer meets a condition of the measure file; a blank or declined one meets none."""
    if answer is None or isinstance(answer, str):
        return False
    if op == "=":
        return answer == value
    if op == ">=":
        return answer >= value
    if op == "<=":
        return answer <= value
    return answer > value if op == ">" else op == "<" and answer < value


def row_scores(measure: Measure, rows: Rows) -> dict[int, Number | None]:
    """The score of every row that counts, reversed where the form is: smallest plus largest value less the answer."""
    scores: dict[int, Number | None] = {}
    for cue in cues(measure):
        answer = rows.get(cue.n)
        if answer is None or isinstance(answer, str):
            scores[cue.n] = None
        elif cue.reverse:
            values = accepted(measure, cue)
            scores[cue.n] = min(values) + max(values) - answer
        else:
            scores[cue.n] = answer
    return scores
