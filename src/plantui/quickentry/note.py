"""What a note says besides its prose: links, scores, and the lines that begin hw: next: risk: off: with: feedback:."""

from __future__ import annotations

import re

import msgspec

from plantui.quickentry.faults import LineFault, Notice
from plantui.quickentry.lexicon import Lexicon
from plantui.quickentry.link import Link, find_links
from plantui.quickentry.mark import print_mark
from plantui.quickentry.messages import and_list
from plantui.quickentry.numbers import print_number
from plantui.quickentry.score import Score, find_scores

_LINE = re.compile(r"^[ \t]*(hw|next|risk|off|with|feedback):[ \t]*(\S[^\n]*?)[ \t\r]*$", re.IGNORECASE | re.MULTILINE)


class NoteReading(msgspec.Struct, frozen=True, kw_only=True):
    """What was understood in a note's text. A note may hold anything, so nothing here is an error.

    Attributes:
        links: every link in order, replaced ones included.
        scores: every score in order.
        homework: texts of the ``hw:`` lines.
        next: texts of the ``next:`` lines, for the glance page.
        risk: texts of the ``risk:`` lines.
        off: texts of the ``off:`` lines, the topics outside the plan.
        with_: texts of the ``with:`` lines, who else was there.
        feedback: texts of the ``feedback:`` lines, what the client said about the visit.
        notices: unknown codes (N1) and names that are no measure (N7); both stay text.
        faults: marks and scores that cannot be (N2, N3, N4), each with its place.
    """

    links: tuple[Link, ...] = ()
    scores: tuple[Score, ...] = ()
    homework: tuple[str, ...] = ()
    next: tuple[str, ...] = ()
    risk: tuple[str, ...] = ()
    off: tuple[str, ...] = ()
    with_: tuple[str, ...] = ()
    feedback: tuple[str, ...] = ()
    notices: tuple[Notice, ...] = ()
    faults: tuple[LineFault, ...] = ()

    @property
    def marks(self) -> dict[str, int]:
        """The marks that count, by code, in the order of the text."""
        return {link.code: link.mark for link in self.links if link.mark is not None and not link.replaced}

    @property
    def lines(self) -> tuple[tuple[str, str], ...]:
        """The kinds of line that were found: how a sentence names each, and a row of facts."""
        known = (
            ("homework", "homework", self.homework),
            ("next time", "next", self.next),
            ("risk", "risk", self.risk),
            ("off-plan", "off-plan", self.off),
            ("who was there", "with", self.with_),
            ("feedback", "feedback", self.feedback),
        )
        return tuple((long, short) for long, short, texts in known if texts)

    @property
    def lines_found(self) -> str:
        """The kinds of line in a sentence: homework and risk lines found; empty when there is none."""
        names = [long for long, _ in self.lines]
        return f"{and_list(names)} line{'' if len(names) == 1 else 's'} found" if names else ""


def parse_note(text: str, lexicon: Lexicon) -> NoteReading:
    """Read the text of a note. Never raises for what is typed."""
    links = find_links(text, lexicon)
    scores = find_scores(text, lexicon)
    lines: dict[str, list[str]] = {"hw": [], "next": [], "risk": [], "off": [], "with": [], "feedback": []}
    for match in _LINE.finditer(text):
        lines[match[1].lower()].append(match[2])
    return NoteReading(
        links=links.links,
        scores=scores.scores,
        homework=tuple(lines["hw"]),
        next=tuple(lines["next"]),
        risk=tuple(lines["risk"]),
        off=tuple(lines["off"]),
        with_=tuple(lines["with"]),
        feedback=tuple(lines["feedback"]),
        notices=tuple(sorted((*links.notices, *scores.notices), key=lambda notice: notice.start)),
        faults=tuple(sorted((*links.faults, *scores.faults), key=lambda fault: fault.start)),
    )


def read_note(reading: NoteReading, lexicon: Lexicon) -> tuple[str, ...]:
    """What was understood so far, for the rows under a note: marks and scores, then the lines found."""
    facts: list[str] = []
    for link in reading.links:
        if link.mark is None:
            facts.append(link.code)
        elif link.replaced:
            facts.append(f"{link.code} {print_mark(link.mark)} (replaced)")
        else:
            facts.append(f"{link.code} {print_mark(link.mark)}")
    for score in reading.scores:
        name = lexicon.measure_short(score.measure)
        said = print_number(score.total) if score.total is not None else f"{len(score.items)} answers"
        facts.append(f"{name} {said}")
    rows = ["   ".join(dict.fromkeys(facts))] if facts else []
    if reading.lines_found:
        rows.append(reading.lines_found)
    return (*rows, *(notice.message for notice in reading.notices), *(fault.message for fault in reading.faults))
