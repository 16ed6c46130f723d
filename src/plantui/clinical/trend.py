"""Trend of an objective since the last review, and the progress mark it suggests.

*Then* is the latest score on or before the last signed review, else the baseline. *Now* is the latest score after it.
What counts as a change is data: the measure's reliable change, else its minimal important difference, else a rough
rule. Every published value stands with its source in the measure file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Literal, NamedTuple

from plantui.clinical.marks import MarkSource, marks
from plantui.clinical.schedule import last_review
from plantui.model.base import Number, whole
from plantui.model.chart import Chart
from plantui.model.measure import Measure
from plantui.model.plan import Objective
from plantui.model.score import Score
from plantui.model.tree import objectives

Basis = Literal["reliable", "mcid", "rough"]
Word = Literal["better", "same", "worse", "marks", "no data", "mixed"]


class Threshold(NamedTuple):
    """The smallest change that counts, in points of the measure, and where it comes from.

    ``checked`` is false for a value that the measure file marks unverified: it is used, and said to be unchecked.
    """

    points: Number
    basis: Basis
    source: str = ""
    checked: bool = True


class Trend(NamedTuple):
    """How far an objective has come since the last review.

    ``change`` is positive towards the goal. ``suggested`` is the mark to offer, None where evidence is missing or at
    odds. ``reaches`` says that the last two scores reach the goal, so that the status may be asked about. ``marks``
    are those given since the last review, newest first. ``since`` is the day of that review, None before the first.
    """

    then: Number | None
    now: Number | None
    change: Number | None
    word: Word
    suggested: int | None
    threshold: Threshold
    reason: str
    reaches: bool = False
    then_day: date | None = None
    now_day: date | None = None
    marks: tuple[int, ...] = ()
    since: date | None = None

    @property
    def told(self) -> str:
        """The trend word as lists show it beside the latest score.

        Where nothing was scored since the last review, "no data" would deny the score that the review saw: beside that
        one it says "at review", and beside the only score there is "first score".
        """
        if self.word != "no data" or self.then_day is None:
            return self.word
        return "at review" if self.since is not None else "first score"

    @property
    def mixed(self) -> bool:
        """Whether scores and notes disagree."""
        return self.word == "mixed"


def threshold(objective: Objective, measure: Measure | None) -> Threshold:
    """The smallest change that counts for this objective.

    Reliable change, else minimal important difference, else the larger of 1 unit and 10 % of the way from baseline to
    target, which is called rough.
    """
    if measure is not None and measure.reliable:
        checked = measure.reliable_confidence != "unverified"
        return Threshold(measure.reliable, "reliable", measure.reliable_source, checked)
    if measure is not None and measure.mcid:
        return Threshold(measure.mcid, "mcid", measure.mcid_source, measure.mcid_confidence != "unverified")
    if objective.baseline is None or objective.target is None:
        return Threshold(1, "rough")
    return Threshold(whole(max(1, round(abs(objective.target - objective.baseline) * 0.1, 6))), "rough")


def scores_for(chart: Chart, objective: Objective) -> tuple[Score, ...]:
    """Scores with a total that feed the objective, oldest first: of its measure, or of its own count."""
    found = [score for score in chart.measures if score.total is not None and feeds(score, objective)]
    return tuple(sorted(found, key=lambda score: (score.date, score.at, score.id)))


def feeds(score: Score, objective: Objective) -> bool:
    """Whether a score is of the measure of this objective, or of its own count.

    A rating that was given for one objective is no other's, also where two are measured alike.
    """
    if not objective.measure:
        return not score.measure and score.objective == objective.id
    return score.measure == objective.measure and score.objective in ("", objective.id)


def written_on(chart: Chart, objective: Objective) -> date | None:
    """The day of the first version that holds the objective; None when no version does."""
    days = [plan.made.date() for plan in chart.plans if any(known.id == objective.id for known in objectives(plan))]
    return min(days, default=None)


def baseline(chart: Chart, objective: Objective) -> Number | None:
    """The baseline as written, else the first score since the objective was written, else None."""
    if objective.baseline is not None:
        return objective.baseline
    first = _first_score(chart, objective)
    return first.total if first is not None else None


def _first_score(chart: Chart, objective: Objective) -> Score | None:
    start = written_on(chart, objective)
    return next((score for score in scores_for(chart, objective) if start is None or score.date >= start), None)


def direction(objective: Objective, measure: Measure | None, start: Number | None = None) -> int:
    """+1 when higher is better for this objective, -1 when lower is.

    From baseline to target; when that does not tell, the measure's own direction; an own count goes up.
    """
    begin = objective.baseline if objective.baseline is not None else start
    if objective.target is not None and begin is not None and objective.target != begin:
        return 1 if objective.target > begin else -1
    if measure is not None and measure.direction == "higher_worse":
        return -1
    return 1


def trend(chart: Chart, objective: Objective, measures: Mapping[str, Measure], today: date | None = None) -> Trend:
    """The trend of an objective by the rules of this module; scores and marks after ``today`` do not count."""
    measure = measures.get(objective.measure) if objective.measure else None
    limit = threshold(objective, measure)
    review = last_review(chart)
    since = review.date if review is not None else None
    scores = [score for score in scores_for(chart, objective) if today is None or score.date <= today]
    given = _marks_since(chart, objective.id, since, today)
    then, then_day, now = _ends(chart, objective, scores, since)
    towards = direction(objective, measure, then)
    reaches = _reaches(scores, objective.target, towards)
    middle = _middle(given)
    if then is None or now is None or now.total is None:
        now_total = now.total if now is not None else None
        now_day = now.date if now is not None else None
        suggested = int(middle) if len(given) >= 2 else None
        word: Word = "better" if reaches else "no data" if suggested is None else "marks"
        reason = _marks_reason(given, suggested)
        return Trend(then, now_total, None, word, suggested, limit, reason, reaches, then_day, now_day, given, since)
    change = whole(round((now.total - then) * towards, 6))
    step = _step(change, limit.points)
    if step * middle < 0:
        word, suggested, reason = "mixed", None, "scores and notes disagree"
    else:
        word = "better" if step > 0 or reaches else "worse" if step < 0 else "same"
        suggested, reason = step, _score_reason(then, now.total, change, limit)
    return Trend(then, now.total, change, word, suggested, limit, reason, reaches, then_day, now.date, given, since)


def _ends(
    chart: Chart, objective: Objective, scores: list[Score], since: date | None
) -> tuple[Number | None, date | None, Score | None]:
    """Then, its day where a score gave it, and now."""
    if since is not None:
        before = [score for score in scores if score.date <= since]
        after = [score for score in scores if score.date > since]
    else:
        start = written_on(chart, objective)
        before, after = [], [score for score in scores if start is None or score.date >= start]
    now = after[-1] if after else None
    if before:
        return before[-1].total, before[-1].date, now
    if objective.baseline is not None:
        return objective.baseline, None, now
    first = after[0] if after else None
    if first is None:
        return None, None, None
    return first.total, first.date, now if now is not first else None


def _marks_since(chart: Chart, node_id: str, since: date | None, today: date | None) -> tuple[int, ...]:
    return tuple(
        mark.mark
        for mark in marks(chart, node_id)
        if mark.mark is not None
        and mark.source is not MarkSource.REVIEW
        and (since is None or mark.day > since)
        and (today is None or mark.day <= today)
    )


def _reaches(scores: list[Score], target: Number | None, towards: int) -> bool:
    last = [score.total for score in scores[-2:] if score.total is not None]
    return target is not None and len(last) == 2 and all((total - target) * towards >= 0 for total in last)


def _step(change: Number, points: Number) -> int:
    size = 2 if abs(change) >= 2 * points else 1 if abs(change) >= points else 0
    return size if change >= 0 else -size


def _score_reason(then: Number, now: Number, change: Number, limit: Threshold) -> str:
    moved = f"{'better' if change > 0 else 'worse'} by {show(abs(change))}" if change else "no change"
    doubt = ", rough" if limit.basis == "rough" else "" if limit.checked else ", unchecked"
    return f"{show(then)} -> {show(now)}: {moved} (a change of {show(limit.points)} counts{doubt})"


def _marks_reason(given: tuple[int, ...], suggested: int | None) -> str:
    if suggested is None:
        return "no score and fewer than two marks since the last review"
    listed = " ".join(show_mark(mark) for mark in given)
    return f"no score since the last review; marks in notes: {listed}"


def show(value: Number) -> str:
    """A number without a needless fraction: 11, 5.5."""
    return f"{whole(value)}" if isinstance(value, int) else f"{whole(round(value, 2))}"


def show_mark(mark: int) -> str:
    """A mark with its sign: +1, 0, -2."""
    return f"{mark:+d}" if mark else "0"


def has_evidence(found: Trend) -> bool:
    """Whether there is something to suggest a mark from."""
    return found.suggested is not None


def _middle(values: Sequence[int]) -> float:
    """The median, 0 of nothing. The library's own costs the start more than all of this module."""
    ordered, half = sorted(values), len(values) // 2
    if not ordered:
        return 0
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2
