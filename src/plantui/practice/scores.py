"""From keyed answers or a total to a score, by the facts of the measure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from plantui.clinical.answers import AnswerFault
from plantui.clinical.scoring import Scored, score, score_total
from plantui.model.base import Number, whole
from plantui.model.measure import Measure
from plantui.model.score import Score
from plantui.practice.acting import Acting
from plantui.practice.refusal import Refused


def score_of_answers(
    measure: Measure, answers: Sequence[Number | None], day: date, acting: Acting, note: str = ""
) -> Score:
    """A score from answers in item order.

    Raises:
        Refused: an answer is not one the form has.
    """
    try:
        scored = score(measure, answers)
    except AnswerFault as fault:
        raise Refused(str(fault), "N3") from fault
    return _score(measure, scored, day, acting, note, tuple(answers))


def score_of_total(
    measure: Measure,
    total: Number,
    day: date,
    acting: Acting,
    note: str = "",
    asked: Mapping[int, Number] | None = None,
) -> Score:
    """A score from a keyed total, with the answers to the items that a risk rule asks for.

    Raises:
        Refused: the total is outside the range of the measure.
    """
    try:
        scored = score_total(measure, total, asked)
    except AnswerFault as fault:
        raise Refused(str(fault), "N4") from fault
    return _score(measure, scored, day, acting, note, ())


def _score(
    measure: Measure, scored: Scored, day: date, acting: Acting, note: str, answers: tuple[Number | None, ...]
) -> Score:
    return Score(
        id=acting.new_id(),
        date=day,
        at=acting.now,
        by=acting.user.id,
        measure=measure.id,
        total=scored.total,
        answers=answers,
        subscales={name: value for name, value in scored.subscales.items() if value is not None},
        band=scored.band,
        risk_items=scored.alert.items,
        prorated=scored.prorated,
        note=note,
    )


def count_of(objective: str, value: Number, day: date, acting: Acting, note: str = "") -> Score:
    """A value of an objective's own count."""
    return Score(
        id=acting.new_id(),
        date=day,
        at=acting.now,
        by=acting.user.id,
        objective=objective,
        total=whole(value),
        note=note,
    )
