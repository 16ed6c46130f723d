"""A measure being keyed, as plain data: what was answered, where the cursor stands, what it comes to."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from plantui.clinical.answers import DECLINED, AnswerFault, Rows, policy, with_skips
from plantui.clinical.scoring import Scored, score, score_total
from plantui.model.base import Number, whole
from plantui.model.measure import Measure
from plantui.model.plan import Objective
from plantui.model.score import Score
from plantui.practice.measure_rows import DECLINED_DIGIT, Answers, Given, Row, form_rows, total_rows
from plantui.practice.refusal import Refused
from plantui.practice.scores import count_of, score_of_answers, score_of_fields, score_of_total

if TYPE_CHECKING:
    from plantui.practice.acting import Acting

MOST_DIGITS = 7
"""How long a number may grow."""


class Asked(NamedTuple):
    """What is keyed: a measure, a measure that is rated for one objective, or the own count of an objective."""

    key: str
    measure: Measure | None = None
    objective: Objective | None = None
    goals: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """PHQ-9, or g1.2 nights per week."""
        if self.measure is not None:
            return f"{self.objective.code} {self.measure.short}" if self.objective is not None else self.measure.short
        return f"{self.objective.code} {self.objective.label}".rstrip() if self.objective is not None else ""


@dataclass
class MeasureForm:
    """The answers so far; ``at`` is the row under the cursor, one past the last when all is said.

    ``typed`` are the digits of a number not yet entered. ``total_only`` asks for the total instead of the items.
    """

    asked: Asked
    total_only: bool = False
    answers: Answers = field(default_factory=dict)
    at: int = 0
    typed: str = ""

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows that are asked, by what was answered so far."""
        measure, objective = self.asked.measure, self.asked.objective
        if measure is None:
            label = objective.label if objective is not None else "count"
            return (Row("total", "=", label, (), 0, None, 2),)
        by_total = self.total_only or measure.entry != "items"
        rows = total_rows(measure) if by_total else form_rows(measure, self.answers, self.asked.goals)
        if objective is None or len(rows) != 1:
            return rows
        return (rows[0]._replace(label=objective.text or rows[0].label),)

    @property
    def row(self) -> Row | None:
        """The row under the cursor; None behind the last one."""
        rows = self.rows
        return rows[self.at] if self.at < len(rows) else None

    @property
    def started(self) -> bool:
        """Whether anything was keyed."""
        return bool(self.answers) or bool(self.typed)

    @property
    def blank(self) -> tuple[Row, ...]:
        """Rows that count and have no answer, without those that the form itself skips."""
        skipped = self.skipped
        return tuple(row for row in self.rows if not row.optional and row.key not in {*self.answers, *skipped})

    @property
    def skipped(self) -> Answers:
        """Rows that the form tells the client to leave out, with what they count."""
        measure = self.asked.measure
        if measure is None or self.total_only or measure.entry != "items":
            return {}
        rows: Rows = {cue.n: self.answers.get(f"item {cue.n}") for cue in measure.items}
        filled = with_skips(measure, rows)
        return {f"item {n}": given for n, given in filled.items() if given is not None and rows[n] is None}

    # keys

    def key(self, char: str) -> None:
        """A digit, or the point of a number.

        Raises:
            Refused: the row does not take it; nothing changed.
        """
        row = self.row
        if row is None:
            raise Refused(f"Everything in {self.asked.title} is answered. Enter saves, backspace goes back.")
        if row.single:
            self._answer(row, self._of_digit(row, char))
        else:
            self._collect(row, char)

    def _of_digit(self, row: Row, char: str) -> Given:
        name = _named(row)
        if not char.isdigit():
            raise Refused(f"{name} takes one digit, {row.range_words}.")
        digit = int(char)
        if row.declinable and digit == DECLINED_DIGIT:
            return DECLINED
        if row.shifted:
            if digit < len(row.values):
                return row.values[digit]
            raise Refused(f"{name} takes 0-{len(row.values) - 1}: {row.values[0]} to {row.values[-1]:+}.")
        inside = digit in row.values if row.values else (row.low or 0) <= digit <= (row.high or 9)
        if not inside:
            more = f", {DECLINED_DIGIT} for no answer given" if row.declinable else ""
            raise Refused(f"{name} takes {row.range_words}{more}, not {digit}.")
        return digit

    def _collect(self, row: Row, char: str) -> None:
        if char == ".":
            if not row.decimals:
                raise Refused(f"{_named(row)} is a whole number, {row.range_words}.")
            if "." in self.typed:
                raise Refused("There is a point already.")
            self.typed = f"{self.typed or '0'}."
            return
        typed = f"{self.typed}{char}"
        point, _, behind = typed.partition(".")
        if row.high is not None and float(typed) > row.high:
            raise Refused(f"{_named(row)} goes from {row.low or 0} to {row.high}, not {typed}.")
        if len(point) > MOST_DIGITS or len(behind) > row.decimals:
            raise Refused("That number is too long.")
        self.typed = typed

    def _answer(self, row: Row, given: Given) -> None:
        self.answers[row.key] = given
        self.typed = ""
        self._forget_unasked()
        rows, skipped = self.rows, self.skipped
        self.at += 1
        while self.at < len(rows) and (rows[self.at].key in self.answers or rows[self.at].key in skipped):
            self.at += 1

    def _forget_unasked(self) -> None:
        """Answers of follow-up rows that are no longer asked count nowhere."""
        asked = {row.key for row in self.rows}
        self.answers = {key: given for key, given in self.answers.items() if key in asked}

    def enter_number(self) -> bool:
        """Enter on a number being typed: keep it and step; False when none is being typed.

        Raises:
            Refused: it is below the range.
        """
        row = self.row
        if row is None or not self.typed:
            return False
        value: Number = float(self.typed) if "." in self.typed else int(self.typed)
        if row.values and value not in row.values:
            listed = ", ".join(map(str, row.values))
            raise Refused(f"{_named(row)} is one of {listed}, not {self.typed}.")
        if row.low is not None and value < row.low:
            raise Refused(f"{_named(row)} goes from {row.low} to {row.high}, not {self.typed}.")
        self._answer(row, whole(value))
        return True

    def back(self) -> bool:
        """One digit back, else one row; False at the first row."""
        if self.typed:
            self.typed = self.typed[:-1]
            return True
        if self.at == 0:
            return False
        self.at = min(self.at, len(self.rows)) - 1
        skipped = self.skipped
        while self.at > 0 and self.rows[self.at].key in skipped:
            self.at -= 1
        return True

    def skip(self) -> None:
        """One row on; an answer that stands there stays."""
        self.typed = ""
        self.at = min(self.at + 1, len(self.rows))

    # what it comes to

    @property
    def scored(self) -> Scored | None:
        """What the answers come to; None while nothing is keyed, and for an own count."""
        measure = self.asked.measure
        if measure is None or not self.answers:
            return None
        try:
            if self.total_only or measure.entry != "items":
                total = self.answers.get("total")
                if isinstance(total, str) or total is None:
                    return None
                return score_total(measure, total, self._asked_items())
            gate = self.answers.get("gate")
            return score(measure, self._items(), gate if isinstance(gate, int) else None)
        except AnswerFault:
            return None

    @property
    def sum_so_far(self) -> Number:
        """The answers added up, before any rule."""
        given = (value for key, value in self.answers.items() if key.startswith("item "))
        return whole(sum(value for value in given if not isinstance(value, str)))

    def _items(self) -> list[Given | None]:
        measure = self.asked.measure
        assert measure is not None
        if measure.facts.get("items_from") == "goals":
            return [self.answers.get(f"item {n}") for n in range(1, len(self.asked.goals[:5]) + 1)]
        return [self.answers.get(f"item {cue.n}") for cue in measure.items]

    def _asked_items(self) -> dict[int, Number]:
        return {
            int(key[5:]): given
            for key, given in self.answers.items()
            if key.startswith("item ") and not isinstance(given, str)
        }

    def _fields(self) -> dict[str, Number]:
        return {
            key: given
            for key, given in self.answers.items()
            if not key.startswith("item ") and key not in ("total", "gate") and not isinstance(given, str)
        }

    def score(self, day: date, acting: Acting) -> Score:
        """The score as it will be recorded.

        Raises:
            Refused: nothing was keyed, or no total where only a total is keyed.
        """
        made, objective = self._score(day, acting), self.asked.objective
        return msgspec.structs.replace(made, objective=objective.id) if objective is not None else made

    def _score(self, day: date, acting: Acting) -> Score:
        measure, total = self.asked.measure, self.answers.get("total")
        if not self.answers:
            raise Refused(f"Nothing is keyed yet. Digits answer; Esc leaves {self.asked.title} as it was.")
        if measure is None:
            assert self.asked.objective is not None
            assert not isinstance(total, str)
            return count_of(self.asked.objective.id, total if total is not None else 0, day, acting)
        if self.total_only or measure.entry != "items":
            if total is None or isinstance(total, str):
                if "total" in [row.key for row in self.rows]:
                    raise Refused("The total is missing. backspace goes back to it.")
                return score_of_fields(measure, self._fields(), day, acting)
            return score_of_total(measure, total, day, acting, asked=self._asked_items(), fields=self._fields())
        gate = self.answers.get("gate")
        return score_of_answers(
            measure,
            self._items(),
            day,
            acting,
            beside=self._fields(),
            gate=gate if isinstance(gate, int) else None,
        )

    @property
    def missing_words(self) -> str:
        """What the blank rows mean for the total, in a sentence; empty when nothing is blank."""
        measure, blank = self.asked.measure, self.blank
        if measure is None or not blank:
            return ""
        asked = [row.key for row in blank if row.key.startswith(("item", "total"))]
        if not asked and "gate" not in self.answers:
            return f"{blank[0].label[0].upper()}{blank[0].label[1:]} is not answered."
        listed = ", ".join(row.number for row in blank[:4]) + (f" and {len(blank) - 4} more" if len(blank) > 4 else "")
        noun = "Item" if len(blank) == 1 else "Items"
        if self.total_only or measure.entry != "items":
            return f"{blank[0].label[0].upper()}{blank[0].label[1:]} was not asked."
        scored = self.scored
        needed = [f"item {n}" for n in policy(measure).get("required_items", ())]
        if scored is not None and scored.prorated:
            return f"{noun} {listed} blank: the total is prorated to {scored.total} ({scored.basis})."
        if scored is not None and scored.total is not None:
            return f"{noun} {listed} blank: counted as 0, as the form says."
        if any(row.key in needed for row in blank):
            must = next(row for row in blank if row.key in needed)
            return f"Item {must.number} ({must.label}) is blank: without it no total."
        return f"{noun} {listed} blank: no total by the rule of {measure.short}; the answers are kept."


def _named(row: Row) -> str:
    if row.number.isdigit() and not row.optional:
        return f"Item {row.number}"
    return f"{row.label[0].upper()}{row.label[1:]}" if row.label else "This"
