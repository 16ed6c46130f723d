"""One objective on one line: words, measure, values, date, cadence and who does what."""

from __future__ import annotations

from datetime import date

from plantui.quickentry.cadence import Period
from plantui.quickentry.datewords import print_date
from plantui.quickentry.faults import LineFault, Notice
from plantui.quickentry.lexicon import Lexicon
from plantui.quickentry.lines import PlanLine
from plantui.quickentry.metric import (
    find_metric,
    print_values,
    print_with_unit,
)
from plantui.quickentry.numbers import Number
from plantui.quickentry.quotes import (
    inside,
    protected,
    quoted,
    self_contained,
)
from plantui.quickentry.tail import trailing_date


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
                parts.append(protected(words, lambda inner: plain_words(inner, lexicon)))
            parts.append(values if words and line.label == words else f"{_name(line, lexicon)} {values}")
    else:
        parts.append(protected(words, lambda inner: plain_words(inner, lexicon)))
    return "; ".join([*parts[:-1], _with_dates(parts[-1], line), *_clauses(line)])


def line_of_statement(text: str, metric: str, lexicon: Lexicon) -> str:
    """The line for a library statement: its prose, kept whole, then its metric line if it has one.

    Blanks that are still open may stand in both; the line reads all the same.
    """
    words = protected(" ".join(text.split()), lambda inner: plain_words(inner, lexicon))
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
    return plain_words(words, lexicon) and inside(words) is None


def plain_words(text: str, lexicon: Lexicon) -> bool:
    """Whether ``text`` as the whole first part of an objective is words and nothing else."""
    if not self_contained(text):
        return False
    try:
        if find_metric(text, lexicon) is not None:
            return False
        words, due, _ = words_and_date(text, lexicon, 0)
    except LineFault:
        return False
    return due is None and words == text


def words_and_date(text: str, lexicon: Lexicon, offset: int) -> tuple[str, date | None, tuple[Notice, ...]]:
    """A part without arrow: a trailing ``by <date>`` is the date if it is one; the rest is words."""
    found = trailing_date(text, lexicon, offset)
    if found is None:
        return text, None, ()
    if isinstance(found, LineFault):
        if found.code != "D1":
            raise found
        return text, None, (found.as_notice(),) if found.suggestion else ()
    return found[0].rstrip(" ,"), found[1], ()
