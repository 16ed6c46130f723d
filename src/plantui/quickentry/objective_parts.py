"""Reading an objective line part by part; the later of two parts that say the same wins."""

from __future__ import annotations

import msgspec

from plantui.quickentry import messages
from plantui.quickentry.cadence import EVERY_WITHIN, period_of, read_every
from plantui.quickentry.dates import parse_date
from plantui.quickentry.faults import LineFault, Notice
from plantui.quickentry.lexicon import Lexicon
from plantui.quickentry.lines import DUE_WORDS, STATUS_WORDS
from plantui.quickentry.metric import (
    Metric,
    check_range,
    find_metric,
    read_retarget,
)
from plantui.quickentry.objective import ObjectiveLine, plain_words, sentence_of, words_and_date
from plantui.quickentry.quotes import (
    Segment,
    clean,
    keyword_of,
    segments,
    unprotected,
)
from plantui.quickentry.tail import read_tail

HORIZONS = ("short", "mid", "long")
CLAUSES = ("date", "status", "cadence", "measure")


def parse_objective(text: str, lexicon: Lexicon) -> ObjectiveLine:
    """Read an objective line.

    Raises:
        LineFault: O1, O2, O4 to O7, and D1 to D6 for its date.
    """
    first, *rest = segments(clean(text))
    if not first.text:
        raise LineFault("O6", messages.what_should_change(), 0, first.end, unfinished=not text.strip(" ;"))
    reading = _Reading(lexicon)
    reading.first(first)
    for part in rest:
        if part.text:
            reading.clause(part)
    return reading.line(first)


class _Reading:
    """The fields gathered while going through the parts of one line, left to right."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.words = ""
        self.fields: dict[str, object] = {}
        self.notices: tuple[Notice, ...] = ()

    def first(self, part: Segment) -> None:
        metric = find_metric(part.text, self.lexicon, part.start)
        if metric is None:
            words, due, self.notices = words_and_date(part.text, self.lexicon, part.start)
            self.words = unprotected(words, lambda inner: plain_words(inner, self.lexicon))
            if due is not None:
                self.fields["due"] = due
            return
        self.words = unprotected(metric.before, lambda inner: plain_words(inner, self.lexicon))
        self.take(metric)
        if metric.measure is None and metric.label is None:
            if not self.words:
                raise LineFault("O6", messages.what_should_change(), part.start, part.end)
            self.fields["label"] = self.words

    def clause(self, part: Segment) -> None:
        low = part.text.lower()
        keyword, said = keyword_of(part)
        if low in STATUS_WORDS:
            self.fields["status"] = STATUS_WORDS[low]
        elif low.removesuffix("term").rstrip(" -") in HORIZONS:
            self.fields["horizon"] = low.removesuffix("term").rstrip(" -")
        elif keyword in ("who", "client", "clinician"):
            if not said.text:
                raise self.unknown(part, unfinished=True)
            self.fields[keyword if keyword == "who" else f"{keyword}_does"] = unprotected(said.text)
        elif keyword in DUE_WORDS:
            self.dated(said)
        elif keyword == "every":
            self.cadence(part)
        elif not self.retarget(part):
            self.measured(part)

    def dated(self, said: Segment) -> None:
        every = EVERY_WITHIN.search(said.text)
        period = period_of(every[1] or "1", every[2]) if every is not None else None
        if every is not None and period is not None and not said.text[every.end() :].strip():
            self.fields["every"] = period
            said = Segment(said.text[: every.start()].rstrip(), said.start, said.start + every.start())
        self.fields["due"] = parse_date(said.text, self.lexicon, "future", said.start)

    def cadence(self, part: Segment) -> None:
        every = read_every(part.text)
        if every is None:
            tail = read_tail(part.text, self.lexicon, part.start)
            if tail.unit or tail.every is None:
                raise self.unknown(part)
            every = tail.every
            if tail.due is not None:
                self.fields["due"] = tail.due
        self.fields["every"] = every

    def retarget(self, part: Segment) -> bool:
        found = read_retarget(part.text, self.lexicon, part.start)
        if found is None:
            return False
        if not self.counted():
            example = f"{messages.shorten(self.words, 24)} 2 -> {found.typed}"
            raise LineFault("O1", messages.from_what(example, found.typed), part.start, part.end)
        check_range(self.measure(), found.target, self.lexicon, found.start, found.end)
        if found.target is not None and self.fields.get("baseline") == found.target:
            raise LineFault("O4", messages.same_values(), found.start, found.end)
        self.fields["target"] = found.target
        unit = found.tail.unit or str(self.fields.get("unit", ""))
        if found.typed.endswith("%") and not unit.startswith("%"):
            unit = f"% {unit}".strip()
        self.keep(unit=unit or None, due=found.tail.due, every=found.tail.every)
        return True

    def measured(self, part: Segment) -> None:
        metric = find_metric(part.text, self.lexicon, part.start, measured=self.measure())
        if metric is None or (metric.before and (metric.measure or metric.label)):
            raise self.unknown(part)
        same = not (metric.before or metric.measure or metric.label) and self.counted()
        self.take(metric, same_measure=same)
        if not self.counted():
            self.fields["label"] = metric.before or self.words

    def counted(self) -> bool:
        return "measure" in self.fields or "label" in self.fields

    def measure(self) -> str | None:
        measure = self.fields.get("measure")
        return measure if isinstance(measure, str) else None

    def take(self, metric: Metric, *, same_measure: bool = False) -> None:
        """Put this metric in the place of an earlier one."""
        if not same_measure:
            for name in ("measure", "label", "unit"):
                self.fields.pop(name, None)
        for name in ("baseline", "baseline_pending", "target"):
            self.fields.pop(name, None)
        self.keep(
            measure=metric.measure,
            label=metric.label,
            baseline=metric.baseline,
            baseline_pending=metric.pending or None,
            target=metric.target,
            unit=metric.unit or None,
            due=metric.due,
            every=metric.every,
        )
        self.notices += metric.notices

    def keep(self, **typed: object) -> None:
        """Remember the fields that were typed."""
        self.fields.update({name: value for name, value in typed.items() if value is not None})

    def unknown(self, part: Segment, *, unfinished: bool = False) -> LineFault:
        message = messages.not_a_clause(part.text, CLAUSES)
        return LineFault("O5", message, part.start, part.end, unfinished=unfinished)

    def line(self, first: Segment) -> ObjectiveLine:
        line = ObjectiveLine(text=self.words, notices=self.notices, **self.fields)  # type: ignore[arg-type]
        derived = sentence_of(line, self.lexicon) if line.counted else ""
        if not self.words and not derived:
            raise LineFault("O6", messages.what_should_change(), first.start, first.end)
        given = set(self.fields)
        if self.words and self.words != derived:
            given.add("text")
        return msgspec.structs.replace(line, text=self.words or derived, given=frozenset(given))
