"""What is counted: PHQ-9 18 -> 9, "calls/wk" 0 -> 1 by +8w."""

from __future__ import annotations

import re
from datetime import date

import msgspec

from plantui.quickentry import messages
from plantui.quickentry.cadence import Period
from plantui.quickentry.faults import LineFault, Notice
from plantui.quickentry.lexicon import Lexicon
from plantui.quickentry.numbers import NUMBER, Number, number_of, print_number
from plantui.quickentry.quotes import MASK, Quotation, masked, quotations
from plantui.quickentry.tail import Tail, read_tail

_ARROW = re.compile(r"->|→")
_TO = re.compile(r"(?<!\w)to(?!\w)", re.IGNORECASE)
_BLANK = r"\{[A-Za-z][^{}]{0,60}\}"
_VALUE = rf"(?:\?|(?:{NUMBER}|{_BLANK})\s?%?)"
_RATE = r"(?:\s?/\s?[a-z]{1,6}|\s+per\s+[a-z]{1,6})"
_LEFT = re.compile(rf"(?:^|[\s{MASK}:=])({_VALUE})({_RATE})?$", re.IGNORECASE)
_FROM = re.compile(r"(?:^|\s)from$", re.IGNORECASE)
_RIGHT = re.compile(rf"\s*({_VALUE})(?![0-9]|\.[0-9])")
UNKNOWN = "{target}"
"""What stands for a goal that is still to be filled in."""
_VALUE_WINDOW = 96
_NAME_WINDOW = 160
_NAME_WORDS = 10
_LIST_MARKS = " ,:=–-"
_CHANGE_WORDS = frozenset({"reduce", "lower", "decrease", "raise", "increase", "improve", "bring", "get"})
"""A word that says no more than the values do; it is not the words of an objective."""


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


class _Values(msgspec.Struct, frozen=True):
    """Where ``value arrow value`` stands in one part of a line."""

    start: int
    left: str
    rate: str
    right: str
    right_start: int
    end: int


class _Name(msgspec.Struct, frozen=True):
    """What stands before a value: words, then a known measure or a quoted name."""

    before: str
    measure: str | None = None
    label: str | None = None

    @property
    def named(self) -> bool:
        return self.measure is not None or self.label is not None


class _Part:
    """One part of a line with its quotations hidden."""

    def __init__(self, text: str, lexicon: Lexicon, offset: int) -> None:
        self.text = text
        self.hidden = masked(text)
        self.lexicon = lexicon
        self.offset = offset
        self.quoted: dict[int, Quotation] = {span.end: span for span in quotations(text)}

    def name_before(self, end: int) -> _Name:
        """The measure named right before ``end``, spaces aside."""
        end = len(self.text[:end].rstrip())
        preposition = _FROM.search(self.hidden[max(end - 5, 0) : end])
        if preposition is not None and (end <= 4 or self.hidden[end - 5].isspace()):
            end = len(self.text[: end - 4].rstrip())
        span = self.quoted.get(end)
        if span is not None and span.inner.strip():
            before = self.text[: span.start].rstrip()
            known = self.lexicon.measure_named(span.inner)
            return _Name(before, known) if known else _Name(before, None, span.inner)
        begin = max(end - _NAME_WINDOW, 0)
        starts = [begin + found.start() for found in re.finditer(r"\S+", self.hidden[begin:end])]
        for start in (starts[1:] if begin > 0 else starts)[-_NAME_WORDS:]:
            if MASK in self.hidden[start:end]:
                continue
            measure = self.lexicon.measure_named(self.text[start:end])
            if measure is not None:
                opened = len(self.text[start:end]) - len(self.text[start:end].lstrip("("))
                return _Name(self.text[: start + opened].rstrip(), measure)
        return _Name(self.text[:end])

    def value_before(self, end: int) -> tuple[int, str, str] | None:
        """The value that ends at ``end``, spaces aside: where it starts, itself, and a rate such as ``/wk``."""
        stop = len(self.hidden[:end].rstrip())
        begin = max(stop - _VALUE_WINDOW, 0)
        match = _LEFT.search(self.hidden[begin:stop])
        if match is None or (begin > 0 and match.start(1) == 0):
            return None
        return begin + match.start(1), match[1].rstrip(), (match[2] or "").strip()

    def around(self, arrow: re.Match[str]) -> _Values | None:
        """The values on both sides of ``arrow``."""
        right = _RIGHT.match(self.hidden, arrow.end())
        left = self.value_before(arrow.start())
        if right is None or left is None:
            return None
        return _Values(left[0], left[1], left[2], right[1].rstrip(), right.start(1), right.end())

    def values(self) -> _Values | None:
        """The last ``value arrow value``; ``to`` counts only right after a measure."""
        best: _Values | None = None
        for arrow in reversed(list(_ARROW.finditer(self.hidden))):
            best = self.around(arrow)
            if best is not None:
                break
        for arrow in reversed(list(_TO.finditer(self.hidden))):
            if best is not None and arrow.start() < best.start:
                break
            values = self.around(arrow)
            if values is not None and self.name_before(values.start).named:
                return values
        return best

    def fault(self, code: str, message: str, start: int, end: int, *, unfinished: bool = False) -> LineFault:
        return LineFault(code, message, self.offset + start, self.offset + end, unfinished=unfinished)

    def refuse_half(self) -> None:
        """O1 for an arrow with only one of its values."""
        for arrow in [*_ARROW.finditer(self.hidden), *_TO.finditer(self.hidden)]:
            word = arrow[0].lower() == "to"
            left = self.value_before(arrow.start())
            right = _RIGHT.match(self.hidden, arrow.end())
            if right is not None and right[1] != "?" and left is None:
                name = self.name_before(arrow.start())
                if word and not name.named:
                    continue
                goal = right[1].strip()
                example = self.example(name, _number(goal))
                raise self.fault("O1", messages.from_what(example, goal), arrow.start(), arrow.end())
            if right is None and not word:
                rest = self.hidden[arrow.end() :].strip()
                name = self.name_before(left[0] if left else arrow.start())
                if left is not None or (name.named and not rest):
                    message = messages.to_what(self.example(name))
                    raise self.fault("O1", message, arrow.start(), arrow.end(), unfinished=not rest)

    def example(self, name: _Name, target: Number | None = None) -> str:
        """A complete metric for a message, in the words already typed."""
        known = self.lexicon.measures.get(name.measure) if name.measure else None
        goal: Number = 9 if target is None else target
        if known is not None and known.low is not None and known.high is not None:
            third = (known.high - known.low) / 3
            upward = known.direction == "higher_better"
            start = round(known.low + third * (1 if upward else 2))
            if target is None:
                goal = round(known.low + third * (2 if upward else 1))
            if start == goal:
                start += 1 if start < known.high else -1
        else:
            start = round(goal) * 2 if goal > 0 else round(goal) + 5
        said = known.short if known else f'"{name.label}"' if name.label else messages.shorten(name.before, 24)
        return f"{said} {print_number(start)} -> {print_number(goal)}".strip()


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
    part = _Part(text, lexicon, offset)
    values = part.values()
    if values is None:
        part.refuse_half()
        return None
    head = part.hidden[: values.start].rstrip()
    if head.endswith(("->", "→")) or _ARROW.match(part.hidden[values.end :].lstrip()):
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
    baseline, target = _number(values.left), _number(values.right)
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
        return _number(self.typed)


def read_retarget(text: str, lexicon: Lexicon, offset: int = 0) -> Retarget | None:
    """Read ``-> 7``; None for anything that does not begin with an arrow.

    Raises:
        LineFault: O1 for an arrow without a number behind it.
    """
    arrow = _ARROW.match(text) or _TO.match(text)
    if arrow is None:
        return None
    right = _RIGHT.match(text, arrow.end())
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


def _number(value: str) -> Number | None:
    """The number of a typed value; None for ``?`` and for a blank."""
    return None if value[0] in "?{" else number_of(value.rstrip("% "))
