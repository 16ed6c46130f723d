"""One objective on one line: words, measure, values, date, cadence and who does what."""

from __future__ import annotations

from datetime import date

import msgspec

from plantui.quickentry import messages
from plantui.quickentry.cadence import EVERY_WITHIN, Period, period_of, read_every
from plantui.quickentry.dates import parse_date
from plantui.quickentry.datewords import print_date
from plantui.quickentry.faults import LineFault, Notice
from plantui.quickentry.lexicon import Lexicon
from plantui.quickentry.lines import DUE_WORDS, STATUS_WORDS, PlanLine
from plantui.quickentry.metric import (
    Metric,
    check_range,
    find_metric,
    print_values,
    print_with_unit,
    read_retarget,
)
from plantui.quickentry.numbers import Number
from plantui.quickentry.quotes import (
    Segment,
    clean,
    inside,
    keyword_of,
    protected,
    quoted,
    segments,
    self_contained,
    unprotected,
)
from plantui.quickentry.tail import read_tail, trailing_date

HORIZONS = ("short", "mid", "long")
CLAUSES = ("date", "status", "cadence", "measure")


class ObjectiveLine(PlanLine, frozen=True, kw_only=True, eq=False):
    """An objective as typed.

    With neither ``measure`` nor ``label`` it is done or not done.

    Attributes:
        text: the words; where none were typed, a sentence made from the measure.
        measure: id of a known measure.
        label: name of an own count.
        baseline: value at the start; None when pending or not counted.
        baseline_pending: the next score becomes the baseline (typed ``?``).
        target: value to reach; None when not counted, or while it is a blank.
        unit: words after the values; begins with ``%`` for percentages.
        due: target date.
        every: how often it is measured; None means at each visit.
        horizon: short, mid or long.
        who: whose work it is.
        client_does: the client's part.
        clinician_does: the clinician's part.
        status: new, act, met, hld or dis; None when not typed.
    """

    text: str
    measure: str | None = None
    label: str | None = None
    baseline: Number | None = None
    baseline_pending: bool = False
    target: Number | None = None
    unit: str = ""
    due: date | None = None
    every: Period | None = None
    horizon: str | None = None
    who: str | None = None
    client_does: str | None = None
    clinician_does: str | None = None
    status: str | None = None

    @property
    def counted(self) -> bool:
        """Whether it has a measure or an own count, rather than being done or not done."""
        return bool(self.measure or self.label)


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
            words, due, self.notices = _words_and_date(part.text, self.lexicon, part.start)
            self.words = unprotected(words, lambda inner: _plain(inner, self.lexicon))
            if due is not None:
                self.fields["due"] = due
            return
        self.words = unprotected(metric.before, lambda inner: _plain(inner, self.lexicon))
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


def sentence_of(line: ObjectiveLine, lexicon: Lexicon) -> str:
    """The words of a counted objective that has none of its own: ``Reduce PHQ-9 from 18 to 9``."""
    name = lexicon.measure_short(line.measure) if line.measure else line.label or ""
    target = print_with_unit(line.target, line.unit)
    if line.baseline is None or line.target is None:
        return f"Bring {name} to {target}"
    percent = "%" if line.unit.startswith("%") else ""
    verb = "Raise" if line.target > line.baseline else "Reduce"
    return f"{verb} {name} from {print_with_unit(line.baseline, percent)} to {target}"


def print_objective(line: ObjectiveLine, lexicon: Lexicon) -> str:
    """The one-line form; reading it gives the same line."""
    parts: list[str] = []
    words = "" if line.counted and line.text == sentence_of(line, lexicon) else line.text
    if line.counted:
        values = print_values(line.baseline, line.target, line.unit)
        plain = f"{words} {values}"
        if words and line.label == words and _one_piece(plain, words, lexicon):
            parts.append(plain)
        else:
            if words:
                parts.append(protected(words, lambda inner: _plain(inner, lexicon)))
            parts.append(values if words and line.label == words else f"{_name(line, lexicon)} {values}")
    else:
        parts.append(protected(words, lambda inner: _plain(inner, lexicon)))
    return "; ".join([*parts[:-1], _with_dates(parts[-1], line), *_clauses(line)])


def line_of_statement(text: str, metric: str, lexicon: Lexicon) -> str:
    """The line for a library statement: its prose, kept whole, then its metric line if it has one.

    Blanks that are still open may stand in both; the line reads all the same.
    """
    words = protected(" ".join(text.split()), lambda inner: _plain(inner, lexicon))
    return f"{words}; {metric.strip()}" if metric.strip() else words


def _with_dates(text: str, line: ObjectiveLine) -> str:
    """Date and cadence: in the same part after values, in parts of their own after words."""
    dates = [f"by {print_date(line.due)}"] if line.due is not None else []
    if line.every is not None:
        dates.append(f"every {line.every}")
    return (" " if line.counted else "; ").join([text, *dates])


def _clauses(line: ObjectiveLine) -> list[str]:
    named = (("who", line.who), ("client", line.client_does), ("clinician", line.clinician_does))
    said = [f"{keyword} {protected(text)}" for keyword, text in named if text]
    return [*said, *(word for word in (line.horizon, line.status) if word)]


def _name(line: ObjectiveLine, lexicon: Lexicon) -> str:
    if not line.measure:
        return quoted(line.label or "")
    short = lexicon.measure_short(line.measure)
    if lexicon.measure_named(short) == line.measure and self_contained(short) and short[:1].isalnum():
        return short
    return quoted(line.measure)


def _one_piece(text: str, words: str, lexicon: Lexicon) -> bool:
    """Whether ``words values`` in one part reads as a count called ``words``."""
    try:
        metric = find_metric(text, lexicon)
    except LineFault:
        return False
    if metric is None or metric.measure or metric.label or metric.before != words:
        return False
    return _plain(words, lexicon) and inside(words) is None


def _plain(text: str, lexicon: Lexicon) -> bool:
    """Whether ``text`` as the whole first part of an objective is words and nothing else."""
    if not self_contained(text):
        return False
    try:
        if find_metric(text, lexicon) is not None:
            return False
        words, due, _ = _words_and_date(text, lexicon, 0)
    except LineFault:
        return False
    return due is None and words == text


def _words_and_date(text: str, lexicon: Lexicon, offset: int) -> tuple[str, date | None, tuple[Notice, ...]]:
    """A part without arrow: a trailing ``by <date>`` is the date if it is one; the rest is words."""
    found = trailing_date(text, lexicon, offset)
    if found is None:
        return text, None, ()
    if isinstance(found, LineFault):
        if found.code != "D1":
            raise found
        return text, None, (found.as_notice(),) if found.suggestion else ()
    return found[0].rstrip(" ,"), found[1], ()
