"""What the draft of an amendment changes against the version in force."""

from __future__ import annotations

from typing import NamedTuple

import msgspec

from plantui.clinical.standing import draft, plan_in_force, settle
from plantui.model.chart import Chart
from plantui.model.plan import Node, Plan
from plantui.model.status import Status
from plantui.model.tree import Place, children, walk, with_children
from plantui.practice.lines import line_of
from plantui.quickentry import Lexicon
from plantui.quickentry.change import describe_difference


class DraftChange(NamedTuple):
    """One change: added, removed, discontinued, moved or changed; the line's code, and what it was and is."""

    word: str
    code: str
    old: Node | None
    new: Node | None

    def said(self, lexicon: Lexicon) -> str:
        """The change in words: g1.2 goal 4 -> 5."""
        if self.word != "changed" or self.old is None or self.new is None:
            return self.code
        return f"{self.code} {describe_difference(line_of(self.old), line_of(self.new), lexicon)}".rstrip()


def changes(chart: Chart) -> list[DraftChange]:
    """What the draft changes, in the order of the screen; empty without a draft or without a version in force."""
    begun, over = draft(chart), plan_in_force(chart)
    if begun is None or over is None:
        return []
    before = {place.node.id: place for place in walk(settle(chart, over))}
    found: list[DraftChange] = []
    seen: set[str] = set()
    for place in walk(begun):
        seen.add(place.node.id)
        old = before.get(place.node.id)
        if old is None:
            found.append(DraftChange("added", place.node.code, None, place.node))
            continue
        stopped = place.node.status is Status.STOPPED and old.node.status is not Status.STOPPED
        if stopped:
            found.append(DraftChange("discontinued", place.node.code, old.node, place.node))
        elif _bare(old.node) != _bare(place.node):
            found.append(DraftChange("changed", place.node.code, old.node, place.node))
        elif _moved(begun, over, old, place):
            found.append(DraftChange("moved", place.node.code, old.node, place.node))
    found += [DraftChange("removed", old.node.code, old.node, None) for key, old in before.items() if key not in seen]
    return found


def _bare(node: Node) -> Node:
    """The node without what is inside it and without what dated rows say: its words and numbers."""
    bare = with_children(node, ())
    assert not isinstance(bare, Plan)
    plain = msgspec.structs.replace(bare, code="", status_reason="")
    if plain.status is not None:
        plain = msgspec.structs.replace(plain, status=Status.ACTIVE)
    return msgspec.structs.replace(plain, reached=None) if hasattr(plain, "reached") else plain


def _moved(begun: Plan, over: Plan, old: Place, new: Place) -> bool:
    parent = old.parent.id if old.parent is not None else ""
    return parent != (new.parent.id if new.parent is not None else "") or _rank(over, old) != _rank(begun, new)


def _rank(plan: Plan, place: Place) -> list[str]:
    """The siblings before a line."""
    inside = [node.id for node in children(place.parent if place.parent is not None else plan)]
    return inside[: inside.index(place.node.id)] if place.node.id in inside else []
