"""Words of a review's card: columns, sentences, what is still open."""

from __future__ import annotations

from datetime import date

from plantui.clinical.review import Weighed
from plantui.clinical.trend import show, show_mark
from plantui.library import Library
from plantui.model.base import Number
from plantui.model.plan import Objective
from plantui.model.review import DriftDecision, ReviewKind
from plantui.practice.reviewing import Card
from plantui.tui.paint.words import long_day, short_day
from plantui.tui.text import cells

GAP = "___"
"""What stands where a person must say something."""


def name_of(objective: Objective, library: Library) -> str:
    """What an objective counts: its measure, its own count, else its text."""
    if objective.measure:
        measure = library.measures.get(objective.measure)
        return measure.short if measure is not None else objective.measure
    if objective.label:
        text = objective.text
        return objective.label if not text or text == objective.label else f"{text}, {objective.label}"
    return objective.text


def number(value: Number | None, measured: bool) -> str:
    """A value in its column: ``?`` where it is not known, nothing where there is none to know."""
    return show(value) if value is not None else "?" if measured else ""


def mark_words(each: Weighed) -> str:
    """The mark as it stands: +1 accepted, +1? suggested, ___ empty; a status or a remark fills a gap too."""
    if each.mark is not None:
        return show_mark(each.mark)
    if each.suggested is not None:
        return "" if each.status is not None else f"{show_mark(each.suggested)}?"
    return GAP if each.gap else each.status.word if each.status is not None else "i"


def mark_style(each: Weighed) -> str:
    """How the mark is drawn; its sign and question mark say the same."""
    if each.mark is not None:
        return "better" if each.mark > 0 else "worse" if each.mark < 0 else ""
    return "must" if each.gap else "suggestion" if each.waits else ""


def then_now(each: Weighed) -> str:
    """Then 3, now 4: better by 1 (1 counts)."""
    found = each.trend
    if found.then is None or found.now is None or found.change is None:
        return found.reason[:1].upper() + found.reason[1:]
    by = f"{'better' if found.change > 0 else 'worse'} by {show(abs(found.change))}" if found.change else "no change"
    limit = found.threshold
    doubt = ", rough" if limit.basis == "rough" else "" if limit.checked else ", unchecked"
    said = f"Then {show(found.then)}, now {show(found.now)}: {by} ({show(limit.points)} counts{doubt})"
    return f"{said}; scores and notes disagree" if found.mixed else said


def still_open(card: Card, width: int) -> str:
    """What is left to say: g1.2, g2.1 to accept; g2.2 needs a mark, a status or a remark. Shorter where it must be."""
    accept = ", ".join(each.objective.code for each in card.to_accept)
    missing = ", ".join(each.objective.code for each in card.gaps)
    need = f"need{'s' if len(card.gaps) == 1 else ''}"
    counted = (f"{len(card.to_accept)} to accept" if accept else "", f"{len(card.gaps)} {need} you" if missing else "")
    tried = (
        (f"{accept} to accept" if accept else "", f"{missing} {need} a mark, a status or a remark" if missing else ""),
        (f"{accept} to accept" if accept else "", f"{missing} {need} you" if missing else ""),
        counted,
    )
    said = ["; ".join(filter(None, parts)) for parts in tried]
    return next((words for words in said if cells(words) <= width), said[-1]) or "nothing"


def next_words(card: Card) -> str:
    """Tue 2 Jun 2026 (12 w, as before)."""
    rhythm = f"{card.rhythm.n} {card.rhythm.unit.letter}"
    if card.next_chosen and card.next_due != card.rhythm.after(card.today):
        return f"{long_day(card.next_due)} {card.next_due.year} (in {(card.next_due - card.today).days} d)"
    return f"{long_day(card.next_due)} {card.next_due.year} ({rhythm}, as before)"


def clocks_words(card: Card) -> str:
    """The payer's clock beside the interim one; empty where the payer sets none."""
    if card.formal_next is None:
        return ""
    reset = ", set by this review" if card.kind is ReviewKind.FORMAL else ", not moved by this review"
    return f"formal {long_day(card.formal_next)} {card.formal_next.year}{reset}"


def due_words(card: Card, day: date | None, clock: str, *, weekday: bool = True) -> str:
    """Due Fri 6 Mar (4 d late); with two clocks the one that is meant is named, after an event what happened."""
    if card.kind is ReviewKind.EVENT and card.period.events:
        event = card.period.events[0]
        return f"after {event.kind.value.replace('-', ' ')} {short_day(event.date)}"
    if day is None:
        return ""
    days = (day - card.today).days
    distance = f"{-days} d late" if days < 0 else f"in {days} d" if days else "today"
    named = f"{clock} " if card.formal is not None and clock else ""
    return f"{named}due {long_day(day) if weekday else short_day(day)} ({distance})"


def drift_words(card: Card) -> tuple[str, str]:
    """The sentence about drift and what answered it; both empty when there is none."""
    decided = card.review.drift if card.review is not None else None
    answer = ""
    if decided is DriftDecision.AMEND:
        answer = "adjusted in this review"
    elif decided is DriftDecision.REFOCUS and card.review is not None:
        answer = f"refocus next visit: {card.review.refocus or 'come back to the plan'}"
    said = f"{card.period.drifted} of the last 5 notes left the plan." if card.period.drifted else ""
    return said, answer
