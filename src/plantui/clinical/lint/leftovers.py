"""What is left over from where the words came from: blanks, doubles, lines of another client's plan."""

from __future__ import annotations

from collections.abc import Iterator

from plantui.clinical.blanks import blanks
from plantui.clinical.lint.finding import Case, Rule, Spot
from plantui.clinical.tailoring import raw_lines
from plantui.model.plan import Goal, Intervention, Node
from plantui.model.tree import walk

QUOTED = 48
"""Letters of a line that a finding quotes."""


def _blank(case: Case) -> Iterator[Spot]:
    if case.plan is not None:
        for blank in blanks(case.plan):
            yield Spot(f"Blank left: {blank.name}.", blank.code, blank.ref)


def _same_text(case: Case) -> Iterator[Spot]:
    """The same text in two open lines of one kind; one intervention may well serve two objectives."""
    first: dict[tuple[str, str, str], Node] = {}
    for place in walk(case.plan) if case.plan is not None else ():
        node = place.node
        text = " ".join((node.title if isinstance(node, Goal) else node.text).split()).casefold()
        if not text or (node.status is not None and not node.status.open):
            continue
        under = place.parent.id if isinstance(node, Intervention) and place.parent is not None else ""
        known = first.setdefault((place.kind, under, text), node)
        if known is not node:
            yield Spot(f"Same text as {known.code}.", node.code, node.id)


def _foreign(case: Case) -> Iterator[Spot]:
    for place in walk(case.plan) if case.plan is not None else ():
        node = place.node
        if node.foreign and (node.status is None or node.status.open):
            what = f"{place.kind.capitalize()} {node.code} comes from another client's plan: make it this client's own."
            yield Spot(what, node.code, node.id)


def _raw(case: Case) -> Iterator[Spot]:
    for node in raw_lines(case.plan) if case.plan is not None else ():
        text = node.title if isinstance(node, Goal) else node.text
        quoted = text if len(text) <= QUOTED else f"{text[:QUOTED].rsplit(' ', 1)[0]} ..."
        yield Spot(f'As the library words it: "{quoted}".', node.code, node.id)


RULES = (
    Rule("TP037", "error", _raw),
    Rule("TP110", "error", _blank),
    Rule("TP111", "error", _same_text),
    Rule("TP112", "error", _foreign),
)
