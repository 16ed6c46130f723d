"""Members of a couple, a family or a group: who they are, and which chart each has."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import msgspec

from plantui.model.canonical import clean_text
from plantui.model.chart import Chart
from plantui.model.client import ChartKind, Client, Person
from plantui.model.summary import Summary
from plantui.practice.refusal import Refused

CODE = re.compile(r"[A-Za-z]{1,4}-[0-9]{1,9}")
"""The form of a client code: C-014."""


class Member(msgspec.Struct, frozen=True, kw_only=True):
    """A member as a note may name them.

    ``chart`` and ``code`` are empty for a member who has no chart. ``given`` are the names that one person calls
    another by, ``family`` the last name, ``written`` the name as the group's chart has it, ``initials`` without points.
    """

    chart: str = ""
    code: str = ""
    given: tuple[str, ...] = ()
    family: str = ""
    written: str = ""
    initials: str = ""

    @property
    def label(self) -> str:
        """How screens name a member without a name: the code, else the initials."""
        return self.code or ".".join((*self.initials, ""))

    @property
    def phrases(self) -> tuple[str, ...]:
        """The names of more than one word, as they may be written."""
        pairs = [(first, self.family) for first in self.given if first and self.family]
        both = [
            phrase for first, last in pairs for phrase in (f"{first} {last}", f"{last}, {first}", f"{last} {first}")
        ]
        single = [name for name in (*self.given, self.family, self.written) if name]
        return tuple(dict.fromkeys([*both, *single]))


def members_of(client: Client, summaries: Iterable[Summary] = ()) -> tuple[Member, ...]:
    """The members of a chart, in its order; ``summaries`` tell their codes and the names they go by today."""
    known = {each.chart: each for each in summaries if client.members}
    return tuple(_member(person, known.get(person.chart)) for person in client.members)


def _member(person: Person, summary: Summary | None) -> Member:
    family, given = _split(person.name)
    if summary is None:
        called = tuple(dict.fromkeys(name for name in (given, *given.split()[:1]) if name))
        letters = _letters(given, family)
        return Member(chart=person.chart, given=called, family=family, written=person.name, initials=letters)
    names = [summary.given, *summary.given.split()[:1], summary.called]
    return Member(
        chart=person.chart,
        code=summary.code,
        given=tuple(dict.fromkeys(name for name in names if name)),
        family=summary.family,
        written=person.name,
        initials=_letters(summary.given, summary.family),
    )


def _split(name: str) -> tuple[str, str]:
    """Last and first name of ``Tomás Ruiz`` or ``Ruiz, Tomás``."""
    last, comma, first = name.partition(",")
    if comma:
        return last.strip(), first.strip()
    *firsts, last = name.split() or [""]
    return (last, " ".join(firsts)) if firsts else ("", last)


def _letters(given: str, family: str) -> str:
    return "".join(part.strip()[0].upper() for part in (given, family) if part.strip())


def people(typed: Sequence[str], summaries: Iterable[Summary], own: Chart | None = None) -> tuple[Person, ...]:
    """The persons that typed members mean: a client code means the client, anything else is a name.

    A name that stands in the chart ``own`` already keeps what is known of it.

    Raises:
        Refused: a code that no client has, or the chart itself.
    """
    known = {each.code.casefold(): each for each in summaries}
    there = {person.name.casefold(): person for person in own.client.members} if own is not None else {}
    linked = {person.chart: person for person in own.client.members if person.chart} if own is not None else {}
    found: dict[str, Person] = {}
    for each in typed:
        word = clean_text(each).strip()
        if not word:
            continue
        summary = known.get(word.casefold())
        if summary is None and not CODE.fullmatch(word):
            person = there.get(word.casefold()) or Person(name=word)
            found.setdefault(person.chart or person.name.casefold(), person)
            continue
        if summary is None:
            raise Refused(f"{word} is no client of this store. A member without a chart is typed by name.")
        if own is not None and summary.chart == own.id:
            raise Refused(f"{summary.code} cannot be a member of itself.")
        name = f"{summary.given} {summary.family}".strip()
        person = msgspec.structs.replace(linked.get(summary.chart) or Person(name=name), name=name, chart=summary.chart)
        found.setdefault(summary.chart, person)
    return tuple(found.values())


def typed_members(client: Client, summaries: Iterable[Summary]) -> tuple[str, ...]:
    """The members as they are typed: the code of those who have a chart, the name of the others."""
    codes = {each.chart: each.code for each in summaries}
    return tuple(codes.get(person.chart) or person.name for person in client.members)


def read_members(typed: str) -> tuple[ChartKind | None, tuple[str, ...] | None]:
    """`couple C-014, Sam Oyelaran`: the kind and the members, None for what is not typed; `none` leaves nobody."""
    word, _, rest = typed.strip().partition(" ")
    kind = ChartKind(word.casefold()) if word.casefold() in tuple(ChartKind) else None
    listed = rest if kind is not None else typed
    members = tuple(each.strip() for each in listed.split(",") if each.strip())
    if [each.casefold() for each in members] == ["none"]:
        return kind, ()
    return kind, members or None


def meant(typed: str, chart: Chart, summaries: Iterable[Summary]) -> tuple[tuple[Person, ...], ChartKind | None]:
    """The members and the kind that a typed line gives a chart; what it does not say stays.

    Raises:
        Refused: a code that no client has, or the chart itself.
    """
    kind, members = read_members(typed)
    there = () if kind is ChartKind.INDIVIDUAL else chart.client.members
    return there if members is None else people(members, summaries, chart), kind


def members_line(client: Client, summaries: Iterable[Summary]) -> str:
    """The same as a line: `group C-014, Sam Oyelaran`; empty for one person."""
    if client.kind is ChartKind.INDIVIDUAL:
        return ""
    return f"{client.kind.value} {', '.join(typed_members(client, summaries))}".rstrip()
