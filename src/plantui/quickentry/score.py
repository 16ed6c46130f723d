"""Scores typed into a note: @phq9=12, @phq9=1,1,2,2,1,2,1,1,1."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from plantui.quickentry import messages
from plantui.quickentry.faults import LineFault, Notice
from plantui.quickentry.lexicon import KnownMeasure, Lexicon
from plantui.quickentry.numbers import NUMBER, Number, number_of, print_number

_SCORE = re.compile(rf"@(?P<name>[a-z][\w-]*)(?P<sign>[=:])(?P<value>{NUMBER})(?![0-9])", re.IGNORECASE)
_ITEMS = re.compile(r"[0-9]{1,3}(?:,[0-9]{1,3})+(?![0-9]|\.[0-9])")
_SPACED_ITEMS = re.compile(r"[0-9]{1,3}(?:, ?[0-9]{1,3})+(?![0-9]|\.[0-9])")
_OPENING = "([{<\"'“‘,;:/—–"


class Score(msgspec.Struct, frozen=True, kw_only=True):
    """One score in a note.

    Attributes:
        measure: id of the measure.
        total: the total typed; None when the answers were typed, which scoring adds up by the
            measure's own rules.
        items: the answers, in the order of the form; empty when a total was typed.
        start: first character of the score in the text.
        end: one past its last.
    """

    measure: str
    total: Number | None = None
    items: tuple[int, ...] = ()
    start: int
    end: int


class Scores(msgspec.Struct, frozen=True):
    """The scores of a text, with the names that are no measure and the values that cannot be."""

    scores: tuple[Score, ...]
    notices: tuple[Notice, ...]
    faults: tuple[LineFault, ...]


def find_scores(text: str, lexicon: Lexicon) -> Scores:
    """All scores in ``text``, in order; faults are N3 and N4, a name that is no measure is a notice."""
    found: list[Score] = []
    notices: list[Notice] = []
    faults: list[LineFault] = []
    for match in _SCORE.finditer(text):
        before = text[match.start() - 1 : match.start()]
        if before and not before.isspace() and before not in _OPENING:
            continue
        measure_id = lexicon.measure_named(match["name"])
        if measure_id is None:
            like = lexicon.measure_like(match["name"])
            start, end = match.start(), match.end("name")
            notices.append(Notice("N7", messages.no_such_measure(match["name"], like), start, end, like))
            continue
        try:
            found.append(_score(text, match, lexicon.measures[measure_id], measure_id))
        except LineFault as fault:
            faults.append(fault)
    return Scores(tuple(found), tuple(notices), tuple(faults))


def read_score(text: str, measure: KnownMeasure, offset: int = 0) -> Score:
    """A score by itself, as the command line takes it: ``12``, ``=12`` or ``1,1,2,2,1,2,1,1,1``.

    Raises:
        LineFault: N3, N4, or N8 for what is neither a total nor answers.
    """
    value = text.strip().removeprefix("=").strip()
    match = _SCORE.fullmatch(f"@x={value}")
    items = _SPACED_ITEMS.fullmatch(value)
    if items is None and match is None:
        raise LineFault("N8", messages.not_a_score(measure.short), offset, offset + len(text))
    at = offset + max(text.find(value), 0)
    if items is not None:
        answers = tuple(int(answer) for answer in value.split(","))
        return _answered(measure, measure.id, answers, at, at, at + len(value))
    return _totalled(measure, measure.id, number_of(value), at, at, at + len(value))


def _score(text: str, match: re.Match[str], measure: KnownMeasure, measure_id: str) -> Score:
    at = match.start("value")
    items = _ITEMS.match(text, at) if match["sign"] == "=" else None
    spaced = _SPACED_ITEMS.match(text, at) if match["sign"] == "=" else None
    if spaced is not None and spaced[0].count(",") + 1 == measure.item_count:
        items = spaced
    if items is None:
        return _totalled(measure, measure_id, number_of(match["value"]), match.start(), at, match.end())
    answers = tuple(int(answer) for answer in items[0].split(","))
    return _answered(measure, measure_id, answers, match.start(), at, items.end())


def _totalled(measure: KnownMeasure, measure_id: str, total: Number, start: int, at: int, end: int) -> Score:
    low, high = measure.low, measure.high
    if (low is not None and total < low) or (high is not None and total > high):
        bounds = (None if bound is None else print_number(bound) for bound in (low, high))
        raise LineFault("N4", messages.range_of(measure.short, *bounds), at, end)
    return Score(measure=measure_id, total=total, start=start, end=end)


def _answered(measure: KnownMeasure, measure_id: str, answers: tuple[int, ...], start: int, at: int, end: int) -> Score:
    count = measure.item_count
    if count is not None and len(answers) != count:
        raise LineFault("N3", messages.item_count(measure.short, count, len(answers)), at, end)
    for position, answer in enumerate(answers):
        accepted = _accepted(measure, position)
        if accepted and answer not in accepted:
            said = f"{print_number(min(accepted))} to {print_number(max(accepted))}"
            raise LineFault("N4", messages.item_range(measure.short, position + 1, said), at, end)
    return Score(measure=measure_id, items=answers, start=start, end=end)


def _accepted(measure: KnownMeasure, position: int) -> tuple[Number, ...]:
    """The answers that the item at ``position`` (from 0) takes; empty when anything goes."""
    values = measure.item_values or ()
    rows = [tuple(row) for row in values if isinstance(row, Sequence)]
    if rows:
        return rows[position] if position < len(rows) else ()
    return tuple(value for value in values if isinstance(value, int | float))
