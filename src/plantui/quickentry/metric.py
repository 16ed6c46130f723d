"""What is counted: PHQ-9 18 -> 9, "calls/wk" 0 -> 1 by +8w."""

from __future__ import annotations

import re
from datetime import date

import msgspec

from plantui.quickentry import messages
from plantui.quickentry.cadence import Period
from plantui.quickentry.faults import LineFault, Notice
from plantui.quickentry.lexicon import Lexicon
from plantui.quickentry.numbers import Number, print_number
from plantui.quickentry.tail import Tail, read_tail
from plantui.quickentry.values import ARROW, RIGHT, TO, MetricPart, number_or_blank

_LIST_MARKS = " ,:=–-"
_CHANGE_WORDS = frozenset({"reduce", "lower", "decrease", "raise", "increase", "improve", "bring", "get"})
"""A word that says no more than the values do; it is not the words of an objective."""
UNKNOWN = "{target}"
"""What stands for a goal that is still to be filled in."""
_NAME_WINDOW = 160


class Metric(msgspec.Struct, frozen=True, kw_only=True):
    """A measure or own count with its values, as found in one part of a line.

    Attributes:
        before: the words in front of the measure, or of the values when no measure was named.
        measure: id of a known measure, or None.
        label: the quoted name of an own count, or None.
        baseline: where it starts; None when ``pending``.
        pending: True when the baseline was typed as ``?``, or is a blank still to be filled.
        target: where it should get; None when it is a blank still to be filled.
        unit: the words of the unit, ``%`` included; empty when none were typed.
        due: the date behind ``by``.
        every: the cadence behind ``every``.
        notices: O3, when the words before look like a mistyped measure.
    """

    before: str = ""
    measure: str | None = None
    label: str | None = None
    baseline: Number | None = None
    pending: bool = False
    target: Number | None
    unit: str = ""
    due: date | None = None
    every: Period | None = None
    notices: tuple[Notice, ...] = ()


def find_metric(text: str, lexicon: Lexicon, offset: int = 0, *, measured: str | None = None) -> Metric | None:
    """The metric in ``text``, or None when it has none.

    The last ``value arrow value`` counts; ``to`` is an arrow only right after a measure.

    Args:
        text: one part of a line.
        lexicon: the known measures.
        offset: where the part stands in the line.
        measured: id of the measure meant when the part names none, for the range of its values.

    Raises:
        LineFault: O1, O2, O4, O7, or D1 to D6 in what follows the values.
    """
    part = MetricPart(text, lexicon, offset)
    values = part.values()
    if values is None:
        part.refuse_half()
        return None
    head = part.hidden[: values.start].rstrip()
    if head.endswith(("->", "→")) or ARROW.match(part.hidden[values.end :].lstrip()):
        raise part.fault("O7", messages.one_arrow(), values.start, values.end)
    name = part.name_before(values.start)
    if values.right == "?":
        raise part.fault("O1", messages.to_what(part.example(name)), values.right_start, values.end)
    before, behind = name.before, text[values.end :]
    if before.endswith("(") and behind.lstrip().startswith(")"):
        before, behind = before[:-1], behind.replace(")", " ", 1)
    before = before.rstrip(_LIST_MARKS)
    if name.named and before.lower() in _CHANGE_WORDS:
        before = ""
    tail = read_tail(behind, lexicon, offset + values.end)
    unit = tail.unit or values.rate
    if "%" in values.left + values.right and not unit.startswith("%"):
        unit = f"% {unit}".strip()
    baseline, target = number_or_blank(values.left), number_or_blank(values.right)
    left = offset + values.start
    right = offset + values.right_start
    measure = measured if not (name.named or before) else name.measure
    check_range(measure, baseline, lexicon, left, left + len(values.left))
    check_range(measure, target, lexicon, right, right + len(values.right))
    if baseline is not None and baseline == target:
        raise LineFault("O4", messages.same_values(), left, right + len(values.right))
    return Metric(
        before=before,
        measure=name.measure,
        label=name.label,
        baseline=baseline,
        pending=baseline is None,
        target=target,
        unit=unit,
        due=tail.due,
        every=tail.every,
        notices=() if name.named else _near_miss(before, lexicon, offset),
    )


class Retarget(msgspec.Struct, frozen=True):
    """``-> 7`` by itself: the goal as typed, where it stands in the line, and what follows it."""

    typed: str
    start: int
    end: int
    tail: Tail

    @property
    def target(self) -> Number | None:
        """The new goal; None when it is a blank still to be filled."""
        return number_or_blank(self.typed)


def read_retarget(text: str, lexicon: Lexicon, offset: int = 0) -> Retarget | None:
    """Read ``-> 7``; None for anything that does not begin with an arrow.

    Raises:
        LineFault: O1 for an arrow without a number behind it.
    """
    arrow = ARROW.match(text) or TO.match(text)
    if arrow is None:
        return None
    right = RIGHT.match(text, arrow.end())
    if right is None or right[1] == "?":
        if arrow[0].lower() == "to":
            return None
        unfinished = not text[arrow.end() :].strip()
        raise LineFault("O1", messages.to_what("-> 7"), offset, offset + len(text), unfinished=unfinished)
    typed = right[1].strip()
    start = offset + right.start(1)
    return Retarget(typed, start, start + len(typed), read_tail(text[right.end() :], lexicon, offset + right.end()))


def print_values(baseline: Number | None, target: Number | None, unit: str) -> str:
    """``18 -> 9``, ``? -> 7``, ``0% -> 80% of days``, ``5 -> 1 /wk``, ``2 -> {target}``."""
    left = "?" if baseline is None else print_number(baseline) + ("%" if unit.startswith("%") else "")
    return f"{left} -> {print_with_unit(target, unit)}"


def print_with_unit(value: Number | None, unit: str) -> str:
    """``9``, ``80% of days``, ``1 /wk``; a blank for a goal that is not known yet."""
    said = UNKNOWN if value is None else print_number(value)
    return f"{said}% {unit[1:].strip()}".rstrip() if unit.startswith("%") else f"{said} {unit}".rstrip()


def check_range(measure: str | None, value: Number | None, lexicon: Lexicon, start: int, end: int) -> None:
    """Refuse a value the measure cannot have.

    Raises:
        LineFault: O2.
    """
    known = lexicon.measures.get(measure) if measure is not None else None
    if known is None or value is None:
        return
    low, high = known.low, known.high
    if (low is None or value >= low) and (high is None or value <= high):
        return
    bounds = (None if bound is None else print_number(bound) for bound in (low, high))
    raise LineFault("O2", messages.range_of(known.short, *bounds), start, end)


def _near_miss(words: str, lexicon: Lexicon, offset: int) -> tuple[Notice, ...]:
    """O3 when ``words``, or the last of them, look like a mistyped measure."""
    pieces = list(re.finditer(r"\S+", words[-_NAME_WINDOW:]))
    base = max(len(words) - _NAME_WINDOW, 0)
    for count in (2, 1):
        if len(pieces) < count:
            continue
        start = base + pieces[-count].start()
        name = words[start:].lstrip("(")
        like = lexicon.measure_like(name)
        if like is not None:
            message = messages.kept_as_count(words if len(words) < 40 else name, like)
            return (Notice("O3", message, offset + start, offset + len(words), like),)
    return ()
