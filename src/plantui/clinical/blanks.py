"""Unfilled blanks in a plan: ``{name}`` in any of its forms, or ``[name]`` of the closed list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from plantui.model.plan import Goal, Intervention, Node, Objective, Plan, Problem
from plantui.model.tree import walk

_NAMES = (
    "activity area baseline behaviour by change client clinician_role cutoff date date2 days distance event frequency "
    "hours interval measure method minutes months n n2 need nth percent person prescriber problem seconds service "
    "setting situation skill support_person target target2 threshold times total transition treatment value weeks"
)
NAMES = frozenset(_NAMES.split())
"""The closed list of names of blanks in library statements."""

SHORT_FORMS = {"base": "baseline", "goal": "target"}
"""Names that may be typed for longer ones."""

_BLANK = re.compile(r"\{\s*([A-Za-z][A-Za-z0-9_]*)\s*(?:[:=|][^{}]*)?\}|\[([a-z][a-z0-9_]*)\]")


class Blank(NamedTuple):
    """A blank left in a line; ``ref`` and ``code`` are empty when it stands in the plan's own lines."""

    name: str
    code: str
    ref: str


def names(text: str) -> tuple[str, ...]:
    """Names of the blanks in a text, each once, in order."""
    found = []
    for match in _BLANK.finditer(text):
        braced, bracketed = match.groups()
        if braced is not None:
            found.append(SHORT_FORMS.get(braced.lower(), braced.lower()))
        elif bracketed in NAMES:
            found.append(bracketed)
    return tuple(dict.fromkeys(found))


def blanks(plan: Plan) -> tuple[Blank, ...]:
    """Every unfilled blank of a plan, in the order of the screen; a name counts once in each line."""
    own = [plan.orientation, *(part.text for part in plan.discharge), *(part.text for part in plan.outcomes)]
    found = [Blank(name, "", "") for text in own for name in names(text)]
    for place in walk(plan):
        here = dict.fromkeys(name for text in texts(place.node) for name in names(text))
        found += [Blank(name, place.node.code, place.node.id) for name in here]
    return tuple(found)


def texts(node: Node) -> Iterator[str]:
    """Everything that people wrote in one line of a plan, without the lines inside it."""
    if isinstance(node, Problem):
        yield from (node.text, *node.evidence, *node.strengths, *node.barriers)
    elif isinstance(node, Goal):
        yield from (node.words, node.text)
    elif isinstance(node, Objective):
        yield from (node.text, node.label, node.unit, node.who, node.client_does, node.clinician_does)
    elif isinstance(node, Intervention):
        yield from (node.approach, node.text, node.who)
