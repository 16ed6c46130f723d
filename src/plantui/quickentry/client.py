"""One client on one line: Reyes, Maria; dob 1991-04-02; dx F41.1; slot tue 14:00."""

from __future__ import annotations

import re
from datetime import date, time

import msgspec

from plantui.quickentry import messages
from plantui.quickentry.cadence import Period, print_time, read_every, read_period, read_time
from plantui.quickentry.dates import parse_date
from plantui.quickentry.datewords import day_number, print_date, short_day
from plantui.quickentry.diagnosis import read_codes
from plantui.quickentry.faults import LineFault
from plantui.quickentry.lexicon import Lexicon
from plantui.quickentry.lines import Line
from plantui.quickentry.quotes import (
    Segment,
    clean,
    keyword_of,
    masked,
    protected,
    segments,
    self_contained,
    unprotected,
)

FIELDS = ("dob", "dx", "slot", "id", "payer", "since", "review", "called", "tag", "kind", "member")
KINDS = ("individual", "couple", "family", "group")
"""Whose chart a line can say it is."""
_NAME = re.compile(r"[^\W\d_][\w-]*")
_SLOT = re.compile(
    r"(?P<day>[^\W\d_]+)\s+(?P<time>.+?)(?:\s+weekly|\s+every\s+(?P<weeks>[0-9]{1,2})\s*w(?:k|eeks?)?)?", re.I
)


class Slot(msgspec.Struct, frozen=True):
    """A standing appointment.

    Attributes:
        weekday: 0 (Monday) to 6.
        time: when it begins.
        every_weeks: 1 for every week.
    """

    weekday: int
    time: time
    every_weeks: int = 1


class ClientLine(Line, frozen=True, kw_only=True, eq=False):
    """A client as typed.

    Attributes:
        family: last name.
        given: first names, empty when none were typed.
        dob: date of birth.
        dx: ICD-10-CM codes.
        slot: standing appointment.
        id: the practice's own id for the client.
        payer: who pays.
        since: first visit, or the day care began.
        review: cadence of plan reviews.
        called: the name the client goes by.
        tags: the practice's own tags.
        kind: one of ``KINDS``, None when it was not typed.
        members: client codes or names of those who are seen together.
    """

    family: str
    given: str = ""
    dob: date | None = None
    dx: tuple[str, ...] = ()
    slot: Slot | None = None
    id: str | None = None
    payer: str | None = None
    since: date | None = None
    review: Period | None = None
    called: str | None = None
    tags: tuple[str, ...] = ()
    kind: str | None = None
    members: tuple[str, ...] = ()


def parse_client(text: str, lexicon: Lexicon) -> ClientLine:
    """Read a client line: ``lastname, firstnames; field; field``.

    Raises:
        LineFault: O5, O6, P1, K1, K2, K3, K4, N5, and D1 to D5 for dates, which all lie in the past.
    """
    first, *rest = segments(clean(text))
    comma = masked(first.text).find(",")
    family = first.text if comma < 0 else first.text[:comma].rstrip()
    given = "" if comma < 0 else first.text[comma + 1 :].strip()
    family, given = unprotected(family, _plain_family), unprotected(given)
    if not family.strip():
        message = messages.needs_words("Who is it? Last name, first name.")
        raise LineFault("O6", message, first.start, first.end, unfinished=not text.strip(" ;,"))
    reading = _Reading(lexicon)
    for part in rest:
        if part.text:
            reading.field(part)
    line = ClientLine(family=family, given=given, **reading.fields)  # type: ignore[arg-type]
    if line.members and line.kind == "individual":
        raise LineFault("K4", messages.kind_shape(KINDS[1:]), 0, len(text))
    return line


def print_client(line: ClientLine) -> str:
    """The one-line form; reading it gives the same line."""
    name = protected(line.family, _plain_family)
    parts = [f"{name}, {protected(line.given)}" if line.given else name]
    if line.dob is not None:
        parts.append(f"dob {line.dob.isoformat()}")
    if line.dx:
        parts.append(f"dx {', '.join(line.dx)}")
    if line.slot is not None:
        parts.append(f"slot {print_slot(line.slot)}")
    if line.id:
        parts.append(f"id {line.id}")
    if line.payer:
        parts.append(f"payer {protected(line.payer)}")
    if line.since is not None:
        parts.append(f"since {print_date(line.since)}")
    if line.review is not None:
        parts.append(f"review every {line.review}")
    if line.called:
        parts.append(f"called {protected(line.called)}")
    parts.extend(f"tag {tag}" for tag in line.tags)
    if line.kind:
        parts.append(f"kind {line.kind}")
    parts.extend(f"member {protected(member)}" for member in line.members)
    return "; ".join(parts)


def print_slot(slot: Slot) -> str:
    """``tue 14:00`` or ``tue 14:00 every 2w``."""
    said = f"{short_day(slot.weekday).lower()} {print_time(slot.time)}"
    return said if slot.every_weeks == 1 else f"{said} every {slot.every_weeks}w"


def read_slot(text: str, lexicon: Lexicon, offset: int = 0) -> Slot:
    """Read ``tue 14:00 every 2w``.

    Raises:
        LineFault: K1, or N5 for the time.
    """
    begin = offset + len(text) - len(text.lstrip())
    match = _SLOT.fullmatch(text.strip())
    day = None if match is None else _weekday(match["day"], lexicon)
    if match is None or day is None or int(match["weeks"] or 1) == 0:
        raise LineFault("K1", messages.slot_shape(), begin, offset + len(text), unfinished=len(text.split()) < 2)
    at = read_time(match["time"])
    if at is None:
        start, end = begin + match.start("time"), begin + match.end("time")
        raise LineFault("N5", messages.not_a_time(match["time"]), start, end)
    return Slot(day, at, int(match["weeks"] or 1))


def _weekday(word: str, lexicon: Lexicon) -> int | None:
    number = day_number(word.removesuffix("s") if word.lower().endswith("days") else word)
    return lexicon.day_names.get(word.lower()) if number is None else number


def _plain_family(text: str) -> bool:
    return self_contained(text) and "," not in masked(text)


class _Reading:
    """The fields gathered from the parts behind the name."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.fields: dict[str, object] = {}

    def field(self, part: Segment) -> None:
        keyword, said = keyword_of(part)
        if keyword not in FIELDS:
            raise LineFault("O5", messages.not_a_clause(part.text, FIELDS), part.start, part.end)
        at = said.start
        if keyword in ("dob", "since"):
            self.fields[keyword] = parse_date(said.text, self.lexicon, "past", at)
        elif keyword == "dx":
            self.fields["dx"] = tuple(dict.fromkeys((*self.listed("dx"), *read_codes(said.text, at))))
        elif keyword == "slot":
            self.fields["slot"] = read_slot(said.text, self.lexicon, at)
        elif keyword == "review":
            period = read_every(said.text) or read_period(said.text)
            if period is None:
                raise LineFault("K2", messages.review_shape(), part.start, part.end, unfinished=not said.text)
            self.fields["review"] = period
        elif keyword == "kind":
            kind = said.text.lower()
            if kind not in KINDS:
                unfinished = any(known.startswith(kind) for known in KINDS)
                raise LineFault("K4", messages.kind_shape(KINDS), part.start, part.end, unfinished=unfinished)
            self.fields["kind"] = kind
        elif keyword in ("id", "tag"):
            self.named(keyword, said.text, part)
        elif not unprotected(said.text).strip():
            message = messages.not_a_clause(part.text, FIELDS)
            raise LineFault("O5", message, part.start, part.end, unfinished=True)
        elif keyword == "member":
            member = unprotected(said.text).strip()
            self.fields["members"] = tuple(dict.fromkeys((*self.listed("members"), member)))
        else:
            self.fields[keyword] = unprotected(said.text)

    def named(self, keyword: str, word: str, part: Segment) -> None:
        if _NAME.fullmatch(word) is None:
            end = part.end
            raise LineFault("K3", messages.not_a_name(word or keyword), part.start, end, unfinished=not word)
        if keyword == "id":
            self.fields["id"] = word
        else:
            self.fields["tags"] = tuple(dict.fromkeys((*self.listed("tags"), word)))

    def listed(self, name: str) -> tuple[str, ...]:
        value = self.fields.get(name, ())
        return value if isinstance(value, tuple) else ()
