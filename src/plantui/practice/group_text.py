"""What a note of a couple, family or group says to each member's chart: its own lines, and the rest without names."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from plantui.model.chart import Chart
from plantui.model.client import ChartKind
from plantui.model.note import Note, VisitKind
from plantui.model.plan import Goal, Node, Objective
from plantui.model.tree import walk
from plantui.practice.members import CODE, Member, members_of
from plantui.practice.refusal import Refused
from plantui.practice.veil import WORDS, Veil, fold
from plantui.quickentry import Lexicon
from plantui.quickentry.link import find_links
from plantui.quickentry.mark import print_mark
from plantui.quickentry.numbers import print_number
from plantui.quickentry.score import find_scores

TOGETHER = frozenset({VisitKind.COUPLE, VisitKind.FAMILY, VisitKind.GROUP, VisitKind.MISSED, VisitKind.CANCELLED})
"""Visits that every member was meant to be at. At any other were those whom its ``with:`` line names."""

MISSED = "Missed the visit."
"""The text of a note in the chart of a member who was not at a visit of all."""

_OWN = re.compile(r"^[ \t]*(?P<who>[^\s:#@{][^:\n]{0,79}?)[ \t]*:[ \t]*(?P<said>\S[^\n]*)?(?:\n|\Z)", re.MULTILINE)
_WITH = re.compile(r"^[ \t]*with:[ \t]*(?P<said>\S[^\n]*)(?:\n|\Z)", re.IGNORECASE | re.MULTILINE)
_LISTED = re.compile(r"\s*(?:,|;|&|\band\b)\s*")
_FIELDS = frozenset({"hw", "next", "risk", "off", "with", "feedback"})


@dataclass(frozen=True)
class Part:
    """What one member's chart is to hold of a visit.

    ``came`` is False for a member who missed it. ``own`` tells that lines of it are about this member alone,
    ``own_risk`` that a ``risk:`` line is among them.
    """

    member: Member
    text: str
    came: bool = True
    own_risk: bool = False
    own: bool = False


def named(word: str, members: Sequence[Member]) -> list[Member]:
    """The members that a word may mean: a code, a first, last or full name, initials."""
    wanted = fold(word).strip()
    letters = "".join(char for char in word if char.isalpha())
    initials = word.replace(" ", "").replace(".", "") == letters and letters.isupper()
    return [
        each
        for each in members
        if wanted
        and (
            wanted == fold(each.code)
            or wanted in map(fold, each.phrases)
            or (initials and len(letters) > 1 and letters == each.initials)
        )
    ]


def own_lines(text: str, members: Sequence[Member]) -> list[tuple[int, int, int, tuple[Member, ...]]]:
    """Lines that begin with members and a colon: start, start of what is said, end, and whose they are.

    Raises:
        Refused: a name in front of a colon fits two members.
    """
    found = []
    for match in _OWN.finditer(text):
        if match["who"].casefold() in _FIELDS:
            continue
        whose: list[Member] = []
        for word in _LISTED.split(match["who"]):
            fits = named(word, members)
            if len(fits) > 1:
                codes = ", ".join(each.label for each in fits)
                raise Refused(f"{word}: fits two members ({codes}). Begin that line with the code.")
            if not fits:
                break
            whose += fits
        else:
            said = match.start("said") if match["said"] else match.end()
            found.append((match.start(), said, match.end(), tuple(whose)))
    return found


def shared_text(text: str, chart: Chart) -> str:
    """The text of a note with the lines of single members as blanks, so that every place stays where it was.

    Links and scores in those lines are about a member's own plan, not about the plan of the group.
    """
    if chart.client.kind is ChartKind.INDIVIDUAL:
        return text
    members = members_of(chart.client)

    def blank(match: re.Match[str]) -> str:
        who = match["who"]
        words = _LISTED.split(who)
        own = who.casefold() not in _FIELDS and all(CODE.fullmatch(word) or named(word, members) for word in words)
        return re.sub(r"[^\n]", " ", match[0]) if own else match[0]

    return _OWN.sub(blank, text)


def present(text: str, members: Sequence[Member]) -> tuple[Member, ...] | None:
    """The members that ``with:`` lines name; None when they name none."""
    names = [word for match in _WITH.finditer(text) for word in _LISTED.split(match["said"])]
    found = {each.written: each for name in names for each in named(name, members)}
    return tuple(found.values()) or None


def attended(note: Note, members: Sequence[Member]) -> tuple[Member, ...]:
    """The members who were at a visit: those its ``with:`` line names; without one, all of a visit of all."""
    came = present(note.text, members)
    if came is None:
        return tuple(members) if note.kind in TOGETHER else ()
    return came


def parts_of(
    group: Chart, note: Note, members: Sequence[Member], words: Lexicon, addendum: str | None = None
) -> tuple[Part, ...]:
    """What each member's chart holds of a visit, in the order of the members; of a visit of one, only that member's.

    Args:
        group: the chart of the couple, family or group.
        note: its note.
        members: its members.
        words: the lexicon of the group's chart.
        addendum: the words of an addendum, to be filed in place of the note's.

    Raises:
        Refused: a name in front of a colon fits two members.
    """
    text = note.text if addendum is None else addendum
    lines, titles = own_lines(text, members), titles_of(group)
    came = attended(note, members)
    parts = []
    for member in members:
        if member not in came:
            if note.kind in TOGETHER and addendum is None:
                parts.append(Part(member, MISSED, came=False))
            continue
        veil = Veil([each for each in members if each is not member], member, WORDS[group.client.kind])
        said, own = _text(text, lines, member, members, words, titles)
        risk = any(re.match(r"\s*risk:", line, re.IGNORECASE) for line in own)
        parts.append(Part(member, _tidy(veil.over(said)), own_risk=risk, own=bool(own)))
    return tuple(parts)


def titles_of(group: Chart) -> dict[str, str]:
    """The words of every line that the group's plan ever had, by id."""
    return {place.node.id: _title(place.node) for plan in group.plans for place in walk(plan)}


def _title(node: Node) -> str:
    said = (node.words or node.text) if isinstance(node, Goal) else node.text
    return said or (node.label if isinstance(node, Objective) else "") or node.code


def _text(
    text: str,
    lines: Sequence[tuple[int, int, int, tuple[Member, ...]]],
    member: Member,
    members: Sequence[Member],
    words: Lexicon,
    titles: Mapping[str, str],
) -> tuple[str, list[str]]:
    """The member's text, names still in it, and the lines of it that are this member's own."""
    parts: list[str] = []
    own: list[str] = []
    at = 0
    for start, said, end, whose in lines:
        parts.append(_shared(text[at:start], members, words, titles))
        if member in whose:
            own.append(text[said:end])
            parts.append(text[said:end])
        at = end
    parts.append(_shared(text[at:], members, words, titles))
    return "".join(parts), own


def _shared(text: str, members: Sequence[Member], words: Lexicon, titles: Mapping[str, str]) -> str:
    """Words for what a member's chart would read otherwise: links to the group's plan, scores, who was there."""
    spans: list[tuple[int, int, str]] = []
    for link in find_links(text, words).links:
        title = f'"{titles.get(link.node or "", link.code)}"'
        spans.append((link.start, link.end, title if link.mark is None else f"{title} {print_mark(link.mark)}"))
    for score in find_scores(text, words).scores:
        total = print_number(score.total) if score.total is not None else ", ".join(map(str, score.items))
        spans.append((score.start, score.end, f"{words.measure_short(score.measure)} {total}"))
    for start, end, said in sorted(spans, reverse=True):
        text = text[:start] + said + text[end:]
    # A code that the group's plan does not have could be one of the member's plan, a score that is none stays text.
    text = re.sub(r"#(?=[gp]?[0-9])|@(?=[A-Za-z][\w-]*[=:])", "", text)

    def others(match: re.Match[str]) -> str:
        guests = [word for word in _LISTED.split(match["said"]) if word and not named(word, members)]
        return f"with: {', '.join(guests)}\n" if guests else ""

    return _WITH.sub(others, text)


def _tidy(text: str) -> str:
    """No more than one empty line where lines of others were."""
    return re.sub(r"\n[ \t]*\n(?:[ \t]*\n)+", "\n\n", text).strip()
