"""From keyed answers or a total to a score, by the facts of the measure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import msgspec

from plantui.clinical.answers import DECLINED, Answer, AnswerFault
from plantui.clinical.risk import Alert, alert
from plantui.clinical.scoring import Scored, score, score_total
from plantui.model.base import Number, whole
from plantui.model.measure import Measure
from plantui.model.score import Score
from plantui.practice.acting import Acting
from plantui.practice.refusal import Refused


def score_of_answers(
    measure: Measure,
    answers: Sequence[Answer],
    day: date,
    acting: Acting,
    note: str = "",
    beside: Mapping[str, Number] | None = None,
    gate: int | None = None,
) -> Score:
    """A score from answers in item order.

    ``beside`` holds answers of rows that do not count, by their id; ``gate`` answers the question some measures put
    before the rows. A declined answer is kept as a blank, and that it was declined beside it.

    Raises:
        Refused: an answer is not one the form has.
    """
    try:
        scored = score(measure, answers, gate)
    except AnswerFault as fault:
        raise Refused(str(fault), "N3") from fault
    kept = dict(beside or {}) | ({"gate": gate} if gate is not None else {})
    numbers = [cue.n for cue in measure.items] or range(1, len(answers) + 1)
    kept |= {f"{DECLINED} {n}": 1 for n, answer in zip(numbers, answers, strict=False) if answer == DECLINED}
    plain = tuple(None if isinstance(answer, str) else answer for answer in answers)
    return _score(measure, scored, day, acting, note, plain, kept)


def score_of_total(
    measure: Measure,
    total: Number,
    day: date,
    acting: Acting,
    note: str = "",
    asked: Mapping[int, Number] | None = None,
    fields: Mapping[str, Number] | None = None,
) -> Score:
    """A score from a keyed total, with the answers to the items and fields that a risk rule asks for.

    Raises:
        Refused: the total is outside the range of the measure.
    """
    try:
        scored = score_total(measure, total, asked, fields)
    except AnswerFault as fault:
        raise Refused(str(fault), "N4") from fault
    beside = {f"item {number}": answer for number, answer in (asked or {}).items()}
    return _score(measure, scored, day, acting, note, (), {**beside, **(fields or {})})


def score_of_fields(measure: Measure, fields: Mapping[str, Number], day: date, acting: Acting) -> Score:
    """A score of a measure that has fields in place of a total."""
    score = Score(
        id=acting.new_id(), date=day, at=acting.now, by=acting.user.id, measure=measure.id, beside=dict(fields)
    )
    return msgspec.structs.replace(score, risk_items=alert_of(measure, score).items)


def alert_of(measure: Measure, recorded: Score) -> Alert:
    """What the alert rules of a measure say about a score as it was recorded."""
    asked: dict[int, Answer] = {
        int(name.removeprefix("item ")): value for name, value in recorded.beside.items() if name.startswith("item ")
    }
    rows: dict[int, Answer] = {cue.n: answer for cue, answer in zip(measure.items, recorded.answers, strict=False)}
    for cue in measure.items if rows else ():
        if f"{DECLINED} {cue.n}" in recorded.beside:
            rows[cue.n] = DECLINED
    return alert(measure, rows or asked, recorded.total, recorded.beside)


def alert_words(measure: Measure, recorded: Score) -> tuple[str, ...]:
    """What called for a safety check: "Item 9 is 1", "Total 8 or more", "Behaviour, past 3 months"; empty for nothing.

    It opens a question. It says nothing about how great a danger is (NICE NG225).
    """
    found = alert_of(measure, recorded)
    words: dict[str, None] = {}
    answers = {cue.n: answer for cue, answer in zip(measure.items, recorded.answers, strict=False)}
    for number in found.items:
        answer = answers.get(number, recorded.beside.get(f"item {number}"))
        declined = f"{DECLINED} {number}" in recorded.beside
        words[f"Item {number} {DECLINED if declined else f'is {answer}'}"] = None
    for rule in found.fired:
        if rule.on == "total":
            words[f"Total {recorded.total} ({rule.op} {rule.value})"] = None
        elif rule.on == "field":
            label = rule.label or rule.field or "answer"
            words[f"{label.capitalize()} {recorded.beside.get(rule.field or '')}"] = None
    if recorded.risk_items and not words:
        words = {f"Item {number}": None for number in recorded.risk_items}
    return tuple(words)


def not_asked(measure: Measure, recorded: Score) -> str:
    """The items with an alert rule that have no answer: "Item 9 was"; empty when all were asked."""
    items = sorted({rule.item for rule in alert_of(measure, recorded).not_asked if rule.on == "item" and rule.item})
    if not items:
        return ""
    return f"Item{'s' if len(items) > 1 else ''} {', '.join(map(str, items))} {'were' if len(items) > 1 else 'was'}"


def _score(
    measure: Measure,
    scored: Scored,
    day: date,
    acting: Acting,
    note: str,
    answers: tuple[Number | None, ...],
    beside: Mapping[str, Number],
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
        beside=dict(beside),
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
