"""What a version of a plan changes against another one, line by line."""

from __future__ import annotations

from typing import NamedTuple

import msgspec

from plantui.model.plan import Node, Objective, Plan
from plantui.model.status import Status
from plantui.model.tree import children, walk, with_children
from plantui.practice.lines import line_of
from plantui.quickentry import Lexicon
from plantui.quickentry.change import describe_difference


class LineChange(NamedTuple):
    """One change: added, removed, discontinued, moved or changed; the line's code, and what it was and is."""

    word: str
    code: str
    old: Node | None
    new: Node | None

    def difference(self, lexicon: Lexicon) -> str:
        """What is different in a line that was changed: target 4 -> 5; empty for any other change."""
        if self.word != "changed" or self.old is None or self.new is None:
            return ""
        return describe_difference(line_of(_bare(self.old)), line_of(_bare(self.new)), lexicon)

    def said(self, lexicon: Lexicon) -> str:
        """The line, and what is different in it: g1.2 goal 4 -> 5."""
        return f"{self.code} {self.difference(lexicon)}".rstrip()


def line_changes(before: Plan, after: Plan) -> list[LineChange]:
    """What a version changed, in its own order; what it removed comes last.

    A status that dated rows gave a line is no change of the version, a line that it discontinued is one.
    """
    old = {place.node.id: place.node for place in walk(before)}
    moved = _moved(before, after)
    found: list[LineChange] = []
    seen: set[str] = set()
    for place in walk(after):
        node, there = place.node, old.get(place.node.id)
        seen.add(node.id)
        if there is None:
            found.append(LineChange("added", node.code, None, node))
        elif node.status is Status.STOPPED and there.status is not Status.STOPPED:
            found.append(LineChange("discontinued", node.code, there, node))
        elif _bare(there) != _bare(node):
            found.append(LineChange("changed", node.code, there, node))
        elif node.id in moved:
            found.append(LineChange("moved", node.code, there, node))
    return found + [LineChange("removed", node.code, node, None) for key, node in old.items() if key not in seen]


def _bare(node: Node) -> Node:
    """The line as it was written, without what is inside it: dated rows give it its status, not the version."""
    bare = with_children(node, ())
    assert not isinstance(bare, Plan)
    plain = msgspec.structs.replace(bare, status_reason="", code="", source="", foreign=False, raw=False)
    if plain.status is not None:
        plain = msgspec.structs.replace(plain, status=Status.ACTIVE)
    return msgspec.structs.replace(plain, reached=None) if isinstance(plain, Objective) else plain


def _moved(before: Plan, after: Plan) -> set[str]:
    """Lines that have another parent, or another place among the siblings they had."""
    old, new = _families(before), _families(after)
    home = {node: parent for parent, nodes in old.items() for node in nodes}
    found: set[str] = set()
    for parent, nodes in new.items():
        found |= {node for node in nodes if home.get(node, parent) != parent}
        stayed = [node for node in nodes if home.get(node) == parent]
        ranks = [old[parent].index(node) for node in stayed]
        still = _rising(ranks)
        found |= {node for node, rank in zip(stayed, ranks, strict=True) if rank not in still}
    return found


def _families(plan: Plan) -> dict[str, list[str]]:
    """Id of each parent (empty: the plan) -> the ids inside it, in order."""
    found: dict[str, list[str]] = {"": [node.id for node in plan.problems]}
    for place in walk(plan):
        found[place.node.id] = [node.id for node in children(place.node)]
    return found


def _rising(ranks: list[int]) -> set[int]:
    """The longest rising part of some numbers: what is left when as few as can be are called moved."""
    best: list[list[int]] = []
    for rank in ranks:
        before = _longest([part for part in best if part[-1] < rank])
        best.append([*before, rank])
    return set(_longest(best))


def _longest(parts: list[list[int]]) -> list[int]:
    return sorted(parts, key=len)[-1] if parts else []
