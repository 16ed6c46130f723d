"""An event in one line: what happened, when, and a few words: hospital stay 2 mar; two nights, home now."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

import msgspec

from plantui.quickentry.dates import parse_date
from plantui.quickentry.faults import LineFault
from plantui.quickentry.lexicon import Lexicon

KINDS: Final = {
    "crisis": "crisis",
    "relapse": "relapse",
    "worsening": "worsening",
    "worse": "worsening",
    "loss": "loss",
    "bereavement": "loss",
    "life event": "life-event",
    "life": "life-event",
    "hospital stay": "hospital",
    "hospital": "hospital",
    "goal met": "goal-met",
    "missed visits": "missed-visits",
    "missed": "missed-visits",
}
"""How each kind of event can be written -> the kind."""

SHOWN: Final = ("crisis", "relapse", "loss", "life event", "hospital stay", "goal met", "missed visits", "worsening")
"""The kinds as they are offered."""

_MOST_DATE_WORDS = 4
_AHEAD = "D5"
"""The fault of a day that lies ahead where one behind is meant."""


class EventLine(msgspec.Struct, frozen=True):
    """What a line about an event says.

    Attributes:
        kind: one of the values of ``KINDS``.
        day: when it happened; None when the line does not say, which means today.
        text: what else there is to say.
    """

    kind: str
    day: date | None = None
    text: str = ""


def parse_event(text: str, lexicon: Lexicon) -> EventLine:
    """Read the line of an event.

    Raises:
        LineFault: Y1 when it does not begin with what happened, D5 when its day lies ahead.
    """
    line = " ".join(text.split())
    lowered = line.casefold()
    for word in sorted(KINDS, key=len, reverse=True):
        if re.match(rf"{re.escape(word)}(?!\w)", lowered):
            rest = line[len(word) :].lstrip(" ,;:")
            try:
                day, rest = _day_and_rest(rest, lexicon)
            except LineFault as fault:
                raise fault.moved(len(line) - len(rest)) from None
            return EventLine(KINDS[word], day, rest)
    offered = f"{', '.join(SHOWN[:-1])} or {SHOWN[-1]}"
    unfinished = not line or any(word.startswith(lowered) for word in KINDS)
    end = len(line.split(" ")[0]) if line else 0
    raise LineFault("Y1", f"Begin with what happened: {offered}", 0, end, unfinished=unfinished)


def _day_and_rest(text: str, lexicon: Lexicon) -> tuple[date | None, str]:
    """The longest beginning that is a day, and what follows it.

    Raises:
        LineFault: the day lies ahead.
    """
    head, semicolon, tail = text.partition(";")
    words = head.split()
    skip = 1 if words and words[0].casefold() == "on" else 0
    for count in range(min(len(words), _MOST_DATE_WORDS + skip), skip, -1):
        try:
            day = parse_date(" ".join(words[skip:count]).rstrip(","), lexicon, "past")
        except LineFault as fault:
            if fault.code == _AHEAD:
                raise
            continue
        rest = " ".join(words[count:])
        joined = f"{rest}; {tail.strip()}" if rest and semicolon else rest or tail.strip()
        return day, joined.strip(" ,;:")
    return None, text.strip(" ,;:")
