"""One intervention on one line: approach, words, how often, how long, who."""

from __future__ import annotations

from datetime import date

from plantui.quickentry import messages
from plantui.quickentry.cadence import read_frequency, read_length
from plantui.quickentry.dates import parse_date
from plantui.quickentry.datewords import print_date
from plantui.quickentry.faults import LineFault
from plantui.quickentry.lexicon import Lexicon
from plantui.quickentry.lines import DUE_WORDS, STATUS_WORDS, PlanLine
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

_LONGEST_APPROACH = 80
_KNOWN = ("frequency", "length", "person (who)", "date", "status")


class InterventionLine(PlanLine, frozen=True, kw_only=True, eq=False):
    """An intervention as typed.

    Attributes:
        approach: printed name of a known modality.
        text: the words.
        frequency: daily, weekly, fortnightly, monthly, ``2x/wk`` (also /d, /mo) or ``every 3w``.
        minutes: length of one sitting.
        who: who carries it out.
        due: date until which.
        status: act or dis; None when not typed.
    """

    approach: str | None = None
    text: str
    frequency: str | None = None
    minutes: int | None = None
    who: str | None = None
    due: date | None = None
    status: str | None = None


def parse_intervention(text: str, lexicon: Lexicon) -> InterventionLine:
    """Read an intervention line.

    Raises:
        LineFault: O5, O6, O8, and D1 to D6 for its date.
    """
    first, *rest = segments(clean(text))
    approach, said = _split(first.text, lexicon)
    words = unprotected(said, lambda inner: _plain(inner, approach, lexicon))
    if not words.strip():
        message = messages.needs_words("What will you do?")
        raise LineFault("O6", message, first.start, first.end, unfinished=not text.strip(" ;"))
    fields: dict[str, object] = {"text": words}
    if approach is not None:
        fields["approach"] = approach
    for part in rest:
        if part.text:
            name, value = _clause(part, lexicon)
            fields[name] = value
    return InterventionLine(given=frozenset(fields), **fields)  # type: ignore[arg-type]


def print_intervention(line: InterventionLine, lexicon: Lexicon) -> str:
    """The one-line form; reading it gives the same line."""
    words = protected(line.text, lambda inner: _plain(inner, line.approach, lexicon))
    parts = [f"{line.approach}: {words}" if line.approach else words]
    if line.frequency:
        parts.append(line.frequency)
    if line.minutes:
        parts.append(f"{line.minutes}m")
    if line.who:
        parts.append(f"who {protected(line.who)}")
    if line.due is not None:
        parts.append(f"by {print_date(line.due)}")
    if line.status:
        parts.append(line.status)
    return "; ".join(parts)


def _split(text: str, lexicon: Lexicon) -> tuple[str | None, str]:
    """The known modality before a colon, and the rest; the longest name wins."""
    for colon in reversed([at for at, char in enumerate(masked(text)[:_LONGEST_APPROACH]) if char == ":"]):
        approach = lexicon.modality_named(text[:colon])
        if approach is not None and text[colon + 1 :].strip():
            return approach, text[colon + 1 :].strip()
    return None, text


def _plain(text: str, approach: str | None, lexicon: Lexicon) -> bool:
    """Whether ``text`` behind ``approach`` is words and does not change what the approach is."""
    if not self_contained(text):
        return False
    if not approach:
        return _split(text, lexicon)[0] is None
    return _split(f"{approach}: {text}", lexicon)[1] in (text, f"{approach}: {text}")


def _clause(part: Segment, lexicon: Lexicon) -> tuple[str, object]:
    low = part.text.lower()
    keyword, said = keyword_of(part)
    frequency = read_frequency(low)
    if frequency is not None:
        return "frequency", frequency
    minutes = read_length(low)
    if minutes is not None:
        return "minutes", minutes
    if low in STATUS_WORDS:
        status = STATUS_WORDS[low]
        if status not in ("act", "dis"):
            raise LineFault("O8", messages.intervention_status(low), part.start, part.end)
        return "status", status
    if keyword == "who" and said.text:
        return "who", unprotected(said.text)
    if keyword in DUE_WORDS:
        return "due", parse_date(said.text, lexicon, "future", said.start)
    raise LineFault("O5", messages.not_a_clause(part.text, _KNOWN), part.start, part.end)
