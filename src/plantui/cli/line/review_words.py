"""A review in sentences: what happened since the last one, each objective, the rhythm of the next."""

from __future__ import annotations

from collections.abc import Mapping

from plantui.cli.line.speech import counted, day_said, mark_said, spoken
from plantui.clinical.review import Weighed
from plantui.clinical.trend import show
from plantui.model.measure import Measure
from plantui.model.period import Period
from plantui.model.plan import Objective
from plantui.model.status import STATUS_MEANINGS
from plantui.practice.reviewing import Card


def opening(found: Card) -> list[str]:
    """Since 12 December: 9 visits, 7 of 9 notes on the plan. 4 objectives."""
    over, today = found.period, found.today
    start = f"Since {day_said(over.start, today)}: " if over.start is not None else ""
    missed = f", {over.missed} missed" if over.missed else ""
    notes = f"{over.touching} of {counted(over.notes, 'note')} on the plan" if over.notes else "no notes"
    said = [f"{start}{counted(over.kept, 'visit')}{missed}, {notes}. {counted(len(found.lines), 'objective')}."]
    if over.drifted:
        said.append(f"{over.drifted} of the last 5 notes left the plan. refocus or edit answers that.")
    if over.topics:
        topics = [f"{topic}, {counted(times, 'note')}" for topic, times in over.topics]
        said.append(f"Off the plan: {'; '.join(topics)}.")
    for event in over.events:
        said.append(f"{event.kind.value.replace('-', ' ').capitalize()} on {day_said(event.date, today)}.")
    said += [f"{spoken(each)}." for each in found.plan_changes]
    said += [f"Changed in the draft: {spoken(each)}." for each in found.draft_changes]
    return said


def objective_said(found: Card, at: int, measures: Mapping[str, Measure]) -> str:
    """1 of 4. g1.1, active. GAD-7 from 15 to 7. Then 15, now 11, better. Suggested plus 1."""
    each = found.lines[at]
    objective, course = each.objective, each.trend
    parts = [f"{at + 1} of {len(found.lines)}. {objective.code}, {STATUS_MEANINGS[objective.status]}."]
    parts.append(f"{_aim(each, measures)}.")
    if course.now is not None and course.then is not None:
        parts.append(f"Then {show(course.then)}, now {show(course.now)}, {course.word}.")
    elif course.now is not None:
        parts.append(f"Now {show(course.now)}.")
    else:
        parts.append("No scores, no notes." if not course.marks and not each.touched_in else "No scores.")
    if course.now is None and (course.marks or each.touched_in):
        given = f", marks {', '.join(map(mark_said, course.marks))}" if course.marks else ""
        parts.append(f"{each.touched_in} of {counted(each.notes, 'note')}{given}.")
    if each.mark is not None:
        parts.append(f"Marked {mark_said(each.mark)}.")
    elif course.suggested is not None:
        parts.append(f"Suggested {mark_said(course.suggested)}.")
    else:
        parts.append("Scores and notes disagree. No suggestion." if course.mixed else "No suggestion.")
    if each.asks_met:
        parts.append("The last two scores reach the goal: met?")
    if each.remark:
        parts.append(f"Remark: {each.remark}")
    return " ".join(parts)


def _aim(each: Weighed, measures: Mapping[str, Measure]) -> str:
    """GAD-7 from 15 to 7, or the words of an objective that is not counted."""
    objective = each.objective
    if objective.target is None:
        return objective.text.rstrip(".")
    measure = measures.get(objective.measure) if objective.measure else None
    name = measure.short if measure is not None else _per(objective)
    start = f" from {show(each.base)}" if each.base is not None else ""
    return f"{name}{start} to {show(objective.target)}"


def _per(objective: Objective) -> str:
    """Pleasant activities per week: the label of an own count with its unit, as it is said."""
    name = (objective.label or objective.text).rstrip(".")
    unit = objective.unit.strip()
    said = name if not unit or unit.casefold() in name.casefold() else f"{name} {unit}"
    for short, word in (("/wk", " per week"), ("/d", " per day"), ("/mo", " per month")):
        said = said.replace(short, word) if said.endswith(short) or f"{short} " in said else said
    return " ".join(said.split())


def rhythm_said(rhythm: Period) -> str:
    """12 weeks, 1 month."""
    return rhythm.words.removeprefix("every ") if rhythm.n > 1 else f"1 {rhythm.words.removeprefix('every ')}"
