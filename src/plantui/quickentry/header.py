"""The header of a note, its parts in any order: today 14:00 50m individual video DAP."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

import msgspec

from plantui.quickentry import messages
from plantui.quickentry.cadence import print_time, read_length, read_time
from plantui.quickentry.dates import parse_date
from plantui.quickentry.datewords import print_date
from plantui.quickentry.faults import LineFault
from plantui.quickentry.lexicon import Lexicon
from plantui.quickentry.quotes import clean

KINDS = {
    "indiv": "individual",
    "individual": "individual",
    "couple": "couple",
    "family": "family",
    "group": "group",
    "intake": "intake",
    "crisis": "crisis",
    "phone": "phone",
    "missed": "missed",
    "cancelled": "cancelled",
    "canceled": "cancelled",
}
PLACES = {
    "in-person": "in-person",
    "inperson": "in-person",
    "video": "video",
    "phone": "phone",
    "outdoors": "outdoors",
}
FORMATS = {"dap": "DAP", "soap": "SOAP", "birp": "BIRP", "free": "free"}
_SPAN = re.compile(r"([^\s-]+)\s*-\s*([^\s-]+)")
_CLOCK = re.compile(r"[0-9]{1,2}:[0-9]*(?:am|pm)?|[0-9]{1,2}(?:am|pm)", re.IGNORECASE)
_CLOCKS = re.compile(r"([0-9]{1,2}:[0-9]{2}) *- *([0-9]{1,2}:[0-9]{2})")
_DATE_WORDS = 4


class NoteHeader(msgspec.Struct, frozen=True, kw_only=True):
    """The header of a note. What was not typed is None and comes from the client's slot.

    Attributes:
        date: day of the visit.
        start: when it began.
        end: when it ended; known from a span, or from start and length.
        minutes: its length, 1 or more; known from a span too.
        kind: individual, couple, family, group, intake, crisis, phone, missed or cancelled.
        place: in-person, video, phone or outdoors.
        format: DAP, SOAP, BIRP or free.
    """

    date: date | None = None
    start: time | None = None
    end: time | None = None
    minutes: int | None = None
    kind: str | None = None
    place: str | None = None
    format: str | None = None


def parse_header(text: str, lexicon: Lexicon) -> NoteHeader:
    """Read the header of a note.

    ``phone`` is the kind of visit, and the place where a kind is typed as well.

    Raises:
        LineFault: N5 for a time that is none, N6 for anything unknown, D1 to D5 for the date.
    """
    line = _CLOCKS.sub(_joined, clean(text))
    words = [(found.start(), found[0]) for found in re.finditer(r"\S+", line)]
    fields: dict[str, object] = {}
    phones = 0
    at = 0
    while at < len(words):
        start, word = words[at]
        taken = _dated(words, at, line, lexicon)
        low = word.lower()
        if taken is not None:
            fields["date"], count = taken
            at += count
            continue
        at += 1
        if low == "phone":
            phones += 1
        elif low in KINDS:
            fields["kind"] = KINDS[low]
        elif low in PLACES:
            fields["place"] = PLACES[low]
        elif low in FORMATS:
            fields["format"] = FORMATS[low]
        elif (minutes := read_length(low)) is not None:
            fields["minutes"] = minutes
        elif at < len(words) and (minutes := read_length(f"{low} {words[at][1]}")) is not None:
            fields["minutes"] = minutes
            at += 1
        else:
            fields.update(_clocks(word, start, lexicon))
    if phones:
        fields["place" if "kind" in fields else "kind"] = "phone"
        if phones > 1:
            fields["place"] = "phone"
    return _completed(fields)


def print_header(header: NoteHeader) -> str:
    """The header on one line; reading it gives the same header."""
    words: list[str] = []
    if header.date is not None:
        words.append(print_date(header.date))
    if header.start is not None and header.end is not None:
        words.append(f"{print_time(header.start)}-{print_time(header.end)}")
    elif header.start is not None:
        words.append(print_time(header.start))
    if header.minutes is not None and not (header.start and header.end):
        words.append(f"{header.minutes}m")
    if header.kind == "phone" and header.place not in (None, "phone"):
        words.append("phone")
    elif header.kind:
        words.append(header.kind)
    words.extend(word for word in (header.place, header.format) if word)
    return " ".join(words)


def _joined(match: re.Match[str]) -> str:
    """A span typed with spaces around its hyphen, as one word of the same length."""
    return (match[1] + "-" + match[2]).ljust(len(match[0]))


def _dated(words: list[tuple[int, str]], at: int, line: str, lexicon: Lexicon) -> tuple[date, int] | None:
    """The date that begins at word ``at`` and the number of its words; the longest that reads wins."""
    start, word = words[at]
    if _CLOCK.match(word) or (read_length(word) is not None and not _ago(words, at)):
        return None
    if at + 1 < len(words) and read_length(f"{word} {words[at + 1][1]}") is not None and not _ago(words, at + 1):
        return None
    known: LineFault | None = None
    for count in range(min(_DATE_WORDS, len(words) - at), 0, -1):
        last_start, last = words[at + count - 1]
        try:
            return parse_date(line[start : last_start + len(last)], lexicon, "past", start), count
        except LineFault as fault:
            if fault.code != "D1":
                known = fault
    if known is not None:
        raise known
    return None


def _ago(words: list[tuple[int, str]], at: int) -> bool:
    return at + 1 < len(words) and words[at + 1][1].lower() == "ago"


def _clocks(word: str, start: int, lexicon: Lexicon) -> dict[str, object]:
    """A time or a span; N5 for what only looks like one, else the date's own fault or N6."""
    span = _SPAN.fullmatch(word)
    if span is not None and any(_CLOCK.fullmatch(part) for part in span.groups()):
        times: list[time] = []
        for number in (1, 2):
            at = read_time(span[number])
            if at is None:
                begin, end = start + span.start(number), start + span.end(number)
                raise LineFault("N5", messages.not_a_time(span[number]), begin, end)
            times.append(at)
        return {"start": times[0], "end": times[1]}
    at = read_time(word) if _CLOCK.fullmatch(word) else None
    if at is not None:
        return {"start": at}
    if _CLOCK.match(word):
        raise LineFault("N5", messages.not_a_time(word), start, start + len(word))
    try:
        parse_date(word, lexicon, "past", start)
    except LineFault as fault:
        if fault.suggestion is not None:
            raise
    raise LineFault("N6", messages.not_in_header(word), start, start + len(word))


def _completed(fields: dict[str, object]) -> NoteHeader:
    """Length from a span, or end from start and length."""
    start, end, minutes = fields.get("start"), fields.get("end"), fields.get("minutes")
    if isinstance(start, time) and isinstance(end, time):
        length = (end.hour * 60 + end.minute - start.hour * 60 - start.minute) % 1440
        fields["minutes"] = length or None
        if not length:
            fields.pop("end")
    elif isinstance(start, time) and isinstance(minutes, int):
        fields["end"] = (datetime.combine(date.min, start) + timedelta(minutes=minutes)).time()
    return NoteHeader(**fields)  # type: ignore[arg-type]
