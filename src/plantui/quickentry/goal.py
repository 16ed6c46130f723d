"""One goal on one line: the client's own words in quotes, then what it means."""

from __future__ import annotations

from datetime import date

from plantui.quickentry import messages
from plantui.quickentry.dates import parse_date
from plantui.quickentry.datewords import print_date
from plantui.quickentry.faults import LineFault, Notice
from plantui.quickentry.lexicon import Lexicon
from plantui.quickentry.lines import DUE_WORDS, PlanLine
from plantui.quickentry.quotes import (
    Segment,
    clean,
    keyword_of,
    protected,
    quotations,
    quoted,
    segments,
    self_contained,
    unprotected,
)
from plantui.quickentry.tail import trailing_date

_LIST_MARKS = " ,:–-"


class GoalLine(PlanLine, frozen=True, kw_only=True, eq=False):
    """A goal as typed.

    Attributes:
        words: the client's own words; empty when none were quoted.
        text: the clinician's words; may be empty when there are the client's.
        due: when it should be reached.
    """

    words: str = ""
    text: str = ""
    due: date | None = None


def parse_goal(text: str, lexicon: Lexicon) -> GoalLine:
    """Read a goal line. What stands first, in quotation marks, are the client's words.

    Raises:
        LineFault: O5, O6, Q1, and D1 to D6 for its date.
    """
    first, *rest = segments(clean(text))
    words, said = _split(first.text)
    if first.text[:1] in ('"', "“") and words is None:
        end = first.start + len(first.text)
        raise LineFault("Q1", messages.quote_not_closed(), first.start, end, suggestion='"', unfinished=True)
    said = unprotected(said, _plain)
    words = words or ""
    if not words and not said:
        message = messages.needs_words("What do they want?")
        raise LineFault("O6", message, 0, first.end, unfinished=not text.strip(" ;"))
    due: date | None = None
    for part in rest:
        if not part.text:
            continue
        keyword, when = keyword_of(part)
        if keyword not in DUE_WORDS:
            raise LineFault("O5", messages.not_a_clause(part.text, ("date",)), part.start, part.end)
        due = parse_date(when.text, lexicon, "future", when.start)
    fields = (("words", words), ("text", said), ("due", due))
    given = frozenset(name for name, value in fields if value)
    notices = _date_in_text(first, said, lexicon) if due is None else ()
    return GoalLine(words=words, text=said, due=due, given=given, notices=notices)


def print_goal(line: GoalLine) -> str:
    """The one-line form; reading it gives the same line."""
    said = protected(line.text, _plain) if line.text else ""
    head = quoted(line.words) if line.words else '""' if said[:1] in ('"', "“") else ""
    parts = [" ".join(part for part in (head, said) if part)]
    if line.due is not None:
        parts.append(f"by {print_date(line.due)}")
    return "; ".join(parts)


def _split(text: str) -> tuple[str | None, str]:
    """The quotation at the start of ``text`` and the rest; None without a closed one."""
    if text[:1] not in ('"', "“"):
        return None, text
    spans = quotations(text)
    if not spans or spans[0].start != 0:
        return None, text
    return spans[0].inner.strip(), text[spans[0].end :].lstrip(_LIST_MARKS).rstrip()


def _date_in_text(first: Segment, said: str, lexicon: Lexicon) -> tuple[Notice, ...]:
    """O9 for words that end in a date, which a goal takes only behind a ``;``."""
    found = trailing_date(said, lexicon)
    if not isinstance(found, tuple) or not found[0].strip() or not first.text.endswith(said):
        return ()
    start = first.end - len(said) + len(found[0])
    by = said[len(found[0]) :]
    return (Notice("O9", messages.date_in_text(by), start, first.end, f"; {by}"),)


def _plain(text: str) -> bool:
    return self_contained(text) and text[0] not in _LIST_MARKS
