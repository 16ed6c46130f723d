"""The shelf: lines of a plan that were copied, and what of them may go into another client's plan."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

import msgspec

from plantui.model.client import Client
from plantui.model.plan import Goal, Intervention, Node, Objective, Problem
from plantui.model.statement import Statement
from plantui.model.status import Status
from plantui.model.tree import children, kind_of, with_children
from plantui.quickentry.blanks import parse_blanks

MOST = 9
"""How many copies the shelf holds; the oldest goes first."""
NAME = "{client}"
"""The blank that stands where another client was named."""
SHORTEST_NAME = 2
"""Letters; a shorter name (an initial) is also a word of other sentences."""


@dataclass(frozen=True)
class Copy:
    """A line with all under it, as it was copied.

    Attributes:
        node: the line; ids and codes are those of the plan it comes from.
        chart: id of the chart it comes from.
        client: code of that chart (C-014), which names it without a name.
        names: words by which that client is called.
    """

    node: Node
    chart: str
    client: str
    names: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        """problem, goal, objective or intervention."""
        return kind_of(self.node)

    @property
    def below(self) -> int:
        """How many lines are under it."""
        return size(self.node) - 1


@dataclass
class Shelf:
    """The last copies, newest first. In memory only: a lock clears it."""

    copies: list[Copy] = field(default_factory=list)

    def put(self, copy: Copy) -> None:
        """Lay a copy on top; the tenth falls off. The same line copied again moves up."""
        same = [each for each in self.copies if (each.chart, each.node.id) != (copy.chart, copy.node.id)]
        self.copies = [copy, *same][:MOST]

    def take(self, index: int) -> None:
        """Bring a copy to the top.

        Raises:
            IndexError: there is no such copy.
        """
        self.copies.insert(0, self.copies.pop(index))

    @property
    def top(self) -> Copy | None:
        """What is put next; None while the shelf is empty."""
        return self.copies[0] if self.copies else None

    def clear(self) -> None:
        """Forget everything."""
        self.copies.clear()


def size(node: Node) -> int:
    """How many lines a line is, those under it included."""
    return 1 + sum(map(size, children(node)))


def names_of(client: Client) -> tuple[str, ...]:
    """The words by which a client and those around them are called, the longest first."""
    people = [*client.members, *client.emergency, *([client.guardian] if client.guardian is not None else [])]
    said = [client.family, client.given, client.called, *(person.name for person in people)]
    words = {part for name in said for part in re.split(r"[\s,]+", name) if len(part) >= SHORTEST_NAME}
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


def fresh(node: Node) -> Node:
    """A copy for the same client's plan: as it was, but nothing of it has begun."""
    inside = tuple(map(fresh, children(node)))
    renewed = with_children(node, inside)
    assert isinstance(renewed, Node)
    return _begun_anew(renewed)


def _begun_anew(node: Node) -> Node:
    if isinstance(node, Objective):
        return msgspec.structs.replace(node, status=Status.NEW, status_reason="", reached=None, initial_due=node.due)
    status = Status.ACTIVE if isinstance(node, Intervention) else None
    return msgspec.structs.replace(node, status=status, status_reason="")


def for_another(node: Node, names: tuple[str, ...], statements: Mapping[str, Statement]) -> Node:
    """A copy for another client's plan.

    Baselines, dates, reached days and names go; words that a library statement gave stand there with their blanks open
    again; every line is marked as coming from another plan until it is edited. A goal's quotation is one client's own
    words: it goes where the goal says something else as well, and is the goal's text, without a name, where not.

    Args:
        node: the copied line.
        names: words by which the other client is called.
        statements: the library, by id.
    """
    inside = tuple(for_another(child, names, statements) for child in children(node))
    renewed = with_children(node, inside)
    assert isinstance(renewed, Node)
    bare = _begun_anew(_without_facts(renewed))

    def clean(text: str) -> str:
        return nameless(text, names)

    if isinstance(bare, Problem):
        return msgspec.structs.replace(
            bare,
            text=clean(reopened(bare.text, bare.source, statements)),
            evidence=tuple(map(clean, bare.evidence)),
            strengths=tuple(map(clean, bare.strengths)),
            barriers=tuple(map(clean, bare.barriers)),
            foreign=True,
        )
    if isinstance(bare, Goal):
        text = reopened(bare.text, bare.source, statements) or bare.words
        return msgspec.structs.replace(bare, words="", text=clean(text), foreign=True)
    if isinstance(bare, Objective):
        return msgspec.structs.replace(
            bare,
            text=clean(reopened(bare.text, bare.source, statements)),
            label=clean(bare.label),
            who=clean(bare.who),
            client_does=clean(bare.client_does),
            clinician_does=clean(bare.clinician_does),
            foreign=True,
        )
    return msgspec.structs.replace(
        bare,
        text=clean(reopened(bare.text, bare.source, statements)),
        who=clean(bare.who),
        foreign=True,
    )


def _without_facts(node: Node) -> Node:
    """The line without what was counted or dated for one client."""
    if isinstance(node, Objective):
        return msgspec.structs.replace(node, baseline=None, due=None)
    if isinstance(node, Goal | Intervention):
        return msgspec.structs.replace(node, due=None)
    return node


def nameless(text: str, names: tuple[str, ...]) -> str:
    """A text with the blank for a client in the place of each of these names."""
    if not names or not text:
        return text
    either = "|".join(map(re.escape, names))
    found = re.compile(rf"(?<!\w)(?:{either})(?:[\s,]+(?:{either}))*(?!\w)")
    return found.sub(NAME, text)


def reopened(text: str, source: str, statements: Mapping[str, Statement]) -> str:
    """A text with its blanks open again, where a statement of the library gave it; else the text as it is."""
    if not source or not text:
        return text
    statement = statements.get(source)
    if statement is None or not statement.blanks:
        return text
    pieces = parse_blanks(statement.text).pieces
    shape = "".join(re.escape(piece) if isinstance(piece, str) else r".{1,200}?" for piece in pieces)
    return statement.text if re.fullmatch(shape, text, re.DOTALL) else text
