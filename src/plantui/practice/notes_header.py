"""The header of a note: what the client's slot and the practice's habits say, and what was typed over it."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import msgspec

from plantui.clinical.visits import slot_day, slot_time
from plantui.model.chart import Chart
from plantui.model.client import ChartKind
from plantui.model.note import Note, NoteFormat
from plantui.quickentry.datewords import describe_date
from plantui.quickentry.header import NoteHeader, print_header

MINUTES = 50
"""Length of a visit where neither the client nor the practice says."""


def usual_header(chart: Chart, day: date, form: NoteFormat, minutes: int = MINUTES) -> NoteHeader:
    """The header of a visit of this client on a day: time and length from the slot, the kind from the kind of chart.

    The place is left open: it is a fact of each visit, and a wrong one is a wrong record. A day that is none of the
    slot's has no time of its own.
    """
    client = chart.client
    slot = client.slot
    start = slot_time(slot) if slot is not None and slot_day(slot, day) == day else None
    length = (slot.minutes if slot is not None else None) or client.visit_minutes or minutes
    kind = client.kind.value if client.kind is not ChartKind.INDIVIDUAL else ChartKind.INDIVIDUAL.value
    return ended(NoteHeader(date=day, start=start, minutes=length, kind=kind, format=form.value))


def over(typed: NoteHeader, usual: NoteHeader) -> NoteHeader:
    """What was typed, and for what was left out what is usual; a missed visit has no length."""
    if typed.kind in ("missed", "cancelled"):
        usual = msgspec.structs.replace(usual, minutes=None, end=None)
    names = ("date", "start", "minutes", "kind", "place", "format")
    filled = {name: getattr(typed, name) or getattr(usual, name) for name in names}
    return ended(NoteHeader(**{**filled, "end": typed.end}))


def header_reading(typed: NoteHeader, usual: NoteHeader, today: date) -> tuple[str, ...]:
    """What a typed header will be, part by part; what was not typed says that it is the default."""
    whole = over(typed, usual)

    def part(words: str, *said: object) -> str:
        return words if any(each is not None for each in said) else f"{words} (default)"

    parts = [part(describe_date(whole.date, today), typed.date)] if whole.date is not None else []
    if whole.start is not None:
        parts.append(part(f"{whole.start:%H:%M}{f' to {whole.end:%H:%M}' if whole.end else ''}", typed.start))
    if whole.minutes is not None:
        parts.append(part(f"{whole.minutes} min", typed.minutes, typed.end))
    parts += [part(whole.kind, typed.kind)] if whole.kind else []
    parts += [whole.place] if whole.place else []
    parts += [part(whole.format, typed.format)] if whole.format else []
    return tuple(parts)


def ended(header: NoteHeader) -> NoteHeader:
    """The header with the end that start and length give."""
    if header.start is None or header.minutes is None or header.end is not None:
        return header
    moment = datetime.combine(date.min, header.start) + timedelta(minutes=header.minutes)
    return msgspec.structs.replace(header, end=moment.time())


def header_of(note: Note) -> NoteHeader:
    """The header of a note that was kept."""
    start = time(int(note.start[:2]), int(note.start[3:])) if note.start else None
    return ended(
        NoteHeader(
            date=note.date,
            start=start,
            minutes=note.minutes,
            kind=note.kind.value,
            place=note.place.value if note.place is not None else None,
            format=note.format.value,
        )
    )


def header_words(header: NoteHeader, today: date) -> str:
    """The header as it is shown and typed: ``today 14:00 50m individual in-person DAP``. Reading it gives the same."""
    rest = print_header(msgspec.structs.replace(header, date=None, end=None))
    day = "today" if header.date == today else f"{header.date:%Y-%m-%d}" if header.date is not None else ""
    return f"{day} {rest}".strip()
