"""Scoring answers by the facts of the measure file (its ``how_to_score``). No number about a measure is in code."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from plantui.clinical.answers import Answer, AnswerFault, Rows, policy, row_scores, rows_of, scoring, with_skips
from plantui.clinical.category import category
from plantui.clinical.risk import Alert, alert
from plantui.model.base import Number, whole
from plantui.model.measure import Measure


class Scored(NamedTuple):
    """The result of scoring.

    ``total`` and ``band`` are None and empty when blanks leave no score; the answers are kept all the same.
    ``sub_bands`` is for measures whose bands belong to subscales. ``basis`` says where the rule for a prorated total
    comes from (published, convention, implementation choice) and is to be shown with it.
    """

    total: Number | None
    subscales: dict[str, Number | None]
    band: str
    sub_bands: dict[str, str]
    category: str | bool | None
    alert: Alert
    prorated: bool = False
    basis: str = ""


def score(
    measure: Measure,
    answers: Sequence[Answer],
    gate: int | None = None,
    weights: Sequence[Number] | None = None,
) -> Scored:
    """Score keyed answers, in item order, follow-up rows last.

    ``gate`` answers the yes/no question some measures put before the rows; ``weights`` are for goal attainment, 1 each
    by default.

    Raises:
        AnswerFault: an answer is not one the form has.
    """
    raw = rows_of(measure, answers)
    question = measure.facts.get("gate")
    if isinstance(question, dict) and gate == 0:
        total = question["no_score"]
        return Scored(total, {}, measure.band(total), {}, None, alert(measure, {}, total))
    rows = with_skips(measure, raw)
    scores = _filled(measure, row_scores(measure, rows))
    subscales = _subscales(measure, scores)
    named = category(measure, rows)
    total, prorated = _total(measure, rows, scores, subscales, weights)
    return Scored(
        total,
        subscales,
        _band(measure, total, named),
        _sub_bands(measure, subscales),
        named,
        alert(measure, raw, total),
        prorated,
        str(policy(measure).get("basis", "")) if prorated else "",
    )


def score_total(
    measure: Measure,
    total: Number,
    asked: Mapping[int, Answer] | None = None,
    fields: Mapping[str, Number | bool] | None = None,
) -> Scored:
    """A keyed total, with the answers to the rows that alert rules name and the fields asked beside it.

    Raises:
        AnswerFault: the total is outside the range of the measure.
    """
    if (measure.low is not None and total < measure.low) or (measure.high is not None and total > measure.high):
        raise AnswerFault(0, f"A {measure.short} total is from {measure.low} to {measure.high}, not {whole(total)}.")
    return Scored(whole(total), {}, measure.band(total), {}, None, alert(measure, dict(asked or {}), total, fields))


def _filled(measure: Measure, scores: dict[int, Number | None]) -> dict[int, Number | None]:
    """Blanks scored 0 where the form says so and not too many are blank."""
    rule = policy(measure)
    if rule.get("policy") != "blank_zero":
        return scores
    allowed = rule["blank_items"]
    blank = [number for number, value in scores.items() if value is None]
    if len(blank) > rule["max_blank"] or not (allowed == "any" or set(blank) <= set(allowed)):
        return scores
    return {number: 0 if value is None else value for number, value in scores.items()}


def _total(
    measure: Measure,
    rows: Rows,
    scores: dict[int, Number | None],
    subscales: Mapping[str, Number | None],
    weights: Sequence[Number] | None,
) -> tuple[Number | None, bool]:
    """The total and whether it was prorated."""
    method = scoring(measure).get("method")
    if method == "formula":
        return _attainment(measure, rows, weights), False
    if method == "categorical_and_sum":
        known = [value for value in subscales.values() if value is not None]
        return (whole(sum(known)), False) if known and len(known) == len(subscales) else (None, False)
    if method not in ("sum", "count_yes", "count_at_or_above", "single"):
        return None, False
    if method == "count_at_or_above":
        limits = scoring(measure)["thresholds"]
        scores = {
            number: None if value is None else int(value >= limit)
            for (number, value), limit in zip(scores.items(), limits, strict=True)
        }
    raw, prorated = _sum(measure, scores)
    return (None, False) if raw is None else (whole(raw * scoring(measure).get("multiplier", 1)), prorated)


def _sum(measure: Measure, scores: Mapping[int, Number | None]) -> tuple[Number | None, bool]:
    known = [value for value in scores.values() if value is not None]
    if known and len(known) == len(scores):
        return sum(known), False
    rule = policy(measure)
    required = rule.get("required_items", ())
    if rule.get("policy") != "prorate" or rule.get("scope") == "subscale" or not known:
        return None, False
    if len(known) < rule["min_answered"] or any(scores.get(number) is None for number in required):
        return None, False
    return _half_up(sum(known) / len(known) * len(scores)), True


def _half_up(value: float) -> int:
    """The nearest whole number, halves up: a convention of the measure file."""
    return math.floor(round(value, 9) + 0.5)


def _subscales(measure: Measure, scores: Mapping[int, Number | None]) -> dict[str, Number | None]:
    return {
        sub["id"]: _subscale(measure, sub, scores) for sub in scoring(measure).get("subscales", ()) if "items" in sub
    }


def _subscale(measure: Measure, sub: Mapping[str, Any], scores: Mapping[int, Number | None]) -> Number | None:
    values = [scores.get(number) for number in sub["items"]]
    known = [value for value in values if value is not None]
    rule = policy(measure)
    if not known:
        return None
    if len(known) == len(values):
        return whole(sum(known) * sub.get("multiplier", 1))
    if rule.get("policy") == "prorate" and rule.get("scope") == "subscale":
        if len(values) - len(known) > rule["max_missing"]:
            return None
        return whole(_half_up(sum(known) / len(known) * len(values)) * sub.get("multiplier", 1))
    return None


def _attainment(measure: Measure, rows: Rows, weights: Sequence[Number] | None) -> Number | None:
    """Goal attainment T = 50 + 10 sum(wx) / sqrt((1 - rho) sum(w^2) + rho (sum w)^2), goals not rated left out."""
    weigh = list(weights) if weights is not None else [1] * len(rows)
    if len(weigh) != len(rows):
        raise AnswerFault(0, f"{len(rows)} ratings need as many weights, not {len(weigh)}.")
    rated = [
        (x, w) for x, w in zip(rows.values(), weigh, strict=True) if x is not None and not isinstance(x, str) and w
    ]
    if not rated:
        return None
    rho = scoring(measure)["rho"]
    below = (1 - rho) * sum(w * w for _, w in rated) + rho * sum(w for _, w in rated) ** 2
    return whole(round(50 + 10 * sum(w * x for x, w in rated) / math.sqrt(below), max(2, measure.decimals)))


def _band(measure: Measure, total: Number | None, named: str | bool | None) -> str:
    for band in measure.facts.get("bands", ()):
        if isinstance(named, str) and band.get("key") == named:
            return str(band["label"])
    return measure.band(total) if total is not None else ""


def _sub_bands(measure: Measure, subscales: Mapping[str, Number | None]) -> dict[str, str]:
    found: dict[str, str] = {}
    for sub, bands in measure.facts.get("subscale_bands", {}).items():
        value = subscales.get(sub)
        if value is not None:
            labels = [band["label"] for band in bands if value >= band["min"]]
            if labels:
                found[sub] = labels[-1]
    return found
