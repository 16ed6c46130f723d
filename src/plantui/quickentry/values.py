"""Where the values of a metric stand in one part of a line, and which measure stands before them."""

from __future__ import annotations

import re

import msgspec

from plantui.quickentry import messages
from plantui.quickentry.faults import LineFault
from plantui.quickentry.lexicon import Lexicon
from plantui.quickentry.numbers import NUMBER, Number, number_of, print_number
from plantui.quickentry.quotes import MASK, Quotation, masked, quotations

ARROW = re.compile(r"->|→")
TO = re.compile(r"(?<!\w)to(?!\w)", re.IGNORECASE)
_BLANK = r"\{[A-Za-z][^{}]{0,60}\}"
_VALUE = rf"(?:\?|(?:{NUMBER}|{_BLANK})\s?%?)"
_RATE = r"(?:\s?/\s?[a-z]{1,6}|\s+per\s+[a-z]{1,6})"
_LEFT = re.compile(rf"(?:^|[\s{MASK}:=])({_VALUE})({_RATE})?$", re.IGNORECASE)
_FROM = re.compile(r"(?:^|\s)from$", re.IGNORECASE)
RIGHT = re.compile(rf"\s*({_VALUE})(?![0-9]|\.[0-9])")
_VALUE_WINDOW = 96
_NAME_WINDOW = 160
_NAME_WORDS = 10


class Values(msgspec.Struct, frozen=True):
    """Where ``value arrow value`` stands in one part of a line."""

    start: int
    left: str
    rate: str
    right: str
    right_start: int
    end: int


class MeasureName(msgspec.Struct, frozen=True):
    """What stands before a value: words, then a known measure or a quoted name."""

    before: str
    measure: str | None = None
    label: str | None = None

    @property
    def named(self) -> bool:
        """Whether there is a measure or a quoted name at all."""
        return self.measure is not None or self.label is not None


class MetricPart:
    """One part of a line with its quotations hidden."""

    def __init__(self, text: str, lexicon: Lexicon, offset: int) -> None:
        self.text = text
        self.hidden = masked(text)
        self.lexicon = lexicon
        self.offset = offset
        self.quoted: dict[int, Quotation] = {span.end: span for span in quotations(text)}

    def name_before(self, end: int) -> MeasureName:
        """The measure named right before ``end``, spaces aside."""
        end = len(self.text[:end].rstrip())
        preposition = _FROM.search(self.hidden[max(end - 5, 0) : end])
        if preposition is not None and (end <= 4 or self.hidden[end - 5].isspace()):
            end = len(self.text[: end - 4].rstrip())
        span = self.quoted.get(end)
        if span is not None and span.inner.strip():
            before = self.text[: span.start].rstrip()
            known = self.lexicon.measure_named(span.inner)
            return MeasureName(before, known) if known else MeasureName(before, None, span.inner)
        begin = max(end - _NAME_WINDOW, 0)
        starts = [begin + found.start() for found in re.finditer(r"\S+", self.hidden[begin:end])]
        for start in (starts[1:] if begin > 0 else starts)[-_NAME_WORDS:]:
            if MASK in self.hidden[start:end]:
                continue
            measure = self.lexicon.measure_named(self.text[start:end])
            if measure is not None:
                opened = len(self.text[start:end]) - len(self.text[start:end].lstrip("("))
                return MeasureName(self.text[: start + opened].rstrip(), measure)
        return MeasureName(self.text[:end])

    def value_before(self, end: int) -> tuple[int, str, str] | None:
        """The value that ends at ``end``, spaces aside: where it starts, itself, and a rate such as ``/wk``."""
        stop = len(self.hidden[:end].rstrip())
        begin = max(stop - _VALUE_WINDOW, 0)
        match = _LEFT.search(self.hidden[begin:stop])
        if match is None or (begin > 0 and match.start(1) == 0):
            return None
        return begin + match.start(1), match[1].rstrip(), (match[2] or "").strip()

    def around(self, arrow: re.Match[str]) -> Values | None:
        """The values on both sides of ``arrow``."""
        right = RIGHT.match(self.hidden, arrow.end())
        left = self.value_before(arrow.start())
        if right is None or left is None:
            return None
        return Values(left[0], left[1], left[2], right[1].rstrip(), right.start(1), right.end())

    def values(self) -> Values | None:
        """The last ``value arrow value``; ``to`` counts only right after a measure."""
        best: Values | None = None
        for arrow in reversed(list(ARROW.finditer(self.hidden))):
            best = self.around(arrow)
            if best is not None:
                break
        for arrow in reversed(list(TO.finditer(self.hidden))):
            if best is not None and arrow.start() < best.start:
                break
            values = self.around(arrow)
            if values is not None and self.name_before(values.start).named:
                return values
        return best

    def fault(self, code: str, message: str, start: int, end: int, *, unfinished: bool = False) -> LineFault:
        """A fault whose place is counted in the whole line."""
        return LineFault(code, message, self.offset + start, self.offset + end, unfinished=unfinished)

    def refuse_half(self) -> None:
        """O1 for an arrow with only one of its values."""
        for arrow in [*ARROW.finditer(self.hidden), *TO.finditer(self.hidden)]:
            word = arrow[0].lower() == "to"
            left = self.value_before(arrow.start())
            right = RIGHT.match(self.hidden, arrow.end())
            if right is not None and right[1] != "?" and left is None:
                name = self.name_before(arrow.start())
                if word and not name.named:
                    continue
                goal = right[1].strip()
                example = self.example(name, number_or_blank(goal))
                raise self.fault("O1", messages.from_what(example, goal), arrow.start(), arrow.end())
            if right is None and not word:
                rest = self.hidden[arrow.end() :].strip()
                name = self.name_before(left[0] if left else arrow.start())
                if left is not None or (name.named and not rest):
                    message = messages.to_what(self.example(name))
                    raise self.fault("O1", message, arrow.start(), arrow.end(), unfinished=not rest)

    def example(self, name: MeasureName, target: Number | None = None) -> str:
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


def number_or_blank(value: str) -> Number | None:
    """The number of a typed value; None for ``?`` and for a blank."""
    return None if value[0] in "?{" else number_of(value.rstrip("% "))
