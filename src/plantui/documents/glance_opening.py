"""OPEN WITH: what the clinician wrote to themselves, what is dangerous, and what is due."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from plantui.clinical.drift import LIMIT, drift, off_plan_topics
from plantui.clinical.measuring import measures_due
from plantui.clinical.reference import Reference, profile_of
from plantui.clinical.schedule import earlier, formal_due, interim_due, signed_reviews
from plantui.clinical.standing import draft, signed_by
from plantui.clinical.visits import kept
from plantui.documents.facts import measure_name
from plantui.documents.one_line import one_line, sentence
from plantui.glimpse.page import token
from plantui.model.chart import Chart
from plantui.model.event import EventKind
from plantui.model.note import Note
from plantui.model.period import Period
from plantui.model.review import DriftDecision
from plantui.model.score import Score
from plantui.model.signature import SignerKind

Row = tuple[str, str, str, str, str]
"""Label, words, remark, and the first and last day (ISO, or empty) on which the row is shown."""

TRAUMA_SHOWN = 2


def opening(chart: Chart, library: Reference, cadence: Period) -> Iterator[Row]:
    """The rows in order; what must never be forgotten comes first."""
    yield from _care(chart)
    yield from _written(chart)
    yield _always("Risk", _risk(chart, library))
    yield _always("Due", _due(chart, library, cadence))
    yield from _unsigned(chart)
    if drift(chart) >= LIMIT:
        topics = "; ".join(one_line(topic) for topic, _ in off_plan_topics(chart)[:3])
        yield _always("Drift", f"{drift(chart)} of the last 5 notes left the plan{f': {topics}' if topics else ''}")
    yield from _sessions(chart)


def _always(label: str, words: str, side: str = "") -> Row:
    return label, words, side, "", ""


def _care(chart: Chart) -> Iterator[Row]:
    """What to avoid and the latest of the trauma overview."""
    avoid = dict.fromkeys(sentence(text) for part in chart.assessments for text in part.avoid)
    if avoid:
        yield _always("Avoid", "; ".join(avoid))
    entries = {entry.id: entry for part in chart.assessments for entry in part.trauma}
    latest = sorted(entries.values(), key=lambda entry: (entry.date, entry.id), reverse=True)
    if latest:
        shown = "; ".join(
            f"{sentence(entry.text)} ({token('f', entry.date.isoformat())})" for entry in latest[:TRAUMA_SHOWN]
        )
        more = len(latest) - TRAUMA_SHOWN
        yield _always("Trauma", shown, f"and {more} more" if more > 0 else "")


def _written(chart: Chart) -> Iterator[Row]:
    """Lines of the clinician's own notes, newest that has one, and the refocus line of the last review."""
    notes = kept(chart)[::-1]
    for label, name in (("Next", "next"), ("Homework", "homework")):
        note = next((note for note in notes if getattr(note, name)), None)
        if note is None:
            yield _always(label, "(none)")
        else:
            words = "; ".join(sentence(text) for text in getattr(note, name))
            yield _always(
                label, words, f"you wrote this on {_day(note.date)}" if label == "Next" else _later(note, notes)
            )
    reviews = signed_reviews(chart)
    if reviews and reviews[-1].drift is DriftDecision.REFOCUS:
        words = sentence(reviews[-1].refocus) or "come back to the plan"
        yield _always("Refocus", words, f"decided in the review of {_day(reviews[-1].date)}")


def _later(note: Note, notes: tuple[Note, ...]) -> str:
    """The day of a line that does not come from the last visit."""
    return "" if note is notes[0] else f"from {_day(note.date)}"


def _day(day: date) -> str:
    return token("s", day.isoformat())


def _risk(chart: Chart, library: Reference) -> str:
    """Open risk first, then what was last written and answered about it. Never a judgement of ours."""
    parts = [
        f"OPEN: {sentence(event.text) or event.kind.value.replace('-', ' ')} ({_day(event.date)})"
        for event in sorted(chart.events, key=lambda event: (event.date, event.at), reverse=True)
        if not event.answered and event.kind in (EventKind.RISK_ITEM, EventKind.CRISIS)
    ]
    nothing_open = not parts
    note = next((note for note in kept(chart)[::-1] if note.risk), None)
    if note is not None:
        parts.append(f"{'; '.join(sentence(text) for text in note.risk)} ({_day(note.date)})")
    # What the clinician already wrote about an answer need not be said twice.
    parts += [words for item, day, words in _answers(chart, library) if not _told(note, item, day)]
    if nothing_open:
        parts.append("No open risk line")
    return f"{'. '.join(parts)}."


def _told(note: Note | None, item: str, day: date) -> bool:
    return note is not None and note.date >= day and any(item in text for text in note.risk)


def _answers(chart: Chart, library: Reference) -> Iterable[tuple[str, date, str]]:
    """The last answers to items with an alert rule: the item, the day, and the words."""
    latest: dict[str, Score] = {}
    for score in sorted(chart.measures, key=lambda score: (score.date, score.at, score.id)):
        if score.measure:
            latest[score.measure] = score
    for measure_id, score in sorted(latest.items()):
        measure = library.measures.get(measure_id)
        items = sorted({rule.item for rule in measure.risk_rules if rule.item}) if measure is not None else []
        for item in items if score.answers else []:
            given = score.answers[item - 1] if item <= len(score.answers) else None
            said = "was not answered" if given is None else f"was {given}"
            name = one_line(measure_name(measure_id, library.measures))
            yield f"item {item}", score.date, f"{name} item {item} {said} on {_day(score.date)}"
        if not score.answers and score.risk_items:
            named = ", ".join(map(str, score.risk_items))
            name = one_line(measure_name(measure_id, library.measures))
            yield f"item {named}", score.date, f"{name} item {named} called for a safety check on {_day(score.date)}"


def _due(chart: Chart, library: Reference, cadence: Period) -> str:
    profile = profile_of(chart, library)
    first = earlier(interim_due(chart, cadence, profile), formal_due(chart, profile))
    parts = []
    if first is not None:
        formal = "formal " if first[1] == "formal" else ""
        parts.append(f"{formal}plan review {token('d', first[0].isoformat())}")
    parts += [
        f"{one_line(due.short)} {token('d', due.day.isoformat())}" for due in measures_due(chart, library.measures)
    ]
    return "; ".join(parts) or "nothing"


def _unsigned(chart: Chart) -> Iterator[Row]:
    open_notes = [note for note in chart.notes if signed_by(note.signatures, SignerKind.CLINICIAN) is None]
    parts = [f"note {_day(note.date)}" for note in sorted(open_notes, key=lambda note: (note.date, note.id))]
    begun = draft(chart)
    if begun is not None:
        parts.append(f"plan v{begun.number}")
    if parts:
        yield _always("Unsigned", "; ".join(parts))


def _sessions(chart: Chart) -> Iterator[Row]:
    """Sessions left of each authorization while it runs, and after the last one that it has ended."""
    days = [note.date for note in kept(chart)]
    known = sorted(chart.authorizations, key=lambda part: (part.start, part.id))
    for part in known:
        used = sum(1 for day in days if part.start <= day and (part.until is None or day <= part.until))
        until = part.until.isoformat() if part.until else ""
        span = f", {token('e', until)}" if until else ""
        words = f"{max(0, part.units - used)} of {part.units} authorized left{span}"
        yield "Sessions", words, f"no. {one_line(part.number)}" if part.number else "", part.start.isoformat(), until
    if known and all(part.until is not None for part in known):
        last = max(part.until for part in known if part.until is not None)
        begins = (last + timedelta(days=1)).isoformat() if last < date.max else ""
        if begins:
            yield "Sessions", f"the authorization {token('e', last.isoformat())}", "", begins, ""
